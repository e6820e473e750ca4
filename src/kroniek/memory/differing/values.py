"""The values of a claim's fields as accounts, and when two of them cannot both be.

Silence contradicts nothing: a claim that names no place agrees with every place. A less precise value agrees with a
more precise one (*meer dan vijftig* with 83, *vorige week* with Tuesday, Ukraine with Kyiv), and whoever names fewer
parties agrees with whoever names more. Left out: who says so, and when (`accounts`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from kroniek.lexicon.countries import countries
from kroniek.model.actor import Party
from kroniek.model.claim import Claim, Figure
from kroniek.model.place import Place
from kroniek.model.text import Quote
from kroniek.strings.fold import fold

STATES = frozenset({"GOV", "MIL", "SPY"})
"""Sectors whose parties are their state where two accounts name them differently (*Rusland*, *het Russische leger*)."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: plain text, equal where two claims tell the same, the words, and what is compared."""

    text: str
    quote: Quote
    compared: Any


@cache
def rules() -> dict[str, Any]:
    """When accounts differ."""
    text = files("kroniek.memory.differing").joinpath("data/differing.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def values(claim: Claim) -> Iterator[tuple[str, Value]]:
    """The fields of a claim that can differ, each with its value."""
    evidence = claim.evidence[0].quote
    for figure in claim.figures:
        if figure.min is not None or figure.max is not None:
            yield f"figures.{figure.key.value}", Value(figure_text(figure), figure.quote or evidence, _span(figure))
    if claim.when:
        start, end = claim.when.start, claim.when.end
        text = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
        yield "date", Value(text, claim.when.quote or evidence, (start, end))
    for name, parties in (("actors", claim.actors), ("recipients", claim.recipients)):
        if parties:
            words = next((party.quote for party in parties if party.quote), evidence)
            yield name, Value("; ".join(party.name for party in parties), words, parties)
    if claim.place:
        yield "place", Value(claim.place.name, claim.place.quote or evidence, claim.place)
    yield "status", Value(claim.status.value, evidence, claim.status.value)


def contradict(field: str, first: Value, second: Value) -> bool:
    """Can not both be true of one event?"""
    kind = field.partition(".")[0]
    if kind == "figures":
        return not _figures_agree(first.compared, second.compared)
    if kind == "date":
        return not _days_meet(first.compared, second.compared)
    if kind == "place":
        return _places_differ(first.compared, second.compared)
    if kind == "status":
        return not _statuses_agree(first.compared, second.compared)
    return _parties_differ(first.compared, second.compared)


# -- figures ---------------------------------------------------------------------------------------------------------


def figure_text(figure: Figure) -> str:
    """A figure as plain text: `83`, `80-90`, `50-` (at least), `-50` (at most)."""
    low, high = figure.min, figure.max
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _span(figure: Figure) -> tuple[float, float]:
    low = -math.inf if figure.min is None else float(figure.min)
    high = math.inf if figure.max is None else float(figure.max)
    words = f" {fold(figure.quote.text)} " if figure.quote else ""
    if any(f" {fold(about)} " in words for about in rules()["figures"]["about"]):
        part = rules()["figures"]["tolerance"]
        return low * (1 - part), high * (1 + part)
    return low, high


def _figures_agree(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


# -- days, statuses --------------------------------------------------------------------------------------------------


def _days_meet(first: tuple[date, date], second: tuple[date, date]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def _statuses_agree(first: str, second: str) -> bool:
    return first == second or any(first in group and second in group for group in rules()["statuses"]["same"])


# -- parties ---------------------------------------------------------------------------------------------------------


def party_keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """Who is named, states as states: *Poetin*, *Rusland* and *het Russische leger* are one side."""
    return frozenset(_party_key(party) for party in parties)


def _party_key(party: Party) -> str:
    if party.country and (set(party.sectors) & STATES or _is_country(party.name)):
        return f"state {party.country}"
    return party.wikidata or fold(party.name)


@cache
def _is_country(name: str) -> bool:
    return countries().by_name(name) is not None


def _parties_differ(first: tuple[Party, ...], second: tuple[Party, ...]) -> bool:
    """Does each name somebody whom the other has not, by a longer name or a description either?"""
    one, other = party_keys(first), party_keys(second)
    if one <= other or other <= one:
        return False
    return _has_stranger(first, second) and _has_stranger(second, first)


def _has_stranger(parties: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    return any(not any(_may_be_one(party, other) for other in others) for party in parties)


def _may_be_one(party: Party, other: Party) -> bool:
    """The same key, one name within the other, or a description: *opvarenden* may be of any state or group.

    Only two descriptions of different countries are not one.
    """
    if _party_key(party) == _party_key(other):
        return True
    one, two = fold(party.name).split(), fold(other.name).split()
    if set(one) <= set(two) or set(two) <= set(one):
        return True
    described = [one.name[:1].islower() and not one.wikidata for one in (party, other)]
    return any(described) and not (all(described) and _of_two_countries(party, other))


def _of_two_countries(party: Party, other: Party) -> bool:
    return bool(party.country and other.country and party.country != other.country)


# -- places ----------------------------------------------------------------------------------------------------------


def _places_differ(first: Place, second: Place) -> bool:
    if first.country and second.country and first.country != second.country:
        return True
    precise = rules()["places"]["precise"]
    if any(place.precision is None or place.precision.value not in precise for place in (first, second)):
        return False
    if set(fold(first.name).split()) & set(fold(second.name).split()):
        return False
    distance = _km(first, second)
    return distance is not None and distance > rules()["places"]["near_km"]


def _km(first: Place, second: Place) -> float | None:
    """The distance over the globe."""
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    one, two = math.radians(first.lat), math.radians(second.lat)
    across = math.radians(second.lon - first.lon)
    cosine = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(across)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
