"""Judgements as rows, and the groups that follow from those that stand.

A judgement is noted once per kind, pair and author, and is never removed: withdrawing marks the row and takes apart
what only it held together. Once withdrawn, the same author does not bring it back by judging again, so a merge that a
person undid stays undone when the articles are read again; only a person's word brings it back (`renew`). Where
somebody judged that two things are not one, nothing but a person joins them. `members` always equals the connected
components of the merges that stand; the head of a group is its member that was kept first, so ids of events do not
move when later articles join. Noting costs the same in a chronicle of a million claims; withdrawing costs as much as
its group is large.

A row that changes in place has no new number and may have been changed in the same second before, so changes are
counted: whoever shows what is judged can tell that something did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, and_, bindparam, delete, func, insert, or_, select, update

from kroniek.errors import UsageError
from kroniek.memory.inserting import put
from kroniek.memory.prepared import Prepared
from kroniek.memory.tables import actors, claims, documents, judgements, members, progress
from kroniek.model.judgement import DIRECTED, LINKS, Judgement, JudgementKind

_DOCUMENTS = Prepared(select(documents.c.ordinal).where(documents.c.key == bindparam("id")))
_CLAIMS = Prepared(select(claims.c.ordinal).where(claims.c.id == bindparam("id")))
_ACTORS = Prepared(select(actors.c.ordinal).where(actors.c.id == bindparam("id")))

_WHAT: dict[JudgementKind, Prepared] = {
    JudgementKind.NEAR_COPY: _DOCUMENTS,
    JudgementKind.SAME_ACTOR: _ACTORS,
    JudgementKind.OTHER_ACTOR: _ACTORS,
} | dict.fromkeys((JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT, *LINKS), _CLAIMS)

_MERGES = frozenset({JudgementKind.NEAR_COPY, JudgementKind.SAME_EVENT, JudgementKind.SAME_ACTOR})
_PARTED = {
    JudgementKind.SAME_ACTOR: JudgementKind.OTHER_ACTOR,
    JudgementKind.SAME_EVENT: JudgementKind.OTHER_EVENT,
}
"""The kind that says that two things are not one."""

_CHANGES = "judgements changed"
"""The row of `progress` that counts how often a judgement was withdrawn or renewed."""

_NOTED = Prepared(
    select(judgements.c.ordinal, judgements.c.withdrawn).where(
        judgements.c.kind == bindparam("kind"),
        judgements.c.left == bindparam("left"),
        judgements.c.right == bindparam("right"),
        judgements.c.by == bindparam("by"),
    )
)
_OTHERS = Prepared(
    select(judgements.c.ordinal)
    .where(
        judgements.c.kind == bindparam("kind"),
        judgements.c.left == bindparam("left"),
        judgements.c.right == bindparam("right"),
        judgements.c.withdrawn.is_(False),
    )
    .limit(1)
)
_HEADS = Prepared(
    select(members.c.member, members.c.head).where(
        members.c.kind == bindparam("kind"), members.c.member.in_([bindparam("one"), bindparam("other")])
    )
)
_CHUNK = 400
"""Values in one statement."""


def note(connection: Connection, judgement: Judgement, *, at: str, renew: bool = False) -> bool:
    """Note a judgement, or withdraw it where it is `withdrawn`; False where nothing changed.

    `renew` lets one stand again that its author withdrew.
    """
    if judgement.kind in _PARTED and not renew and _are_others(connection, judgement):
        return False
    pair = {"left": judgement.left, "right": judgement.right}
    row = next(iter(_NOTED.rows(connection, kind=judgement.kind.value, by=judgement.by, **pair)), None)
    if row is None:
        _insert(connection, judgement, at=at)
        return True
    if renew and row.withdrawn and not judgement.withdrawn:
        again = {"withdrawn": False, "withdrawn_at": None, "made_at": at, "reason": judgement.reason}
        _change(connection, row.ordinal, again)
        if judgement.kind in _MERGES:
            _join(connection, judgement.kind, judgement.left, judgement.right)
        return True
    if not judgement.withdrawn or row.withdrawn:
        return False
    _change(connection, row.ordinal, {"withdrawn": True, "withdrawn_at": at})
    if judgement.kind in _MERGES:
        _rebuild(connection, judgement.kind, judgement.left)
    return True


def withdraw_all(
    connection: Connection, kinds: Sequence[JudgementKind], *, by: Sequence[str], note: str, at: str
) -> None:
    """Withdraw all that these judged of these kinds, with a note at each reason; what others judged holds together."""
    given = [kind.value for kind in kinds]
    own = judgements.c.kind.in_(given) & judgements.c.by.in_(by) & judgements.c.withdrawn.is_(False)
    gone = {"withdrawn": True, "withdrawn_at": at, "reason": judgements.c.reason + note}
    _count(connection, connection.execute(update(judgements).where(own).values(gone)).rowcount)
    regroup(connection, kinds)


def regroup(connection: Connection, kinds: Iterable[JudgementKind] = JudgementKind) -> None:
    """Make the groups again that follow from the judgements which stand."""
    for kind in _MERGES.intersection(kinds):
        connection.execute(delete(members).where(members.c.kind == kind.value))
        others = select(judgements.c.left, judgements.c.right).where(
            judgements.c.kind == kind.value, judgements.c.withdrawn.is_(False)
        )
        for row in connection.execute(others.order_by(judgements.c.ordinal)).all():
            _join(connection, kind, row.left, row.right)


def changes(connection: Connection) -> int:
    """How often a judgement was withdrawn or renewed."""
    return connection.scalar(select(progress.c.value).where(progress.c.name == _CHANGES)) or 0


def _change(connection: Connection, ordinal: int, values: dict[str, Any]) -> None:
    connection.execute(update(judgements).where(judgements.c.ordinal == ordinal).values(values))
    _count(connection, 1)


def _count(connection: Connection, more: int) -> None:
    counted = changes(connection) + more
    connection.execute(delete(progress).where(progress.c.name == _CHANGES))
    connection.execute(insert(progress).values(name=_CHANGES, value=counted))


def _are_others(connection: Connection, judgement: Judgement) -> bool:
    """Did somebody judge that these two are not one?"""
    if judgement.withdrawn:
        return False
    kind = _PARTED[judgement.kind].value
    return bool(_OTHERS.rows(connection, kind=kind, left=judgement.left, right=judgement.right))


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
    in_order = judgement.left < judgement.right or judgement.kind in DIRECTED
    if judgement.left == judgement.right or not in_order:
        raise UsageError(
            f"A judgement names two things in sorted order, each once, not {judgement.left!r} and {judgement.right!r}."
        )
    for id_ in (judgement.left, judgement.right):
        if _ordinal(connection, judgement.kind, id_) is None:
            raise UsageError(f"{judgement.kind.value}: the chronicle holds nothing with the id {id_!r}.")
    row = {
        "ordinal": next_ordinal(connection, judgements.c.ordinal),
        "kind": judgement.kind.value,
        "left": judgement.left,
        "right": judgement.right,
        "score": judgement.score,
        "by": judgement.by,
        "reason": judgement.reason,
        "withdrawn": judgement.withdrawn,
        "made_at": at,
        "withdrawn_at": at if judgement.withdrawn else None,
    }
    put(connection, judgements, [row])
    if not judgement.withdrawn and judgement.kind in _MERGES:
        _join(connection, judgement.kind, judgement.left, judgement.right)


def _ordinal(connection: Connection, kind: JudgementKind, id_: str) -> int | None:
    return next((row.ordinal for row in _WHAT[kind].rows(connection, id=id_)), None)


def heads(connection: Connection, kind: JudgementKind, one: str, other: str) -> dict[str, str]:
    """The heads of the groups of these two, of those that are in a group."""
    return {row.member: row.head for row in _HEADS.rows(connection, kind=kind.value, one=one, other=other)}


def _join(connection: Connection, kind: JudgementKind, left: str, right: str) -> None:
    """Make one group of the groups of both."""
    found = heads(connection, kind, left, right)
    both = [found.get(left, left), found.get(right, right)]
    if both[0] == both[1]:
        return
    first, second = sorted(both, key=lambda head: _ordinal(connection, kind, head) or 0)
    if second in found.values():
        moved = update(members).where(members.c.kind == kind.value, members.c.head == second).values(head=first)
        connection.execute(moved)
    fresh = [id_ for id_ in (left, right) if id_ not in found]
    put(connection, members, [{"kind": kind.value, "member": id_, "head": first} for id_ in fresh])


def _rebuild(connection: Connection, kind: JudgementKind, id_: str) -> None:
    """Build the group of `id_` again from the judgements that stand."""
    head = heads(connection, kind, id_, id_).get(id_)
    if head is None:
        return
    inside = select(members.c.member).where(members.c.kind == kind.value, members.c.head == head)
    group = sorted(connection.scalars(inside))
    connection.execute(delete(members).where(members.c.kind == kind.value, members.c.head == head))
    for left, right in edges(connection, kind, group):
        _join(connection, kind, left, right)


def edges(connection: Connection, kind: JudgementKind, group: Sequence[str]) -> list[tuple[str, str]]:
    """The judgements of a kind that stand whose left thing is one of these, in order of noting."""
    rows: list[Any] = []
    for first in range(0, len(group), _CHUNK):
        query = select(judgements.c.ordinal, judgements.c.left, judgements.c.right).where(
            judgements.c.kind == kind.value,
            judgements.c.withdrawn.is_(False),
            judgements.c.left.in_(group[first : first + _CHUNK]),
        )
        rows += connection.execute(query)
    return [(row.left, row.right) for row in sorted(rows, key=lambda row: row.ordinal)]
