"""What a footnote says, part by part, in the words of a brief's language; how it looks is up to each format."""

from __future__ import annotations

from kroniek.faces.cli.terminal import shown
from kroniek.faces.cli.wording import Wording, wording
from kroniek.model.brief import Brief, Note, between_marks


def words_of(brief: Brief) -> Wording:
    """The words around the sentences of a brief."""
    return wording(brief.language)


def quote(note: Note) -> str:
    """The words of the article between marks, on one line."""
    return between_marks(shown(note.quote.text))


def origin(note: Note, words: Wording) -> str:
    """*Voorbeeldkrant, 23 juli 2022*; the headline where the outlet is unknown."""
    outlet = shown(note.outlet) or (f"“{shown(note.title)}”" if note.title else words.say("claim.no_outlet"))
    day = words.day(note.day) if note.day else words.say("dates.unknown")
    return f"{outlet}, {day}"


def ids(note: Note, words: Wording) -> str:
    """*bewering krant-12:8be13bcc*, which begins with the article's id; by it `kroniek show` finds both."""
    claims = ", ".join(shown(one) for one in (note.claim, *note.also))
    key = "brief.claim" if note.claim.startswith(f"{note.document}:") else "brief.ids"
    return words.say(key, article=shown(note.document), claims=claims)


def link(note: Note) -> str:
    """The address of the article, where it is one of the web."""
    return note.url if note.url.startswith(("http://", "https://")) else ""
