"""Sources for the tests of reading: files in a folder, archives, answers of a web that does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from kroniek.errors import FetchError
from kroniek.model.text import Document, Rejected
from kroniek.reading import Fetched, Names, ReadingOptions, read

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUTCH = (
    "De Russische president heeft dinsdag in Moskou gezegd dat hij bereid is met zijn Amerikaanse ambtgenoot te praten "
    "over een bestand. Volgens het Kremlin is er nog geen datum voor een ontmoeting afgesproken."
)
PAGES = Path(__file__).parents[1] / "pages"


def no_web(url: str, *, trusted: bool) -> Fetched:
    raise FetchError(f"{url} was asked for, but this test has no web.")


class FakeWeb:
    """A web of a few pages, which remembers what was asked of it."""

    def __init__(self, pages: Mapping[str, tuple[str, bytes]]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, url: str, *, trusted: bool) -> Fetched:
        self.asked.append((url, trusted))
        if url not in self.pages:
            raise FetchError(f"{url} answered 404.")
        kind, content = self.pages[url]
        return Fetched(url=url, status=200, content=content, content_type=kind)


def outcomes(address, *, options=None, fetch=no_web, names=None) -> list[Document | Rejected]:
    options = options or ReadingOptions()
    return list(read(str(address), options=options, fetch=fetch, now=NOW, names=names or Names()))


def documents(address, **how) -> list[Document]:
    found = outcomes(address, **how)
    assert all(isinstance(one, Document) for one in found), found
    return found


def only(address, **how) -> Document | Rejected:
    (found,) = outcomes(address, **how)
    return found


def record(
    url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", headers: str = ""
) -> bytes:
    """A WARC record of an answer to a request."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(url):032x}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def html(title: str, text: str = DUTCH, *, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>{title} | Zuidkrant</title>{head}</head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article>"
        "<footer>© 2026 Zuidkrant</footer></body></html>"
    ).encode()
