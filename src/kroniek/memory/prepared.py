"""Statements that run for every document, without the toll of making them: compiled once, run by the driver itself.

SQLAlchemy takes a tenth of a millisecond for each statement, several times what SQLite takes to answer it. What comes
back are the driver's own values: on SQLite a day is text. Errors come as SQLAlchemy's, so that `trouble` knows them.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.selectable import SelectBase

_Compiled = tuple[Compiled, str, Callable[[Sequence[Any]], Any], dict[str, Any]]


class Prepared:
    """A statement with named parameters."""

    def __init__(self, statement: SelectBase) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **given: Any) -> list[Any]:
        """Its rows for these parameters, with the names of its columns."""
        compiled, statement, named, own = self._compiled.get(connection.dialect.name) or self._compile(connection)
        values = {**own, **given}  # those that the statement itself holds, such as a limit, and ours
        places = compiled.positiontup  # type: ignore[attr-defined]  # of every compiled statement of SQL
        asked = values if places is None else tuple(values[place] for place in places)
        return list(map(named, run(connection, statement, asked)))

    def _compile(self, connection: Connection) -> _Compiled:
        compiled = self._statement.compile(dialect=connection.dialect)
        names = [str(column.key) for column in self._statement.selected_columns]
        row = namedtuple("row", names)  # type: ignore[misc]  # noqa: PYI024 - named when it is first asked
        known = self._compiled[connection.dialect.name] = (compiled, str(compiled), row._make, dict(compiled.params))
        return known


def rows_of(connection: Connection, statement: SelectBase) -> Sequence[Any]:
    """The rows of a statement that may bring very many, as the driver gives them."""
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    values = {name: _plain(value, connection.dialect.name) for name, value in compiled.params.items()}
    places = compiled.positiontup
    asked = values if places is None else tuple(values[place] for place in places)
    return run(connection, str(compiled), asked)


def _plain(value: Any, dialect: str) -> Any:
    """A value as the driver takes it: SQLite keeps a day as text."""
    return value.isoformat() if dialect == "sqlite" and isinstance(value, date) else value


def run(connection: Connection, statement: str, values: Any, *, many: bool = False) -> Sequence[Any]:
    """Run a statement in the driver's own words, once or for `many` rows of values; the rows that come back."""
    cursor = connection.connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(statement, values)
        return list(cursor.fetchall()) if cursor.description else ()
    except Exception as error:  # told apart by SQLAlchemy, which hands on what is no database's error
        base = connection.dialect.loaded_dbapi.Error
        raise DBAPIError.instance(statement, None, error, base, dialect=connection.dialect) from error
    finally:
        cursor.close()


def day_of(value: Any) -> date | None:
    """A day as the driver gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
