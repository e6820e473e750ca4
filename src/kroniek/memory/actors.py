"""Which mentions are one actor, and which actors a reader means by a name.

A party with a Wikidata id is that actor; any other is known by its folded name with its country, so *Nicolás Maduro*
and *Nicolas Maduro* of Venezuela are one, and namesakes of two countries two. Where a name with its country was met
both with and without a Wikidata id, a judgement joins the two, unless two Wikidata ids bear that name; another joins
one person of the tables who served his country and then a body (*Ban Ki-moon* of `KOR` and of `UNO`). Anonymous voices
(*bronnen*) are nobody in particular and get no actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, or_, select

from kroniek.memory.inserting import put
from kroniek.memory.judging import next_ordinal
from kroniek.memory.tables import actors, members, names, sides
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim
from kroniek.model.ids import digest
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.strings.fold import fold

BY = "wikidata-name"
"""The author of judgements that join a name without a Wikidata id to the one actor with an id that bears it."""

BY_TABLE = "known-person"
"""The author of judgements that join one person of the tables who was met under several codes."""

LONGEST = 1000
"""Nobody has a name of more characters; a database refuses to look for much longer ones."""


class Gazetteer(Protocol):
    """What a lexicon knows of the names that a reader may ask for."""

    def country(self, name: str) -> str | None:
        """The code of the country that this name, or ISO code, means; None where it means none."""

    def spellings(self, name: str) -> tuple[str, ...]:
        """Other names of whoever is called this: *Putin* gives *Vladimir Poetin*."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a reader means: everybody of a country, and these actors."""

    country: str | None
    actors: frozenset[str]

    def matches(self, table: Any) -> ColumnElement[bool]:
        """The condition on a row of (an alias of) `parties`."""
        ways = [table.c.actor.in_(sorted(self.actors))] if self.actors else []
        if self.country:
            ways.append(table.c.country == self.country)
        return or_(*ways) if ways else false()


def actor_id(party: Party) -> str:
    """The id of the actor that this party is taken for."""
    return party.wikidata or _hashed(party.name, party.country)


@lru_cache(maxsize=10_000)
def _hashed(name: str, country: str | None) -> str:
    return f"a-{digest('actor', fold(name), country or '')}"


def roles_of(claim: Claim) -> Iterator[tuple[str, int, Party, Voice | None]]:
    """Every party of a claim with its role and its place in it."""
    for position, party in enumerate(claim.actors):
        yield "actor", position, party, None
    for position, party in enumerate(claim.recipients):
        yield "recipient", position, party, None
    for position, voice in enumerate(claim.voices):
        yield "voice", position, voice.party, voice


# Made once: making a statement costs more than running it.
_HAD = (
    select(actors.c.id, names.c.name)
    .join(names, names.c.actor == actors.c.id)
    .where(actors.c.id.in_(bindparam("ids", expanding=True)))
)
_BEARERS = (
    select(actors.c.id, actors.c.country, names.c.folded)
    .join(names, names.c.actor == actors.c.id)
    .where(names.c.folded.in_(bindparam("folded", expanding=True)), actors.c.wikidata.is_not(None))
)


def keep(connection: Connection, claims: Iterable[Claim], *, known: set[tuple[str, str]]) -> list[Judgement]:
    """Keep the actors and names that are new in these claims; the judgements that follow are for the caller to note.

    `known` holds pairs of actor and name that are kept already, and gets those of these claims.
    """
    met = {
        (actor_id(party), party.name): party
        for claim in claims
        for _, _, party, voice in roles_of(claim)
        if not (voice and voice.anonymous)
    }
    unknown = {pair: party for pair, party in met.items() if pair not in known}
    if not unknown:
        return []
    ids = sorted({id_ for id_, _ in unknown})
    had = {(row.id, row.name) for row in connection.execute(_HAD, {"ids": ids})}
    fresh = [(id_, party) for (id_, name), party in unknown.items() if (id_, name) not in had]
    there = {id_ for id_, _ in had}
    known.update(unknown)
    _keep_actors(connection, {id_: party for id_, party in reversed(fresh) if id_ not in there})
    _keep_names(connection, fresh)
    met_first = [party for _, party in fresh]
    return [*_namesakes(connection, met_first), *_known_persons(connection, met_first)]


def _keep_actors(connection: Connection, fresh: dict[str, Party]) -> None:
    if not fresh:
        return
    first = next_ordinal(connection, actors.c.ordinal)
    rows = [
        {"id": id_, "ordinal": first + i, "name": party.name, "country": party.country, "wikidata": party.wikidata}
        for i, (id_, party) in enumerate(reversed(fresh.items()))
    ]
    put(connection, actors, rows)


