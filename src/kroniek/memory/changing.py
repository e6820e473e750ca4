"""The difference between what had been reported by one day and by a later one.

Only articles that were published between the two can make a difference, so only these are read, with the versions
before them and the events that their claims stand in: the cost is that of the days in between, not of the chronicle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from kroniek.memory import reported
from kroniek.memory.actors import Gazetteer, wanted
from kroniek.memory.comparing import differing, paired
from kroniek.memory.rows import claim_of
from kroniek.memory.tables import claims, documents, judgements, parties
from kroniek.model.changes import ChangeKind, Changes, ClaimChange, EventsJoined, JudgementTaken
from kroniek.model.claim import Claim
from kroniek.model.event import EventId
from kroniek.model.judgement import JudgementKind
from kroniek.model.text import DocumentId

_CHUNK = 400


def changes(
    connection: Connection, gazetteer: Gazetteer, first: date, second: date, *, actor: str | None = None
) -> Changes:
    """What changed between these days; with `actor`, in claims in which this party takes part, before or after."""
    fresh = _published_between(connection, first, second)
    earlier = _replaced(connection, [row.base for row in fresh if row.version > 1], first)
    told = _claims(connection, [row.ordinal for row in (*fresh, *earlier.values())])
    found = [change for row in fresh for change in _of_article(row, earlier.get(row.base), told)]
    if actor is not None:
        meant = _with_party(connection, gazetteer, actor, found)
        found = [change for change in found if _ids(change) & meant]
    concerned = [claim.id for row in fresh for claim in told.get(row.ordinal, ())]
    if actor is not None:
        concerned = [id_ for id_ in concerned if id_ in meant]
    return Changes(
        first=first,
        second=second,
        articles=tuple(DocumentId(row.key) for row in fresh if row.base not in earlier),
        versions=tuple(DocumentId(row.key) for row in fresh if row.base in earlier),
        claims=tuple(found),
        joined=tuple(_joined(connection, concerned, first, second)),
        parted=tuple(_taken_back(connection, first, second)),
    )


def _published_between(connection: Connection, first: date, second: date) -> list[Any]:
    """The documents that are the newest of their article by the second day and were published after the first."""
    columns = (documents.c.ordinal, documents.c.key, documents.c.base, documents.c.version, documents.c.published_day)
    query = select(*columns).where(documents.c.published_day > first, reported.newest(second))
    return list(connection.execute(query.order_by(documents.c.published_day, documents.c.ordinal)))


def _replaced(connection: Connection, bases: Sequence[str], first: date) -> dict[str, Any]:
    """The version of each of these articles that was the newest by the first day."""
    query = select(documents.c.ordinal, documents.c.key, documents.c.base).where(reported.newest(first))
    rows = _each(connection, query, documents.c.base, bases)
    return {row.base: row for row in rows}


def _claims(connection: Connection, ordinals: Sequence[int]) -> dict[int, list[Claim]]:
    query = select(claims.c.document, claims.c.record).where(reported.coded(None))
    found: dict[int, list[Claim]] = {}
    for row in _each(connection, query.order_by(claims.c.start, claims.c.ordinal), claims.c.document, ordinals):
        found.setdefault(row.document, []).append(claim_of(row.record))
    return found


def _of_article(row: Any, earlier: Any, told: Mapping[int, Sequence[Claim]]) -> Iterator[ClaimChange]:
    old = told.get(earlier.ordinal, ()) if earlier else ()
    for before, after in paired(old, told.get(row.ordinal, ())):
        fields = differing(before, after) if before and after else ()
        if before and after and not fields:
            continue
        kind = ChangeKind.CHANGED if before and after else ChangeKind.ADDED if after else ChangeKind.WITHDRAWN
        yield ClaimChange(
            kind=kind,
            before=before,
            after=after,
            fields=fields,
            document=DocumentId(row.key),
            earlier=DocumentId(earlier.key) if earlier else None,
            published=row.published_day,
        )


def _ids(change: ClaimChange) -> set[str]:
    return {claim.id for claim in (change.before, change.after) if claim}


def _with_party(connection: Connection, gazetteer: Gazetteer, actor: str, found: Sequence[ClaimChange]) -> set[str]:
    """The claims of these changes in which the actor acts or is acted upon."""
    who = wanted(connection, actor, gazetteer=gazetteer)
    query = select(claims.c.id).join(parties, parties.c.claim == claims.c.ordinal)
    query = query.where(parties.c.role != "voice", who.matches(parties))
    ids = sorted({id_ for change in found for id_ in _ids(change)})
    return {row.id for row in _each(connection, query, claims.c.id, ids)}


def _joined(connection: Connection, ids: Sequence[str], first: date, second: date) -> Iterator[EventsJoined]:
    """Events that stood apart by the first day and are one by the second, because of what these claims tell."""
    now = reported.events(connection, ids, second)
    for event in dict.fromkeys(now[id_] for id_ in ids if id_ in now):
        group = reported.together(connection, event, second)
        by_first = _by(connection, group, first)
        then = reported.events(connection, sorted(by_first), first)
        before = list(dict.fromkeys(then.get(id_, id_) for id_ in sorted(by_first, key=lambda id_: by_first[id_])))
        if len(before) > 1:
            bridge = _bridge(connection, group, set(by_first))
            yield EventsJoined(
                event=EventId(event),
                before=tuple(map(EventId, before)),
                by=bridge.by if bridge else "",
                reason=bridge.reason if bridge else "",
            )


def _by(connection: Connection, ids: Sequence[str], day: date) -> dict[str, int]:
    """Those of these claims that had been reported by a day, with their numbers."""
    query = select(claims.c.id, claims.c.ordinal).join(documents, documents.c.ordinal == claims.c.document)
    return {row.id: row.ordinal for row in _each(connection, query.where(reported.by_then(day)), claims.c.id, ids)}


def _bridge(connection: Connection, group: Sequence[str], old: set[str]) -> Any:
    """The first judgement within a group that ties it to a claim that came later."""
    query = select(judgements).where(
        judgements.c.kind == JudgementKind.SAME_EVENT.value, judgements.c.withdrawn.is_(False)
    )
    rows = sorted(_each(connection, query, judgements.c.left, group), key=lambda row: row.ordinal)
    return next((row for row in rows if not {row.left, row.right} <= old), None)


def _taken_back(connection: Connection, first: date, second: date) -> Iterator[JudgementTaken]:
    query = select(judgements).where(
        judgements.c.kind == JudgementKind.SAME_EVENT.value, judgements.c.withdrawn.is_(True)
    )
    for row in connection.execute(query.order_by(judgements.c.ordinal)):
        at = row.withdrawn_at or ""
        if first.isoformat() < at[:10] <= second.isoformat():
            yield JudgementTaken(left=row.left, right=row.right, by=row.by, reason=row.reason, at=at)


def _each(connection: Connection, query: Any, column: Any, values: Iterable[Any]) -> Iterator[Any]:
    listed = list(dict.fromkeys(values))
    for start in range(0, len(listed), _CHUNK):
        yield from connection.execute(query.where(column.in_(listed[start : start + _CHUNK]))).all()
