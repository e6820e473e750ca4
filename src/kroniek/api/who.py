"""Who somebody is: a dated card from the tables of actors and from the chronicle.

    card = chronicle.who("Rutte", on="2025-03-01")
    card.name, card.country, [office.title for office in card.held]

The tables tell offices, names and party; the chronicle tells claims, with their words, and whom they are about. A place
has a card too: where it is, whose, and what happened there. Nothing is guessed: where a name may be several persons,
all are named and one has to be chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kroniek.errors import UsageError
from kroniek.lexicon.actors import Actor, ActorKind, Office, actors
from kroniek.lexicon.countries import Country, FormerState, countries
from kroniek.lexicon.gazetteer import EntryKind, gazetteer
from kroniek.lexicon.offices import body_officer, holding, office_holder, successive
from kroniek.lexicon.overlay import overlaid
from kroniek.lexicon.places import KnownPlace, places
from kroniek.strings.fold import fold

if TYPE_CHECKING:
    from kroniek.api.claims import Claims
    from kroniek.memory.store import ActorCount, StoredClaim

__all__ = ["Card", "Office", "Past", "Relation", "Spot", "card", "chronicle_card", "known", "with_claims"]

NEIGHBOURS = 10
"""How many others a card names, the most frequent first."""

VACANT_DAYS = 366
"""An office is empty for so long at most between two who follow one another; longer, and the tables miss somebody."""

_NAME_CHARS = 80  # so much of a name that nobody bears is said again

_STATE_OFFICES = ("president", "premier", "minister van Buitenlandse Zaken", "minister van Defensie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Somebody who has to do with the subject of a card.

    By the tables: who holds the office `kind`, or held it just before or after the subject (`when`), from `since` until
    `until`. By the chronicle: who stands in so many `claims` with the subject.
    """

    kind: str
    name: str
    when: str = ""
    claims: int | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a place is. `kind` is `city`, `region`, `water`, `site` or `world` (a part of it), which tells how precise
    the point is; `disputed`: states disagree on whose it is.
    """

    kind: str
    lat: float
    lon: float
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The first and last year of a state of the past, and what came after it: each name with the day (ISO)."""

    since: int | None
    until: int | None
    successors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of somebody, or of a place, on a day.

    `kind` is `person`, `organisation`, `country`, `former-state`, `people` or `place`, or `chronicle` for who stands in
    the chronicle only. `held` are the offices held on that day, `offices` all up to then that the tables know; `claims`
    those up to that day, in order of date; of a place also those that lie there. `wires` are the agencies whose reports
    a news outlet carries. A `spot` has who is a place, a `past` a state that is no more.
    """

    name: str
    kind: str
    on: date
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    wires: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    held: tuple[Office, ...] = ()
    relations: tuple[Relation, ...] = ()
    spot: Spot | None = None
    past: Past | None = None
    claims: Claims | tuple[()] = ()


def card(name: str, *, on: date) -> Card | None:
    """The card that the tables give, also by an English name; None where they do not know the name.

    Raises `UsageError` where several bear it.
    """
    from kroniek.api.briefing.naming import meant  # noqa: PLC0415 - loads the tables of names

    return _card(name, on) or _card(meant(name), on)


def _card(name: str, on: date) -> Card | None:
    bare = _without_article(name)
    state = countries().former_by_name(bare)
    if state is not None and state.until is not None:
        return _former_card(state, on)
    country = countries().by_name(bare) or _of_seat(bare)
    if country is not None:
        return _country_card(country, on)
    meant = _meant(bare, on)
    place = places().by_name(bare)
    if place is not None and not actors().by_name(meant) and not (place.common and _known(meant, on)):
        return _place_card(place, on)
    found = _known(meant, on)
    if len(found) > 1:
        who = "; ".join(f"{one.name} ({', '.join(filter(None, [one.country, _last_title(one)]))})" for one in found)
        raise UsageError(f"Several are called {said(name)}: {who}. Give the full name.")
    if found:
        return _actor_card(found[0], on)
    return _people_card(bare, on)


def country_name(code: str) -> str | None:
    """What a country of this code is called in Dutch; None where no country has it."""
    country = countries().by_code(code)
    return country.name if country else None


def known(name: str, *, on: date, overlay: str = "") -> Card:
    """The card of the tables and of the user's own actors. Raises `UsageError` where nobody or several are known."""
    with overlaid(overlay):
        told = card(name, on=on)
    if told is None:
        raise UsageError(f"Nobody called {said(name)} is known. Try a full name, or name a chronicle with --db.")
    return told