def _keep_names(connection: Connection, fresh: list[tuple[str, Party]]) -> None:
    if not fresh:
        return
    first = next_ordinal(connection, names.c.ordinal)
    rows = [
        {"actor": id_, "name": party.name, "folded": fold(party.name), "ordinal": first + i}
        for i, (id_, party) in enumerate(fresh)
    ]
    put(connection, names, rows)


def _namesakes(connection: Connection, fresh: list[Party]) -> Iterator[Judgement]:
    """The joins of actors without a Wikidata id and the only one with an id that has their name and country."""
    if not fresh:
        return
    folded = sorted({fold(party.name) for party in fresh})
    with_id: dict[tuple[str, str | None], set[str]] = {}
    for row in connection.execute(_BEARERS, {"folded": folded}):
        with_id.setdefault((row.folded, row.country), set()).add(row.id)
    for (name, country), ids in sorted(with_id.items(), key=str):
        if len(ids) == 1:
            yield from _joins(connection, min(ids), Party(name=name, country=country))


def _known_persons(connection: Connection, fresh: list[Party]) -> Iterator[Judgement]:
    """The joins of persons of the tables whom other articles have under another code."""
    from kroniek.memory.gazetteer import codes_of_one  # noqa: PLC0415 - loads the tables of actors

    told: set[str] = set()
    for party in fresh:
        codes = codes_of_one(party.name) if party.wikidata is None else ()
        ids = {_hashed(party.name, code): code for code in codes}
        own = actor_id(party)
        if own not in ids or len(ids) == 1:
            continue
        told.add(own)
        for other in sorted(connection.scalars(select(actors.c.id).where(actors.c.id.in_(sorted(ids.keys() - told))))):
            yield _join(own, other, by=BY_TABLE, reason=f"{party.name} of {ids[other]} and {ids[own]} is one person")


def _joins(connection: Connection, id_: str, party: Party) -> Iterator[Judgement]:
    other = actor_id(party)
    row = connection.execute(select(actors.c.name).where(actors.c.id == other)).first()
    if row is None:
        return
    reason = f"both are named {row.name} ({party.country or 'no country'}), and no other Wikidata id bears it"
    yield _join(id_, other, by=BY, reason=reason)


def _join(one: str, other: str, *, by: str, reason: str) -> Judgement:
    left, right = sorted((one, other))
    return Judgement(kind=JudgementKind.SAME_ACTOR, left=left, right=right, score=1.0, by=by, reason=reason)


def wanted(connection: Connection, name: str, *, gazetteer: Gazetteer) -> Wanted:
    """Whom `name` means: by country name or code, by name or alias, and by the last part of a name (*Poetin*).

    Only where none of these is met, by a whole word within a name (*Xi*). Case and accents do not count.
    """
    name = name[:LONGEST]
    country = gazetteer.country(name)
    folded = sorted({fold(name), *(fold(spelling) for spelling in gazetteer.spellings(name))} - {""})
    if not folded:
        return Wanted(country, frozenset())
    exact = names.c.folded.in_(folded)
    if country:  # *Rusland* is the country, not also the party *Verenigd Rusland*
        return Wanted(country, _ids(connection, exact))
    endings = [names.c.folded.endswith(f" {one}", autoescape=True) for one in folded]
    found = _ids(connection, or_(exact, *endings))
    if not found:
        padded = " " + names.c.folded + " "
        found = _ids(connection, or_(*(padded.contains(f" {one} ", autoescape=True) for one in folded)))
    code = name.strip().upper()
    if not found and _is_met(connection, code):
        return Wanted(code, frozenset())
    return Wanted(None, found)


def _is_met(connection: Connection, code: str) -> bool:
    return connection.scalar(select(sides.c.claim).where(sides.c.who == code).limit(1)) is not None


def _ids(connection: Connection, condition: ColumnElement[bool]) -> frozenset[str]:
    """The actors with such a name, and those that are judged to be one with them."""
    found = set(connection.scalars(select(names.c.actor).where(condition)))
    kind = JudgementKind.SAME_ACTOR.value
    other = members.alias("other")
    query = (
        select(other.c.member)
        .select_from(members.join(other, and_(other.c.head == members.c.head, other.c.kind == kind)))
        .where(members.c.kind == kind, members.c.member.in_(sorted(found)))
    )
    return frozenset(found | set(connection.scalars(query)))
