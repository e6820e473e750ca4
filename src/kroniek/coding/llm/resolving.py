"""Makes parties, voices, times and places of words that a model pointed at: the model gives words, our code the rest.

Names, codes, coordinates and days come from the mentions and times of the analysis. Only where those know nothing of
a party's words is the country taken that the model gave, and the claim's reasons say so. Invariant: what comes out
holds a quote of the text; a pronoun that refers to nobody known gives nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kroniek.coding.llm.words import closest
from kroniek.coding.placing import place_of
from kroniek.coding.rules import LIES_AHEAD
from kroniek.coding.voices import voice_of
from kroniek.lexicon.countries import countries
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.load import read_lines
from kroniek.lexicon.speech import speech
from kroniek.model.actor import Party, Voice
from kroniek.model.analysis import Analysis, Mention, MentionKind
from kroniek.model.ontology import SPECIAL_COUNTRIES, Status
from kroniek.model.place import Place
from kroniek.model.text import Quote
from kroniek.model.when import When
from kroniek.strings.fold import fold

_LIST = re.compile(r"(?:\s|,|&|\ben\b|\bof\b|\bde\b|\bhet\b)*")
_LONGEST_PHRASE_CHARS = 200  # how far before its words a noun phrase may begin

_ARTICLES = frozenset({"de", "het", "een", "'t", "’t"})

MENTION = "words that the model named"
BELIEVED = "country as the model says"


@dataclass(frozen=True, slots=True)
class Found:
    """A party, and whether its country is only the model's word."""

    party: Party
    believed: bool = False


class Resolver:
    """Looks up what is known of the words of one text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._text = analysis.document.text
        self._starts = [mention.start for mention in analysis.mentions]

    def named(self, name: str, *, around: Quote, start: int, end: int) -> Quote | None:
        """Words of the text that refer to a party of this name: *Washington* for *Verenigde Staten*.

        Those inside `around` go first, then the last before it, then the first behind it.
        """
        wanted = fold(name)
        found = [
            Quote.of(self._text, one.start, one.end)
            for one in self._analysis.mentions
            if start <= one.start and one.end <= end and one.party is not None and fold(one.party.name) == wanted
        ]
        return closest(found, around)

    def parties(self, words: Quote, country: str | None = None) -> tuple[Found, ...]:
        """Whom words name; several in *Frankrijk en Duitsland*; nobody where they are a pronoun for nobody known."""
        meant = self._meant(words)
        known = [mention.party for mention in meant if mention.party is not None]
        if known:
            return tuple(_with_country(party, country) for party in known)
        if any(mention.kind is MentionKind.PRONOUN for mention in meant):
            return ()
        inside = next((one.party.country for one in self._inside(words) if one.party and one.party.country), None)
        return (_with_country(Party(name=_name(words), quote=words, country=inside), country),)

    def voices(self, words: Quote) -> tuple[Voice, ...]:
        """Who says so by these words."""
        meant = self._meant(words)
        told = [voice for mention in meant if (voice := voice_of(mention)) is not None]
        if told:
            return tuple(told)
        anonymous = words.text.lower().split()[-1] in speech().anonymous_heads
        return tuple(Voice(party=one.party, anonymous=anonymous) for one in self.parties(words))

    def when(self, words: Quote, status: Status) -> When | None:
        """The days that words tell: the future reading for what lies ahead, the past one for all else."""
        overlapping = [
            (min(time.end, words.end) - max(time.start, words.start), -time.start, time)
            for time in self._analysis.times
            if time.start < words.end and words.start < time.end
        ]
        if not overlapping:
            return None
        time = max(overlapping, key=lambda one: one[:2])[2]
        return (time.future or time.past) if status in LIES_AHEAD else (time.past or time.future)

    def place(self, words: Quote) -> Place | None:
        """The place that words name; its name alone where nothing is known of it, None where they give no name."""
        places = [one for one in self._overlapping(words) if one.is_place or one.kind is MentionKind.LOCATION]
        if places:
            mention = max(places, key=lambda one: (one.end - one.start, -one.start))
            return place_of(mention, Quote.of(self._text, mention.start, mention.end))
        name = _name(words, leave_out=word_classes().prepositions)
        named = any(part[0].isupper() and part.lower() not in _openers() for part in name.split())
        return Place(name=name, quote=words) if named else None

    def _meant(self, words: Quote) -> list[Mention]:
        """The mentions that words stand for; none where they say more than any mention does."""
        near = self._overlapping(words)
        for fits in (_is_same, _covers):
            if found := [one for one in near if fits(one, words)]:
                return found
        return self._heads(words)

    def _heads(self, words: Quote) -> list[Mention]:
        """The mentions at the head of words that say more: the first one before a preposition, or all of a list."""
        inside = [one for one in self._inside(words) if one.kind is not MentionKind.NATIONALITY]
        if not inside:
            return []
        joined: list[Mention] = []
        ends = words.start
        for one in inside:
            if not _LIST.fullmatch(self._text, ends, max(ends, one.outer)):
                break
            joined.append(one)
            ends = max(ends, one.end)
        if joined:
            return joined
        first = inside[0]
        before = self._text[words.start : max(words.start, first.outer)].lower().split()
        return [] if word_classes().prepositions.intersection(before) else [first]

    def _inside(self, words: Quote) -> list[Mention]:
        return [one for one in self._overlapping(words) if words.start <= one.start and one.end <= words.end]

    def _overlapping(self, words: Quote) -> list[Mention]:
        mentions = self._analysis.mentions
        first = bisect_left(self._starts, words.start - _LONGEST_PHRASE_CHARS)
        last = bisect_left(self._starts, words.end + _LONGEST_PHRASE_CHARS)
        return [one for one in mentions[first:last] if one.outer < words.end and words.start < one.end]


def _is_same(mention: Mention, words: Quote) -> bool:
    return mention.end == words.end and words.start in {mention.start, mention.outer}


def _covers(mention: Mention, words: Quote) -> bool:
    return mention.outer <= words.start and words.end <= mention.end


def _with_country(party: Party, country: str | None) -> Found:
    """The party, with the country that the model gave where none is known."""
    if party.country is not None or country is None:
        return Found(party)
    return Found(replace(party, country=country), believed=True)


def _name(words: Quote, *, leave_out: Collection[str] = ()) -> str:
    """The name of words of which nothing is known: on one line, without the article and such words before it."""
    parts = words.text.split()
    while len(parts) > 1 and (parts[0].lower() in _ARTICLES or parts[0].lower() in leave_out):
        parts = parts[1:]
    return " ".join(parts)


@cache
def _openers() -> frozenset[str]:
    """Words that have their capital from the beginning of a sentence (*Daar*)."""
    return frozenset(read_lines("nl/sentence_openers.txt"))


def is_country(code: str) -> bool:
    """May a code stand in a party's country?"""
    return code in SPECIAL_COUNTRIES or code in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in countries())


def unique(found: Sequence[Found]) -> tuple[Found, ...]:
    """Every party once, by name."""
    kept: dict[str, Found] = {}
    for one in found:
        kept.setdefault(one.party.name, one)
    return tuple(kept.values())
