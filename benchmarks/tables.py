"""Kept runs, and the tables of them in the pages.

A table stands between `<!-- NAME -->` and `<!-- /NAME -->` in `README.md` or `benchmarks/README.md`; a test compares it
with the runs in `benchmarks/results`, so no page tells other figures than were measured.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from goldsets import HERE

Results = dict[str, dict[str, Any]]
BASELINE = "naive"
_GROUPS = ("parties", "fields")
PAGES = (HERE.parent / "README.md", HERE / "README.md")
SPEED_WORDS = {
    "articles": "articles",
    "characters_per_article": "characters in an article",
    "help_s": "`kroniek --help`, seconds",
    "first_article_s": "`kroniek code` of one article, start-up included, seconds",
    "code_articles_per_s": "`kroniek code`, articles per second",
    "read_articles_per_s": "`kroniek read` (code and keep), articles per second",
    "read_known_articles_per_s": "`kroniek read` of articles that are known, per second",
    "timeline_s": "`kroniek timeline` of all claims, seconds",
    "peak_memory_mb": "highest memory of any command, MB",
}


def accuracy(results: Results) -> str:
    """The main figures of every set, ours beside the baseline's."""
    head = ("set", "coder", "events", "spotted", "quad", "typed p", "typed r", "typed", "strict", "dyads", "not found")
    lines = [_row(head), _rule(len(head), left=2)]
    for name, result in results.items():
        for coder, found in result["coders"].items():
            events, typed = found["events"], found["events"]["typed"]
            cells = [name, coder, f"{typed['system']} / {typed['gold']}"]
            cells += [f"{events[label]['f1']:.3f}" for label in ("spotted", "quad")]
            cells += [f"{typed['p']:.3f}", f"{typed['r']:.3f}", f"{typed['f1']:.3f}", f"{events['strict']['f1']:.3f}"]
            cells += [f"{found['dyads']['']['f1']:.3f}", str(found["quotes not found in the text"])]
            lines.append(_row(cells))
    return "\n".join(lines)


def summary(results: Results) -> str:
    """What a first reader wants to know: of the claims, how many are right, and of the events, how many are found."""
    head = ("texts", "claims with the right type", "events found with the right type", "naive baseline")
    lines = [_row(head), _rule(len(head), left=1)]
    for name, result in results.items():
        ours = next(found for coder, found in result["coders"].items() if coder != BASELINE)["events"]["typed"]
        theirs = result["coders"][BASELINE]["events"]["typed"]
        right = f"{ours['p']:.0%} of {ours['system']}"
        lines.append(_row((name, right, f"{ours['r']:.0%} of {ours['gold']}", f"{theirs['p']:.0%}, {theirs['r']:.0%}")))
    return "\n".join(lines)


def fields(results: Results) -> str:
    """Parties and fields of pairs of one type, by set."""
    ours = {name: _ours(result) for name, result in results.items()}
    lines = [_row(("", *ours)), _rule(len(ours) + 1, left=1)]
    for group in ("parties", "fields", "evidence"):
        labels = next(iter(ours.values()))[group]
        lines += [_row((label, *(_figure(found[group][label]) for found in ours.values()))) for label in labels]
    return "\n".join(lines)


def bars(results: Results) -> str:
    """What parties and fields were to reach (`bars.toml`), and F1 or share by set and over all claims of the sets."""
    ours = {name: _ours(result) for name, result in results.items()}
    head = ("", "bar", *ours, "all", "bar met", "tried")
    lines = [_row(head), "|---|" + "--:|" * (len(ours) + 2) + "---|---|"]
    for bar in bars_of():
        rows = [
            found[group][bar["field"]] for found in ours.values() for group in _GROUPS if bar["field"] in found[group]
        ]
        whole, upper = _pooled(rows), bar.get("at_most", False)
        met = whole is not None and (whole <= bar["bar"] if upper else whole >= bar["bar"])
        cells = [_two(one) for one in (*(_pooled([row]) for row in rows), whole)]
        wanted = ("≤ " if upper else "≥ ") + f"{bar['bar']:.2f}"
        lines.append(_row([bar["field"], wanted, *cells, "met" if met else "below", bar["tried"]]))
    return "\n".join(lines)


def bars_of() -> list[dict[str, Any]]:
    """The bars of `bars.toml`."""
    return list(tomllib.loads((HERE / "bars.toml").read_text(encoding="utf-8"))["bar"])


