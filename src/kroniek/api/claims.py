"""Claims that came back from a question: a sequence that turns into JSON or a data frame.

The frames have one row per claim and the columns of `records.COLUMNS`, with the same kinds when there is no row.
pandas and polars are not needed for anything else, so they are asked for only here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, overload

from kroniek.api import records
from kroniek.errors import UsageError
from kroniek.memory.store import StoredClaim

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Claims(Sequence[StoredClaim]):
    """An unchangeable sequence of claims, in order of date.

    `claims[0]` is a `StoredClaim`, `claims[:10]` again `Claims`; two are equal when they hold the same claims.
    """

    __slots__ = ("_claims",)

    def __init__(self, claims: Iterable[StoredClaim] = ()) -> None:
        self._claims = tuple(claims)

    @overload
    def __getitem__(self, index: int) -> StoredClaim: ...
    @overload
    def __getitem__(self, index: slice) -> Claims: ...
    def __getitem__(self, index: int | slice) -> StoredClaim | Claims:
        if isinstance(index, slice):
            return Claims(self._claims[index])
        return self._claims[index]

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[StoredClaim]:
        return iter(self._claims)

    def __eq__(self, other: object) -> bool:
        return self._claims == other._claims if isinstance(other, Claims) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._claims)

    def __repr__(self) -> str:
        return f"<{len(self)} claim{'' if len(self) == 1 else 's'}>"

    def to_records(self) -> list[dict[str, Any]]:
        """Every claim as a dict: the codebook's record with its event and document."""
        return [records.claim_record(claim) for claim in self._claims]

    def to_rows(self) -> list[dict[str, records.Cell]]:
        """Every claim as one flat row, by column name."""
        return [records.row(claim) for claim in self._claims]

    def to_json(self, *, indent: int | None = 1) -> str:
        """A JSON array of `to_records`."""
        return json.dumps(self.to_records(), ensure_ascii=False, indent=indent)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas data frame of `to_rows`, dates as timestamps. Raises `UsageError` where pandas is not installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - optional, and slow to import
        except ImportError as error:
            raise UsageError(_MISSING.format(name="pandas", extra="frames")) from error
        frame = pd.DataFrame(self.to_rows(), columns=[column.name for column in records.COLUMNS])
        for column in records.COLUMNS:
            if column.kind is date:
                frame[column.name] = pd.to_datetime(frame[column.name])
            else:
                frame[column.name] = frame[column.name].astype(pd.api.types.pandas_dtype(_PANDAS_KINDS[column.kind]))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame of `to_rows`. Raises `UsageError` where polars is not installed."""
        try:
            import polars as pl  # noqa: PLC0415 - optional, and slow to import
        except ImportError as error:
            raise UsageError(_MISSING.format(name="polars", extra="polars")) from error
        kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
        return pl.DataFrame(self.to_rows(), schema={column.name: kinds[column.kind] for column in records.COLUMNS})


_PANDAS_KINDS: dict[type, str] = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_MISSING = "{name} is not installed, and a data frame needs it. Install it with: pip install 'kroniek[{extra}]'"
