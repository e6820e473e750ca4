"""`about_chronicle`: what it holds, which days and outlets it covers, and how often the coder errs."""

from __future__ import annotations

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import last_day
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts
from kroniek.faces.mcp.telling import day, is_large
from kroniek.faces.mcp.tool import Tool
from kroniek.faces.web.measured import Measured, measured
from kroniek.memory.store import ActorCount

OUTLETS, ACTORS = 20, 20


class About(asking.Question):
    """As of when outlets and actors are counted."""

    as_of: asking.AsOf = None


class OutletTold(shapes.Shape):
    """An outlet with what was read of it."""

    name: str = Field(description="Empty where the outlet is not known.")
    articles: int
    near_copies: int
    claims: int
    first: str | None = None
    last: str | None = None


class Measure(shapes.Shape):
    """How often the coder is right, measured on texts that people coded."""

    found: int
    right: int
    coded_by_people: int
    precision: float | None = Field(default=None, description="Share of what it found that people coded too.")
    recall: float | None = Field(default=None, description="Share of what people coded that it found.")


class Frequent(shapes.Shape):
    """An actor that appears often."""

    name: str
    country: str | None = None
    acts: int
    acted_upon: int


class Holdings(shapes.Answer):
    """The chronicle in numbers."""

    articles_count: int
    claims_count: int
    events_count: int
    actors_count: int
    first_published: str | None = None
    last_published: str | None = None
    by_type: dict[str, int]
    outlets: list[OutletTold]
    most_frequent: list[Frequent]
    measured_on: int = Field(description="Number of texts that people coded: single sentences for the most part.")
    measured: Measure
    measured_by_type: dict[str, Measure]


def about(chronicle: Chronicle, asked: About) -> Holdings:
    """What the chronicle holds."""
    cuts = Cuts()
    held = browsing.holdings(chronicle)
    if asked.as_of:
        cuts.say("The total numbers are those of the whole chronicle; outlets and actors are counted as of the day.")
    texts, every, by_type = measured()
    outlets = browsing.outlets(chronicle, as_of=last_day(asked.as_of))
    return Holdings(
        articles_count=held.documents,
        claims_count=held.claims,
        events_count=held.events,
        actors_count=held.actors,
        first_published=held.first_published.isoformat() if held.first_published else None,
        last_published=held.last_published.isoformat() if held.last_published else None,
        by_type=dict(held.by_type),
        outlets=[
            OutletTold(
                name=one.name,
                articles=one.documents,
                near_copies=one.copies,
                claims=one.claims,
                first=one.first.isoformat() if one.first else None,
                last=one.last.isoformat() if one.last else None,
            )
            for one in cuts.most(outlets, OUTLETS, "outlets")
        ],
        most_frequent=[
            Frequent(name=one.name, country=one.country, acts=one.as_actor, acted_upon=one.as_recipient)
            for one in _actors(chronicle, asked, cuts)
        ],
        measured_on=texts,
        measured=_measure(every),
        measured_by_type={kind.value: _measure(one) for kind, one in by_type.items()},
        as_of=day(asked.as_of),
        note=cuts.note,
    )


def _actors(chronicle: Chronicle, asked: About, cuts: Cuts) -> tuple[ActorCount, ...]:
    """The most frequent actors; of a large chronicle not as of a day."""
    if asked.as_of and is_large(chronicle):
        cuts.say("It is too large to count actors as of a day.")
        return ()
    return chronicle.actors(limit=ACTORS, as_of=asked.as_of)


def _measure(one: Measured) -> Measure:
    return Measure(
        found=one.coded, right=one.right, coded_by_people=one.gold, precision=one.precision, recall=one.recall
    )


ABOUT = Tool(
    name="about_chronicle",
    title="What the chronicle holds",
    about=(
        "What this chronicle holds: number of articles and claims, days and outlets covered, the most frequent actors, "
        "and how often the program that found the claims is right, by type of act. Call it first, and when you need to "
        "say how far an answer can be trusted or why nothing was found."
    ),
    asked=About,
    told=Holdings,
    answer=about,
)
