"""Number words of Dutch: what a word is worth, and the tables that the reader of numbers goes by.

The closed set from *nul* to *een miljoen* is made from a dozen stems by the rules of Dutch spelling, and tested in
full. A word that is not a number is worth None. Ordinals are kept apart; *een* is worth 1 here, and whether it is an
article is for the reader to decide. Numbers of more than one word are put together in `language.numbers`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kroniek.errors import LexiconError

_HUNDRED = 100
_BOUNDS = frozenset({"min", "max", "both"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The tables of `numbers.toml`; `below` are the spelled numbers under a hundred."""

    below: Mapping[str, int]
    ordinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    plurals: Mapping[str, int]
    abouts: Mapping[str, int]
    vague: Mapping[str, int]
    approximators: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    currencies: Mapping[str, str]
    currency_adjectives: Mapping[str, str]
    names: frozenset[str]
    fractions: frozenset[str]
    measures: frozenset[str]
    verb_objects: frozenset[str]
    dating: frozenset[str]
    more: frozenset[str]
    year_nouns: frozenset[str]
    change_stems: tuple[str, ...]


def _plain(word: str) -> str:
    return word.replace("ë", "e").replace("é", "e")


def _below_hundred(table: Mapping[str, Any]) -> dict[str, int]:
    """Every spelled number from 0 to 99, with the tolerated spellings."""
    units = {word: value for word, value in table["units"].items() if value}
    below = {**table["units"], **table["teens"], **table["tens"]}
    for unit, value in units.items():
        link = "ën" if unit.endswith("e") else "en"
        stem = unit.replace("é", "e")
        for ten, tens in table["tens"].items():
            below[f"{stem}{link}{ten}"] = value + tens
            below[f"{stem}en{ten}"] = value + tens
    return below


def _phrases(table: Mapping[str, str], *, name: str) -> Mapping[tuple[str, ...], str]:
    for phrase, bound in table.items():
        if bound not in _BOUNDS:
            raise LexiconError(
                f"numbers.toml, {name}, {phrase!r}: {bound!r} is no bound; choose from {sorted(_BOUNDS)}"
            )
    return MappingProxyType({tuple(phrase.split()): bound for phrase, bound in table.items()})


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The tables, read once when first asked."""
    table = tomllib.loads((files("kroniek.lexicon") / "data/nl/numbers.toml").read_text(encoding="utf-8"))
    return NumberWords(
        below=MappingProxyType(_below_hundred(table)),
        ordinals=MappingProxyType(table["ordinals"]),
        multipliers=MappingProxyType(table["multipliers"]),
        plurals=MappingProxyType(table["plurals"]),
        abouts=MappingProxyType(table["abouts"]),
        vague=MappingProxyType(table["vague"]),
        approximators=_phrases(table["approximators"], name="approximators"),
        after=_phrases(table["after"], name="after"),
        currencies=MappingProxyType(table["currencies"]),
        currency_adjectives=MappingProxyType(table["currency_adjectives"]),
        names=frozenset(table["names"]),
        fractions=frozenset(table["fractions"]),
        measures=frozenset(table["measures"]),
        verb_objects=frozenset(table["verb_objects"]),
        dating=frozenset(table["dating"]),
        more=frozenset(table["more"]),
        year_nouns=frozenset(table["year_nouns"]),
        change_stems=tuple(table["change_stems"]),
    )


def _tail(rest: str, below: Mapping[str, int]) -> int | None:
    """What follows *honderd* or *duizend* in one word: nothing, a number, or *en* and a number."""
    if not rest:
        return 0
    value = below.get(rest)
    if value is None and rest.startswith("en"):
        value = below.get(rest[2:])
    return value or None


def _hundreds(word: str, below: Mapping[str, int]) -> int | None:
    """A number under 10,000 in hundreds: *driehonderdtwaalf*, *negentienhonderd*; also every number under 100."""
    head, found, rest = word.partition("honderd")
    if not found:
        return below.get(word)
    count = 1 if not head else below.get(head)
    tail = _tail(rest, below)
    if not count or tail is None:
        return None
    return count * _HUNDRED + tail


def _thousands(word: str, below: Mapping[str, int]) -> int | None:
    head, found, rest = word.partition("duizend")
    if not found:
        return _hundreds(word, below)
    count = 1 if not head else _hundreds(head, below)
    tail = _tail(rest, below)
    if tail is None:
        bare = rest[2:] if rest.startswith("en") and "honderd" not in rest[:2] else rest
        tail = _hundreds(rest, below) or _hundreds(bare, below)
    if not count or count >= 10 * _HUNDRED or tail is None:
        return None
    return count * 10 * _HUNDRED + tail


def _halves(word: str, below: Mapping[str, int]) -> float | None:
    """*anderhalf*, *tweeënhalf*, *drieënhalve*."""
    if word in {"anderhalf", "anderhalve"}:
        return 1.5
    for ending in ("half", "halve"):
        stem = _plain(word.removesuffix(ending)).removesuffix("en")
        if word.endswith(ending) and stem and stem != word:
            value = below.get(stem)
            return value + 0.5 if value else None
    return None


@lru_cache(maxsize=16384)
def number_word(word: str) -> int | float | None:
    """What a lower-case word is worth as a number, or None: *vijfentwintig* 25, *anderhalf* 1.5, *honderden* None."""
    below = number_words().below
    value = _thousands(word, below)
    return value if value is not None else _halves(word, below)
