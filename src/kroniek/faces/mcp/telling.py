"""From the records of the house to those of an answer: claims, quotes and articles, each with where it stands.

A bare key of a document means its newest version to a reader, so keys are told with their version (`key@1`): offsets
hold for that one only.
"""

from __future__ import annotations

from collections.abc import Iterable

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import last_day
from kroniek.api.records import act_intensity
from kroniek.api.standing import exact
from kroniek.faces.mcp import shapes
from kroniek.faces.mcp.cutting import QUOTE_CHARS, Cuts
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.claim import Claim
from kroniek.model.text import Quote
from kroniek.model.when import When

TITLE_CHARS = 300
"""A headline, and more than that is none."""

ARTICLES = 40
"""Articles that an answer describes."""

LARGEST = 25_000
"""Claims that can be looked through one by one while somebody waits."""


def quote(words: Quote, document: str, *, most: int = QUOTE_CHARS) -> shapes.Quote:
    """Words of a document; of a long passage its beginning, with the offsets of that."""
    text = words.text[:most]
    left = len(words.text) - len(text)
    end = words.start + len(text)
    return shapes.Quote(text=text, document=exact(document), start=words.start, end=end, left_out=left or None)


def quoted(words: Quote | None, document: str) -> shapes.Quote | None:
    """The same where there may be no words."""
    return quote(words, document) if words is not None else None


def party(one: Party) -> shapes.Party:
    """A party by name."""
    return shapes.Party(name=one.name, country=one.country, sectors=list(one.sectors) or None)


def parties(some: Iterable[Party]) -> list[shapes.Party]:
    """Parties by name."""
    return [party(one) for one in some]


def voices(some: Iterable[Voice]) -> list[shapes.Voice]:
    """On whose word."""
    return [
        shapes.Voice(
            name=one.party.name,
            country=one.party.country,
            anonymous=one.anonymous or None,
            medium=one.medium or None,
            strength=one.strength.value if one.strength is not Strength.NEUTRAL else None,
        )
        for one in some
    ]


def claim(stored: StoredClaim) -> shapes.Claim:
    """A claim at a glance; the tool `evidence` has all of it."""
    one = stored.claim
    return shapes.Claim(
        id=one.id,
        event=stored.event,
        type=one.type.value,
        modes=list(one.modes) or None,
        status=one.status.value,
        hedged=one.hedged,
        actors=parties(one.actors),
        recipients=parties(one.recipients),
        said_by=voices(one.voices),
        date=when(one.when),
        place=place(one),
        condition=quoted(one.condition, one.document),
        figures=[shapes.Figure(what=fig.key.value, min=fig.min, max=fig.max) for fig in one.figures] or None,
        intensity=act_intensity(one),
        quote=quote(one.evidence[0].quote, one.document),
        published=stored.published.isoformat() if stored.published else None,
        publisher=stored.publisher,
        title=title(stored.title),
        url=stored.url,
        superseded=None if stored.current else True,
    )


def when(one: When | None) -> shapes.When | None:
    """When it took place."""
    if one is None:
        return None
    words = one.quote.text if one.quote else None
    return shapes.When(start=one.start.isoformat(), end=one.end.isoformat(), grain=one.grain.value, words=words)


def place(one: Claim) -> shapes.Place | None:
    """Where it took place."""
    if one.place is None:
        return None
    precision = one.place.precision.value if one.place.precision else None
    return shapes.Place(name=one.place.name, country=one.place.country, precision=precision)


def title(text: str | None) -> str | None:
    """A headline of a bounded length."""
    return text if text is None or len(text) <= TITLE_CHARS else f"{text[: TITLE_CHARS - 1]}…"


def article(stored: StoredDocument) -> shapes.Article:
    """An article by its key."""
    one = stored.document
    return shapes.Article(
        document=exact(one.id),
        title=title(one.title),
        publisher=one.publisher,
        published=one.published.day.isoformat() if one.published else None,
        url=one.url,
        superseded=None if stored.current else True,
    )


def articles(chronicle: Chronicle, keys: Iterable[str | None], cuts: Cuts) -> list[shapes.Article]:
    """The articles of these keys, each once, so that whoever cites them can name outlet and day."""
    once = list(dict.fromkeys(exact(key) for key in keys if key))
    found = (chronicle.document(key) for key in cuts.most(once, ARTICLES, "articles of this answer"))
    return [article(one) for one in found if one is not None]


def day(moment: str | None) -> str | None:
    """The day of report that was asked for: the last one of a month or year."""
    found = last_day(moment)
    return found.isoformat() if found else None


def is_large(chronicle: Chronicle) -> bool:
    """Does it hold more claims than can be looked through while somebody waits?"""
    return browsing.size(chronicle) > LARGEST


def newest_day(chronicle: Chronicle, as_of: str | None) -> str | None:
    """The day as of which an answer stands: the one that was asked for, or that of the newest article."""
    last = last_day(as_of) or browsing.period(chronicle)[1]
    return last.isoformat() if last else None
