"""What Dutch says in a text, stand-off and by offset: the seam between `language` and `coding`.

An `Analysis` holds everything that a coder may know of a text. It never changes the text: every part has offsets in
code points into `document.text`. A rule-based and a neural reader both fill this same record, so coders do not know
which engine read the text. Heads and relations are optional: the first reader does not parse.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kroniek.model.actor import Party
from kroniek.model.signals import Signals
from kroniek.model.text import Document, Quote
from kroniek.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or a punctuation mark at `[start, end)`; `lower` is the word in lower case.

    `tag` is a coarse word class where the engine knows it ("verb", "noun", "det", ...), else "". `lemma` likewise.
    """

    text: str
    start: int
    end: int
    lower: str
    tag: str = ""
    lemma: str = ""


class SentenceKind(StrEnum):
    """What a sentence is; boilerplate is not coded."""

    PROSE = "prose"
    HEADLINE = "headline"  # title, heading between paragraphs, summary point
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence at `[start, end)` with its tokens; `paragraph` counts from 0; `item` is the live blog item, if any."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: SentenceKind = SentenceKind.PROSE
    paragraph: int = 0
    item: int | None = None


class MentionKind(StrEnum):
    """What kind of words name somebody or something."""

    PERSON = "person"  # a name, with or without office before it
    ORGANISATION = "organisation"
    LOCATION = "location"  # a country, city or region
    DEMONYM = "demonym"  # inhabitants: *Venezolanen*
    GROUP = "group"  # a description: *de Russische president*, *rebellen*, *functionarissen*
    PRONOUN = "pronoun"  # *hij*, *zij*, *die*
    NATIONALITY = "nationality"  # a bare adjective: *Russische* (no party by itself)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words `[start, end)` that name a party or a place, and whom they name.

    `start` and `end` span the codebook's `text` of a party (article left out, office before a name left out). `outer`
    is the start of the whole noun phrase, article and office included. `party` is what is known of the referent: its
    `quote` equals the mention's words; None where the words refer to nobody known (an unresolved pronoun).
    `anonymous` (*bronnen*) and `medium` (*Reuters*) matter where the mention is a voice. `can_act` is False for a
    place that is no party by itself (a city that is no seat of government, a river). `score` (below 1) and `why` tell
    how sure it is who is meant and what speaks for it, where that was weighed.
    """

    start: int
    end: int
    outer: int
    kind: MentionKind
    party: Party | None = None
    anonymous: bool = False
    medium: bool = False
    plural: bool = False
    can_act: bool = True
    is_place: bool = False
    lat: float | None = None
    lon: float | None = None
    score: float | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words `[start, end)` that tell a time. `past` and `future` are the readings for past and future tense.

    They differ for bare weekdays and the like only; both are None where the words cannot be placed on the calendar.
    `reporting` is True where the words tell when something was reported (*meldt Reuters zondag*), if known.
    """

    start: int
    end: int
    past: When | None
    future: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """Words `[start, end)` that tell a number, with lowest and highest value; `unit` is "", "EUR" or "USD"."""

    start: int
    end: int
    min: int | None
    max: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that is known of a document's language. All tuples are in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    quotations: tuple[Quote, ...] = ()  # the words between quotation marks, marks left out
    engine: str = ""
    signals: Signals | None = None  # what a trained reader makes of the text; None where only rules read it
