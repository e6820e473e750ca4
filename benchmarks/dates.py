#!/usr/bin/env python3
"""How good is the reader of times? Found words, and the days that they are placed on.

    python benchmarks/dates.py suites FOLDER [--misses]    the hand-written table, and the suite of Recognizers-Text
        [--heideltime JAR --heideltime-config FILE] [--dateparser PYTHON] [--keep]    others beside it
    python benchmarks/dates.py corpus FOLDER [--misses]    gold.jsonl, mentions.jsonl, meta.json and texts/
    python benchmarks/dates.py speed FOLDER                sentences per second, times and numbers together

Of the suite those kinds count that news uses; `recognizers_nl.toml` says which are left out and why. A corpus names
spans of time and dates of claims. Span figures compare exact words; the date of a claim is compared by the codebook's
rule (same day, month or year; half in common for weeks and spans), with the reading that the claim's status asks for.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import tables
from time_readers import document
from time_suites import measure_recognizers, measure_table

from kroniek.language.dates import find_all_times, find_times
from kroniek.language.numbers import find_numbers
from kroniek.language.segment import sentences
from kroniek.model.analysis import TimeMention
from kroniek.model.text import Document
from kroniek.model.when import When

AHEAD = {"planned", "possible"}


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, its line of documents left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "docs" not in record:
            yield record


def percent(part: int, whole: int) -> str:
    """A share as a line of the report writes it."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def corpus(folder: Path) -> Iterator[tuple[str, Document, date, tuple[TimeMention, ...]]]:
    """Every text of a compiled corpus with its times."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "texts").glob("*.txt")):
        one = document(path.stem, path.read_text(encoding="utf-8"))
        day = date.fromisoformat(meta[path.stem]["published"])
        yield path.stem, one, day, find_all_times(sentences(one), anchor=day, text=one.text)


def agrees(gold: dict[str, Any], when: When | None) -> bool:
    """The codebook's rule for two dates that agree."""
    if when is None:
        return False
    start, end = date.fromisoformat(gold["start"]), date.fromisoformat(gold["end"])
    if gold["grain"] == "day":
        return (start, end) == (when.start, when.end)
    if gold["grain"] in {"month", "year"}:
        length = 7 if gold["grain"] == "month" else 4
        return all(
            one.isoformat()[:length] == other.isoformat()[:length]
            for one, other in ((start, when.start), (end, when.end))
        )
    common = (min(end, when.end) - max(start, when.start)).days + 1
    return 2 * common >= (max(end, when.end) - min(start, when.start)).days + 1


def measure_corpus(folder: Path, *, misses: bool) -> None:
    """Spans against the marked times, dates against the claims."""
    found = {name: (one, times) for name, one, _, times in corpus(folder)}
    tally: Counter[str] = Counter()
    for record in records(folder / "mentions.jsonl"):
        one, times = found[record["doc_id"]]
        gold = {(mention["start"], mention["end"]) for mention in record["mentions"] if mention["kind"] == "TIME"}
        ours = {(mention.start, mention.end) for mention in times}
        tally.update(gold=len(gold), ours=len(ours), same=len(gold & ours))
        touched = [a for a in gold if any(a[0] < b[1] and b[0] < a[1] for b in ours)]
        real = [b for b in ours if any(a[0] < b[1] and b[0] < a[1] for a in gold)]
        tally.update(touched=len(touched), real=len(real))
        if misses:
            for start, end in sorted(gold - ours):
                other = [one.text[b[0] : b[1]] for b in sorted(ours) if start < b[1] and b[0] < end]
                print("span-missed", repr(one.text[start:end]), "ours", other, sep="\t")
            for start, end in sorted(ours - set(real)):
                print("span-extra", repr(one.text[start:end]), one.text[max(0, start - 30) : end + 30], sep="\t")
    print(
        "spans exact: recall", percent(tally["same"], tally["gold"]), "precision", percent(tally["same"], tally["ours"])
    )
    print(
        "spans touched: recall",
        percent(tally["touched"], tally["gold"]),
        "precision",
        percent(tally["real"], tally["ours"]),
    )
    measure_claims(folder, found, misses=misses)


def measure_claims(folder: Path, found: dict[str, tuple[Document, tuple[TimeMention, ...]]], *, misses: bool) -> None:
    """The date of each claim that points to words."""
    tally: Counter[str] = Counter()
    for record in records(folder / "gold.jsonl"):
        gold = record["date"]
        if not gold or not gold.get("at"):
            continue
        start, end = gold["at"]
        times = found[record["doc_id"]][1]
        here = [mention for mention in times if mention.start < end and start < mention.end]
        ahead = record["status"] in AHEAD
        readings = [(m.future or m.past) if ahead else (m.past or m.future) for m in here]
        right = any(agrees(gold, when) for when in readings)
        either = any(agrees(gold, when) for m in here for when in (m.past, m.future))
        tally.update(all=1, right=right, either=either, placed=any(readings))
        if misses and not right:
            told = [f"{when.start}..{when.end}" for when in readings if when]
            print("date", repr(gold["text"]), f"{gold['start']}..{gold['end']}", record["status"], told, either,
                  record["doc_id"], sep="\t")  # fmt: skip
    shares = {name: percent(tally[name], tally["all"]) for name in ("right", "either")}
    print("claims' dates: right", shares["right"], "by either reading", shares["either"])
    print("claims' dates: right of those placed", percent(tally["right"], tally["placed"]))


def measure_speed(folder: Path) -> None:
    """Sentences per second over the texts of a corpus."""
    texts = [(one, day) for _, one, day, _ in corpus(folder)]
    cut = [(sentences(one), day, one.text) for one, day in texts]
    start, count = time.perf_counter(), 0
    for found, day, text in cut:
        for sentence in found:
            times = find_times(sentence, anchor=day, text=text)
            find_numbers(sentence, times=times)
            count += 1
    seconds = time.perf_counter() - start
    print(f"{count} sentences, {count / seconds:.0f} per second")


def report(run: dict[str, Any]) -> None:
    """The tables of a run, and the failures by kind."""
    print(
        tables.time_table(run), tables.time_suite(run), tables.time_left_out(run), tables.time_failures(run), sep="\n\n"
    )


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["suites", "corpus", "speed"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    parser.add_argument("--heideltime", type=Path, metavar="JAR", help="HeidelTime standalone, to run beside")
    parser.add_argument("--heideltime-config", type=Path, metavar="FILE", help="its config.props")
    parser.add_argument("--tagger", default="TREETAGGER", choices=["TREETAGGER", "NO"], help="its tagger")
    parser.add_argument("--dateparser", type=Path, metavar="PYTHON", help="an interpreter that has dateparser")
    parser.add_argument("--keep", action="store_true", help="store the run and put its tables into the pages")
    asked = parser.parse_args()
    if asked.what == "speed":
        measure_speed(asked.folder)
        return
    if asked.what == "corpus":
        measure_corpus(asked.folder, misses=asked.misses)
        return
    run = {"table": measure_table(asked), "recognizers": measure_recognizers(asked)}
    report(run)
    if asked.keep:
        tables.keep("dates", run)


if __name__ == "__main__":
    main()
