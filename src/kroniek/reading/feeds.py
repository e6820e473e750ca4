"""RSS and Atom: one document per entry, from what the feed itself holds, or from the linked pages where asked.

A broken feed is salvaged: what feedparser can read is kept, the damage is told as one `Rejected`. A feed that defines
its own XML entities is refused: no news feed does, and a few lines of them unpack to gigabytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from kroniek.errors import DocumentError, NoTextError, UnreadableError
from kroniek.model.text import Known, Published, Rejected, Reliability, Source
from kroniek.reading.found import Found, rejected
from kroniek.reading.naming import slug
from kroniek.reading.outlets import without_section
from kroniek.reading.pages import fragment_text, with_headline
from kroniek.reading.published import from_words

Follow = Callable[[str, Source], Found]
"""Fetches the page that an entry links to, as the document of this source. Raises `DocumentError`."""

PassOver = Callable[[Source], bool]
"""Is the page of this entry not to be fetched: it was read before, or others come first?"""


def none(_: Source) -> bool:
    """Nothing is passed over."""
    return False


def feed(
    data: bytes, *, address: str, stem: str, follow: Follow | None = None, pass_over: PassOver = none
) -> Iterator[Found | Rejected]:
    """The entries of a feed, in its order; with `follow` their pages, and the feed's words where a page fails.

    Of entries to `pass_over` the page is not fetched, and nothing is told.
    """
    source = Source(address=address, format="feed")
    if b"<!ENTITY" in data:
        message = "The feed defines XML entities of its own, which can unpack to gigabytes, so it was not read."
        yield rejected(source, UnreadableError(message))
        return
    parsed = _parsed(data)
    entries = parsed.get("entries") or []
    for number, entry in enumerate(entries, start=1):
        for found in _entry(entry, parsed.get("feed") or {}, number, address=address, stem=stem):
            yield from _followed(found, follow, pass_over) if isinstance(found, Found) and follow else [found]
    if parsed.get("bozo") and (damage := _damage(parsed)):
        message = f"The feed is broken ({damage}); {len(entries)} entries before or around the damage were read."
        yield rejected(source, UnreadableError(message))
    elif not entries:
        yield rejected(source, NoTextError("There are no entries in the feed. Check the address; it may be a page."))


def _parsed(data: bytes) -> Any:
    import feedparser  # noqa: PLC0415 - takes 100 ms to load

    try:
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - a parser of foreign markup fails in many ways, each is one feed's
        return {"bozo": True, "bozo_exception": error}


def _damage(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    harmless = {"CharacterEncodingOverride", "NonXMLContentType"}  # the words were read all the same
    return "" if type(error).__name__ in harmless else str(error or "unknown damage").removeprefix("<unknown>:")


def _entry(entry: Any, about: Any, number: int, *, address: str, stem: str) -> Iterator[Found | Rejected]:
    link = _words(entry.get("link"))
    link = link if link.startswith(("http://", "https://")) else ""
    part = _words(entry.get("id")) or link or str(number)
    source = Source(address=address, part=part, format="feed")
    try:
        yield _found(entry, about, source=source, link=link, name=slug(link) or f"{stem}-{number}")
    except DocumentError as error:
        yield rejected(source, error)


def _followed(found: Found, follow: Follow, pass_over: PassOver) -> Iterator[Found | Rejected]:
    """The page of an entry; the feed's words where it links to none, or its page fails."""
    if not found.url:
        yield found
    elif not pass_over(found.source):
        try:
            yield _with_page(found, follow(found.url, found.source))
        except DocumentError as error:
            yield rejected(Source(address=found.url, format="html"), error)
            yield found


def _found(entry: Any, about: Any, *, source: Source, link: str, name: str) -> Found:
    title = " ".join(fragment_text(_words(entry.get("title"))).split()) or None
    content = next((part.get("value") for part in entry.get("content") or [] if part.get("value")), None)
    text = fragment_text(_words(content) or _words(entry.get("summary")))
    if not text and not title:
        raise NoTextError("The entry has no words.")
    return Found(
        source=source,
        text=with_headline(title, text) if text else title or "",
        name=name,
        title=title,
        site=without_section(" ".join(fragment_text(_words(about.get("title"))).split())),
        url=link or None,
        dates=tuple(_dates(entry)),
    )


def _with_page(entry: Found, page: Found) -> Found:
    """The page, with what only the feed tells."""
    from dataclasses import replace  # noqa: PLC0415 - only here

    return replace(page, name=entry.name, title=page.title or entry.title, dates=(*page.dates, *entry.dates))


def _dates(entry: Any) -> Iterator[Published]:
    for key, reliability in (("published", Reliability.SURE), ("updated", Reliability.LIKELY)):
        words = _words(entry[key]) if key in entry else ""
        found = from_words(words, known=Known.METADATA, reliability=reliability) if words else None
        if found is not None:
            yield found


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
