"""An address to documents: the one way into the workshop.

`read` never raises for what it reads: every document, and every source that gives none, comes out as a `Document` or
a `Rejected` with its reason. One document is held at a time. The same address with the same content gives the same
documents in the same order.
"""

from __future__ import annotations

import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from kroniek.errors import DocumentError, FetchError, NoTextError, UnreadableError
from kroniek.model.address import without_login
from kroniek.model.text import Document, Rejected, Source
from kroniek.reading import archives, feeds, formats, pages, records, streams, texts
from kroniek.reading.documents import document
from kroniek.reading.fetch import Fetch, Fetched
from kroniek.reading.files import count_below, files_below, is_single, unreachable
from kroniek.reading.formats import Format
from kroniek.reading.found import Found, rejected
from kroniek.reading.naming import Names, slug, stem
from kroniek.reading.options import ReadingOptions
from kroniek.reading.outlets import host_of
from kroniek.reading.published import time_stamp

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_COUNTED_BYTES = 50_000_000  # counting the lines of more takes longer than the count is worth


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """Bytes to be read: what they are called, and what is known of them from outside."""

    address: str
    name: str
    stem: str
    promised: Format | None = None
    charset: str | None = None
    url: str | None = None


def read(
    address: str, *, options: ReadingOptions, fetch: Fetch, now: datetime, names: Names | None = None
) -> Iterator[Document | Rejected]:
    """Everything that an address holds, in its order.

    `address` is a path of a file or folder, an http(s) URL, or `-` for standard input. `now` is the time of reading:
    no document is from after it. `names` are the ids given out in this run, where more than one address is read.
    """
    taken = names if names is not None else Names()
    for found in _found(address, options=options, fetch=fetch):
        if isinstance(found, Rejected):
            yield found
        else:
            yield document(found, options=options, now=now, names=taken)


def count(address: str) -> int | None:
    """How many documents an address holds, as far as that can be told cheaply; None where it cannot.

    A file in a folder counts as one, whatever it holds: the number is for showing progress.
    """
    path = Path(address)
    try:
        if path.is_dir():
            return count_below(path)
        if not path.is_file() or path.stat().st_size > _COUNTED_BYTES:
            return None
        if is_single(path.name):
            return 1
        if formats.by_name(path.name) is Format.JSONL and not path.name.lower().endswith(".gz"):
            with path.open("rb") as lines:
                return sum(bool(line.strip()) for line in lines)
    except (OSError, ValueError):
        return None
    return None


def read_feed(
    fetched: Fetched,
    *,
    address: str,
    options: ReadingOptions,
    fetch: Fetch,
    pass_over: feeds.PassOver,
    now: datetime,
    names: Names | None = None,
) -> Iterator[Document | Rejected]:
    """The entries of a feed that was fetched, in its order; nothing else is taken for a feed.

    Where `options.follow` asks for pages, those of entries to `pass_over` are not fetched.
    """
    taken = names if names is not None else Names()
    entries = _entries(fetched, address, options=options, fetch=fetch, pass_over=pass_over)
    for found in _guarded(entries, address, empty=True):
        yield found if isinstance(found, Rejected) else document(found, options=options, now=now, names=taken)


def _entries(
    fetched: Fetched, address: str, *, options: ReadingOptions, fetch: Fetch, pass_over: feeds.PassOver
) -> Iterator[Found | Rejected]:
    if formats.sniff(fetched.content[: streams.HEAD_BYTES], formats.by_type(fetched.content_type)) is not Format.FEED:
        raise UnreadableError(f"{address} is no feed (RSS or Atom). Take it off the list, or find the feed's address.")
    follow = _follower(address, fetch) if options.follow else None
    name = slug(fetched.url) or slug(address) or host_of(address)
    yield from feeds.feed(fetched.content, address=address, stem=name, follow=follow, pass_over=pass_over)


def _follower(url: str, fetch: Fetch) -> feeds.Follow:
    """Fetches the pages that what was found at an address links to."""

    def follow(link: str, source: Source) -> Found:
        linked = fetch(link, trusted=host_of(link) == host_of(url))
        return pages.page(linked.content, source=source, name=slug(linked.url), charset=linked.charset, url=linked.url)

    return follow


def _found(address: str, *, options: ReadingOptions, fetch: Fetch) -> Iterator[Found | Rejected]:
    if address == "-":
        yield from _standard_input(options)
    elif _WEB.match(address):
        yield from _from_web(address, options=options, fetch=fetch)
    elif _SCHEME.match(address):
        message = (
            f"{without_login(address)} is no address that is read: name a file, a folder, an http(s) URL, or - for "
            "standard input."
        )
        yield rejected(Source(address=address), FetchError(message))
    else:
        yield from _from_path(address, options)


def _standard_input(options: ReadingOptions) -> Iterator[Found | Rejected]:
    given = _Input(address="-", name="", stem="stdin")
    yield from _guarded(_from_stream(sys.stdin.buffer, given, options=options), given.address)


def _from_path(address: str, options: ReadingOptions) -> Iterator[Found | Rejected]:
    try:
        path = Path(address)
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:  # a NUL in a path
        yield unreachable(address.replace("\x00", "\ufffd"), OSError(str(error)))
        return
    if is_folder:
        yield from _guarded(_from_folder(path, options), str(path))
    else:
        yield from _from_file(path, options)


