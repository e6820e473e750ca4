"""What watching asks of the tables: what new articles tell, what was told before, and the weeks of a pair.

New is by order of reading, not by day: an old article that is read today is news to whoever watches. Weeks are those of
report, and an act counts in the week in which an article first told it, so that the past does not change afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from kroniek.memory import asking, eventing, reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.comparing import paired
from kroniek.memory.identity import split_key
from kroniek.memory.prepared import day_of, rows_of
from kroniek.memory.rows import claim_of
from kroniek.memory.saving import last_document as last
from kroniek.memory.series import heads, period_start
from kroniek.memory.store import Query, StoredClaim
from kroniek.memory.tables import claims, documents, members
from kroniek.memory.unusual.weeks import Count
from kroniek.model.claim import Claim
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import QUADS, EventType, Quad, Status
from kroniek.model.watching import Counted
from kroniek.model.when import Grain

RECENT_DAYS = 31
"""How long before its report an act may lie to be news: a month, since weeklies and inquiries come late. What articles
tell of earlier years, as background, is no news."""

_CHUNK = 400
_TOOK_PLACE = (Status.HAPPENED, Status.ONGOING)
_CLASSES = {
    Counted.ALL: frozenset(Quad),
    Counted.CONFLICT: frozenset({Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT}),
    Counted.COOPERATION: frozenset({Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION}),
}


def last_document(connection: Connection, _: Gazetteer) -> int:
    """The number of the document that was kept last; 0 where there is none."""
    return last(connection)


def told(connection: Connection, gazetteer: Gazetteer, query: Query, *, after: int) -> tuple[StoredClaim, ...]:
    """The claims of documents kept after one that answer a question, in order of reading."""
    return tuple(asking.find_new(connection, query, gazetteer=gazetteer, after=after))


def denying(connection: Connection, gazetteer: Gazetteer, *, after: int) -> tuple[StoredClaim, ...]:
    """The claims of documents kept after one by which somebody may deny something, in order of reading."""
    return tuple(asking.find_new(connection, Query(), gazetteer=gazetteer, after=after, denying=True))


def among(connection: Connection, gazetteer: Gazetteer, query: Query, ids: Sequence[str]) -> tuple[StoredClaim, ...]:
    """Those of these claims that answer a question."""
    return tuple(
        one
        for first in range(0, len(ids), _CHUNK)
        for one in asking.find_new(connection, query, gazetteer=gazetteer, after=0, ids=ids[first : first + _CHUNK])
    )


def tied(connection: Connection, _: Gazetteer, ids: Sequence[str]) -> frozenset[str]:
    """Those of these claims that are joined with others, or judged the same matter as another."""
    linked = eventing.naming(connection, [JudgementKind.SAME_MATTER], ids)
    found = {id_ for row in linked for id_ in (row.left, row.right)}
    for first in range(0, len(ids), _CHUNK):
        some = ids[first : first + _CHUNK]
        same = (members.c.kind == JudgementKind.SAME_EVENT.value, members.c.member.in_(some))
        found |= set(connection.scalars(select(members.c.member).where(*same)))
    return frozenset(found.intersection(ids))


def is_recent(one: StoredClaim) -> bool:
    """Did it take place not long before its report, or later? What tells no day counts as recent."""
    when, day = one.claim.when, one.published
    return when is None or day is None or when.end >= day - timedelta(days=RECENT_DAYS)


def known_before(connection: Connection, _: Gazetteer, claim: str, after: int) -> bool:
    """Is the event of a claim told by a document up to one, or did an earlier version of its article tell it?"""
    group = reported.together(connection, claim, None)
    first = (
        select(func.min(claims.c.document))
        .join(documents, documents.c.ordinal == claims.c.document)
        .where(claims.c.id.in_(group))
    )
    number = connection.scalar(first)
    return (number is not None and number <= after) or _in_earlier_version(connection, claim)


def _in_earlier_version(connection: Connection, id_: str) -> bool:
    """Did the version before tell the same act with the same status?"""
    row = connection.execute(
        select(documents.c.key, documents.c.base, documents.c.version, documents.c.ordinal)
        .join(claims, claims.c.document == documents.c.ordinal)
        .where(claims.c.id == id_)
    ).one()
    if split_key(row.key)[1] in {None, 1}:
        return False
    before = select(documents.c.ordinal).where(documents.c.base == row.base, documents.c.version == row.version - 1)
    old = _claims_of(connection, connection.scalar(before))
    return any(
        new is not None and new.id == id_ and one is not None and one.status is new.status
        for one, new in paired(old, _claims_of(connection, row.ordinal))
    )


def _claims_of(connection: Connection, document: int | None) -> list[Claim]:
    query = select(claims.c.record).where(claims.c.document == document, reported.coded(None))
    return [claim_of(record) for record in connection.scalars(query.order_by(claims.c.start, claims.c.ordinal))]


def week_of(connection: Connection, _: Gazetteer, after: int) -> date | None:
    """The week of the newest article up to a document, by its Monday; None where there is none."""
    day = connection.scalar(select(func.max(documents.c.published_day)).where(documents.c.ordinal <= after))
    return period_start(day, Grain.WEEK) if day else None


# -- weeks -------------------------------------------------------------------------------------------------------------


def weeks(
    connection: Connection, gazetteer: Gazetteer, query: Query, counted: Counted
) -> tuple[tuple[Count, tuple[int, ...]], ...]:
    """The weeks in which articles were read, in order, with the claims (by number) that first told each event."""
    read = _articles(connection, query.as_of)
    firsts: dict[date, list[int]] = {}
    for start, claim in _first_told(connection, gazetteer, query, counted):
        firsts.setdefault(start, []).append(claim)
    return tuple(
        (Count(start=start, events=len(firsts.get(start, ())), articles=read[start]), tuple(firsts.get(start, ())))
        for start in sorted(read)
    )


def by_number(connection: Connection, _: Gazetteer, numbers: Sequence[int]) -> tuple[str, ...]:
    """The ids of claims."""
    rows = connection.execute(select(claims.c.ordinal, claims.c.id).where(claims.c.ordinal.in_(numbers))).all()
    ids = {row.ordinal: str(row.id) for row in rows}
    return tuple(ids[number] for number in numbers)


def _articles(connection: Connection, day: date | None) -> dict[date, int]:
    """How many articles each week had that was read of, by its Monday."""
    query = select(documents.c.published_day, func.count()).where(reported.newest(day))
    found: dict[date, int] = {}
    for published, number in connection.execute(query.group_by(documents.c.published_day)):
        if published is not None:
            start = period_start(published, Grain.WEEK)
            found[start] = found.get(start, 0) + number
    return found


def _first_told(
    connection: Connection, gazetteer: Gazetteer, query: Query, counted: Counted
) -> Iterator[tuple[date, int]]:
    """The week of first report and the claim of each event of a pair that took place and was news."""
    asked = replace(query, statuses=_TOOK_PLACE, hedged=False)
    one, found = asking.sided(connection, asked, gazetteer)
    columns = (one.c.published, one.c.claim, one.c.last_day, one.c.type)
    rows = sorted(_dated(rows_of(connection, found.with_only_columns(*columns))))
    joined = heads(connection, [claim for _, claim, _, _ in rows], query.as_of)
    seen: set[object] = set()
    for published, claim, last_day, type_ in rows:
        event = joined.get(claim, claim)
        if event in seen:
            continue
        seen.add(event)
        if last_day >= published - timedelta(days=RECENT_DAYS) and QUADS[EventType(type_)] in _CLASSES[counted]:
            yield period_start(published, Grain.WEEK), claim


def _dated(rows: Any) -> Iterator[tuple[date, int, date, str]]:
    for published, claim, last_day, type_ in rows:
        day, end = day_of(published), day_of(last_day)
        if day is not None and end is not None:
            yield day, claim, end, type_
