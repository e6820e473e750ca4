"""CSV: one claim per row, for spreadsheets and statistics; the columns are those of `kroniek.api.records.COLUMNS`.

Lost: the offsets of all words but the first quotation's, reasons, notes, and which sector belongs to which party where
a cell holds several. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and texts of
others could begin so: such a text gets an apostrophe before it. JSON Lines keep every text exactly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import IO

from kroniek.api.records import COLUMNS, Cell, row
from kroniek.api.tables import text_of
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.memory.store import StoredClaim

BETWEEN = " […] "
"""What stands between the pieces of a quotation."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write a heading and a row per claim."""
    write_rows((cells(stored, how) for stored in counted(claims, tally)), stream)


def write_rows(rows: Iterable[Mapping[str, Cell]], stream: IO[str]) -> int:
    """Write a heading and these rows of `COLUMNS`; how many there were."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    number = 0
    for number, told in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
        writer.writerow(text_of(cell) for cell in told.values())
    return number


def cells(stored: StoredClaim, how: How) -> dict[str, Cell]:
    """A claim as one row, with the words of the article as far as they may be shown."""
    told = row(stored)
    if how.most is None:
        return told
    pieces = [words for evidence in stored.claim.evidence if (words := how.words(evidence.quote))]
    return told | {"quote": BETWEEN.join(pieces) or None, "condition": how.words(stored.claim.condition)}
