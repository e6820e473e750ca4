"""What a text is found by: its words, their keys, and which of them it is about; the same on every store.

Three kinds of marks are kept of a text, each once: every folded word as it is (for questions that end in `*`), every
key (`lexicon.forms`: stems, irregular forms, parts of compounds) behind `·`, and behind `§` the keys of words that
stand in the title, early in the text, or several times: an article that is *about* sanctions has that one. The stores
only look up marks; FTS5 and PostgreSQL need not understand Dutch, and find the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from kroniek.lexicon.forms import keys

LONGEST_WORD_CHARS = 100
"""Longer runs of letters are no words; PostgreSQL refuses very long ones."""

EARLY = 60
"""Words at the beginning of a text that tell what it is about: the headline and the first two sentences."""

OFTEN = 3
"""How often a word stands in a text that is about it."""

KEY, STRONG = "·", "§"


def marks(title: Sequence[str], text: Sequence[str]) -> list[str]:
    """The marks of a text by its folded words, each once."""
    counts = Counter(text)
    early = dict.fromkeys([*title, *text[:EARLY]])
    strong = [*early, *(word for word, number in counts.items() if number >= OFTEN)]
    found = dict.fromkeys(chain.from_iterable(_marks(word) for word in (*early, *counts)))
    found.update(dict.fromkeys(chain.from_iterable(_strong(word) for word in strong)))
    return list(found)


@lru_cache(maxsize=200_000)
def _marks(word: str) -> tuple[str, ...]:
    return (word, *(KEY + key for key in keys(word))) if len(word) <= LONGEST_WORD_CHARS else ()


@lru_cache(maxsize=200_000)
def _strong(word: str) -> tuple[str, ...]:
    return tuple(STRONG + key for key in keys(word)) if len(word) <= LONGEST_WORD_CHARS else ()
