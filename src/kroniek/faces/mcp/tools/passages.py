"""`search_passages`: passages of articles that hold certain words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import PASSAGE_CHARS, Cuts, fitting
from kroniek.faces.mcp.telling import day, quote, title
from kroniek.faces.mcp.tool import Tool
from kroniek.memory.store import Hit
from kroniek.model.text import Quote

FARTHEST = 200
"""Passages that can be reached by going on; more words find fewer and better ones."""

CLAIMS = 20


class SearchPassages(asking.Question):
    """Which words, and in which articles."""

    words: Annotated[
        asking.Words,
        Field(
            description=(
                "Dutch words that a passage must all hold, in whatever form: sanctie also finds sancties and "
                "oliesancties; onderhandel* finds words that begin so."
            )
        ),
    ]
    actor: Annotated[asking.Name, Field(description="Only articles with a claim of this party.")] = None
    other: asking.Other = None
    type: asking.Types = ()
    status: asking.Statuses = ()
    publisher: asking.Publisher = None
    place: asking.Place = None
    since: Annotated[asking.Moment, Field(description="Published on this day or later.")] = None
    until: Annotated[asking.Moment, Field(description="Published on this day or before.")] = None
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class Passage(shapes.Shape):
    """A passage of an article that holds all the words."""

    quote: shapes.Quote
    claims: list[str] = Field(description="Ids of the claims that were found in it, for the tool evidence.")
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


class PassagesFound(shapes.Answer):
    """Passages, the best first; one for each article."""

    passages: list[Passage]


def search(chronicle: Chronicle, asked: SearchPassages) -> PassagesFound:
    """The passages that hold the words."""
    first = asking.offset(asked.after, FARTHEST)
    last = min(first + asked.limit, FARTHEST)
    hits = chronicle.search(
        asked.words,
        actor=asked.actor,
        other=asked.other,
        type=asked.type,
        status=asked.status,
        publisher=asked.publisher,
        place=asked.place,
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        limit=last + 1,
    )
    cuts = Cuts()
    told = fitting((_passage(hit, cuts) for hit in hits[first:last]), asked.limit)
    reached = first + len(told)
    more = len(hits) > reached
    if more and reached < FARTHEST:
        cuts.say(f"These are {len(told)} passages; there are more. Go on with after, or give more words.")
    elif more:
        cuts.say(f"There are more than {FARTHEST} passages. Give more words, a party or a period.")
    if not hits:
        cuts.say("No article holds all these words. Give fewer or other Dutch words, or their beginning with *.")
    following = str(reached) if more and reached < FARTHEST else None
    return PassagesFound(passages=told, as_of=day(asked.as_of), next=following, note=cuts.note)


def _passage(hit: Hit, cuts: Cuts) -> Passage:
    words = Quote(text=hit.passage, start=hit.start, end=hit.end)
    return Passage(
        quote=quote(words, hit.document, most=PASSAGE_CHARS),
        claims=cuts.most(hit.claims, CLAIMS, "claims of a passage"),
        title=title(hit.title),
        publisher=hit.publisher,
        published=hit.published.isoformat() if hit.published else None,
    )


SEARCH_PASSAGES = Tool(
    name="search_passages",
    title="Search words",
    about=(
        "Full-text search in the articles of the chronicle (Dutch: stems, compounds, accents). Gives passages with "
        "document and offsets, the best first, one for each article, and the ids of claims found in them. Use it for "
        "topics and words (graandeal, Nord Stream); use search_claims for who did what to whom."
    ),
    asked=SearchPassages,
    told=PassagesFound,
    answer=search,
)
