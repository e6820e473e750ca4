"""`dyad_series`: how two parties dealt with each other, period by period, with the acts that weigh most."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Annotated, Literal

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.records import type_intensity
from kroniek.api.series import TOOK_PLACE
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts
from kroniek.faces.mcp.sides import acts_toward
from kroniek.faces.mcp.telling import claim, day
from kroniek.faces.mcp.tool import Tool
from kroniek.memory.store import StoredClaim
from kroniek.model.browsing import Glance
from kroniek.model.ontology import Quad
from kroniek.model.series import Period

DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
LONGEST_PERIODS, SHOWN_PERIODS = 4_000, 120
"""Periods that are counted, and that one answer shows: those with events go first."""

ACTS, LOOKED_AT = 8, 400


class DyadSeries(asking.Question):
    """Which two, and when."""

    actor: Annotated[asking.Id, Field(description="A party: a name (Rusland) or a country code (RUS).")]
    other: Annotated[asking.Name, Field(description="The other party; left out: with anybody.")] = None
    since: asking.Since = None
    until: asking.Until = None
    grain: Annotated[Literal["day", "week", "month", "quarter", "year"], Field(description="Length of a period.")] = (
        "month"
    )
    directed: Annotated[bool, Field(description="Count only what actor does to other.")] = False
    everything: Annotated[
        bool, Field(description="Count also what is planned, conditional, possible, denied or hedged.")
    ] = False
    as_of: asking.AsOf = None


class PeriodTold(shapes.Shape):
    """One period: how many events, and the sums of their scores."""

    start: str
    end: str
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    cooperation: float = Field(description="Sum of scores above nought.")
    conflict: float = Field(description="Sum of scores below nought.")


class SeriesFound(shapes.Answer):
    """A series of two parties. It counts what was reported: where fewer articles were read there are fewer events."""

    actor: str
    other: str | None = None
    grain: str
    claims_counted: int
    unplaced: int = Field(description="Events whose time is told less precisely than a period, or not at all.")
    periods: list[PeriodTold] = Field(description="Periods with events, in order of time; the others have none.")
    acts: list[shapes.Claim] = Field(description="The acts that weigh most, with their words.")


def series(chronicle: Chronicle, asked: DyadSeries) -> SeriesFound:
    """The series of two parties."""
    _check_length(chronicle, asked)
    found = chronicle.series(
        asked.actor,
        asked.other,
        since=asked.since,
        until=asked.until,
        grain=asked.grain,
        directed=asked.directed,
        everything=asked.everything,
        as_of=asked.as_of,
    )
    cuts = Cuts()
    told = [one for one in found.periods if one.events]
    if len(told) > SHOWN_PERIODS:
        cuts.say(
            f"Only the last {SHOWN_PERIODS} of {len(told)} periods with events are shown. For those before give "
            f"until={told[-SHOWN_PERIODS - 1].end}, or a larger grain."
        )
    if not told:
        cuts.say("No event of these two falls in a period. Look up the names with find_actors, or widen the period.")
    return SeriesFound(
        actor=found.actor,
        other=found.other,
        grain=asked.grain,
        claims_counted=found.claims,
        unplaced=found.unplaced,
        periods=[_period(one) for one in told[-SHOWN_PERIODS:]],
        acts=_acts(chronicle, asked, cuts),
        as_of=day(asked.as_of),
        note=cuts.note,
    )


def _check_length(chronicle: Chronicle, asked: DyadSeries) -> None:
    """Raises `UsageError` where the period has more days than anybody can look at one by one."""
    first, last = first_day(asked.since), last_day(asked.until) or browsing.period(chronicle)[1]
    if first and last and (last - first).days / DAYS[asked.grain] > LONGEST_PERIODS:
        raise UsageError(
            f"From {first} to {last} there are more than {LONGEST_PERIODS} periods of a {asked.grain}. Choose a larger "
            "grain, or a shorter time."
        )


def _period(one: Period) -> PeriodTold:
    return PeriodTold(
        start=one.start.isoformat(),
        end=one.end.isoformat(),
        events=one.events,
        verbal_cooperation=one.quads.get(Quad.VERBAL_COOPERATION, 0),
        material_cooperation=one.quads.get(Quad.MATERIAL_COOPERATION, 0),
        verbal_conflict=one.quads.get(Quad.VERBAL_CONFLICT, 0),
        material_conflict=one.quads.get(Quad.MATERIAL_CONFLICT, 0),
        cooperation=round(one.cooperation, 2),
        conflict=round(one.conflict, 2),
    )


def _acts(chronicle: Chronicle, asked: DyadSeries, cuts: Cuts) -> list[shapes.Claim]:
    """The claims of the period that weigh most, one of each event, in order of date."""
    wanted = query(
        actor=asked.actor,
        other=asked.other,
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        status=() if asked.everything else TOOK_PLACE,
        hedged=None if asked.everything else False,
    )
    newest = browsing.glances(chronicle, wanted, cap=LOOKED_AT)
    if len(newest) == LOOKED_AT:
        cuts.say(f"The acts shown are those that weigh most among the newest {LOOKED_AT}.")
    by_event: dict[str, Glance] = {}
    for one in sorted(newest, key=_weight):
        by_event.setdefault(one.event, one)
    is_meant = acts_toward(asked.actor, asked.other) if asked.directed else None
    ranked = (chronicle.claim(one.id, as_of=asked.as_of) for one in by_event.values())
    chosen = islice((one for one in ranked if one is not None and (is_meant is None or is_meant(one))), ACTS)
    return [claim(one) for one in sorted(chosen, key=_moment)]


def _moment(stored: StoredClaim) -> tuple[date, str]:
    when = stored.claim.when
    return when.start if when else stored.published or date.min, stored.claim.id


def _weight(one: Glance) -> tuple[float, int, str]:
    """The heaviest first; of two the newer."""
    return -abs(type_intensity(one.type, one.modes)), -(one.day - date.min).days, one.id


DYAD_SERIES = Tool(
    name="dyad_series",
    title="Two parties through time",
    about=(
        "How two parties (countries, persons, organisations) dealt with each other through time: events per period in "
        "four classes (verbal/material, cooperation/conflict), sums of PLOVER scores, and the acts that weigh most "
        "with their words. Every event counts once. It shows what was reported, which depends on what was read."
    ),
    asked=DyadSeries,
    told=SeriesFound,
    answer=series,
)
