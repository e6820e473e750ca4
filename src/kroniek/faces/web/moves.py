"""Relations that moved: pairs whose acts of the last weeks are another kind than those of the months before.

A comparison of means of PLOVER's scores, with the numbers of claims beside it; a pair with few claims is left out. It
says what was reported, and nothing about why.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.api.records import type_intensity
from kroniek.faces.web.telling import Telling
from kroniek.model.browsing import Tie

RECENT_DAYS = 30
BEFORE_DAYS = 180
RECENT, EARLIER = 2_000, 4_000
"""Claims of the two periods that are looked at: the newest of each."""
LEAST = 3
"""Claims that each of the two periods must have."""
MOST = 5
"""Moves that are told."""
LEAST_MOVE = 1.0
"""Steps on the scale of −10 to 10 that make a move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A pair of actors with the mean score and the number of claims of the last weeks and of the months before."""

    first: str
    second: str
    now: float
    number: int
    before: float
    number_before: int
    since: date
    until: date

    @property
    def step(self) -> float:
        """How far it moved; above 0 toward cooperation."""
        return round(self.now - self.before, 2)


def moves(chronicle: Chronicle, day: date, *, as_of: str | None = None) -> tuple[Move, ...]:
    """The pairs that moved most up to a day, by what had been reported by `as_of`."""
    since = day - timedelta(days=RECENT_DAYS - 1)
    now = _means(browsing.ties(chronicle, query(since=since, until=day, as_of=as_of), most=400, cap=RECENT))
    earlier = since - timedelta(days=1)
    before = _means(
        browsing.ties(
            chronicle,
            query(since=earlier - timedelta(days=BEFORE_DAYS), until=earlier, as_of=as_of),
            most=400,
            cap=EARLIER,
        )
    )
    found = [
        Move(
            first=pair[0],
            second=pair[1],
            now=mean,
            number=number,
            before=before[pair][0],
            number_before=before[pair][1],
            since=since,
            until=day,
        )
        for pair, (mean, number) in now.items()
        if number >= LEAST and pair in before and before[pair][1] >= LEAST
    ]
    moved = [one for one in found if abs(one.step) >= LEAST_MOVE]
    return tuple(sorted(moved, key=lambda one: (-abs(one.step), one.first, one.second))[:MOST])


def told(move: Move, telling: Telling) -> dict[str, Any]:
    """A move for a page."""
    return {
        "first": move.first,
        "second": move.second,
        "href": telling.links.pair(move.first, move.second, since=str(move.since), until=str(move.until)),
        "up": move.step > 0,
        "now": telling.signed(move.now),
        "before": telling.signed(move.before),
        "number": move.number,
        "number_before": move.number_before,
    }


def _means(ties: tuple[Tie, ...]) -> dict[tuple[str, str], tuple[float, int]]:
    """By pair, whoever acted: the mean score and the number of claims."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0])
    for tie in ties:
        pair = (min(tie.actor_name, tie.recipient_name), max(tie.actor_name, tie.recipient_name))
        for kind, number in tie.types.items():
            sums[pair][0] += type_intensity(kind) * number
            sums[pair][1] += number
    return {pair: (round(total / number, 2), int(number)) for pair, (total, number) in sums.items()}
