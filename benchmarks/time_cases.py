"""Cases of times: the hand-written table, and the Dutch suite of Recognizers-Text as far as it is about what news uses.

A case has a text, the words that tell a time in it, the day of publication, and the days that may be meant; none where
only the words are asked for. `recognizers_nl.toml` says which kinds of the suite are left out and why, and where the
suite counts by another convention than the codebook. Whether our reader passes a case plays no part in that.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from goldsets import HERE

TABLE = HERE.parent / "tests" / "cases" / "dates.toml"
RULES = HERE / "recognizers_nl.toml"
ANYDAY = date(2026, 3, 11)  # for rows of the table that hold on any day
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `start` to `end`, both included, and how finely they are told."""

    start: date
    end: date
    grain: str = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expression in a text. `wanted` is None where only its words are asked for, empty where it has no days."""

    kind: str
    text: str
    start: int
    end: int
    anchor: date
    wanted: tuple[Days, ...] | None
    left_out: str = ""
    told: date | None = None

    @property
    def words(self) -> str:
        """The expression."""
        return self.text[self.start : self.end]


# --- the hand-written table -------------------------------------------------------------------------------------------


def days_of(spec: str) -> Days | None:
    """An interval as the table writes it."""
    if not spec:
        return None
    if spec.startswith("week "):
        start = date.fromisoformat(spec[5:])
        return Days(start, start + timedelta(days=6), "week")
    if ".." in spec:
        first, last = (date.fromisoformat(part) for part in spec.split(".."))
        return Days(first, last)
    if found := _QUARTER.fullmatch(spec):
        month = 3 * int(found[2]) - 2
        return Days(date(int(found[1]), month, 1), _month_end(int(found[1]), month + 2), "quarter")
    return _calendar(spec)


def _calendar(spec: str) -> Days:
    """A year, a month or a day."""
    match [int(part) for part in spec.split("-")]:
        case [year]:
            return Days(date(year, 1, 1), date(year, 12, 31), "year")
        case [year, month]:
            return Days(date(year, month, 1), _month_end(year, month), "month")
        case [year, month, day]:
            return Days(date(year, month, day), date(year, month, day), "day")
    raise ValueError(f"no day, month or year: {spec}")


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def table() -> Iterator[Case]:
    """The rows of the table that have a day of publication or need none.

    A row that counts from a date told before stands behind a sentence that tells it.
    """
    for group in tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]:
        anchor = date.fromisoformat(group["anchor"]) if "anchor" in group else ANYDAY
        told = days_of(group.get("last", ""))
        for row in group["rows"]:
            case = _row(row, group=group["name"], anchor=anchor, told=told)
            if case.wanted or "anchor" in group:  # without a day of publication nothing else is placed
                yield case


def _row(row: list[str], *, group: str, anchor: date, told: Days | None) -> Case:
    text, words, past, future = row if len(row) == 4 else (row[0], *row)  # noqa: PLR2004 - a sentence comes first
    before = _told_before(told) if told else ""
    wanted = [days_of(spec) for spec in (past, past if future == "=" else future)]
    start = len(before) + text.index(words)
    return Case(
        kind=group,
        text=before + text,
        start=start,
        end=start + len(words),
        anchor=anchor,
        wanted=tuple(days for days in wanted if days),
    )


def _told_before(told: Days) -> str:
    month = f"{_MONTHS[told.start.month - 1]} {told.start.year}"
    return f"Het begon op {told.start.day} {month}. " if told.grain == "day" else f"Het begon in {month}. "


# --- Recognizers-Text -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Any]:
    """What is left out of the suite, and where its conventions are others."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def recognizers(folder: Path) -> Iterator[Case]:
    """Every date, period, duration and feast of the suite, with the reason where its kind is left out."""
    for name in rules()["files"]:
        with gzip.open(folder / f"DateTime_Dutch_{name}.json.gz", "rt", encoding="utf-8") as file:
            for case in json.load(file):
                for result in case["Results"]:
                    kind = (result.get("TypeName") or result.get("Type") or "").rpartition(".")[2]
                    if kind in rules()["kinds"]:
                        yield _result(case, result, name=name, kind=kind)


