"""Weeks, months, quarters, years and longer, seasons and feasts: *eind mei*, *vorig jaar*, *met Pasen*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kroniek.language.intervals import (
    Interval,
    day_of,
    feast_of,
    half_of,
    month_of,
    months_later,
    nth_week_of,
    one_day,
    quarter_of,
    season_of,
    shifted,
    span,
    week_of,
    year_of,
    years_of,
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
    both,
    number_of,
    parted,
    steps,
    unit_around,
    vague,
    yearly,
    yearly_shifted,
)
from kroniek.lexicon.timewords import time_words


def _month(values: Values, frame: Frame) -> Pair:
    """*maart 2019*, *eind mei*, *april vorig jaar*, *in juni*."""
    month = number_of(values, "month")
    return yearly(values, frame, lambda year: parted(month_of(year, month), values))


def _month_shift(values: Values, frame: Frame) -> Pair:
    """*afgelopen maart*, *komende mei*."""
    month = number_of(values, "month")
    return yearly_shifted(values, frame, lambda year: month_of(year, month))


def _month_told(values: Values, frame: Frame) -> Pair:
    """*december van dat jaar*, *in maart van het jaar daarop*, *op 3 mei van dat jaar*: the year told before."""
    if frame.last is None or frame.last.start.year != frame.last.end.year:
        return NOTHING
    year, month = frame.last.start.year + number_of(values, "by"), number_of(values, "month")
    if "day" in values:
        return anchored(one_day(day_of(year, month, number_of(values, "day"))))
    return anchored(month_of(year, month))


def _season_told(values: Values, frame: Frame) -> Pair:
    """*in de zomer van dat jaar*, *in het voorjaar van het jaar daarop*."""
    if frame.last is None or frame.last.start.year != frame.last.end.year:
        return NOTHING
    return anchored(season_of(frame.last.start.year + number_of(values, "by"), number_of(values, "season")))


def _season_years(values: Values, _frame: Frame) -> Pair:
    """*de winter van 2022-2023*: named by the year in which it begins."""
    years = values["years"]
    return both(season_of(years[0], number_of(values, "season"))) if isinstance(years, tuple) else NOTHING


def _months(values: Values, frame: Frame) -> Pair:
    """*december en maart*, *van mei tot augustus*: from the first day of the one to the last of the next such other.

    A year that is told is that of the last month.
    """
    first, last = number_of(values, "month"), number_of(values, "until")
    earlier = last < first and "year" in values

    def of_year(year: int) -> Interval | None:
        begin = month_of(year - earlier, first)
        end = month_of(year + (last < first and not earlier), last)
        return span(begin.start, end.end) if begin and end else None

    return yearly(values, frame, of_year)


def _months_joined(values: Values, frame: Frame) -> Pair:
    """*juni-augustus 1992*."""
    found = values["months"]
    return _months({**values, "month": found[0], "until": found[1]}, frame) if isinstance(found, tuple) else NOTHING


def _year(values: Values, _frame: Frame) -> Pair:
    return both(parted(year_of(number_of(values, "year")), values))


def _years(values: Values, _frame: Frame) -> Pair:
    found = values["years"]
    return both(years_of(found[0], found[1])) if isinstance(found, tuple) else NOTHING


def _year_span(values: Values, _frame: Frame) -> Pair:
    return both(years_of(number_of(values, "from"), number_of(values, "year")))


def _decade(values: Values, _frame: Frame) -> Pair:
    """*de jaren negentig*, *eind jaren '80*."""
    value = number_of(values, "year") % 100 if number_of(values, "year") > 1000 else number_of(values, "year")  # noqa: PLR2004 - '90
    if number_of(values, "year") % 10:
        return NOTHING
    first = 1900 + value if value >= 20 else 2000 + value  # noqa: PLR2004 - the twenties are those of last century
    part = values.get("part")
    if values.get("half") in {1, 2}:
        first += 5 * (number_of(values, "half") - 1)
        return both(years_of(first, first + 4))
    if "until" in values:
        return both(years_of(first, 1900 + number_of(values, "until") + 9))
    starts = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[part if isinstance(part, int) else None]
    return both(years_of(first + starts[0], first + starts[1]))


