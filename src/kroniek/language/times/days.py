"""Days, weekdays, nights, weekends and parts of a day: *2 maart*, *gisteravond*, *vorige week dinsdag*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kroniek.language.intervals import (
    Interval,
    day_of,
    month_of,
    months_later,
    nth_weekday_of,
    one_day,
    shifted,
    span,
    weekend_of,
    year_of,
)
from kroniek.language.times.frame import (
    NOTHING,
    Frame,
    Pair,
    Reader,
    Values,
    against,
    amount_of,
    anchored,
    around_pair,
    both,
    number_of,
    relative,
    steps,
    unit_around,
    yearly,
)
from kroniek.lexicon.timewords import time_words


def _day(values: Values, frame: Frame) -> Pair:
    """*2 maart 2019*, *2 maart*."""
    month, day = number_of(values, "month"), number_of(values, "day")
    for known in time_words().known:
        early = frame.anchor is not None and frame.anchor.year < known.year
        if early or "year" in values or (known.month, known.day) != (month, day):
            continue
        if known.before & set(frame.before):
            return both(one_day(day_of(known.year, month, day)))
    return yearly(values, frame, lambda year: one_day(day_of(year, month, day)))


def _day_toward(values: Values, frame: Frame) -> Pair:
    """*10 september jl.*, *vrijdag 20 september a.s.*, *komende zaterdag 21 september*."""
    past, future = _day({name: value for name, value in values.items() if name != "by"}, frame)
    by = number_of(values, "by")
    return against(past, past) if by < 0 else against(future, future) if by > 0 else Pair(past, future)


def _days(values: Values, frame: Frame) -> Pair:
    """*11 en 13 mei*, *17 tot 27 februari*."""
    month, day = number_of(values, "month"), number_of(values, "day")
    until = number_of(values, "until") if "until" in values else day + 1
    return yearly(values, frame, lambda year: span(day_of(year, month, day), day_of(year, month, until)))


def _numeric(values: Values, _frame: Frame) -> Pair:
    found = values["date"]
    return both(one_day(day_of(*found))) if isinstance(found, tuple) else NOTHING


def _deictic(values: Values, frame: Frame) -> Pair:
    """*gisteren*, *vanavond*."""
    one = one_day(shifted(frame.anchor, number_of(values, "days"))) if frame.anchor else None
    return against(one, one)


def _deictic_span(values: Values, frame: Frame) -> Pair:
    if frame.anchor is None:
        return NOTHING
    one = span(shifted(frame.anchor, number_of(values, "from")), shifted(frame.anchor, number_of(values, "days")))
    return against(one, one)


def _deictic_over(values: Values, frame: Frame) -> Pair:
    """*morgen over een week*."""
    day = shifted(frame.anchor, number_of(values, "days")) if frame.anchor else None
    one = one_day(steps(day, amount_of(values), str(values["unit"]))) if day else None
    return Pair(None, relative(one))


def _last_weekday(anchor: date, weekday: int, *, strict: bool = False) -> date | None:
    back = (anchor.weekday() - weekday) % 7
    return shifted(anchor, -(back or (7 if strict else 0)))


def _next_weekday(anchor: date, weekday: int, *, strict: bool = False) -> date | None:
    ahead = (weekday - anchor.weekday()) % 7
    return shifted(anchor, ahead or (7 if strict else 0))


def _weekday(values: Values, frame: Frame) -> Pair:
    """*dinsdag*, *afgelopen dinsdag*, *komende dinsdagavond*."""
    if frame.anchor is None:
        return NOTHING
    weekday, by = number_of(values, "weekday"), values.get("by", 0)
    before = one_day(_last_weekday(frame.anchor, weekday, strict=by == -1))
    after = one_day(_next_weekday(frame.anchor, weekday, strict=by == 1))
    if by == -1:
        return against(before, before)
    return against(after if by == 1 else before, after)


def _weekday_of_week(values: Values, frame: Frame) -> Pair:
    """*vorige week donderdag*."""
    if frame.anchor is None:
        return NOTHING
    one = one_day(
        shifted(frame.anchor, 7 * number_of(values, "by") - frame.anchor.weekday() + number_of(values, "weekday"))
    )
    return against(one, one)


def _weekdays_of_week(values: Values, frame: Frame) -> Pair:
    """*volgende week van dinsdag tot donderdag*."""
    first = _weekday_of_week(values, frame).past
    last = _weekday_of_week({**values, "weekday": number_of(values, "until")}, frame).past
    one = span(first.start, last.end) if first and last else None
    return against(one, one)


def _weekday_over(values: Values, frame: Frame) -> Pair:
    """*zondag over een week*."""
    if frame.anchor is None:
        return NOTHING
    day = _next_weekday(frame.anchor, number_of(values, "weekday"))
    return Pair(None, relative(one_day(steps(day, amount_of(values), str(values["unit"]))) if day else None))


def _weekday_of_context(values: Values, frame: Frame) -> Pair:
    """*die donderdag*: the last one up to the publication date, or the day told before where that is one."""
    weekday = number_of(values, "weekday")
    if frame.day and frame.day.end.weekday() == weekday:
        return anchored(one_day(frame.day.end))
    base = frame.anchor
    return anchored(one_day(_last_weekday(base, weekday)) if base else None)


def _daypart(values: Values, frame: Frame) -> Pair:
    """*diezelfde avond*, *'s nachts*: on the day told before; a night reaches into the next day."""
    last = frame.day
    if last is None:
        return NOTHING
    if last.start != last.end:
        return anchored(last if number_of(values, "part") else one_day(last.end))
    return anchored(span(last.start, shifted(last.start, 1)) if number_of(values, "part") else last)


