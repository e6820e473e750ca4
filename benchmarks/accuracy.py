#!/usr/bin/env python3
"""How good are the claims? Codes every gold set with the real command, scores it, and holds the floors.

    python benchmarks/accuracy.py [--gold FOLDER]... [--together NAME]... [--misses] [--against RESULTS.json]
                                  [--keep] [--raise | --lower REASON]

Sets named by --together are also measured as one, and so are all of them. With --keep the run is stored in
`benchmarks/results/ENGINE.json` and its tables are put into the pages. A floor is a figure that a change may not
lower; it holds for one digest of the gold, and moves up with --raise, down only with --lower and a reason that is
kept beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import naive
import tables
from goldsets import HERE, OWN_SETS, GoldSet

from kroniek.errors import KroniekError, UsageError
from kroniek.evaluation import Coding, Evaluation, evaluate, read_coding

FLOORS = HERE / "floors.toml"
HELD = ("spotted", "quad", "typed", "strict")
Floors = dict[str, dict[str, dict[str, Any]]]


def code(gold: GoldSet, engine: str) -> Coding:
    """What `kroniek code` makes of the texts of a set."""
    with tempfile.TemporaryDirectory() as folder:
        articles, coded = Path(folder) / "articles.jsonl", Path(folder) / "coded.jsonl"
        gold.write_articles(articles)
        command = [sys.executable, "-c", "from kroniek.faces.cli.main import main; main()", "code", str(articles)]
        environment = os.environ | {"KRONIEK_ENGINE": engine}
        with coded.open("wb") as output:
            subprocess.run(command, stdout=output, check=True, env=environment, cwd=folder)
        return read_coding(coded)


def code_naively(gold: GoldSet) -> Coding:
    """What the baseline makes of the texts of a set."""
    return Coding.of(record for document, text in gold.texts.items() for record in naive.code(document, text))


def figures(evaluation: Evaluation) -> dict[str, float]:
    """The figures that floors hold: F1 of the four kinds of hits, and of dyads."""
    rows = {**{label: evaluation.events[label] for label in HELD}, "dyads": evaluation.dyads}
    return {label: float(row["f1"] or 0) for label, row in rows.items()}


def below(floors: Floors, engine: str, gold: GoldSet, found: Mapping[str, float]) -> list[str]:
    """What is wrong with these figures, in words; nothing where no floor was set."""
    floor = floors.get(engine, {}).get(gold.name)
    if floor is None:
        return []
    if floor["gold"] != gold.digest:
        return [f"{gold.name}: the gold has changed ({gold.digest}); set its floors anew with --lower REASON"]
    return [
        f"{gold.name}: {label} is {value}, its floor is {floor[label]}"
        for label, value in found.items()
        if value < floor[label]
    ]


def moved(floors: Floors, engine: str, gold: GoldSet, found: Mapping[str, float], reason: str | None) -> Floors:
    """The floors with those of one set put at these figures; without a reason none goes down."""
    old = floors.get(engine, {}).get(gold.name, {})
    values = {label: value if reason else max(value, old.get(label, 0.0)) for label, value in found.items()}
    kept = reason or old.get("reason")
    new = {"gold": gold.digest, **values, **({"reason": kept} if kept else {})}
    return {**floors, engine: {**floors.get(engine, {}), gold.name: new}}


def write_floors(floors: Floors) -> None:
    """The floors as TOML."""
    lines = ["# Figures that a change may not lower; written by benchmarks/accuracy.py --raise or --lower REASON."]
    for engine, sets in sorted(floors.items()):
        for name, floor in sorted(sets.items()):
            lines += ["", f"[{engine}.{name}]"]
            lines += [f"{label} = {json.dumps(value, ensure_ascii=False)}" for label, value in floor.items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def changes(old: object, new: object, path: str = "") -> list[str]:
    """Every figure that differs between two results, row by row."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [*old, *(key for key in new if key not in old)]
        return [line for key in keys for line in changes(old.get(key), new.get(key), f"{path}/{key}")]
    return [] if old == new else [f"{path}: {old} → {new}"]


def measured(folders: Sequence[Path], together: Sequence[str]) -> list[GoldSet]:
    """The sets in these folders; raises `UsageError` where one is not among them that is to be measured together."""
    sets = [GoldSet.read(folder) for folder in folders]
    if unknown := sorted(set(together) - {gold.name for gold in sets}):
        raise UsageError(f"--together names {', '.join(unknown)}; the sets are {', '.join(one.name for one in sets)}.")
    return sets


def joined(sets: Sequence[GoldSet], coded: Mapping[str, Coding]) -> Evaluation:
    """Several sets measured as one."""
    texts = {document: text for one in sets for document, text in one.texts.items()}
    gold, found = (
        Coding(
            documents=frozenset(document for one in codings for document in one.documents),
            events={document: events for one in codings for document, events in one.events.items()},
        )
        for codings in ([one.coding for one in sets], [coded[one.name] for one in sets])
    )
    return evaluate(gold, found, texts)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], help="a further gold set; may be repeated")
    parser.add_argument("--together", action="append", default=[], help="a set to measure as one with others")
    parser.add_argument("--engine", default="trained", help="the coder to measure")
    parser.add_argument("--misses", action="store_true", help="list the events that were missed or made up")
    parser.add_argument("--keep", action="store_true", help="store this run and put its tables into the pages")
    parser.add_argument("--against", type=Path, help="earlier results to compare with, row by row")
    move = parser.add_mutually_exclusive_group()
    move.add_argument("--raise", dest="up", action="store_true", help="put the floors at these figures where higher")
    move.add_argument("--lower", metavar="REASON", help="put the floors at these figures, also where lower")
    return parser.parse_args()


def main() -> int:
    """Measure, report, hold the floors; the exit status is 1 where a floor gave way."""
    asked = arguments()
    floors: Floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    results: tables.Results = {}
    wrong: list[str] = []
    sets = measured((*OWN_SETS, *asked.gold), asked.together)
    coded: dict[str, Coding] = {}
    for gold in sets:
        coded[gold.name] = code(gold, asked.engine)
        evaluation = evaluate(gold.coding, coded[gold.name], gold.texts)
        baseline = evaluate(gold.coding, code_naively(gold), gold.texts)
        coders = {asked.engine: evaluation.to_json(), "naive": baseline.to_json()}
        results[gold.name] = {"gold": gold.digest, "coders": coders}
        if asked.up or asked.lower:
            floors = moved(floors, asked.engine, gold, figures(evaluation), asked.lower)
        wrong += below(floors, asked.engine, gold, figures(evaluation))
        if evaluation.quotes_not_found:
            wrong.append(f"{gold.name}: {evaluation.quotes_not_found} quotes do not stand in their text")
        if asked.misses:
            print(*evaluation.misses, sep="\n")
    if asked.up or asked.lower:
        write_floors(floors)
    print(tables.accuracy(results))
    if asked.together:
        for group in ([gold for gold in sets if gold.name in asked.together], sets):
            told = {"coders": {asked.engine: joined(group, coded).to_json()}}
            print("", tables.accuracy({" + ".join(one.name for one in group): told}), sep="\n")
    if asked.against:
        print(*changes(json.loads(asked.against.read_text(encoding="utf-8")), results), sep="\n")
    if asked.keep:
        tables.keep(asked.engine, results)
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KroniekError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"accuracy: {error}")