def _result(case: dict[str, Any], result: dict[str, Any], *, name: str, kind: str) -> Case:
    text, words = case["Input"], result["Text"]
    start, end = result["Start"], result["Start"] + len(words)
    if text[start:end].lower() != words.lower():  # some offsets of the suite are wrong
        start = max(0, text.lower().find(words.lower()))
        end = start + len(words)
    reference = (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")
    feast = name.startswith("Holiday")
    return Case(
        kind="feast" if feast else rules()["kinds"][kind],
        text=text,
        start=start,
        end=end,
        anchor=date.fromisoformat(reference[:10]),
        wanted=_wanted(result, kind=kind),
        left_out=_left_out(text[start:end].lower(), text.lower()),
    )


def _wanted(result: dict[str, Any], *, kind: str) -> tuple[Days, ...] | None:
    """The days that a result asks for; None for a duration, an open period, or a case about words alone."""
    if kind == "duration":
        return None
    value, resolution = result.get("Value") or {}, result.get("Resolution") or {}
    rows = [value.get("PastResolution"), value.get("FutureResolution"), *(resolution.get("values") or [])]
    found = [_resolved(row) for row in rows if row]
    days = tuple(one for one in found if one)
    no_such_day = any(row and "0001-01-01" in row.values() for row in rows)
    return days if days or no_such_day else None


def _resolved(row: dict[str, str]) -> Days | None:
    """Start and end, both included, of a resolution; the suite leaves the end of a period out."""
    single = row.get("date") or (row.get("value") if row.get("type") == "date" else None)
    first, last = single or row.get("startDate") or row.get("start"), single or row.get("endDate") or row.get("end")
    if not first or not last or {first, last} & {"0001-01-01", "not resolved"}:
        return None
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if single:
        return Days(start, start, "day")
    return Days(start, max(start, end - timedelta(days=1)))


def _left_out(words: str, text: str) -> str:
    """The reason for which a kind of expression is left out, empty where it is counted."""
    for row in rules()["left_out"]:
        if re.search(row["words"], words) and re.search(row.get("text", ""), text):
            name: str = row["name"]
            return name
    return ""


def kind_of(words: str) -> str:
    """The kind of a failure, by its words."""
    for row in rules()["failure"]:
        if re.search(row["words"], words.lower()):
            name: str = row["name"]
            return name
    return "other"


# --- when days are right ----------------------------------------------------------------------------------------------


def agrees(gold: Days, days: Days) -> bool:
    """The codebook's rule for two dates: the same day, month or year; of weeks and spans half in common."""
    if gold.grain == "day":
        return (gold.start, gold.end) == (days.start, days.end)
    if gold.grain in {"month", "year"}:
        length = 7 if gold.grain == "month" else 4
        pairs = ((gold.start, days.start), (gold.end, days.end))
        return all(one.isoformat()[:length] == other.isoformat()[:length] for one, other in pairs)
    common = (min(gold.end, days.end) - max(gold.start, days.start)).days + 1
    return 2 * common >= (max(gold.end, days.end) - min(gold.start, days.start)).days + 1


def same(gold: Days, days: Days) -> bool:
    """The same days as the suite has them; the end of a period may be told one day apart."""
    return gold.start == days.start and 0 <= (days.end - gold.end).days <= (gold.grain != "day")


def by_convention(case: Case, gold: Days, days: Days) -> str:
    """The convention by which other days than the suite's mean the same, empty where none does."""
    checks = {"unit": _unit_told, "end": _end_named, "part": _part_told, "first day": _first_day, "edges": _edges}
    for row in rules()["convention"]:
        if re.search(row["words"], case.words.lower()) and checks[row["check"]](gold, days, row):
            name: str = row["name"]
            return name
    return ""


def _unit_told(gold: Days, days: Days, row: Mapping[str, Any]) -> bool:
    """A day of the suite lies in the week, month or year that the words tell."""
    return gold.grain == "day" and days.grain in row["grains"] and days.start <= gold.start <= days.end


def _end_named(gold: Days, days: Days, _row: Mapping[str, Any]) -> bool:
    """The suite ends before the unit that is named last, we at its end."""
    after = gold.end + timedelta(days=1)
    ends = {after, _month_end(after.year, after.month), date(after.year, 12, 31), after + timedelta(days=6)}
    return gold.start == days.start and days.end in ends


def _part_told(gold: Days, days: Days, _row: Mapping[str, Any]) -> bool:
    """Begin and eind are less than half: our days lie in those of the suite and share their edge."""
    inside = gold.start <= days.start and days.end <= gold.end
    return inside and (gold.start == days.start or gold.end == days.end)


def _first_day(gold: Days, days: Days, _row: Mapping[str, Any]) -> bool:
    """A feast of two days is told by its first."""
    return gold.grain == "day" and gold.start == days.start and (days.end - days.start).days == 1


def _edges(gold: Days, days: Days, row: Mapping[str, Any]) -> bool:
    """Both ends lie at most so many days apart."""
    apart = (abs((gold.start - days.start).days), abs((gold.end - days.end).days))
    return gold.grain != "day" and max(apart) <= row["days"]


def whole(parts: list[tuple[int, int]], start: int, end: int) -> bool:
    """Do mentions cover at least half of the words?"""
    cut = sorted((max(first, start), min(last, end)) for first, last in parts)
    joined = sum(last - first for first, last in cut if last > first)
    overlap = sum(max(0, one[1] - other[0]) for one, other in pairwise(cut))
    return 2 * (joined - overlap) >= end - start
