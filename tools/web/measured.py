"""Build the table that the web app shows on how often the coder errs: `faces/web/data/measured.toml`.

    python tools/web/measured.py            write the table from benchmarks/results/trained.json
    python tools/web/measured.py --check    say whether it is current, and fail where it is not

Counts of the development sets stand apart, and by type of act they are added up; a share without the number it was
measured on would say little, so the numbers stand beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "trained.json"
TABLE = ROOT / "src" / "kroniek" / "faces" / "web" / "data" / "measured.toml"
CODER = "trained"
HEAD = """\
# How often the coder `trained` errs, by kind of act: made by tools/web/measured.py from benchmarks/results.
# coded: acts of this kind that it found; right: those of them that people coded too; gold: those that people coded.
"""


def main() -> int:
    """Write or check the table."""
    made = HEAD + "".join(_tables())
    if "--check" in sys.argv:
        current = TABLE.read_text(encoding="utf-8") == made
        print("current" if current else "not current: run tools/web/measured.py")
        return 0 if current else 1
    TABLE.write_text(made, encoding="utf-8")
    return 0


def _tables() -> list[str]:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    measured = {name: one["coders"][CODER] for name, one in results.items()}
    documents = sum(one["documents"] for one in measured.values())
    tables = [f"\n[all]\ndocuments = {documents}\n{_counts([one['events']['typed'] for one in measured.values()])}"]
    for name, one in measured.items():
        counts = _counts([one["events"]["typed"]])
        tables.append(f"\n[sets.{name}]\ndocuments = {one['documents']}\n{counts}")
    kinds = sorted({kind for one in measured.values() for kind in one["per type"]})
    for kind in kinds:
        found = [one["per type"][kind] for one in measured.values() if kind in one["per type"]]
        tables.append(f"\n[types.{kind}]\n{_counts(found)}")
    return tables


def _counts(found: list[dict[str, float]]) -> str:
    coded = sum(int(one["system"]) for one in found)
    gold = sum(int(one["gold"]) for one in found)
    right = sum(round(one["p"] * one["system"]) for one in found)
    return f"coded = {coded}\nright = {right}\ngold = {gold}\n"


if __name__ == "__main__":
    sys.exit(main())
