"""What a text is found by: its words, their keys, and which of them it is about; the same on every store.

Three kinds of marks are kept of a text, each once: every folded word as it is (for questions that end in `*`), every
key (`lexicon.forms`: stems, irregular forms, parts of compounds) behind `·`, and behind `§` the keys of words that
stand in the title, early in the text, or several times: an article that is *about* sanctions has that one. The stores
only look up marks; FTS5 and PostgreSQL need not understand Dutch, and find the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kroniek.lexicon.forms import keys

LONGEST_WORD_CHARS = 100
"""Longer runs of letters are no words; PostgreSQL refuses very long ones."""

EARLY = 60
"""Words at the beginning of a text that tell what it is about: the headline and the first two sentences."""

OFTEN = 3
"""How often a word stands in a text that is about it."""

KEY, STRONG = "·", "§"


def marks(title: Sequence[str], text: Sequence[str]) -> list[str]:
    """The marks of a text by its folded words, sorted."""
    counts = Counter(word for word in text if len(word) <= LONGEST_WORD_CHARS)
    early = {word for word in (*title, *text[:EARLY]) if len(word) <= LONGEST_WORD_CHARS}
    known: Counter[str] = Counter()
    for word, number in counts.items():
        for key in keys(word):
            known[key] += number
    strong = {key for word in early for key in keys(word)}
    strong.update(key for key, number in known.items() if number >= OFTEN)
    found = {*counts, *early, *_behind(KEY, known), *_behind(KEY, strong), *_behind(STRONG, strong)}
    return sorted(found)


def _behind(sign: str, keys_: Iterable[str]) -> Iterable[str]:
    return (sign + key for key in keys_)
