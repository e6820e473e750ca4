"""What a text is found by: the keys of its words, which of them it is about, and words that no key begins like.

Marks are kept of a text, each once: every key (`lexicon.forms`: stems, irregular forms, parts of compounds) behind `·`;
behind `§` the keys of words that stand in the title, early in the text, or several times, so an article that is *about*
sanctions has that one; and a word itself where its key is not its own beginning (*riepen*, *brieven*), for questions
that end in `*`. The stores only look up marks; FTS5 and PostgreSQL need not understand Dutch, and find the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from kroniek.lexicon.forms import keys
from kroniek.strings.remembered import Remembered

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
    found = dict.fromkeys(chain.from_iterable(map(_MARKS.__getitem__, (*early, *counts))))
    found.update(dict.fromkeys(chain.from_iterable(map(_STRONG.__getitem__, strong))))
    return list(found)


def of_beginning(word: str) -> tuple[list[str], list[str]]:
    """The beginnings of marks, and whole marks, one of which every text has that holds a word which begins so.

    Either the word itself is a mark, or its key is its own beginning: then that begins with `word`, or `word` with it.
    """
    return [word, KEY + word], [KEY + word[:end] for end in range(2, len(word))]


def _marks(word: str) -> tuple[str, ...]:
    if len(word) > LONGEST_WORD_CHARS:
        return ()
    found = keys(word)
    whole = () if word.startswith(found[0]) else (word,)
    return (*whole, *(KEY + key for key in found))


def _strong(word: str) -> tuple[str, ...]:
    return tuple(STRONG + key for key in keys(word)) if len(word) <= LONGEST_WORD_CHARS else ()


_MARKS = Remembered(_marks, most=200_000)
_STRONG = Remembered(_strong, most=200_000)
