#!/usr/bin/env python3
"""Which events are one story? Measures events that were put in stories by hand.

    python benchmarks/stories.py [--misses] [--keep]

The dossiers stand in `tests/cases/stories.toml`, in two halves (see there): numbers are swept on `dev`, and of `test`
only the sums are looked at. B³ asks for every event which part of its story is right (precision), and which part of the
right story it is with (recall). Purity is the share of events that are of the commonest right story of theirs.
Baselines: every event a story of its own; all events of the same two countries one story; the same, cut at a silence.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commitments import stored
from goldsets import HERE

from kroniek.memory.store import StoredClaim
from kroniek.memory.stories.threads import Happening, happenings, threads

CASES = HERE.parent / "tests" / "cases" / "stories.toml"
HALVES = ("dev", "test")
RESULTS = HERE / "results" / "stories.json"
SILENCE_DAYS = 180
Json = dict[str, Any]
Groups = list[list[str]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier of the file, with its half; `stories` names the story of each event."""

    name: str
    half: str
    claims: tuple[StoredClaim, ...]
    stories: dict[str, str]


def dossiers() -> tuple[Dossier, ...]:
    """The dossiers: an odd number is `dev`, an even one `test`."""
    rows = tomllib.loads(CASES.read_text(encoding="utf-8"))["dossier"]
    return tuple(_dossier(("test", "dev")[number % 2], row) for number, row in enumerate(rows, 1))


def _dossier(half: str, row: Json) -> Dossier:
    claims: list[StoredClaim] = []
    stories: dict[str, str] = {}
    for number, line in enumerate(filter(str.strip, row["claims"].splitlines())):
        story, _, rest = line.partition(" ; ")
        one = stored(rest, number=number, document=f"{row['name']} {number}", offset=0)
        claims.append(one)
        stories[one.event] = story.strip()
    return Dossier(name=row["name"], half=half, claims=tuple(claims), stories=stories)


# -- what is measured ------------------------------------------------------------------------------------------------


def found(events: Sequence[Happening]) -> Groups:
    """The stories of Kroniek."""
    return [[one.id for one in thread.happenings] for thread in threads(events)]


def alone(events: Sequence[Happening]) -> Groups:
    """Every event is a story."""
    return [[one.id] for one in events]


def pair(events: Sequence[Happening]) -> Groups:
    """The events of the same countries are a story."""
    groups: dict[frozenset[str], list[str]] = {}
    for one in events:
        groups.setdefault(_countries(one), []).append(one.id)
    return list(groups.values())


def pair_and_time(events: Sequence[Happening]) -> Groups:
    """The same, until there was nothing for half a year."""
    groups: Groups = []
    last: dict[frozenset[str], tuple[int, Happening]] = {}
    for one in events:
        key = _countries(one)
        at, before = last.get(key, (-1, one))
        if at < 0 or (one.reported - before.reported).days > SILENCE_DAYS:
            at = len(groups)
            groups.append([])
        groups[at].append(one.id)
        last[key] = (at, one)
    return groups


def _countries(one: Happening) -> frozenset[str]:
    return frozenset(side for side in one.sides if side.startswith("state "))


WAYS: dict[str, Callable[[Sequence[Happening]], Groups]] = {
    "Kroniek": found,
    "every event alone": alone,
    "same countries": pair,
    "same countries, no silence": pair_and_time,
}


def measured(some: Sequence[Dossier], way: Callable[[Sequence[Happening]], Groups]) -> Json:
    """B³ and purity over all events of some dossiers, all read into one chronicle."""
    gold = {event: f"{one.name}/{story}" for one in some for event, story in one.stories.items()}
    groups = way(happenings([claim for one in some for claim in one.claims]))
    sizes = Counter(gold.values())
    precision = recall = pure = 0.0
    for group in groups:
        inside = Counter(gold[event] for event in group)
        precision += sum(number * number / len(group) for number in inside.values())
        recall += sum(number * number / sizes[story] for story, number in inside.items())
        pure += max(inside.values())
    number = len(gold)
    precision, recall = precision / number, recall / number
    return {
        "events": number,
        "stories": len(groups),
        "right stories": len(sizes),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / (precision + recall), 3),
        "purity": round(pure / number, 3),
    }


def misses(some: Sequence[Dossier]) -> Iterator[str]:
    """The stories of dev in which several are mixed, or which were cut."""
    gold = {event: f"{one.name}/{story}" for one in some for event, story in one.stories.items()}
    texts: dict[str, str] = {one.event: one.claim.evidence[0].quote.text for dossier in some for one in dossier.claims}
    for group in found(happenings([claim for one in some for claim in one.claims])):
        inside = Counter(gold[event] for event in group)
        if len(inside) > 1 or len(group) < sum(story == gold[group[0]] for story in gold.values()):
            yield f"- {', '.join(f'{name} {number}' for name, number in inside.items())}"
            yield from (f"    {gold[event]}: {texts[event]}" for event in group)


def main() -> int:
    """Measure; the exit status is 1 where a half is worse than a baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="tell the stories of dev that are mixed or cut")
    parser.add_argument("--keep", action="store_true", help="write results/stories.json and the table of the page")
    asked = parser.parse_args()
    some = dossiers()
    results = {
        half: {name: measured([one for one in some if one.half == half], way) for name, way in WAYS.items()}
        for half in HALVES
    }
    for half, rows in results.items():
        for name, row in rows.items():
            print(f"{half:5} {name:28}", *(f"{key} {value}" for key, value in row.items()), sep="  ")
    if asked.misses:
        print(*misses([one for one in some if one.half == "dev"]), sep="\n")
    if asked.keep:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page = HERE / "README.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- stories -->\n")
        after = rest.partition("<!-- /stories -->")[2]
        page.write_text(f"{before}<!-- stories -->\n{table(results)}\n<!-- /stories -->{after}", encoding="utf-8")
    return 0 if all(_is_best(rows) for rows in results.values()) else 1


def _is_best(rows: Json) -> bool:
    return all(rows["Kroniek"]["f1"] > row["f1"] for name, row in rows.items() if name != "Kroniek")


def table(results: Json) -> str:
    """The table of the page."""
    lines = [
        "| half | way | events | stories (right) | B³ precision | B³ recall | B³ F1 | purity |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for half, rows in results.items():
        for name, row in rows.items():
            cells = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1", "purity"))
            lines.append(f"| {half} | {name} | {row['events']} | {row['stories']} ({row['right stories']}) | {cells} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
