"""The tables of commitments, read once when first asked for: deeds, words, scores.

Data with their reasons: `data/*.toml`. Left out: what follows from a match (`matching`, `following`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kroniek.lexicon.forms import key
from kroniek.model.claim import Claim
from kroniek.model.ontology import EventType
from kroniek.strings.fold import fold

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed of `deeds.toml`."""

    name: str
    rows: tuple[Row, ...]
    done: frozenset[str]
    alone: frozenset[str]
    against: frozenset[str]
    modes: frozenset[str]
    special: bool
    lasting: bool
    hostile: bool
    persons: bool


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of commitments."""
    return tomllib.loads(files("kroniek.memory.commitments").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def deeds() -> tuple[Deed, ...]:
    """All deeds, in the order of the file."""
    return tuple(
        Deed(
            name=row["id"],
            rows=tuple(tuple(fold(words).split()) for words in row["words"]),
            done=frozenset(row["done"]),
            alone=frozenset(row["alone"]),
            against=frozenset(row["against"]),
            modes=frozenset(row.get("modes", ())),
            special=row["special"],
            lasting=row.get("lasting", False),
            hostile=row.get("hostile", False),
            persons=row.get("persons", False),
        )
        for row in table("deeds.toml")["deed"]
    )


@cache
def score(name: str) -> float:
    """A score of `following.toml`."""
    return float(table("following.toml")["scores"][name])


@cache
def ages() -> tuple[tuple[int, float], ...]:
    """How much more must be shared as time goes by: days, and what is added from then on."""
    return tuple((int(days_), float(more)) for days_, more in table("following.toml")["ages"]["steps"])


@cache
def days(name: str) -> int:
    """A number of days of `following.toml`."""
    return int(table("following.toml")["days"][name])


@cache
def phrases(name: str) -> tuple[Row, ...]:
    """Words of `following.toml`, folded and divided."""
    return tuple(tuple(fold(words).split()) for words in table("following.toml")["words"][name])


@cache
def common() -> tuple[frozenset[str], frozenset[str]]:
    """Words by which nothing is recognised, and words that say little; both with their keys."""
    rows = table("common_words.toml")
    none, weak = (frozenset(rows[name].split()) for name in ("none", "weak"))
    return none | {key(word) for word in none}, weak | {key(word) for word in weak}


def kinds(claim: Claim) -> frozenset[str]:
    """A claim's type, and its type with each mode, as the tables name them."""
    return _kinds(claim.type, claim.modes)


@cache
def _kinds(type_: EventType, modes: tuple[str, ...]) -> frozenset[str]:
    return frozenset({type_.value, *(f"{type_.value}/{mode}" for mode in modes)})


def fits(claim: Claim, listed: frozenset[str]) -> bool:
    """Is a claim's type, or its type with a mode, in a list of the tables?"""
    return not kinds(claim).isdisjoint(listed)


@cache
def types_for(section: str, type_: EventType) -> frozenset[str]:
    """The types (and modes) that a section of `following.toml` has for a type of commitment."""
    return frozenset(table("following.toml")[section][type_.value])


TAKING_BACK = frozenset({"REJECT", "CONCEDE", "AGREE"})
"""Acts that can take something back, where words say so."""


@cache
def moving_kinds(type_: EventType) -> frozenset[str]:
    """The types (and modes) of claims that can say something of a commitment of this type, whatever it is about."""
    said = {type_.value, EventType.ACCUSE.value}
    return types_for("fulfilling", type_) | types_for("withdrawing", type_) | TAKING_BACK | said
