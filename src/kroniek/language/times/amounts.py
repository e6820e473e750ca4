"""Amounts of time from the publication date or from the date told before: *al drie weken*, *een dag later*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kroniek.language.intervals import (
    Interval,
    one_day,
    season_of,
    shifted,
    span,
    weekend_of,
)
from kroniek.language.times.frame import (
    NOTHING,
    Frame,
    Pair,
    Reader,
    Values,
    against,
    all_steps,
    amount_of,
    amounts_of,
    anchored,
    around,
    moved,
    number_of,
    parted,
    relative,
    steps,
    unit_around,
    vague,
)
from kroniek.language.times.months import calendar_unit
from kroniek.model.when import Grain

_HOURS = frozenset({"hour", "minute", "second"})


def _ago(values: Values, frame: Frame) -> Pair:
    """*twee weken geleden* is a day, *drie maanden geleden* a month, *zes jaar geleden* a year.

    *ruim* and *bijna* make it the unit before or after that day.
    """
    if frame.anchor is None:
        return NOTHING
    if "amount2" in values:
        return Pair(relative(_summed(frame.anchor, values, by=-1)), None)
    amount, unit = amount_of(values), str(values["unit"])
    if not amount:
        most = vague(unit)
        one = span(steps(frame.anchor, -most - 1, unit), steps(frame.anchor, -2, unit)) if most else None
        return Pair(relative(one), None)
    day = steps(frame.anchor, -amount, unit)
    if 0 < amount < 1 and unit == "year":
        unit = "month"  # *een half jaar geleden* is told in months
    near = values.get("near")
    if near in {1, -1} and unit == "week" and day:
        one = span(shifted(day, -6), day) if near == 1 else span(day, shifted(day, 6))
        return Pair(relative(one), None)
    return Pair(relative(one_day(day) if unit in {"day", "week"} else around(day, unit)), None)


def _summed(day: date, values: Values, *, by: int) -> Interval | None:
    """*twee jaar en drie maanden geleden*: as fine as the finest of its units."""
    amounts = amounts_of(values)
    unit = amounts[-1][1]
    found = all_steps(day, amounts, by=by)
    return one_day(found) if unit in {"day", "week"} else around(found, unit)


def _ahead(values: Values, frame: Frame) -> Pair:
    """*over tien dagen*, *over twee weken* (the week around that day), *over drie jaar*."""
    if frame.anchor is None:
        return NOTHING
    if "amount2" in values:
        return Pair(None, relative(_summed(frame.anchor, values, by=1)))
    amount, unit = amount_of(values), str(values["unit"])
    if 0 < amount < 1 and unit == "year":
        return Pair(None, relative(around(steps(frame.anchor, amount, unit), "month")))
    if not amount:
        most = vague(unit)
        one = span(steps(frame.anchor, 2, unit), steps(frame.anchor, most + 1, unit)) if most else None
        return Pair(None, relative(one))
    return Pair(None, relative(around(steps(frame.anchor, amount, unit), unit)))


def _within(values: Values, frame: Frame) -> Pair:
    """*binnen tien dagen*: from the publication date on."""
    if frame.anchor is None:
        return NOTHING
    if "amount2" in values:
        return Pair(None, relative(span(frame.anchor, all_steps(frame.anchor, amounts_of(values), by=1))))
    amount, unit = amount_of(values), str(values["unit"])
    amount = amount or vague(unit) or 0
    if not amount:
        return NOTHING
    return Pair(None, relative(span(frame.anchor, steps(frame.anchor, amount, unit))))


def _rolling(values: Values, frame: Frame) -> Pair:
    """*de afgelopen tien jaar*, *de komende maanden*: up to or from the publication date."""
    if frame.anchor is None:
        return NOTHING
    by, unit = number_of(values, "by"), str(values["unit"])
    amount = (amount_of(values) if "amount" in values else 1) or vague(unit)
    if amount is None:
        return NOTHING
    if "amount" not in values and by > 0:
        return calendar_unit(values, frame)
    other = steps(frame.anchor, by * amount, unit)
    one = span(other, frame.anchor) if by < 0 else span(shifted(frame.anchor, 1), other)
    return against(one, one)


def _running(values: Values, frame: Frame) -> Pair:
    """*al drie weken*: it began then and still runs."""
    if frame.anchor is None:
        return NOTHING
    start = steps(frame.anchor, -amount_of(values), str(values["unit"]))
    one = span(start, frame.anchor)
    return against(one, one)


def _offset(values: Values, frame: Frame) -> Pair:
    """*een dag later*, *drie jaar eerder*: from the date told before.

    A step finer than that date leaves it as it is (*vorige maand … drie dagen later* is about that month).
    """
    last = frame.last
    if last is None:
        return NOTHING
    by = number_of(values, "by")
    if "amount2" in values:
        return anchored(_summed(last.start, values, by=by) if last.grain is Grain.DAY else None)
    amount, unit = amount_of(values), str(values["unit"])
    if not amount and unit not in _HOURS:
        return NOTHING
    base = frame.day if unit in _HOURS and frame.day else last  # hours count from a day, not from *deze maand*
    return anchored(moved(base, amount * by, unit))


def _offset_unit(values: Values, frame: Frame) -> Pair:
    """*de week daarop*, *het jaar daarvoor*: the calendar unit beside that of the date told before."""
    last, unit = frame.last, str(values["unit"])
    if last is None or unit_around(last.start, unit) != unit_around(last.end, unit):
        return NOTHING
    return anchored(unit_around(steps(last.start, number_of(values, "by"), unit), unit))


def _same(values: Values, frame: Frame) -> Pair:
    """*die dag*, *datzelfde jaar*, *die zomer*: the unit around the date told before."""
    last, unit = frame.last, str(values["unit"])
    if unit == "day":
        return anchored(one_day(frame.day.end) if frame.day else None)
    if last is None:
        return NOTHING
    if unit == "weekend":
        return anchored(weekend_of(last.start))
    if unit == "season":
        season = number_of(values, "season")
        return anchored(season_of(last.start.year, season))
    whole = unit_around(last.start, unit)
    return anchored(parted(whole, values) if whole and last.end <= whole.end else None)


def _since_then(_values: Values, frame: Frame) -> Pair:
    return anchored(span(frame.last.start, frame.anchor) if frame.last and frame.anchor else None)


READERS: Mapping[str, Reader] = {
    "ago": _ago,
    "ahead": _ahead,
    "offset": _offset,
    "offset_unit": _offset_unit,
    "rolling": _rolling,
    "running": _running,
    "same": _same,
    "since_then": _since_then,
    "within": _within,
}
"""The readers by the name that a rule gives."""
