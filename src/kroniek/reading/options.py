"""What a user can set on reading, and the limits that keep one document from eating the machine.

A workshop gets its settings as arguments, so this record stands here and not in `settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

MAX_BYTES = 20_000_000
"""How large one document may be: the longest newspaper pages are under 5 MB, so this is a mistake or an attack."""

TIMEOUT_S = 20.0
"""How long one page may take, redirects included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How to read.

    `published` is the day that holds for every document without a date field of its own, or `"file"` to fall back on
    the time stamp of the file; `publisher` the outlet and `language` (ISO 639-1) the language, both where a document
    has no field for it; `follow` fetches the pages that a feed links to; `max_bytes` limits one document, also when
    it is unpacked; `timeout_s` limits one page from the web.
    """

    published: date | Literal["file"] | None = None
    publisher: str | None = None
    language: str | None = None
    follow: bool = False
    max_bytes: int = MAX_BYTES
    timeout_s: float = TIMEOUT_S
