"""`get_event`: all that is told of one event, on how many independent words, who denies it, where accounts differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle
from kroniek.api.standing import EventCard, exact
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, part
from kroniek.faces.mcp.telling import articles, claim, day, quote, quoted
from kroniek.faces.mcp.tool import Tool, not_found
from kroniek.memory.store import StoredClaim
from kroniek.model.difference import Account, Difference
from kroniek.model.judgement import JudgementKind, Link
from kroniek.model.standing import Denial, Standing, Trace

TRACES, ORIGINS, DENIALS, DIFFERENCES, ACCOUNTS, WORDS, LINKS, IDS = 12, 20, 12, 12, 12, 3, 20, 40
BESIDE = 5
"""Claims of older versions, and claims of other events that deny this one."""

DIRECTIONS = {
    (JudgementKind.FOLLOW_UP, True): "the other event came of this one",
    (JudgementKind.FOLLOW_UP, False): "this event came of the other",
    (JudgementKind.PART_OF, True): "the other event is part of this one",
    (JudgementKind.PART_OF, False): "this event is part of the other",
}

ROOM_CHARS = 15_000
"""JSON of the claims: the rest of the card needs room too."""


class GetEvent(asking.Question):
    """Which event."""

    event: Annotated[asking.Id, Field(description="Id of an event, or of any claim of it.")]
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class Traced(shapes.Shape):
    """Why an article goes back to an origin, or that it names none."""

    document: str
    reason: str
    quote: shapes.Quote | None = None


class Origin(shapes.Shape):
    """One independent origin: whoever reports go back to."""

    name: str
    kind: str = Field(description="agency, medium (an outlet others cite), own (own reporting), speaker or document.")
    tier: str | None = Field(default=None, description="From the user's own file of sources, where there is one.")
    traces: list[Traced]


class Denied(shapes.Shape):
    """Somebody who denies it."""

    who: str | None = Field(default=None, description="Missing where the article names nobody.")
    claims: list[str]
    first_reported: str | None = None
    quote: shapes.Quote


class AccountTold(shapes.Shape):
    """One value of a field, and who tells it."""

    value: str
    claims: list[str]
    said_by: list[str]
    first_reported: str | None = None
    last_reported: str | None = None
    quotes: list[shapes.Quote]


class DifferenceTold(shapes.Shape):
    """A field that articles tell differently. Nobody is called wrong: give all accounts."""

    field: str
    over_time: bool = Field(description="A later value took the place of an earlier one (83 dead, later 87).")
    reason: str
    accounts: list[AccountTold]


class Linked(shapes.Shape):
    """Another event that has to do with this one; not the same."""

    kind: str = Field(
        description="follow-up, part-of, repeat, or same-matter (threat, plan, deed, denial of one thing)."
    )
    event: str
    direction: str | None = Field(default=None, description="In a follow-up or part: what the other is to this event.")
    score: float
    reason: str
    quote: shapes.Quote | None = Field(default=None, description="Words that tell the other event.")


class EventFound(shapes.Answer):
    """An event."""

    event: str
    summary: str = Field(description="How many articles, independent origins and denials. A lower bound, no verdict.")
    articles_count: int
    outlets: list[str]
    origins: list[Origin]
    unknown_origin: list[Traced] = Field(description="Articles that do not tell whom they have it from: no origin.")
    denials: list[Denied]
    differences: list[DifferenceTold]
    claims: list[shapes.Claim] = Field(description="The claims that count, in order of date.")
    earlier: list[shapes.Claim] = Field(description="Claims of versions that were replaced.")
    denying: list[shapes.Claim] = Field(description="Claims of other events that deny this one.")
    links: list[Linked]
    articles: list[shapes.Article]


def event(chronicle: Chronicle, asked: GetEvent) -> EventFound:
    """An event as of a day."""
    found = chronicle.event_card(asked.event, as_of=asked.as_of)
    if found is None:
        where = "Ids stand in the field event of every claim; see search_claims."
        raise not_found("event", asked.event, as_of=asked.as_of, where=where)
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(found.claims, claim, first=first, limit=asked.limit, what="Claims", cuts=cuts, room=ROOM_CHARS)
    standing, links = found.standing, chronicle.links(found.event, as_of=asked.as_of)
    return EventFound(
        event=found.event,
        summary=_summary(standing),
        articles_count=standing.articles,
        outlets=cuts.most(standing.outlets, IDS, "outlets"),
        origins=[
            Origin(name=one.name, kind=one.kind.value, tier=one.tier or None, traces=_traces(one.traces, cuts))
            for one in cuts.most(standing.origins, ORIGINS, "origins")
        ],
        unknown_origin=_traces(standing.unknown, cuts),
        denials=[_denied(one, cuts) for one in cuts.most(standing.denials, DENIALS, "denials")],
        differences=[difference(one, cuts) for one in cuts.most(found.differences, DIFFERENCES, "differences")],
        claims=shown.told,
        earlier=[claim(one) for one in cuts.most(found.earlier, BESIDE, "claims of replaced versions")],
        denying=[claim(one) for one in cuts.most(found.denying, BESIDE, "claims that deny it")],
        links=[_linked(chronicle, one, asked.as_of) for one in cuts.most(links, LINKS, "links")],
        articles=articles(chronicle, _keys(found, shown.told), cuts),
        as_of=day(asked.as_of),
        next=shown.next,
        note=cuts.note,
    )


def _summary(standing: Standing) -> str:
    origins, denials = len(standing.origins), len(standing.denials)
    told = [
        f"{standing.articles} article{'s' * (standing.articles != 1)}",
        f"{origins} independent origin{'s' * (origins != 1)} known",
        f"{denials} denial{'s' * (denials != 1)}",
    ]
    if standing.unknown:
        told.append(f"{len(standing.unknown)} do not tell whom they have it from")
    return " · ".join(told)


def _traces(some: Iterable[Trace], cuts: Cuts) -> list[Traced]:
    return [
        Traced(document=exact(one.document), reason=one.reason, quote=quoted(one.quote, one.document))
        for one in cuts.most(tuple(some), TRACES, "articles of an origin")
    ]


def _denied(one: Denial, cuts: Cuts) -> Denied:
    return Denied(
        who=one.who or None,
        claims=[str(id_) for id_ in cuts.most(one.claims, IDS, "claims of a denial")],
        first_reported=one.first_reported.isoformat() if one.first_reported else None,
        quote=quote(one.quote, one.document),
    )


def difference(one: Difference, cuts: Cuts) -> DifferenceTold:
    """A field that is told differently."""
    return DifferenceTold(
        field=one.field,
        over_time=one.over_time,
        reason=one.reason,
        accounts=[_account(account, cuts) for account in cuts.most(one.accounts, ACCOUNTS, "accounts")],
    )


def _account(one: Account, cuts: Cuts) -> AccountTold:
    return AccountTold(
        value=one.value,
        claims=[str(id_) for id_ in cuts.most(one.claims, IDS, "claims of an account")],
        said_by=list(dict.fromkeys(voice.party.name for voice in one.voices))[:ACCOUNTS],
        first_reported=one.first_reported.isoformat() if one.first_reported else None,
        last_reported=one.last_reported.isoformat() if one.last_reported else None,
        quotes=[quote(words.quote, words.document) for words in cuts.most(one.words, WORDS, "quotes of an account")],
    )


def _linked(chronicle: Chronicle, one: Link, as_of: str | None) -> Linked:
    other = chronicle.claim(one.other_claim, as_of=as_of)
    return Linked(
        kind=one.kind.value,
        event=one.event,
        direction=DIRECTIONS.get((one.kind, one.forward)) if one.forward is not None else None,
        score=round(one.score, 3),
        reason=one.reason,
        quote=quote(other.claim.evidence[0].quote, other.claim.document) if other else None,
    )


def _keys(found: EventCard, told: Iterable[shapes.Claim]) -> list[str]:
    """The articles that the card draws on, those of the claims left out: each claim names its own."""
    own = {one.quote.document for one in told}
    kept: Iterable[StoredClaim] = (*found.earlier[:BESIDE], *found.denying[:BESIDE])
    keys = [*found.standing.documents, *(one.claim.document for one in kept)]
    return [key for key in dict.fromkeys(map(exact, keys)) if key not in own]


GET_EVENT = Tool(
    name="get_event",
    title="An event",
    about=(
        "One event as articles tell it: all claims that are judged to tell of it, on how many independent origins they "
        "rest (ten copies of one agency are one), who denies it, where accounts differ (figures, dates, parties), and "
        "which other events follow from it or belong to it. It counts voices; it does not say who is right."
    ),
    asked=GetEvent,
    told=EventFound,
    answer=event,
)
