"""The passage of a text that shows the words somebody searched for: a sentence or so, with the places of the words.

Pure functions over text, so that every store shows the same passages. Words are compared as `strings.fold` folds
them; a word that ends in `*` stands for all words that begin so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.strings.fold import Word, folded_words, words

LONGEST_CHARS = 400
"""Room for two sentences of a newspaper; a sentence that is longer is cut around the words."""

MARGIN_CHARS = 120
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n")


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word, or the beginning of one."""

    word: str
    prefix: bool = False

    def matches(self, word: str) -> bool:
        """Is this (folded) word meant?"""
        return word.startswith(self.word) if self.prefix else word == self.word


@dataclass(frozen=True, slots=True)
class Passage:
    """`[start, end)` of a text, and the places in the text of the words that stand in it.

    `terms` says how many of the words that were asked for stand in it, `spread_words` how many words lie from the first
    to the last of them in the text, at its closest.
    """

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    terms: int = 0
    spread_words: int = 0


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
    hits = [
        (word, i, place)
        for place, word in enumerate(words(text))
        for i, term in enumerate(wanted)
        if term.matches(word.folded)
    ]
    first, last, spread = _closest(hits)
    start = _sentence_start(text, first)
    end = _sentence_end(text, last)
    if end - start > LONGEST_CHARS:
        start = max(start, first - MARGIN_CHARS)
        end = min(end, max(start + LONGEST_CHARS, min(last, first + LONGEST_CHARS)))
        start, end = _whole_words(text, start, end)
    inside = [(word, term) for word, term, _ in hits if start <= word.start and word.end <= end]
    spots = sorted({(word.start, word.end) for word, _ in inside})
    return Passage(start, end, tuple(spots), terms=len({term for _, term in inside}), spread_words=spread)


def _closest(hits: Sequence[tuple[Word, int, int]]) -> tuple[int, int, int]:
    """The shortest stretch that holds every word which the text holds, the first of equals, and how many words it is.

    Zeros without hits.
    """
    needed = len({term for _, term, _ in hits})
    best = (0, 0, 0)
    count: dict[int, int] = {}
    left = 0
    for word, term, place in hits:
        count[term] = count.get(term, 0) + 1
        while len(count) == needed:
            first, first_term, first_place = hits[left]
            if best == (0, 0, 0) or word.end - first.start < best[1] - best[0]:
                best = (first.start, word.end, place - first_place)
            count[first_term] -= 1
            if not count[first_term]:
                del count[first_term]
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
