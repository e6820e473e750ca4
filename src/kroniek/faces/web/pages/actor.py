"""An actor: who that is on a day, with whom there was to do, the course through time, and the newest claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path

from kroniek.api import Chronicle, browsing, records
from kroniek.api.asking import query
from kroniek.api.claims import Claims
from kroniek.api.who import Card, Office, Relation
from kroniek.errors import UsageError
from kroniek.faces.web import drawing, shapes
from kroniek.faces.web.faults import WebError
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, View
from kroniek.model.browsing import Course, Glance, Tie

CLAIMS = 20
NEIGHBOURS = 12
DOTS = 100
"""Acts that are drawn one by one."""

TIED = 400
"""Claims in which neighbours are looked for: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who, and on which day."""

    name: Annotated[str, Path(description="A name, alias, country, code or id.", max_length=200)]
    on: Day = None
    until: Day = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Somebody else in claims of the actor, with the numbers of acts by and toward him."""

    name: str
    country: str | None
    by: int
    toward: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The card, the newest claims, the neighbours, and all claims at a glance."""

    card: Card
    claims: Claims
    neighbours: tuple[Neighbour, ...]
    courses: tuple[Course, ...]
    glances: tuple[Glance, ...]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The card of this name with what the chronicle tells."""
    try:
        card = chronicle.card(asked.name, on=asked.on or asked.until or asked.as_of or None)
    except UsageError as error:
        if str(error).startswith("Nobody"):
            raise WebError(404, "not-found", str(error)) from error
        raise
    about = query(actor=asked.name, until=asked.until or None, as_of=asked.as_of or None)
    return Found(
        card=card,
        claims=browsing.claims(chronicle, about, size=CLAIMS, newest=True),
        neighbours=_neighbours(browsing.ties(chronicle, about, cap=TIED, most=100), card),
        courses=browsing.courses(chronicle, about),
        glances=browsing.glances(chronicle, about, cap=DOTS),
    )


def _neighbours(ties: tuple[Tie, ...], card: Card) -> tuple[Neighbour, ...]:
    """Those who acted toward the actor, or he toward them; of a country also toward its own people."""
    names = {card.name.casefold(), *(alias.casefold() for alias in card.aliases)}
    found: dict[str, list[Any]] = {}

    def is_own(name: str, country: str | None) -> bool:
        return name.casefold() in names or (card.kind == "country" and country == card.country)

    for tie in ties:
        for other, country, own, own_country, side in (
            (tie.recipient_name, tie.recipient_country, tie.actor_name, tie.actor_country, 1),
            (tie.actor_name, tie.actor_country, tie.recipient_name, tie.recipient_country, 2),
        ):
            if is_own(own, own_country) and other.casefold() not in names:
                found.setdefault(other, [country, 0, 0])[side] += tie.number
    ranked = sorted(found.items(), key=lambda one: (-one[1][1] - one[1][2], one[0]))[:NEIGHBOURS]
    return tuple(Neighbour(name=name, country=row[0], by=row[1], toward=row[2]) for name, row in ranked)


def record(found: Found) -> Json:
    """The card, neighbours and the newest claims."""
    card = found.card
    return {
        "name": card.name,
        "kind": card.kind,
        "on": card.on.isoformat(),
        "country": card.country,
        "sectors": list(card.sectors),
        "wikidata": card.wikidata,
        "aliases": list(card.aliases),
        "parties": list(card.parties),
        "held": [_office(one) for one in card.held],
        "offices": [_office(one) for one in card.offices],
        "relations": [records.plain(one) for one in card.relations],
        "neighbours": [records.plain(one) for one in found.neighbours],
        "claims": found.claims.to_records(),
    }


def _office(office: Office) -> Json:
    return {
        "title": office.title,
        "since": str(office.since) if office.since else None,
        "until": str(office.until) if office.until else None,
        "country": office.country,
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    card = found.card
    return {
        "title": telling.words.called(card.name),
        "card": card,
        "about": _about(card, telling),
        "aliases": _aliases(card, telling),
        "day": telling.day(card.on),
        "held": [_told(one, telling) for one in card.held],
        "offices": [_told(one, telling) for one in card.offices if one not in card.held],
        "relations": [
            (
                _relation(one, telling),
                telling.words.called(one.name),
                telling.links.actor(one.name),
            )
            for one in card.relations
        ],
        "neighbours": [
            {
                "name": telling.words.called(one.name),
                "by": one.by,
                "toward": one.toward,
                "card": telling.links.actor(one.name),
                "pair": telling.links.pair(card.name, one.name),
                "claims": telling.links.search(actor=card.name, with_=one.name),
            }
            for one in found.neighbours
        ],
        "entries": telling.entries(found.claims),
        "all_url": telling.links.search(actor=asked.name),
        "quotes_url": telling.links.to("/citaten", by=card.name),
        "chart": drawing.of_courses(found.courses, found.glances, telling),
        "asked_on": asked.on or "",
    }


def _about(card: Card, telling: Telling) -> list[str]:
    """What somebody is, of which country, and of which part of it; of a country its kind says all."""
    kind = telling.words.label("actor_kinds", card.kind)
    if card.kind == "country":
        return [kind]
    return list(filter(None, [kind, telling.country(card.country), telling.sectors(card.sectors)]))


def _aliases(card: Card, telling: Telling) -> list[str]:
    """By what other names somebody goes in this language, each once, however it is capitalised."""
    told = {telling.words.called(card.name).casefold(): ""}
    for alias in card.aliases:
        name = telling.words.place(alias) if telling.words.called(alias) == alias else telling.words.called(alias)
        told.setdefault(name.casefold(), name)
    return [name for name in told.values() if name]


def _relation(one: Relation, telling: Telling) -> str:
    """What somebody is to whom the card is of: *voorganger als premier*; of a country the office alone."""
    office = telling.words.office(one.kind)
    return telling.words.say(f"actorpage.{one.when}", office=office) if one.when else office


def _told(office: Office, telling: Telling) -> str:
    """An office with its term: *premier, 9 augustus 1999 – 7 mei 2000*."""
    title = telling.words.office(office.title)
    since, until = (telling.words.partial(str(day)) if day else "" for day in (office.since, office.until))
    if since and until:
        return f"{title}, {since} – {until}"
    if since or until:
        return telling.words.say("actorpage.since" if since else "actorpage.until", title=title, day=since or until)
    return title


VIEW = View(
    name="actor",
    path="/wie/{name:path}",
    api="/actors/{name:path}",
    about="An actor: the card of a day, neighbours, and the newest claims.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Actor,
    kept=True,
    tag="actors",
)
