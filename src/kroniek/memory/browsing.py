"""Questions of somebody who looks around: a page of claims, how claims divide, outlets, spots and ties.

Each takes a connection and a gazetteer first (`SqlStore.look` gives them) and is one or a few statements, with a limit
on what is read, so that a page costs the same in a large chronicle as in a small one; what was left out by a limit is
told. Which claims a question means is decided by `asking`; for a party the rows of `sides` are walked, which stand in
order of time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    Subquery,
    Text,
    and_,
    cast,
    distinct,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from kroniek.errors import UsageError
from kroniek.memory import asking, counting, deciding, judging, reported
from kroniek.memory.actors import Gazetteer, wanted
from kroniek.memory.prepared import day_of, rows_of
from kroniek.memory.rows import document_of
from kroniek.memory.sides import NO_DAY
from kroniek.memory.store import Proposal, Query, StoredClaim, StoredDocument
from kroniek.memory.tables import (
    actors,
    alerts,
    claims,
    documents,
    judgements,
    members,
    parties,
    rejects,
    saved,
    sides,
    tallies,
)
from kroniek.model.browsing import Cited, Course, DocumentLine, Facets, Glance, Holdings, Outlet, Spot, Tie
from kroniek.model.ids import digest
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place, Precision
from kroniek.model.text import DocumentId

SPOT_CLAIMS = 8
"""Claims that a spot on the map lists."""

SPOTS = 300
"""Places that are told; more cannot be told apart on a map."""

CITING = 20_000
"""Claims that were kept last, in which cited media are counted."""

VOICES = 50
"""Sources of a country that are looked at."""

_CHUNK = 400
"""Values in one statement: fewer than any database refuses."""

LAST_READ = 2_000
"""Claims on somebody's word that are looked through for the newest: those that were read last."""

_ACTING = (1 << 31) - 1
"""The bits of `sides.spots` that stand for actors; those of recipients lie above."""


def state(connection: Connection, _: Gazetteer) -> str:
    """A mark that differs once something was kept, judged (anew), saved under a name or noted as an alert."""
    newest = [
        connection.scalar(select(func.max(column)))
        for column in (documents.c.ordinal, claims.c.ordinal, judgements.c.ordinal, rejects.c.ordinal, alerts.c.ordinal)
    ]
    names = connection.scalars(select(saved.c.name).order_by(saved.c.name))
    return "-".join(str(one or 0) for one in (*newest, judging.changes(connection), digest(*names, chars=8)))


def period(connection: Connection, _: Gazetteer) -> tuple[date | None, date | None]:
    """The first and the last day of publication."""
    first = connection.scalar(select(func.min(documents.c.published_day)))
    return first, connection.scalar(select(func.max(documents.c.published_day)))


# -- a page of claims --------------------------------------------------------------------------------------------------


def page(
    connection: Connection, gazetteer: Gazetteer, query: Query, *, size: int, after: str | None, newest: bool
) -> list[StoredClaim]:
    """The claims that come after one (from the start where None), in order of date or the newest first.

    Claims of one day stand in order of reading, and of one article in order of the text. Undated ones come last.
    """
    place = _place(connection, after) if after else None
    numbers: list[int] = []
    for part in _parts(connection, gazetteer, query, newest=newest):
        rows = part.after(place, newest=newest) if place is not None else part
        if rows is None:
            continue
        numbers += connection.scalars(rows.statement(newest=newest, limit=size - len(numbers)))
        if len(numbers) >= size:
            break
    return _stored(connection, numbers, query.as_of)


