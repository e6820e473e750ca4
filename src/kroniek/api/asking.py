"""From what people type to a `Query`: types, statuses and dates, with the valid choices in every refusal.

A date may be a year, a month or a day; as `since` it means the first day of that, as `until` the last.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kroniek.errors import UsageError
from kroniek.memory.store import Query
from kroniek.model.ontology import EventType, Status

Member = TypeVar("Member", bound=StrEnum)
Moment = str | int | date | None
MOST = 1_000_000_000
"""The highest number that can be asked for: databases know no endless ones."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def query(  # noqa: PLR0913 - one keyword per thing that can be asked, all optional
    *,
    actor: str | None = None,
    other: str | None = None,
    type: str | EventType | Iterable[str | EventType] = (),  # noqa: A002 - the codebook's word
    status: str | Status | Iterable[str | Status] = (),
    since: Moment = None,
    until: Moment = None,
    document: str | None = None,
    hedged: bool | None = None,
    all_versions: bool = False,
    limit: int | None = None,
    publisher: str | None = None,
    place: str | None = None,
    as_of: Moment = None,
    generation: int | None = None,
) -> Query:
    """The query of these words. Raises `UsageError` for an unknown type or status, a bad date or number."""
    first, last = first_day(since), last_day(until)
    if first and last and last < first:
        raise UsageError(f"until ({last}) lies before since ({first}): there is no day in between. Swap the two.")
    return Query(
        actor=_words(actor, "actor"),
        other=_words(other, "other"),
        types=members(EventType, type, "type"),
        statuses=members(Status, status, "status"),
        since=first,
        until=last,
        document=document,
        hedged=hedged,
        all_versions=all_versions,
        limit=countable(limit, "limit"),
        publisher=_words(publisher, "publisher"),
        place=_words(place, "place"),
        as_of=last_day(as_of),
        generation=countable(generation, "generation"),
    )


def countable(given: int | None, name: str) -> int | None:
    """A number that a store can count to. Raises `UsageError` for one below 1 or above `MOST`."""
    if given is not None and not 1 <= given <= MOST:
        raise UsageError(f"{name} is {given}, but must be from 1 to {MOST:,}. Leave it out to restrict nothing.")
    return given


def first_day(moment: Moment) -> date | None:
    """The first day of a year, month or day: `"2022"` is 1 January 2022."""
    if moment is None or isinstance(moment, date):
        return moment
    year, month, day = _parts(str(moment))
    return _day(year, month or 1, day or 1, str(moment))


def last_day(moment: Moment) -> date | None:
    """The last day of a year, month or day: `"2022-02"` is 28 February 2022."""
    if moment is None or isinstance(moment, date):
        return moment
    year, month, day = _parts(str(moment))
    month = month or 12
    first = _day(year, month, day or 1, str(moment))
    return first if day else first.replace(day=calendar.monthrange(year, month)[1])


def whole_day(moment: Moment) -> date | None:
    """A day, where a month or a year will not do."""
    day = first_day(moment)
    if day != last_day(moment):
        raise UsageError(f"{str(moment)!r} is not a day. Give one: 2022-03-04.")
    return day


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise UsageError(f"{text!r} is not a date. Give a year, a month or a day: 2022, 2022-03 or 2022-03-04.")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UsageError(f"{text!r} is not on the calendar ({error}). Give 2022, 2022-03 or 2022-03-04.") from error


def _words(text: str | None, name: str) -> str | None:
    if text is not None and not text.strip():
        raise UsageError(f"{name} is empty. Give a name, or leave {name} out.")
    return text.strip() if text is not None else None


def members(kind: type[Member], given: str | Member | Iterable[str | Member], name: str) -> tuple[Member, ...]:
    """The members of a closed set, in the order given; `"aid"`, `"AID"` and `"aid,assault"` are all understood."""
    items = [given] if isinstance(given, str) else list(given)
    words = [word.strip() for item in items for word in str(item).split(",") if word.strip()]
    by_name = {member.value.casefold(): member for member in kind}
    if unknown := [word for word in words if word.casefold() not in by_name]:
        raise UsageError(f"There is no {name} {', '.join(unknown)}. Choose from {', '.join(m.value for m in kind)}.")
    return tuple(dict.fromkeys(by_name[word.casefold()] for word in words))
