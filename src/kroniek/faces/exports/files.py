"""Files that appear whole or not at all: written under another name first, then renamed.

Who reads while a file is written sees the old one; a run that is cut off leaves the old one as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from kroniek.errors import UsageError


@contextmanager
def atomic(file: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """An open file (UTF-8 text, or bytes) that takes the place of `file` at the end, unless an error comes before it.

    What is no ordinary file (`/dev/null`, a pipe) is written to directly. Raises `UsageError` where the folder is
    missing or may not be written.
    """
    target = file.resolve()  # through a link, so that what it points to is replaced and the link stays
    if target.is_dir():
        raise UsageError(f"{file} is a folder. Give the name of a file in it.")
    if target.exists() and not target.is_file():
        with target.open(**_way(binary)) as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror}. Give a file in a folder you may write."
        ) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, **_way(binary)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}. What was there is unchanged."
        ) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _way(binary: bool) -> dict[str, Any]:  # noqa: FBT001 - the one thing it is about
    """How to open a file for writing; a lone surrogate becomes its escape."""
    if binary:
        return {"mode": "wb"}
    return {"mode": "w", "encoding": "utf-8", "errors": "backslashreplace", "newline": ""}


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