class _Part:
    """Claims that are all dated or all undated, from `sides` or from `claims`, and the columns that order them."""

    def __init__(self, rows: Select[Any], day: Any, document: Any, start: Any, claim: Any, *, dated: bool) -> None:
        self.rows, self.dated = rows, dated
        self.day, self.document, self.start, self.claim = day, document, start, claim

    def where(self, *conditions: ColumnElement[bool]) -> _Part:
        """The part of them for which this holds."""
        rows = self.rows.where(*conditions)
        return _Part(rows, self.day, self.document, self.start, self.claim, dated=self.dated)

    def after(self, place: Any, *, newest: bool) -> _Part | None:
        """Those that come after a place in the order; None where they all come before it."""
        is_dated = place.first_day is not None
        if self.dated and not is_dated:
            return None
        in_text = or_(self.start > place.start, and_(self.start == place.start, self.claim > place.ordinal))
        document = self.document < place.document if newest else self.document > place.document
        later = or_(document, and_(self.document == place.document, in_text))
        if not self.dated:
            return self.where(later) if not is_dated else self
        day = self.day < place.first_day if newest else self.day > place.first_day
        reach = self.day <= place.first_day if newest else self.day >= place.first_day
        return self.where(reach, or_(day, and_(self.day == place.first_day, later)))

    def order(self, *, newest: bool) -> list[Any]:
        """By day; of one day by article (the last read first where `newest`), then as they stand in it."""
        day = [self.day.desc() if newest else self.day] if self.dated else []
        return [*day, self.document.desc() if newest else self.document, self.start, self.claim]

    def by_number(self) -> _Part:
        """The same, few of them, which are looked up by their numbers and then put in order."""
        day = func.coalesce(self.day, NO_DAY, type_=Date)  # no index is in this order, so none is walked for it
        return _Part(self.rows, day, self.document, self.start, self.claim, dated=self.dated)

    def statement(self, *, newest: bool, limit: int) -> Select[Any]:
        """The numbers of the first of them."""
        return self.rows.with_only_columns(self.claim).order_by(*self.order(newest=newest)).limit(limit)

    def chosen(self, limit: int) -> Select[Any]:
        """The numbers and days of the newest of them."""
        columns = (self.claim.label("claim"), self.day.label("day"))
        return self.rows.with_only_columns(*columns).order_by(*self.order(newest=True)).limit(limit)


def _parts(connection: Connection, gazetteer: Gazetteer, query: Query, *, newest: bool) -> Iterator[_Part]:
    """The claims that a question means, in parts that follow each other in the order."""
    if query.actor is not None or query.other is not None:
        one, rows = asking.sided(connection, query, gazetteer)
        columns = (one.c.day, one.c.document, one.c.start, one.c.claim)
        yield _Part(rows.where(one.c.day != NO_DAY), *columns, dated=True)
        if not (query.since or query.until):
            yield _Part(rows.where(one.c.day == NO_DAY), *columns, dated=False)
        return
    columns = (claims.c.first_day, claims.c.document, claims.c.start, claims.c.ordinal)
    conditions = [
        *asking._restrictions(query, days=False),  # noqa: SLF001 - one meaning of a question in this room
        *asking._about(connection, query, gazetteer),  # noqa: SLF001 - likewise
    ]
    rows = select(claims.c.ordinal).join(documents, documents.c.ordinal == claims.c.document).where(*conditions)
    dated = _Part(rows.where(claims.c.first_day.is_not(None)), *columns, dated=True)
    if query.until:
        dated = dated.where(claims.c.first_day <= query.until)
    if query.since:
        # Long acts are found by their last day: no other index may be walked for them.
        began = func.coalesce(claims.c.first_day, NO_DAY, type_=Date) < query.since
        going_on = (claims.c.last_day > claims.c.first_day, claims.c.last_day >= query.since, began)
        before = _Part(rows.where(*going_on), *columns, dated=True).by_number()
        within = dated.where(claims.c.first_day >= query.since)
        yield from (within, before) if newest else (before, within)
        return
    yield dated
    if not query.until:
        yield _Part(rows.where(claims.c.first_day.is_(None)), *columns, dated=False)


def _place(connection: Connection, id_: str) -> Any:
    columns = (claims.c.first_day, claims.c.document, claims.c.start, claims.c.ordinal)
    return _found(connection.execute(select(*columns).where(claims.c.id == id_)).first(), id_)


