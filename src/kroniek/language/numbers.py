"""Which words of a sentence tell how many, and between which bounds.

Digits the Dutch way (*1.500*, *1,2 miljard*), words (*vijfentwintig*, *anderhalf miljoen*), plurals that tell a least
number (*tientallen*), ranges, and the words that bound a number (*ruim*, *bijna*, *zo'n*). Bounds follow the codebook:
*ruim N* is at least N, *bijna N* at most N, *ongeveer N* is N. Numbers that count nothing are left out: dates and
durations, ordinals, the article *een*, shares and measures, and numbers that are names (*resolutie 1701*, *F-16*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from kroniek.language.dates import time_spans
from kroniek.lexicon.numberwords import NumberWords, number_word, number_words
from kroniek.model.analysis import NumberMention, Sentence, TimeMention, Token

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*|0")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),(\d+)")
_MAX_ADJECTIVES = 3  # words in which the noun behind a number is sought
_SHORT = 3  # shorter words in -e are no adjectives
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|21\d\d")
_LONGEST_PHRASE = 5
_PHONE_DIGITS = 9
_MILLION, _MILLIARD = 1_000_000, 1_000_000_000
_MOST = 10**15  # nothing in the news is more; digits beyond it are a code, or a text gone wrong
_MOST_CHARS = 20  # 10**15 with its dots
_TEN = 10
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_RANGE_WORDS = frozenset({"tot", "à", "a", "-", "–"})


class _Number(NamedTuple):
    """A number at tokens `[first, last)`; `factor` is what its multiplier word made it larger by."""

    first: int
    last: int
    min: Fraction
    max: Fraction | None
    factor: int = 1
    unit: str = ""
    bounded: bool = False


def _digits(word: str) -> Fraction | None:
    """The value of a token of digits: *1.500*, *3,5*; None for one that is longer than any number of the news."""
    if len(word) > _MOST_CHARS:
        return None
    if _THOUSANDS.fullmatch(word):
        return Fraction(word.replace(".", "")) if len(word) < _PHONE_DIGITS or "." in word else None
    if found := _DECIMAL.fullmatch(word):
        whole, decimals = found[1].replace(".", ""), found[2]
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    return None


def _worth(token: Token) -> Fraction | None:
    if token.text[0].isdecimal():
        return _digits(token.text)
    if token.lower == "een":
        return None
    value = number_word(token.lower)
    return None if value is None else Fraction(value)


def _word(tokens: Sequence[Token], place: int) -> str:
    """The lower-case word at a place, with a straight apostrophe; empty beyond the sentence."""
    return tokens[place].lower.replace("’", "'") if 0 <= place < len(tokens) else ""


def _vague(tokens: Sequence[Token], place: int, table: NumberWords) -> _Number | None:
    """*tientallen*, *enkele honderden*, *een paar duizend*, *een twintigtal*."""
    start = place
    if _word(tokens, place) == "een":
        place += 1
    word = _word(tokens, place)
    if word in table.vague:
        following = _word(tokens, place + 1)
        if following in table.multipliers:
            return _Number(start, place + 2, Fraction(table.vague[word] * table.multipliers[following]), None)
        if following in table.plurals:
            return _many(tokens, start, place + 1, table)
        return None
    if word in table.abouts:
        value = Fraction(table.abouts[word])
        return _Number(start, place + 1, value, value)
    if place == start and word in table.plurals:
        return _many(tokens, start, place, table)
    return None


def _many(tokens: Sequence[Token], start: int, place: int, table: NumberWords) -> _Number:
    """A plural, perhaps of a multiplier: *tientallen miljoenen*, *honderden miljoenen*."""
    least, last = table.plurals[_word(tokens, place)], place + 1
    following = _word(tokens, last)
    factor = table.multipliers.get(following) or table.plurals.get(following, 0) // 2
    if factor >= _MILLION and least < _MILLION:
        least, last = least * factor, last + 1
    return _Number(start, last, Fraction(least), None)


def _half(tokens: Sequence[Token], place: int, table: NumberWords) -> _Number | None:
    """*een half miljoen*, *half miljoen*."""
    start = place
    if _word(tokens, place) == "een":
        place += 1
    following = _word(tokens, place + 1)
    factor = table.multipliers.get(following) or table.abouts.get(following)
    if _word(tokens, place) in {"half", "halve"} and factor:
        value = Fraction(factor, 2)
        return _Number(start, place + 2, value, value, factor)
    return None


def _plain(tokens: Sequence[Token], place: int, table: NumberWords) -> _Number | None:
    """Digits or words with their multipliers: *1,2 miljard*, *tweeduizend driehonderd*, *een miljoen*."""
    if _word(tokens, place) == "een":
        factor = table.multipliers.get(_word(tokens, place + 1))
        return _Number(place, place + 2, Fraction(factor), Fraction(factor), factor) if factor else None
    value = _worth(tokens[place])
    if value is None:
        return None
    value, last = _grouped(tokens, value, place)
    if (factor := _after_half(tokens, last, table)) > 1:
        return _Number(place, last + 4, value * factor + factor // 2, value * factor + factor // 2, factor)
    factor = table.multipliers.get(_word(tokens, last), 1)
    if factor > 1:
        value, last = value * factor, last + 1
    value, last = _added(tokens, value, last, table)
    if value.denominator != 1 and factor == 1:
        return None
    return _Number(place, last, value, value, factor)


def _grouped(tokens: Sequence[Token], value: Fraction, place: int) -> tuple[Fraction, int]:
    """Add groups of three digits behind a space: *40 000*; a row without end is worth no more than `_MOST`."""
    last = place + 1
    if not _FIRST_GROUP.fullmatch(tokens[place].text):
        return value, last
    while last < len(tokens) and _GROUP.fullmatch(tokens[last].text) and tokens[last].start == tokens[last - 1].end + 1:
        value, last = min(value * 1000 + int(tokens[last].text), Fraction(_MOST)), last + 1
    return value, last


def _after_half(tokens: Sequence[Token], last: int, table: NumberWords) -> int:
    """The multiplier of *en een half miljoen* behind a number, else 1."""
    words = tuple(_word(tokens, last + step) for step in range(3))
    if words[:2] == ("en", "een") and words[2] in {"half", "halve"}:
        return table.multipliers.get(_word(tokens, last + 3), 1)
    return 1


def _added(tokens: Sequence[Token], value: Fraction, last: int, table: NumberWords) -> tuple[Fraction, int]:
    """Add the smaller numbers that follow: *drie miljoen tweehonderdduizend*, *tweeduizend driehonderd*."""
    while last < len(tokens) and tokens[last].text[0].isalpha() and tokens[last].lower not in {"een", "één"}:
        more = number_word(tokens[last].lower)
        factor = table.multipliers.get(_word(tokens, last + 1), 1)
        if more and factor >= _MILLION and value % _MILLIARD == 0 and value >= _MILLIARD > more * factor:
            value, last = value + Fraction(more) * factor, last + 2
            continue
        limit = _MILLION if value % _MILLION == 0 and value >= _MILLION else 1000
        if more is None or not 0 < more < limit or value % limit or value < limit:
            return value, last
        if _word(tokens, last + 1) in table.multipliers:
            return value, last
        value, last = value + Fraction(more), last + 1
    return value, last


def _single(tokens: Sequence[Token], place: int, table: NumberWords) -> _Number | None:
    return _half(tokens, place, table) or _vague(tokens, place, table) or _plain(tokens, place, table)


def _ranged(tokens: Sequence[Token], number: _Number, table: NumberWords) -> _Number:
    """*twee tot drie miljoen*, *10 à 15*, *tussen (de) 10 en (de) 20*, *drie- tot vierhonderd*."""
    link = _word(tokens, number.last)
    opens = number.first - 2 if _word(tokens, number.first - 1) == "de" else number.first - 1
    between = link == "en" and _word(tokens, opens) == "tussen"
    second = number.last + 2 if between and _word(tokens, number.last + 1) == "de" else number.last + 1
    if number.max is None or not (between or link in _RANGE_WORDS) or second >= len(tokens):
        return number
    other = _plain(tokens, second, table)
    if other is None or other.max is None:
        return number
    least = number.min
    if number.factor == 1 and other.factor > 1 and least < other.max / other.factor:
        least *= other.factor
    if not least < other.max:
        return number
    first = opens if between else number.first
    return number._replace(first=first, last=other.last, min=least, max=other.max, bounded=True)


def _bounded(tokens: Sequence[Token], number: _Number, table: NumberWords) -> _Number:
    """Take the words before or after a number that bound it."""
    if number.bounded or number.max is None:
        return number
    for length in range(min(_LONGEST_PHRASE, number.first), 0, -1):
        phrase = tuple(_word(tokens, place) for place in range(number.first - length, number.first))
        bound = table.approximators.get(phrase)
        if phrase == ("tot",) and any(token.lower.startswith(table.change_stems) for token in tokens):
            return number
        if bound is not None:
            return _with_bound(number, bound)._replace(first=number.first - length)
    for phrase, bound in table.after.items():
        if phrase == tuple(_word(tokens, number.last + step) for step in range(len(phrase))):
            return _with_bound(number, bound)._replace(last=number.last + len(phrase))
    return number


def _with_bound(number: _Number, bound: str) -> _Number:
    if bound == "min":
        return number._replace(max=None, bounded=True)
    if bound == "max":
        return number._replace(min=Fraction(-1), bounded=True)
    return number._replace(bounded=True)


def _with_unit(tokens: Sequence[Token], number: _Number, table: NumberWords) -> _Number:
    """Take the currency that stands after a number, or before it."""
    word = _word(tokens, number.last)
    if word in table.currencies:
        return number._replace(unit=table.currencies[word], last=number.last + 1)
    if word in table.currency_adjectives and _word(tokens, number.last + 1) in table.currencies:
        return number._replace(unit=table.currency_adjectives[word], last=number.last + 2)
    before = _word(tokens, number.first - 1)
    if before in table.currencies and not before.isalpha():
        return number._replace(unit=table.currencies[before], first=number.first - 1)
    return number


def _counts(tokens: Sequence[Token], number: _Number, table: NumberWords) -> bool:
    """Does this number count something, as far as the words around it show?"""
    before, first, following = _word(tokens, number.first - 1), tokens[number.first], _word(tokens, number.last)
    if following in table.fractions and number.max is not None and number.max < _TEN:
        return _word(tokens, number.last + 1).endswith("en")  # *twee derde landen*, but *twee derde van de leden*
    named = before in table.names and first.text[0].isdecimal()
    if following in table.measures or named or max(number.min, number.max or 0) >= _MOST:
        return False
    if first.lower == "één" and following == "van":
        return False
    if first.lower == "acht" and following in table.verb_objects:
        return False
    if _YEAR.fullmatch(first.text) and number.last == number.first + 1:
        noun = following if before in table.dating else _noun_behind(tokens, number.last, table)
        return noun.isalpha() and (noun.endswith("en") or noun in table.year_nouns or noun in table.currencies)
    return True


def _noun_behind(tokens: Sequence[Token], at: int, table: NumberWords) -> str:
    """The word behind a number, adjectives left out: *1500 extra Amerikaanse militairen*."""
    for word in (_word(tokens, at + step) for step in range(_MAX_ADJECTIVES)):
        if not (word in table.more or (word.endswith("e") and len(word) > _SHORT)):
            return word
    return ""


def _mention(tokens: Sequence[Token], number: _Number) -> NumberMention:
    least = None if number.min < 0 else int(number.min)
    return NumberMention(
        start=tokens[number.first].start,
        end=tokens[number.last - 1].end,
        min=least,
        max=None if number.max is None else int(number.max),
        unit=number.unit,
    )


@lru_cache(maxsize=16384)
def _may_begin(word: str) -> bool:
    """A quick look that passes every lower-case word with which a number can begin."""
    table = number_words()
    return (
        word[0].isdecimal()
        or word in {"een", "half", "halve"}
        or word in table.plurals
        or word in table.abouts
        or word in table.vague
        or number_word(word) is not None
    )


def find_numbers(sentence: Sentence, *, times: Sequence[TimeMention] | None = None) -> tuple[NumberMention, ...]:
    """The numbers of a sentence that count something, in text order.

    `times` are the sentence's times where they are known already; numbers inside them are no numbers.
    """
    tokens, table = sentence.tokens, number_words()
    if not any(_may_begin(token.lower) for token in tokens):
        return ()
    spans = time_spans(sentence) if times is None else [(time.start, time.end) for time in times]
    numbers: list[NumberMention] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        inside = next((end for start, end in spans if start <= token.start < end), None)
        number = None
        if inside is None and _may_begin(token.lower):
            number = _single(tokens, place, table)
        if number is None:
            place += 1
            continue
        number = _ranged(tokens, number, table)
        if _counts(tokens, number, table):
            numbers.append(_mention(tokens, _with_unit(tokens, _bounded(tokens, number, table), table)))
        place = number.last
    return tuple(numbers)
