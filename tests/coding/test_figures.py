"""Figures: what the numbers of a clause count."""

import tomllib
from pathlib import Path

import pytest

from kroniek.coding.figures import find_figures
from kroniek.language.numbers import find_numbers
from kroniek.language.segment import tokenise
from kroniek.lexicon.counted import counted
from kroniek.model.analysis import NumberMention, Sentence
from tests.build import tokens
from tests.coding.told import claims_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "numbers.toml").read_text(encoding="utf-8"))
OPEN = -1


def of_sentence(text):
    """The figures of a sentence as the reader of numbers and the reader of figures make them together."""
    sentence = Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))
    return {one.key.value: (one.min, one.max) for one in find_figures(sentence.tokens, find_numbers(sentence), text)}


@pytest.mark.parametrize(("text", "expected"), CASES["figures"], ids=[row[0] for row in CASES["figures"]])
def test_the_numbers_of_a_clause_count_these_things(text, expected):
    assert of_sentence(text) == {
        key: tuple(None if value == OPEN else value for value in bounds) for key, bounds in expected.items()
    }


def number(text, words, least, most, unit=""):
    start = text.index(words)
    return NumberMention(start=start, end=start + len(words), min=least, max=most, unit=unit)


def figures(text, *numbers):
    found = find_figures(tokens(text), [number(text, *one) for one in numbers], text)
    return {one.key.value: (one.min, one.max, one.quote.text) for one in found}


def test_the_words_of_a_figure_run_from_the_number_to_its_noun():
    assert figures("Er vielen ruim 50 zwaar bewapende doden.", ("ruim 50", 50, None)) == {}
    assert figures("Er blijven 50 Amerikaanse soldaten.", ("50", 50, 50)) == {
        "troops": (50, 50, "50 Amerikaanse soldaten")
    }


def test_money_is_its_own_words():
    assert figures("Het kost 5 euro.", ("5 euro", 5, 5, "EUR")) == {"money_eur": (5, 5, "5 euro")}


def test_a_part_is_not_the_whole():
    text = "De politie hield elf mannen aan, onder wie drie soldaten."
    assert figures(text, ("elf", 11, 11), ("drie", 3, 3)) == {"arrested": (11, 11, "elf mannen")}


def test_of_two_numbers_for_one_key_the_first_counts():
    text = "Er vielen 5 doden in het noorden en 2 doden in het zuiden."
    assert figures(text, ("5", 5, 5), ("2", 2, 2))["killed"] == (5, 5, "5 doden")


@pytest.mark.parametrize("noun", sorted(noun for noun, key in counted().sure.items() if key))
def test_every_sure_noun_tells_its_key_by_itself(noun):
    assert list(figures(f"Er waren 7 {noun}.", ("7", 7, 7))) == [counted().sure[noun].value]


@pytest.mark.parametrize("noun", sorted(noun for noun, key in counted().soft.items() if key))
def test_every_soft_noun_tells_its_key_without_a_cue(noun):
    assert list(figures(f"Daar waren 7 {noun} bij.", ("7", 7, 7))) == [counted().soft[noun].value]


@pytest.mark.parametrize("noun", sorted(counted().people))
def test_people_count_nothing_without_a_cue(noun):
    assert figures(f"Daar waren 7 {noun} bij.", ("7", 7, 7)) == {}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Rusland bombardeerde Charkov, waarbij zeker tien mensen omkwamen.", "ASSAULT", {"killed": (10, None)}),
        ("Israël bombardeerde een school, waarbij zeker 40 doden vielen.", "ASSAULT", {"killed": (40, None)}),
        ("Israël heeft een markt gebombardeerd, waarbij vijf doden en tientallen gewonden vielen.", "ASSAULT",
         {"killed": (5, 5), "wounded": (20, None)}),
        ("Israël bombardeerde een school, waardoor het dodental op 48 komt.", "ASSAULT", {"killed": (48, 48)}),
        ("Rusland bombardeerde Charkov. Daarbij kwamen tien mensen om het leven.", "ASSAULT", {"killed": (10, 10)}),
        ("Rusland bombardeerde Charkov. In Kiev kwamen tien mensen om het leven.", "ASSAULT", {}),
        ("Hamas heeft vijf gewonde Israëlische gijzelaars vrijgelaten.", "RETREAT", {}),
        ("Rusland heeft tweeduizend soldaten naar Belarus gestuurd.", "MOBILIZE", {"troops": (2000, 2000)}),
    ],
)  # fmt: skip
def test_an_act_has_the_figures_of_its_type_and_of_what_came_of_it(text, kind, expected):
    (claim,) = [claim for claim in claims_of(text) if claim.type.value == kind]
    assert {one.key.value: (one.min, one.max) for one in claim.figures} == expected


def test_the_age_of_somebody_is_no_figure():
    assert of_sentence("Israël heeft een jongen van dertien doodgeschoten.") == {}


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("Tienduizenden studenten demonstreerden in Kiev.", "PROTEST", {"participants": (20000, None)}),
        ("Uit protest tegen Rusland trokken duizenden burgers naar de ambassade.", "PROTEST", {"participants": (2000, None)}),
        ("Rusland stationeert driehonderd man in Syrië.", "MOBILIZE", {"troops": (300, 300)}),
        ("Rusland stationeert driehonderd mensen in Syrië.", "MOBILIZE", {}),
    ],
)  # fmt: skip
def test_people_of_whom_nothing_else_is_told_are_who_takes_part(text, kind, figures):
    found = [claim for claim in claims_of(text) if claim.type.value == kind]
    assert [{one.key.value: (one.min, one.max) for one in claim.figures} for claim in found] == [figures]


@pytest.mark.parametrize("words", ["tussen 30 en 40", "tussen de 30 en de 40", "tussen de dertig en veertig"])
def test_a_plural_behind_the_second_of_two_bounds_is_no_verb(words):
    (claim,) = claims_of(f"Rusland bombardeerde Kiev en er vielen {words} doden.")
    assert [(one.key.value, one.min, one.max, one.quote.text) for one in claim.figures] == [
        ("killed", 30, 40, f"{words} doden")
    ]


ENDLESS = ["5" * 5000, "0" * 5000, "1" + ".000" * 2000, "1" + " 000" * 2000, "5" * 5000 + ",5", "1," + "5" * 5000]


@pytest.mark.parametrize("digits", ENDLESS, ids=lambda digits: digits[:6])
@pytest.mark.parametrize(
    "text",
    [
        "Bij een Russische aanval op Kiev vielen {} doden.",
        "Bij een Russische aanval op Kiev vielen tussen de 3 en {} doden.",
        "Duitsland geeft Oekraïne {} miljard euro.",
        "Op {} maart 2022 viel Rusland Oekraïne aan.",
        "Rusland viel {} dagen geleden Oekraïne aan.",
        "Rusland viel in week {} van 2022 Oekraïne aan.",
        "Rusland viel om {} uur Oekraïne aan, op 02-03-{}.",
    ],
)
def test_a_number_without_end_counts_nothing_and_dates_nothing(text, digits):
    for claim in claims_of(text.replace("{}", digits)):
        assert all((figure.max or figure.min) < 10**15 for figure in claim.figures)
