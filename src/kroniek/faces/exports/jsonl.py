"""JSON Lines: one claim per line, the codebook's record with its event and document.

Nothing is lost but the text of the article itself. Where quotations are cut (`How.most`), their offsets stay those of
the whole words; without words (`most` 0) every `text` and `quote` is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

from kroniek.api.records import claim_record, dumps
from kroniek.faces.exports.writing import Claims, How, Tally, counted

WORDS = frozenset({"text", "quote"})
"""The fields of a record that hold words of the article."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write a line per claim."""
    records = (claim_record(stored) for stored in counted(claims, tally))
    write_jsonl(records if how.most is None else (shortened(record, how) for record in records), stream)


def write_jsonl(records: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write a line per record; how many there were."""
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 - the last number is the answer
        stream.write(dumps(record) + "\n")
    return number


def shortened(value: Any, how: How) -> Any:
    """The record with the words of the article as far as they may be shown."""
    if isinstance(value, Mapping):
        return {
            key: how.cut(item) if key in WORDS and isinstance(item, str) else shortened(item, how)
            for key, item in value.items()
        }
    return [shortened(item, how) for item in value] if isinstance(value, list) else value
