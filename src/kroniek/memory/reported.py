"""What had been reported by a day: which versions of articles were there, and which claims were one event by then.

A day counts by publication alone, never by the clock of whoever read the article, so the same articles give the same
answer on every machine. An article without a day of publication had not been reported on any day: nobody can say that
it had. A judgement between two claims holds from the day on which both had been reported, so a group whose bridge came
later falls apart again. Why: docs/decisions/0053-time-axes-and-generations.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from kroniek.memory.tables import claims, documents, judgements, members
from kroniek.model.judgement import JudgementKind

_CHUNK = 400
"""Values in one statement: fewer than any database refuses."""


def by_then(day: date) -> ColumnElement[bool]:
    """Documents that had been published by this day."""
    return documents.c.published_day <= day


def newest(day: date | None) -> ColumnElement[bool]:
    """Documents that were the newest version of their article by this day (that are, where it is None)."""
    if day is None:
        return documents.c.current.is_(True)
    later = documents.alias("later")
    newer = select(later.c.ordinal).where(
        later.c.base == documents.c.base, later.c.version > documents.c.version, later.c.published_day <= day
    )
    return and_(by_then(day), ~newer.exists())


def is_all(connection: Connection, day: date) -> bool:
    """Had all that there is been reported by this day, so that the answer is that of today?"""
    after = or_(documents.c.published_day.is_(None), documents.c.published_day > day)
    return connection.scalar(select(documents.c.ordinal).where(documents.c.current.is_(True), after).limit(1)) is None


def coded(generation: int | None) -> ColumnElement[bool]:
    """Claims of the coding that stands, or of this generation of their document."""
    if generation is None:
        return claims.c.superseded.is_(None)
    return and_(
        claims.c.generation <= generation,
        or_(claims.c.superseded.is_(None), claims.c.superseded > generation),
    )


def events(connection: Connection, ids: Sequence[str], day: date) -> dict[str, str]:
    """The event of each claim that was joined with another one by this day, of those with these ids."""
    kind = JudgementKind.SAME_EVENT.value
    groups = _members(connection, _heads(connection, ids))
    inside = [member for member, _ in groups]
    known = {row.id: row.ordinal for row in _reported(connection, inside, day)}
    found: dict[str, str] = {}
    edges = [(left, right) for left, right in _standing(connection, kind, inside) if left in known and right in known]
    for group in _components(edges):
        head = min(group, key=lambda id_: known[id_])
        found |= dict.fromkeys(group, head)
    return found


def together(connection: Connection, id_: str, day: date | None) -> list[str]:
    """The claims that are (that were by this day) one event with this one, itself included."""
    if day is None:
        return [member for member, _ in _members(connection, _heads(connection, [id_]))] or [id_]
    joined = [member for member, _ in _members(connection, _heads(connection, [id_]))]
    heads = events(connection, joined, day)
    head = heads.get(id_, id_)
    return sorted({id_, *(member for member, its in heads.items() if its == head)})


def _heads(connection: Connection, ids: Iterable[str]) -> list[str]:
    kind = JudgementKind.SAME_EVENT.value
    query = select(members.c.head).where(members.c.kind == kind)
    found = {row.head for row in _each(connection, query, members.c.member, sorted(set(ids)))}
    return sorted(found)


def _members(connection: Connection, heads: Sequence[str]) -> list[tuple[str, str]]:
    kind = JudgementKind.SAME_EVENT.value
    query = select(members.c.member, members.c.head).where(members.c.kind == kind)
    return sorted((row.member, row.head) for row in _each(connection, query, members.c.head, heads))


def _reported(connection: Connection, ids: Sequence[str], day: date) -> list[Any]:
    query = (
        select(claims.c.id, claims.c.ordinal)
        .join(documents, documents.c.ordinal == claims.c.document)
        .where(by_then(day))
    )
    return _each(connection, query, claims.c.id, ids)


def _standing(connection: Connection, kind: str, ids: Sequence[str]) -> list[tuple[str, str]]:
    query = select(judgements.c.left, judgements.c.right).where(
        judgements.c.kind == kind, judgements.c.withdrawn.is_(False)
    )
    return [(row.left, row.right) for row in _each(connection, query, judgements.c.left, ids)]


def _each(connection: Connection, query: Any, column: ColumnElement[Any], values: Sequence[str]) -> list[Any]:
    """The rows of the query for all of these values, a few hundred values to a statement."""
    rows: list[Any] = []
    for first in range(0, len(values), _CHUNK):
        rows += connection.execute(query.where(column.in_(values[first : first + _CHUNK])))
    return rows


def _components(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups that hang together by these edges."""
    parent: dict[str, str] = {}

    def root(id_: str) -> str:
        while parent.setdefault(id_, id_) != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for left, right in edges:
        parent[root(left)] = root(right)
    groups: dict[str, list[str]] = {}
    for id_ in sorted(parent):
        groups.setdefault(root(id_), []).append(id_)
    return list(groups.values())
