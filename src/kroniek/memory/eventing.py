"""What people decide on events: that two are one, that they are not; and how events are linked.

A decision is a judgement like those that the program makes, with the name of whoever decided. It goes before the
program's, can be taken back, and is never undone by reading on: what was parted is not joined again (`other-event`),
not by another claim that would fit both either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from kroniek.errors import UsageError
from kroniek.memory import judging, reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.tables import claims, documents, judgements, members
from kroniek.model.judgement import DIRECTED, LINKS, Judgement, JudgementKind, Link

_CHUNK = 400
"""Values in one statement."""


def join(connection: Connection, first: str, second: str, *, by: str, reason: str, at: str) -> Judgement:
    """The events of two claims are one. What said that they are not is withdrawn."""
    mine, theirs = group(connection, first), group(connection, second)
    if second in mine:
        raise UsageError(f"{first} and {second} tell of one event already.")
    for old in between(connection, JudgementKind.OTHER_EVENT, mine, theirs):
        judging.note(connection, replace(old, withdrawn=True), at=at)
    judgement = _judged(JudgementKind.SAME_EVENT, first, second, by=by, reason=reason, at=at)
    judging.note(connection, judgement, at=at, renew=True)
    return judgement


def split(connection: Connection, first: str, second: str | None, *, by: str, reason: str, at: str) -> list[Judgement]:
    """A claim is not one event with another, or with any; the judgements that this withdrew, in order of noting."""
    if second is None:
        return _out(connection, first, by=by, reason=reason, at=at)
    gone: list[Judgement] = []
    while path := _path(connection, first, second):
        weakest = min(path, key=lambda judgement: (judgement.score, judgement.left, judgement.right))
        pair = {weakest.left, weakest.right}
        for one in judging.standing(connection, JudgementKind.SAME_EVENT, *sorted(pair)):
            judging.note(connection, replace(one, withdrawn=True), at=at)
            gone.append(one)
    _part(connection, first, second, by=by, reason=reason, at=at)
    return gone


def _out(connection: Connection, id_: str, *, by: str, reason: str, at: str) -> list[Judgement]:
    """A claim leaves its event; the others stay one, also where only this claim held them together."""
    rest = [member for member in group(connection, id_) if member != id_]
    gone = judging.standing(connection, JudgementKind.SAME_EVENT, id_)
    for one in gone:
        judging.note(connection, replace(one, withdrawn=True), at=at)
    neighbours = sorted({one.left if one.right == id_ else one.right for one in gone})
    for other in neighbours[1:]:
        if other not in group(connection, neighbours[0]):
            stay = _judged(JudgementKind.SAME_EVENT, neighbours[0], other, by=by, reason=reason or _STAYS, at=at)
            judging.note(connection, stay, at=at, renew=True)
    if rest:
        _part(connection, id_, neighbours[0], by=by, reason=reason, at=at)
    return gone


def are_one(connection: Connection, first: str, second: str) -> bool:
    """Do two claims tell of one event, as judged now?"""
    return second in group(connection, first)


_STAYS = "they stay one event where another claim left it"


def _part(connection: Connection, first: str, second: str, *, by: str, reason: str, at: str) -> None:
    apart = _judged(JudgementKind.OTHER_EVENT, first, second, by=by, reason=reason, at=at)
    judging.note(connection, apart, at=at, renew=True)


def _judged(kind: JudgementKind, one: str, other: str, *, by: str, reason: str, at: str) -> Judgement:
    left, right = sorted((one, other))
    return Judgement(kind=kind, left=left, right=right, score=1.0, by=by, reason=reason, made_at=at)


def group(connection: Connection, id_: str) -> list[str]:
    """The claims of its event, superseded ones too."""
    head = judging.heads(connection, JudgementKind.SAME_EVENT, id_, id_).get(id_)
    if head is None:
        return [id_]
    inside = select(members.c.member).where(members.c.kind == JudgementKind.SAME_EVENT.value, members.c.head == head)
    return sorted(connection.scalars(inside))


def _path(connection: Connection, first: str, second: str) -> list[Judgement]:
    """The judgements by which two claims hang together, the fewest; none where they do not."""
    inside = group(connection, first)
    if second not in inside:
        return []
    edges: dict[str, list[tuple[str, Judgement]]] = {}
    for one in between(connection, JudgementKind.SAME_EVENT, inside, inside):
        edges.setdefault(one.left, []).append((one.right, one))
        edges.setdefault(one.right, []).append((one.left, one))
    ways: dict[str, list[Judgement]] = {first: []}
    waiting = [first]
    for here in waiting:
        for there, one in edges.get(here, ()):
            if there not in ways:
                ways[there] = [*ways[here], one]
                waiting.append(there)
    return ways[second]


def between(
    connection: Connection, kind: JudgementKind, mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[Judgement]:
    """The judgements of a kind that stand between a claim of the one and a claim of the other event."""
    one, other = set(mine), set(theirs)
    for row in naming(connection, [kind], sorted(one | other)):
        if (row.left in one and row.right in other) or (row.left in other and row.right in one):
            yield judging.judgement_of(row)


def naming(connection: Connection, kinds: Iterable[JudgementKind], ids: Sequence[str]) -> list[Any]:
    """The judgements of these kinds that stand and name one of these claims, in order of noting."""
    found: dict[int, Any] = {}
    for first in range(0, len(ids), _CHUNK):
        some = ids[first : first + _CHUNK]
        for column in (judgements.c.left, judgements.c.right):
            query = select(judgements).where(
                judgements.c.kind.in_([kind.value for kind in kinds]),
                judgements.c.withdrawn.is_(False),
                column.in_(some),
            )
            found |= {row.ordinal: row for row in connection.execute(query)}
    return [found[ordinal] for ordinal in sorted(found)]


# --- links


def links(connection: Connection, _: Gazetteer, claim: str, day: date | None = None) -> tuple[Link, ...]:
    """What other events are to the event of a claim (as of a day), the surest first; each kind and event once.

    A question for `SqlStore.look`. A link between two claims is one of their events, whichever claims it names.
    """
    mine = set(reported.together(connection, claim, day))
    rows = [row for row in naming(connection, LINKS, sorted(mine)) if not {row.left, row.right} <= mine]
    events = _events(connection, {row.left for row in rows} | {row.right for row in rows}, day)
    found: dict[tuple[str, str, bool | None], Link] = {}
    for row in sorted(rows, key=lambda row: (-row.score, row.ordinal)):
        forward = row.right in mine
        own, other = (row.right, row.left) if forward else (row.left, row.right)
        if other not in events or own not in events:
            continue  # not reported by then
        kind = JudgementKind(row.kind)
        link = Link(
            kind=kind,
            event=events[other],
            forward=forward if kind in DIRECTED else None,
            claim=own,
            other_claim=other,
            score=row.score,
            reason=row.reason,
            by=row.by,
        )
        found.setdefault((kind.value, link.event, link.forward), link)
    return tuple(found.values())


def _events(connection: Connection, ids: set[str], day: date | None) -> dict[str, str]:
    """The event of each of these claims that stands (had been reported by the day)."""
    wanted = sorted(ids)
    found: dict[str, str] = {}
    same = and_(members.c.kind == JudgementKind.SAME_EVENT.value, members.c.member == claims.c.id)
    for first in range(0, len(wanted), _CHUNK):
        query = (
            select(claims.c.id, members.c.head)
            .join(documents, documents.c.ordinal == claims.c.document)
            .outerjoin(members, same)
            .where(claims.c.id.in_(wanted[first : first + _CHUNK]), claims.c.superseded.is_(None))
        )
        if day is not None:
            query = query.where(reported.by_then(day))
        found |= {row.id: row.head or row.id for row in connection.execute(query)}
    if day is not None:
        found = {id_: id_ for id_ in found} | reported.events(connection, sorted(found), day)
    return {id_: event for id_, event in found.items() if id_ in ids}
