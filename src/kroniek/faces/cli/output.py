"""Where programs read: JSON on standard output, always in UTF-8, whatever the terminal's own characters are.

A list is one JSON array with a record on each line, so it can be read whole or line by line; one thing is one object.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

from kroniek.faces.exports.files import atomic


def to_stdout() -> IO[str]:
    """Standard output for data: UTF-8, and a lone surrogate as its JSON escape instead of an error."""
    if callable(reconfigure := getattr(sys.stdout, "reconfigure", None)):
        reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def destination(file: str | None, *, binary: bool = False) -> AbstractContextManager[IO[Any]]:
    """A file (text, or bytes) that appears whole or not at all; standard output for None and `-`."""
    if file not in {None, "-"}:
        return atomic(Path(str(file)), binary=binary)
    return nullcontext(sys.stdout.buffer if binary else to_stdout())


def print_array(records: Iterable[Mapping[str, Any]]) -> None:
    """Print a JSON array, one record at a time."""
    stream = to_stdout()
    before = "["
    for record in records:
        stream.write(f"{before}\n{_dumps(record)}")
        before = ","
    stream.write("[]\n" if before == "[" else "\n]\n")


def print_object(record: Mapping[str, Any]) -> None:
    """Print one JSON object, indented for people."""
    to_stdout().write(_dumps(record, indent=1) + "\n")


def _dumps(record: Mapping[str, Any], *, indent: int | None = None) -> str:
    return json.dumps(record, ensure_ascii=False, indent=indent)
