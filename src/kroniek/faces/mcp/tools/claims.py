"""`search_claims`: who did or said what to whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, fitting
from kroniek.faces.mcp.sides import acts_toward
from kroniek.faces.mcp.telling import claim, day
from kroniek.faces.mcp.tool import Tool
from kroniek.memory.store import Query, StoredClaim

NOTHING = (
    "Nothing answers this. Look up how a name is written with find_actors, widen the period, leave out type or status, "
    "or look for words with search_passages."
)


LOOKED_AT, AT_ONCE = 2_000, 200
"""Claims of a party that are looked through for those in which it stands on one side."""


class SearchClaims(asking.Question):
    """Which claims; all that is given must hold."""

    actor: asking.Actor = None
    other: asking.Other = None
    role: Annotated[
        Literal["either", "acts", "acted_upon"],
        Field(
            description=(
                "Of actor. either: on any side. acts: actor does it (to other, where that is given). acted_upon: it is "
                "done to actor (by other). Who threatened Russia: actor=Rusland, role=acted_upon, type=THREATEN."
            )
        ),
    ] = "either"
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
    found, reached = _gathered(chronicle, meant, asked)
    told = fitting(map(claim, found), asked.limit)
    following = told[-1].id if len(told) < len(found) else reached
    cuts = Cuts()
    if following and len(told) < len(found):
        cuts.say(f"These are the {asked.order} {len(told)}; there are more. Go on with after, or narrow the question.")
    elif following:
        cuts.say(f"{LOOKED_AT} claims were looked through for this side; there may be more. Go on with after.")
    if not told and not following and asked.after is None:
        cuts.say(NOTHING)
    return ClaimsFound(claims=told, as_of=day(asked.as_of), next=following, note=cuts.note)


def _gathered(chronicle: Chronicle, meant: Query, asked: SearchClaims) -> tuple[list[StoredClaim], str | None]:
    """One claim more than is asked for, where there are so many; and where looking stopped, if it did."""
    newest = asked.order == "newest"
    if asked.role == "either":
        return list(browsing.claims(chronicle, meant, size=asked.limit + 1, after=asked.after, newest=newest)), None
    if asked.actor is None:
        raise UsageError("role says on which side actor stands, and there is no actor. Give actor, or leave role out.")
    parties = (asked.actor, asked.other)
    is_meant = acts_toward(*(parties if asked.role == "acts" else reversed(parties)))
    kept: list[StoredClaim] = []
    after = asked.after
    for _ in range(LOOKED_AT // AT_ONCE):
        some = browsing.claims(chronicle, meant, size=AT_ONCE, after=after, newest=newest)
        kept += filter(is_meant, some)
        if len(kept) > asked.limit or len(some) < AT_ONCE:
            return kept[: asked.limit + 1], None
        after = some[-1].claim.id
    return kept, after


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
