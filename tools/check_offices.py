"""Tell on which days nobody, or more than one person, is known to have held an office that the tables should cover.

    python tools/check_offices.py [--from 2005-01-01] [--to 2025-12-31] [--days 14] [--country FRA] [--page FILE]

`tools/actors/offices_wanted.tsv` says which offices of which countries the table of persons should know day by day. A
gap is a stretch of at least `--days` days without a holder, an overlap one with two. Dates that are a month or a year
count in full; neighbours that share one do not overlap. A gap between the day on which a term ended and the next term
is told as vacant. The last line sums up; the exit status is 0, because a gap is work to do and not an error. `--page`
writes the page of the reference instead, which has every gap and vacancy.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build_actors import HERE, OUT, TITLES

Terms = list[tuple[str, str, str]]
GROUPS = ("G20", "EU", "Nato", "neighbour of the EU", "Latin America", "Middle East")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=FIRST)
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=LAST)
    parser.add_argument("--days", type=int, default=14, help="shorter stretches are not told")
    parser.add_argument("--country", help="only this one")
    parser.add_argument("--page", type=Path, help="write the page of the reference to this file")
    options = parser.parse_args(arguments)
    covers = [cover(office, options.first, options.last) for office in wanted(options.country)]
    if options.page:
        options.page.write_text(page(covers), encoding="utf-8")
        return 0
    for found in covers:
        for names, start, end in found.odd:
            if (end - start).days + 1 >= options.days:
                what = " and ".join(sorted(names)) or ("vacant" if found.vacant else "nobody known")
                print(f"{found.office.country} {found.office.title}: {start} to {end}: {what}")
    print(summed(covers))
    return 0


def summed(covers: Iterable[Cover]) -> str:
    """*298 of 323 offices without a gap, 98.6% of the days covered*."""
    found = list(covers)
    whole = sum(not one.missing for one in found)
    missing, days = sum(one.missing for one in found), sum(one.days for one in found)
    return f"{whole} of {len(found)} offices without a gap, {100 - 100 * missing / days:.1f}% of the days covered"


FIRST, LAST = date(2005, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An office that should be known day by day, from a day on where the state or office is younger.

    `titles` are several where king and queen have words of their own; `why` names the groups of its country first.
    """

    country: str
    titles: tuple[str, ...]
    since: date
    why: str

    @property
    def title(self) -> str:
        """The words of the office."""
        return " or ".join(self.titles)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of states to which its country belongs."""
        return tuple(self.why.partition(";")[0].split(", "))


@dataclass(frozen=True, kw_only=True)
class Cover:
    """How an office is covered: the stretches with no holder or several, and the days on which none is known."""

    office: Wanted
    odd: tuple[tuple[frozenset[str], date, date], ...]
    vacant: bool
    days: int

    @property
    def missing(self) -> int:
        """Days on which somebody must have held the office and nobody is known."""
        gaps = ((end - start).days + 1 for names, start, end in self.odd if not names)
        return 0 if self.vacant else sum(gaps)


def cover(office: Wanted, first: date = FIRST, last: date = LAST) -> Cover:
    terms = [term for title in office.titles for term in known_terms().get((office.country, title), [])]
    first = max(first, office.since)
    several = len(office.titles) > 1  # a king and a queen at once are no two holders of one office
    stretches = stretches_of(terms, first, last)
    odd = tuple(stretch for stretch in stretches if not stretch[0] or (len(stretch[0]) > 1 and not several))
    gaps = [(start, end) for names, start, end in odd if not names]
    vacant = bool(terms) and inside(gaps, terms, last)
    return Cover(office=office, odd=odd, vacant=vacant, days=(last - first).days + 1)


def wanted(only: str | None = None) -> Iterator[Wanted]:
    with (HERE / "actors/offices_wanted.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if only not in {None, row["country"]}:
                continue
            for office in row["offices"].split():
                words, _, since = office.partition("@")
                titles = tuple(TITLES.get(word, word.replace("_", " ")) for word in words.split("|"))
                yield Wanted(
                    country=row["country"], titles=titles, since=period(since)[0] if since else FIRST, why=row["why"]
                )


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


PAGE = """# Which offices are known, and which are not

Who held an office on a day (*de Franse president* in 2015) is looked up in the table of persons. For the G20, the EU,
Nato, the neighbours of the EU, Latin America and the Middle East that table is meant to know heads of state and
government and the ministers of foreign affairs and defence, day by day, from {first} to {last}. This page is what

```sh
python tools/check_offices.py --page docs/reference/offices.md
```

finds: **{summed}**. Where nobody is known, a description is left as it is (*minister van Defensie* of that country) and
nobody is guessed. Terms are written by hand from what is generally known, with a day where that is sure, else a month
or a year that counts in full; `tools/actors/offices_wanted.tsv` says which offices are asked for, and why some are not.
Of 2026 only a part is known (the Dutch cabinet of 23 February is): who held an office at the end of 2025 may be told
of a later day too, as the table knows no end.

{groups}

## Days for which nobody is known

{gaps}

## Offices that were vacant

Nobody held these between the two days, as far as the table tells: one term ended before, and the next began after.

{vacant}
"""


def page(covers: list[Cover]) -> str:
    """The page of the reference."""
    gaps = [one for one in covers if one.missing]
    return PAGE.format(
        first=FIRST,
        last=LAST,
        summed=summed(covers),
        groups=_groups(covers),
        gaps=_stretches(gaps),
        vacant=_stretches([one for one in covers if one.vacant]),
    )


def _groups(covers: list[Cover]) -> str:
    lines = ["| group | countries | offices | without a gap | days known |", "|---|---|---|---|---|"]
    for group in GROUPS:
        found = [one for one in covers if group in one.office.groups]
        countries = len({one.office.country for one in found})
        whole = sum(not one.missing for one in found)
        known = 100 - 100 * sum(one.missing for one in found) / sum(one.days for one in found)
        lines.append(f"| {group} | {countries} | {len(found)} | {whole} | {known:.1f}% |")
    return "\n".join(lines)


def _stretches(covers: Iterable[Cover]) -> str:
    lines = ["| country | office | from | to | days |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.office.country} | {one.office.title} | {start} | {end} | {(end - start).days + 1} |"
        for one in covers
        for names, start, end in one.odd
        if not names
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
