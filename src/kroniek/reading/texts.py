"""Plain text and Markdown: the text is the file. The front matter of Markdown is read, and marked as no article."""

from __future__ import annotations

import re

from kroniek.model.text import Known, Mark, MarkKind, Published, Reliability, Source
from kroniek.reading.decoding import decode
from kroniek.reading.found import Found
from kroniek.reading.published import from_words

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:[^\r\n]*\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"(?P<name>[A-Za-z_]+)\s*:\s*(?P<value>.*\S)\s*$")


def plain_text(data: bytes, *, source: Source, name: str, charset: str | None = None) -> Found:
    """A text file as it is."""
    return Found(source=source, text=decode(data, declared=charset), name=name)


def markdown(data: bytes, *, source: Source, name: str) -> Found:
    """A Markdown file as it is; title, date, outlet, URL and language from its front matter."""
    text = decode(data)
    match = _FRONT.match(text)
    if match is None:
        return Found(source=source, text=text, name=name)
    fields = _fields(match["fields"])
    published = _published(fields.get("published") or fields.get("date") or fields.get("datum"))
    return Found(
        source=source,
        text=text,
        name=name,
        title=fields.get("title") or fields.get("titel"),
        publisher=fields.get("publisher") or fields.get("outlet"),
        url=fields.get("url"),
        language=fields.get("language") or fields.get("lang"),
        dates=(published,) if published else (),
        marks=(Mark(start=0, end=len(match.group().rstrip()), kind=MarkKind.NAVIGATION),),
    )


def _fields(front: str) -> dict[str, str]:
    matches = (_FIELD.match(line) for line in front.splitlines())
    return {match["name"].lower(): match["value"].strip("\"'") for match in matches if match}


def _published(words: str | None) -> Published | None:
    return from_words(words, known=Known.METADATA, reliability=Reliability.SURE) if words else None
