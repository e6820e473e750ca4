"""CSV: one claim per row, for spreadsheets and statistics; the columns are those of `kroniek.api.records.COLUMNS`.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and texts of others could begin so:
such a text gets an apostrophe before it. JSON Lines keep every text exactly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from kroniek.api.records import COLUMNS, Cell, row
from kroniek.memory.store import StoredClaim

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""


def write_csv(claims: Iterable[StoredClaim], stream: IO[str]) -> int:
    """Write a heading and a row per claim; how many claims there were."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    number = 0
    for number, claim in enumerate(claims, 1):  # noqa: B007 - the last number is the answer
        writer.writerow(_text(cell) for cell in row(claim).values())
    return number


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell
    return str(cell)
