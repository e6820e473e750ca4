"""What somebody bound himself to, threatened with or demanded, and what became of it as far as articles tell.

A commitment stands in the claims that tell it; its state follows from later claims, as of a day. Every move from one
state to another has the claim and the words that moved it, or says that none did (a day that passed). What may concern
it but does not settle it is listed as doubtful, and moves nothing. No state is a verdict: *broken* means that an
article tells of a deed against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.model.actor import Party, Voice
from kroniek.model.claim import ClaimId
from kroniek.model.ontology import EventType
from kroniek.model.text import DocumentId, Quote


class State(StrEnum):
    """How a commitment stands. Of a threat and a demand the words mean what is said behind the bar."""

    OPEN = "open"
    CONDITION_MET = "condition-met"  # what it hangs on has come about, the rest has not been told
    KEPT = "kept"  # done as said | carried out | met
    BROKEN = "broken"  # a deed against it, or its day came without it, as an article tells | refused
    WITHDRAWN = "withdrawn"  # taken back by the party that gave it
    LAPSED = "lapsed"  # its day passed and no article tells what became of it; or what it hung on fell away


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day on which it is due, with the words that tell it (None where they stand in no quote).

    `for_condition` is True where it is the last day of what it hangs on (*als hij niet binnen acht dagen …*).
    """

    day: date
    quote: Quote | None = None
    for_condition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of state on a day of report.

    `claim`, `document` and `quote` are None where time alone moved it. `late` is True where it was kept after its
    last day. `before` and `after` are equal where the commitment was told again with another last day. `by_itself` is
    True where only the party that is bound tells it.
    """

    day: date
    before: State
    after: State
    reason: str
    claim: ClaimId | None = None
    document: DocumentId | None = None
    quote: Quote | None = None
    voices: tuple[Voice, ...] = ()
    late: bool = False
    by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A later claim that may concern a commitment and moves nothing, with the reason why not."""

    day: date | None
    claim: ClaimId
    document: DocumentId
    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise (AGREE, CONCEDE), a threat or a demand, with its moves in order of day.

    The id is that of the first claim that tells it; `claims` are all that do. `by` is who bound himself, `to` towards
    whom; of a demand (REQUEST) `by` is who asks and `to` who is asked. `content` is the words that tell it, in
    `document`, `condition` those on which it hangs, and `condition_claim` the claim that tells the condition.
    `negative` is a promise not to do something, `meeting` one only to meet, visit or talk.
    """

    id: ClaimId
    type: EventType
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    document: DocumentId
    content: Quote
    reported: date
    state: State
    claims: tuple[ClaimId, ...]
    condition: Quote | None = None
    condition_claim: ClaimId | None = None
    due: Deadline | None = None
    negative: bool = False
    meeting: bool = False
    hedged: bool = False
    voices: tuple[Voice, ...] = ()
    moves: tuple[Move, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def since(self) -> date:
        """The day of report since which it stands as it does."""
        changes = [move.day for move in self.moves if move.before is not move.after]
        return changes[-1] if changes else self.reported


class Stage(StrEnum):
    """The life of an agreement; each stage may be skipped, and an agreement may end at any."""

    OFFERED = "offered"
    AGREED = "agreed"
    SIGNED = "signed"
    RATIFIED = "ratified"
    CARRIED_OUT = "carried-out"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage that an article tells, with its words and the words among them that tell the stage."""

    day: date | None
    stage: Stage
    claim: ClaimId
    document: DocumentId
    quote: Quote
    words: Quote | None
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement through its life: named by the words that articles call it by, with those who take part.

    `stage` is that of the last step; the id is that of the first claim that tells of it.
    """

    id: ClaimId
    name: str
    parties: tuple[Party, ...]
    stage: Stage
    steps: tuple[Step, ...]
