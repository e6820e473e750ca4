"""Streams of bytes within limits: the first bytes are seen before reading, gzip is looked through.

The head is read once and put back, so standard input can be sniffed as well as a file. What is packed is unpacked as
it is read and counted after unpacking, so a gzip bomb ends as one rejected document.
"""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kroniek.errors import UnreadableError

HEAD_BYTES = 65_536
"""How many bytes are looked at to tell a format."""

_GZIP = b"\x1f\x8b"


class _Rejoined(io.RawIOBase):
    """A stream of which the head was read, from its beginning."""

    def __init__(self, head: bytes, rest: IO[bytes] | gzip.GzipFile) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stub asks for Buffer, new in 3.12
        taken = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def opened(stream: IO[bytes] | gzip.GzipFile) -> tuple[io.BufferedReader, bytes]:
    """The stream from its beginning, and its first bytes."""
    head = stream.read(HEAD_BYTES)
    return io.BufferedReader(_Rejoined(head, stream), HEAD_BYTES), head


def is_packed(head: bytes) -> bool:
    """Does the stream begin as gzip?"""
    return head.startswith(_GZIP)


def unpacked(stream: IO[bytes]) -> gzip.GzipFile:
    """The stream behind gzip. Reading it raises `OSError`, `EOFError` or `zlib.error` where the packing is damaged."""
    return gzip.GzipFile(fileobj=stream, mode="rb")


@contextmanager
def seekable(raw: IO[bytes], stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The source from its beginning as a stream that can be rewound, as FastWARC asks for; a pipe goes to disk first.

    `stream` is `raw` after its head was put back.
    """
    if raw.seekable():
        raw.seek(0)
        yield raw
        return
    with tempfile.TemporaryFile() as spool:
        shutil.copyfileobj(stream, spool)
        spool.seek(0)
        yield spool


def whole(stream: IO[bytes], *, limit: int) -> bytes:
    """All bytes, if they are no more than `limit`. Raises `UnreadableError`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def too_large(limit: int, size: int | None = None) -> UnreadableError:
    """A document over the limit."""
    is_size = f"is {size:,} bytes and so" if size is not None else "is"
    return UnreadableError(
        f"The document {is_size} larger than the limit of {limit:,} bytes. Split it (JSON Lines may be of any size), "
        "or raise max_bytes."
    )