def _night(values: Values, frame: Frame) -> Pair:
    """*in de nacht van zaterdag op zondag*: both days."""
    if frame.anchor is None:
        return NOTHING
    weekday = number_of(values, "weekday")
    past, future = _last_weekday(frame.anchor, weekday), _next_weekday(frame.anchor, weekday)
    before = span(shifted(past, -1), past) if past else None
    after = span(shifted(future, -1), future) if future else None
    return against(before, after)


def _night_of_day(values: Values, frame: Frame) -> Pair:
    month, day = number_of(values, "month"), number_of(values, "day")

    def of_year(year: int) -> Interval | None:
        morning = day_of(year, month, day)
        return span(shifted(morning, -1), morning) if morning else None

    return yearly(values, frame, of_year)


def _weekend(values: Values, frame: Frame) -> Pair:
    """*dit weekend*, *afgelopen weekeinde*: on Saturday and Sunday *dit weekend* is the one that is going on."""
    if frame.anchor is None:
        return NOTHING
    by, this = number_of(values, "by"), weekend_of(frame.anchor)
    earlier = shifted(frame.anchor, -7)
    later = shifted(frame.anchor, 7)
    last = weekend_of(earlier) if earlier else None
    following = weekend_of(later) if later else None
    going_on = this is not None and this.start <= frame.anchor
    if by < 0:
        return against(last, last)
    if by > 0:
        one = following if going_on else this
        return against(one, one)
    return against(this if going_on else last, this)


def _weekend_of_day(values: Values, frame: Frame) -> Pair:
    """*het weekend van 5 maart*: the weekend around that day."""
    return around_pair(_day(values, frame), weekend_of)


def _nth_day(values: Values, frame: Frame) -> Pair:
    """*de laatste dag van mei*, *de eerste dag van 2024*."""
    number = number_of(values, "number")

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, number_of(values, "month")) if "month" in values else year_of(year)
        return _nth_of(whole, number)

    return yearly(values, frame, of_year)


def _nth_of(whole: Interval | None, number: int) -> Interval | None:
    """The n-th day of an interval, -1 the last."""
    if whole is None or not number:
        return None
    day = shifted(whole.end, number + 1) if number < 0 else shifted(whole.start, number - 1)
    return one_day(day) if day and whole.start <= day <= whole.end else None


