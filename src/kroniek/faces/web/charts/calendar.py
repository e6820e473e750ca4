"""Stretches of time of one length: weeks, months, quarters, years, decades; and ticks that fall on round days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FEW_DAYS, SOME_DAYS, MANY_DAYS, MOST_DAYS = 200, 2400, 7000, 40_000
"""Up to how many days weeks, months, quarters and years are drawn: about thirty to a hundred stretches."""


class Grain(StrEnum):
    """How long a stretch is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` up to `end`, both included."""

    start: date
    end: date

    @property
    def middle(self) -> date:
        """The day in the middle."""
        return self.start + (self.end - self.start) / 2


def grain_of(first: date, last: date) -> Grain:
    """The length that gives a readable number of stretches."""
    days = (last - first).days
    if days <= FEW_DAYS:
        return Grain.WEEK
    if days <= SOME_DAYS:
        return Grain.MONTH
    if days <= MANY_DAYS:
        return Grain.QUARTER
    return Grain.YEAR if days <= MOST_DAYS else Grain.DECADE


def start_of(day: date, grain: Grain) -> date:
    """The first day of the stretch in which a day falls."""
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else date.min  # noqa: PLR2004 - a week
    if grain is Grain.MONTH:
        return day.replace(day=1)
    if grain is Grain.QUARTER:
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return date(max(1, day.year // 10 * 10) if grain is Grain.DECADE else day.year, 1, 1)


def after(start: date, grain: Grain) -> date:
    """The first day of the next stretch; the last day of the calendar where there is none."""
    try:
        if grain is Grain.WEEK:
            return start + timedelta(days=7)
        months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}.get(grain)
        if months is None:
            return date(start.year // 10 * 10 + 10, 1, 1)
        number = start.year * 12 + start.month - 1 + months
        return date(number // 12, number % 12 + 1, 1)
    except (OverflowError, ValueError):
        return date.max


def stretches(first: date, last: date, grain: Grain) -> Iterator[Stretch]:
    """All stretches from the one of `first` to the one of `last`."""
    start = start_of(first, grain)
    while start <= last:
        following = after(start, grain)
        if following <= start or following == date.max:
            yield Stretch(start, date.max)
            return
        yield Stretch(start, following - timedelta(days=1))
        start = following


def ticks(first: date, last: date, most: int = 9) -> list[date]:
    """Round days between two: starts of years where there are some, else of months, at most so many."""
    days = (last - first).days
    for grain, least in ((Grain.MONTH, 28), (Grain.QUARTER, 89)):
        if days <= least * (most + 1):
            found = [one.start for one in stretches(first, last, grain) if first <= one.start <= last]
            if len(found) <= most:
                return found
    step = max(1, -(-(last.year - first.year + 1) // most))
    years = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0)
    return [day for day in years if first <= day <= last]
