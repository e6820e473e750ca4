"""Tells whether a text is about politics at all: a match report that *attacks* and *defends* is not coded.

Invariant: a text is left out only where words of other topics outnumber political ones; in doubt it is coded. The
words are data: `coding/offtopic.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kroniek.lexicon.load import read_toml


@cache
def _patterns() -> tuple[int, re.Pattern[str], re.Pattern[str]]:
    table: dict[str, Any] = read_toml("coding/offtopic.toml")
    words = sorted({word for topic in table["topics"].values() for word in topic})
    return table["least"], _pattern(words), _pattern(table["political"]["words"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_written(word) for word in words))


def _written(word: str) -> str:
    before = r"\b\w*" if word.startswith("-") else r"\b"
    after = r"\w*" if word.endswith("-") else r"\b"
    return before + re.escape(word.strip("-")) + after


def is_political(text: str) -> bool:
    """May a text hold political acts, as far as its words show?"""
    least, other, political = _patterns()
    lowered = text.lower()
    others = {match[0] for match in other.finditer(lowered)}
    if len(others) < least:
        return True
    return len(others) <= len({match[0] for match in political.finditer(lowered)})
