"""Readers of times to compare: ours, HeidelTime and dateparser, all with the same answer.

HeidelTime (GPL) and dateparser (BSD) are no part of Kroniek: they run beside it, in a process of their own, from where
they were installed. An answer is a list of (start, end, readings): the words, and the days that they may mean.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import NamedTuple

from goldsets import HERE
from time_cases import Case, Days, days_of

from kroniek.language.dates import find_all_times
from kroniek.language.segment import sentences
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, DocumentId, Source
from kroniek.model.when import When

_TIMEX = re.compile(r'<TIMEX3 [^>]*?value="([^"]*)"[^>]*>|</TIMEX3>')
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Answer(NamedTuple):
    """Words that tell a time, and the days that they may mean."""

    start: int
    end: int
    days: tuple[Days, ...]


def document(name: str, text: str) -> Document:
    """A document of this text."""
    return Document(
        id=DocumentId(name),
        text=text,
        source=Source(address=f"{name}.txt", format="text"),
        content_hash=content_hash(text),
    )


def ours(cases: Sequence[Case]) -> list[list[Answer]]:
    """Our reader over the sentences of a text."""
    return [_ours(case) for case in cases]


def _ours(case: Case) -> list[Answer]:
    one = document("case", case.text)
    found = find_all_times(sentences(one), anchor=case.anchor, text=case.text)
    return [Answer(time.start, time.end, tuple(_days((time.past, time.future)))) for time in found]


def _days(readings: Iterable[When | None]) -> list[Days]:
    return [Days(when.start, when.end, when.grain.value) for when in readings if when]


def _lines(command: list[str], cases: Sequence[Case]) -> list[str]:
    """What a process says to each case, one line each."""
    asked = "".join(f"{case.anchor.isoformat()}\t{base64.b64encode(case.text.encode()).decode()}\n" for case in cases)
    run = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def heideltime(cases: Sequence[Case], *, jar: Path, config: Path, tagger: str) -> list[list[Answer]]:
    """HeidelTime with its Dutch resources; `tagger` is TREETAGGER or NO."""
    command = ["java", "-cp", str(jar), str(HERE / "HeidelTimeLoop.java"), str(config), tagger]
    return [_timeml(base64.b64decode(line).decode()) for line in _lines(command, cases)]


def _timeml(found: str) -> list[Answer]:
    """The answers of a TimeML document."""
    body = found.partition("<TimeML>\n")[2].rpartition("\n</TimeML>")[0]
    answers: list[Answer] = []
    place, at, value, start = 0, 0, "", 0
    for tag in _TIMEX.finditer(body):
        place += len(unescape(body[at : tag.start()]))
        at = tag.end()
        if tag[0] == "</TIMEX3>":
            one = timex(value)
            answers.append(Answer(start, place, (one,) if one else ()))
        else:
            value, start = tag[1], place
    return answers


def timex(value: str) -> Days | None:
    """The days of a TIMEX3 value; None for durations and for what has no place on the calendar."""
    try:
        return _timex(value)
    except ValueError:
        return None


def _timex(value: str) -> Days | None:
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3]:
            return Days(start + timedelta(days=5), start + timedelta(days=6))
        return Days(start, start + timedelta(days=6), "week")
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        month = _SEASONS[found[2]]
        start = date(int(found[1]), month, 21)
        return Days(start, date(start.year + (month + 3) // 13, (month + 2) % 12 + 1, 20))
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        first = 6 * int(found[2]) - 5
        return Days(date(int(found[1]), first, 1), date(int(found[1]), first + 5, 30 if first == 1 else 31))
    if re.fullmatch(r"\d{2,3}", value):
        length = 10 ** (4 - len(value))
        first = int(value) * length + (length == 100)  # noqa: PLR2004 - centuries begin in the year 1
        return Days(date(first, 1, 1), date(first + length - 1, 12, 31))
    found = re.match(r"\d{4}(-Q[1-4]|(-\d\d){0,2})", value)
    return days_of(found[0]) if found else None


def dateparser(cases: Sequence[Case], *, python: Path) -> list[list[Answer]]:
    """Search of dateparser in Dutch, asked once for the past and once for the future."""
    answers = []
    for line in _lines([str(python), str(HERE / "dateparser_loop.py")], cases):
        found = json.loads(line)
        answers.append(
            [Answer(start, end, tuple(_period(day, grain) for day, grain in days)) for start, end, days in found]
        )
    return answers


def _period(day: str, grain: str) -> Days:
    """The day, week, month or year that dateparser names by a day and a length."""
    one = date.fromisoformat(day)
    if grain == "week":
        start = one - timedelta(days=one.weekday())
        return Days(start, start + timedelta(days=6), "week")
    length = {"month": 7, "year": 4}.get(grain, 10)
    found = days_of(one.isoformat()[:length])
    if found is None:
        raise ValueError(f"no day: {day}")
    return found