def _century_span(number: int, values: Values) -> Interval | None:
    first = 100 * (number - 1) + 1
    part = values.get("part")
    starts = {None: (0, 99), 0: (0, 32), 1: (33, 66), 2: (67, 99)}[part if isinstance(part, int) else None]
    return years_of(first + starts[0], first + starts[1])


def _century(values: Values, frame: Frame) -> Pair:
    if frame.anchor is None:
        return NOTHING
    one = _century_span((frame.anchor.year - 1) // 100 + 1 + number_of(values, "by"), values)
    return against(one, one)


def _century_number(values: Values, _frame: Frame) -> Pair:
    """*de 19e eeuw*, *de tweede helft van de 19e eeuw*."""
    first = 100 * (number_of(values, "number") - 1) + 1
    halves: dict[object, Interval | None] = {1: years_of(first, first + 49), 2: years_of(first + 50, first + 99)}
    if "half" in values:
        return both(halves.get(values["half"]))
    return both(_century_span(number_of(values, "number"), values))


def calendar_unit(values: Values, frame: Frame) -> Pair:
    """*vorige week*, *deze maand*, *begin volgend jaar*, *het eind van de maand*."""
    if frame.anchor is None:
        return NOTHING
    by, unit = number_of(values, "by"), str(values["unit"])
    one = unit_around(
        steps(frame.anchor.replace(day=1) if unit not in {"day", "week"} else frame.anchor, by, unit), unit
    )
    one = parted(one, values)
    return against(one, one)


def _later(values: Values, frame: Frame) -> Pair:
    """*later deze week*: from the publication date to the end of the week."""
    unit = unit_around(frame.anchor, str(values["unit"]))
    one = span(frame.anchor, unit.end) if unit else None
    return against(one, one)


def _still(values: Values, frame: Frame) -> Pair:
    """*nog deze week*: what is left of it, for what lies ahead."""
    unit = unit_around(frame.anchor, str(values["unit"]))
    return against(unit, span(frame.anchor, unit.end) if unit else None)


def _earlier(values: Values, frame: Frame) -> Pair:
    """*eerder dit jaar*: from the start of the year to the publication date."""
    unit = unit_around(frame.anchor, str(values["unit"]))
    one = span(unit.start, frame.anchor) if unit else None
    return against(one, one)


def _half(values: Values, frame: Frame) -> Pair:
    half = number_of(values, "half")
    if half not in {1, 2}:
        return NOTHING
    return yearly(values, frame, lambda year: half_of(year, half))


def _half_month(values: Values, frame: Frame) -> Pair:
    month, half = number_of(values, "month"), number_of(values, "half")

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, month)
        if whole is None or half not in {1, 2}:
            return None
        middle = whole.start.replace(day=15)
        return span(whole.start, middle) if half == 1 else span(shifted(middle, 1), whole.end)

    return yearly(values, frame, of_year)


def _quarter(values: Values, frame: Frame) -> Pair:
    quarter = number_of(values, "quarter")
    if not 1 <= quarter <= 4:  # noqa: PLR2004 - a year has four quarters
        return NOTHING
    return yearly(values, frame, lambda year: quarter_of(year, quarter))


def _first_of_year(values: Values, frame: Frame) -> Pair:
    """*de eerste drie maanden van 2020*."""

    def of_year(year: int) -> Interval | None:
        start = day_of(year, 1, 1)
        end = steps(start, amount_of(values), str(values["unit"])) if start else None
        return span(start, shifted(end, -1)) if end else None

    return yearly(values, frame, of_year)


def _last_of_year(values: Values, frame: Frame) -> Pair:
    def of_year(year: int) -> Interval | None:
        end = day_of(year + 1, 1, 1)
        start = steps(end, -amount_of(values), str(values["unit"])) if end else None
        return span(start, shifted(end, -1)) if end else None

    return yearly(values, frame, of_year)


def _first_of_month(values: Values, frame: Frame) -> Pair:
    """*de eerste dagen van mei*, *de eerste twee weken van mei 2019*."""
    amount, unit = _amount_in_month(values), str(values["unit"])

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, number_of(values, "month"))
        after = steps(whole.start, amount, unit) if whole and amount else None
        end = shifted(after, -1) if after else None
        return span(whole.start, end) if whole and end and end <= whole.end else None

    return yearly(values, frame, of_year)


