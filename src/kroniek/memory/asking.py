"""Questions about claims, documents and actors as SQL; rows come back one by one, each question in one statement or in
one for every few hundred rows, never in one per row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from kroniek.errors import UsageError
from kroniek.memory import reported
from kroniek.memory import sides as sides_
from kroniek.memory.actors import LONGEST, Gazetteer, Wanted, wanted
from kroniek.memory.identity import split_key
from kroniek.memory.rows import claim_of, document_of
from kroniek.memory.store import ActorCount, Query, StoredClaim, StoredDocument
from kroniek.memory.tables import actors, claims, documents, members, names, parties, sides, tallies
from kroniek.memory.tallies import ROLES
from kroniek.model.actor import Strength
from kroniek.model.event import EventId
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import Status
from kroniek.model.text import DocumentId
from kroniek.strings.fold import fold

_FEW = 2000
"""Documents up to which an outlet counts as a small one."""

_COUNTED = (1_000, 10_000, 100_000, 500_000)
"""Rows of two parties up to which they are counted, until it is known which is the rarer one."""

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
    left = query.limit
    for statement in _statements(connection, query, gazetteer):
        if left is not None:
            statement = statement.limit(left)  # noqa: PLW2901 - the same statement, cut
        # Closed also where the reader stops half-way: PostgreSQL keeps a cursor for it until then.
        with connection.execution_options(yield_per=CHUNK).execute(statement) as rows:
            for chunk in rows.partitions(CHUNK):
                yield from _stored_claims(connection, chunk, query.as_of)
                left = left - len(chunk) if left is not None else None
        if left == 0:
            return


def _statements(connection: Connection, query: Query, gazetteer: Gazetteer) -> Iterator[Select[Any]]:
    """The statements whose rows, one after the other, are the answer.

    For a party the sides are walked, which stand in order of time. Without one, a question from a day on would read
    all acts before it for the few that were still going on: these are asked for first, by themselves.
    """
    current = documents.c.current if query.as_of is None else reported.newest(query.as_of)
    rows = _claim_rows(current)
    if query.actor is not None or query.other is not None:
        yield _by_side(connection, rows, query, gazetteer)
        return
    conditions = [*_restrictions(query, days=False, types=False), *_about(connection, query, gazetteer)]
    if query.until:
        conditions.append(claims.c.first_day <= query.until)
    types = [type_.value for type_ in query.types]
    order = (claims.c.first_day, claims.c.document, claims.c.start, claims.c.ordinal)
    if query.since:
        long = claims.c.last_day > claims.c.first_day
        going_on = rows.where(long, claims.c.last_day >= query.since, claims.c.first_day < query.since, *conditions)
        # Looked at, not looked up by: those that were still going on are few, whatever their type.
        if types:
            going_on = going_on.where(_looked_at(claims.c.type).in_(types))
        yield going_on.order_by(*order)
        conditions.append(claims.c.first_day >= query.since)
    if types:
        # An article or event has few claims, whatever their type: they are looked up by it.
        few = query.document is not None or query.event is not None
        conditions.append((_looked_at(claims.c.type) if few else claims.c.type).in_(types))
    first, *rest = order
    yield rows.where(*conditions).order_by(*(order if query.since else (first.asc().nulls_last(), *rest)))


def _looked_at(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column by which a database is not to look rows up, though it has an index on it."""
    return func.coalesce(column, "")


def _by_side(connection: Connection, rows: Select[Any], query: Query, gazetteer: Gazetteer) -> Select[Any]:
    one, found = sided(connection, query, gazetteer)
    order = (one.c.day, one.c.document, one.c.start, one.c.claim)
    found = found.with_only_columns(*order).order_by(*order)
    # Chosen by the sides alone as far as they can tell, before records are read: without a limit, an offset of nought
    # keeps both databases from reading them on the way.
    chosen = (found.offset(0) if query.limit is None else found.limit(query.limit)).subquery()
    return rows.join(chosen, chosen.c.claim == claims.c.ordinal).order_by(*chosen.c)


