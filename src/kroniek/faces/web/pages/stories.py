"""Stories: events of the same parties on one issue, through weeks and years, the one with the newest act first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, doubting
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.stories import story_record
from kroniek.faces.cli import storypage
from kroniek.faces.web import shapes
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, Name, View
from kroniek.memory.store import StoredClaim
from kroniek.model.story import Story

LARGEST = 1_000
"""Claims among which stories are looked for: it takes half a second for every thousand."""

PERIODS_DAYS = (3653, 1096, 366, 183, 92, 31, 7)
"""Where more claims are asked for and no period is, the longest of these that ends now and holds few enough."""

SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Of whom, and of which period."""

    actor: Name = None
    other: Annotated[str | None, Asked(alias="with", description="Another party.", max_length=200)] = None
    since: Day = None
    until: Day = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The stories among the claims of a period, with the newest claim of each that is shown."""

    since: date | None
    until: date | None
    stories: tuple[Story, ...]
    newest: Mapping[str, StoredClaim]
    too_large: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The stories; none where there are too many claims to follow."""
    until = last_day(asked.until or None)
    since = _since(chronicle, asked)
    if since is _TOO_MANY:
        return Found(since=first_day(asked.since or None), until=until, stories=(), newest={}, too_large=True)
    found = chronicle.stories(**_asked(asked), since=since, until=until)
    newest = doubting.claims(
        chronicle, [str(one.claims[-1]) for one in found[:SHOWN]], as_of=last_day(asked.as_of or None)
    )
    return Found(since=since, until=until, stories=found, newest=newest, too_large=False)


_TOO_MANY = date.max


def _since(chronicle: Chronicle, asked: Question) -> date | None:
    """From when on claims are looked at; `_TOO_MANY` where those that are asked for are too many."""
    since = first_day(asked.since or None)
    if _is_few(chronicle, asked, since):
        return since
    newest = last_day(asked.as_of or None) or browsing.period(chronicle)[1]
    if asked.since or asked.until or newest is None:
        return _TOO_MANY
    days = (newest - timedelta(days=number) for number in PERIODS_DAYS)
    return next((day for day in days if _is_few(chronicle, asked, day)), _TOO_MANY)


def _is_few(chronicle: Chronicle, asked: Question, since: date | None) -> bool:
    meant = query(**_asked(asked), since=since, until=asked.until or None)
    return browsing.number(chronicle, meant, cap=LARGEST + 1) <= LARGEST


def _asked(asked: Question) -> dict[str, Any]:
    return {"actor": asked.actor or None, "other": asked.other or None, "as_of": asked.as_of or None}


def record(found: Found) -> Json:
    """The stories."""
    return {
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "too_large": found.too_large,
        "stories": [story_record(one) for one in found.stories],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    since = str(found.since) if found.since else ""
    within = {"actor": asked.actor, "with_": asked.other, "since": since, "until": asked.until}
    return {
        "title": telling.words.say("storiespage.title"),
        "asked": {"actor": asked.actor or "", "with": asked.other or "", "since": since, "until": asked.until or ""},
        "too_large": found.too_large,
        "narrowed": telling.day(found.since) if found.since and not asked.since else "",
        "more": max(0, len(found.stories) - SHOWN),
        "rows": [
            told(one, telling)
            | {
                "href": telling.links.story(one.id, **within),
                "newest": telling.entry(found.newest[one.claims[-1]]) if one.claims[-1] in found.newest else None,
            }
            for one in found.stories[:SHOWN]
        ],
    }


def told(one: Story, telling: Telling) -> dict[str, Any]:
    """A story for a page."""
    words = telling.words
    return {
        "title": storypage.title(words, one),
        "period": storypage.period(words, one),
        "events": words.count("counts.events", len(one.events)),
        "articles": words.count("counts.documents", len(one.documents)),
        "actors": telling.parties(one.actors),
    }


VIEW = View(
    name="stories",
    path="/verhalen",
    api="/stories",
    about="Stories: events of the same parties on one issue, the one with the newest act first.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Stories,
    tag="events",
    kept=True,
)
