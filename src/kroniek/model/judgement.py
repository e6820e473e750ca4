"""A judgement that two things are one: who or what decided, how sure, why, and whether it was withdrawn.

Judgements are rows, never edits: what they join can be taken apart again by withdrawing the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class JudgementKind(StrEnum):
    """What two things are judged to be."""

    NEAR_COPY = "near-copy"  # two documents share most of their words
    SAME_EVENT = "same-event"  # two claims tell of one event
    SAME_ACTOR = "same-actor"  # two actors are one
    OTHER_ACTOR = "other-actor"  # two actors are not one, though their names say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`left` and `right` (ids, in sorted order) are one, says `by` with `score` in [0, 1] because of `reason`.

    `made_at` and `withdrawn_at` are clock times of a kept judgement; they count nowhere.
    """

    kind: JudgementKind
    left: str
    right: str
    score: float
    by: str
    reason: str
    withdrawn: bool = False
    made_at: str | None = field(default=None, compare=False)
    withdrawn_at: str | None = field(default=None, compare=False)
