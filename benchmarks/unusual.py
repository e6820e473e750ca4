#!/usr/bin/env python3
"""How often is a week called unusual that is not, and how many that are? Histories made up with a known truth.

    python benchmarks/unusual.py [--sweep] [--keep] [--corpus FOLDER]

A history is 156 weeks of a pair: events and articles read. Kinds: even (Poisson), uneven (negative binomial), rare,
busy, growing (twice as many articles from half-way on, as when a feed is added), drifting (the rate wanders), in runs
(crises that last weeks). In all but the last no week has a reason to stand out, so an alarm is a false one. Then a week
at the end is made `FACTORS` times as busy: was it found? Numbers are swept on `dev` (odd seeds); `test` is reported.
Ways beside Kroniek's: Poisson with a gamma prior, mean plus three standard deviations, rank among the past weeks.
How it does on a chronicle of your own tells `kroniek watch --measure`; `--corpus` does the same with a chronicle of
annotated articles, such as `training/corpus/articles`, and keeps it in `results/unusual.json` too.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from goldsets import HERE

from kroniek.api.alerting import measure
from kroniek.memory import open_store
from kroniek.memory.unusual.tables import Numbers, numbers
from kroniek.memory.unusual.weeks import Count, tail, walked
from kroniek.model.watching import Measured

RESULTS = HERE / "results" / "unusual.json"
FIRST = date(2020, 1, 6)
WEEKS = 156
ARTICLES = 60
ONCE_IN = 100
EACH = 60
"""Histories of a kind in a half."""
FACTORS = (3, 6)
PAIRS = 40
"""Pairs of the corpus that are measured: the busiest."""
FALSE_BAR = 0.015
"""The share of weeks that may be false alarms on the test half, over all kinds but runs, where one in 100 is asked."""

Json = dict[str, Any]
Way = Callable[[Sequence[Count]], Iterator[bool]]


# -- histories ---------------------------------------------------------------------------------------------------------


def poisson(chance: random.Random, mean: float) -> int:
    """A draw: by halves where the mean is large, so that nothing underflows."""
    if mean > 30:  # noqa: PLR2004 - exp(-30) still has all its digits
        return poisson(chance, mean / 2) + poisson(chance, mean / 2)
    number, product_, limit = 0, chance.random(), math.exp(-mean)
    while product_ > limit:
        number += 1
        product_ *= chance.random()
    return number


def rates(kind: str, chance: random.Random) -> list[float]:
    """The rate of each week, in events."""
    base = {"rare": 0.15, "busy": 12.0}.get(kind, chance.choice([0.5, 1.0, 2.0, 4.0]))
    if kind == "drifting":
        found, level = [], 0.0
        for _ in range(WEEKS):
            level += chance.gauss(0, 0.06)
            found.append(base * math.exp(level))
        return found
    if kind == "in runs":
        found, level = [], 0.0
        for _ in range(WEEKS):
            level = 0.85 * level + chance.gauss(0, 0.5)
            found.append(base * math.exp(level))
        return found
    if kind == "growing":
        return [base * (1 if week < WEEKS // 2 else 2) for week in range(WEEKS)]
    return [base] * WEEKS


def history(kind: str, seed: int, *, factor: float = 1) -> list[Count]:
    """A history; its last week is `factor` times as busy."""
    chance = random.Random(f"{kind} {seed}")
    spread = {"uneven": 1.0, "rare": 0.5, "busy": 0.3, "growing": 0.3}.get(kind, 0.0)
    counts = []
    for week, rate in enumerate(rates(kind, chance)):
        articles = poisson(chance, ARTICLES * (2 if kind == "growing" and week >= WEEKS // 2 else 1))
        mean = rate * (factor if week == WEEKS - 1 else 1)
        if spread:
            mean *= chance.gammavariate(1 / spread, spread)
        counts.append(Count(start=FIRST + timedelta(weeks=week), events=poisson(chance, mean), articles=articles))
    return counts


KINDS = ("even", "uneven", "rare", "busy", "growing", "drifting", "in runs")
HALVES = {"dev": 1, "test": 0}


def seeds(half: str) -> range:
    """The seeds of a half."""
    return range(HALVES[half], 2 * EACH, 2)


# -- ways --------------------------------------------------------------------------------------------------------------


def kroniek(counts: Sequence[Count], told: Numbers | None = None) -> Iterator[bool]:
    """The rule of Kroniek, with other numbers where they are given."""
    return (one.is_unusual(ONCE_IN) for one in walked(counts, told))


def gamma(counts: Sequence[Count]) -> Iterator[bool]:
    """Poisson with a gamma prior over all weeks before, without articles."""
    total = 0
    for week, one in enumerate(counts):
        known = week >= numbers().least_weeks and total >= numbers().least_past_events
        mean = (total + 0.5) / (week + 0.5)
        chance = tail(one.events, mean=mean, spread=1 / (total + 0.5))
        yield known and one.events >= numbers().least_events and chance * ONCE_IN < 1
        total += one.events


def deviations(counts: Sequence[Count]) -> Iterator[bool]:
    """More than three standard deviations above the mean of the weeks before."""
    for week, one in enumerate(counts):
        past = [before.events for before in counts[:week]]
        known = week >= numbers().least_weeks and sum(past) >= numbers().least_past_events
        enough = known and one.events >= numbers().least_events
        yield enough and one.events > statistics.fmean(past) + 3 * statistics.pstdev(past)


def rank(counts: Sequence[Count]) -> Iterator[bool]:
    """As busy as at most one in a hundred of the weeks before."""
    for week, one in enumerate(counts):
        past = [before.events for before in counts[:week]]
        enough = week >= numbers().least_weeks and one.events >= numbers().least_events
        yield enough and (1 + sum(before >= one.events for before in past)) / (1 + week) * ONCE_IN < 1


WAYS: dict[str, Way] = {
    "Kroniek": kroniek,
    "Poisson-gamma": gamma,
    "mean + 3 sd": deviations,
    "rank": rank,
}


# -- measuring ---------------------------------------------------------------------------------------------------------


def measured(half: str, way: Way, kinds: Sequence[str] = KINDS) -> Json:
    """For each kind the share of weeks with an alarm, and of busy weeks that were found."""
    found: Json = {}
    for kind in kinds:
        alarms = [alarm for seed in seeds(half) for alarm in list(way(history(kind, seed)))[numbers().least_weeks :]]
        row = {"alarms": round(sum(alarms) / len(alarms), 4)}
        for factor in FACTORS:
            hits = [list(way(history(kind, seed, factor=factor)))[-1] for seed in seeds(half)]
            row[f"found x{factor}"] = round(sum(hits) / len(hits), 2)
        found[kind] = row
    calm = [row for kind, row in found.items() if kind != "in runs"]
    found["all but runs"] = {key: round(statistics.fmean(row[key] for row in calm), 4) for key in calm[0]}
    return found


def sweep() -> None:
    """Other numbers, on dev."""
    for life, usual, weight in product((26, 52, 104), (0.25, 0.5, 1.0), (1.0, 4.0, 16.0)):
        told = replace(numbers(), half_life_weeks=life, usual_spread=usual, spread_weight=weight)
        row = measured("dev", partial(kroniek, told=told))
        worst = max(row[kind]["alarms"] for kind in KINDS if kind != "in runs")
        print(life, usual, weight, row["all but runs"], "worst", worst, "runs", row["in runs"]["alarms"], sep="  ")


def of_corpus(folder: Path) -> Json:
    """The busiest pairs in a chronicle of annotated articles, in order of publication: all of them together."""
    from joining_set import articles_in  # noqa: PLC0415 - needs the folder of training

    articles = sorted(articles_in(folder), key=lambda one: (str(one[0].published and one[0].published.day), one[0].id))
    with tempfile.TemporaryDirectory() as place, open_store(Path(place) / "corpus.db") as store:
        for document, claims in articles:
            store.add(document, claims, placement=store.place(document))
        pairs = measure(store, once_in=ONCE_IN, most=PAIRS)
    judged = [one.judged for one in pairs if one.judged]
    total = sum(judged, Measured())
    return {
        "articles": len(articles),
        "weeks with articles": max((one.weeks for one in pairs), default=0),
        "pairs": len(pairs),
        "pairs judged": len(judged),
        "weeks judged": total.weeks,
        "alarms": total.flagged,
        "share": round(total.share, 4),
        "shuffled share": round(total.shuffled_share, 4),
    }


def table(results: Json) -> str:
    """The table of the page."""
    lines = ["| way | kind | alarms per 100 weeks | found ×3 | found ×6 |", "|---|---|--:|--:|--:|"]
    for way, rows in results.items():
        for kind, row in rows.items():
            lines.append(
                f"| {way} | {kind} | {100 * row['alarms']:.2f} | {row['found x3']:.2f} | {row['found x6']:.2f} |"
            )
    return "\n".join(lines)


def main() -> int:
    """Measure; the exit status is 1 where false alarms are over the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweep", action="store_true", help="try other numbers on dev")
    parser.add_argument("--corpus", type=Path, metavar="FOLDER", help="also measure on these annotated articles")
    parser.add_argument("--keep", action="store_true", help="write results/unusual.json and the table of the page")
    asked = parser.parse_args()
    if asked.sweep:
        sweep()
        return 0
    results = {name: measured("test", way) for name, way in WAYS.items()}
    print(table(results))
    corpus = of_corpus(asked.corpus) if asked.corpus else {}
    print(*(f"{key}: {value}" for key, value in corpus.items()), sep="\n")
    if asked.keep:
        kept = {"made up": results, "corpus": corpus}
        RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page = HERE / "README.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- unusual -->\n")
        after = rest.partition("<!-- /unusual -->")[2]
        page.write_text(f"{before}<!-- unusual -->\n{table(results)}\n<!-- /unusual -->{after}", encoding="utf-8")
    return 0 if results["Kroniek"]["all but runs"]["alarms"] <= FALSE_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
