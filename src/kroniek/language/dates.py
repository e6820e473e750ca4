"""Which words of a sentence tell a time, and which days they mean.

Words are found by the rules of `lexicon/data/nl/time_rules.toml`: first cores (*3 mei*, *vorige week donderdag*), then
the prepositions and ranges around them (*sinds 3 mei*, *van dinsdag tot donderdag*). Of all rules the one with the most
words wins. A reader then places what was found on the calendar, against the publication date (`anchor`) or against the
last date that the text told (`last`). What cannot be placed is still found, with both readings None: a duration, a
clock time, *sinds de oorlog*. Nothing is guessed: without an anchor only dates with a year have a reading.

Two readings, one for past and one for future tense, differ for bare weekdays, months, feast days and the like. A
weekday on the day of that name is that day itself in both readings: sites write *dinsdag* on Tuesdays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kroniek.language.intervals import Interval
from kroniek.language.times.finding import find, time_spans
from kroniek.language.times.frame import Frame, Told
from kroniek.language.times.reading import STRETCHES, read
from kroniek.model.analysis import Sentence, SentenceKind, TimeMention
from kroniek.model.text import Quote
from kroniek.model.when import Grain, When

__all__ = ["find_all_times", "find_times", "time_spans"]

_HEADING_DAYS = 31  # a live blog of more than a month is no live blog
_HEADING_WORDS = 2  # *12 maart*; a lone *Zondag* may be the title of anything


def _when(interval: Interval | None, quote: Quote) -> When | None:
    if interval is None:
        return None
    return When(start=interval.start, end=interval.end, grain=interval.grain, quote=quote, basis=interval.basis)


def _interval(when: When | None) -> Interval | None:
    return Interval(when.start, when.end, when.grain, when.basis) if when else None


class _Read(NamedTuple):
    """The times of a sentence, the date that the next sentence counts from, and the day that its head tells."""

    mentions: list[TimeMention]
    told: Told
    head: date | None


def _times(sentence: Sentence, *, anchor: date | None, text: str, told: Told) -> _Read:
    tokens = sentence.tokens
    mentions: list[TimeMention] = []
    head: date | None = None
    for found in find(tokens):
        before = tuple(token.lower for token in tokens[max(0, found.first - 3) : found.first])
        past, future = read(found, Frame(anchor, told, before))
        quote = Quote.of(text, tokens[found.first].start, tokens[found.last - 1].end)
        mentions.append(
            TimeMention(start=quote.start, end=quote.end, past=_when(past, quote), future=_when(future, quote))
        )
        if found.rule.read not in STRETCHES:
            told = told.then(past or future)
        if found.rule.heads and past:
            head = past.start
    return _Read(mentions, told, head)


def find_times(
    sentence: Sentence, *, anchor: date | None, text: str, last: When | None = None
) -> tuple[TimeMention, ...]:
    """The times that a sentence tells, in text order.

    `anchor` is the publication date, None where unknown; `text` the document's text; `last` the date that the text
    told last before this sentence, for *een dag later* and *die avond*. To read a whole text use `find_all_times`.
    """
    return tuple(_times(sentence, anchor=anchor, text=text, told=Told().then(_interval(last))).mentions)


def find_all_times(sentences: Iterable[Sentence], *, anchor: date | None, text: str) -> tuple[TimeMention, ...]:
    """The times of a whole text, each sentence read with the date that was told before it; boilerplate is left out.

    A date that is a sentence by itself heads a day of a live blog: what follows is read against that day. So does the
    clock of an item that tells its day (*20.30 uur (dinsdag)*).
    """
    mentions: list[TimeMention] = []
    told = Told()
    for sentence in sentences:
        if sentence.kind is SentenceKind.BOILERPLATE:
            continue
        found, told, head = _times(sentence, anchor=anchor, text=text, told=told)
        mentions += found
        anchor = head or _heading(sentence, found, anchor=anchor) or anchor
    return tuple(mentions)


def _heading(sentence: Sentence, found: Sequence[TimeMention], *, anchor: date | None) -> date | None:
    """The day that a sentence heads: it is nothing but a date of the last month before the publication date."""
    if anchor is None or len(found) != 1 or found[0].past is None or found[0].past.grain is not Grain.DAY:
        return None
    words = [token for token in sentence.tokens if token.text[0].isalnum()]
    inside = [token for token in words if found[0].start <= token.start < found[0].end]
    day = found[0].past.start
    recent = 0 <= (anchor - day).days <= _HEADING_DAYS
    return day if recent and len(words) == len(inside) >= _HEADING_WORDS else None
