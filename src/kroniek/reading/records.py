"""JSON Lines, JSON and CSV: one document per record, each record read and judged on its own.

A broken record is rejected with its line number and the rest goes on. Files are read as a stream, so a file may be
larger than memory; one record may not be larger than `max_bytes`. The text of a record is kept verbatim and its id
exactly. A record's part is its id, so it keeps its address when lines are put before it; without id it is the number
of its line.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import IO, Any

from kroniek.errors import DocumentError, NoTextError, UnreadableError
from kroniek.model.text import Known, Published, Rejected, Reliability, Source
from kroniek.reading.decoding import check_characters, decode, encoding_of
from kroniek.reading.found import Found, Why, left_out, rejected
from kroniek.reading.naming import slug
from kroniek.reading.published import from_words

_DELIMITERS = ",;\t|"  # Dutch spreadsheets write semicolons
_SHOWN_CHARS = 40


@cache
def _aliases() -> dict[str, str]:
    table = tomllib.loads((files(__package__) / "data" / "fields.toml").read_text(encoding="utf-8"))
    return {alias: field for field, aliases in table.items() for alias in aliases}


@cache
def _ranks() -> dict[str, int]:
    return {alias: rank for rank, alias in enumerate(_aliases())}


def json_lines(stream: IO[bytes], *, address: str, stem: str, max_bytes: int) -> Iterator[Found | Rejected]:
    """The records of a JSON Lines file."""
    seen: set[str] = set()
    for number, line in enumerate(_lines(stream, max_bytes), start=1):
        source = Source(address=address, part=str(number), format="jsonl")
        if line is None:
            message = f"Line {number} is longer than {max_bytes:,} bytes. Split it, or raise max_bytes."
            yield rejected(source, UnreadableError(message))
        elif line.strip():
            yield from _json_line(line, source=source, stem=stem, seen=seen)


def json_file(data: bytes, *, address: str, stem: str) -> Iterator[Found | Rejected]:
    """The records of a JSON file: an object, or an array of them."""
    source = Source(address=address, format="jsonl")
    try:
        value = _parsed(decode(data), where="The file")
    except DocumentError as error:
        yield rejected(source, error)
        return
    seen: set[str] = set()
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, start=1):
        part = Source(address=address, part=str(number) if isinstance(value, list) else "", format="jsonl")
        yield _record(record, source=part, stem=stem, seen=seen, where=f"Record {number}")
    if not records:
        yield rejected(source, NoTextError("The JSON array is empty."))


def csv_rows(stream: IO[bytes], *, address: str, stem: str, max_bytes: int) -> Iterator[Found | Rejected]:
    """The rows of a CSV or TSV file with a header."""
    source = Source(address=address, format="csv")
    head = _peek(stream)
    lines = io.TextIOWrapper(stream, encoding=encoding_of(head), errors="strict", newline="")
    try:
        header, delimiter = _header(lines, max_bytes)
        if not any(_aliases().get(name) == "text" for name in header):
            raise UnreadableError(
                f"The CSV has no column text (its columns are {', '.join(header)[:200] or 'none'}). Name the column "
                "that holds the articles text."
            )
        yield from _rows(lines, header, delimiter, address=address, stem=stem, max_bytes=max_bytes)
    except UnicodeDecodeError as error:
        message = f"The CSV stops being {lines.encoding} text ({error.reason}). Save it as UTF-8; rows before it count."
        yield rejected(source, UnreadableError(message))
    except DocumentError as error:
        yield rejected(source, error)
    finally:
        lines.detach()


def is_record(line: bytes) -> bool:
    """Is this first line of a file a JSON object with a text, so that the file is JSON Lines?"""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and any(_aliases().get(str(key).lower()) == "text" for key in record)


def is_header(line: str) -> bool:
    """Is this the header of a CSV file with a column for text and at least one other that is known?"""
    known = {_aliases()[name] for name in _split_header(line)[0] if name in _aliases()}
    return "text" in known and len(known) > 1


def _lines(stream: IO[bytes], max_bytes: int) -> Iterator[bytes | None]:
    """Lines, None for one that is too long: it is skipped without being held in memory."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)
        yield None


def _json_line(line: bytes, *, source: Source, stem: str, seen: set[str]) -> Iterator[Found | Rejected]:
    where = f"Line {source.part}"
    try:
        record = _parsed(decode(line), where=where)
    except DocumentError as error:
        yield rejected(source, error)
        return
    yield _record(record, source=source, stem=stem, seen=seen, where=where)


