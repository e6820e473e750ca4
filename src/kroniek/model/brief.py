"""A brief: what articles tell of a party in a period, in sentences that each lead to the words they stand on.

A sentence has at least one note; a note is the words of an article, with the claim that stands on them. `remarks` say
what the brief itself is made of and leave out nothing silently; they tell nothing of the world and have no notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.model.claim import ClaimId
from kroniek.model.text import DocumentId, Quote


class Part(StrEnum):
    """What a section tells, in the order in which sections stand."""

    NEWS = "news"  # what was reported for the first time, the weightiest first
    TOWARD = "toward"  # who acted towards whom
    RELATION = "relation"  # how relations moved, against the period before
    PROMISES = "promises"  # promises, threats and demands that moved, or whose day comes
    DISPUTED = "disputed"  # what is denied, or told differently
    AHEAD = "ahead"  # what is announced for the days to come
    QUOTES = "quotes"  # what somebody said, in his own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: words of an article, who published it when, and the claim that stands on them.

    `number` counts from 1 in the order in which the sentences name their notes. `also` are other claims on the same
    words that the brief tells. `outlet` is empty where it is unknown.
    """

    number: int
    quote: Quote
    claim: ClaimId
    document: DocumentId
    outlet: str
    day: date | None
    title: str = ""
    url: str = ""
    also: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, and the numbers of the notes that carry it.

    `quoted` holds what stands in it between quotation marks: words of the articles of its notes, on one line, cut with
    ` […]` where they are long.
    """

    text: str
    notes: tuple[int, ...]
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Sentences under one title."""

    part: Part
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief about a party (about everybody where `about` is empty) from `since` to `until`, both included.

    `as_of` is the last day of report that counts. Without sections there was nothing to tell; `remarks` say why.
    """

    title: str
    about: str
    since: date
    until: date
    as_of: date
    language: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]


_MARKS = re.compile(r"[“”„\"]")


def between_marks(words: str) -> str:
    """Words between quotation marks; between « and » where they have marks of their own, which stay as they are."""
    return f"«{words}»" if _MARKS.search(words) else f"“{words}”"
