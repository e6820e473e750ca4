"""Which article a document is, and which version of it: how a reading of today meets what was kept before.

Two readings are one article where their addresses are equal. An address is the article's URL where it has one; else
the file it stands in, with its id where the file holds many. The same text is recognised at another address too (a
folder that moved, a line that shifted), unless outlet or URL contradict it. A key never depends on where files lie.
Reasons and rejected options: docs/decisions/0021-identity.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import ColumnElement, Connection, Select, bindparam, literal_column, select, union_all

from kroniek.memory.prepared import Prepared, day_of
from kroniek.memory.store import Added, Placement
from kroniek.memory.tables import documents
from kroniek.model.ids import digest
from kroniek.model.text import Document, DocumentId
from kroniek.strings.fold import folded_words
from kroniek.strings.similarity import jaccard

STDIN = "-"
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|at_\w+|cmpid|ns_\w+")
_SUFFIX = re.compile(r"-[0-9a-f]{4,12}$")
_VERSION = re.compile(r"(?P<base>.+)@(?P<version>[1-9][0-9]*)$")

SAME_ARTICLE = 0.4
"""Shared part of their words from which a text at the place of another is a new version of it, where the place alone
does not tell (a record without a URL, standard input). Of 483 annotated articles two share 0.06 in the middle of the
range and 0.3 at its end; edited ones share 0.6 and more."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a kept version without its text."""

    key: str
    base: str
    version: int


def address_of(document: Document) -> str:
    """What two readings of one article have in common."""
    if document.url:
        return canonical_url(document.url)
    source = document.source
    if _is_web(source.address) and not source.part:
        return canonical_url(source.address)
    if source.part or source.address == STDIN:
        return f"{source.address}#{document.id}"
    return source.address


