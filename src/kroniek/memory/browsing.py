"""Questions of somebody who looks around: a page of claims, how claims divide, outlets, spots and ties.

Each takes a connection and a gazetteer first (`SqlStore.look` gives them) and is one or a few statements, with
a limit on what is counted, so that a page costs the same in a large chronicle as in a small one; what was left out by
a limit is told. Which claims a question means is decided by `asking`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, func, or_, select

from kroniek.memory import asking, reported
from kroniek.memory.actors import Gazetteer, wanted
from kroniek.memory.store import Query, StoredClaim
from kroniek.memory.tables import actors, claims, documents, judgements, members, parties, rejects
from kroniek.model.browsing import DocumentLine, Facets, Glance, Outlet, Spot, Tie
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place, Precision
from kroniek.model.text import DocumentId

SPOT_CLAIMS = 8
"""Claims that a spot on the map lists."""


def state(connection: Connection, _: Gazetteer) -> str:
    """A mark that differs once something was kept, judged or withdrawn."""
    newest = [
        connection.scalar(select(func.max(column)))
        for column in (documents.c.ordinal, claims.c.ordinal, judgements.c.ordinal, rejects.c.ordinal)
    ]
    withdrawn = connection.scalar(select(func.max(judgements.c.withdrawn_at)))
    return "-".join(str(one or 0) for one in (*newest, withdrawn))


def period(connection: Connection, _: Gazetteer) -> tuple[date | None, date | None]:
    """The first and the last day of publication."""
    row = connection.execute(select(func.min(documents.c.published_day), func.max(documents.c.published_day))).one()
    return row[0], row[1]


# -- claims ------------------------------------------------------------------------------------------------------------


def page(
    connection: Connection, gazetteer: Gazetteer, query: Query, *, size: int, after: str | None, newest: bool
) -> list[StoredClaim]:
    """The claims that come after one (from the start where None), in order of date or the newest first.

    Claims of one day stand in order of reading, and of one article in order of the text. Undated ones come last.
    """
    conditions = list(_conditions(connection, query, gazetteer))
    place = _place(connection, after) if after else None
    found: list[StoredClaim] = []
    if place is None or place.first_day is not None:
        dated = [*conditions, claims.c.first_day.is_not(None)]
        if place is not None:
            day = claims.c.first_day < place.first_day if newest else claims.c.first_day > place.first_day
            reach = claims.c.first_day <= place.first_day if newest else claims.c.first_day >= place.first_day
            dated += [reach, or_(day, and_(claims.c.first_day == place.first_day, _later(place, newest=newest)))]
        order = claims.c.first_day.desc() if newest else claims.c.first_day
        found = _fetch(connection, query.as_of, dated, [order, *_within(newest=newest)], size)
        place = None
    if len(found) < size:
        undated = [*conditions, claims.c.first_day.is_(None)]
        if place is not None:
            undated.append(_later(place, newest=newest))
        found += _fetch(connection, query.as_of, undated, _within(newest=newest), size - len(found))
    return found


def _conditions(connection: Connection, query: Query, gazetteer: Gazetteer) -> Iterator[ColumnElement[bool]]:
    yield from asking._restrictions(query)  # noqa: SLF001 - one meaning of a question in this room
    yield from asking._about(connection, query, gazetteer)  # noqa: SLF001 - likewise


def _place(connection: Connection, id_: str) -> Any:
    columns = (claims.c.first_day, claims.c.document, claims.c.start, claims.c.ordinal)
    return connection.execute(select(*columns).where(claims.c.id == id_)).first()


def _within(*, newest: bool) -> list[ColumnElement[Any]]:
    """The order of claims of one day: by article (the last read first where `newest`), then as they stand in it."""
    return [claims.c.document.desc() if newest else claims.c.document, claims.c.start, claims.c.ordinal]


def _later(place: Any, *, newest: bool) -> ColumnElement[bool]:
    document = claims.c.document < place.document if newest else claims.c.document > place.document
    in_text = or_(claims.c.start > place.start, and_(claims.c.start == place.start, claims.c.ordinal > place.ordinal))
    return or_(document, and_(claims.c.document == place.document, in_text))


def _fetch(
    connection: Connection,
    day: date | None,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[Any],
    size: int,
) -> list[StoredClaim]:
    current = documents.c.current if day is None else reported.newest(day)
    statement = asking._claim_rows(current).where(*conditions).order_by(*order).limit(size)  # noqa: SLF001 - likewise
    return list(asking._stored_claims(connection, connection.execute(statement).all(), day))  # noqa: SLF001 - likewise


def facets(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> Facets:
    """How the newest `cap` claims that answer a question divide."""
    chosen = _newest(connection, query, gazetteer, cap + 1)
    rows = connection.execute(
        select(
            claims.c.type,
            claims.c.status,
            func.substr(func.cast(claims.c.first_day, _text()), 1, 4).label("year"),
            documents.c.publisher,
            func.count().label("number"),
        )
        .join(documents, documents.c.ordinal == claims.c.document)
        .where(claims.c.ordinal.in_(chosen))
        .group_by("type", "status", "year", documents.c.publisher)
    ).all()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("type", "status", "year", "publisher")}
    for row in rows:
        for name, counter in counts.items():
            counter[getattr(row, name) or ""] += row.number
    counted = sum(row.number for row in rows)
    return Facets(
        counted=min(counted, cap),
        capped=counted > cap,
        types=_ordered(counts["type"]),
        statuses=_ordered(counts["status"]),
        years=dict(sorted(counts["year"].items(), reverse=True)),
        publishers=_ordered(counts["publisher"]),
        parties=_parties(connection, chosen),
    )


def _text() -> Any:
    from sqlalchemy import Text  # noqa: PLC0415 - a type, not a table

    return Text


def _newest(connection: Connection, query: Query, gazetteer: Gazetteer, cap: int) -> Select[Any]:
    """The numbers of the newest claims that answer a question."""
    chosen = select(claims.c.ordinal).join(documents, documents.c.ordinal == claims.c.document)
    chosen = chosen.where(*_conditions(connection, query, gazetteer))
    return chosen.order_by(claims.c.first_day.desc().nulls_last(), claims.c.document.desc()).limit(cap)


def _parties(connection: Connection, chosen: Select[Any], most: int = 20) -> dict[str, int]:
    """The actors that stand most in these claims, acting or acted upon."""
    group = func.coalesce(members.c.head, parties.c.actor)
    number = func.count(distinct(parties.c.claim))
    counted = (
        select(group.label("id"), number.label("number"))
        .select_from(parties)
        .outerjoin(members, and_(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member == parties.c.actor))
        .where(parties.c.claim.in_(chosen), parties.c.role != "voice", parties.c.actor.is_not(None))
        .group_by(group)
        .order_by(number.desc(), group)
        .limit(most)
        .subquery()
    )
    rows = connection.execute(
        select(actors.c.name, counted.c.number)
        .join(counted, counted.c.id == actors.c.id)
        .order_by(counted.c.number.desc(), actors.c.ordinal)
    )
    return {row.name: row.number for row in rows}


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


# -- glances, spots, ties ----------------------------------------------------------------------------------------------


def glances(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> list[Glance]:
    """The newest claims that answer a question, at a glance, the oldest first."""
    found = [_glance(row, record) for row, record in _raw(connection, query, gazetteer, cap) if row.first_day]
    return found[::-1]


def _raw(connection: Connection, query: Query, gazetteer: Gazetteer, cap: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    statement = (
        select(
            claims.c.id,
            claims.c.type,
            claims.c.status,
            claims.c.hedged,
            claims.c.first_day,
            claims.c.record,
            documents.c.key,
            func.coalesce(members.c.head, claims.c.id).label("event"),
        )
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(*asking._members(JudgementKind.SAME_EVENT, claims.c.id))  # noqa: SLF001 - likewise
        .where(*_conditions(connection, query, gazetteer))
        .order_by(claims.c.first_day.desc().nulls_last(), claims.c.document.desc(), claims.c.start, claims.c.ordinal)
        .limit(cap)
    )
    for row in connection.execute(statement):
        yield row, json.loads(row.record)


def _glance(row: Any, record: dict[str, Any]) -> Glance:
    return Glance(
        id=row.id,
        document=row.key,
        event=row.event,
        day=row.first_day,
        dated=record["date"] is not None,
        type=EventType(row.type),
        modes=tuple(record["mode"]),
        status=Status(row.status),
        hedged=row.hedged,
        actors=tuple(party["name"] for party in record["actors"]),
        recipients=tuple(party["name"] for party in record["recipients"]),
        quote=record["evidence"][0]["quote"],
    )


def spots(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> tuple[list[Spot], int]:
    """The places of the newest claims that answer a question, the busiest first, and how many claims tell no place."""
    found: dict[tuple[Any, ...], list[tuple[str, EventType]]] = {}
    places: dict[tuple[Any, ...], Place] = {}
    nowhere = 0
    for row, record in _raw(connection, query, gazetteer, cap):
        place = record["place"]
        if place is None:
            nowhere += 1
            continue
        key = (place["name"], place["country"], place["lat"], place["lon"])
        places.setdefault(key, _spot_place(place))
        found.setdefault(key, []).append((row.id, EventType(row.type)))
    result = [
        Spot(
            place=places[key],
            number=len(told),
            types=dict(Counter(kind for _, kind in told).most_common()),
            claims=tuple(id_ for id_, _ in told[:SPOT_CLAIMS]),
        )
        for key, told in found.items()
    ]
    return sorted(result, key=lambda spot: (-spot.number, spot.place.name)), nowhere


def _spot_place(place: dict[str, Any]) -> Place:
    precision = place.get("precision")
    return Place(
        name=place["name"],
        country=place["country"],
        lat=place["lat"],
        lon=place["lon"],
        precision=Precision(precision) if precision else None,
    )


def ties(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int, most: int) -> list[Tie]:
    """Who acted how often toward whom in the newest claims that answer a question: the strongest ties first."""
    chosen = _newest(connection, query, gazetteer, cap)
    one, two = parties.alias("one"), parties.alias("two")
    mine, theirs = members.alias("mine"), members.alias("theirs")
    same = JudgementKind.SAME_ACTOR.value
    left, right = func.coalesce(mine.c.head, one.c.actor), func.coalesce(theirs.c.head, two.c.actor)
    rows = connection.execute(
        select(
            left.label("left"), right.label("right"), claims.c.type, func.count(distinct(claims.c.ordinal)).label("n")
        )
        .select_from(claims)
        .join(one, and_(one.c.claim == claims.c.ordinal, one.c.role == "actor"))
        .join(two, and_(two.c.claim == claims.c.ordinal, two.c.role == "recipient"))
        .outerjoin(mine, and_(mine.c.kind == same, mine.c.member == one.c.actor))
        .outerjoin(theirs, and_(theirs.c.kind == same, theirs.c.member == two.c.actor))
        .where(claims.c.ordinal.in_(chosen), one.c.actor.is_not(None), two.c.actor.is_not(None), left != right)
        .group_by(left, right, claims.c.type)
    ).all()
    types: dict[tuple[str, str], Counter[EventType]] = {}
    for row in rows:
        types.setdefault((row.left, row.right), Counter())[EventType(row.type)] += row.n
    strongest = sorted(types.items(), key=lambda one: (-one[1].total(), one[0]))[:most]
    ids = sorted({id_ for pair, _ in strongest for id_ in pair})
    named = {
        row.id: row
        for row in connection.execute(select(actors.c.id, actors.c.name, actors.c.country).where(actors.c.id.in_(ids)))
    }
    return [
        Tie(
            actor=actor,
            actor_name=named[actor].name,
            actor_country=named[actor].country,
            recipient=recipient,
            recipient_name=named[recipient].name,
            recipient_country=named[recipient].country,
            types=dict(counts.most_common()),
        )
        for (actor, recipient), counts in strongest
    ]


def sayings(
    connection: Connection,
    gazetteer: Gazetteer,
    *,
    by: str | None,
    about: str | None,
    words: Sequence[EventType],
    period: Query,
    size: int,
    after: str | None,
) -> list[StoredClaim]:
    """What somebody said, or is quoted for, about somebody: acts of speech by the speaker, and claims on his word.

    `words` are the types that are acts of speech; of `period` only the days and `as_of` count. The newest first.
    """
    days = Query(since=period.since, until=period.until, as_of=period.as_of)
    conditions: list[ColumnElement[bool]] = list(_conditions(connection, days, gazetteer))
    speech = claims.c.type.in_([kind.value for kind in words])
    if by:
        who = wanted(connection, by, gazetteer=gazetteer)
        acting = select(parties.c.claim).where(parties.c.role == "actor", who.matches(parties))
        voicing = select(parties.c.claim).where(parties.c.role == "voice", who.matches(parties))
        conditions.append(or_(and_(speech, claims.c.ordinal.in_(acting)), claims.c.ordinal.in_(voicing)))
    else:
        voiced = select(parties.c.claim).where(parties.c.role == "voice", parties.c.claim == claims.c.ordinal)
        conditions.append(or_(speech, voiced.exists()))
    if about:
        whom = wanted(connection, about, gazetteer=gazetteer)
        roles = ("actor", "recipient") if by else ("recipient",)
        about_ = select(parties.c.claim).where(parties.c.role.in_(roles), whom.matches(parties))
        conditions.append(claims.c.ordinal.in_(about_))
    if after and (place := _place(connection, after)) is not None and place.first_day is not None:
        conditions.append(
            or_(
                claims.c.first_day < place.first_day,
                and_(claims.c.first_day == place.first_day, _later(place, newest=True)),
            )
        )
    conditions.append(claims.c.first_day.is_not(None))
    return _fetch(connection, period.as_of, conditions, [claims.c.first_day.desc(), *_within(newest=True)], size)


# -- articles and outlets ----------------------------------------------------------------------------------------------


def document_lines(
    connection: Connection,
    _: Gazetteer,
    *,
    size: int,
    after: str | None,
    publisher: str | None,
    as_of: date | None = None,
) -> list[DocumentLine]:
    """Current articles, the newest first; those of one day in order of reading, the last read first."""
    conditions: list[ColumnElement[bool]] = [reported.newest(as_of)]
    if publisher is not None:
        known = documents.c.publisher == publisher
        conditions.append(known if publisher else or_(documents.c.publisher.is_(None), known))
    day = func.coalesce(documents.c.published_day, date.min)
    if after and (
        place := connection.execute(
            select(day.label("day"), documents.c.ordinal).where(documents.c.key == after)
        ).first()
    ):
        conditions.append(or_(day < place.day, and_(day == place.day, documents.c.ordinal < place.ordinal)))
    columns = ("key", "title", "publisher", "published_day", "url", "claim_count", "version")
    rows = connection.execute(
        select(*(documents.c[name] for name in columns))
        .where(*conditions)
        .order_by(day.desc(), documents.c.ordinal.desc())
        .limit(size)
    )
    return [
        DocumentLine(
            key=DocumentId(row.key),
            title=row.title,
            publisher=row.publisher,
            published=row.published_day,
            url=row.url,
            claims=row.claim_count,
            version=row.version,
        )
        for row in rows
    ]


def outlets(connection: Connection, _: Gazetteer, *, as_of: date | None = None) -> list[Outlet]:
    """The outlets of current articles, the one with most articles first."""
    copied = select(members.c.member).where(
        members.c.kind == JudgementKind.NEAR_COPY.value, members.c.member != members.c.head
    )
    name = func.coalesce(documents.c.publisher, "")
    rows = connection.execute(
        select(
            name.label("name"),
            func.count().label("documents"),
            func.sum(documents.c.claim_count).label("claims"),
            func.sum(case((documents.c.key.in_(copied), 1), else_=0)).label("copies"),
            func.min(documents.c.published_day).label("first"),
            func.max(documents.c.published_day).label("last"),
        )
        .where(reported.newest(as_of))
        .group_by(name)
    ).all()
    found = [
        Outlet(
            name=row.name,
            documents=row.documents,
            claims=int(row.claims or 0),
            copies=int(row.copies or 0),
            first=row.first,
            last=row.last,
        )
        for row in rows
    ]
    return sorted(found, key=lambda outlet: (-outlet.documents, outlet.name))
