"""When two names are one: without regard to case, accents and punctuation, by family name, or spelled nearly alike.

A country's name in Dutch or English counts as its code, so that *Rusland* and *Russia* agree. Names of the countries
are data (`data/countries.json`), loaded when first asked for.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

Forms = frozenset[str]
"""The names of one party, folded; any of them may match."""

NEARLY_ALIKE = 0.86
"""Ratio from which names of two and more words are one: it lets *Vladimir Poetin* be *Vladimir Putin*."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, single spaces, letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


@cache
def country_codes() -> dict[str, str]:
    """Folded name of a country to its code."""
    table = json.loads((files("kroniek.evaluation") / "data" / "countries.json").read_text(encoding="utf-8"))
    return {name: code for code, names in table.items() for name in names}


def forms(names: Iterable[str]) -> Forms:
    """The folded names of one party, and its code where one of them is a country's; empty where it has no name."""
    folded = {fold(name) for name in names} - {""}
    codes = country_codes()
    return frozenset(folded | {codes[name] for name in folded if name in codes})


def same(one: Forms, other: Forms) -> bool:
    """Is a name of the one equal to, the beginning or end of, or spelled nearly like a name of the other?"""
    return any(_same(left, right) for left in one for right in other)


def _same(left: str, right: str) -> bool:
    if left == right or _within(left, right) or _within(right, left):
        return True
    if " " not in left or " " not in right:
        return False
    return difflib.SequenceMatcher(None, left, right).ratio() >= NEARLY_ALIKE


def _within(whole: str, part: str) -> bool:
    return whole.endswith(" " + part) or whole.startswith(part + " ")


def hits(gold: Sequence[Forms], system: Sequence[Forms]) -> int:
    """How many parties of gold the system names; each of its parties counts once."""
    left = list(system)
    found = 0
    for party in gold:
        match = next((index for index, other in enumerate(left) if same(party, other)), None)
        if match is not None:
            del left[match]
            found += 1
    return found
