"""The last day on which something is due: what words tell (*binnen 48 uur*), else the claim's own date.

A claim's own date counts where it lies ahead: one that is past is the day on which it was said (*beloofde donderdag*),
whatever the status. Words that lie in that date's words are the same day told once. Left out: other calendars, times
within a day, and days that no calendar has.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from kroniek.lexicon.numberwords import number_word
from kroniek.memory.commitments.tables import table
from kroniek.memory.store import StoredClaim
from kroniek.model.commitment import Deadline
from kroniek.model.ontology import Status
from kroniek.model.text import Quote
from kroniek.model.when import When

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
    own, told = _of_act(stored), _of_words(stored)
    if own is None or (told is not None and not _overlap(told.quote, own.quote)):
        return told
    return Deadline(day=own.end, quote=own.quote, for_condition=_lies_in(own.quote, stored.claim.condition))


def _of_act(stored: StoredClaim) -> When | None:
    """The claim's own time where that is when it is due: it lies ahead, or a plan is for today."""
    when, said = stored.claim.when, stored.published
    if when is None or said is None:
        return None
    today = stored.claim.status is Status.PLANNED and when.end == said and _is_today(when.quote)
    return when if today or when.end > said else None


def _is_today(quote: Quote | None) -> bool:
    return quote is not None and quote.text.lower() in table("following.toml")["deadlines"]["today"]


def _of_words(stored: StoredClaim) -> Deadline | None:
    """The last day that the words tell: those of the condition, else those of the act."""
    claim, said = stored.claim, stored.published
    if said is None:
        return None
    quotes = [evidence.quote for evidence in claim.evidence]
    for quote in [*([claim.condition] if claim.condition else []), *quotes]:
        if found := _in_words(quote, said):
            return replace(found, for_condition=_lies_in(found.quote, claim.condition))
    return None


def _overlap(one: Quote | None, other: Quote | None) -> bool:
    return bool(one and other and one.start < other.end and other.start < one.end)


def _lies_in(quote: Quote | None, condition: Quote | None) -> bool:
    return bool(quote and condition and condition.start <= quote.start and quote.end <= condition.end)


def begins(stored: StoredClaim) -> date | None:
    """The first day on which it is due, where the claim's own time tells the last one."""
    own, due = _of_act(stored), deadline(stored)
    return own.start if own is not None and due is not None and due.day == own.end else None


def _in_words(quote: Quote, said: date) -> Deadline | None:
    for pattern, day_of in ((_within(), _day_within), (_before(), _day_before)):
        for found in pattern.finditer(quote.text):
            if (day := day_of(found, said)) is not None:
                return Deadline(day=day, quote=_part(quote, found))
    return None


def _part(quote: Quote, found: re.Match[str]) -> Quote:
    return Quote(text=found[0], start=quote.start + found.start(), end=quote.start + found.end())


def _day_within(found: re.Match[str], said: date) -> date | None:
    """The day of *binnen drie weken*, None beyond the last one that there is."""
    number, unit = _number(found[1]), _unit(found[2].lower())
    if number is None or unit is None:
        return None
    days = number * _DAYS_IN[unit]
    return said + timedelta(days=round(days)) if days <= (date.max - said).days else None


def _number(word: str) -> float | None:
    return float(word) if word.isdecimal() else number_word(word.lower())


def _unit(word: str) -> str | None:
    words = table("following.toml")["deadlines"]
    return next((unit for unit in _DAYS_IN if word in words[unit]), None)


def _day_before(found: re.Match[str], said: date) -> date | None:
    """The day of *voor 1 mei*: the first one that is not past where no year is told."""
    if (name := found[3].lower()) not in table_months():
        return None
    month = table_months().index(name) + 1
    if found[4]:
        day = _day(found, int(found[4]), month)
        return day if day is not None and day >= said else None
    days = (_day(found, year, month) for year in (said.year, said.year + 1))
    return next((day for day in days if day is not None and day >= said), None)


def _day(found: re.Match[str], year: int, month: int) -> date | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found[1]) if found[1] else {"begin": 10, "half": 20, "medio": 20}.get((found[2] or "").lower(), last)
    return date(year, month, day) if 1 <= day <= last else None
