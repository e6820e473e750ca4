"""Numbers: what Dutch words and digits are worth, and which of them count something."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.language.numbers import find_numbers
from kroniek.language.segment import tokenise
from kroniek.lexicon.numberwords import number_word, number_words
from kroniek.model.analysis import Sentence

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "numbers.toml").read_text(encoding="utf-8"))
SMALL = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
]  # fmt: skip
TENS = [None, None, "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
OPEN = -1


def spelled(number):
    """The number in one word, by the rules of spelling, written apart from the reader's own tables."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        if not unit:
            return TENS[ten]
        return SMALL[unit] + ("ën" if unit in {2, 3} else "en") + TENS[ten]
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return ("" if hundred == 1 else SMALL[hundred]) + "honderd" + (spelled(rest) if rest else "")
    thousand, rest = divmod(number, 1000)
    return ("" if thousand == 1 else spelled(thousand)) + "duizend" + (spelled(rest) if rest else "")


def numbers(text):
    return find_numbers(Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text))))


def bound(value):
    return None if value == OPEN else value


@pytest.mark.parametrize("row", CASES["numbers"], ids=lambda row: row[0])
def test_numbers_of_a_sentence_have_these_words_and_bounds(row):
    text, *expected = row
    found = [(text[one.start : one.end], one.min, one.max, one.unit) for one in numbers(text)]
    wanted = [(words, bound(least), bound(most), unit[0] if unit else "") for words, least, most, *unit in expected]
    assert found == wanted


def test_every_spelled_number_below_a_hundred_thousand_is_worth_itself():
    worth = number_word.__wrapped__
    assert [number for number in range(100_000) if worth(spelled(number)) != number] == []


@pytest.mark.slow
def test_every_spelled_number_up_to_a_million_is_worth_itself():
    worth = number_word.__wrapped__
    assert [number for number in range(100_000, 1_000_000) if worth(spelled(number)) != number] == []


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zestienhonderd", 1600),
        ("negentienhonderdvijfenveertig", 1945),
        ("honderdeneen", 101),
        ("duizendeneen", 1001),
        ("drieentwintig", 23),
        ("eenentwintig", 21),
        ("anderhalf", 1.5),
        ("anderhalve", 1.5),
        ("tweeënhalf", 2.5),
        ("drieënhalve", 3.5),
    ],
)
def test_other_spellings_are_worth_the_same(word, value):
    assert number_word(word) == value


@pytest.mark.parametrize(
    "word",
    ["honderden", "duizenden", "half", "kalf", "tweede", "driehoek", "vierkant", "achter", "zesde", "eenheid", "nulde",
     "twintigduizendduizend", "tienhonderdhonderd", "gewonden", "", "en", "honderdste", "enhonderd"],
)  # fmt: skip
def test_words_that_contain_a_number_are_none(word):
    assert number_word(word) is None


def test_every_approximator_bounds_a_number_as_the_codebook_says():
    for phrase, kind in number_words().approximators.items():
        (one,) = numbers(f"Er vielen {' '.join(phrase)} 60 doden.")
        expected = {"min": (60, None), "max": (None, 60), "both": (60, 60)}[kind]
        assert (one.min, one.max) == expected, phrase


def test_numbers_inside_given_times_are_left_out():
    text = "Er vielen 12 doden."
    sentence = Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))
    assert len(find_numbers(sentence, times=())) == 1


PIECES = [
    *(row[0] for row in CASES["numbers"]),
    *("en", "tot", "tussen", "ruim", "een", "half", "miljoen", "12", "1.500", "2019", "honderd", "euro", "€", ",", "mensen", "à", "paar"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_numbers_are_exact_words_in_order_with_sound_bounds(pieces):
    text = " ".join(pieces)
    found = numbers(text)
    assert all(text[one.start : one.end] for one in found)
    assert all(one.min is not None or one.max is not None for one in found)
    assert all(one.min is None or one.max is None or one.min <= one.max for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert numbers(text) == found


@given(st.integers(0, 999_999), st.sampled_from(["", " miljoen", " miljard"]))
def test_digits_and_words_of_a_number_are_worth_the_same(number, factor):
    times = {"": 1, " miljoen": 10**6, " miljard": 10**9}[factor]
    dotted = f"{number:,}".replace(",", ".")
    for words in (dotted, spelled(number)):
        if words == "een" and not factor:
            continue
        (one,) = numbers(f"Dat zijn er {words}{factor} schapen.") if number else (None,)
        assert one is None or (one.min, one.max) == (number * times, number * times)


@given(st.text(alphabet="0123456789.,-€$ aeidhnortuvwz", max_size=40))
def test_any_text_can_be_read(text):
    numbers(text)
