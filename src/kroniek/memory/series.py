"""A series of two parties: their claims by the sides, each event once, put into periods.

The claim that was kept first speaks for its event. An act is in the period of its first day (of the day of publication
where it tells none); one that lasts longer than a period is in none, because its first day is then only a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from kroniek.lexicon.intensity import intensity
from kroniek.memory import reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.asking import sided
from kroniek.memory.sides import NO_DAY
from kroniek.memory.store import Query
from kroniek.memory.tables import claims, members
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import QUADS, EventType, Quad
from kroniek.model.series import Period, Series
from kroniek.model.when import Grain


class _Act(NamedTuple):
    """One claim, as much of it as counts."""

    claim: int
    id: str
    joined: str | None
    day: date
    last_day: date
    type: str
    modes: str


def series(connection: Connection, gazetteer: Gazetteer, query: Query, *, grain: Grain, directed: bool) -> Series:
    """How `actor` and `other` dealt with each other (how `actor` dealt with `other`, where `directed`)."""
    acts = [_Act(*row) for row in connection.execute(_statement(connection, gazetteer, query, directed=directed))]
    events = _events(connection, acts, query.as_of)
    placed: dict[date, list[_Act]] = {}
    unplaced = 0
    for act in events:
        start = period_start(act.day, grain)
        if act.day == NO_DAY or _days(act) > _longest(start, grain):
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


def _days(act: _Act) -> int:
    return (act.last_day - act.day).days + 1


def _longest(start: date, grain: Grain) -> int:
    return (next_start(start, grain) - start).days


def _statement(connection: Connection, gazetteer: Gazetteer, query: Query, *, directed: bool) -> Select[Any]:
    one, found = sided(connection, query, gazetteer, directed=directed)
    inner = found.with_only_columns(one.c.claim, one.c.day, one.c.last_day, one.c.type, one.c.modes).subquery()
    joined = and_(members.c.kind == JudgementKind.SAME_EVENT.value, members.c.member == claims.c.id)
    return (
        select(inner.c.claim, claims.c.id, members.c.head, inner.c.day, inner.c.last_day, inner.c.type, inner.c.modes)
        .join(claims, claims.c.ordinal == inner.c.claim)
        .outerjoin(members, joined)
    )


def _events(connection: Connection, acts: Iterable[_Act], day: date | None) -> Iterator[_Act]:
    """One act for each event, in order of keeping."""
    ordered = sorted(acts)
    heads = {} if day is None else reported.events(connection, [act.id for act in ordered if act.joined], day)
    seen: set[str] = set()
    for act in ordered:
        event = (act.joined or act.id) if day is None else heads.get(act.id, act.id)
        if event not in seen:
            seen.add(event)
            yield act


def _starts(placed: Iterable[date], query: Query, grain: Grain) -> Iterator[date]:
    found = sorted(placed)
    first = period_start(query.since, grain) if query.since else found[0] if found else None
    last = period_start(query.until, grain) if query.until else found[-1] if found else None
    while first is not None and last is not None and first <= last:
        yield first
        first = next_start(first, grain)


def _period(start: date, grain: Grain, acts: Iterable[_Act]) -> Period:
    quads = dict.fromkeys(Quad, 0)
    cooperation = conflict = 0.0
    for act in acts:
        type_ = EventType(act.type)
        quads[QUADS[type_]] += 1
        score = intensity(type_, act.modes.split())
        cooperation += max(score, 0.0)
        conflict += min(score, 0.0)
    return Period(
        start=start,
        end=next_start(start, grain) - timedelta(days=1),
        quads=quads,
        cooperation=round(cooperation, 2),
        conflict=round(conflict, 2),
    )
