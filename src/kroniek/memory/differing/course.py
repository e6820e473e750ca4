"""Whether one account took the place of another as time went by, or both are told at one time.

An account gave way to another where everybody who told it was followed by the other, and nobody came back to it.
Then it changed over time, unless two sides speak: what Kyiv said on Tuesday and Moscow on Wednesday are two accounts,
except for a number that rises as more becomes known. Days decide, and the order of an article's own versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.memory.differing.values import STATES, Value, rules
from kroniek.memory.store import StoredClaim
from kroniek.strings.fold import fold

LATER = "later accounts took the place of earlier ones"
RISEN = "the number rose as days went by"
AT_ONCE = "told at one time"
SIDES = "different voices, on different days"


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a claim tells, with the version of its article."""

    stored: StoredClaim
    value: Value
    base: str
    version: int

    @property
    def day(self) -> date | None:
        """The day of report."""
        return self.stored.published

    def before(self, other: Told) -> bool:
        """Was this told before the other, as far as days and versions tell?"""
        if self.base == other.base and self.version != other.version:
            return self.version < other.version
        return self.day is not None and other.day is not None and self.day < other.day


def course(field: str, first: Sequence[Told], second: Sequence[Told]) -> str:
    """How two accounts that contradict each other stand in time: the reason, `LATER` or `RISEN` where one gave way."""
    if _gave_way(second, first):
        first, second = second, first
    elif not _gave_way(first, second):
        return AT_ONCE
    if _has_risen(field, first, second):
        return RISEN
    return SIDES if _are_sides(first, second) else LATER


def _gave_way(first: Sequence[Told], second: Sequence[Told]) -> bool:
    followed = all(any(one.before(other) for other in second) for one in first)
    return followed and not any(other.before(one) for one in first for other in second)


def _has_risen(field: str, first: Sequence[Told], second: Sequence[Told]) -> bool:
    kind, _, key = field.partition(".")
    if kind != "figures" or key not in rules()["figures"]["growing"]:
        return False
    highest = max(one.value.compared[0] for one in first)
    return all(other.value.compared[1] > highest for other in second)


def _are_sides(first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Are both told on somebody's word, and by nobody on both?"""
    one, other = _speakers(first), _speakers(second)
    return bool(one) and bool(other) and not one & other


def _speakers(told: Sequence[Told]) -> set[str]:
    """Who is nearest in the chains of voices, states as states; outlets pass on and do not count as a side."""
    found: set[str] = set()
    for one in told:
        voice = next((voice for voice in one.stored.claim.voices if not voice.medium and not voice.anonymous), None)
        if voice is not None:
            state = voice.party.country if set(voice.party.sectors) & STATES else None
            found.add(state or voice.party.wikidata or fold(voice.party.name))
    return found
