"""How often the rule sounds on a history: week by week as it went, and in the same weeks shuffled.

In a shuffled history no week has a reason to stand out but chance, so each alarm in it is a false one. Where the past
is uneven in runs (a war, a summit) the share of the real weeks is higher: those are what the rule is for.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from kroniek.memory.unusual.tables import numbers
from kroniek.memory.unusual.weeks import Count, walked
from kroniek.model.watching import Measured


def measured(counts: Sequence[Count], *, once_in: int, shuffles: int | None = None) -> Measured:
    """How often the rule sounds on these weeks; the same weeks give the same shuffles."""
    weeks, flagged = _alarms(counts, once_in)
    found = Measured(weeks=weeks, flagged=flagged)
    chance = random.Random(len(counts))  # noqa: S311 - for shuffling, not for secrets
    order = list(counts)
    for _ in range(numbers().shuffles if shuffles is None else shuffles):
        chance.shuffle(order)
        again = [replace(one, start=there.start) for one, there in zip(order, counts, strict=True)]
        weeks, flagged = _alarms(again, once_in)
        found += Measured(shuffled_weeks=weeks, shuffled_flagged=flagged)
    return found


def _alarms(counts: Sequence[Count], once_in: int) -> tuple[int, int]:
    judged = [one for one in walked(counts) if one.known]
    return len(judged), sum(one.is_unusual(once_in) for one in judged)
