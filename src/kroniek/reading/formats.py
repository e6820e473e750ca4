"""Which format a source has: by what it holds first, by its name where that does not tell."""

from __future__ import annotations

import re
from enum import StrEnum

from kroniek.reading.records import is_header, is_record


class Format(StrEnum):
    """The formats that are read. `json` is read as records and shows as `jsonl`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    FEED = "feed"
    WARC = "warc"


_ENDINGS = {
    "txt": Format.TEXT,
    "text": Format.TEXT,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "html": Format.HTML,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "jsonl": Format.JSONL,
    "ndjson": Format.JSONL,
    "json": Format.JSON,
    "csv": Format.CSV,
    "tsv": Format.CSV,
    "rss": Format.FEED,
    "atom": Format.FEED,
    "xml": Format.FEED,
    "warc": Format.WARC,
}
MHTML = (
    "It is a page saved as MHTML, a form of mail that is not read. Open it in a browser, save it as HTML (“Webpage, "
    "HTML only”), and read that."
)
"""Why such a page is not read, and what to do."""

_MHTML_HEAD = re.compile(rb"(?:[A-Za-z-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TAGS = re.compile(rb"</?(?:p|div|h1|h2|article|body|head|title|meta|span|br)\b[^>]*>", re.IGNORECASE)
_SPACE = b"\xef\xbb\xbf \t\r\n"
_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/json": Format.JSON,
    "application/x-ndjson": Format.JSONL,
    "text/csv": Format.CSV,
    "text/markdown": Format.MARKDOWN,
    "application/warc": Format.WARC,
}


def by_name(name: str) -> Format | None:
    """The format that a file's name promises, None where its extension is unknown; `.gz` is looked through."""
    parts = name.lower().removesuffix(".gz").rsplit(".", 1)
    return _ENDINGS.get(parts[1]) if len(parts) > 1 and parts[0] else None


def by_type(content_type: str) -> Format | None:
    """The format that a server promises."""
    return _TYPES.get(content_type)


def named_mhtml(name: str) -> bool:
    """Does a file's name promise a page saved as MHTML?"""
    return name.lower().endswith((".mhtml", ".mht"))


def is_mhtml(head: bytes) -> bool:
    """Does a source begin as a page saved as MHTML: the header of a mail of many parts?"""
    return _MHTML_HEAD.match(head[:8192].lstrip(_SPACE)) is not None


def sniff(head: bytes, promised: Format | None) -> Format:
    """The format of a source by its first bytes; `promised` is what its name or its server says."""
    start = head.lstrip(_SPACE)
    if start.startswith(b"WARC/"):
        return Format.WARC
    if start.startswith(b"<"):
        return _markup(start, promised)
    if start.startswith((b"{", b"[")) and promised is not Format.MARKDOWN:
        return _json(start, promised)
    if promised in (None, Format.FEED, Format.HTML, Format.JSON, Format.WARC):
        return _plain(head, promised)
    return promised


def _markup(start: bytes, promised: Format | None) -> Format:
    feed, html = _FEED.search(start[:4096]), _HTML.search(start[:4096])
    if feed and (not html or feed.start() < html.start()):
        return Format.FEED
    if html or promised is Format.HTML:
        return Format.HTML
    if start.startswith(b"<?xml") or promised is Format.FEED:
        return Format.FEED
    return Format.HTML if len(_TAGS.findall(start[:4096])) > 2 else promised or Format.TEXT  # noqa: PLR2004 - a page


def _json(start: bytes, promised: Format | None) -> Format:
    first = start.split(b"\n", 1)[0].strip()
    if promised is Format.JSONL or (promised is not Format.JSON and is_record(first)):
        return Format.JSONL
    if promised is Format.JSON:
        rest = start[len(first) :].strip()
        return Format.JSONL if is_record(first) and rest.startswith(b"{") else Format.JSON
    if re.match(rb'\{"\w+"\s*:', start) and b'"text"' in start:
        return Format.JSONL
    looks = re.match(rb'[\[{]\s*[{"]', start) and b'"' in start
    return Format.JSON if looks and promised is None else promised or Format.TEXT


def _plain(head: bytes, promised: Format | None) -> Format:
    """A source that is no markup and no JSON, whatever its name says."""
    if promised in (Format.JSON, Format.FEED, Format.WARC):
        return promised  # it is damaged, and its reader says how
    if len(_TAGS.findall(head[:8192])) > 2:  # noqa: PLR2004 - one or two tags occur in plain text
        return Format.HTML
    first = head.lstrip(_SPACE).split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    return Format.CSV if promised is None and is_header(first) else Format.TEXT
