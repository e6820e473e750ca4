"""A series of two parties: their claims by the sides, each event once, put into periods.

The claim that was kept first speaks for its event. An act is in the period of its first day (of the day of publication
where it tells none); one that lasts longer than a period is in none, because its first day is then only a limit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Connection

from kroniek.lexicon.intensity import intensity
from kroniek.memory import reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.asking import sided
from kroniek.memory.prepared import day_of, rows_of, run
from kroniek.memory.sides import NO_DAY
from kroniek.memory.store import Query
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import QUADS, EventType, Quad
from kroniek.model.series import Period, Series
from kroniek.model.when import Grain

_CHUNK = 10_000
_JOINED_SQLITE = """
    SELECT claims.ordinal, claims.id, members.head
    FROM json_each(?) AS listed
    CROSS JOIN claims INDEXED BY ix_claims_ordinal_id ON claims.ordinal = listed.value
    CROSS JOIN members ON members.kind = ? AND members.member = claims.id
"""
_JOINED_POSTGRESQL = """
    SELECT claims.ordinal, claims.id, members.head
    FROM claims JOIN members ON members.member = claims.id
    WHERE claims.ordinal = ANY(%s) AND members.kind = %s
"""


class _Act(NamedTuple):
    """One claim, as much of it as counts."""

    claim: int
    day: date
    last_day: date
    type: str
    modes: str


def series(connection: Connection, gazetteer: Gazetteer, query: Query, *, grain: Grain, directed: bool) -> Series:
    """How `actor` and `other` dealt with each other (how `actor` dealt with `other`, where `directed`)."""
    acts = _acts(connection, gazetteer, query, directed=directed)
    placed: dict[date, list[_Act]] = {}
    unplaced = 0
    place = cache(partial(_place, grain=grain))  # there are few days, and many acts on each
    for act in _events(connection, acts, query.as_of):
        start, last = place(act.day)
        if act.day == NO_DAY or (act.last_day != act.day and _days(act) > (last - start).days + 1):
            unplaced += 1
        elif (query.since is None or act.day >= query.since) and (query.until is None or act.day <= query.until):
            placed.setdefault(start, []).append(act)
    return Series(
        actor=query.actor or "",
        other=query.other,
        grain=grain,
        as_of=query.as_of,
        periods=tuple(_period(start, grain, placed.get(start, ())) for start in _starts(placed, query, grain)),
        claims=len(acts),
        unplaced=unplaced,
    )


def period_start(day: date, grain: Grain) -> date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    match grain:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return day - timedelta(days=day.weekday())
        case Grain.MONTH:
            return day.replace(day=1)
        case Grain.QUARTER:
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
        case _:
            return day.replace(month=1, day=1)


def next_start(start: date, grain: Grain) -> date:
    """The first day of the period after the one that begins on this day."""
    days = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92}.get(grain, 366)
    return period_start(start + timedelta(days=days), grain)


def _place(day: date, *, grain: Grain) -> tuple[date, date]:
    """The first and the last day of the period that a day lies in; of `NO_DAY`, which is in none, itself."""
    if day == NO_DAY:
        return day, day
    start = period_start(day, grain)
    return start, next_start(start, grain) - timedelta(days=1)


def _days(act: _Act) -> int:
    return (act.last_day - act.day).days + 1


def _acts(connection: Connection, gazetteer: Gazetteer, query: Query, *, directed: bool) -> list[_Act]:
    """The claims that the question asks for, in order of keeping."""
    one, found = sided(connection, query, gazetteer, directed=directed)
    statement = found.with_only_columns(one.c.claim, one.c.day, one.c.last_day, one.c.type, one.c.modes)
    days: dict[Any, date] = {}

    def day(value: Any) -> date:  # there are few days, and many acts on each
        if value not in days:
            days[value] = day_of(value) or NO_DAY
        return days[value]

    rows = sorted(rows_of(connection, statement))
    return [_Act(claim, day(first), day(last), type_, modes) for claim, first, last, type_, modes in rows]


def _events(connection: Connection, acts: Sequence[_Act], day: date | None) -> Iterator[_Act]:
    """One act for each event: the claim that was kept first speaks for it."""
    joined = heads(connection, [act.claim for act in acts], day)
    seen: set[str] = set()
    for act in acts:
        head = joined.get(act.claim)
        if head is None:
            yield act
        elif head not in seen:
            seen.add(head)
            yield act


def heads(connection: Connection, numbers: Sequence[int], day: date | None) -> dict[int, str]:
    """The event of each of these claims that is joined with another one (that was, by the day)."""
    joined = {
        number: (id_, head)
        for start in range(0, len(numbers), _CHUNK)
        for number, id_, head in run(connection, *_joined(connection, numbers[start : start + _CHUNK]))
    }
    if day is None:
        return {number: head for number, (_, head) in joined.items()}
    events = reported.events(connection, [id_ for id_, _ in joined.values()], day)
    return {number: events.get(id_, id_) for number, (id_, _) in joined.items()}


def _joined(connection: Connection, numbers: Sequence[int]) -> tuple[str, Any]:
    """The statement for these claims. Their ids are read from the narrow index, which SQLite has to be told."""
    if connection.dialect.name == "sqlite":
        return _JOINED_SQLITE, (json.dumps(numbers), JudgementKind.SAME_EVENT.value)
    return _JOINED_POSTGRESQL, (list(numbers), JudgementKind.SAME_EVENT.value)


def _starts(placed: Iterable[date], query: Query, grain: Grain) -> Iterator[date]:
    found = sorted(placed)
    first = period_start(query.since, grain) if query.since else found[0] if found else None
    last = period_start(query.until, grain) if query.until else found[-1] if found else None
    while first is not None and last is not None and first <= last:
        yield first
        first = next_start(first, grain)


@lru_cache(maxsize=4096)
def _weight(type_: str, modes: str) -> tuple[Quad, float]:
    kind = EventType(type_)
    return QUADS[kind], intensity(kind, modes.split())


def _period(start: date, grain: Grain, acts: Iterable[_Act]) -> Period:
    quads = dict.fromkeys(Quad, 0)
    cooperation = conflict = 0.0
    for act in acts:
        quad, score = _weight(act.type, act.modes)
        quads[quad] += 1
        cooperation += max(score, 0.0)
        conflict += min(score, 0.0)
    return Period(
        start=start,
        end=next_start(start, grain) - timedelta(days=1),
        quads=quads,
        cooperation=round(cooperation, 2),
        conflict=round(conflict, 2),
    )
