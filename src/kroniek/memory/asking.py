"""Questions about claims, documents and actors as SQL; rows come back one by one, each question in one statement or in
one for every few hundred rows, never in one per row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, case, distinct, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from kroniek.errors import UsageError
from kroniek.memory import reported
from kroniek.memory.actors import Gazetteer, Wanted, wanted
from kroniek.memory.identity import split_key
from kroniek.memory.rows import claim_of, document_of
from kroniek.memory.store import ActorCount, Query, StoredClaim, StoredDocument
from kroniek.memory.tables import actors, claims, documents, members, names, parties
from kroniek.model.event import EventId
from kroniek.model.judgement import JudgementKind
from kroniek.model.text import DocumentId
from kroniek.strings.fold import fold

CHUNK = 200
"""Rows that are fetched at a time, and for which what belongs to them is fetched together."""


def _members(kind: JudgementKind, key: ColumnElement[Any]) -> tuple[Table, ColumnElement[bool]]:
    return members, and_(members.c.kind == kind.value, members.c.member == key)


def _claim_rows(current: ColumnElement[bool] = documents.c.current) -> Select[Any]:
    return (
        select(
            claims.c.record,
            claims.c.id,
            claims.c.generation,
            claims.c.superseded,
            func.coalesce(members.c.head, claims.c.id).label("event"),
            members.c.head.label("joined"),
            documents.c.published_day,
            documents.c.title,
            documents.c.publisher,
            documents.c.url,
            current.label("current"),
        )
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(*_members(JudgementKind.SAME_EVENT, claims.c.id))
    )


def _stored_claim(row: Row[Any], event: str | None = None) -> StoredClaim:
    return StoredClaim(
        claim=claim_of(row.record),
        event=EventId(event or row.event),
        published=row.published_day,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        current=bool(row.current),
        generation=row.generation,
        superseded=row.superseded,
    )


def find_claims(connection: Connection, query: Query, *, gazetteer: Gazetteer) -> Iterator[StoredClaim]:
    """The claims that the query asks for, in its order."""
    current = documents.c.current if query.as_of is None else reported.newest(query.as_of)
    statement = _claim_rows(current).where(*_restrictions(query), *_about(connection, query, gazetteer))
    statement = statement.order_by(
        claims.c.first_day.asc().nulls_last(), claims.c.document, claims.c.start, claims.c.ordinal
    )
    if query.limit is not None:
        statement = statement.limit(query.limit)
    # Closed also where the reader stops half-way: PostgreSQL keeps a cursor for it until then.
    with connection.execution_options(yield_per=CHUNK).execute(statement) as rows:
        for chunk in rows.partitions(CHUNK):
            yield from _stored_claims(connection, chunk, query.as_of)


def claims_of(connection: Connection, ids: Sequence[str], day: date | None = None) -> Iterator[StoredClaim]:
    """The claims of these ids, of all versions (that had been published by the day), in order for each few hundred."""
    current = documents.c.current if day is None else reported.newest(day)
    there = [] if day is None else [reported.by_then(day)]
    statement = _claim_rows(current).where(reported.coded(None), *there)
    statement = statement.order_by(
        claims.c.first_day.asc().nulls_last(), claims.c.document, claims.c.start, claims.c.ordinal
    )
    for first in range(0, len(ids), CHUNK):
        rows = connection.execute(statement.where(claims.c.id.in_(ids[first : first + CHUNK]))).all()
        yield from _stored_claims(connection, rows, day)


def _stored_claims(connection: Connection, rows: Sequence[Row[Any]], day: date | None) -> Iterator[StoredClaim]:
    """Claims of rows; as of a day with the events that had been joined by then."""
    if day is None:
        yield from (_stored_claim(row) for row in rows)
        return
    joined = [row.id for row in rows if row.joined]
    events = reported.events(connection, joined, day) if joined else {}
    yield from (_stored_claim(row, events.get(row.id, row.id)) for row in rows)


def _restrictions(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.types:
        yield claims.c.type.in_([type_.value for type_ in query.types])
    if query.statuses:
        yield claims.c.status.in_([status.value for status in query.statuses])
    if query.since:
        yield claims.c.last_day >= query.since
    if query.until:
        yield claims.c.first_day <= query.until
    if query.hedged is not None:
        yield claims.c.hedged.is_(query.hedged)
    if query.document is not None:
        base, version = split_key(query.document)
        one = and_(documents.c.base == base, documents.c.version == version)
        yield or_(documents.c.key == query.document, documents.c.base == query.document, one)
    if query.publisher is not None:
        yield documents.c.publisher == query.publisher
    yield reported.coded(query.generation)
    if not query.all_versions and not (query.document and split_key(query.document)[1]):
        yield reported.newest(query.as_of)
    elif query.as_of is not None:
        yield reported.by_then(query.as_of)


def _about(connection: Connection, query: Query, gazetteer: Gazetteer) -> Iterator[ColumnElement[bool]]:
    """The conditions that take looking up: the event, and the parties (`actor` and `other` are two of the claim)."""
    if query.event is not None:
        yield claims.c.id.in_(reported.together(connection, query.event, query.as_of))
    asked = [name for name in (query.actor, query.other) if name is not None]
    found = [wanted(connection, name, gazetteer=gazetteer) for name in asked]
    if len(found) == 1:
        yield claims.c.ordinal.in_(_acting(found[0]))
    if len(found) == 2:  # noqa: PLR2004 - actor and other
        one, two = parties.alias("one"), parties.alias("two")
        pair = select(one.c.claim).join(
            two,
            and_(
                one.c.claim == two.c.claim,
                or_(one.c.role != two.c.role, one.c.position != two.c.position),
            ),
        )
        pair = pair.where(one.c.role != "voice", two.c.role != "voice", found[0].matches(one), found[1].matches(two))
        yield claims.c.ordinal.in_(pair)


def _acting(who: Wanted) -> Select[Any]:
    return select(parties.c.claim).where(parties.c.role != "voice", who.matches(parties))


def find_claim(connection: Connection, id_: str, day: date | None = None) -> StoredClaim | None:
    """The claim of this id, or of an unambiguous beginning of it; with a day, only if it had been reported by then."""
    statement = _claim_rows().where(claims.c.id == id_)
    if day is not None:
        statement = _claim_rows(reported.newest(day)).where(claims.c.id == id_, reported.by_then(day))
    rows = connection.execute(statement).all()
    if rows:
        return next(_stored_claims(connection, rows, day))
    if not id_:
        return None
    begins = _begins(connection, id_)
    ids = list(connection.scalars(select(claims.c.id).where(begins).order_by(claims.c.ordinal).limit(6)))
    if len(ids) > 1:
        more = " …" if len(ids) > 5 else ""  # noqa: PLR2004 - one more is fetched than is shown
        raise UsageError(f"Several claims have an id that begins with {id_!r}: {', '.join(ids[:5])}{more}.")
    return find_claim(connection, ids[0], day) if ids and ids[0] != id_ else None


def _begins(connection: Connection, id_: str) -> ColumnElement[bool]:
    """Ids that begin so: a range, which SQLite's index serves; PostgreSQL sorts by language unless told not to."""
    id_column: ColumnElement[str] = claims.c.id
    if connection.dialect.name == "postgresql":
        id_column = claims.c.id.collate("C")
    return and_(id_column >= id_, id_column < f"{id_}\U0010ffff")


