"""Whether one account took the place of another as time went by, or both are told at one time.

An account gave way to another where everybody who told it was followed by the other, and nobody came back to it.
That alone does not make it a change: what Kyiv said on Tuesday and Moscow on Wednesday are two accounts. It changed
where the same outlet or the same speaker tells the later value, where a number rises as more becomes known, and where
what was ahead has come, or was put off. Days decide, and the order of an article's own versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.memory.differing.values import STATES, Value, rules
from kroniek.memory.store import StoredClaim
from kroniek.model.ontology import Status
from kroniek.strings.fold import fold

LATER = "later accounts took the place of earlier ones"
RISEN = "the number rose as days went by"
AT_ONCE = "told at one time"
OTHERS = "told by others, on other days"


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
    return LATER if _is_same_teller(first, second) or _has_come(field, first, second) else OTHERS


def _gave_way(first: Sequence[Told], second: Sequence[Told]) -> bool:
    followed = all(any(one.before(other) for other in second) for one in first)
    return followed and not any(other.before(one) for one in first for other in second)


def _has_risen(field: str, first: Sequence[Told], second: Sequence[Told]) -> bool:
    kind, _, key = field.partition(".")
    if kind != "figures" or key not in rules()["figures"]["growing"]:
        return False
    highest = max(one.value.compared[0] for one in first)
    return all(other.value.compared[1] > highest for other in second)


def _is_same_teller(first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Did everybody who told the first account tell the second later: the same article, outlet or speaker?"""
    return all(any(one.before(other) and _tellers(one) & _tellers(other) for other in second) for one in first)


def _has_come(field: str, first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Was it ahead in the first account, and has it come or been put off in the second?"""
    ahead = rules()["statuses"]["ahead"]
    was = all(one.stored.claim.status.value in ahead for one in first)
    if field == "status":
        return was and all(other.stored.claim.status is not Status.DENIED for other in second)
    return was and field in {"date", "place"}


def _tellers(told: Told) -> set[str]:
    """Who tells: the article in all its versions, its outlet, and the nearest named speaker, states as states."""
    found = {f"article {told.base}"}
    if told.stored.publisher:
        found.add(f"outlet {told.stored.publisher}")
    voice = next((one for one in told.stored.claim.voices if not one.medium and not one.anonymous), None)
    if voice is not None:
        state = voice.party.country if set(voice.party.sectors) & STATES else None
        found.add(f"speaker {state or voice.party.wikidata or fold(voice.party.name)}")
    return found