def said(name: str) -> str:
    """A name as an error says it again: cut where it is no name's length."""
    return repr(name if len(name) <= _NAME_CHARS else f"{name[:_NAME_CHARS]}…")


def chronicle_card(found: ActorCount, *, on: date) -> Card:
    """The card of somebody whom only the chronicle knows."""
    return Card(
        name=found.name, kind="chronicle", on=on, country=found.country, sectors=found.sectors, aliases=found.aliases
    )


def of_place(there: Claims, named: Claims) -> Claims:
    """Claims that lie in a place, and those in which it is a party, in order of date."""
    found = {stored.claim.id: stored for stored in (*there, *named)}
    return type(there)(sorted(found.values(), key=_day))


def _day(stored: StoredClaim) -> str:
    day = stored.claim.when.start if stored.claim.when else stored.published
    return day.isoformat() if day else "9"


def with_claims(told: Card, claims: Claims) -> Card:
    """The card with claims, and with those who stand in them."""
    own = {fold(told.name), *(fold(alias) for alias in told.aliases)}
    met = Counter(
        party.name
        for stored in claims
        for party in dict.fromkeys((*stored.claim.actors, *stored.claim.recipients))
        if fold(party.name) not in own
    )
    others = [Relation(kind="in claims", name=name, claims=number) for name, number in met.most_common(NEIGHBOURS)]
    return replace(told, claims=claims, relations=(*told.relations, *others))


def _without_article(name: str) -> str:
    """*Het Witte Huis* is *Witte Huis*; a name that the tables have with its article stays as it is."""
    first, _, rest = name.strip().partition(" ")
    known = countries().by_name(name) or countries().metonym(name) or actors().by_name(name) or places().by_name(name)
    return rest if rest and first.lower() in {"de", "het", "een"} and not known else name


def _meant(name: str, on: date) -> str:
    """*Franse president* is who held that office on the day, *Brussel* the union that it is the seat of."""
    seat = countries().metonym(name)
    return _holder(name, on) or (seat.name if seat and not actors().by_name(name) else name)


def _holder(name: str, on: date) -> str | None:
    """Who held that office on the day: *Franse president*, *president van Frankrijk*, *Navo-chef*, *paus*."""
    adjective, _, office = name.partition(" ")
    title, _, owner = name.rpartition(" van ")
    for role, country in (
        (office, countries().by_adjective(adjective)),
        (title, countries().by_name(_without_article(owner))),
    ):
        if role and country and (holder := office_holder(role, country.code, on)):
            return holder
    return body_officer(name, on)


def _of_seat(name: str) -> Country | None:
    seat = countries().metonym(name)
    country = countries().by_code(seat.country) if seat else None
    return country if seat and country and country.name == seat.name else None


def _known(name: str, on: date) -> list[Actor]:
    """Those who bear the name; of a bare surname, who is famous by it or in office, or else all."""
    exact = list(actors().by_name(name))
    if exact:
        return exact
    bearers = [
        entry.referent
        for entry in gazetteer().lookup(" ".join(name.split()).title() if name.islower() else name)
        if entry.kind is EntryKind.SURNAME and isinstance(entry.referent, Actor)
    ]
    for chosen in ([one for one in bearers if one.famous], [one for one in bearers if one.standing(on).office]):
        if len(chosen) == 1:
            return chosen
    famous = [one for one in bearers if one.famous and one.standing(on).office]
    return famous if len(famous) == 1 else bearers