def find_document(connection: Connection, key: str, day: date | None = None) -> StoredDocument | None:
    """The document of this key; a bare id is its current version (its newest by the day), `id@1` the first."""
    base, version = split_key(key)
    ways = [and_(documents.c.base == key, reported.newest(day)), documents.c.key == key]
    if version is not None:
        ways.append(and_(documents.c.base == base, documents.c.version == version))
    there = [] if day is None else [reported.by_then(day)]
    current = documents.c.current if day is None else reported.newest(day)
    for way in ways:
        row = connection.execute(select(documents, current.label("is_current")).where(way, *there)).first()
        if row is not None:
            return next(_stored_documents(connection, [row], day))
    return None


def documents_of(connection: Connection, keys: Sequence[str], day: date | None = None) -> Iterator[StoredDocument]:
    """The documents of these very keys (that had been published by the day), in order of reading for each few."""
    there = [] if day is None else [reported.by_then(day)]
    current = documents.c.current if day is None else reported.newest(day)
    statement = select(documents, current.label("is_current")).where(*there).order_by(documents.c.ordinal)
    for first in range(0, len(keys), CHUNK):
        rows = connection.execute(statement.where(documents.c.key.in_(keys[first : first + CHUNK]))).all()
        yield from _stored_documents(connection, rows, day)


def find_documents(connection: Connection) -> Iterator[StoredDocument]:
    """All documents in order of reading."""
    last = 0
    # By ranges of the number: the near-copies of a range are fetched together, while no other rows are waiting.
    while rows := connection.execute(
        select(documents, documents.c.current.label("is_current"))
        .where(documents.c.ordinal > last)
        .order_by(documents.c.ordinal)
        .limit(CHUNK)
    ).all():
        yield from _stored_documents(connection, rows)
        last = rows[-1].ordinal


def _stored_documents(
    connection: Connection, rows: Sequence[Row[Any]], day: date | None = None
) -> Iterator[StoredDocument]:
    copies = _copies(connection, [row.key for row in rows], day)
    for row in rows:
        others = tuple(DocumentId(key) for key, base in copies.get(row.key, ()) if base != row.base)
        yield StoredDocument(
            document=document_of(row),
            version=row.version,
            current=bool(row.is_current),
            copies=others,
            claim_count=row.claim_count,
            generation=row.generation,
            coder=row.coder,
        )


