"""Which countries a text is about: those that it names, by name, adjective, inhabitants or seat of power.

Two reports of one event are reports about the same countries, whatever a coder made of their sentences; two strangers
that say *the United States warned* seldom are. A country that is in every other article tells little (`weigh`).
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from kroniek.lexicon.countries import countries
from kroniek.memory.joining.rarity import stems, weight

_WORD = re.compile(r"\w[\w'’-]*")
_UNNAMED = 2.0
"""What a code without a country (*UNO*) weighs."""


def cast(text: str) -> frozenset[str]:
    """The codes of the countries that a text names."""
    words = _WORD.findall(text)
    alone = {_code(word) for word in words if word[0].isupper()}
    together = {_code(f"{one} {other}") for one, other in pairwise(words) if one[0].isupper() and other[0].isupper()}
    return frozenset(code for code in alone | together if code)


def weigh(codes: AbstractSet[str]) -> float:
    """How much it tells that a text is about these countries."""
    return sum(map(_weight, codes))


@lru_cache(maxsize=50_000)
def _code(words: str) -> str | None:
    known = countries()
    found = known.by_name(words) or known.by_adjective(words) or known.by_inhabitant(words)
    if found is not None:
        return found.code
    seat = known.metonym(words)
    return seat.country if seat is not None else None


@lru_cache(maxsize=1_000)
def _weight(code: str) -> float:
    found = countries().by_code(code)
    return min(map(weight, stems(found.name)), default=_UNNAMED) if found is not None else _UNNAMED
