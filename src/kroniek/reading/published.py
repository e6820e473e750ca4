"""When a document was published, how that is known, and how reliable it is.

In order of trust: what the user gave, the metadata of page or feed, the URL, a date line in the text, the file's
name, and, only where the user asks for it, the file's time stamp. A day in the future of the reading is passed over:
no article is published tomorrow (`documents` rejects one that states such a day and tells no other). A running
sentence is never taken for a date line: *op 2 maart 2019* in a paragraph is when something happened.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files

from kroniek.model.text import Known, Published, Reliability

_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_SLACK = timedelta(days=1)  # an outlet east of the reader may already be in tomorrow
_TOP_LINES = 8  # a date line stands under the headline or the author's name
_YEAR_DAYS = 366
_TOP_CHARS = 90  # a longer line is a sentence
_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"
    r"(?:[T ]+(?P<time>\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})(?:[ ,T]+(?P<time>\d{1,2}[:.]\d{2}))?\s*$")
_IN_URL = (
    re.compile(r"/(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-_](?P<m>\d{2})[-_](?P<d>\d{2})(?!\d)"),
    re.compile(r"(?:/|(?<=dmf)|(?<=DMF))(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=[/_.-]|$)"),
)
_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})_(?P<m>\d{2})_(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)"),
)
_LAST_SUNDAY_SEARCH = range(31, 24, -1)


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    line: re.Pattern[str]  # a line that is nothing but a date, with or without a label
    date: re.Pattern[str]
    heading: re.Pattern[str]
    weekdays: tuple[str, ...]  # in full, Monday first
    changed: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads((files(__package__) / "data" / "dates.toml").read_text(encoding="utf-8"))
    months = {str(word): int(number) for word, number in table["months"].items()}
    weekdays = _any_of(table["weekdays"]["full"] + table["weekdays"]["short"])
    full = _any_of(table["weekdays"]["full"])
    month = _any_of(months)
    labels = _any_of(table["labels"]["published"])
    day = (
        rf"(?:(?P<d>\d{{1,2}})(?:\s*|-)(?P<name>{month})\.?(?:\s*|-)(?P<y>\d{{4}})"
        r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))"
    )
    time = r"(?:[\s,|·•–-]*(?:om|at)?\s*(?P<time>\d{1,2}[:.u]\d{2})(?:\s*(?:uur|u\.?|h))?)?"
    line = rf"\W*(?:(?P<label>{labels})\s*:?\s*)?(?:op\s+)?(?:(?:{weekdays})\.?,?\s+)?{day}{time}\W*"
    return _Words(
        months=months,
        line=re.compile(line, re.IGNORECASE),
        date=re.compile(rf"(?:(?:{weekdays})\.?,?\s+)?{day}{time}", re.IGNORECASE),
        heading=re.compile(
            rf"(?=.*\w)\W*(?P<weekday>{full})?"
            rf"(?:,?\s*\b(?P<d>\d{{1,2}})\s+(?P<name>{month})\.?(?:\s+(?P<y>\d{{4}}))?)?\W*",
            re.IGNORECASE,
        ),
        weekdays=tuple(table["weekdays"]["full"]),
        changed=frozenset(table["labels"]["changed"]),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def choose(candidates: Iterable[Published | None], *, now: datetime) -> Published | None:
    """The first candidate that does not lie in the future."""
    return next((found for found in candidates if found is not None and not is_future(found.day, now=now)), None)


def is_future(day: date, *, now: datetime) -> bool:
    """Does this day lie more than a day after the reading?"""
    return day > now.date() + _SLACK


def from_words(words: str, *, known: Known, reliability: Reliability) -> Published | None:
    """The date that these words are, in ISO, mail (RFC 5322) or Dutch notation; None where they are none."""
    words = words.strip()
    day, time = _iso(words) or _mail(words) or _dutch(words) or (None, None)
    return None if day is None else Published(day=day, known=known, reliability=reliability, time=time)


def mail_moment(words: str) -> datetime | None:
    """The moment that these words are in the notation of mail and HTTP (RFC 5322), in UTC where they name no zone."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - loads half the library, for feeds alone

    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_url(url: str) -> Published | None:
    """The date in a URL's path."""
    path = re.sub(r"^[a-z]+://[^/]*", "", re.split(r"[?#]", url, maxsplit=1)[0], flags=re.IGNORECASE)
    return _searched(path, _IN_URL, known=Known.URL)


def in_name(name: str) -> Published | None:
    """The date in a file's name."""
    return _searched(name, _IN_NAME, known=Known.FILE)


def in_text(text: str) -> Published | None:
    """The date of a line that is nothing but a date, near the top, or that is labelled as date of publication."""
    weak: Published | None = None
    for number, line in enumerate(_lines(text)):
        found = _date_line(line, near_top=number < _TOP_LINES)
        if found is not None and found.reliability is Reliability.LIKELY:
            return found
        weak = weak or found
    return weak


