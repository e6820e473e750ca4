"""`find_actors` and `who`: how names are written, and who somebody is on a day."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.api.who import Card, Office
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, fitting
from kroniek.faces.mcp.telling import claim, day, is_large, newest_day
from kroniek.faces.mcp.tool import Tool

ALIASES, OFFICES, RELATIONS, NEIGHBOURS, CLAIMS = 15, 30, 20, 12, 5

TIED = 600
"""Claims in which others are looked for: the newest."""

FARTHEST = 10_000


class FindActors(asking.Question):
    """Whose names."""

    like: Annotated[
        asking.Name, Field(description="Part of a name or alias; the most frequent actors where left out.")
    ] = None
    as_of: asking.AsOf = None
    limit: asking.Limit = 20
    after: asking.After = None


class ActorFound(shapes.Shape):
    """An actor of the chronicle, with how often it acts, is acted upon, and is a source."""

    id: str
    name: str = Field(description="Use this name with the other tools.")
    country: str | None = None
    aliases: list[str]
    acts: int
    acted_upon: int
    cited: int
    first: str | None = Field(default=None, description="First day of publication on which it is a party.")
    last: str | None = None


class ActorsFound(shapes.Answer):
    """Actors, the most frequent first."""

    actors: list[ActorFound]


def find(chronicle: Chronicle, asked: FindActors) -> ActorsFound:
    """The actors of the chronicle."""
    first = asking.offset(asked.after, FARTHEST)
    if asked.as_of and is_large(chronicle):
        raise UsageError("This chronicle is too large to count actors as of a day. Leave as_of out.")
    found = chronicle.actors(like=asked.like, limit=first + asked.limit + 1, as_of=asked.as_of)
    told = fitting(
        (
            ActorFound(
                id=one.id,
                name=one.name,
                country=one.country,
                aliases=list(one.aliases[:ALIASES]),
                acts=one.as_actor,
                acted_upon=one.as_recipient,
                cited=one.as_voice,
                first=one.first.isoformat() if one.first else None,
                last=one.last.isoformat() if one.last else None,
            )
            for one in found[first:]
        ),
        asked.limit,
    )
    cuts = Cuts()
    reached = first + len(told)
    more = reached < len(found) and reached < FARTHEST
    if more:
        cuts.say(f"These are {len(told)} actors; there are more. Go on with after, or give more of the name.")
    if not told:
        cuts.say("Nobody is called so. Names are Dutch (Rusland, Poetin); try a shorter part, or search_passages.")
    return ActorsFound(actors=told, as_of=day(asked.as_of), next=str(reached) if more else None, note=cuts.note)


FIND_ACTORS = Tool(
    name="find_actors",
    title="Find actors",
    about=(
        "Look up how persons, countries and organisations are called in the chronicle, with their ids, countries, "
        "aliases and how often they appear. Use it when a name finds nothing, or to see who matters."
    ),
    asked=FindActors,
    told=ActorsFound,
    answer=find,
)


class Who(asking.Question):
    """Who, and on which day."""

    name: Annotated[asking.Id, Field(description="A name, alias, country or code; of persons best the full name.")]
    on: Annotated[
        asking.Moment,
        Field(description="Offices of this day; where left out, of as_of or the day of the newest article."),
    ] = None
    as_of: asking.AsOf = None


class Held(shapes.Shape):
    """An office with its years or days."""

    title: str
    since: str | None = None
    until: str | None = None
    country: str | None = None


class Related(shapes.Shape):
    """Somebody who holds or held an office of the subject, by the tables of offices."""

    office: str
    name: str
    when: str | None = None


class Neighbour(shapes.Shape):
    """Somebody who stands in claims with the subject, and in how many of the newest."""

    name: str
    claims: int


class WhoFound(shapes.Answer):
    """Who somebody is on a day, and the newest claims."""

    name: str
    kind: str = Field(description="person, organisation, country, or chronicle (known from articles only).")
    on: str
    country: str | None = None
    aliases: list[str]
    parties: list[str]
    held: list[Held] = Field(description="Offices on that day, from tables of offices, not from articles.")
    offices: list[Held]
    relations: list[Related]
    neighbours: list[Neighbour]
    claims: list[shapes.Claim] = Field(description="The newest claims up to that day; more with search_claims.")


def who(chronicle: Chronicle, asked: Who) -> WhoFound:
    """The card of somebody."""
    on = asked.on or newest_day(chronicle, asked.as_of)
    card = chronicle.card(asked.name, on=on)
    about = query(actor=asked.name, until=card.on, as_of=asked.as_of)
    cuts = Cuts()
    return WhoFound(
        name=card.name,
        kind=card.kind,
        on=card.on.isoformat(),
        country=card.country,
        aliases=cuts.most(card.aliases, ALIASES, "aliases"),
        parties=cuts.most(card.parties, ALIASES, "parties"),
        held=[_held(one) for one in cuts.most(card.held, OFFICES, "offices held")],
        offices=[_held(one) for one in cuts.most(card.offices, OFFICES, "offices")],
        relations=[
            Related(office=one.kind, name=one.name, when=one.when or None)
            for one in cuts.most(card.relations, RELATIONS, "relations")
        ],
        neighbours=_neighbours(chronicle, card, asked.as_of),
        claims=[claim(one) for one in browsing.claims(chronicle, about, size=CLAIMS, newest=True)],
        as_of=day(asked.as_of),
        note=cuts.note,
    )


def _held(office: Office) -> Held:
    return Held(
        title=office.title,
        since=str(office.since) if office.since else None,
        until=str(office.until) if office.until else None,
        country=office.country or None,
    )


def _neighbours(chronicle: Chronicle, card: Card, as_of: str | None) -> list[Neighbour]:
    """Who stands in the newest claims with somebody, the most frequent first."""
    own = {card.name.casefold(), *(alias.casefold() for alias in card.aliases)}
    counts: dict[str, int] = {}
    about = query(actor=card.name, until=card.on, as_of=as_of)
    for tie in browsing.ties(chronicle, about, cap=TIED):
        for name in (tie.actor_name, tie.recipient_name):
            if name.casefold() not in own:
                counts[name] = counts.get(name, 0) + tie.number
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:NEIGHBOURS]
    return [Neighbour(name=name, claims=number) for name, number in ranked]


WHO = Tool(
    name="who",
    title="Who somebody is",
    about=(
        "A dated card of a person, country or organisation: offices held on a day, predecessors, parties, aliases, "
        "whom there was to do with, and the newest claims. Use it to name somebody rightly (minister at the time?)."
    ),
    asked=Who,
    told=WhoFound,
    answer=who,
)
