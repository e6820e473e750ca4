"""Days before and after others, as far as there are any: one may ask about the year 1 and the year 9999."""

from __future__ import annotations

from datetime import date


def moved(day: date, days: int) -> date:
    """A day so many days later (earlier where negative), the first or last day there is where that is none."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))
