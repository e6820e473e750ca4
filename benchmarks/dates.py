#!/usr/bin/env python3
"""How good is the reader of times? Found words, and the days that they are placed on.

    python benchmarks/dates.py corpus FOLDER [--misses]        gold.jsonl, mentions.jsonl, meta.json and texts/
    python benchmarks/dates.py recognizers FOLDER [--misses]   the Dutch date cases of Recognizers-Text, *.json.gz
    python benchmarks/dates.py speed FOLDER                    sentences per second, times and numbers together

A corpus names spans of time and dates of claims. Span figures compare exact words; the date of a claim is compared by
the codebook's rule (same day, month or year; half in common for weeks and spans), with the reading that the claim's
status asks for. Of Recognizers-Text those kinds count that news uses: dates, periods, durations, feast days.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kroniek.language.dates import find_all_times, find_times
from kroniek.language.numbers import find_numbers
from kroniek.language.segment import sentences, tokenise
from kroniek.model.analysis import Sentence, TimeMention
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, DocumentId, Source
from kroniek.model.when import When

AHEAD = {"planned", "possible"}
NEWS_FILES = (
    "DateExtractor DateParser DatePeriodExtractor DatePeriodParser DurationExtractor DurationParser HolidayExtractor "
    "HolidayParser"
)
PLACED = {"date", "daterange"}


def document(name: str, text: str) -> Document:
    """A document of this text."""
    return Document(
        id=DocumentId(name),
        text=text,
        source=Source(address=f"{name}.txt", format="text"),
        content_hash=content_hash(text),
    )


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


def cases(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every case of the kinds that news uses with its first expected result."""
    for kind in NEWS_FILES.split():
        path = folder / f"DateTime_Dutch_{kind}.json.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for case in json.load(file):
                for result in case["Results"]:
                    yield kind, case, result


def sentence_of(text: str) -> Sentence:
    """A text as one sentence."""
    return Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))


def expected(resolution: dict[str, str]) -> tuple[str, str] | None:
    """Start and end, both included, of a resolution; Recognizers-Text excludes the end."""
    if "date" in resolution:
        return resolution["date"], resolution["date"]
    if "startDate" in resolution and "endDate" in resolution:
        return resolution["startDate"], resolution["endDate"]
    return None


def placed_right(result: dict[str, Any], mentions: Sequence[TimeMention]) -> bool:
    """Does one of our readings give the days that the case asks for? Ends may be told one day apart."""
    value = result["Value"]
    for mention in mentions:
        for key, when in (("PastResolution", mention.past), ("FutureResolution", mention.future)):
            want = expected(value.get(key) or {})
            if want is None or when is None:
                continue
            start, end = date.fromisoformat(want[0]), date.fromisoformat(want[1])
            if when.start == start and 0 <= (end - when.end).days <= 1:
                return True
    return False


def measure_recognizers(folder: Path, *, misses: bool) -> None:
    """Found words and placed days, by kind of case."""
    tally: dict[str, Counter[str]] = {}
    for kind, case, result in cases(folder):
        text = case["Input"]
        reference = (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")
        mentions = find_times(sentence_of(text), anchor=date.fromisoformat(reference[:10]), text=text)
        start, end = result["Start"], result["Start"] + result["Length"]
        here = [mention for mention in mentions if mention.start < end and start < mention.end]
        counts = tally.setdefault(kind, Counter())
        counts.update(all=1, found=bool(here))
        if (
            kind.endswith("Parser")
            and result["Type"] in PLACED
            and expected(result["Value"].get("PastResolution") or {})
        ):
            right = placed_right(result, here)
            counts.update(placeable=1, placed=right)
        else:
            right = bool(here)
        if misses and not right:
            told = [
                (m.past and f"{m.past.start}..{m.past.end}", m.future and f"{m.future.start}..{m.future.end}")
                for m in here
            ]
            print(
                kind,
                result["Text"],
                text,
                (result.get("Value") or {}).get("PastResolution"),
                told,
                reference[:10],
                sep="\t",
            )
    for kind, counts in [*tally.items(), ("all", sum(tally.values(), Counter[str]()))]:
        placed = percent(counts["placed"], counts["placeable"])
        print(f"{kind:22} found {percent(counts['found'], counts['all'])}  placed {placed}")


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


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["corpus", "recognizers", "speed"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    arguments = parser.parse_args()
    if arguments.what == "speed":
        measure_speed(arguments.folder)
    elif arguments.what == "corpus":
        measure_corpus(arguments.folder, misses=arguments.misses)
    else:
        measure_recognizers(arguments.folder, misses=arguments.misses)


if __name__ == "__main__":
    main()
