"""Finds words that a model copied: where they stand in the text, to the character, or nowhere.

Line breaks count as blanks, and one kind of quotation mark, apostrophe or dash as another, because models change those
when they copy; nothing else may differ. Invariant: what is found is the text's own words at their offsets, and begins
and ends where a word does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kroniek.model.text import Quote

_ALIKE = ("'’‘ʼ´`", '"“”„«»', "-‐‑–—")
_CLASSES = {mark: f"[{re.escape(marks)}]" for marks in _ALIKE for mark in marks}
_ENCLOSING = "'’‘`\"“”„«»"
_LONGEST_CHARS = 4000  # a longer quote is no sentence


def quotes_of(words: str, text: str, start: int, end: int) -> Iterator[Quote]:
    """The places of words in `text[start:end]`, in text order; without enclosing quotation marks if not with them."""
    given = words.strip()
    for tried in dict.fromkeys((given, given.strip(_ENCLOSING).strip())):
        pattern = _pattern(tried)
        if pattern is None:
            continue
        found = [Quote.of(text, match.start(), match.end()) for match in pattern.finditer(text, start, end)]
        if found:
            yield from found
            return


def nearest(words: str, text: str, *, around: Quote, start: int, end: int) -> Quote | None:
    """The place of words in `text[start:end]` that is meant beside a quote; None where they do not stand there."""
    return closest(list(quotes_of(words, text, start, end)), around)


def closest(found: Sequence[Quote], around: Quote) -> Quote | None:
    """The first of several places in a quote, else the last before it, else the first behind it."""
    inside = [one for one in found if around.start <= one.start and one.end <= around.end]
    before = [one for one in found if one.end <= around.start]
    return next(iter((*inside, *reversed(before), *found)), None)


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str] | None:
    """What finds these words; None where there are none, or far too many."""
    parts = words.split()
    if not parts or len(words) > _LONGEST_CHARS or not any(character.isalnum() for character in words):
        return None
    middle = r"\s+".join("".join(_CLASSES.get(mark, re.escape(mark)) for mark in part) for part in parts)
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(before + middle + after)
