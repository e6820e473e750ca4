"""Claims that came back from a question: a sequence that turns into JSON or a data frame.

The frames have one row per claim and the columns of `records.COLUMNS`; `events` brings claims of one event together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from kroniek.api import frames, records
from kroniek.api.events import Events
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
        return frames.pandas_frame(self.to_rows(), records.COLUMNS)

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame of `to_rows`. Raises `UsageError` where polars is not installed."""
        return frames.polars_frame(self.to_rows(), records.COLUMNS)

    def events(self) -> Events:
        """The events that these claims are judged to tell of, each with the claims that are here."""
        return Events.of(self._claims)
