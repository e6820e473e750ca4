"""Rows as data frames. pandas and polars are needed for nothing else, so they are asked for only here.

A frame has the kinds of its columns also when it has no row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from kroniek.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_PANDAS_KINDS: dict[type, str] = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_MISSING = "{name} is not installed, and a data frame needs it. Install it with: pip install 'kroniek[{extra}]'"


class Named(Protocol):
    """A column: its name and the kind of its cells."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def kind(self) -> type:
        """The kind of its cells."""


def pandas_frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[Named]) -> pd.DataFrame:
    """A pandas data frame of the rows, dates as timestamps. Raises `UsageError` where pandas is not installed."""
    try:
        import pandas as pd  # noqa: PLC0415 - optional, and slow to import
    except ImportError as error:
        raise UsageError(_MISSING.format(name="pandas", extra="frames")) from error
    frame = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    for column in columns:
        if column.kind is date:
            frame[column.name] = pd.to_datetime(frame[column.name])
        else:
            frame[column.name] = frame[column.name].astype(pd.api.types.pandas_dtype(_PANDAS_KINDS[column.kind]))
    return frame


def polars_frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[Named]) -> pl.DataFrame:
    """A polars data frame of the rows. Raises `UsageError` where polars is not installed."""
    try:
        import polars as pl  # noqa: PLC0415 - optional, and slow to import
    except ImportError as error:
        raise UsageError(_MISSING.format(name="polars", extra="polars")) from error
    kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
    return pl.DataFrame(list(rows), schema={column.name: kinds[column.kind] for column in columns})