def _last_of_month(values: Values, frame: Frame) -> Pair:
    """*de laatste dagen van mei*."""
    amount, unit = _amount_in_month(values), str(values["unit"])

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, number_of(values, "month"))
        before = steps(whole.end, -amount, unit) if whole and amount else None
        start = shifted(before, 1) if before else None
        return span(start, whole.end) if whole and start and start >= whole.start else None

    return yearly(values, frame, of_year)


def _amount_in_month(values: Values) -> float:
    """How many units the words tell; a plural alone is a few days, and nothing else."""
    if "amount" in values:
        return amount_of(values)
    return (vague("day") or 0) + 1 if values["unit"] == "day" else 0


def _season(values: Values, frame: Frame) -> Pair:
    season = number_of(values, "season")
    return yearly(values, frame, lambda year: parted(season_of(year, season), values))


def _season_shift(values: Values, frame: Frame) -> Pair:
    season = number_of(values, "season")
    return yearly_shifted(values, frame, lambda year: season_of(year, season))


def _nth_week(values: Values, frame: Frame) -> Pair:
    """*de derde week van mei*, *de eerste week van 2015*."""

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, number_of(values, "month")) if "month" in values else year_of(year)
        return nth_week_of(whole, number_of(values, "number")) if whole and number_of(values, "number") else None

    return yearly(values, frame, of_year)


def _nth_week_shift(values: Values, frame: Frame) -> Pair:
    """*de derde week van deze maand*."""
    if frame.anchor is None:
        return NOTHING
    first = months_later(frame.anchor.replace(day=1), number_of(values, "by"))
    whole = month_of(first.year, first.month) if first else None
    one = nth_week_of(whole, number_of(values, "number")) if whole and number_of(values, "number") else None
    return against(one, one)


def _week_number(values: Values, frame: Frame) -> Pair:
    """*week 35*, by ISO's numbers."""
    number = number_of(values, "number")

    def of_year(year: int) -> Interval | None:
        try:
            return week_of(date.fromisocalendar(year, number, 1))
        except ValueError:
            return None

    return yearly(values, frame, of_year)


def _month_numeric(values: Values, _frame: Frame) -> Pair:
    found = values["months"]
    return both(month_of(*found)) if isinstance(found, tuple) else NOTHING


def _feast(values: Values, frame: Frame) -> Pair:
    feast = time_words().feasts[str(values["feast"])]
    return yearly(values, frame, lambda year: feast_of(year, feast))


def _feast_shift(values: Values, frame: Frame) -> Pair:
    feast = time_words().feasts[str(values["feast"])]
    return yearly_shifted(values, frame, lambda year: feast_of(year, feast))


def _feast_day(values: Values, frame: Frame) -> Pair:
    """*eerste kerstdag*, *tweede paasdag*."""
    feast, number = time_words().feasts[str(values["feast"])], number_of(values, "number")
    if number not in {1, 2}:
        return NOTHING

    def of_year(year: int) -> Interval | None:
        both = feast_of(year, feast)
        return one_day(both.start if number == 1 else both.end) if both else None

    return yearly(values, frame, of_year)


READERS: Mapping[str, Reader] = {
    "century": _century,
    "century_number": _century_number,
    "decade": _decade,
    "earlier": _earlier,
    "feast": _feast,
    "feast_day": _feast_day,
    "feast_shift": _feast_shift,
    "first_of_month": _first_of_month,
    "first_of_year": _first_of_year,
    "half": _half,
    "half_month": _half_month,
    "last_of_month": _last_of_month,
    "last_of_year": _last_of_year,
    "later": _later,
    "month": _month,
    "month_numeric": _month_numeric,
    "month_shift": _month_shift,
    "month_told": _month_told,
    "months": _months,
    "months_joined": _months_joined,
    "nth_week": _nth_week,
    "nth_week_shift": _nth_week_shift,
    "quarter": _quarter,
    "season": _season,
    "season_shift": _season_shift,
    "season_told": _season_told,
    "season_years": _season_years,
    "still": _still,
    "unit": calendar_unit,
    "week_number": _week_number,
    "year": _year,
    "year_span": _year_span,
    "years": _years,
}
"""The readers by the name that a rule gives."""
