"""Make the compact table of frames that the program reads from the TOML files that people edit.

python tools/build_frames.py            writes src/kroniek/lexicon/data/events/frames.json
python tools/build_frames.py --check    exits 1 where the table is not current
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kroniek.lexicon.check import entries, problems
from kroniek.lexicon.frames import WORD_SETS, to_row
from kroniek.lexicon.load import read_toml
from kroniek.model.ontology import EventType

TABLE = Path(__file__).parents[1] / "src/kroniek/lexicon/data/events/frames.json"


def table() -> str:
    """The text of the compact table, one frame a line."""
    sets = read_toml(WORD_SETS)
    rows = [to_row(entry, kind.value, sets) for kind in EventType for entry in entries(kind)]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "\n]\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the compact table of frames.")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found = problems()
    if found:
        sys.exit("\n".join(found))
    if options.check:
        sys.exit(0 if TABLE.read_text(encoding="utf-8") == table() else f"{TABLE.name} is not current: build it again.")
    TABLE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
