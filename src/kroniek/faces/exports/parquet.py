"""Parquet: the rows of the CSV with their kinds, for data frames and databases; needs pyarrow.

Lost is what the table loses. Texts are exact: nothing is taken for a formula here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import IO

from kroniek.api.records import COLUMNS
from kroniek.errors import UsageError
from kroniek.faces.exports.table import cells
from kroniek.faces.exports.writing import Claims, How, Tally, counted

ROWS = 10_000
"""Rows of one group: some megabytes, so that a million claims need no more memory than these."""


def write(claims: Claims, stream: IO[bytes], how: How, tally: Tally) -> None:
    """Write the claims as row groups. Raises `UsageError` where pyarrow is not installed."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, and slow to import
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow. Install it with: pip install 'kroniek[parquet]'") from error
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    schema = pa.schema(
        [pa.field(column.name, kinds[column.kind], metadata={"description": column.about}) for column in COLUMNS]
    )
    rows: Iterator[dict[str, object]] = (dict(cells(stored, how)) for stored in counted(claims, tally))
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist([_utf8(told) for told in group], schema=schema))


def _utf8(told: dict[str, object]) -> dict[str, object]:
    """The row, a lone surrogate as its escape: Parquet's texts are UTF-8."""
    return {
        name: cell.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(cell, str) else cell
        for name, cell in told.items()
    }
