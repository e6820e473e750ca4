"""Many rows at once, by the shortest way that each database has: prepared statements on SQLite, COPY on PostgreSQL.

Rows are dictionaries by column name, as everywhere in this room. What is put aside with `later` is written by `flush`,
in the order of the tables' dependencies; whoever asks for such rows in the same transaction flushes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Table
from sqlalchemy.engine import Dialect

from kroniek.memory.prepared import run
from kroniek.memory.tables import claims, documents, names, parties, sides, sketches

Values = Mapping[str, Any]

_ORDER = (documents, claims, parties, sides, names, sketches)
_COPIED = 4
"""From so many rows on, COPY costs less than a statement for each."""


class Inserts:
    """Rows for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[Values]] = {}

    def later(self, table: Table, rows: Sequence[Values]) -> None:
        """Put rows aside."""
        self._waiting.setdefault(table.name, []).extend(rows)

    def flush(self) -> None:
        """Write what was put aside."""
        for table in _ORDER:
            if rows := self._waiting.pop(table.name, None):
                put(self._connection, table, rows)


def put(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write rows that have a value for every column which has no default."""
    if not rows:
        return
    columns = tuple(rows[0])
    if connection.dialect.name == "postgresql" and len(rows) >= _COPIED:
        _copy(connection, table, columns, rows)
        return
    values: Sequence[Sequence[Any]] = list(map(_picker(columns), rows))
    days = [i for i, name in enumerate(columns) if isinstance(table.c[name].type, Date)]
    if connection.dialect.name == "sqlite" and days:
        values = [_with_text(row, days) for row in values]
    run(connection, _statement(table, columns, connection.dialect), values, many=True)


@cache
def _picker(columns: tuple[str, ...]) -> Callable[[Values], tuple[Any, ...]]:
    return itemgetter(*columns)


def _with_text(row: Sequence[Any], days: Sequence[int]) -> Sequence[Any]:
    """A row with its days as SQLite keeps them."""
    found = list(row)
    for i in days:
        if found[i] is not None:
            found[i] = found[i].isoformat()
    return tuple(found)


def _copy(connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Values]) -> None:
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(_copying(table, columns, connection.dialect)) as copying:
            for row in map(_picker(columns), rows):
                copying.write_row(row)
    finally:
        cursor.close()


@cache
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    sign = "?" if dialect.name == "sqlite" else "%s"
    named = ", ".join(map(quote, columns))
    return f"INSERT INTO {quote(table.name)} ({named}) VALUES ({', '.join([sign] * len(columns))})"  # noqa: S608 - names of our own tables


@cache
def _copying(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    return f"COPY {quote(table.name)} ({', '.join(map(quote, columns))}) FROM STDIN"
