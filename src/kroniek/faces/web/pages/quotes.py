"""Who said what about whom: acts of speech by the speaker, and claims that rest on somebody's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.api.claims import Claims
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import After
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, View

PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who speaks, about whom, when."""

    by: Annotated[str | None, Asked(description="Who says it, or is quoted for it.", max_length=200)] = None
    about: Annotated[str | None, Asked(description="About whom.", max_length=200)] = None
    since: Day = None
    until: Day = None
    after: After = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was said, the newest first, and whether there is more."""

    claims: Claims
    more: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """What was said."""
    found = browsing.sayings(
        chronicle,
        by=(asked.by or "").strip() or None,
        about=(asked.about or "").strip() or None,
        period=query(since=asked.since or None, until=asked.until or None, as_of=asked.as_of or None),
        size=PAGE + 1,
        after=asked.after or None,
    )
    return Found(claims=found[:PAGE], more=len(found) > PAGE)


def record(found: Found) -> Json:
    """What was said."""
    return {
        "claims": found.claims.to_records(),
        "next": found.claims[-1].claim.id if found.more else None,
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    last = found.claims[-1].claim.id if found.more else None
    rows = []
    for stored in found.claims:
        entry = telling.entry(stored)
        own = not entry.voices or entry.voices == entry.actors
        rows.append(
            {
                "entry": entry,
                "speakers": entry.actors if own else entry.voices,
                "own": own,
            }
        )
    return {
        "title": telling.words.say("quotes.title"),
        "by": asked.by or "",
        "about": asked.about or "",
        "since": asked.since or "",
        "until": asked.until or "",
        "rows": rows,
        "next_url": telling.links.to(
            "/citaten", by=asked.by, about=asked.about, since=asked.since, until=asked.until, after=last
        )
        if last
        else "",
    }


VIEW = View(
    name="quotes",
    path="/citaten",
    api="/quotes",
    about="Who said what about whom, the newest first.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.ClaimList,
    tag="claims",
)
