"""Tells the PLOVER contexts of an act by the words of its evidence. The words are data: `coding/contexts.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kroniek.lexicon.load import read_toml
from kroniek.model.claim import Reason
from kroniek.model.text import Quote

_MOST = 3


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern for each context, in the order of the file; a word counts at the beginning of a word."""
    return tuple(
        (context, re.compile(r"\b(?:" + "|".join(_pattern(word) for word in sorted(words)) + ")"))
        for context, words in read_toml("coding/contexts.toml").items()
    )


def _pattern(word: str) -> str:
    """A beginning of a word, or a whole word where a space ends it: *euro* is not in *Europese*."""
    whole = word.rstrip()
    return re.escape(whole) + (r"\b" if whole != word else "")


def contexts(evidence: str) -> tuple[str, ...]:
    """At most three contexts, the one with most hits first; the order of the file decides between equals."""
    text = evidence.lower()
    counted = [(-len(pattern.findall(text)), order, name) for order, (name, pattern) in enumerate(_patterns())]
    return tuple(name for hits, _, name in sorted(counted)[:_MOST] if hits)


def why_contexts(found: Sequence[str], evidence: Sequence[Quote]) -> Iterator[Reason]:
    """Why each of these contexts: its first word in the evidence."""
    patterns = dict(_patterns()) if found else {}
    for context in found:
        for quote in evidence:
            match = patterns[context].search(_lowered(quote.text))
            if match is not None:
                words = Quote.of(quote.text, *_word(quote.text, match.start()))
                at = quote.start + words.start
                words = Quote(text=words.text, start=at, end=at + len(words.text))
                yield Reason(field="context", rule=f"word of {context}", quote=words)
                break


def _lowered(text: str) -> str:
    """In lower case, letter for letter, so that offsets stay true."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _word(text: str, start: int) -> tuple[int, int]:
    """The whole word that begins at `start`; its compound too, hyphens included."""
    match = re.compile(r"[\w-]+").match(text, start)
    return (start, match.end()) if match is not None else (start, start + 1)