def sided(
    connection: Connection, query: Query, gazetteer: Gazetteer, *, directed: bool = False
) -> tuple[Any, Select[Any]]:
    """The rows of `sides` of the claims that a question for a party (or two) asks for: the table, and the statement.

    Where it is `directed`, `actor` acts and `other` is acted upon.
    """
    asked = [(query.actor, sides_.ACTING), (query.other, sides_.RECEIVING)]
    parties_ = [
        (_keys(connection, wanted(connection, name, gazetteer=gazetteer)), spots)
        for name, spots in asked
        if name is not None
    ]
    keys = [each for each, _ in parties_]
    # The rarer one is walked, and the other looked up beside it.
    if len(keys) == 2 and _is_rarer(connection, keys[1], keys[0], query):  # noqa: PLR2004 - actor and other
        parties_.reverse()
        keys.reverse()
    one = sides.alias("one")
    found = select(one).where(*_of_side(one, query), _is(one, keys[0]))
    if directed:
        found = found.where(one.c.spots.op("&")(parties_[0][1]) != 0)
    if len(keys) == 2:  # noqa: PLR2004 - actor and other
        two = sides.alias("two")
        found = found.join(two, sides_.two_parties(one, two)).where(_is(two, keys[1]))
        if directed:
            found = found.where(two.c.spots.op("&")(parties_[1][1]) != 0)
    if any(len(each) > 1 for each in keys):
        found = found.distinct()
    conditions = [*_beyond_side(query), *_about(connection, query, gazetteer, parties_too=False)]
    if conditions:
        found = found.join(claims, claims.c.ordinal == one.c.claim)
        found = found.join(documents, documents.c.ordinal == one.c.document).where(*conditions)
    return one, found


def holding(connection: Connection, query: Query, gazetteer: Gazetteer) -> Select[Any]:
    """The documents of the claims that a question asks for, each as often as it has them."""
    if query.actor is not None or query.other is not None:
        one, found = sided(connection, query, gazetteer)
        return found.with_only_columns(one.c.document)
    found = select(claims.c.document).join(documents, documents.c.ordinal == claims.c.document)
    return found.where(*_restrictions(query), *_about(connection, query, gazetteer))


