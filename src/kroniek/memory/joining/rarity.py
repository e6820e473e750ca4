"""How rare a word is, counted in the training corpus, and what two sets of words share by that measure.

Words are compared by their stems; a long compound counts for its last part too (*luchtaanval* is an *aanval*). Words
that tell when are left out: two articles of one Monday share *maandag*.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from kroniek.memory.joining.tables import tables
from kroniek.strings.fold import folded_words
from kroniek.strings.stem import stem

_COMPOUND, _PART, _FRONT = 9, 5, 3
"""Letters of a word that may be a compound, of its last part, and before that part."""
_SEEN = 2
"""In how many articles the rarest listed words stand; what is not listed is taken for such a word."""


@cache
def _counts() -> tuple[float, dict[str, int]]:
    """The number of articles, and in how many of them each stem stands."""
    text = files("kroniek.memory.joining").joinpath("data", "rarity.tsv").read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    cells = (row.split("\t") for row in rows)
    return float(head.split()[1]), {word: int(number) for word, number in cells}


@lru_cache(maxsize=100_000)
def weight(word: str) -> float:
    """How much it tells that two texts share this stem: the logarithm of how rare it is."""
    articles, counts = _counts()
    return round(log(articles / counts.get(word, _SEEN)), 3)


def is_listed(word: str) -> bool:
    """Does the stem stand in several articles of the corpus?"""
    return word in _counts()[1]


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    whole = stem(word)
    if word in tables().times:
        return ()
    if len(whole) < _COMPOUND or is_listed(whole):
        return (whole,)
    parts = (whole[at:] for at in range(_FRONT, len(whole) - _PART + 1))
    part = next((part for part in parts if is_listed(part)), None)
    return (whole, part) if part else (whole,)


def stems(text: str) -> frozenset[str]:
    """The stems of a text that tell something."""
    return frozenset(one for word in folded_words(text) for one in _stems(word))


def mass(words: AbstractSet[str]) -> float:
    """How much a set of stems tells, words that are everywhere left out."""
    return sum(map(weight, words))


def shared(left: AbstractSet[str], right: AbstractSet[str]) -> float:
    """The part of what the smaller set tells that both tell."""
    return mass(left & right) / max(min(mass(left), mass(right)), 1.0)