def date_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where lines stand that `in_text` would read: they are no prose."""
    start, number = 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and _date_line(bare, near_top=number < _TOP_LINES) is not None:
            begin = start + line.index(bare)
            yield begin, begin + len(bare)
        number += bool(bare)
        start += len(line)


def day_heading(line: str, *, published: date | None) -> tuple[bool, date | None]:
    """Is this line the heading of a day in a live blog, and which day is it?

    *Dinsdag 21 juli* and *Zondag* are the last such day up to the day of publication; without one they stay open.
    """
    match = _words().heading.fullmatch(line) if len(line) <= _TOP_CHARS else None
    if match is None:
        return False, None
    if match["y"]:
        return True, _day(match["y"], str(_words().months[match["name"].lower()]), match["d"])
    return True, None if published is None else _last_such_day(match, published)


def time_stamp(seconds: float) -> Published | None:
    """A file's time stamp, in UTC so that every machine says the same."""
    try:
        moment = datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return Published(day=moment.date(), known=Known.FILE, reliability=Reliability.WEAK)


def _last_such_day(match: re.Match[str], published: date) -> date | None:
    number = _words().months[match["name"].lower()] if match["name"] else None
    weekday = (match["weekday"] or "").lower()
    for back in range(_YEAR_DAYS if number else 7):
        day = published - timedelta(days=back)
        if number and (day.month, day.day) != (number, int(match["d"])):
            continue
        if weekday in ("", _words().weekdays[day.weekday()]):
            return day
    return None


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _date_line(line: str, *, near_top: bool) -> Published | None:
    match = _words().line.fullmatch(line) if len(line) <= _TOP_CHARS else None
    if match is None or not (near_top or match["label"]):
        return None
    day = _day_of(match)
    if day is None:
        return None
    changed = (match["label"] or "").lower() in _words().changed
    reliability = Reliability.WEAK if changed else Reliability.LIKELY
    return Published(day=day, known=Known.TEXT, reliability=reliability, time=_time(match["time"]))


def _searched(words: str, patterns: Iterable[re.Pattern[str]], *, known: Known) -> Published | None:
    for pattern in patterns:
        for match in pattern.finditer(words):
            day = _day(match["y"], match["m"], match["d"])
            if day is not None:
                return Published(day=day, known=known, reliability=Reliability.LIKELY)
    return None


def _iso(words: str) -> tuple[date, str | None] | None:
    match = _ISO.match(words)
    day = _day(match["y"], match["m"], match["d"]) if match else None
    if match is None or day is None:
        return None
    time = _time(match["time"])
    zone = (match["zone"] or "").upper().replace(":", "")
    if time and zone in {"Z", "UTC", "GMT", "+0000", "-0000"}:
        return _central_european(datetime.fromisoformat(f"{day}T{time}"))
    return day, time


def _mail(words: str) -> tuple[date, str | None] | None:
    moment = mail_moment(words) if re.search(r"\d:\d\d", words) else None
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    if not moment.utcoffset():
        return _central_european(moment.replace(tzinfo=None))
    return moment.date(), f"{moment:%H:%M}"


def _dutch(words: str) -> tuple[date, str | None] | None:
    match = _NUMERIC.match(words)
    if match:
        day = _day(match["y"], match["m"], match["d"])
        return (day, _time(match["time"])) if day else None
    named = _words().date.fullmatch(words)
    day = _day_of(named) if named else None
    return (day, _time(named["time"])) if named and day else None


def _day_of(match: re.Match[str]) -> date | None:
    if match["name"]:
        return _day(match["y"], str(_words().months[match["name"].lower()]), match["d"])
    if match["y2"]:
        return _day(match["y2"], match["m2"], match["d2"])
    return _day(match["y3"], match["m3"], match["d3"])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _time(words: str | None) -> str | None:
    if not words:
        return None
    hour, minute = (int(part) for part in re.split(r"[:.u]", words))
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours and minutes


def _central_european(utc: datetime) -> tuple[date, str]:
    """Machines write UTC; the outlet's calendar is that of Amsterdam and Brussels (EU rule for summer time)."""
    begin, end = (_last_sunday(utc.year, month) for month in (3, 10))
    local = utc + timedelta(hours=2 if begin <= utc < end else 1)
    return local.date(), f"{local:%H:%M}"


def _last_sunday(year: int, month: int) -> datetime:
    sunday = next(day for day in _LAST_SUNDAY_SEARCH if date(year, month, day).isoweekday() == 7)  # noqa: PLR2004 - ISO
    return datetime(year, month, sunday, 1)  # noqa: DTZ001 - in UTC, as the rule is written
