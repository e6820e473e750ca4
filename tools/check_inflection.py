"""Compare the inflection rules with an independent list of verb forms, and print where they differ.

    python tools/check_inflection.py verbs_nl.tsv.xz [--show 50]

The list is Alpino's verb lexicon as a table (root, pres3sg, inf, psp, past_sg, past_pl, ...). Its licence is LGPL: it
is used for checking only, and no form of it is shipped.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from pathlib import Path

from kroniek.lexicon.inflect import Form, inflect

COLUMNS = {
    "root": Form.STEM,
    "pres3sg": Form.PRESENT,
    "past_sg": Form.PAST,
    "past_pl": Form.PAST_PLURAL,
    "psp": Form.PARTICIPLE,
}


def alternatives(cell: str) -> list[str]:
    """The words of a cell: one, or several as `[a,b]`."""
    return [word.strip("'") for word in cell.strip("[]").split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("table", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many differences to print")
    options = parser.parse_args()
    with lzma.open(options.table, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    total, wrong = 0, []
    for row in rows:
        verb = inflect(alternatives(row["inf"])[0])
        for column, form in COLUMNS.items():
            if not row[column]:
                continue
            total += 1
            if not set(alternatives(row[column])) & set(verb.words(form)):
                wrong.append(f"{row['inf']} {column}: {row[column]}, not {'/'.join(verb.words(form))}")
    print(f"{len(rows)} verbs, {total} forms, {100 * (1 - len(wrong) / total):.2f}% agree")
    for line in wrong[: options.show]:
        print(line)


if __name__ == "__main__":
    main()
