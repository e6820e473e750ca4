"""Which claims meet at all: those that share a key, made of parties (or place), side of the ledger, and a span of days.

A claim stands under a few keys and looks under some more, those of the days around, so that a pair is found whichever
of the two is kept first. What stands under one key is bounded (`FULL`), and with how many of those a claim is compared
(`MOST`), by which the work for one claim does not grow with the chronicle. Claims that tell no time stand under their day of publication, in keys of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import chain, combinations

from kroniek.memory.joining.telling import Told, Who
from kroniek.model.ids import digest
from kroniek.model.ontology import QUADS, Quad

FULL = 50
"""Claims under one key. Who comes later still stands under its narrower keys: day and type, place, name."""

MOST = 24
"""Earlier claims that a claim is compared with. In the density of a million claims in eleven years 84 share a key with one;
no claim of the evaluation set meets as many, see the paper."""

WEEK, YEAR = 7, 366
"""Days of a span: of claims that tell a time to the week, and of coarser ones."""

LATE, LATE_OF_NAMES, AHEAD = 14, 60, 28
"""Days after an act in which reports that tell no time still mean it, and where somebody is named whom it befell; days
between two announcements of one plan."""

LONG = 21
"""From so many days on a time is coarse (a month, *vorige zomer*)."""

_PAIRS, _ALONE, _NAMES, _FIGURES = 6, 4, 3, 2
"""How many pairs of countries, countries and names of a claim make keys: the first ones."""

_COOPERATION = frozenset(
    type_.value for type_, quad in QUADS.items() if quad in {Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION}
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys under which a claim stands, and those under which it looks."""

    own: tuple[str, ...]
    look: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom or what a key is about; whether the claim stands there, looks there, and looks far."""

    words: str
    stands: bool = True
    looks: bool = True
    named: bool = False


def keys(told: Told) -> Keys:
    """The keys of a claim."""
    own: list[str] = []
    look: list[str] = []
    for subject in _subjects(told):
        if subject.stands:
            own += [_key(span, subject.words) for span in _stands(told)]
        if subject.looks:
            look += [_key(span, subject.words) for span in _looks(told, late=LATE_OF_NAMES if subject.named else LATE)]
        if subject.stands and subject.looks and told.first is not None and told.first == told.last:
            words = f"{subject.words} {told.type}"
            own.append(_key(f"n{told.first:06}", words))
            look += [_key(f"n{told.first + day:06}", words) for day in (-1, 0, 1)]
    return Keys(tuple(dict.fromkeys(own)), tuple(dict.fromkeys(look)))


def nearest(standing: Iterable[Iterable[int]], *, before: int) -> list[int]:
    """Of the claims that stand under the keys that one looks under, those that it is compared with, in order of keeping.

    Those that share most keys with it: day and type, both countries, a name, a figure, the place; then the newest. So
    a denser week adds no work, and whoever has more in common is met first.
    """
    shared = Counter(chain.from_iterable(standing))
    earlier = [(count, number) for number, count in shared.items() if number < before]
    return sorted(number for _, number in nlargest(MOST, earlier))


# --- who


def _subjects(told: Told) -> Iterator[_Subject]:
    side = "+" if told.type in _COOPERATION else "-"
    countries = list(dict.fromkeys(who.country for who in told.parties if who.country))
    for one, other in list(combinations(sorted(countries), 2))[:_PAIRS]:
        yield _Subject(f"{one} {other} {side}")
    alone = len(countries) == 1
    for country in countries[:_ALONE]:
        yield _Subject(f"{country} {side}", looks=alone)  # who tells of one country meets all who tell of it
        yield _Subject(f"alone {country} {side}", stands=alone)
    for name in _names(told):
        yield _Subject(f"name {name} {side}", named=True)
    for figure in _exact(told):
        yield _Subject(f"figure {figure} {side}", named=True)
    if told.place:
        yield _Subject(f"place {told.place} {side}")


def _names(told: Told) -> list[str]:
    """Parties by name: those of no country, and those acted upon that are no state."""
    named = [who for who in told.parties if not who.country]
    named += [who for who in told.recipients if who.country and not who.state]
    return list(dict.fromkeys(map(_last_word, named)))[:_NAMES]


def _exact(told: Told) -> list[str]:
    """Figures that are told exactly and are more than one."""
    found = [f"{key} {low}" for key, (low, high) in sorted(told.figures.items()) if low == high and (low or 0) > 1]
    return found[:_FIGURES]


def _last_word(who: Who) -> str:
    return who.name.rpartition(" ")[2]


# --- when


def _stands(told: Told) -> tuple[str, ...]:
    """The spans under which a claim stands: weeks where it tells a time (d) or none (u), years for coarse times (y)."""
    if told.first is not None and told.last is not None:
        coarse = told.length >= LONG
        return _spans("y" if coarse else "d", told.first, told.last, YEAR if coarse else WEEK)
    return _spans("u", told.reported, told.reported, WEEK) if told.reported is not None else ()


def _looks(told: Told, *, late: int) -> tuple[str, ...]:
    done = told.kind == "done"
    if told.first is not None and told.last is not None:
        spans = _spans("d", told.first - 1, told.last + 1, WEEK) + _spans("y", told.first, told.last, YEAR)
        return spans + _spans("u", told.first - (0 if done else AHEAD), told.last + (late if done else AHEAD), WEEK)
    if told.reported is None:
        return ()
    day = told.reported
    ahead = 1 if done else AHEAD
    weeks = _spans("d", day - late, day + ahead, WEEK) + _spans("u", day - late, day + late, WEEK)
    return weeks + _spans("y", day - late, day, YEAR)


@lru_cache(maxsize=20_000)
def _spans(kind: str, first: int, last: int, length: int) -> tuple[str, ...]:
    return tuple(f"{kind}{number:06}" for number in range(first // length, last // length + 1))


@lru_cache(maxsize=200_000)
def _key(span: str, words: str) -> str:
    """The span first, so that what is kept together lies together."""
    return span + digest(words, chars=10)
