"""Who does it and to whom it is done: a question about a party finds both, and an assistant often means one."""

from __future__ import annotations

from collections.abc import Callable

from kroniek.api.commitments import meant
from kroniek.memory.store import StoredClaim

Side = Callable[[StoredClaim], bool]


def acts_toward(actor: str | None, other: str | None) -> Side:
    """Is it an act of `actor` (of anybody where None) toward `other` (toward anybody)?"""
    is_actor = meant(actor) if actor is not None else None
    is_other = meant(other) if other is not None else None

    def acts(stored: StoredClaim) -> bool:
        one = stored.claim
        return (is_actor is None or any(map(is_actor, one.actors))) and (
            is_other is None or any(map(is_other, one.recipients))
        )

    return acts