def _pooled(rows: Sequence[Mapping[str, Any]]) -> float | None:
    """The share that is right, or F1, of several rows of one field counted together; None where there is nothing."""
    if "share" in rows[0]:
        number = sum(row["n"] for row in rows)
        return sum((row["share"] or 0) * row["n"] for row in rows) / number if number else None
    right = sum(round(row["r"] * row["gold"]) for row in rows)
    number = sum(row["gold"] + row["system"] for row in rows)
    return 2 * right / number if number else None


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def types(results: Results) -> str:
    """Every type over all sets: how many in gold and given, and how many of them are right."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for result in results.values():
        for label, row in _ours(result)["per type"].items():
            for index, value in enumerate((row["gold"], row["system"], round(row["r"] * row["gold"]))):
                counts[label][index] += value
    lines = [_row(("type", "gold", "given", "right", "p", "r")), _rule(6, left=1)]
    for label, (gold, system, hits) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])):
        share = [f"{hits / number:.2f}" if number else "" for number in (system, gold)]
        lines.append(_row((label, str(gold), str(system), str(hits), *share)))
    return "\n".join(lines)


def speed(figures: Mapping[str, float]) -> str:
    """The figures of speed."""
    lines = [_row(("", "")), _rule(2, left=1)]
    return "\n".join([*lines, *(_row((words, f"{figures[name]:g}")) for name, words in SPEED_WORDS.items())])


READERS = {"kroniek": "Kroniek", "heideltime": "HeidelTime", "dateparser": "dateparser"}


def time_table(run: Mapping[str, Any]) -> str:
    """Rows of the hand-written table that each reader of times gets right, by group."""
    readers = list(run["table"])
    lines = [_row(("group", "rows", *(READERS[name] for name in readers))), _rule(len(readers) + 2, left=1)]
    for group, (rows, _) in run["table"]["kroniek"].items():
        shares = [f"{run['table'][name][group][1] / rows:.3f}" for name in readers]
        lines.append(_row((group, str(rows), *shares)))
    return "\n".join(lines)


def time_suite(run: Mapping[str, Any]) -> str:
    """Cases of the suite of Recognizers-Text that each reader passes, by kind."""
    kinds = run["recognizers"]["kinds"]
    lines = [_row(("kind", "reader", "cases", "words found", "days right", "passed", "as the suite counts"))]
    lines.append(_rule(7, left=2))
    for kind in kinds["kroniek"]:
        for reader, found in kinds.items():
            row = found[kind]
            days = f"{row['placed'] / row['days']:.3f} of {row['days']}" if row.get("days") else "–"
            shares = [f"{row[name] / row['cases']:.3f}" for name in ("found", "passed", "suite")]
            lines.append(_row((kind, READERS[reader], str(row["cases"]), shares[0], days, *shares[1:])))
    return "\n".join(lines)


def time_left_out(run: Mapping[str, Any]) -> str:
    """How many cases of the suite are left out, by reason."""
    left_out = run["recognizers"]["left out"]
    lines = [_row(("left out", "cases")), _rule(2, left=1)]
    lines += [_row((name, str(count))) for name, count in left_out.items()]
    row = run["recognizers"]["nothing left out"]
    total = f"{run['recognizers']['cases']} cases; with none left out Kroniek passes {row['passed'] / row['cases']:.3f}"
    return "\n".join([*lines, "", f"Of {total}."])


def time_failures(run: Mapping[str, Any]) -> str:
    """What our reader fails on in the suite, by kind."""
    lines = [_row(("failures by kind", "cases")), _rule(2, left=1)]
    return "\n".join([*lines, *(_row((name, str(count))) for name, count in run["recognizers"]["failures"].items())])


TABLES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "summary": ("trained", summary),
    "accuracy": ("trained", accuracy),
    "accuracy-rules": ("rules", accuracy),
    "fields": ("trained", fields),
    "bars": ("trained", bars),
    "types": ("trained", types),
    "speed": ("speed", speed),
    "time-table": ("dates", time_table),
    "time-suite": ("dates", time_suite),
    "time-left-out": ("dates", time_left_out),
    "time-failures": ("dates", time_failures),
}
"""Name of a table, the run that it is made from, and how."""


def keep(run: str, results: Mapping[str, Any]) -> None:
    """Store a run, and put the tables that are made from it into the pages."""
    output = HERE / "results" / f"{run}.json"
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for page in PAGES:
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


def filled(text: str) -> str:
    """A page with every table that it names as the kept runs have it."""
    for name, (run, table) in TABLES.items():
        path: Path = HERE / "results" / f"{run}.json"
        if not path.exists():
            continue
        made = table(json.loads(path.read_text(encoding="utf-8")))
        slot = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
        text = slot.sub(f"<!-- {name} -->\n{made}\n<!-- /{name} -->", text)
    return text


def _ours(result: Mapping[str, Any]) -> Any:
    return next(found for coder, found in result["coders"].items() if coder != BASELINE)


def _figure(row: Mapping[str, Any]) -> str:
    if "share" in row:
        return "–" if row["share"] is None else f"{row['share']:.2f} of {row['n']}"
    return f"{row['p']:.2f} / {row['r']:.2f} ({row['gold']})"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(columns: int, *, left: int) -> str:
    return "|" + "---|" * left + "--:|" * (columns - left)
