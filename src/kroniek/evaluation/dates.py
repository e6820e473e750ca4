"""When two dates agree: the same day, the same month or year, or for looser grains half of the days in common.

What counts is the grain of gold. A date that cannot be read agrees with nothing; it is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

YEAR_MONTH_DAY, YEAR_MONTH = 3, 2
MONTHS = 12
SAME_PREFIX_CHARS = {"month": 7, "year": 4}  # of an ISO date: how much must be the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The days of a date, both ends included, None where they could not be read; `grain` as in the codebook."""

    start: date | None
    end: date | None
    grain: str = "day"


def parse_day(text: object, *, last: bool = False) -> date | None:
    """*2019*, *2019-03* or *2019-03-02* as a day: the first that it can mean, or with `last` the last one."""
    try:
        parts = [int(part) for part in str(text)[:10].split("-")]
        if len(parts) == YEAR_MONTH_DAY:
            return date(*parts)
        if len(parts) == YEAR_MONTH:
            return _day_of_month(*parts, last=last)
        return date(parts[0], MONTHS, 31) if last else date(parts[0], 1, 1)
    except (ValueError, OverflowError):
        return None


def _day_of_month(year: int, month: int, *, last: bool) -> date:
    if not last:
        return date(year, month, 1)
    return date(year + (month == MONTHS), month % MONTHS + 1, 1) - timedelta(days=1)


def agree(gold: Interval, system: Interval | None) -> bool:
    """Does the system's date say the same as gold, as precisely as gold says it?"""
    if system is None or not (gold.start and gold.end and system.start and system.end) or system.end < system.start:
        return False
    if gold.grain == "day":
        return gold.start == system.start and gold.end == system.end
    if chars := SAME_PREFIX_CHARS.get(gold.grain):
        return _same(gold.start, system.start, chars) and _same(gold.end, system.end, chars)
    common = (min(gold.end, system.end) - max(gold.start, system.start)).days + 1
    return 2 * common >= (max(gold.end, system.end) - min(gold.start, system.start)).days + 1


def _same(one: date, other: date, chars: int) -> bool:
    return one.isoformat()[:chars] == other.isoformat()[:chars]
