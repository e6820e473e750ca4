#!/usr/bin/env python3
"""How fast is it? Articles per second, peak memory and start-up time of the real commands, on one core.

    python benchmarks/speed.py [--copies 20]

Articles are the gold set `articles-dev`, copied under other ids with a different first line, so that a chronicle does
not take them for articles it knows. Figures depend on the machine and are held by no floor.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from goldsets import HERE, OWN_SETS, GoldSet, write_lines

COMMAND = [sys.executable, "-c", "from kroniek.faces.cli.main import main; main()"]
HELP_RUNS = 5


def copies(gold: GoldSet, times: int) -> Iterator[dict[str, str | None]]:
    """The articles of a set, each several times over."""
    for number in range(times):
        for document, text in gold.texts.items():
            yield {
                "id": f"{document}-{number}",
                "text": f"Artikel {number} van {document}.\n\n{text}",
                "published": gold.published.get(document),
                "language": "nl",
            }


def run_timed(arguments: Sequence[str], folder: Path) -> float:
    """Wall time of one command in seconds."""
    start = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=True, cwd=folder, capture_output=True)
    return time.perf_counter() - start


def measure(times: int) -> dict[str, float]:
    """All figures, by name with unit."""
    gold = GoldSet.read(OWN_SETS[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "one.jsonl", list(copies(gold, 1))[:1])
        articles = list(copies(gold, times))
        write_lines(folder / "all.jsonl", articles)
        help_s = min(run_timed(["--help"], folder) for _ in range(HELP_RUNS))
        one_s = run_timed(["code", "one.jsonl"], folder)
        code_s = run_timed(["code", "all.jsonl"], folder)
        read_s = run_timed(["read", "all.jsonl", "--db", "speed.db"], folder)
        again_s = run_timed(["read", "all.jsonl", "--db", "speed.db"], folder)
        timeline_s = run_timed(["timeline", "--db", "speed.db"], folder)
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "articles": len(articles),
        "help_s": round(help_s, 3),
        "first_article_s": round(one_s, 3),
        "code_articles_per_s": round(len(articles) / code_s, 1),
        "read_articles_per_s": round(len(articles) / read_s, 1),
        "read_known_articles_per_s": round(len(articles) / again_s, 1),
        "timeline_s": round(timeline_s, 3),
        "peak_memory_mb": round(peak_kb / 1024, 0),
    }


def main() -> None:
    """Measure, print, and keep the figures in `benchmarks/results/speed.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=20, help="how many times each article is read")
    figures = measure(parser.parse_args().copies)
    for name, value in figures.items():
        print(f"{name:<26} {value:g}")
    output = HERE / "results" / "speed.json"
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"speed: {' '.join(error.cmd[3:])} failed: {error.stderr.decode(errors='replace').strip()}")
