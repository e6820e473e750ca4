"""What a format gives before it is a document, and how a failure becomes a `Rejected`.

Every format reader (`files`, `records`, `pages`, `feeds`, `archives`) yields `Found` or `Rejected`; `documents` turns
a `Found` into a `Document`. So dating, language, marks and ids are the same for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kroniek.errors import DocumentError
from kroniek.model.text import LiveItem, Mark, Published, Rejected, Source


class Why(StrEnum):
    """Reasons for a rejection beside those of `DocumentError`."""

    MISSING = "missing"  # no such file or folder, or it may not be read
    SKIPPED = "skipped"  # not meant to be an article: hidden files, pictures, a README, links out of the folder
    DATE = "date"  # a date that was given, or the only one that is stated, cannot be right
    DUPLICATE = "duplicate"  # the same id and text twice in one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article as its format gives it.

    `id`, `publisher`, `language` and `given` (the date) are what a user wrote into a record: they are believed, and
    the id is kept exactly. `name` is what an id is made from where there is none, `site` the outlet by what page or
    feed say of themselves. `dates` are the dates that they give, the best first; `guesses` the same, but so weak that
    a date in URL, text or file name is better. `file` is the name of the file without extension where the file is one
    document, `stamp` its time stamp. `marks` are stretches that are no
    article by the rules of the format, `items` those of a live blog where the page itself tells their times.
    """

    source: Source
    text: str
    id: str | None = None
    name: str = ""
    title: str | None = None
    publisher: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    given: Published | None = None
    dates: tuple[Published, ...] = ()
    guesses: tuple[Published, ...] = ()
    file: str = ""
    stamp: Published | None = None
    marks: tuple[Mark, ...] = ()
    items: tuple[LiveItem, ...] = ()


def rejected(source: Source, error: DocumentError) -> Rejected:
    """A failed document as a record."""
    return Rejected(source=source, reason=error.reason, message=str(error))


def left_out(source: Source, why: Why, message: str) -> Rejected:
    """A document that was left out on purpose."""
    return Rejected(source=source, reason=why.value, message=message)