def holds(connection: Connection, query: Query, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """Whether a document (a row of `documents`) has such a claim, looked up claim by claim."""
    inside = [claims.c.document == documents.c.ordinal, reported.coded(query.generation)]
    if query.types:
        inside.append(claims.c.type.in_([type_.value for type_ in query.types]))
    if query.statuses:
        inside.append(claims.c.status.in_([status.value for status in query.statuses]))
    if query.hedged is not None:
        inside.append(claims.c.hedged.is_(query.hedged))
    inside += _about(connection, query, gazetteer, parties_too=False)
    asked = [wanted(connection, name, gazetteer=gazetteer) for name in (query.actor, query.other) if name is not None]
    if asked:
        inside.append(_take_part(asked))
    # The document's own row is that of the question around it.
    return select(claims.c.ordinal).where(*inside).correlate(documents).exists()


def _take_part(asked: Sequence[Wanted]) -> ColumnElement[bool]:
    """Whether these (one or two parties) take part in a claim (a row of `claims`).

    A question within a question, so that no database thinks of walking all claims of a party for each claim.
    """
    first, second = parties.alias("first"), parties.alias("second")
    ways = [first.c.claim == claims.c.ordinal, first.c.role != "voice", asked[0].matches(first)]
    if len(asked) == 2:  # noqa: PLR2004 - actor and other
        apart = or_(second.c.role != first.c.role, second.c.position != first.c.position)
        also = [second.c.claim == first.c.claim, second.c.role != "voice", asked[1].matches(second), apart]
        ways.append(select(second.c.claim).where(*also).correlate(first).exists())
    return select(first.c.claim).where(*ways).correlate(claims).exists()


def _is(side: Any, keys: Sequence[str]) -> ColumnElement[bool]:
    who: ColumnElement[str] = side.c.who
    return who == keys[0] if len(keys) == 1 else who.in_(keys)


def _is_rarer(connection: Connection, keys: Sequence[str], others: Sequence[str], query: Query) -> bool:
    """Have these keys fewer rows than the others in the days that are asked for, counted no further than it matters?"""
    for most in _COUNTED:
        number, other = (_number(connection, each, query, most=most) for each in (keys, others))
        if number != other:
            return number < other
        if number < most:
            return False
    return False


def _number(connection: Connection, keys: Sequence[str], query: Query, *, most: int) -> int:
    days = [sides.c.day >= query.since] if query.since else []
    days += [sides.c.day <= query.until] if query.until else []
    some = select(sides.c.who).where(sides.c.who.in_(keys), *days).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _keys(connection: Connection, who: Wanted) -> list[str]:
    """The keys in `sides` of whom a reader means; actors of a country that is meant itself add nothing to it."""
    if who.country is None:
        return sorted(who.actors)
    inside = select(actors.c.id).where(actors.c.id.in_(sorted(who.actors)), actors.c.country == who.country)
    return [who.country, *sorted(who.actors - set(connection.scalars(inside)))]


def _of_side(side: Any, query: Query) -> Iterator[ColumnElement[bool]]:
    """The restrictions that a row of `sides` can tell by itself."""
    if query.types:
        yield side.c.type.in_([type_.value for type_ in query.types])
    if query.statuses:
        yield side.c.status.in_([status.value for status in query.statuses])
    if query.hedged is not None:
        yield side.c.hedged.is_(query.hedged)
    if query.since:
        yield side.c.last_day >= query.since
    if query.until or query.since:
        yield side.c.day <= (query.until or sides_.NO_DAY - timedelta(days=1))
    if query.as_of:
        yield side.c.published <= query.as_of
    if query.reported_since:
        yield side.c.published >= query.reported_since
    if _asks_what_stands(query):
        yield side.c.stands.is_(True)


def _asks_what_stands(query: Query) -> bool:
    return query.as_of is None and query.generation is None and not _asks_versions(query)


def _asks_versions(query: Query) -> bool:
    return query.all_versions or bool(query.document and split_key(query.document)[1])


def _beyond_side(query: Query) -> Iterator[ColumnElement[bool]]:
    """The restrictions that a row of `sides` cannot tell, those that take looking up left out."""
    if query.publisher is not None:
        yield documents.c.publisher == query.publisher
    if _asks_what_stands(query):
        return
    yield reported.coded(query.generation)
    if not _asks_versions(query):
        yield reported.newest(query.as_of)


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


def find_new(
    connection: Connection,
    query: Query,
    *,
    gazetteer: Gazetteer,
    after: int,
    ids: Sequence[str] | None = None,
    denying: bool = False,
) -> Iterator[StoredClaim]:
    """The claims of documents kept after one that the query asks for, in order of reading.

    With `ids` of these alone; `denying` asks for those that may deny something: by their status, or by a voice.
    """
    current = documents.c.current if query.as_of is None else reported.newest(query.as_of)
    # New claims are few, and those of a party may be very many: then parties are looked up claim by claim.
    few = after > 0 or ids is not None
    about = _about(connection, query, gazetteer, parties_too=not few)
    statement = _claim_rows(current).where(claims.c.document > after, *_restrictions(query), *about)
    asked = [wanted(connection, name, gazetteer=gazetteer) for name in (query.actor, query.other) if name is not None]
    if asked and few:
        statement = statement.where(_take_part(asked))
    if ids is not None:
        statement = statement.where(claims.c.id.in_(ids))
    if denying:
        voiced = claims.c.record.contains(f'"strength":"{Strength.DENIES.value}"')
        statement = statement.where(or_(claims.c.status == Status.DENIED.value, voiced))
    rows = connection.execute(statement.order_by(claims.c.document, claims.c.start, claims.c.ordinal)).all()
    yield from _stored_claims(connection, rows, query.as_of)


def _stored_claims(connection: Connection, rows: Sequence[Row[Any]], day: date | None) -> Iterator[StoredClaim]:
    """Claims of rows; as of a day with the events that had been joined by then."""
    if day is None:
        yield from (_stored_claim(row) for row in rows)
        return
    joined = [row.id for row in rows if row.joined]
    events = reported.events(connection, joined, day) if joined else {}
    yield from (_stored_claim(row, events.get(row.id, row.id)) for row in rows)


def _restrictions(query: Query, *, days: bool = True, types: bool = True) -> Iterator[ColumnElement[bool]]:
    """The conditions on claims and documents, those that take looking up left out; `days` for those on time."""
    if query.types and types:
        yield claims.c.type.in_([type_.value for type_ in query.types])
    if query.statuses:
        yield claims.c.status.in_([status.value for status in query.statuses])
    if query.since and days:
        yield claims.c.last_day >= query.since
    if query.until and days:
        yield claims.c.first_day <= query.until
    if query.hedged is not None:
        yield claims.c.hedged.is_(query.hedged)
    if query.publisher is not None:
        yield _looked_at(documents.c.publisher) == query.publisher  # small outlets are looked up in `_about`
    if query.reported_since is not None:
        yield documents.c.published_day >= query.reported_since
    yield reported.coded(query.generation)
    if not _asks_versions(query):
        yield reported.newest(query.as_of)
    elif query.as_of is not None:
        yield reported.by_then(query.as_of)


def _about(
    connection: Connection, query: Query, gazetteer: Gazetteer, *, parties_too: bool = True
) -> Iterator[ColumnElement[bool]]:
    """The conditions that take looking up: document, event, place, parties (`actor` and `other` are two of them)."""
    if query.document is not None:
        yield claims.c.document.in_(_documents(connection, query.document))
    if query.event is not None:
        yield claims.c.id.in_(reported.together(connection, query.event, query.as_of))
    if query.place is not None:
        country = gazetteer.country(query.place)
        yield claims.c.place_country == country if country else claims.c.place == fold(query.place)
    if query.publisher is not None and (few := _few(connection, query.publisher)) is not None:
        yield claims.c.document.in_(few)
    if parties_too and (query.actor is not None or query.other is not None):
        only = Query(actor=query.actor, other=query.other, all_versions=True)
        one, found = sided(connection, only, gazetteer)
        yield claims.c.ordinal.in_(found.with_only_columns(one.c.claim))


def _documents(connection: Connection, key: str) -> list[int]:
    """The documents of a key: one version, or all of a bare id."""
    base, version = split_key(key)
    ways = [documents.c.key == key, documents.c.base == key]
    if version is not None:
        ways.append(and_(documents.c.base == base, documents.c.version == version))
    return sorted({ordinal for way in ways for ordinal in connection.scalars(select(documents.c.ordinal).where(way))})


def _few(connection: Connection, publisher: str) -> list[int] | None:
    """The documents of an outlet that has few: looked up by them, its claims are found at once. None for a big one."""
    query = select(documents.c.ordinal).where(documents.c.publisher == publisher).limit(_FEW + 1)
    found = list(connection.scalars(query))
    return found if len(found) <= _FEW else None


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
    known = select(claims.c.id).where(begins).order_by(claims.c.ordinal).limit(6)
    if day is not None:
        known = known.join(documents, documents.c.ordinal == claims.c.document).where(reported.by_then(day))
    ids = list(connection.scalars(known))
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


def find_documents(
    connection: Connection, *, newest: bool = False, day: date | None = None
) -> Iterator[StoredDocument]:
    """All documents in order of reading; with `newest` or a day the newest version of each article (by that day)."""
    last = 0
    current = reported.newest(day)
    wanted = select(documents, current.label("is_current")).order_by(documents.c.ordinal).limit(CHUNK)
    wanted = wanted.where(current) if newest or day else wanted
    # By ranges of the number: the near-copies of a range are fetched together, while no other rows are waiting.
    while rows := connection.execute(wanted.where(documents.c.ordinal > last)).all():
        yield from _stored_documents(connection, rows, day)
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
        .outerjoin(documents, documents.c.key == members.c.member)  # inner, SQLite would begin with all near-copies
        .where(mine.c.kind == kind, mine.c.member.in_(keys))
    )
    if day is not None:
        query = query.where(reported.by_then(day))
    groups: dict[str, list[tuple[str, str]]] = {}
    # Sorted here: asked to sort, SQLite walks all documents in order instead of looking up the few that are meant.
    for row in sorted((one for one in connection.execute(query) if one.key is not None), key=lambda row: row.ordinal):
        groups.setdefault(row.of, []).append((row.key, row.base))
    return groups


