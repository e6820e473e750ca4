"""Tell on which days nobody, or more than one person, is known to have held an office that the tables should cover.

    python tools/check_offices.py [--from 2005-01-01] [--to 2025-12-31] [--days 14] [--country FRA]

`tools/actors/offices_wanted.tsv` says which offices of which countries the table of persons should know day by day. A
gap is a stretch of at least `--days` days without a holder, an overlap one with two. Dates that are a month or a year
count in full; neighbours that share one do not overlap. A gap between the day on which a term ended and the next term
is told as vacant. The last line sums up; the exit status is 0, because a gap is work to do and not an error.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build_actors import HERE, OUT, TITLES

Terms = list[tuple[str, str, str]]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=FIRST)
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=LAST)
    parser.add_argument("--days", type=int, default=14, help="shorter stretches are not told")
    parser.add_argument("--country", help="only this one")
    options = parser.parse_args(arguments)
    covers = [cover(*office, options.first, options.last) for office in wanted(options.country)]
    for found in covers:
        for names, start, end in found.odd:
            if (end - start).days >= options.days:
                what = " and ".join(sorted(names)) or ("vacant" if found.vacant else "nobody known")
                print(f"{found.country} {found.title}: {start} to {end}: {what}")
    whole = sum(not found.missing for found in covers)
    missing, days = sum(found.missing for found in covers), sum(found.days for found in covers)
    print(f"{whole} of {len(covers)} offices without a gap, {100 - 100 * missing / days:.1f}% of the days covered")
    return 0


FIRST, LAST = date(2005, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """How an office is covered: the stretches with no holder or several, and the days on which none is known."""

    country: str
    title: str
    odd: tuple[tuple[frozenset[str], date, date], ...]
    vacant: bool
    days: int

    @property
    def missing(self) -> int:
        """Days on which somebody must have held the office and nobody is known."""
        gaps = ((end - start).days + 1 for names, start, end in self.odd if not names)
        return 0 if self.vacant else sum(gaps)


def cover(country: str, title: str, first: date = FIRST, last: date = LAST) -> Cover:
    terms = known_terms().get((country, title), [])
    odd = tuple(stretch for stretch in stretches_of(terms, first, last) if len(stretch[0]) != 1)
    gaps = [(start, end) for names, start, end in odd if not names]
    vacant = bool(terms) and inside(gaps, terms, last)
    return Cover(country=country, title=title, odd=odd, vacant=vacant, days=(last - first).days + 1)


def wanted(only: str | None = None) -> Iterator[tuple[str, str]]:
    with (HERE / "actors/offices_wanted.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for office in row["offices"].split():
                if only in {None, row["country"]}:
                    yield row["country"], TITLES.get(office, office)


@cache
def known_terms() -> dict[tuple[str, str], Terms]:
    found: dict[tuple[str, str], Terms] = {}
    with OUT.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for office in filter(None, row["offices"].split("|")):
                title, since, until, *country = office.split(";")
                if since:
                    key = (country[0] if country else row["country"], title)
                    found.setdefault(key, []).append((since, until, row["name"]))
    return found


def stretches_of(terms: Terms, first: date, last: date) -> Iterator[tuple[frozenset[str], date, date]]:
    """Stretches of days with the same holders; only on the first day of a term or after its last can they change."""
    turns = {first}
    for since, until, _name in terms:
        turns.update((period(since)[0], *((period(until)[0], period(until)[1]) if until else ())))
    days = sorted(day for day in turns if first <= day <= last)
    ends = [*(day - timedelta(days=1) for day in days[1:]), last]
    same = groupby(zip(days, ends, strict=True), key=lambda stretch: holders(terms, stretch[0].isoformat()))
    for names, group in same:
        stretches = list(group)
        yield names, stretches[0][0], stretches[-1][1]


def period(text: str) -> tuple[date, date]:
    """The first day of a day, month or year, and the day after its last."""
    start = date.fromisoformat((text + "-01-01")[:10])
    if len(text) == len("2012"):
        return start, date(start.year + 1, 1, 1)
    if len(text) == len("2012-03"):
        return start, (start + timedelta(days=31)).replace(day=1)
    return start, start + timedelta(days=1)


def holders(terms: Terms, day: str) -> frozenset[str]:
    """Who held the office on that day; of two who share a month or year that is not told closer, the later one."""
    held = [
        term for term in terms if term[0] <= day[: len(term[0])] and (not term[1] or day[: len(term[1])] <= term[1])
    ]
    sure = [term for term in held if not (term[1] and day.startswith(term[1]))]
    return frozenset(name for _since, _until, name in (sure or held[-1:]))


def inside(gaps: list[tuple[date, date]], terms: Terms, last: date) -> bool:
    """Whether every gap begins at a day on which a term ended, and ends with the next one or the last day."""
    ends = {until for _since, until, _name in terms if until}
    starts = {since for since, _until, _name in terms}
    return all(
        (start - timedelta(days=1)).isoformat() in ends
        and (end == last or any(since[:7] == (end + timedelta(days=1)).isoformat()[:7] for since in starts))
        for start, end in gaps
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