def _found(place: Any, after: str) -> Any:
    """The place to go on after. Raises `UsageError` where there is none, rather than begin again without a word."""
    if place is None:
        raise UsageError(f"after is {after[:200]!r}, which no answer gave. Use its `next`, or leave after out.")
    return place


def _stored(connection: Connection, numbers: Sequence[int], day: date | None) -> list[StoredClaim]:
    """The claims of these numbers, in this order."""
    if not numbers:
        return []
    current = documents.c.current if day is None else reported.newest(day)
    rows = asking._claim_rows(current).add_columns(claims.c.ordinal)  # noqa: SLF001 - likewise
    found = {row.ordinal: row for row in connection.execute(rows.where(claims.c.ordinal.in_(numbers)))}
    ordered = [found[number] for number in numbers if number in found]
    return list(asking._stored_claims(connection, ordered, day))  # noqa: SLF001 - likewise


def _newest(connection: Connection, query: Query, gazetteer: Gazetteer, cap: int) -> Subquery:
    """The numbers and days of the newest claims that answer a question, at most so many."""
    parts = [part.chosen(cap).subquery() for part in _parts(connection, gazetteer, query, newest=True)]
    together = union_all(*(select(part.c.claim, part.c.day) for part in parts)).subquery()
    return select(together.c.claim, together.c.day).limit(cap).subquery()


