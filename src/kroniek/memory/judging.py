"""Judgements as rows, and the groups that follow from those that stand.

A judgement is noted once per kind, pair and author, and is never removed: withdrawing marks the row and takes apart
what only it held together. Once withdrawn, the same author does not bring it back by judging again, so a merge that a
person undid stays undone when the articles are read again; only a person's word brings it back (`renew`). Where
somebody judged that two actors are not one, nothing but a person joins them. `members` always equals the connected
components of the judgements that stand; the head of a group is its member that was kept first, so ids of events do not
move when later articles join.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, delete, func, insert, or_, select, update

from kroniek.errors import UsageError
from kroniek.memory.tables import actors, claims, documents, judgements, members
from kroniek.model.judgement import Judgement, JudgementKind

_WHAT: dict[JudgementKind, tuple[Table, str]] = {
    JudgementKind.NEAR_COPY: (documents, "key"),
    JudgementKind.SAME_EVENT: (claims, "id"),
    JudgementKind.SAME_ACTOR: (actors, "id"),
    JudgementKind.OTHER_ACTOR: (actors, "id"),
}


def note(connection: Connection, judgement: Judgement, *, at: str, renew: bool = False) -> bool:
    """Note a judgement, or withdraw it where it is `withdrawn`; False where nothing changed.

    `renew` lets one stand again that its author withdrew.
    """
    if judgement.kind is JudgementKind.SAME_ACTOR and not renew and _are_others(connection, judgement):
        return False
    row = connection.execute(
        select(judgements.c.ordinal, judgements.c.withdrawn).where(
            judgements.c.kind == judgement.kind.value,
            judgements.c.left == judgement.left,
            judgements.c.right == judgement.right,
            judgements.c.by == judgement.by,
        )
    ).first()
    if row is None:
        _insert(connection, judgement, at=at)
        return True
    if renew and row.withdrawn and not judgement.withdrawn:
        again = {"withdrawn": False, "withdrawn_at": None, "made_at": at, "reason": judgement.reason}
        connection.execute(update(judgements).where(judgements.c.ordinal == row.ordinal).values(again))
        if judgement.kind is not JudgementKind.OTHER_ACTOR:
            _join(connection, judgement.kind, judgement.left, judgement.right)
        return True
    if not judgement.withdrawn or row.withdrawn:
        return False
    changes = {"withdrawn": True, "withdrawn_at": at}
    connection.execute(update(judgements).where(judgements.c.ordinal == row.ordinal).values(changes))
    _rebuild(connection, judgement.kind, judgement.left)
    return True


def _are_others(connection: Connection, judgement: Judgement) -> bool:
    """Did somebody judge that these two are not one?"""
    found = select(judgements.c.ordinal).where(
        judgements.c.kind == JudgementKind.OTHER_ACTOR.value,
        judgements.c.left == judgement.left,
        judgements.c.right == judgement.right,
        judgements.c.withdrawn.is_(False),
    )
    return not judgement.withdrawn and connection.scalar(found.limit(1)) is not None


def standing(connection: Connection, kind: JudgementKind, id_: str, other: str | None = None) -> list[Judgement]:
    """The judgements of a kind that stand and name this thing, or this pair."""
    ways = or_(judgements.c.left == id_, judgements.c.right == id_)
    if other is not None:
        ways = and_(ways, or_(judgements.c.left == other, judgements.c.right == other))
    query = select(judgements).where(judgements.c.kind == kind.value, judgements.c.withdrawn.is_(False), ways)
    return [judgement_of(row) for row in connection.execute(query.order_by(judgements.c.ordinal))]


def judgement_of(row: Any) -> Judgement:
    """A row of the table as a record."""
    return Judgement(
        kind=JudgementKind(row.kind),
        left=row.left,
        right=row.right,
        score=row.score,
        by=row.by,
        reason=row.reason,
        withdrawn=row.withdrawn,
        made_at=row.made_at,
        withdrawn_at=row.withdrawn_at,
    )


def next_ordinal(connection: Connection, column: Column[int]) -> int:
    """The number after the highest of an ordinal column."""
    return (connection.scalar(_highest(column)) or 0) + 1


@cache
def _highest(column: Column[int]) -> Any:
    return select(func.max(column))


def _insert(connection: Connection, judgement: Judgement, *, at: str) -> None:
    if judgement.left >= judgement.right:
        raise UsageError(
            f"A judgement names two things in sorted order, each once, not {judgement.left!r} and {judgement.right!r}."
        )
    for id_ in (judgement.left, judgement.right):
        if _ordinal(connection, judgement.kind, id_) is None:
            raise UsageError(f"{judgement.kind.value}: the chronicle holds nothing with the id {id_!r}.")
    connection.execute(
        insert(judgements).values(
            ordinal=next_ordinal(connection, judgements.c.ordinal),
            kind=judgement.kind.value,
            left=judgement.left,
            right=judgement.right,
            score=judgement.score,
            by=judgement.by,
            reason=judgement.reason,
            withdrawn=judgement.withdrawn,
            made_at=at,
            withdrawn_at=at if judgement.withdrawn else None,
        )
    )
    if not judgement.withdrawn and judgement.kind is not JudgementKind.OTHER_ACTOR:
        _join(connection, judgement.kind, judgement.left, judgement.right)


def _ordinal(connection: Connection, kind: JudgementKind, id_: str) -> int | None:
    table, column = _WHAT[kind]
    found: int | None = connection.scalar(select(table.c.ordinal).where(table.c[column] == id_))
    return found


def _head(connection: Connection, kind: JudgementKind, id_: str) -> str | None:
    return connection.scalar(select(members.c.head).where(members.c.kind == kind.value, members.c.member == id_))


def _join(connection: Connection, kind: JudgementKind, left: str, right: str) -> None:
    """Make one group of the groups of both."""
    found = [_head(connection, kind, left), _head(connection, kind, right)]
    heads = [found[0] or left, found[1] or right]
    if heads[0] == heads[1]:
        return
    first, second = sorted(heads, key=lambda head: _ordinal(connection, kind, head) or 0)
    moved = update(members).where(members.c.kind == kind.value, members.c.head == second).values(head=first)
    connection.execute(moved)
    fresh = [id_ for id_, head in zip((left, right), found, strict=True) if head is None]
    if fresh:
        connection.execute(insert(members), [{"kind": kind.value, "member": id_, "head": first} for id_ in fresh])


def _rebuild(connection: Connection, kind: JudgementKind, id_: str) -> None:
    """Build the group of `id_` again from the judgements that stand."""
    head = _head(connection, kind, id_)
    if head is None:
        return
    inside = select(members.c.member).where(members.c.kind == kind.value, members.c.head == head)
    group = set(connection.scalars(inside))
    connection.execute(delete(members).where(members.c.kind == kind.value, members.c.head == head))
    for left, right in _standing(connection, kind):
        if left in group:
            _join(connection, kind, left, right)


def _standing(connection: Connection, kind: JudgementKind) -> Iterable[tuple[str, str]]:
    query = select(judgements.c.left, judgements.c.right).where(
        judgements.c.kind == kind.value, judgements.c.withdrawn.is_(False)
    )
    return [(row.left, row.right) for row in connection.execute(query.order_by(judgements.c.ordinal))]
