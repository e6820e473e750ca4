"""Reads the data files that are shipped inside the package.

Every table is read once, when first asked for, by the module that indexes it; nothing is read at import. This file
knows only formats (lines, TSV, TOML), not what the words mean. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from kroniek.errors import LexiconError


def read_text(name: str) -> str:
    """The text of a data file, named from `lexicon/data` on: `nl/abbreviations.tsv`."""
    try:
        return files("kroniek.lexicon").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"The data file {name} is not there: reinstall the package.") from error


def read_lines(name: str) -> tuple[str, ...]:
    """The entries of a flat list, one a line."""
    lines = (line.strip() for line in read_text(name).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def read_rows(name: str, *, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a TSV file; every row must have that many columns."""
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(read_text(name).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise LexiconError(f"{name}, line {number}: {len(row)} columns where {columns} belong: {line!r}.")
        rows.append(row)
    return tuple(rows)


def read_toml(name: str) -> dict[str, Any]:
    """A TOML file as a dictionary."""
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name} is no valid TOML: {error}.") from error