def canonical_url(url: str) -> str:
    """A URL without what does not tell pages apart: the case of the host, `www.`, tracking, fragment, a final slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = parts.netloc.lower().removeprefix("www.")
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(name)]
    scheme = "https" if parts.scheme.lower() == "http" else parts.scheme.lower()
    return urlunsplit((scheme, host, parts.path.rstrip("/"), urlencode(kept), ""))


def split_key(key: str) -> tuple[str, int | None]:
    """A key as the first version's key and the version: `a@2` is (`a`, 2), `a` is (`a`, None)."""
    found = _VERSION.match(key)
    return (found["base"], int(found["version"])) if found else (key, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is compared of a document that has a place and is not kept yet."""

    key: str
    base: str
    version: int
    address: str
    name: str
    url: str | None
    publisher: str | None
    published_day: date | None
    source_address: str
    content_hash: str
    text: str


class Queue:
    """Documents that have a place and are not kept yet: a later one is compared with them too."""

    def __init__(self) -> None:
        self._by_key: dict[str, Waiting] = {}
        self._by_hash: dict[str, list[Waiting]] = {}
        self._by_address: dict[str, Waiting] = {}

    def add(self, document: Document, placement: Placement, *, name: str) -> None:
        """Let a document wait."""
        base = placement.key if placement.version == 1 else split_key(placement.key)[0]
        one = Waiting(
            key=placement.key,
            base=base,
            version=placement.version,
            address=address_of(replace(document, id=DocumentId(name))),
            name=name,
            url=document.url,
            publisher=document.publisher,
            published_day=document.published.day if document.published else None,
            source_address=document.source.address,
            content_hash=document.content_hash,
            text=document.text,
        )
        self._by_key[one.key] = one
        self._by_hash.setdefault(one.content_hash, []).append(one)
        self._by_address[one.address] = one

    def of_text(self, content_hash: str) -> list[Waiting]:
        """Those with this very text, in order of reading."""
        return self._by_hash.get(content_hash, [])

    def at(self, address: str) -> Waiting | None:
        """The last one at this address."""
        return self._by_address.get(address)

    def has(self, key: str) -> bool:
        """Has one of them this key?"""
        return key in self._by_key

    def clear(self) -> None:
        """Nothing waits any more."""
        self._by_key.clear()
        self._by_hash.clear()
        self._by_address.clear()


def place(connection: Connection, document: Document, *, queue: Queue | None = None) -> Placement:
    """Where the document stands or will stand, once what waits in the queue is kept."""
    address = address_of(document)
    near = _Near(connection, document, address, queue or Queue())
    if known := _known(near, document, address):
        return Placement(key=DocumentId(known.key), version=known.version, added=Added.KNOWN)
    if last := _last(near, document):
        version = last.version + 1
        while near.is_taken(key := f"{last.base}@{version}"):
            version += 1
        return Placement(key=DocumentId(key), version=version, added=Added.CHANGED)
    return Placement(key=_new_key(near, document), version=1, added=Added.NEW)


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name.lower()) is not None


_HASH, _ADDRESS, _KEY = 0, 1, 2
_COMPARED = (
    "ordinal",
    "key",
    "base",
    "version",
    "address",
    "name",
    "url",
    "publisher",
    "published_day",
    "source_address",
)


def _way(number: int, condition: ColumnElement[bool]) -> Select[Any]:
    columns = (documents.c[name] for name in _COMPARED)
    return select(literal_column(str(number)).label("way"), *columns).where(condition)


_ALIKE = Prepared(
    union_all(
        _way(_HASH, documents.c.content_hash == bindparam("content_hash")),
        _way(_ADDRESS, documents.c.address == bindparam("address")),
        _way(_KEY, documents.c.key == bindparam("key")),
    )
)
"""What is kept with the same text, at the same address, or under the id of a document, in one statement."""

_TEXT = Prepared(select(documents.c.text).where(documents.c.ordinal == bindparam("ordinal")))
_BY_KEY = Prepared(select(documents.c.ordinal).where(documents.c.key == bindparam("key")))


class _Near:
    """What is kept and what waits that a document must be compared with."""

    def __init__(self, connection: Connection, document: Document, address: str, queue: Queue) -> None:
        self._connection = connection
        self._queue = queue
        found = _ALIKE.rows(connection, content_hash=document.content_hash, address=address, key=document.id)
        ordered = sorted(found, key=lambda row: row.ordinal)
        self.of_text: list[Any] = [row for row in ordered if row.way == _HASH]
        self.of_text += queue.of_text(document.content_hash)
        at = max(
            (row for row in ordered if row.way == _ADDRESS), key=lambda row: (row.version, row.ordinal), default=None
        )
        self.last: Any = queue.at(address) or at
        self._own_is_taken = any(row.way == _KEY for row in ordered)
        self._own = document.id

    def text_of(self, row: Any) -> str:
        """The text of one of them."""
        if isinstance(row, Waiting):
            return row.text
        return str(_TEXT.rows(self._connection, ordinal=row.ordinal)[0].text)

    def is_taken(self, key: str) -> bool:
        """Has another document this key?"""
        if self._queue.has(key):
            return True
        return self._own_is_taken if key == self._own else bool(_BY_KEY.rows(self._connection, key=key))


def _known(near: _Near, document: Document, address: str) -> _Kept | None:
    """The version that this reading repeats: the same text at the same address, or moved from another one."""
    for row in near.of_text:
        if row.address == address:
            return _kept(row)
    return next((_kept(row) for row in near.of_text if _has_moved(row, document)), None)


def _has_moved(row: Any, document: Document) -> bool:
    if document.url and row.url and canonical_url(document.url) != canonical_url(row.url):
        return False
    if document.publisher and row.publisher and document.publisher != row.publisher:
        return False
    if document.published and row.published_day and document.published.day != day_of(row.published_day):
        return False
    same_file = bool(document.source.part) and row.source_address == document.source.address != STDIN
    return same_file or _stem(row.name) == _stem(document.id)


def _stem(name: str) -> str:
    """An id without the mark that tells it from its namesake, which may depend on where the file lay."""
    return _SUFFIX.sub("", name)


def _last(near: _Near, document: Document) -> _Kept | None:
    """The last version of the article at this address."""
    row = near.last
    if row is None:
        return None
    place_tells = document.url or not (document.source.part or document.source.address == STDIN)
    return _kept(row) if place_tells or _is_like(near.text_of(row), document.text) else None


def _is_like(left: str, right: str) -> bool:
    return jaccard(set(folded_words(left)), set(folded_words(right))) >= SAME_ARTICLE


def _kept(row: Any) -> _Kept:
    return _Kept(row.key, row.base, row.version)


def _new_key(near: _Near, document: Document) -> DocumentId:
    """The document's own id; with four or more hexadecimal digits of its content where another article has that id."""
    if not near.is_taken(document.id):
        return document.id
    parts = (document.url or "", document.publisher or "", document.content_hash)
    full = digest(*parts, chars=64)
    keys = (DocumentId(f"{document.id}-{full[:length]}") for length in range(4, 65))
    return next(key for key in keys if not near.is_taken(key))
