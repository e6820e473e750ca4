"""Tells an annotated article of other countries: the same words, with names, adjectives and capitals exchanged.

Each country of an article becomes another one throughout, so who did what to whom stays as it was, and the network
cannot learn that one country attacks and another one pays. Only marked names are exchanged, and only where the new
word fits the same grammar (no article before it, the same inflection). Persons and organisations stay.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.lexicon.countries import Country, countries, inflected

Json = dict[str, Any]
_ARTICLES = ("de ", "het ", "'t ")
_UNINFLECTED = ("s", "ch")


@dataclass(frozen=True, slots=True)
class Edit:
    """The words at `[start, end)` become `words`."""

    start: int
    end: int
    words: str


class Shift:
    """Offsets of the old text in the new one; a place inside changed words moves to their end or beginning."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]

    def __call__(self, place: int, *, is_end: bool) -> int:
        """Where a place of the old text is in the new one; `is_end` tells the end of a span from a beginning."""
        at = bisect_right(self._starts, place - is_end)
        moved = sum(len(edit.words) - (edit.end - edit.start) for edit in self._edits[: max(0, at - 1)])
        if not at:
            return place
        last = self._edits[at - 1]
        if place >= last.end:
            return place + moved + len(last.words) - (last.end - last.start)
        return last.start + moved + (len(last.words) if is_end else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span in the new text."""
        return self(start, is_end=False), self(end, is_end=True)


def swapped(
    text: str, claims: Sequence[Json], mentions: Sequence[Json], chance: random.Random
) -> tuple[str, list[Json], list[Json]]:
    """The text of other countries, with its claims and mentions at their new places."""
    found = list(_named(text, mentions))
    here = sorted({country.code for _, country, _ in found})
    others = chance.sample(
        [country for country in _fit() if country.code not in here], min(len(here), len(_fit()) // 2)
    )
    into = dict(zip(here, others, strict=False))
    edits = []
    for mention, country, kind in found:
        words = _as(into[country.code], kind, text[mention["start"] : mention["end"]]) if country.code in into else None
        if words:
            edits.append(Edit(mention["start"], mention["end"], words))
    shift = Shift(edits)
    return _rewritten(text, edits), [_moved(claim, shift) for claim in claims], [_moved(one, shift) for one in mentions]


def _named(text: str, mentions: Sequence[Json]) -> Iterator[tuple[Json, Country, str]]:
    """The mentions that can be exchanged, with their country and what kind of word they are."""
    table = countries()
    for mention in mentions:
        words = text[mention["start"] : mention["end"]]
        if mention["kind"] == "LOC" and not text[: mention["start"]].lower().endswith(_ARTICLES):
            country = table.by_name(words)
            if country and country in _fit():
                yield mention, country, "name"
            elif words in _capitals():
                yield mention, _capitals()[words], "capital"
        elif mention["kind"] == "MISC" and words[:1].isupper():
            country = table.by_adjective(words)
            if country and country in _fit():
                yield mention, country, "adjective"


@cache
def _fit() -> tuple[Country, ...]:
    """Countries with a name of one word, an adjective that takes an -e and a capital."""
    return tuple(
        country
        for country in countries()
        if country.name.isalpha()
        and country.adjectives
        and country.adjectives[0].endswith(_UNINFLECTED)
        and country.capitals
    )


@cache
def _capitals() -> dict[str, Country]:
    return {country.capitals[0]: country for country in _fit()}


def _as(country: Country, kind: str, old: str) -> str | None:
    if kind == "name":
        return country.name
    if kind == "capital":
        return country.capitals[0]
    if old.endswith("e"):
        return inflected(country.adjectives[0])
    return country.adjectives[0] if old.endswith(_UNINFLECTED) else None


def _rewritten(text: str, edits: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, text[at:]])


def _moved(record: Any, shift: Shift) -> Any:
    """A record with every span in it at its new place; quotes are dropped, because only places are used."""
    if isinstance(record, list):
        return [_moved(one, shift) for one in record]
    if not isinstance(record, dict):
        return record
    moved = {key: _moved(value, shift) for key, value in record.items()}
    if record.get("start") is not None and isinstance(record["start"], int):
        moved["start"], moved["end"] = shift.span(record["start"], record["end"])
    if "at" in record:
        moved["at"] = list(shift.span(*record["at"]))
    if isinstance(record.get("trigger"), list):
        moved["trigger"] = [list(shift.span(*span)) for span in record["trigger"]]
    return moved