def _parsed(text: str, *, where: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableError(f"{where} is nested too deeply to be read. Check how it was made.") from error
    except ValueError as error:
        raise UnreadableError(
            f"{where} is no valid JSON ({error}). One object per line, with at least the field text."
        ) from error


def _record(record: object, *, source: Source, stem: str, seen: set[str], where: str) -> Found | Rejected:
    try:
        return _found(_fields(record, where), source=source, stem=stem, seen=seen, where=where)
    except DocumentError as error:
        return rejected(source, error)
    except _DateError as error:
        return left_out(source, Why.DATE, str(error))


class _DateError(Exception):
    """A date field that holds no date."""


def _fields(record: object, where: str) -> dict[str, str]:
    if not isinstance(record, Mapping):
        raise UnreadableError(f"{where} is no object with fields but {_shown(record)}. It needs at least a field text.")
    fields: dict[str, str] = {}
    by_rank = sorted(record, key=lambda key: _ranks().get(str(key).lower(), len(_ranks())))
    for key in by_rank:
        name = _aliases().get(str(key).lower())
        value = record[key]
        if name is None or value is None or name in fields:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            if name in ("text", "id"):
                raise UnreadableError(f"{where}: the field {key} is no text but {_shown(value)}.")
            continue
        fields[name] = str(value)
    if "text" not in fields:
        raise UnreadableError(f"{where} has no field text (it has {_shown(sorted(str(key) for key in record))}).")
    return fields


def _found(fields: Mapping[str, str], *, source: Source, stem: str, seen: set[str], where: str) -> Found:
    own = fields.get("id") if fields.get("id", "").strip() else None
    check_characters(own or "")
    part = source.part
    if own is not None and source.part:
        part = own if own not in seen else f"{own} ({where.lower()})"
        seen.add(own)
    url = (fields.get("url") or "").strip() or None
    fallback = f"{stem}-{source.part}" if source.part else stem
    return Found(
        source=Source(address=source.address, part=part, format=source.format),
        text=fields["text"],
        id=own,
        name=(slug(url) if url else "") or fallback,
        title=fields.get("title"),
        publisher=(fields.get("publisher") or "").strip() or None,
        url=url,
        language=(fields.get("language") or "").strip() or None,
        given=_given(fields.get("published"), where),
        file="" if source.part else stem,
    )


def _given(words: str | None, where: str) -> Published | None:
    if not words or not words.strip():
        return None
    found = from_words(words, known=Known.GIVEN, reliability=Reliability.SURE)
    if found is None:
        raise _DateError(f"{where}: the field published holds no date: {_shown(words)}. Write it as 2019-03-02.")
    return found


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN_CHARS else f"{shown[:_SHOWN_CHARS]}…"


def _peek(stream: IO[bytes]) -> bytes:
    return stream.peek(65_536)[:65_536] if isinstance(stream, io.BufferedReader) else b""


def _header(lines: io.TextIOWrapper, max_bytes: int) -> tuple[list[str], str]:
    line = lines.readline(max_bytes)
    while line and not line.strip():
        line = lines.readline(max_bytes)
    return _split_header(line)


def _split_header(line: str) -> tuple[list[str], str]:
    """The columns of a header, and the delimiter that gives most columns that are known."""
    best: tuple[list[str], str] = ([], ",")
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        header = [cell.strip().lower() for cell in cells]
        if sum(name in _aliases() for name in header) > sum(name in _aliases() for name in best[0]) or not best[0]:
            best = (header, delimiter)
    return best


def _rows(
    lines: io.TextIOWrapper, header: list[str], delimiter: str, *, address: str, stem: str, max_bytes: int
) -> Iterator[Found | Rejected]:
    reader = csv.reader(lines, delimiter=delimiter)
    seen: set[str] = set()
    number = 0
    while True:
        number += 1
        source = Source(address=address, part=str(number), format="csv")
        try:
            with _field_limit(max_bytes):
                row = next(reader, None)
        except csv.Error as error:
            message = f"Row {number} cannot be read ({error}). Check its quotation marks; the rest goes on."
            yield rejected(source, UnreadableError(message))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            record = dict(zip(header, row, strict=False))
            yield _record(record, source=source, stem=stem, seen=seen, where=f"Row {number}")


@contextmanager
def _field_limit(limit: int) -> Iterator[None]:
    """The limit of the csv module is one for the whole process, so it is put back at once."""
    before = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(before)
