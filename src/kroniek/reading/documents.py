"""From what a format found to a `Document`: checks, language, date, outlet, marks, id; the same for all formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from kroniek.errors import DocumentError, NoTextError
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, Known, Published, Rejected, Reliability, merge_marks
from kroniek.reading.clean import boilerplate
from kroniek.reading.decoding import check_characters
from kroniek.reading.found import Found, Why, left_out, rejected
from kroniek.reading.languages import check_language
from kroniek.reading.liveblog import live_items
from kroniek.reading.naming import Names
from kroniek.reading.options import ReadingOptions
from kroniek.reading.outlets import outlet
from kroniek.reading.published import choose, in_name, in_text, in_url, is_future

_TITLE_CHARS = 160
_FEWEST_TITLE_CHARS = 3
_HEAD_CHARS = 1000


def document(found: Found, *, options: ReadingOptions, now: datetime, names: Names) -> Document | Rejected:
    """The document of what was found, or why there is none."""
    try:
        return _document(found, options=options, now=now, names=names)
    except DocumentError as error:
        return rejected(found.source, error)


def _document(found: Found, *, options: ReadingOptions, now: datetime, names: Names) -> Document | Rejected:
    text = found.text
    _check(found)
    language = check_language(text, stated=found.language or options.language)
    given = found.given or _given(options)
    if given is not None and is_future(given.day, now=now):
        return left_out(
            found.source,
            Why.DATE,
            f"The date of publication that was given, {given.day}, lies in the future. Correct it and read again.",
        )
    hashed = content_hash(text)
    wanted = found.id or found.name or "document"
    if _is_duplicate(found, wanted, hashed, names):
        return left_out(
            found.source,
            Why.DUPLICATE,
            f"The id {wanted!r} with the same text was read before from this source, so it was left out.",
        )
    published = choose(_dates(found, given, options), now=now)
    if published is None and (ahead := _ahead(found, now=now)):
        return left_out(
            found.source,
            Why.DATE,
            f"Its metadata say that it was published on {ahead.day}, which lies in the future, and nothing else tells "
            "the day. Look it up, and read it with --published DAY.",
        )
    marks = merge_marks([*found.marks, *boilerplate(text)])
    items, clocks = live_items(text, published=published.anchor if published else None)
    items = items or found.items
    return Document(
        id=names.take(wanted, source=found.source, content_hash=hashed),
        text=text,
        source=found.source,
        content_hash=hashed,
        title=_title(found, marks_end=next((mark.end for mark in marks if mark.start == 0), 0)),
        published=published,
        publisher=found.publisher or options.publisher or outlet(found.url) or found.site,
        url=found.url,
        language=language,
        marks=merge_marks([*marks, *clocks]),
        items=items,
    )


def _check(found: Found) -> None:
    check_characters(found.text)
    for value in (found.id, found.title, found.publisher, found.url):
        check_characters(value or "")
    if not found.text.strip():
        raise NoTextError("There is no text in it. Check that it was saved in full.")


def _given(options: ReadingOptions) -> Published | None:
    if not isinstance(options.published, date):
        return None
    return Published(day=options.published, known=Known.GIVEN, reliability=Reliability.SURE)


def _dates(found: Found, given: Published | None, options: ReadingOptions) -> Iterator[Published | None]:
    yield given
    yield from found.dates
    yield in_url(found.url) if found.url else None
    yield in_text(found.text)
    yield in_name(found.file)
    yield from found.guesses
    yield found.stamp if options.published == "file" else None


def _ahead(found: Found, *, now: datetime) -> Published | None:
    """A day of publication in the future that a page or feed states; any `time` element may be of what it tells."""
    stated = (told for told in found.dates if told.reliability is Reliability.SURE or found.source.format == "feed")
    return next((told for told in stated if is_future(told.day, now=now)), None)


def _is_duplicate(found: Found, wanted: str, hashed: str, names: Names) -> bool:
    """The same record twice in one file: an id that is taken by another part of the same address, with this text."""
    holder = names.holder(wanted)
    if holder is None or found.id is None or holder[0] == str(found.source):
        return False
    return holder[0].startswith(f"{found.source.address}#") and holder[1] == hashed


def _title(found: Found, *, marks_end: int) -> str | None:
    """The title that is told, else a first line that stands alone and does not end as a sentence does."""
    if found.title and found.title.strip():
        return " ".join(found.title.split())[:_TITLE_CHARS]
    head = found.text[:_HEAD_CHARS]
    start = len(head) - len(head.lstrip())
    lines = head[start:].splitlines()
    stands_alone = len(lines) > 2 and not lines[1].strip()  # noqa: PLR2004 - headline, blank line, text
    title = re.sub(r"^#{1,2} ", "", lines[0].strip()) if stands_alone else ""
    if not _FEWEST_TITLE_CHARS <= len(title) <= _TITLE_CHARS or title.endswith((".", ":", ",", ";")):
        return None
    return title if start + len(lines[0].rstrip()) > marks_end else None
