#!/usr/bin/env python3
"""Whom do words mean, and where was it? Measures the tables by hand, the bars on gold sets, and what linking costs.

    python benchmarks/linking.py [--gold FOLDER]... [--engine NAME]

The tables are `tests/cases/linking.toml` and `exonyms.toml`, every row of which is run. The bars are over claims
whose type is right. The cost is the part of the time for an article, coding with the engine, that finding names and
deciding who is meant take.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import tomllib
from datetime import datetime
from pathlib import Path

from accuracy import code
from goldsets import HERE, OWN_SETS, GoldSet

from kroniek.api import workshops
from kroniek.api.chronicle import settings_here
from kroniek.evaluation import evaluate
from kroniek.language import coref, reader
from kroniek.language.segment import sentences
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, DocumentId, Source

CASES = HERE.parent / "tests" / "cases"
TABLES = {"linking.toml": 0.95, "exonyms.toml": 0.97}
BARS = {
    "actor country": 0.92,
    "actor name": 0.82,
    "recipient country": 0.85,
    "recipient name": 0.72,
    "place country": 0.75,
}
COST = 0.10


def tables() -> bool:
    """Print the tables; True where all are above their bar."""
    good = True
    sys.path.insert(0, str(HERE.parent))  # the tests and this ask the same of a row
    asked = importlib.import_module("tests.language.test_linking")
    for (name, bar), is_right in zip(TABLES.items(), (asked.meant_right, asked.leads_right), strict=True):
        rows = [row for rows in tomllib.loads((CASES / name).read_text(encoding="utf-8")).values() for row in rows]
        right = sum(is_right(row) for row in rows)
        print(f"{name}: {right} of {len(rows)} rows right, {right / len(rows):.1%} (bar {bar:.0%})")
        good &= right / len(rows) >= bar
    return good


def bars(gold: GoldSet, engine: str) -> bool:
    """Print the fields of one set; True where all are above their bar."""
    found = evaluate(gold.coding, code(gold, engine), gold.texts).to_json()
    rows = found["parties"] | found["fields"]
    for label, bar in BARS.items():
        row = rows[label]
        mark = "" if row["f1"] >= bar else "  below"
        print(f"{gold.name}: {label:18} p {row['p']:.3f} r {row['r']:.3f} f1 {row['f1']:.3f} (bar {bar}){mark}")
    return all(rows[label]["f1"] >= bar for label, bar in BARS.items())


def cost(gold: GoldSet, engine: str) -> bool:
    """Print what linking costs in a set's texts; True where it is less than the bar."""
    steps = workshops.steps(settings=settings_here(engine=engine), now=_no_clock)
    documents = [
        Document(id=DocumentId(name), text=text, source=Source(address=name), content_hash=content_hash(text))
        for name, text in gold.texts.items()
    ]
    for document in documents[:3]:  # tables and model are loaded before the clock starts
        list(steps.code(steps.analyse(document)))
    start = time.perf_counter()
    for document in documents:
        list(steps.code(steps.analyse(document)))
    whole = time.perf_counter() - start
    cut = [(document, sentences(document)) for document in documents]
    start = time.perf_counter()
    named = [(document, found, reader._phrases(found, document.text)) for document, found in cut]  # noqa: SLF001
    finding = (time.perf_counter() - start) / whole
    start = time.perf_counter()
    for document, found, phrases in named:
        coref.mentions(document, found, phrases)
    deciding = (time.perf_counter() - start) / whole
    print(f"{gold.name}: of {whole / len(documents):.3f} s an article, finding names takes {finding:.1%}, ", end="")
    print(f"deciding who is meant {deciding:.1%} (bar {COST:.0%} together)")
    return finding + deciding < COST


def _no_clock() -> datetime:
    raise RuntimeError("nothing here reads a clock")


def main() -> int:
    """Measure; the exit status is 1 where something is below its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], help="a further gold set; may be repeated")
    parser.add_argument("--engine", default="trained", help="the coder to measure")
    asked = parser.parse_args()
    sets = [GoldSet.read(folder) for folder in (*OWN_SETS, *asked.gold)]
    good = [tables(), *(bars(gold, asked.engine) for gold in sets), cost(sets[0], asked.engine)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
