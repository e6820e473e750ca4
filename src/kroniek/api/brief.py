"""A brief of a chronicle: what articles of a period tell about a party, every sentence on its words; and as JSON.

Without a day a period ends with the newest article, so the answer does not change by waiting.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from kroniek.api.asking import Moment, first_day, last_day
from kroniek.api.commitments import first_reported, last_reported
from kroniek.api.days import moved
from kroniek.api.records import plain
from kroniek.errors import UsageError
from kroniek.memory.store import View

if TYPE_CHECKING:
    from kroniek.model.brief import Brief, Note

Json = dict[str, Any]

PERIODS = ("day", "week", "month")

_ANY = date(2000, 1, 1)
"""The day on which a period ends where nothing was ever reported: any will do."""


def brief(
    store: View,
    *,
    overlay: str = "",
    about: str | None = None,
    since: Moment = None,
    until: Moment = None,
    period: str | None = None,
    as_of: Moment = None,
    language: str = "nl",
) -> Brief:
    """The brief that is asked for, checked: a `UsageError` for a period or language that does not exist."""
    from kroniek.api.briefing.checking import checked  # noqa: PLC0415 - loads the tables of words
    from kroniek.api.briefing.composing import compose  # noqa: PLC0415 - likewise
    from kroniek.api.briefing.gathering import gather  # noqa: PLC0415 - likewise
    from kroniek.api.briefing.material import Asked  # noqa: PLC0415 - likewise
    from kroniek.api.briefing.wording import LANGUAGES, most  # noqa: PLC0415 - likewise

    if language not in LANGUAGES:
        raise UsageError(f"There is no brief in {language!r}. Choose from {', '.join(LANGUAGES)}.")
    day = last_day(as_of)
    first, last = days(period, since=since, until=until, last=last_reported(store, day), opening=first_reported(store))
    ahead = moved(last, max((last - first).days + 1, most("ahead", "days")))
    asked = Asked(about=(about or "").strip() or None, since=first, until=last, as_of=day or last, ahead=ahead)
    material = gather(store, asked, overlay=overlay)
    return checked(compose(material, language=language), material)


def days(
    period: str | None, *, since: Moment, until: Moment, last: date | None, opening: date | None = None
) -> tuple[date, date]:
    """The first and last day of a period; `last` is the day on which *week* and its like end where none is given.

    `2022-03-01..2022-03-07`, `2022-03..`, `2022-03` and *week* are understood; `..2022-03` begins on the day of the
    first article, `opening`. Raises `UsageError` for what is not.
    """
    opened = False
    if period and ".." in period:
        given, _, rest = period.partition("..")
        since, until, period = given.strip() or since, rest.strip() or until, None
        opened = since is None
    if period and re.match(r"\d", period):
        since, until, period = period, period, None
    end = last_day(until) or last or _ANY
    if opened and opening:
        since = min(opening, end)
    start = first_day(since) or _start(period or "week", end)
    if end < start:
        raise UsageError(f"The period ends ({end}) before it begins ({start}). Swap the two.")
    return start, end


def _start(period: str, end: date) -> date:
    """The first day of a period that ends on a day."""
    if period == "day":
        return end
    if period == "week":
        return moved(end, -6)
    if period == "month":
        before = moved(end.replace(day=1), -1)
        return moved(before.replace(day=min(end.day, before.day)), 1)
    raise UsageError(
        f"There is no period {period!r}. Choose from {', '.join(PERIODS)}, "
        "a month (2022-03), a year (2022), or FROM..TO."
    )


# -- JSON ------------------------------------------------------------------------------------------------------------


def brief_record(found: Brief) -> Json:
    """A brief with its notes: what `kroniek brief --json` prints."""
    return {
        "title": found.title,
        "about": found.about or None,
        "since": plain(found.since),
        "until": plain(found.until),
        "as_of": plain(found.as_of),
        "language": found.language,
        "sections": [
            {
                "part": section.part.value,
                "title": section.title,
                "sentences": [{"text": one.text, "notes": list(one.notes)} for one in section.sentences],
            }
            for section in found.sections
        ],
        "notes": [note_record(one) for one in found.notes],
        "remarks": list(found.remarks),
    }


def note_record(note: Note) -> Json:
    """A footnote."""
    return {
        "number": note.number,
        "text": note.quote.text,
        "start": note.quote.start,
        "end": note.quote.end,
        "claim": note.claim,
        "also": list(note.also),
        "doc_id": note.document,
        "publisher": note.outlet or None,
        "published": plain(note.day),
        "title": note.title or None,
        "url": note.url or None,
    }
