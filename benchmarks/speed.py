#!/usr/bin/env python3
"""How fast is it? Articles per second, peak memory and start-up time of the real commands.

    python benchmarks/speed.py [--articles 200] [--keep]

Articles are made of paragraphs drawn by a fixed seed from the gold texts: long enough to be like news, and different
enough not to be near-copies of each other. Times are seconds of one core (of the process, so that other work on the
machine does not count). Figures depend on the machine and are held by no floor.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import tables
from goldsets import OWN_SETS, GoldSet, write_lines

COMMAND = [sys.executable, "-c", "from kroniek.faces.cli.main import main; main()"]
HELP_RUNS = 5
SEED, PARAGRAPHS, SHORTEST_PARAGRAPH_CHARS = 20190302, 12, 60


def articles(number: int) -> Iterator[dict[str, str]]:
    """As many articles, the same in every run."""
    sets = [GoldSet.read(folder) for folder in OWN_SETS]
    lines = [line for gold in sets for text in gold.texts.values() for line in text.splitlines()]
    paragraphs = [line for line in lines if len(line) >= SHORTEST_PARAGRAPH_CHARS]
    draw = random.Random(SEED)
    for index in range(number):
        text = "\n\n".join(draw.sample(paragraphs, PARAGRAPHS))
        yield {"id": f"artikel-{index}", "text": text, "published": "2019-03-02", "language": "nl"}


def run_timed(arguments: Sequence[str], folder: Path) -> float:
    """Seconds of one core that a command takes."""
    before = cpu_s()
    subprocess.run([*COMMAND, *arguments], check=True, cwd=folder, capture_output=True)
    return cpu_s() - before


def cpu_s() -> float:
    """Seconds of one core that finished commands took so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(number: int) -> dict[str, float]:
    """All figures, by name with unit."""
    made = list(articles(number))
    characters = sum(len(article["text"]) for article in made)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "one.jsonl", made[:1])
        write_lines(folder / "all.jsonl", made)
        help_s = min(run_timed(["--help"], folder) for _ in range(HELP_RUNS))
        one_s = run_timed(["code", "one.jsonl"], folder)
        code_s = run_timed(["code", "all.jsonl"], folder)
        read_s = run_timed(["read", "all.jsonl", "--db", "speed.db"], folder)
        again_s = run_timed(["read", "all.jsonl", "--db", "speed.db"], folder)
        timeline_s = run_timed(["timeline", "--db", "speed.db"], folder)
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "articles": number,
        "characters_per_article": round(characters / number),
        "help_s": round(help_s, 3),
        "first_article_s": round(one_s, 3),
        "code_articles_per_s": round(number / code_s, 1),
        "read_articles_per_s": round(number / read_s, 1),
        "read_known_articles_per_s": round(number / again_s, 1),
        "timeline_s": round(timeline_s, 3),
        "peak_memory_mb": round(peak_kb / 1024, 0),
    }


def main() -> None:
    """Measure and print; with --keep store the figures and put them into the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="how many articles are read")
    parser.add_argument("--keep", action="store_true", help="store this run and put its table into the pages")
    asked = parser.parse_args()
    figures = measure(asked.articles)
    for name, value in figures.items():
        print(f"{name:<26} {value:g}")
    if asked.keep:
        tables.keep("speed", figures)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"speed: {' '.join(error.cmd[3:])} failed: {error.stderr.decode(errors='replace').strip()}")