def number(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> int:
    """How many claims answer a question; of more than `cap`, `cap`."""
    return int(connection.scalar(select(func.count()).select_from(_newest(connection, query, gazetteer, cap))) or 0)


# -- how claims divide -------------------------------------------------------------------------------------------------


def facets(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> Facets:
    """How the newest `cap` claims that answer a question divide."""
    chosen = _newest(connection, query, gazetteer, cap + 1)
    numbers = connection.scalars(select(chosen.c.claim)).all()
    if not numbers:
        return Facets(counted=0, capped=False, types={}, statuses={}, years={}, publishers={}, parties={})
    capped = len(numbers) > cap
    rows = connection.execute(
        select(claims.c.type, claims.c.status, claims.c.first_day, documents.c.publisher)
        .join(documents, documents.c.ordinal == claims.c.document)
        .where(claims.c.ordinal.in_(_listed(connection, numbers[:cap])))
    ).all()
    types, statuses, days, publishers = (Counter(column) for column in zip(*rows, strict=True))
    years: Counter[str] = Counter()
    for day, number in days.items():
        years[str(day.year) if day else ""] += number
    return Facets(
        counted=len(rows),
        capped=capped,
        types=_ordered(types),
        statuses=_ordered(statuses),
        years=dict(sorted(years.items(), reverse=True)),
        publishers=_ordered(Counter({name or "": number for name, number in publishers.items()})),
        parties=_parties(connection, numbers[:cap]),
    )


def _listed(connection: Connection, numbers: Sequence[int]) -> Any:
    """Numbers as rows: one parameter, however many there are."""
    text = json.dumps(list(numbers))
    if connection.dialect.name == "sqlite":
        return select(literal_column("value")).select_from(func.json_each(text))
    return select(cast(literal_column("value"), claims.c.ordinal.type)).select_from(
        func.json_array_elements_text(cast(literal(text, Text), _json())).alias("value")
    )


def _json() -> Any:
    from sqlalchemy.dialects.postgresql import JSON  # noqa: PLC0415 - for that database only

    return JSON


def _parties(connection: Connection, numbers: Sequence[int], most: int = 20) -> dict[str, int]:
    """The actors that stand most in these claims, acting or acted upon."""
    group = func.coalesce(members.c.head, parties.c.actor)
    number = func.count(distinct(parties.c.claim))
    counted = (
        select(group.label("id"), number.label("number"))
        .select_from(parties)
        .outerjoin(members, and_(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member == parties.c.actor))
        .where(
            parties.c.claim.in_(_listed(connection, numbers)), parties.c.role != "voice", parties.c.actor.is_not(None)
        )
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


# -- courses, glances, spots, ties -------------------------------------------------------------------------------------


def courses(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> list[Course]:
    """How many acts of a party (or two) fall on which day, by what they are; the oldest first.

    An event that several articles tell in the same way counts once. Of more than `cap` acts the numbers are by month.
    """
    one, sided = asking.sided(connection, query, gazetteer)
    dated = sided.where(one.c.day != NO_DAY)
    few = dated.with_only_columns(one.c.claim).limit(cap + 1).subquery()
    if (connection.scalar(select(func.count()).select_from(few)) or 0) > cap:
        return _by_month(connection, one, dated)
    what = (one.c.day, one.c.type, one.c.modes, one.c.status, one.c.hedged)
    number = func.count(distinct(func.coalesce(members.c.head, _ids.c.id))).label("number")
    told = (
        dated.with_only_columns(*what, number)
        .join(_ids, _ids.c.ordinal == one.c.claim)
        .outerjoin(*asking._members(JudgementKind.SAME_EVENT, _ids.c.id))  # noqa: SLF001 - likewise
    )
    return _courses(connection, told.group_by(*what).order_by(*what), day_of)


_ids = claims.alias("ids")


def _by_month(connection: Connection, one: Any, dated: Select[Any]) -> list[Course]:
    """Of very many acts their numbers by month, on its first day; told twice they count twice."""
    month = func.substr(cast(one.c.day, Text), 1, 7).label("month")
    what = (month, one.c.type, one.c.modes, one.c.status, one.c.hedged)
    counted = dated.with_only_columns(*what, func.count().label("number")).group_by(*what).order_by(*what)
    return _courses(connection, counted, lambda first: date.fromisoformat(f"{first}-01"))


_TYPES = {one.value: one for one in EventType}
_STATUSES = {one.value: one for one in Status}


def _courses(connection: Connection, statement: Select[Any], day: Callable[[Any], Any]) -> list[Course]:
    """Courses of rows of day, type, modes, status, hedged and number: thousands, so as the driver gives them."""
    numbers: dict[tuple[Any, str, str, str, bool], int] = {}
    for first, type_, modes, status, hedged, number in rows_of(connection, statement):
        key = (first, type_, modes.partition(" ")[0], status, bool(hedged))
        numbers[key] = numbers.get(key, 0) + number
    days = {first: day(first) for first, *_ in numbers}
    return [
        Course(
            day=days[first],
            type=_TYPES[type_],
            mode=mode or None,
            status=_STATUSES[status],
            hedged=hedged,
            number=number,
        )
        for (first, type_, mode, status, hedged), number in numbers.items()
    ]


def glances(connection: Connection, gazetteer: Gazetteer, query: Query, *, cap: int) -> list[Glance]:
    """The newest claims that answer a question, at a glance, the oldest first; of one event the first."""
    chosen = _newest(connection, query, gazetteer, cap)
    rows = connection.execute(
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
        .join(chosen, chosen.c.claim == claims.c.ordinal)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(*asking._members(JudgementKind.SAME_EVENT, claims.c.id))  # noqa: SLF001 - likewise
        .where(claims.c.first_day.is_not(None))
        .order_by(claims.c.first_day, claims.c.document, claims.c.start, claims.c.ordinal)
    )
    told: dict[str, Any] = {}
    for row in rows:
        told.setdefault(row.event, row)
    return [_glance(row, json.loads(row.record)) for row in told.values()]


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
    numbers = connection.scalars(select(_newest(connection, query, gazetteer, cap).c.claim)).all()
    if not numbers:
        return [], 0
    rows = connection.execute(
        select(claims.c.ordinal, claims.c.type, claims.c.place, claims.c.place_country).where(
            claims.c.ordinal.in_(_listed(connection, numbers))
        )
    ).all()
    order = {number: at for at, number in enumerate(numbers)}
    told: dict[tuple[str, str | None], list[Any]] = {}
    for row in sorted(rows, key=lambda row: order[row.ordinal]):
        if row.place is not None:
            told.setdefault((row.place, row.place_country), []).append(row)
    busiest = sorted(told.items(), key=lambda one: (-len(one[1]), one[0][0], one[0][1] or ""))[:SPOTS]
    listed = [row.ordinal for _, at in busiest for row in at[:SPOT_CLAIMS]]
    ids, places = _told_places(connection, listed, {at[0].ordinal for _, at in busiest})
    found = [
        Spot(
            place=places[at[0].ordinal],
            number=len(at),
            types=dict(Counter(EventType(row.type) for row in at).most_common()),
            claims=tuple(ids[row.ordinal] for row in at[:SPOT_CLAIMS]),
        )
        for _, at in busiest
    ]
    return found, sum(row.place is None for row in rows)


def _told_places(
    connection: Connection, listed: Sequence[int], first: set[int]
) -> tuple[dict[int, str], dict[int, Place]]:
    """The ids of claims by number, and the places that the `first` of them tell."""
    within = claims.c.ordinal.in_(_listed(connection, listed))
    ids = {row.ordinal: row.id for row in connection.execute(select(claims.c.ordinal, claims.c.id).where(within))}
    within = claims.c.ordinal.in_(_listed(connection, sorted(first)))
    rows = connection.execute(select(claims.c.ordinal, claims.c.record).where(within))
    return ids, {row.ordinal: _spot_place(json.loads(row.record)["place"]) for row in rows}


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
    count = func.count(distinct(claims.c.ordinal)).label("number")
    rows = connection.execute(
        select(left.label("left"), right.label("right"), claims.c.type, count)
        .select_from(chosen)
        .join(claims, claims.c.ordinal == chosen.c.claim)
        .join(one, and_(one.c.claim == chosen.c.claim, one.c.role == "actor"))
        .join(two, and_(two.c.claim == chosen.c.claim, two.c.role == "recipient"))
        .outerjoin(mine, and_(mine.c.kind == same, mine.c.member == one.c.actor))
        .outerjoin(theirs, and_(theirs.c.kind == same, theirs.c.member == two.c.actor))
        .where(one.c.actor.is_not(None), two.c.actor.is_not(None), left != right)
        .group_by(left, right, claims.c.type)
    ).all()
    types: dict[tuple[str, str], Counter[EventType]] = {}
    for row in rows:
        types.setdefault((row.left, row.right), Counter())[EventType(row.type)] += row.number
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


# -- what was said -----------------------------------------------------------------------------------------------------


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

    `words` are the types that are acts of speech; of `period` only the days and `as_of` count. The newest first. Of
    claims on somebody's word those that were read last are looked through.
    """
    days = Query(since=period.since, until=period.until, as_of=period.as_of)
    place = _place(connection, after) if after else None
    whom = asking._keys(connection, wanted(connection, about, gazetteer=gazetteer)) if about else None  # noqa: SLF001 - likewise
    if by:
        ways = _spoken(connection, by, words, days, gazetteer)
    else:
        about_days = Query(actor=about, since=days.since, until=days.until, as_of=days.as_of)
        ways = _all_spoken(connection, words, about_days, gazetteer)
    numbers: dict[int, tuple[Any, ...]] = {}
    for way in ways:
        told = way if whom is None or not by else way.where(_of_whom(way, whom))
        part = told.after(place, newest=True) if place is not None else told
        if part is None:
            continue
        columns = (
            part.claim.label("claim"),
            part.day.label("day"),
            part.document.label("at"),
            part.start.label("start"),
        )
        rows = part.rows.with_only_columns(*columns).order_by(*part.order(newest=True)).limit(size)
        for row in connection.execute(rows):
            numbers[row.claim] = (-row.day.toordinal(), -row.at, row.start, row.claim)
    return _stored(connection, sorted(numbers, key=numbers.__getitem__)[:size], period.as_of)


def _spoken(
    connection: Connection, by: str, words: Sequence[EventType], days: Query, gazetteer: Gazetteer
) -> Iterator[_Part]:
    """Acts of speech by somebody, and claims on his word."""
    speech = Query(actor=by, types=tuple(words), since=days.since, until=days.until, as_of=days.as_of)
    one, rows = asking.sided(connection, speech, gazetteer)
    rows = rows.where(one.c.day != NO_DAY, one.c.spots.op("&")(_ACTING) != 0)
    yield _Part(rows, one.c.day, one.c.document, one.c.start, one.c.claim, dated=True)
    voiced = (
        select(parties.c.claim)
        .where(parties.c.role == "voice", parties.c.actor.in_(_voices(connection, by, gazetteer)))
        .order_by(parties.c.claim.desc())
        .limit(LAST_READ)
    )
    if numbers := list(connection.scalars(voiced)):
        listed = _listed(connection, numbers)
        for part in _parts(connection, gazetteer, days, newest=True):
            if part.dated:
                yield part.where(claims.c.ordinal.in_(listed)).by_number()


def _voices(connection: Connection, by: str, gazetteer: Gazetteer) -> list[str]:
    """Who of those that a name means is a source at all: of a country those that are one most often."""
    who = wanted(connection, by, gazetteer=gazetteer)
    group = members.alias("group")
    heads = select(group.c.head).where(group.c.kind == JudgementKind.SAME_ACTOR.value, group.c.member.in_(who.actors))
    mine = [tallies.c.actor.in_(sorted(who.actors)), tallies.c.actor.in_(heads)]
    if who.country is not None:
        mine.append(tallies.c.actor.in_(select(actors.c.id).where(actors.c.country == who.country)))
    found = select(tallies.c.actor).where(tallies.c.as_voice > 0, or_(*mine)).order_by(tallies.c.as_voice.desc())
    ids = list(connection.scalars(found.limit(VOICES)))
    joined = select(members.c.member).where(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.head.in_(ids))
    return sorted({*ids, *connection.scalars(joined)})


def _all_spoken(
    connection: Connection, words: Sequence[EventType], days: Query, gazetteer: Gazetteer
) -> Iterator[_Part]:
    """All acts of speech, and all claims on somebody's word; of those toward `days.actor` where one is named."""
    kinds = [kind.value for kind in words]
    if days.actor is not None:
        one, rows = asking.sided(connection, days, gazetteer)
        voiced = select(parties.c.claim).where(parties.c.claim == one.c.claim, parties.c.role == "voice").exists()
        toward = rows.where(one.c.day != NO_DAY, one.c.spots > _ACTING, or_(one.c.type.in_(kinds), voiced))
        yield _Part(toward, one.c.day, one.c.document, one.c.start, one.c.claim, dated=True)
        return
    voiced = select(parties.c.claim).where(parties.c.claim == claims.c.ordinal, parties.c.role == "voice").exists()
    for part in _parts(connection, gazetteer, days, newest=True):
        if part.dated:
            yield part.where(or_(claims.c.type.in_(kinds), voiced))


def _of_whom(part: _Part, keys: Sequence[str]) -> ColumnElement[bool]:
    """Somebody takes part in the claim."""
    side = sides.alias("whom")
    same = (side.c.day == part.day, side.c.document == part.document, side.c.start == part.start)
    found = select(side.c.claim).where(side.c.who.in_(keys or [""]), *same, side.c.claim == part.claim)
    return found.exists()


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
    """Current articles, the newest first, those of one day in the order in which they were read last; undated last."""
    conditions: list[ColumnElement[bool]] = [reported.newest(as_of)]
    if publisher is not None:
        known = documents.c.publisher == publisher
        conditions.append(known if publisher else or_(documents.c.publisher.is_(None), known))
    day, number = documents.c.published_day, documents.c.ordinal
    place = None
    if after:
        statement = select(day.label("day"), number).where(documents.c.key == after)
        place = _found(connection.execute(statement).first(), after)
    found: list[DocumentLine] = []
    if place is None or place.day is not None:
        dated = [*conditions, day.is_not(None)]
        if place is not None:
            dated += [day <= place.day, or_(day < place.day, and_(day == place.day, number < place.ordinal))]
        found = _lines(connection, dated, [day.desc(), number.desc()], size)
        place = None
    if len(found) < size and as_of is None:
        undated = [*conditions, day.is_(None), *([number < place.ordinal] if place is not None else [])]
        found += _lines(connection, undated, [number.desc()], size - len(found))
    return found


def _lines(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], order: Sequence[Any], size: int
) -> list[DocumentLine]:
    columns = ("key", "title", "publisher", "published_day", "url", "claim_count", "version")
    statement = select(*(documents.c[name] for name in columns)).where(*conditions).order_by(*order).limit(size)
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
        for row in connection.execute(statement)
    ]


def names_of(connection: Connection, _: Gazetteer, ids: Sequence[str]) -> dict[str, str]:
    """The names of these actors, by id."""
    found = connection.execute(select(actors.c.id, actors.c.name).where(actors.c.id.in_(sorted(set(ids)))))
    return {row.id: row.name for row in found}


def proposals(connection: Connection, gazetteer: Gazetteer, *, most: int) -> list[Proposal]:
    """Pairs among the most frequent actors that may be one by their names, the likeliest first."""
    found = list(asking.find_actors(connection, like=None, limit=most, gazetteer=gazetteer))
    return list(deciding.proposals(connection, found))


def size(connection: Connection, _: Gazetteer) -> int:
    """How many claims current articles give."""
    return int(connection.scalar(select(func.sum(documents.c.claim_count)).where(documents.c.current.is_(True))) or 0)


def articles(connection: Connection, _: Gazetteer, since: date, until: date, *, as_of: date | None = None) -> int:
    """How many articles with claims were published in these days, in the versions of a day."""
    query = select(func.count()).where(
        reported.newest(as_of),
        documents.c.published_day >= since,
        documents.c.published_day <= until,
        documents.c.claim_count > 0,
    )
    return int(connection.scalar(query) or 0)


def holdings(connection: Connection, _: Gazetteer) -> Holdings:
    """How much there is, counted where that is cheap: what `counting` tells without the hash of the content."""
    row = connection.execute(
        select(func.count().label("documents"), func.sum(documents.c.claim_count).label("claims")).where(
            documents.c.current.is_(True)
        )
    ).one()
    total = tallies.c.as_actor + tallies.c.as_recipient + tallies.c.as_voice
    first, last = period(connection, _)

    def number(statement: Select[Any]) -> int:
        return int(connection.scalar(statement) or 0)

    kept = int(row.claims or 0)
    return Holdings(
        documents=row.documents,
        versions=number(select(func.count()).select_from(documents)),
        copies=counting.copies(connection, documents.c.current.is_(True)),
        claims=kept,
        events=kept - _joined(connection),
        actors=number(select(func.count()).select_from(tallies).where(total > 0)),
        rejects=number(select(func.count()).select_from(counting.unresolved().subquery())),
        judgements=number(select(func.count()).select_from(judgements)),
        first_published=first,
        last_published=last,
        by_type=_ordered(_types(connection)),
    )


def _stepped_back() -> Select[Any]:
    """Claims that no longer stand: few, so counts of all are taken and these taken off."""
    columns = select(documents.c.ordinal)
    old = columns.where(documents.c.current.is_(False))
    recoded = columns.where(documents.c.generation > 1)
    taken_back = and_(claims.c.document.in_(recoded), claims.c.superseded.is_not(None))
    return select(claims).where(or_(claims.c.document.in_(old), taken_back))


def _types(connection: Connection) -> Counter[str]:
    """How many claims that stand are of which type."""
    kinds = Counter(_by_type(connection, select(claims)))
    kinds.subtract(_by_type(connection, _stepped_back()))
    return +kinds


def _by_type(connection: Connection, rows: Select[Any]) -> dict[str, int]:
    counted = rows.with_only_columns(claims.c.type, func.count().label("number")).group_by(claims.c.type)
    return {row.type: row.number for row in connection.execute(counted)}


def _joined(connection: Connection) -> int:
    """How many claims that stand are in an event with another one, less one for each event."""
    same = members.c.kind == JudgementKind.SAME_EVENT.value
    every = connection.execute(select(func.count(), func.count(distinct(members.c.head))).where(same)).one()
    old = _stepped_back().with_only_columns(claims.c.id)
    gone = connection.execute(select(members.c.member, members.c.head).where(same, members.c.member.in_(old))).all()
    heads = sorted({row.head for row in gone})
    kept: set[str] = set()
    for start in range(0, len(heads), _CHUNK):
        standing = select(members.c.head).where(
            same, members.c.head.in_(heads[start : start + _CHUNK]), members.c.member.not_in(old)
        )
        kept.update(connection.scalars(standing))
    return int(every[0]) - len(gone) - (int(every[1]) - len(heads) + len(kept))


def documents_of(connection: Connection, _: Gazetteer, keys: Sequence[str]) -> list[StoredDocument]:
    """The articles of these keys with their texts, in order of reading; near-copies are not looked up."""
    rows = connection.execute(select(documents).where(documents.c.key.in_(keys)).order_by(documents.c.ordinal))
    return [
        StoredDocument(
            document=document_of(row),
            version=row.version,
            current=row.current,
            copies=(),
            claim_count=row.claim_count,
            generation=row.generation,
            coder=row.coder,
        )
        for row in rows
    ]


def cited(connection: Connection, _: Gazetteer, *, most: int, as_of: date | None = None) -> list[Cited]:
    """The media on whose word the claims that were kept last report, the most cited first."""
    newest = connection.scalar(select(func.max(claims.c.ordinal))) or 0
    number = func.count(distinct(documents.c.base))
    group = func.coalesce(members.c.head, parties.c.actor)
    counted = (
        select(
            group.label("id"), number.label("documents"), func.count(distinct(documents.c.publisher)).label("outlets")
        )
        .select_from(parties)
        .join(claims, claims.c.ordinal == parties.c.claim)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(members, and_(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member == parties.c.actor))
        .where(
            parties.c.claim > newest - CITING,
            parties.c.role == "voice",
            parties.c.medium.is_(True),
            parties.c.actor.is_not(None),
            reported.newest(as_of),
        )
        .group_by(group)
        .order_by(number.desc(), group)
        .limit(most)
        .subquery()
    )
    rows = connection.execute(
        select(actors.c.name, counted.c.documents, counted.c.outlets)
        .join(counted, counted.c.id == actors.c.id)
        .order_by(counted.c.documents.desc(), actors.c.ordinal)
    )
    return [Cited(name=row.name, documents=row.documents, outlets=row.outlets) for row in rows]


def outlets(connection: Connection, _: Gazetteer, *, as_of: date | None = None) -> list[Outlet]:
    """The outlets of current articles, the one with most articles first."""
    copied = select(members.c.member).where(
        members.c.kind == JudgementKind.NEAR_COPY.value, members.c.member != members.c.head
    )
    name = func.coalesce(documents.c.publisher, "").label("name")
    rows = connection.execute(
        select(
            name,
            func.count().label("documents"),
            func.sum(documents.c.claim_count).label("claims"),
            func.min(documents.c.published_day).label("first"),
            func.max(documents.c.published_day).label("last"),
        )
        .where(reported.newest(as_of))
        .group_by(name)
    ).all()
    repeated = select(name, func.count().label("copies")).where(reported.newest(as_of), documents.c.key.in_(copied))
    copies = {row.name: row.copies for row in connection.execute(repeated.group_by(name))}
    found = [
        Outlet(
            name=row.name,
            documents=row.documents,
            claims=int(row.claims or 0),
            copies=copies.get(row.name, 0),
            first=row.first,
            last=row.last,
        )
        for row in rows
    ]
    return sorted(found, key=lambda outlet: (-outlet.documents, outlet.name))
