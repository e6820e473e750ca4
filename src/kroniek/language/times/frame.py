"""What the readers of times share: the two readings, what they are read against, steps along the calendar.

A reader takes the values that a rule hands over and a frame, and gives the reading for past and for future tense. Where
the frame lacks what the words count from, both are None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kroniek.language.intervals import (
    Interval,
    half_of,
    month_of,
    months_later,
    one_day,
    quarter_of,
    shifted,
    third_of,
    week_of,
    year_of,
    years_of,
)
from kroniek.lexicon.timewords import time_words
from kroniek.model.when import Basis, Grain

_SATURDAY = 5

Values = Mapping[str, object]
"""What a rule hands to its reader: the values of words by name, and cores."""


class Pair(NamedTuple):
    """The readings for past and for future tense."""

    past: Interval | None
    future: Interval | None


NOTHING = Pair(None, None)


class Told(NamedTuple):
    """What a text told last: any date, and a single day or night."""

    any: Interval | None = None
    day: Interval | None = None

    def then(self, one: Interval | None) -> Told:
        """What it is after one more date."""
        if one is None:
            return self
        return Told(one, one if (one.end - one.start).days <= 1 else self.day)


@dataclass(frozen=True, slots=True)
class Frame:
    """What words are read against: the publication date, the last date told before, and the words before."""

    anchor: date | None
    told: Told
    before: tuple[str, ...] = ()

    @property
    def last(self) -> Interval | None:
        """The date told last, however coarse."""
        return self.told.any

    @property
    def day(self) -> Interval | None:
        """The day (or night) told last."""
        return self.told.day


Reader = Callable[[Values, Frame], Pair]


def number_of(values: Values, name: str) -> int:
    """A value that is a whole number; a rule that hands over anything else is broken."""
    value = values[name]
    if not isinstance(value, (int, float)):
        raise TypeError(f"{name} is no number: {value!r}")
    return int(value)


def amount_of(values: Values) -> float:
    """The value `amount`, which may be half a unit; nought is a vague plural."""
    value = values["amount"]
    if not isinstance(value, (int, float)):
        raise TypeError(f"amount is no number: {value!r}")
    return value


def around_pair(pair: Pair, whole: Callable[[date], Interval | None]) -> Pair:
    """Both readings with what lies around their first day in their place."""

    def of(one: Interval | None) -> Interval | None:
        found = whole(one.start) if one else None
        return found._replace(basis=one.basis) if one and found else None

    return Pair(of(pair.past), of(pair.future))


def amounts_of(values: Values) -> list[tuple[float, str]]:
    """Amounts with their units as the words add them up: *twee jaar en drie maanden*."""
    more = [place for place in ("2", "3") if "amount" + place in values]
    rest = [(float(number_of(values, "amount" + place)), str(values["unit" + place])) for place in more]
    return [(amount_of(values), str(values["unit"])), *rest]


def both(interval: Interval | None) -> Pair:
    """The same reading for both tenses."""
    return Pair(interval, interval)


def relative(interval: Interval | None) -> Interval | None:
    """An interval that was placed against the publication date."""
    return interval._replace(basis=Basis.RELATIVE) if interval else None


def against(past: Interval | None, future: Interval | None) -> Pair:
    """Readings that were placed against the publication date."""
    return Pair(relative(past), relative(future))


def anchored(interval: Interval | None) -> Pair:
    """Readings that were placed against the date told before."""
    return both(interval._replace(basis=Basis.ANCHORED) if interval else None)


def parted(interval: Interval | None, values: Values) -> Interval | None:
    """The begin, half or eind of an interval where the words ask for it."""
    if interval is None or "part" not in values:
        return interval
    return third_of(interval, number_of(values, "part"))


def nearest(anchor: date, of_year: Callable[[int], Interval | None], *, strict: bool = False) -> Pair:
    """Of a thing that comes once a year, the last that has begun and the first that has not ended.

    `strict` leaves out the one that is going on: *vorige zomer*, *komende zomer*.
    """
    found = [one for year in range(anchor.year - 8, anchor.year + 9) if (one := of_year(year))]
    past = [one for one in found if (one.end < anchor if strict else one.start <= anchor)]
    future = [one for one in found if (one.start > anchor if strict else one.end >= anchor)]
    return against(past[-1] if past else None, future[0] if future else None)


def yearly(values: Values, frame: Frame, of_year: Callable[[int], Interval | None]) -> Pair:
    """A thing of every year, in the year that the words tell, or the nearest."""
    if "year" in values:
        return both(of_year(number_of(values, "year")))
    if frame.anchor is None:
        return NOTHING
    if "by" in values:
        one = of_year(frame.anchor.year + number_of(values, "by"))
        return against(one, one)
    return nearest(frame.anchor, of_year)


def steps(day: date, amount: float, unit: str) -> date | None:
    """The day so many units later (earlier where negative)."""
    match unit:
        case "day":
            return shifted(day, _rounded(amount))
        case "week":
            return shifted(day, _rounded(amount * 7))
        case "hour":
            return shifted(day, round(min(amount, 10**6) / 24))
        case "minute" | "second":
            return day
        case "workday":
            return _workdays(day, _rounded(amount))
        case _:
            months = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}[unit]
            return months_later(day, _rounded(amount * months))


def all_steps(day: date | None, amounts: Sequence[tuple[float, str]], *, by: int) -> date | None:
    """The day after steps of several units, each from where the last one ended."""
    for amount, unit in amounts:
        day = steps(day, by * amount, unit) if day else None
    return day


def _workdays(day: date, amount: int) -> date | None:
    """The day so many days later, Saturdays and Sundays not counted."""
    weeks, days = divmod(abs(amount), 5)
    sign = 1 if amount > 0 else -1
    start = day.weekday() - (_SATURDAY - 1)
    if start > 0:
        day = day - timedelta(days=start) if sign > 0 else day + timedelta(days=3 - start)
    weekend = 2 if (day.weekday() + days > _SATURDAY - 1 if sign > 0 else day.weekday() < days) else 0
    return shifted(day, sign * (7 * weeks + days + weekend))


def _rounded(amount: float) -> int:
    """Away from nought, so that half a day is a day."""
    limit = 10**6
    amount = max(-limit, min(limit, amount))
    return math.ceil(amount) if amount > 0 else math.floor(amount)


def around(day: date | None, unit: str) -> Interval | None:
    """The day, week, month or year in which a day lies: how finely an amount in that unit tells."""
    if day is None:
        return None
    match unit:
        case "week":
            return week_of(day)
        case "month" | "quarter" | "halfyear":
            return month_of(day.year, day.month)
        case "year" | "decade" | "century":
            return year_of(day.year)
        case _:
            return one_day(day)


def vague(unit: str) -> int | None:
    """How many units a vague plural reaches; None where nobody could say."""
    return time_words().vague.get(unit)


def yearly_shifted(values: Values, frame: Frame, of_year: Callable[[int], Interval | None]) -> Pair:
    """A thing of every year before or after the one that is going on: *vorige zomer*; without a word the nearest."""
    if frame.anchor is None:
        return NOTHING
    by = values.get("by")
    if by in {None, 0}:
        return nearest(frame.anchor, of_year)
    past, future = nearest(frame.anchor, of_year, strict=True)
    return both(past if by == -1 else future)


def unit_around(day: date | None, unit: str) -> Interval | None:
    """The calendar unit around a day."""
    if day is None:
        return None
    match unit:
        case "quarter":
            return quarter_of(day.year, (day.month - 1) // 3 + 1)
        case "decade":
            return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9)
        case "halfyear":
            return half_of(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 - June ends the first half
        case _:
            return around(day, unit)


def moved(interval: Interval, amount: float, unit: str) -> Interval | None:
    """An interval so many units on, told no finer than the unit (months and years) allows."""
    coarse = {Grain.MONTH: {"day", "week", "hour"}, Grain.YEAR: {"day", "week", "month", "hour"}}
    if unit in coarse.get(interval.grain, set()):
        return interval
    start, end = steps(interval.start, amount, unit), steps(interval.end, amount, unit)
    if start is None or end is None:
        return None
    if interval.grain is Grain.WEEK and unit in {"month", "year"}:
        return around(start, "month")
    if interval.grain in {Grain.MONTH, Grain.YEAR}:
        return around(start, "month" if interval.grain is Grain.MONTH else "year")
    if interval.grain is Grain.DAY and unit in {"month", "year"}:
        return around(start, "month")
    return Interval(start, end, interval.grain)
