"""JSON Lines: one claim per line, everything that is known of it, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any


def write_jsonl(records: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write a line per record; how many there were."""
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 - the last number is the answer
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return number
