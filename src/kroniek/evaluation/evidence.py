"""Where quotes stand: whether two pieces of evidence point to the same words, and how many characters they share.

A quote is looked for in the document's text, in every place where it stands; white space is forgiven. Offsets are not
used: a coder that counts bytes would otherwise lose everything. Without the text, quotes are compared word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kroniek.evaluation.names import fold

LONGEST_QUOTE_CHARS = 600
"""A longer quote counts for nothing in pairing: whoever quotes the whole article has evidence for nothing."""

Place = tuple[int, int]


class Quotes:
    """Looks quotes up in the texts of documents, each of them once."""

    __slots__ = ("_found", "_texts")

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._found: dict[tuple[str, str], tuple[Place, ...]] = {}

    def has_text(self, document: str) -> bool:
        """Is the text of this document there to be looked in?"""
        return document in self._texts

    def places(self, document: str, quote: str) -> tuple[Place, ...]:
        """Every place `(start, end)` of the quote; none where the text is not there or does not have it."""
        key = (document, quote)
        if key not in self._found:
            text = self._texts.get(document)
            self._found[key] = () if text is None or not quote.strip() else _places(text, quote)
        return self._found[key]

    def share(self, document: str, one: str, other: str) -> bool:
        """Do two quotes stand on the same words: at least half of the shorter one?"""
        places, others = self.places(document, one), self.places(document, other)
        if places and others:
            return any(_half_in_common(place, place_of_other) for place in places for place_of_other in others)
        words, words_of_other = set(fold(one).split()), set(fold(other).split())
        if not words or not words_of_other:
            return False
        return 2 * len(words & words_of_other) >= min(len(words), len(words_of_other))

    def positions(self, document: str, quotes: Iterable[str]) -> set[int]:
        """The characters of the text that stand in one of these quotes."""
        return {
            position
            for quote in quotes
            for start, end in self.places(document, quote)
            for position in range(start, end)
        }


def _places(text: str, quote: str) -> tuple[Place, ...]:
    exact = tuple(match.span() for match in re.finditer(re.escape(quote), text))
    if exact:
        return exact
    loose = r"\s+".join(re.escape(word) for word in quote.split())
    return tuple(match.span() for match in re.finditer(loose, text))


def _half_in_common(one: Place, other: Place) -> bool:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * common >= min(one[1] - one[0], other[1] - other[0])
