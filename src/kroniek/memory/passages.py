"""The passage of a text that shows the words somebody searched for: a sentence or so, with the places of the words.

Pure functions over text, so that every store shows the same passages. Words are compared as `strings.fold` folds
them and by their keys (`lexicon.forms`), so *sanctie* is shown where *sancties* or *oliesancties* stands; a word that
ends in `*` stands for all words that begin so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.lexicon.forms import keys, needles
from kroniek.strings.fold import folded_in_place, folded_words, words

LONGEST_CHARS = 400
"""Room for two sentences of a newspaper; a sentence that is longer is cut around the words."""

MARGIN_CHARS = 120
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n")


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word with its key, or the beginning of one."""

    word: str
    prefix: bool = False

    @property
    def key(self) -> str:
        """By what the word is found, in whatever form."""
        return keys(self.word)[0]

    def matches(self, word: str) -> bool:
        """Is this (folded) word meant: another form of it, or a compound with it?"""
        return word.startswith(self.word) if self.prefix else word == self.word or self.key in keys(word)


@dataclass(frozen=True, slots=True)
class Passage:
    """`[start, end)` of a text, and the places in the text of the words that stand in it.

    `terms` says how many of the words that were asked for stand in it, `spread` how many characters lie from the first
    to the last of them in the text, at its closest; `held` which of them (by number) stand anywhere in the text.
    """

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    terms: int = 0
    spread: int = 0
    held: frozenset[int] = frozenset()


class _Spot(NamedTuple):
    """A word of the text, and which of the words that were asked for it is."""

    start: int
    end: int
    term: int


def terms(asked: str) -> tuple[Term, ...]:
    """The words of a question, each once; signs other than a final `*` mean nothing, so no question is a mistake."""
    found: dict[Term, None] = {}
    for part in asked.split():
        parts = folded_words(part)
        for i, word in enumerate(parts):
            found[Term(word, prefix=part.endswith("*") and i == len(parts) - 1)] = None
    return tuple(found)


def passage(text: str, wanted: Sequence[Term]) -> Passage:
    """The shortest stretch with the most of the words, widened to whole sentences where they are not too long."""
    hits = _spots(text, wanted)
    first, last = _closest(hits)
    start = _sentence_start(text, first)
    end = _sentence_end(text, last)
    if end - start > LONGEST_CHARS:
        start = max(start, first - MARGIN_CHARS)
        end = min(end, max(start + LONGEST_CHARS, min(last, first + LONGEST_CHARS)))
        start, end = _whole_words(text, start, end)
    inside = [spot for spot in hits if start <= spot.start and spot.end <= end]
    spots = sorted({(spot.start, spot.end) for spot in inside})
    held = frozenset(spot.term for spot in hits)
    return Passage(start, end, tuple(spots), len({spot.term for spot in inside}), last - first, held)


def _spots(text: str, wanted: Sequence[Term]) -> list[_Spot]:
    """Where the words stand, in order."""
    plain = folded_in_place(text)
    # Where letters do not fold in place, which is rare, every word is folded by itself.
    every = ((word.start, word.end, word.folded) for word in words(text))
    found = list(every) if plain is None else _likely(plain, wanted)
    known: dict[str, list[int]] = {}
    spots: list[_Spot] = []
    for start, end, word in found:
        if word not in known:
            known[word] = [i for i, term in enumerate(wanted) if term.matches(word)]
        spots += [_Spot(start, end, term) for term in known[word]]
    return spots


def _likely(plain: str, wanted: Sequence[Term]) -> list[tuple[int, int, str]]:
    """The words of a folded text that hold what a word that is meant must hold."""
    found: dict[int, tuple[int, int, str]] = {}
    for term in wanted:
        for needle in (term.word,) if term.prefix else needles(term.key):
            at = plain.find(needle)
            while at >= 0:
                start, end = at, at + len(needle)
                while start and plain[start - 1].isalnum():
                    start -= 1
                while end < len(plain) and plain[end].isalnum():
                    end += 1
                found[start] = (start, end, plain[start:end])
                at = plain.find(needle, end)
    return sorted(found.values())


def _closest(hits: Sequence[_Spot]) -> tuple[int, int]:
    """The shortest stretch that holds every word which the text holds, the first of equals; zeros without hits."""
    needed = len({spot.term for spot in hits})
    best = (0, 0)
    count: dict[int, int] = {}
    left = 0
    for spot in hits:
        count[spot.term] = count.get(spot.term, 0) + 1
        while len(count) == needed:
            first = hits[left]
            if best == (0, 0) or spot.end - first.start < best[1] - best[0]:
                best = (first.start, spot.end)
            count[first.term] -= 1
            if not count[first.term]:
                del count[first.term]
            left += 1
    return best


def _sentence_start(text: str, position: int) -> int:
    places = [found + len(end) for end in _ENDS if (found := text.rfind(end, 0, position)) >= 0]
    start = max((place for place in places if place <= position), default=0)
    while start < position and text[start].isspace():
        start += 1
    return start


def _sentence_end(text: str, position: int) -> int:
    places = [found for end in _ENDS if (found := text.find(end, position)) >= 0]
    end = min(places, default=len(text))
    if end < len(text) and not text[end].isspace():
        end += 1  # the full stop belongs to the sentence
    while end > position and text[end - 1].isspace():
        end -= 1
    return end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    while start < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end
