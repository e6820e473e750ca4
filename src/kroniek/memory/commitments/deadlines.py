"""The last day on which something is due: the claim's own date where it lies ahead, else words (*binnen 48 uur*).

The date of a planned act is that of the act; that of a threat, a demand or a conditional promise is the day of the
words (codebook, 17), unless it lies ahead. Left out: other calendars, and times within a day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from kroniek.lexicon.numberwords import number_word
from kroniek.memory.commitments.tables import table
from kroniek.memory.store import StoredClaim
from kroniek.model.commitment import Deadline
from kroniek.model.ontology import Status
from kroniek.model.text import Quote

_DAYS_IN = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.0, "years": 365.0}


@cache
def _within() -> re.Pattern[str]:
    words = table("following.toml")["deadlines"]
    units = "|".join(word for unit in _DAYS_IN for word in words[unit])
    openers = "|".join(words["within"])
    return re.compile(rf"\b(?:{openers})\s+(?:de\s+)?(\w+)\s+({units})\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    words = table("following.toml")["deadlines"]
    months = "|".join(table_months())
    openers = "|".join(re.escape(word) for word in sorted(words["before"], key=len, reverse=True))
    part = r"(?:(\d{1,2})\s+|(begin|half|medio|eind)\s+)?"
    return re.compile(rf"\b(?:{openers})\s+(?:op\s+)?{part}({months})(?:\s+(\d{{4}}))?\b", re.IGNORECASE)


@cache
def table_months() -> tuple[str, ...]:
    """The months by name, January first."""
    return tuple(table("following.toml")["deadlines"]["month_names"])


def deadline(stored: StoredClaim) -> Deadline | None:
    """The last day on which a commitment is due, None where none is told."""
    claim, said = stored.claim, stored.published
    when = claim.when
    if when is not None and (claim.status is Status.PLANNED or (said is not None and when.end > said)):
        return Deadline(day=when.end, quote=when.quote, for_condition=_lies_in(when.quote, claim.condition))
    if said is None:
        return None
    quotes = [evidence.quote for evidence in claim.evidence]
    for quote in [*([claim.condition] if claim.condition else []), *quotes]:
        if found := _in_words(quote, said):
            return replace(found, for_condition=_lies_in(found.quote, claim.condition))
    return None


def _lies_in(quote: Quote | None, condition: Quote | None) -> bool:
    return bool(quote and condition and condition.start <= quote.start and quote.end <= condition.end)


def begins(stored: StoredClaim) -> date | None:
    """The first day on which it is due, where that is told and lies apart from the last one."""
    when = stored.claim.when
    if when is None or (
        stored.claim.status is not Status.PLANNED and stored.published and when.end <= stored.published
    ):
        return None
    return when.start


def _in_words(quote: Quote, said: date) -> Deadline | None:
    if found := _within().search(quote.text):
        number = _number(found[1])
        if number is not None:
            days = number * _DAYS_IN[_unit(found[2].lower())]
            return Deadline(day=said + timedelta(days=round(days)), quote=_part(quote, found))
    if found := _before().search(quote.text):
        day = _month_day(found, said)
        return Deadline(day=day, quote=_part(quote, found)) if day is not None else None
    return None


def _part(quote: Quote, found: re.Match[str]) -> Quote:
    return Quote(text=found[0], start=quote.start + found.start(), end=quote.start + found.end())


def _number(word: str) -> float | None:
    return float(word) if word.isdigit() else number_word(word.lower())


def _unit(word: str) -> str:
    words = table("following.toml")["deadlines"]
    return next(unit for unit in _DAYS_IN if word in words[unit])


def _month_day(found: re.Match[str], said: date) -> date | None:
    """The day of *voor 1 mei*, the first of that month that is not past."""
    month = table_months().index(found[3].lower()) + 1
    year = int(found[4]) if found[4] else said.year + (month < said.month)
    last = calendar.monthrange(year, month)[1]
    day = int(found[1]) if found[1] else {"begin": 10, "half": 20, "medio": 20}.get((found[2] or "").lower(), last)
    return date(year, month, day) if 1 <= day <= last else None