def _from_folder(path: Path, options: ReadingOptions) -> Iterator[Found | Rejected]:
    for entry in files_below(path):
        if isinstance(entry, Rejected):
            yield entry
        else:
            yield from _from_file(entry, options)


def _from_file(path: Path, options: ReadingOptions) -> Iterator[Found | Rejected]:
    address = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield unreachable(str(path), error if isinstance(error, OSError) else OSError(str(error)))
        return
    with closing(stream):
        promised = formats.by_name(path.name)
        given = _Input(address=address, name=path.name, stem=stem(path.name), promised=promised)
        seconds = path.stat().st_mtime if options.published == "file" else None
        stamp = time_stamp(seconds) if seconds is not None else None
        for found in _guarded(_from_stream(stream, given, options=options), address):
            yield found if isinstance(found, Rejected) else replace(found, stamp=stamp)


def _from_web(url: str, *, options: ReadingOptions, fetch: Fetch) -> Iterator[Found | Rejected]:
    try:
        fetched = fetch(url, trusted=True)
    except FetchError as error:
        yield rejected(Source(address=url, format="html"), error)
        return
    yield from _guarded(_from_page(url, fetched, options=options, fetch=fetch), url)


def _from_page(url: str, fetched: Fetched, *, options: ReadingOptions, fetch: Fetch) -> Iterator[Found | Rejected]:
    name = slug(fetched.url) or slug(url) or host_of(url)
    promised = formats.by_type(fetched.content_type) or formats.by_name(fetched.url.rsplit("/", 1)[-1])
    given = _Input(
        address=url, name="", stem=name, promised=promised or Format.HTML, charset=fetched.charset, url=fetched.url
    )
    follow = _follower(url, fetch) if options.follow else None
    yield from _from_stream(io.BytesIO(fetched.content), given, options=options, follow=follow)


def _from_stream(
    raw: IO[bytes], given: _Input, *, options: ReadingOptions, follow: feeds.Follow | None = None
) -> Iterator[Found | Rejected]:
    stream, head = streams.opened(raw)
    limit = options.max_bytes
    if streams.is_packed(head) and given.promised is not Format.WARC:
        stream, head = streams.opened(streams.unpacked(stream))
    if not head:
        raise UnreadableError("It is empty: there is not one byte in it. Check that it was saved in full.")
    if formats.is_mhtml(head):
        raise UnreadableError(formats.MHTML)
    kind = Format.WARC if streams.is_packed(head) else formats.sniff(head, given.promised)
    if kind is Format.WARC:
        with streams.seekable(raw, stream) as records_of:
            yield from archives.archive(records_of, address=given.address, stem=given.stem, max_bytes=limit)
    elif kind is Format.JSONL:
        lines = _as_utf8(stream, head, limit)
        yield from records.json_lines(lines, address=given.address, stem=given.stem, max_bytes=limit)
    elif kind is Format.CSV:
        yield from records.csv_rows(stream, address=given.address, stem=given.stem, max_bytes=limit)
    else:
        yield from _from_bytes(streams.whole(stream, limit=limit), kind, given, follow=follow)


def _as_utf8(stream: IO[bytes], head: bytes, limit: int) -> IO[bytes]:
    """Lines of UTF-16 (as PowerShell writes them) are turned to UTF-8 first, which takes them whole."""
    if not head.startswith(_WIDE_MARKS):
        return stream
    from kroniek.reading.decoding import decode  # noqa: PLC0415 - rare

    return io.BytesIO(decode(streams.whole(stream, limit=limit)).encode("utf-8"))


def _from_bytes(data: bytes, kind: Format, given: _Input, *, follow: feeds.Follow | None) -> Iterator[Found | Rejected]:
    source = Source(address=given.address, format=kind.value)
    if kind is Format.JSON:
        yield from records.json_file(data, address=given.address, stem=given.stem)
    elif kind is Format.FEED:
        yield from feeds.feed(data, address=given.address, stem=given.stem, follow=follow)
    elif kind is Format.HTML:
        found = pages.page(data, source=source, name=given.stem, charset=given.charset, url=given.url)
        yield replace(found, file=given.stem)
    elif kind is Format.MARKDOWN:
        yield replace(texts.markdown(data, source=source, name=given.stem), file=given.stem)
    else:
        found = texts.plain_text(data, source=source, name=given.stem, charset=given.charset)
        yield replace(found, url=given.url, file=given.stem)


def _guarded(outcomes: Iterator[Found | Rejected], address: str, *, empty: bool = False) -> Iterator[Found | Rejected]:
    """The outcomes; a failure of the whole source becomes one `Rejected`; so does nothing, if it may not be `empty`."""
    nothing = True
    try:
        for outcome in outcomes:
            nothing = False
            yield outcome
    except DocumentError as error:
        yield rejected(Source(address=address), error)
    except (OSError, EOFError, zlib.error) as error:
        message = f"It stops in the middle ({error}): the file or its packing is damaged. Get it again."
        yield rejected(Source(address=address), UnreadableError(message))
    else:
        if nothing and not empty:
            yield rejected(Source(address=address), NoTextError("There are no documents in it."))
