"""Intervals of days and the arithmetic of the calendar, without a word of Dutch.

Both ends of an interval are included and its end is never before its start. Dates that the calendar does not have
(31 February, year 10000) give None instead of an exception. Weeks begin on Monday; seasons are astronomical (21 March,
21 June, 21 September, 21 December); begin, half and eind of a month are its first ten days, its second ten, the rest.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kroniek.model.when import Basis, Grain

_WEEK = 7
_YEAR_MONTHS = 12
_SEASON_STARTS = (3, 6, 9, 12)
_SEASON_DAY = 21
_THURSDAY = 3
_SUNDAY = 6
_HEBREW_YEARS, _HEBREW_EPOCH = 3761, -1373427
_TOO_LONG, _TOO_SHORT = 356, 382
_HANUKKAH, _COMPLETE = 83, 5
_ISLAMIC_EPOCH, _ISLAMIC_FIRST = 227015, 622


class Interval(NamedTuple):
    """Days from `start` to `end`, how finely they are told, and how they are known."""

    start: date
    end: date
    grain: Grain
    basis: Basis = Basis.STATED


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, days: int) -> date | None:
    """The day so many days later, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_later(day: date, months: int) -> date | None:
    """The same day of the month so many months later, or that month's last day where it is shorter."""
    count = day.year * _YEAR_MONTHS + day.month - 1 + months
    year, month = divmod(count, _YEAR_MONTHS)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def one_day(day: date | None) -> Interval | None:
    """The interval of one day."""
    return Interval(day, day, Grain.DAY) if day else None


def span(start: date | None, end: date | None) -> Interval | None:
    """A span of days; None where an end is unknown or lies before the start; a single day is a day."""
    if start is None or end is None or end < start:
        return None
    return Interval(start, end, Grain.DAY if start == end else Grain.SPAN)


def month_of(year: int, month: int) -> Interval | None:
    """The whole month."""
    start = day_of(year, month, 1)
    if start is None:
        return None
    return Interval(start, start.replace(day=calendar.monthrange(year, month)[1]), Grain.MONTH)


def year_of(year: int) -> Interval | None:
    """The whole year."""
    start, end = day_of(year, 1, 1), day_of(year, 12, 31)
    return Interval(start, end, Grain.YEAR) if start and end else None


def years_of(first: int, last: int) -> Interval | None:
    """From the first day of one year to the last day of another."""
    return span(day_of(first, 1, 1), day_of(last, 12, 31))


def week_of(day: date) -> Interval | None:
    """Monday to Sunday around a day."""
    start = shifted(day, -day.weekday())
    end = shifted(start, _WEEK - 1) if start else None
    return Interval(start, end, Grain.WEEK) if start and end else None


def weekend_of(day: date) -> Interval | None:
    """Saturday and Sunday of the week around a day."""
    week = week_of(day)
    return span(shifted(week.end, -1), week.end) if week else None


def quarter_of(year: int, quarter: int) -> Interval | None:
    """A quarter of a year, from 1 to 4."""
    first, last = month_of(year, 3 * quarter - 2), month_of(year, 3 * quarter)
    return Interval(first.start, last.end, Grain.QUARTER) if first and last else None


def half_of(year: int, half: int) -> Interval | None:
    """The first or second half of a year."""
    first, last = month_of(year, 6 * half - 5), month_of(year, 6 * half)
    return span(first.start, last.end) if first and last else None


def season_of(year: int, season: int) -> Interval | None:
    """A season, 0 spring to 3 winter; a winter is named by the year in which it begins."""
    start = day_of(year, _SEASON_STARTS[season], _SEASON_DAY)
    end = months_later(start, 3) if start else None
    return span(start, shifted(end, -1)) if end else None


