"""iCalendar (RFC 5545): a calendar of what is announced, an all-day entry per event.

An entry is TENTATIVE while it is announced, CONFIRMED once it is told as having taken place, CANCELLED where the last
report denies it. The UID is the event's, so that a calendar that reads the file again changes its entries and makes no
new ones; SEQUENCE and DTSTAMP follow from the days of the reports, not from a clock. What is announced without a day is
left out, as is everything that is not announced. A time told as a month or a year fills it. Lost: figures, offsets,
contexts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO

from kroniek.api.events import ToldEvent, told_events
from kroniek.faces.cli.wording import wording
from kroniek.faces.exports.telling import headline
from kroniek.faces.exports.writing import TAKEN_PLACE, Claims, How, Tally
from kroniek.memory.store import StoredClaim
from kroniek.model.claim import Claim
from kroniek.model.ids import digest
from kroniek.model.ontology import Status
from kroniek.model.when import Grain

OCTETS = 75
"""The longest line; a longer one goes on in the next after a space."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write one calendar."""
    _put(stream, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kroniek//kroniek//NL", "CALSCALE:GREGORIAN")
    _put(stream, f"NAME:{_text(_name(how))}", f"X-WR-CALNAME:{_text(_name(how))}")
    for event in told_events(claims):
        if not _is_announced(event):
            tally.left_out["not_announced"] += len(event.claims)
        elif event.when is None or event.reported[1] is None:
            tally.left_out["no_day"] += len(event.claims)
        else:
            tally.written += len(event.claims)
            _put(stream, *_entry(event, how))
    _put(stream, "END:VCALENDAR")


def _is_announced(event: ToldEvent) -> bool:
    return any(stored.claim.status is Status.PLANNED for stored in event.claims)


def _name(how: How) -> str:
    return wording(how.language).say("export.calendar")


def _entry(event: ToldEvent, how: How) -> Iterator[str]:
    when, place, words = event.when, event.place, wording(how.language)
    changed = event.reported[1] or date.min
    days = sorted({stored.published for stored in event.claims if stored.published})
    yield "BEGIN:VEVENT"
    yield f"UID:{digest('ics', event.id, chars=32)}@kroniek"
    yield f"DTSTAMP:{changed:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{len(days) - 1}"
    if when:
        yield f"DTSTART;VALUE=DATE:{when.start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_after(when.end):%Y%m%d}"
    yield f"SUMMARY:{_text(headline(_announced(event).claim, words))}"
    yield f"STATUS:{_status(event)}"
    yield "TRANSP:TRANSPARENT"
    if place:
        yield f"LOCATION:{_text(words.place(place.name))}"
    if place and place.lat is not None:
        yield f"GEO:{place.lat};{place.lon}"
    yield f"CATEGORIES:{_announced(event).claim.type.value}"
    yield f"DESCRIPTION:{_text(_description(event, how))}"
    if url := next((stored.url for stored in reversed(event.claims) if stored.url), None):
        yield f"URL:{_address(url)}"
    yield "END:VEVENT"


def _announced(event: ToldEvent) -> StoredClaim:
    return next(stored for stored in event.claims if stored.claim.status is Status.PLANNED)


def _status(event: ToldEvent) -> str:
    last = event.newest.claim.status
    if last is Status.DENIED:
        return "CANCELLED"
    return "CONFIRMED" if last in TAKEN_PLACE else "TENTATIVE"


def _description(event: ToldEvent, how: How) -> str:
    """What every report says, with its outlet and day; first how precisely the time is told, where not to the day."""
    words = wording(how.language)
    lines = (
        [] if event.when is None or event.when.grain is Grain.DAY else [words.label("grains", event.when.grain.value)]
    )
    for stored in event.claims:
        quote = how.words(stored.claim.evidence[0].quote)
        source = ", ".join(filter(None, [stored.publisher or str(stored.claim.document), _published(stored)]))
        lines.append(" ".join(filter(None, [f"“{quote}”" if quote else None, f"({source})", _id(stored.claim)])))
    return "\n".join(lines)


def _published(stored: StoredClaim) -> str | None:
    return stored.published.isoformat() if stored.published else None


def _id(claim: Claim) -> str:
    return f"[{claim.id}]"


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.splitlines()
    return "\\n".join("".join(char if char.isprintable() else " " for char in one) for one in lines)


def _address(url: str) -> str:
    return "".join(char for char in url if char.isprintable() and char != " ")


def _put(stream: IO[str], *lines: str) -> None:
    for content in lines:
        stream.write("\r\n ".join(_folded(content)) + "\r\n")


def _folded(content: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never cut within a character; the space before a later piece counts."""
    piece, octets = "", 0
    for char in content:
        width = len(char.encode("utf-8", "surrogatepass"))
        if octets + width > OCTETS:
            yield piece
            piece, octets = "", 1
        piece, octets = piece + char, octets + width
    yield piece
