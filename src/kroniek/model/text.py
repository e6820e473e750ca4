"""Where a text comes from, the text itself, and the words in it.

The invariant of the whole house: a `Document` keeps its text exactly as it was read, and a `Quote` holds the very
words at its offsets, `document.text[quote.start:quote.end] == quote.text`. Offsets count Unicode code points and the
end is exclusive. Boilerplate is marked by offset (`Mark`), never cut, so offsets stay true.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from kroniek.model.address import without_login

DocumentId = NewType("DocumentId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document was read from.

    `address` is a path, a URL, or `-` for standard input; `part` tells documents of one file apart (the line of a
    JSON Lines file, the number of a WARC record, the id of a feed's entry), empty where the file is one document;
    `format` is `text`, `markdown`, `html`, `jsonl`, `csv`, `feed`, or `warc`. A login in a URL is left out.
    """

    address: str
    part: str = ""
    format: str = "text"

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", without_login(self.address))

    def __str__(self) -> str:
        return f"{self.address}#{self.part}" if self.part else self.address


class Known(StrEnum):
    """How a publication date is known, the most reliable first."""

    GIVEN = "given"  # the user said so (option, or field of a record that the user made)
    METADATA = "metadata"  # the page's or the feed's own metadata
    URL = "url"  # a date in the address
    TEXT = "text"  # a date line in the text
    FILE = "file"  # the file's name or its time stamp


class Reliability(StrEnum):
    """How far a publication date can be trusted. Relative dates are resolved against `sure` and `likely` ones only."""

    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publication date (of the outlet's own calendar), how it is known, and how reliable that is."""

    day: date
    known: Known
    reliability: Reliability
    time: str | None = None  # "HH:MM" where given, the outlet's local time

    @property
    def anchor(self) -> date | None:
        """The day against which *gisteren* may be resolved; None where the date is too weak for that."""
        return None if self.reliability is Reliability.WEAK else self.day


class MarkKind(StrEnum):
    """What a stretch of boilerplate is."""

    SUBSCRIPTION = "subscription"  # offers, newsletters, apps, log-ins
    COOKIES = "cookies"  # consent notices
    CREDIT = "credit"  # photo and author credits
    RELATED = "related"  # "lees ook", links to other articles
    SHARING = "sharing"  # share buttons, reactions
    CLOCK = "clock"  # bare clock times, reading times
    NAVIGATION = "navigation"  # menus, footers, copyright lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text, `[start, end)` in code points, that is boilerplate and is not coded."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveItem:
    """One time-stamped item of a live blog: `[start, end)`, its clock time "HH:MM", and its day where that is told."""

    start: int
    end: int
    time: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read.

    `id` is the codebook's `doc_id`: the record's own id, or the file's name without extension. `text` is unchanged.
    `content_hash` is that of `kroniek.model.ids.content_hash` over the text. `title` is the headline where it is known
    apart from the text; it need not stand in the text. `language` is an ISO 639-1 code.
    """

    id: DocumentId
    text: str
    source: Source = field(compare=False)
    content_hash: str
    title: str | None = None
    published: Published | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "nl"
    marks: tuple[Mark, ...] = ()
    items: tuple[LiveItem, ...] = ()

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Is at least half of `[start, end)` marked as boilerplate?"""
        covered = sum(max(0, min(end, mark.end) - max(start, mark.start)) for mark in self.marks)
        return 2 * covered >= max(1, end - start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A source, or part of one, that gave no document: `reason` is a short code, `message` says what, why, what now."""

    source: Source
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The very words of a document at `[start, end)` code points."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"a quote of {len(self.text)} characters cannot stand at [{self.start}, {self.end})")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        """The words of `text` at `[start, end)`."""
        return cls(text=text[start:end], start=start, end=end)

    def stands_in(self, text: str) -> bool:
        """Does `text` have these words at these offsets?"""
        return text[self.start : self.end] == self.text


def merge_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in text order without overlap; where two overlap, the one that begins first keeps the shared part."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start = max(mark.start, merged[-1].end) if merged else mark.start
        if start < mark.end:
            merged.append(Mark(start=start, end=mark.end, kind=mark.kind))
    return tuple(merged)