def _last_title(actor: Actor) -> str:
    return actor.offices[-1].title if actor.offices else ""


def _actor_card(actor: Actor, on: date) -> Card:
    standing = actor.standing(on)
    return Card(
        name=actor.name,
        kind=actor.kind.value,
        on=on,
        country=standing.country,
        sectors=standing.sectors,
        wikidata=actor.wikidata,
        aliases=tuple(dict.fromkeys((*actor.variants, *(actor.surname if actor.kind is ActorKind.PERSON else ())))),
        parties=actor.parties,
        wires=actor.wires,
        offices=tuple(office for office in actor.offices if not office.since or office.since <= on.isoformat()),
        held=tuple(office for office in actor.offices if office.held_on(on)),
        relations=tuple(_around(actor, on)),
    )


def _around(actor: Actor, on: date) -> Iterable[Relation]:
    """Who held the same office just before and just after, as far as that was so on the day."""
    for office in actor.offices:
        country = office.country or actor.country
        if not country or not office.since or office.since > on.isoformat():
            continue
        terms = [(term, name) for term, name in successive(office.title, country) if name != actor.name]
        before = [one for one in terms if _follows(office, one[0])]
        after = [one for one in terms if _follows(one[0], office) and one[0].since <= on.isoformat()]
        yield from (_held_by(*one, kind=office.title, when="before") for one in before[-1:])
        yield from (_held_by(*one, kind=office.title, when="after") for one in after[:1])


def _held_by(term: Office, name: str, *, kind: str, when: str = "") -> Relation:
    return Relation(kind=kind, name=name, when=when, since=term.since, until=term.until)


def _follows(later: Office, earlier: Office) -> bool:
    """Does a term begin where the other ends, or not long after?"""
    known = min(len(earlier.until), len(later.since))
    if not earlier.until or earlier.since >= later.since or earlier.until[:known] > later.since[:known]:
        return False
    ended = date.fromisoformat(f"{earlier.until}-12-28"[:10])  # of a year that has no day, its end
    return (date.fromisoformat(f"{later.since}-01-01"[:10]) - ended).days <= VACANT_DAYS


def _country_card(country: Country, on: date) -> Card:
    found = [
        _held_by(term, name, kind=title) for title in _STATE_OFFICES for term, name in holding(title, country.code, on)
    ]
    return Card(
        name=country.name,
        kind="country",
        on=on,
        country=country.code,
        sectors=("GOV",),
        aliases=(*country.variants, *country.capitals),
        relations=tuple(found),
    )


def _former_card(state: FormerState, on: date) -> Card:
    """A state of the past; it has no office holders, as the tables have those of today's."""
    return Card(
        name=state.name,
        kind="former-state",
        on=on,
        country=state.country,
        sectors=("GOV",),
        aliases=state.variants,
        past=Past(since=state.since, until=state.until, successors=state.successors),
    )


def _place_card(place: KnownPlace, on: date) -> Card:
    return Card(
        name=place.name,
        kind="place",
        on=on,
        country=place.country,
        aliases=place.variants,
        spot=Spot(kind=place.kind.value, lat=place.lat, lon=place.lon, disputed=place.disputed),
    )


def _people_card(name: str, on: date) -> Card | None:
    """Inhabitants of a country are its card; a people without a state, or of a region, has one of its own."""
    people = countries().people_by_name(name)
    if people is None:
        country = countries().by_inhabitant(name)
        return _country_card(country, on) if country else None
    return Card(
        name=people.name,
        kind="people",
        on=on,
        country=people.country,
        sectors=people.sectors or ("CVL",),
        aliases=tuple(
            dict.fromkeys(
                word for word in (*people.plural, *people.singular, *people.adjectives) if word != people.name
            )
        ),
    )
