"""Finds the words between quotation marks: who is quoted is said by the words around them.

Marks are paired inside a paragraph; a quotation that runs over several paragraphs, each opened anew, gives one stretch
per paragraph. An apostrophe is no mark: inside a word (*foto's*), before *'s* or *'t*, or behind a name in the genitive
(*Wilders' plan*) where a later mark closes. Quotations inside others are given too. The marks are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kroniek.model.analysis import Sentence
from kroniek.model.text import Quote

_MARK = re.compile(r"[“”„‟«»‘’‚‛'\"]")
_DOUBLE = frozenset('“”„‟«»"')
_ONLY_OPENS = frozenset("„«‚")
_ONLY_CLOSES = frozenset("”»")
_CLITIC = re.compile(r"['’‘](?:[stnkrSTN]|ns|er)(?!\w)|['’]\d\d(?!\w)")  # 's avonds, 't, '68
_GENITIVE = re.compile(r"[A-ZÀ-Þ]\w*[sxz]$")


def quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The words between quotation marks, in text order; `sentences` are those of `text`."""
    found: list[Quote] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        members = list(group)
        found.extend(_paragraph(text, members[0].start, members[-1].end))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    """The quotations of one paragraph; one left open at its end goes to the end if it opened the paragraph."""
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    for double in (True, False):
        opened: int | None = None
        own = [at for at in marks if (text[at] in _DOUBLE) is double]
        for number, at in enumerate(own):
            if opened is None:
                if _opens(text, at, start):
                    opened = at
            elif _closes(text, at, end, own[number + 1 :]):
                if quote := _between(text, opened + 1, at):
                    yield quote
                opened = None
        if double and opened == start and (quote := _between(text, opened + 1, end)):
            yield quote


def _opens(text: str, at: int, start: int) -> bool:
    """Can a mark open: nothing or a space before it, and no space behind it?"""
    mark = text[at]
    if mark in _ONLY_CLOSES:
        return False
    if mark in _ONLY_OPENS or mark == "“":
        return True
    if mark not in _DOUBLE and _CLITIC.match(text, at):
        return False
    loose = at == start or not text[at - 1].isalnum()
    return loose and at + 1 < len(text) and not text[at + 1].isspace()


def _closes(text: str, at: int, end: int, later: Sequence[int]) -> bool:
    """Does a mark close the quotation that is open, rather than be an apostrophe or an opening mark?"""
    mark = text[at]
    if mark in _DOUBLE:
        return mark not in {"„", "«"}
    if at + 1 < end and text[at + 1].isalnum():
        return False  # foto's, or an opening mark
    if _CLITIC.match(text, at) or mark in {"‘", "‚"}:
        return False
    following = text[at + 1 : at + 3]
    genitive = following[:1] == " " and following[1:].islower() and _GENITIVE.search(text, max(0, at - 30), at)
    return not (genitive and any(text[near] in "'’" and not text[near + 1 : near + 2].isalnum() for near in later[:4]))


def _between(text: str, start: int, end: int) -> Quote | None:
    """The words of a stretch without the space around them, None where there are none."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Quote.of(text, start, end) if end > start else None
