"""The calendar of what is announced: planned acts on the days for which they were announced, and on whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.claims import Claims
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import After
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, Name, View

PAGE = 60
BACK_DAYS = 31
"""How far back the calendar begins where no day is asked for, so that what was due lately can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """From when, until when, by or with whom."""

    actor: Name = None
    since: Day = None
    until: Day = None
    after: After = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is announced, in order of its day."""

    since: date | None
    today: date | None
    claims: Claims
    more: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """What is announced for these days; from a month before the newest article on where none are asked for."""
    newest = last_day(asked.as_of or None) or browsing.period(chronicle)[1]
    since = first_day(asked.since or None)
    until = last_day(asked.until or None)
    if since is None and newest is not None and newest.toordinal() > BACK_DAYS:
        begin = newest - timedelta(days=BACK_DAYS)
        since = begin if until is None or begin <= until else None
    asked_for = query(
        actor=asked.actor or None,
        status="planned,conditional",
        since=since,
        until=until,
        as_of=asked.as_of or None,
    )
    found = browsing.claims(chronicle, asked_for, size=2 * PAGE + 1, after=asked.after or None)
    dated = Claims(one for one in found if one.claim.when)
    return Found(since=since, today=newest, claims=dated[:PAGE], more=len(dated) > PAGE or len(found) > 2 * PAGE)


def record(found: Found) -> Json:
    """What is announced."""
    return {
        "claims": found.claims.to_records(),
        "next": found.claims[-1].claim.id if found.more and found.claims else None,
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    today = found.today
    last = found.claims[-1].claim.id if found.more and found.claims else None
    months = telling.words.many("dates.months")

    def month(day: date) -> str:
        return f"{months[day.month - 1]} {day.year}"

    groups = [
        (
            month(first),
            [
                {
                    "entry": telling.entry(one),
                    "past": bool(today and one.claim.when and one.claim.when.end < today),
                    "begun": bool(today and one.claim.when and one.claim.when.start < today <= one.claim.when.end),
                }
                for one in group
            ],
        )
        for first, group in (
            (key, list(group))
            for key, group in groupby(
                found.claims, key=lambda one: one.claim.when.start.replace(day=1) if one.claim.when else date.min
            )
        )
    ]
    return {
        "title": telling.words.say("agenda.title"),
        "groups": groups,
        "actor": asked.actor or "",
        "since": str(found.since) if found.since else "",
        "until": asked.until or "",
        "today": telling.day(today) if today else "",
        "next_url": telling.links.to(
            "/agenda", actor=asked.actor, since=str(found.since or ""), until=asked.until, after=last
        )
        if last
        else "",
    }


VIEW = View(
    name="agenda",
    path="/agenda",
    api="/announced",
    about="What is announced, in order of the day for which it is announced.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.ClaimList,
    tag="claims",
)
