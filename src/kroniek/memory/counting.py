"""How much a chronicle holds, and the hash of its content.

The hash covers what the articles and the judgements say, in order of keeping. Left out are clock times (they differ
per run), the folders that files lay in (they differ per machine) and everything that follows from the content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from kroniek.memory import reported
from kroniek.memory.store import Counts
from kroniek.memory.tables import SCHEMA, actors, claims, documents, judgements, members, names, parties, rejects
from kroniek.model.judgement import JudgementKind

_FETCHED = 500
_FORMAT = "0002"
"""Which columns are hashed: the migration that last changed them."""

_WHERE = {"source_address", "address"}
_LEFT_OUT = {
    # `current` follows from the versions, the text is told by its hash, the coder by the claims.
    "documents": {"kept_at", "current", "text", "address", "coder"},
    "claims": {"place", "place_country"},  # as the record has them
    "judgements": {"made_at", "withdrawn_at"},
    "rejects": {"noted_at", "message"},  # messages name paths
}


def digest(connection: Connection) -> str:
    """SHA-256 over all content rows in a fixed order."""
    hashed = hashlib.sha256(f"kroniek {_FORMAT}\n".encode())
    for name, statement in _content():
        rows = connection.execution_options(yield_per=_FETCHED).execute(statement)
        for row in rows:
            line = json.dumps([name, *_plain(row._mapping)], ensure_ascii=False, default=str)  # noqa: SLF001 - public by documentation, in spite of its name
            hashed.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return hashed.hexdigest()


def _content() -> Iterator[tuple[str, Select[Any]]]:
    orders = (
        (documents, [documents.c.ordinal]),
        (claims, [claims.c.ordinal]),
        (parties, [parties.c.claim, parties.c.role, parties.c.position]),
        (actors, [actors.c.ordinal]),
        (names, [names.c.ordinal]),
        (judgements, [judgements.c.ordinal]),
        (rejects, [rejects.c.ordinal]),
    )
    for table, order in orders:
        left_out = _LEFT_OUT.get(table.name, set())
        yield table.name, select(*(column for column in table.c if column.name not in left_out)).order_by(*order)


def _plain(row: Any) -> Iterator[object]:
    for column, value in row.items():
        is_file = column in _WHERE and not value.startswith(("http://", "https://"))
        yield PurePath(value).name if is_file else value


def count(connection: Connection, day: date | None = None) -> Counts:
    """All numbers of `status`; documents, claims, events and actors are those of current versions.

    With a day, of what had been reported by then; rejects and judgements have no such day and are all counted.
    """
    current = reported.newest(day)
    there = [] if day is None else [reported.by_then(day)]
    standing = select(claims.c.ordinal).join(documents, documents.c.ordinal == claims.c.document)
    claims_now = standing.where(current, reported.coded(None))
    days = connection.execute(
        select(func.min(documents.c.published_day), func.max(documents.c.published_day)).where(current)
    ).one()

    def number(statement: Select[Any]) -> int:
        return int(connection.scalar(statement) or 0)

    return Counts(
        schema=SCHEMA,
        documents=number(select(func.count()).select_from(documents).where(current)),
        versions=number(select(func.count()).select_from(documents).where(*there)),
        copies=copies(connection, current),
        claims=number(select(func.count()).select_from(claims_now.subquery())),
        events=number(_events(current)) if day is None else _events_by(connection, day),
        actors=number(_actors(current)),
        rejects=number(select(func.count()).select_from(unresolved().subquery())),
        judgements=number(select(func.count()).select_from(judgements)),
        first_published=days[0],
        last_published=days[1],
        by_type=_by(connection, claims_now.with_only_columns(claims.c.type, func.count()).group_by(claims.c.type)),
        by_status=_by(
            connection, claims_now.with_only_columns(claims.c.status, func.count()).group_by(claims.c.status)
        ),
        by_publisher=_by(
            connection,
            select(documents.c.publisher, func.count()).where(current).group_by(documents.c.publisher),
        ),
        digest=digest(connection),
    )


def unresolved() -> Select[Any]:
    """Sources that gave no document, less those that gave one later."""
    later = select(documents.c.ordinal).where(
        documents.c.source_address == rejects.c.address, documents.c.source_part == rejects.c.part
    )
    return select(rejects).where(~later.exists())


def copies(connection: Connection, current: ColumnElement[bool]) -> int:
    """Articles that repeat another one: in each group all but the first."""
    query = (
        select(func.count(distinct(documents.c.base)) - 1)
        .select_from(members.join(documents, documents.c.key == members.c.member))
        .where(members.c.kind == JudgementKind.NEAR_COPY.value, current)
        .group_by(members.c.head)
    )
    return sum(max(0, number) for number in connection.scalars(query))


def _events_by(connection: Connection, day: date) -> int:
    """Events as they had been joined by a day."""
    statement = (
        select(claims.c.id, members.c.head)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(members, (members.c.kind == JudgementKind.SAME_EVENT.value) & (members.c.member == claims.c.id))
        .where(reported.newest(day), reported.coded(None))
    )
    rows = connection.execute(statement).all()
    joined = [row.id for row in rows if row.head is not None]
    events = reported.events(connection, joined, day)
    return len({events.get(row.id, row.id) for row in rows})


def _events(current: ColumnElement[bool]) -> Select[Any]:
    event = func.coalesce(members.c.head, claims.c.id)
    return (
        select(func.count(distinct(event)))
        .select_from(claims)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(members, (members.c.kind == JudgementKind.SAME_EVENT.value) & (members.c.member == claims.c.id))
        .where(current, reported.coded(None))
    )


def _actors(current: ColumnElement[bool]) -> Select[Any]:
    actor = func.coalesce(members.c.head, parties.c.actor)
    return (
        select(func.count(distinct(actor)))
        .select_from(parties)
        .join(claims, claims.c.ordinal == parties.c.claim)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(members, (members.c.kind == JudgementKind.SAME_ACTOR.value) & (members.c.member == parties.c.actor))
        .where(current, reported.coded(None))
    )


def _by(connection: Connection, statement: Any) -> dict[str, int]:
    """Counts by value ("" where it is not known), the highest first, equal ones in order of the value."""
    rows: Iterable[tuple[str, int]] = [(row[0] or "", row[1]) for row in connection.execute(statement)]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))