def third_of(interval: Interval, part: int) -> Interval | None:
    """Begin (0), half (1) or eind (2) of an interval.

    Of a month: days 1-10, 11-20, 21-end. Of a year: January to March, May to August, November and
    December, as newspapers use *begin 2021* and *eind 2021*. Of anything else: equal thirds.
    """
    if interval.grain is Grain.MONTH:
        start = interval.start.replace(day=10 * part + 1)
        return span(start, interval.end if part > 1 else start.replace(day=10 * part + 10))
    if interval.grain is Grain.YEAR:
        begin, end = ((1, 3), (5, 8), (11, 12))[part]
        until = month_of(interval.start.year, end)
        return span(interval.start.replace(month=begin), until.end) if until else None
    days = (interval.end - interval.start).days + 1
    first = shifted(interval.start, days * part // 3)
    last = shifted(interval.start, days * (part + 1) // 3 - 1)
    return span(first, last) or one_day(first)


def nth_weekday_of(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th (from 1) such weekday of a month, -1 the last; None where the month has none."""
    whole = month_of(year, month)
    if whole is None or not nth:
        return None
    if nth < 0:
        return shifted(whole.end, -((whole.end.weekday() - weekday) % _WEEK))
    day = shifted(whole.start, (weekday - whole.start.weekday()) % _WEEK + _WEEK * (nth - 1))
    return day if day and day <= whole.end else None


def nth_week_of(whole: Interval, nth: int) -> Interval | None:
    """The n-th week (from 1) of a month or year, -1 the last: a week belongs to where its Thursday lies."""
    if nth < 0:
        thursday = shifted(whole.end, -((whole.end.weekday() - _THURSDAY) % _WEEK))
    else:
        thursday = shifted(whole.start, (_THURSDAY - whole.start.weekday()) % _WEEK + _WEEK * (nth - 1))
    return week_of(thursday) if thursday and thursday <= whole.end else None


def easter_of(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter_of(year: int) -> date | None:
    """Easter Sunday of the Julian calendar, as a day of the Gregorian one (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return shifted(date(year, month, day + 1), year // 100 - year // 400 - 2)


def _hebrew_days(year: int) -> int:
    """Days from the epoch of the Hebrew calendar to the new year, before years are kept from odd lengths."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % _WEEK < 3 else days  # noqa: PLR2004 - no new year on Sunday, Wednesday, Friday


def hebrew_new_year_of(year: int) -> date | None:
    """The first day of the Hebrew year that begins in the autumn of this year (Calendrical Calculations)."""
    hebrew = year + _HEBREW_YEARS
    before, this, after = (_hebrew_days(one) for one in (hebrew - 1, hebrew, hebrew + 1))
    late = 2 if after - this == _TOO_LONG else 1 if this - before == _TOO_SHORT else 0
    ordinal = _HEBREW_EPOCH + this + late
    return date.fromordinal(ordinal) if 0 < ordinal <= date.max.toordinal() else None


def islamic_month_of(year: int, month: int) -> Interval | None:
    """The month of the arithmetic Islamic calendar that begins first in this year: a day more or less is possible."""
    first = day_of(year, 1, 1)
    islamic = (year - _ISLAMIC_FIRST) * 33 // 32 - 1
    while first and islamic > 0:
        start, end = _islamic_day(islamic, month), _islamic_day(islamic, month + 1)
        if start >= first.toordinal():
            within = end <= date.max.toordinal()
            return span(date.fromordinal(start), date.fromordinal(end - 1)) if within else None
        islamic += 1
    return None


def _islamic_day(year: int, month: int) -> int:
    """The ordinal of the first day of an Islamic month."""
    return _ISLAMIC_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


def feast_of(year: int, feast: Mapping[str, int]) -> Interval | None:
    """A feast of that year by its entry in `time.toml`."""
    start: date | None
    if not date.min.year < year < date.max.year:
        return None
    if "islamic" in feast:
        return islamic_month_of(year, feast["islamic"])
    if "easter" in feast:
        start = shifted(easter_of(year), feast["easter"])
    elif "orthodox" in feast:
        easter = orthodox_easter_of(year)
        start = shifted(easter, feast["orthodox"]) if easter else None
    elif "hebrew" in feast:
        start = _hebrew_feast(year, feast["hebrew"])
    elif "weekday" in feast:
        start = nth_weekday_of(year, feast["month"], feast["weekday"], feast["nth"])
        start = shifted(start, feast.get("plus", 0)) if start else None
    else:
        start = day_of(year, feast["month"], feast["day"])
    if start and feast.get("not_sunday") and start.weekday() == _SUNDAY:
        start = shifted(start, -1)
    return span(start, shifted(start, feast.get("days", 1) - 1)) if start else None


def _hebrew_feast(year: int, days: int) -> date | None:
    """So many days after the Hebrew new year; Hanukkah lies behind the month that is longer in complete years."""
    start, following = hebrew_new_year_of(year), hebrew_new_year_of(year + 1)
    if start is None or following is None:
        return None
    complete = (following - start).days % 10 == _COMPLETE
    return shifted(start, days + (complete and days >= _HANUKKAH))