def _nth_day_of_unit(values: Values, frame: Frame) -> Pair:
    """*de eerste dag van de maand*, *de laatste dag van vorig jaar*."""
    if frame.anchor is None:
        return NOTHING
    unit, by = str(values["unit"]), number_of(values, "by")
    first = frame.anchor if unit in {"day", "week"} else frame.anchor.replace(day=1)
    one = _nth_of(unit_around(steps(first, by, unit), unit), number_of(values, "number"))
    return against(one, one)


def _nth_weekday(values: Values, frame: Frame) -> Pair:
    """*de eerste vrijdag van juli*."""
    month, weekday = number_of(values, "month"), number_of(values, "weekday")
    return yearly(
        values, frame, lambda year: one_day(nth_weekday_of(year, month, weekday, number_of(values, "number")))
    )


def _shift_month(values: Values, frame: Frame) -> date | None:
    return months_later(frame.anchor.replace(day=1), number_of(values, "by")) if frame.anchor else None


def _nth_weekday_shift(values: Values, frame: Frame) -> Pair:
    """*de derde woensdag van vorige maand*."""
    first = _shift_month(values, frame)
    if first is None:
        return NOTHING
    one = one_day(nth_weekday_of(first.year, first.month, number_of(values, "weekday"), number_of(values, "number")))
    return against(one, one)


def _day_of_shift_month(values: Values, frame: Frame) -> Pair:
    """*de 20ste van volgende maand*."""
    first = _shift_month(values, frame)
    one = one_day(day_of(first.year, first.month, number_of(values, "day"))) if first else None
    return against(one, one)


def _weekday_ordinal(values: Values, frame: Frame) -> Pair:
    """*vrijdag de 15de*: the nearest month in which the day of that number is that weekday."""
    if "month" in values:
        return _day(values, frame)
    if frame.anchor is None:
        return NOTHING
    day, weekday = number_of(values, "day"), number_of(values, "weekday")
    months = (months_later(frame.anchor.replace(day=1), step) for step in range(-14, 15))
    found = [one for first in months if first and (one := day_of(first.year, first.month, day))]
    fits = [one for one in found if one.weekday() == weekday]
    past = [one for one in fits if one <= frame.anchor]
    future = [one for one in fits if one >= frame.anchor]
    return against(one_day(past[-1] if past else None), one_day(future[0] if future else None))


def _days_joined(values: Values, frame: Frame) -> Pair:
    """*11-13 mei*."""
    found = values["days"]
    if not isinstance(found, tuple):
        return NOTHING
    return _days({**values, "day": found[0], "until": found[1]}, frame)


def _day_month(values: Values, frame: Frame) -> Pair:
    """*22/04*."""
    found = values["date"]
    if not isinstance(found, tuple):
        return NOTHING
    return _day({**values, "month": found[0], "day": found[1]}, frame)


READERS: Mapping[str, Reader] = {
    "day": _day,
    "day_month": _day_month,
    "day_toward": _day_toward,
    "day_of_shift_month": _day_of_shift_month,
    "daypart": _daypart,
    "days": _days,
    "days_joined": _days_joined,
    "deictic": _deictic,
    "deictic_over": _deictic_over,
    "deictic_span": _deictic_span,
    "night": _night,
    "night_of_day": _night_of_day,
    "nth_day": _nth_day,
    "nth_day_of_unit": _nth_day_of_unit,
    "nth_weekday": _nth_weekday,
    "nth_weekday_shift": _nth_weekday_shift,
    "numeric": _numeric,
    "weekday": _weekday,
    "weekday_of_context": _weekday_of_context,
    "weekday_of_week": _weekday_of_week,
    "weekday_ordinal": _weekday_ordinal,
    "weekday_over": _weekday_over,
    "weekdays_of_week": _weekdays_of_week,
    "weekend": _weekend,
    "weekend_of_day": _weekend_of_day,
}
"""The readers by the name that a rule gives."""
