"""How text is compared when case and accents do not matter: *Nicolás* is *nicolas*, *Erdoğan* is *erdogan*.

One folding serves search, names and likeness, on every store, so that the same question gives the same answer on
SQLite and PostgreSQL. Letters stay letters: Cyrillic or Greek is folded, not transliterated. Offsets always point
into the text as it was given, also where that text is decomposed (NFD) or a letter folds to two (ß, æ).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Letters that Unicode does not decompose, written as a Dutch newspaper writes them without the sign.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "’": "'"}
)
_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_WORD_WITHOUT_MARKS = re.compile(r"[^\W_]+")  # the same where no letter is decomposed, and several times as fast


class Word(NamedTuple):
    """A folded word and where it stands, `[start, end)`, in the text it came from.

    A tuple, for there is one for each word of each text, and a frozen record takes several times as long to make.
    """

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` in lower case, without accents, with single spaces; folding twice changes nothing."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters and digits, so *EU-ministers* is two; signs are left out."""
    for found in _pattern(text).finditer(text):
        folded = _folded(found[0])
        if folded:
            yield Word(folded, *found.span())


def folded_words(text: str) -> list[str]:
    """The folded words of `text`, where their places do not matter."""
    plain = folded_in_place(text)
    if plain is not None:
        return _WORD_WITHOUT_MARKS.findall(plain)
    return list(filter(None, map(_folded, _pattern(text).findall(text))))


def folded_in_place(text: str) -> str | None:
    """`text` with every letter folded where it stands, so that places in it are places in the text.

    None where a letter folds to several, or to none (ß, æ, decomposed accents).
    """
    lowered = text.lower()
    if text.isascii():
        return lowered
    letters = {letter: _letter(letter) for letter in set(text) if not letter.isascii()}
    if len(lowered) != len(text) or any(len(folded) != 1 for folded in letters.values()):
        return None
    return text.translate({ord(letter): folded for letter, folded in letters.items()}).lower()


@lru_cache(maxsize=10_000)
def _letter(letter: str) -> str:
    """One letter, folded; what is no letter stays as it is."""
    return fold(letter) if letter.isalnum() or _MARKS.match(letter) else letter


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if not text.isascii() and _MARKS.search(text) else _WORD_WITHOUT_MARKS


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    """One word, folded; kept, because a newspaper uses the same words again and again."""
    return word.lower() if word.isascii() else "".join(filter(str.isalnum, fold(word)))
