"""WARC and WARC.gz: the pages of a web archive, one record at a time, so an archive may be larger than memory.

Only answers with status 200 that are HTML or plain text are pages; what else an archive holds is counted and told as
one `Rejected` at its end. Pages before the damage of a truncated archive are kept. The date of a record is that of
the crawl, not of publication, and is not used.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from kroniek.errors import DocumentError, UnreadableError
from kroniek.model.text import Rejected, Source
from kroniek.reading.found import Found, Why, left_out, rejected
from kroniek.reading.naming import slug
from kroniek.reading.pages import page
from kroniek.reading.texts import plain_text

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_SHOWN_KINDS = 6


def archive(stream: IO[bytes], *, address: str, stem: str, max_bytes: int) -> Iterator[Found | Rejected]:
    """The pages of an archive, in its order."""
    whole = Source(address=address, format="warc")
    others: Counter[str] = Counter()
    number, last = 0, 0
    try:
        for number, record in enumerate(_records(stream), start=1):
            last = record.stream_pos
            found = _record(record, number, address=address, stem=stem, max_bytes=max_bytes)
            if isinstance(found, str):
                others[found] += 1
            else:
                yield found
        _check_end(stream, last)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        message = f"The archive is damaged after record {number} ({error}); the pages before the damage were read."
        yield rejected(whole, UnreadableError(message))
    if number == 0:
        yield rejected(whole, UnreadableError("There are no records in the archive: it is empty, damaged or no WARC."))
    elif others:
        yield left_out(whole, Why.SKIPPED, _told(others))


def _records(stream: IO[bytes]) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - loaded late

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=True, strict_mode=False)


def _check_end(stream: IO[bytes], last: int) -> None:
    """Raise `EOFError` where a packed archive breaks off after its last record: FastWARC ends there without a word."""
    stream.seek(last)
    unpacker, rest = None, stream.read(_CHUNK)
    while rest and rest.startswith(_GZIP):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while rest and not unpacker.eof:
            unpacker.decompress(rest, _CHUNK)  # what it holds was read already, or is no page
            rest = unpacker.unconsumed_tail or unpacker.unused_data or stream.read(_CHUNK)
        if not unpacker.eof:
            raise EOFError("it breaks off in the middle of a record")
        rest = rest if len(rest) > 1 else rest + stream.read(_CHUNK)


def _told(others: Counter[str]) -> str:
    common = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{count} {kind}" for kind, count in common[:_SHOWN_KINDS])
    more = " and others" if len(common) > _SHOWN_KINDS else ""
    return f"{others.total()} records are no pages and were left out: {shown}{more}."


def _record(record: Any, number: int, *, address: str, stem: str, max_bytes: int) -> Found | Rejected | str:
    """The page of a record; what it is instead, in a word or two, where it is none."""
    headers = record.http_headers
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    source = Source(address=address, part=str(number), format="warc")
    if headers is None and record.headers.get("Content-Type", "").startswith("application/http"):
        return rejected(source, UnreadableError(f"The record of {url or 'a page'} is cut off in its headers."))
    status = headers.status_code if headers is not None else _OK
    if status != _OK:
        return f"answers with status {status}"
    kind = (record.http_content_type if headers is not None else record.headers.get("Content-Type", "")) or "untyped"
    kind = kind.split(";")[0].strip().lower()
    if kind not in _PAGES and kind != "text/plain":
        return kind
    try:
        data = _payload(record, max_bytes)
        name = slug(url) or f"{stem}-{number}"
        if kind == "text/plain":
            return _with_url(plain_text(data, source=source, name=name), url)
        return page(data, source=source, name=name, charset=record.http_charset, url=url or None)
    except DocumentError as error:
        return rejected(source, type(error)(f"{url or 'The page'}: {error}"))


def _with_url(found: Found, url: str) -> Found:
    from dataclasses import replace  # noqa: PLC0415 - only here

    return replace(found, url=url or None)


def _payload(record: Any, max_bytes: int) -> bytes:
    expected = record.content_length
    data = record.reader.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    if len(data) < expected:
        raise UnreadableError(f"the record is cut off after {len(data):,} of {expected:,} bytes.")
    if record.http_headers is None:
        return bytes(data)
    if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
        data = _joined(data)
    return _unpacked(bytes(data), (record.http_headers.get("Content-Encoding") or "").strip().lower(), max_bytes)


def _joined(data: bytes) -> bytes:
    """The body of a chunked answer; some crawlers keep the header but join the chunks."""
    joined, at = bytearray(), 0
    while True:
        end = data.find(b"\r\n", at)
        size_words = data[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(size_words, 16)
        except ValueError:
            return bytes(joined) if joined else data
        if size == 0:
            return bytes(joined)
        joined += data[end + 2 : end + 2 + size]
        at = end + 2 + size + 2


def _unpacked(data: bytes, encoding: str, max_bytes: int) -> bytes:
    if encoding in ("gzip", "x-gzip", "deflate") and not data.lstrip().startswith(b"<"):
        window = zlib.MAX_WBITS | 32 if encoding != "deflate" or data[:1] == b"\x78" else -zlib.MAX_WBITS
        try:
            data = zlib.decompressobj(window).decompress(data, max_bytes + 1)
        except zlib.error as error:
            raise UnreadableError(f"its {encoding} packing is damaged ({error}).") from error
    elif encoding == "br" and not data.lstrip().startswith(b"<"):
        from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 - rare

        data = BrotliReader(io.BytesIO(data)).read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    return data


def _too_large(max_bytes: int) -> UnreadableError:
    return UnreadableError(f"it is larger than {max_bytes:,} bytes. Raise max_bytes if that is meant.")
