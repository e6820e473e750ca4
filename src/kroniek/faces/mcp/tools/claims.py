"""`search_claims`: who did or said what to whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, fitting
from kroniek.faces.mcp.telling import claim, day
from kroniek.faces.mcp.tool import Tool

NOTHING = (
    "Nothing answers this. Look up how a name is written with find_actors, widen the period, leave out type or status, "
    "or look for words with search_passages."
)


class SearchClaims(asking.Question):
    """Which claims; all that is given must hold."""

    actor: asking.Actor = None
    other: asking.Other = None
    type: asking.Types = ()
    status: asking.Statuses = ()
    hedged: Annotated[
        bool | None,
        Field(description="true: only what the article marks as unconfirmed; false: only what it does not."),
    ] = None
    since: asking.Since = None
    until: asking.Until = None
    place: asking.Place = None
    publisher: asking.Publisher = None
    document: Annotated[asking.Name, Field(description="Only claims of this article, by its key.")] = None
    order: Annotated[Literal["newest", "oldest"], Field(description="By the day of the act.")] = "newest"
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class ClaimsFound(shapes.Answer):
    """Claims."""

    claims: list[shapes.Claim]


def search(chronicle: Chronicle, asked: SearchClaims) -> ClaimsFound:
    """The claims that answer a question."""
    if asked.after is not None:
        known = chronicle.claim(asked.after)
        if known is None or known.claim.id != asked.after:
            raise UsageError(f"after is {asked.after!r}, which no answer gave. Use its `next`, or leave after out.")
    meant = query(
        actor=asked.actor,
        other=asked.other,
        type=asked.type,
        status=asked.status,
        hedged=asked.hedged,
        since=asked.since,
        until=asked.until,
        place=asked.place,
        publisher=asked.publisher,
        document=asked.document,
        as_of=asked.as_of,
    )
    newest = asked.order == "newest"
    found = browsing.claims(chronicle, meant, size=asked.limit + 1, after=asked.after, newest=newest)
    told = fitting(map(claim, found), asked.limit)
    cuts = Cuts()
    more = len(told) < len(found)
    if more:
        cuts.say(f"These are the {asked.order} {len(told)}; there are more. Go on with after, or narrow the question.")
    if not found and asked.after is None:
        cuts.say(NOTHING)
    return ClaimsFound(claims=told, as_of=day(asked.as_of), next=told[-1].id if more else None, note=cuts.note)


SEARCH_CLAIMS = Tool(
    name="search_claims",
    title="Search claims",
    about=(
        "Find claims in Dutch-language news: who did or said what to whom, with the exact words of the article. Ask by "
        "party, two parties, type of act, status, period, place or outlet; give at least one where you can. The period "
        "is that of the act (of publication where the article tells no day). Each claim has an id, the id of its "
        "event, status, on whose word, and a quote with document and offsets. For free words use search_passages."
    ),
    asked=SearchClaims,
    told=ClaimsFound,
    answer=search,
)
