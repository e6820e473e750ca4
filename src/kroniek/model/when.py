"""When something took place: an interval of days, how fine it is, and how it is known.

Both ends are included. A day that the text does not tell is never filled in from the publication date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kroniek.model.text import Quote


class Grain(StrEnum):
    """How precisely a date is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


class Basis(StrEnum):
    """How a date follows from the words."""

    STATED = "stated"  # *2 maart 2019*: needs nothing else
    RELATIVE = "relative"  # *afgelopen zaterdag*: resolved against the publication date
    ANCHORED = "anchored"  # *een dag later*: resolved against another date in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends included, with the words that tell it (None where only the context does)."""

    start: date
    end: date
    grain: Grain
    quote: Quote | None = None
    basis: Basis = field(default=Basis.STATED, compare=False)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date cannot end ({self.end}) before it starts ({self.start})")
