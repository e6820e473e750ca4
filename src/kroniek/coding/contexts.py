"""Tells the PLOVER contexts of an act by the words of its evidence. The words are data: `coding/contexts.toml`."""

from __future__ import annotations

import re
from functools import cache

from kroniek.lexicon.load import read_toml

_MOST = 3


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern for each context, in the order of the file; a word counts at the beginning of a word."""
    return tuple(
        (context, re.compile(r"\b(?:" + "|".join(re.escape(word) for word in sorted(words)) + ")"))
        for context, words in read_toml("coding/contexts.toml").items()
    )


def contexts(evidence: str) -> tuple[str, ...]:
    """At most three contexts, the one with most hits first; the order of the file decides between equals."""
    text = evidence.lower()
    counted = [(-len(pattern.findall(text)), order, name) for order, (name, pattern) in enumerate(_patterns())]
    return tuple(name for hits, _, name in sorted(counted)[:_MOST] if hits)