def _copies(connection: Connection, keys: Sequence[str], day: date | None = None) -> dict[str, list[tuple[str, str]]]:
    """For each key the keys and first versions' keys of its group, in order of reading."""
    kind = JudgementKind.NEAR_COPY.value
    mine = members.alias("mine")
    query = (
        select(mine.c.member.label("of"), documents.c.key, documents.c.base, documents.c.ordinal)
        .select_from(mine.join(members, and_(members.c.kind == kind, members.c.head == mine.c.head)))
        .join(documents, documents.c.key == members.c.member)
        .where(mine.c.kind == kind, mine.c.member.in_(keys))
    )
    if day is not None:
        query = query.where(reported.by_then(day))
    groups: dict[str, list[tuple[str, str]]] = {}
    # Sorted here: asked to sort, SQLite walks all documents in order instead of looking up the few that are meant.
    for row in sorted(connection.execute(query), key=lambda row: row.ordinal):
        groups.setdefault(row.of, []).append((row.key, row.base))
    return groups


def find_actors(
    connection: Connection, *, like: str | None, limit: int | None, gazetteer: Gazetteer, day: date | None = None
) -> Iterator[ActorCount]:
    """Actors of current versions (of the newest by the day), the most frequent first, then in order of keeping."""
    group = func.coalesce(members.c.head, parties.c.actor).label("id")
    times = [
        func.count(distinct(case((parties.c.role == role, parties.c.claim)))).label(f"as_{role}")
        for role in ("actor", "recipient", "voice")
    ]
    counted = (
        select(
            group,
            *times,
            func.min(documents.c.published_day).label("first"),
            func.max(documents.c.published_day).label("last"),
        )
        .join(claims, claims.c.ordinal == parties.c.claim)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(*_members(JudgementKind.SAME_ACTOR, parties.c.actor))
        .where(reported.newest(day), reported.coded(None), parties.c.actor.is_not(None))
        .group_by(group)
    )
    if like is not None:
        counted = counted.where(_named_like(connection, like, gazetteer))
    inner = counted.subquery()
    total = inner.c.as_actor + inner.c.as_recipient + inner.c.as_voice
    statement = (
        select(inner, actors.c.name, actors.c.country)
        .join(actors, actors.c.id == inner.c.id)
        .order_by(total.desc(), actors.c.ordinal)
    )
    rows = iter(connection.execute(statement if limit is None else statement.limit(limit)).all())
    while chunk := list(islice(rows, CHUNK)):
        yield from _actor_counts(connection, chunk)


def _named_like(connection: Connection, like: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """Actors whom the name means, and those of whose names it is a part."""
    who = wanted(connection, like, gazetteer=gazetteer)
    part = select(names.c.actor).where(names.c.folded.contains(fold(like), autoescape=True))
    head = members.alias("head")
    together = (
        select(members.c.member)
        .join(head, and_(head.c.kind == members.c.kind, head.c.head == members.c.head))
        .where(members.c.kind == JudgementKind.SAME_ACTOR.value, head.c.member.in_(part))
    )
    return or_(who.matches(parties), parties.c.actor.in_(part), parties.c.actor.in_(together))


def _actor_counts(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[ActorCount]:
    ids = [row.id for row in rows]
    aliases = _by_group(connection, names.c.actor, names.c.name, names.c.ordinal, ids)
    sectors = _by_group(connection, parties.c.actor, parties.c.sectors, parties.c.claim, ids)
    for row in rows:
        codes = dict.fromkeys(code for column in sectors.get(row.id, ()) for code in column.split())
        yield ActorCount(
            id=row.id,
            name=row.name,
            country=row.country,
            sectors=tuple(codes),
            aliases=tuple(name for name in aliases.get(row.id, ()) if name != row.name),
            as_actor=row.as_actor,
            as_recipient=row.as_recipient,
            as_voice=row.as_voice,
            first=row.first,
            last=row.last,
        )


def _by_group(
    connection: Connection,
    actor: ColumnElement[Any],
    value: ColumnElement[Any],
    order: ColumnElement[Any],
    ids: Sequence[str],
) -> dict[str, list[str]]:
    """The values of all members of each group, each once, in order of first appearance."""
    kind = JudgementKind.SAME_ACTOR.value
    together = select(members.c.member, members.c.head).where(members.c.kind == kind, members.c.head.in_(ids))
    head_of: dict[str, str] = {row.member: row.head for row in connection.execute(together)}
    wanted_ids = sorted({*ids, *head_of})
    first = func.min(order)
    query = select(actor.label("actor"), value.label("value")).where(actor.in_(wanted_ids))
    query = query.group_by(actor, value).order_by(first, value)
    values: dict[str, list[str]] = {}
    for row in connection.execute(query):
        group = values.setdefault(head_of.get(row.actor, row.actor), [])
        if row.value not in group:
            group.append(row.value)
    return values
