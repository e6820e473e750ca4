"""A judgement that two things are one, or what they are to each other: who decided, how sure, why, withdrawn or not.

Judgements are rows, never edits: what they join can be taken apart again by withdrawing the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class JudgementKind(StrEnum):
    """What two things are judged to be. What is no merge (links, and what is not one) joins nothing."""

    NEAR_COPY = "near-copy"  # two documents share most of their words
    SAME_EVENT = "same-event"  # two claims tell of one event
    SAME_ACTOR = "same-actor"  # two actors are one
    OTHER_ACTOR = "other-actor"  # two actors are not one, though their names say so
    OTHER_EVENT = "other-event"  # two claims do not tell of one event, whatever they have in common
    FOLLOW_UP = "follow-up"  # what the left claim tells came of what the right one tells
    PART_OF = "part-of"  # what the left claim tells is part of what the right one tells
    REPEAT = "repeat"  # the same ones did the same at another time
    SAME_MATTER = "same-matter"  # threat, plan, deed, denial of one thing


LINKS = (JudgementKind.FOLLOW_UP, JudgementKind.PART_OF, JudgementKind.REPEAT, JudgementKind.SAME_MATTER)
"""The kinds that link two events."""

DIRECTED = frozenset({JudgementKind.FOLLOW_UP, JudgementKind.PART_OF})
"""The kinds of which `left` and `right` are not in sorted order: what came after, or is the part, is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What another event is to this one, as judged between two claims of them.

    `forward` says for a follow-up that the other came of this one, for a part that the other is part of this one;
    None where there is no direction. `claim` and `other_claim` are the two that the judgement names.
    """

    kind: JudgementKind
    event: str
    forward: bool | None
    claim: str
    other_claim: str
    score: float
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`left` and `right` (ids, in sorted order but for `DIRECTED` kinds) are one, says `by` with `score` in [0, 1]
    because of `reason`.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoined:
    """What became of the joins and links of a chronicle that was joined anew: how many stayed, came and went."""

    kept: int
    made: int
    withdrawn: int
