"""From claims at a glance to the curve on a page, with the words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kroniek.api.records import type_intensity
from kroniek.faces.cli.telling import clipped
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web.charts.calendar import Grain
from kroniek.faces.web.charts.curve import Act, Acts, Curve, curve
from kroniek.faces.web.telling import Telling
from kroniek.memory.store import StoredClaim
from kroniek.model.browsing import Course, Glance
from kroniek.model.ontology import QUADS, EventType, Quad, Status

SETTLED = frozenset({Status.HAPPENED, Status.ONGOING})
LABEL_CHARS = 160
OVER_A_YEAR_DAYS = 400
"""From here on January is told by its year alone."""


def of_courses(
    courses: Sequence[Course],
    glances: Sequence[Glance],
    telling: Telling,
    *,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Any] | None:
    """The curve with ticks and rows in words, glances as dots; None where there is nothing to draw."""
    first = courses[0].day if courses else date.min
    dots = [_act(one, telling) for one in glances if one.day >= first]
    drawn = curve([_acts(one) for one in courses], dots, since=since, until=until)
    if drawn is None:
        return None
    return {
        "curve": drawn,
        "x_ticks": [(x, _tick(day, drawn, telling)) for x, day in drawn.x_ticks],
        "rows": [
            {
                "name": _name(row.stretch.start, drawn.grain, telling),
                "mean": telling.signed(row.mean) if row.mean is not None else "",
                "numbers": [row.numbers.get(quad, 0) for quad in Quad],
                "since": str(row.stretch.start),
                "until": str(row.stretch.end),
            }
            for row in reversed(drawn.rows)
        ],
        "quads": [telling.words.label("quads", quad.value) for quad in Quad],
        "grain": telling.words.say("chart.decade")
        if drawn.grain is Grain.DECADE
        else telling.words.label("grains", drawn.grain.value),
    }


def of_claims(claims: Sequence[StoredClaim], telling: Telling) -> dict[str, Any] | None:
    """The curve of these claims, of each event its first one."""
    firsts = {one.event: one for one in reversed(claims)}.values()
    glances = sorted(map(_glance, firsts), key=lambda one: (one.day, one.id))
    courses = [
        Course(
            day=one.day,
            type=one.type,
            mode=one.modes[0] if one.modes else None,
            status=one.status,
            hedged=one.hedged,
            number=1,
        )
        for one in glances
        if one.day > date.min
    ]
    return of_courses(courses, glances, telling)


def _glance(stored: StoredClaim) -> Glance:
    claim = stored.claim
    return Glance(
        id=claim.id,
        document=claim.document,
        event=stored.event,
        day=claim.when.start if claim.when else stored.published or date.min,
        dated=claim.when is not None,
        type=claim.type,
        modes=claim.modes,
        status=claim.status,
        hedged=claim.hedged,
        actors=tuple(party.name for party in claim.actors),
        recipients=tuple(party.name for party in claim.recipients),
        quote=claim.evidence[0].quote.text,
    )


def _acts(one: Course) -> Acts:
    return Acts(
        day=one.day,
        score=_score(one.type, one.mode),
        quad=QUADS[one.type],
        settled=one.status in SETTLED and not one.hedged,
        number=one.number,
    )


@lru_cache(maxsize=1_000)  # there are few kinds of acts, and thousands of days with some
def _score(type_: EventType, mode: str | None) -> float:
    return type_intensity(type_, (mode,) if mode else ())


def _act(one: Glance, telling: Telling) -> Act:
    words = telling.words
    who, whom = (", ".join(shown(words.called(name)) for name in names[:3]) for names in (one.actors, one.recipients))
    sides = (who or words.say("claim.nobody")) + (f" → {whom}" if whom else "")
    act = (
        words.label("modes", f"{one.type.value}.{one.modes[0]}") if one.modes else words.label("types", one.type.value)
    )
    return Act(
        day=one.day,
        score=type_intensity(one.type, one.modes),
        quad=QUADS[one.type],
        settled=one.status in SETTLED and not one.hedged,
        label=f"{words.day(one.day)} · {sides}: {act}\n“{clipped(shown(one.quote), LABEL_CHARS)}”",
        href=telling.links.article(one.document, one.id),
    )


def _tick(day: date, drawn: Curve, telling: Telling) -> str:
    months = telling.words.many("dates.months")
    if drawn.grain in {Grain.QUARTER, Grain.YEAR, Grain.DECADE} or (
        day.month == 1 and (drawn.last - drawn.first).days > OVER_A_YEAR_DAYS
    ):
        return str(day.year)
    return f"{months[day.month - 1][:3]} {day.year}" if day.month == 1 else months[day.month - 1][:3]


def _name(start: date, grain: Grain, telling: Telling) -> str:
    if grain is Grain.YEAR:
        return str(start.year)
    if grain is Grain.DECADE:
        return f"{start.year}–{start.year // 10 * 10 + 9}"
    months = telling.words.many("dates.months")
    values = {"day": start.day, "month": months[start.month - 1], "year": start.year, "quarter": (start.month + 2) // 3}
    return telling.words.say(f"dates.{grain.value}", **values)
