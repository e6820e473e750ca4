"""Two actors: the curve between cooperation and conflict with the acts that bend it, and the claims of a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, records
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.claims import Claims
from kroniek.api.records import type_intensity
from kroniek.faces.web import drawing, shapes
from kroniek.faces.web.filters import After
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, View
from kroniek.model.browsing import Course, Glance
from kroniek.model.ontology import QUADS, Quad

CLAIMS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which two, and of which period the claims are listed."""

    a: Annotated[str, Asked(description="An actor, country or code.", max_length=200)] = ""
    b: Annotated[str, Asked(description="Another one.", max_length=200)] = ""
    since: Day = None
    until: Day = None
    after: After = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many acts of the two fell on which day, the newest at a glance, and the claims of the period in full."""

    a: str
    b: str
    since: date | None
    until: date | None
    courses: tuple[Course, ...]
    glances: tuple[Glance, ...]
    claims: Claims
    more: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """What the two have to do with each other; nothing where one is not named yet."""
    since, until = first_day(asked.since or None), last_day(asked.until or None)
    a, b = asked.a.strip(), asked.b.strip()
    query(since=since, until=until, as_of=asked.as_of or None)  # a wrong day is told also where nobody is named
    if not (a and b):
        return Found(a=a, b=b, since=since, until=until, courses=(), glances=(), claims=Claims(), more=False)
    whole = query(actor=a, other=b, as_of=asked.as_of or None)
    listed = query(actor=a, other=b, since=since, until=until, as_of=asked.as_of or None)
    claims = browsing.claims(chronicle, listed, size=CLAIMS + 1, after=asked.after or None, newest=True)
    return Found(
        a=a,
        b=b,
        since=since,
        until=until,
        courses=browsing.courses(chronicle, whole),
        glances=browsing.glances(chronicle, whole),
        claims=claims[:CLAIMS],
        more=len(claims) > CLAIMS,
    )


def record(found: Found) -> Json:
    """How many acts fell on which day, the newest at a glance, and the claims of the period."""
    return {
        "a": found.a,
        "b": found.b,
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "course": [
            records.plain(one)
            | {"score": type_intensity(one.type, (one.mode,) if one.mode else ()), "quad": QUADS[one.type].value}
            for one in found.courses
        ],
        "acts": [
            records.plain(one) | {"score": type_intensity(one.type, one.modes), "quad": QUADS[one.type].value}
            for one in found.glances
        ],
        "claims": found.claims.to_records(),
        "next": found.claims[-1].claim.id if found.more else None,
    }


def context(found: Found, _: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    since, until = (str(day) if day else "" for day in (found.since, found.until))
    counts = {quad: sum(one.number for one in found.courses if QUADS[one.type] is quad) for quad in Quad}
    called = telling.words.called
    named = bool(found.a and found.b)
    last = found.claims[-1].claim.id if found.more else None
    return {
        "title": telling.words.say("pair.title", a=called(found.a), b=called(found.b))
        if named
        else telling.words.say("pair.choose"),
        "a": found.a,
        "b": found.b,
        "since": since,
        "until": until,
        "cards": [(called(name), telling.links.actor(name)) for name in (found.a, found.b) if name],
        "counts": [
            (telling.words.label("quads", quad.value), quad.value.replace(" ", "-"), number)
            for quad, number in counts.items()
        ],
        "chart": drawing.of_courses(found.courses, found.glances, telling, since=found.since, until=found.until),
        "period": " – ".join(telling.day(day) if day else "…" for day in (found.since, found.until))
        if found.since or found.until
        else "",
        "whole_url": telling.links.pair(found.a, found.b),
        "entries": telling.entries(found.claims),
        "next_url": telling.links.to("/paar", a=found.a, b=found.b, since=since, until=until, after=last)
        if last
        else "",
    }


VIEW = View(
    name="pair",
    path="/paar",
    api="/pairs",
    about="Two actors: every act between them with its score, and the claims of a period.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Pair,
    kept=True,
    tag="actors",
)
