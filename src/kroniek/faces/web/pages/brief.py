"""A brief: what articles of a period tell about somebody, each sentence with footnotes that lead to the words.

The page is printable; the same brief can be taken along as Markdown, as one HTML file, or as PDF.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.brief import brief_record, days
from kroniek.errors import UsageError
from kroniek.faces.briefs import markdown, noting, pdf
from kroniek.faces.briefs import page as sheet
from kroniek.faces.web import shapes
from kroniek.faces.web.faults import WebError
from kroniek.faces.web.links import with_query
from kroniek.faces.web.telling import Telling, exact
from kroniek.faces.web.view import AsOf, Day, Json, Name, View
from kroniek.model.brief import Brief, Note

PERIODS = ("day", "week", "month")

LARGEST = 8_000
"""Claims of the period from which a brief is not made here: it takes about a second for every thousand."""

FORMATS: dict[str, tuple[str, Callable[[Brief], str | bytes]]] = {
    "md": ("text/markdown; charset=utf-8", markdown.write),
    "html": ("text/html; charset=utf-8", sheet.write),
    "pdf": ("application/pdf", pdf.write),
}
"""By the ending of a file: its media type, and what writes it."""


YEARS = (1000, 9000)
"""Years of which a brief can be made: there are days before and after them."""

MOST_DAYS = 3660
"""How long a period may be; the same time before it is looked at too."""

_NOTHING = Brief(
    title="", about="", since=date.min, until=date.min, as_of=date.min, language="nl", sections=(), notes=(), remarks=()
)
"""What an empty chronicle tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """About whom, of which period, and in which language."""

    about: Name = None
    period: Annotated[
        str | None,
        Asked(
            description="day, week or month up to `until` (the newest article where none is given); a week otherwise.",
            pattern="^(day|week|month)?$",
        ),
    ] = None
    since: Day = None
    until: Day = None
    lang: Annotated[str | None, Asked(description="nl or en.", pattern="^(nl|en)?$")] = None
    as_of: AsOf = None


def gather(chronicle: Chronicle, asked: Question) -> Brief:
    """The brief, checked: a sentence without a footnote is never given."""
    until = last_day(asked.until or asked.as_of or None) or browsing.period(chronicle)[1]
    since = first_day(asked.since or None)
    if until is None:
        return _NOTHING
    if any(not YEARS[0] <= one.year <= YEARS[1] for one in (since or until, until)):
        raise UsageError(f"A brief tells of the years {YEARS[0]} to {YEARS[1]}. Choose a day in these.")
    first, last = days(None if since else asked.period or "week", since=since, until=until, last=None)
    if (last - first).days > MOST_DAYS:
        raise UsageError(f"A brief tells of {MOST_DAYS // 366} years at most, not of {first} to {last}. Ask for less.")
    meant = query(actor=asked.about or None, since=first, until=last, as_of=asked.as_of or None)
    if browsing.number(chronicle, meant, cap=LARGEST + 1) > LARGEST:
        raise WebError(
            400,
            "too-large",
            f"More than {LARGEST:,} claims fall in this period. Ask for a shorter one, name a party, or make it in the "
            f"terminal: kroniek brief --period {first}..{last}",
        )
    return chronicle.brief(
        about=asked.about or None, since=first, until=last, as_of=asked.as_of or None, language=asked.lang or "nl"
    )


def context(found: Brief, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    given = {name: getattr(asked, name) or "" for name in ("about", "period", "since", "until")}
    return {
        "title": found.title or telling.words.say("start.empty_title"),
        "asked": given,
        "periods": [(value, telling.words.say(f"briefpage.{value}")) for value in PERIODS],
        "sections": found.sections,
        "remarks": found.remarks,
        "notes": [_note(note, telling) for note in found.notes],
        "language": found.language,
        "downloads": [
            (name.upper(), with_query(f"/overzicht.{name}", given, lang=found.language, as_of=asked.as_of))
            for name in FORMATS
        ],
    }


def _note(note: Note, telling: Telling) -> dict[str, Any]:
    return {
        "number": note.number,
        "quote": noting.quote(note),
        "origin": noting.origin(note, telling.words),
        "href": telling.links.article(exact(note.document), note.claim),
        "claims": [telling.links.claim(one) for one in (note.claim, *note.also)],
    }


def record(found: Brief) -> Json:
    """The brief with its notes."""
    return brief_record(found)


VIEW = View(
    name="brief",
    path="/overzicht",
    api="/brief",
    about="A brief: what articles of a period tell about somebody, each sentence with footnotes.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Brief,
    kept=True,
    spoken=True,
)
