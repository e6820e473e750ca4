"""Count in how many articles of the training corpus each word stands, for joining: what is rare tells more.

    python tools/build_rarity.py training/corpus/articles

Writes `src/kroniek/memory/joining/data/rarity.tsv`: stems with the number of articles, those of a single article left
out. The evaluation set of joining is no part of the corpus.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from kroniek.strings.fold import folded_words
from kroniek.strings.stem import stem

OUT = Path(__file__).parents[1] / "src" / "kroniek" / "memory" / "joining" / "data" / "rarity.tsv"
LEAST = 2
_MARK = re.compile(r"\{[A-Z]+\|([^{}|]+)\}")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="folder with *.md")
    paths = sorted(parser.parse_args().articles.glob("*.md"))
    counts: Counter[str] = Counter()
    for path in paths:
        text = _MARK.sub(r"\1", path.read_text(encoding="utf-8").split("\n---\n")[1])
        counts.update({stem(word) for word in folded_words(text)})
    rows = sorted((word, number) for word, number in counts.items() if number >= LEAST and not word.isdigit())
    head = f"# {len(paths)} articles: a stem, and in how many of them it stands\n"
    OUT.write_text(head + "".join(f"{word}\t{number}\n" for word, number in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