def find_actors(
    connection: Connection, *, like: str | None, limit: int | None, gazetteer: Gazetteer, day: date | None = None
) -> Iterator[ActorCount]:
    """Actors of current versions (of the newest by the day), the most frequent first, then in order of keeping."""
    counted = tallies if day is None or reported.is_all(connection, day) else _counted_by(day)
    total = counted.c.as_actor + counted.c.as_recipient + counted.c.as_voice
    statement = (
        select(counted, actors.c.id, actors.c.name, actors.c.country)
        .join(actors, actors.c.id == counted.c.actor)
        .order_by(total.desc(), actors.c.ordinal)
    )
    if like is not None:
        statement = statement.where(_named_like(connection, like, gazetteer))
    rows = iter(connection.execute(statement if limit is None else statement.limit(limit)).all())
    while chunk := list(islice(rows, CHUNK)):
        yield from _actor_counts(connection, chunk)


def _counted_by(day: date) -> Any:
    """What `tallies` would hold had nothing been reported after this day; sectors are those of today.

    This counts all parties of the claims that were there by then: of a million claims it takes seconds. The claims are
    gathered first, in order; else SQLite looks each of them up by itself for every party.
    """
    there = (
        select(claims.c.ordinal.label("claim"), documents.c.published_day)
        .join(documents, documents.c.ordinal == claims.c.document)
        .where(reported.newest(day), reported.coded(None))
        .cte("there")
        .prefix_with("MATERIALIZED")
    )
    group = func.coalesce(members.c.head, parties.c.actor).label("actor")
    met = (
        select(group, parties.c.role, there.c.claim, there.c.published_day)
        .join(there, there.c.claim == parties.c.claim)
        .outerjoin(*_members(JudgementKind.SAME_ACTOR, parties.c.actor))
        .where(parties.c.actor.is_not(None))
        .distinct()  # a group counts once for a role in a claim
        .subquery()
    )
    times = [func.sum(case((met.c.role == role, 1), else_=0)).label(f"as_{role}") for role in ROLES]
    first, last = func.min(met.c.published_day), func.max(met.c.published_day)
    counted = select(met.c.actor, *times, first.label("first"), last.label("last")).group_by(met.c.actor).subquery()
    coded = select(counted, tallies.c.sectors).outerjoin(tallies, tallies.c.actor == counted.c.actor)
    return coded.subquery()


def _named_like(connection: Connection, like: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """Actors whom the name means, those of whose names it is a part, and who is one with them."""
    who = wanted(connection, like, gazetteer=gazetteer)
    part = select(names.c.actor).where(names.c.folded.contains(fold(like[:LONGEST]), autoescape=True))
    found = {*who.actors, *connection.scalars(part)}
    heads = select(members.c.head).where(
        members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member.in_(sorted(found))
    )
    ways: list[ColumnElement[bool]] = [actors.c.id.in_(sorted({*found, *connection.scalars(heads)}))]
    if who.country:
        ways.append(actors.c.country == who.country)
    return or_(*ways)


def _actor_counts(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[ActorCount]:
    aliases = _by_group(connection, names.c.actor, names.c.name, names.c.ordinal, [row.id for row in rows])
    for row in rows:
        yield ActorCount(
            id=row.id,
            name=row.name,
            country=row.country,
            sectors=tuple((row.sectors or "").split()),
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
