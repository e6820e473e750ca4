"""What a text says that happened: the record of the codebook.

A text can only *say* that something happened, so this is a claim; an event is a judgement over claims, made in
`memory`. No claim without evidence: `evidence` holds at least one quote. `condition` is set exactly where the status
is `conditional`; `condition_claim` links "if A does X, B does Y" to the claim on X. All are checked when made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NewType

from kroniek.model.actor import Party, Voice
from kroniek.model.ontology import CONTEXTS, MODES, EventType, FigureKey, Status
from kroniek.model.place import Place
from kroniek.model.text import DocumentId, Quote
from kroniek.model.when import When

ClaimId = NewType("ClaimId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a claim tells: lowest and highest value, either None where open, with the words."""

    key: FigureKey
    min: int | None = None
    max: int | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence or clause that reports the act, and the words in it that express it."""

    quote: Quote
    triggers: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field has its value: the field, the rule or model that set it, and the words it went by."""

    field: str
    rule: str
    quote: Quote | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One act as one document reports it: the codebook's record.

    `id` is the codebook's `event_id`: unique in the export and the same when the same text is coded again.
    `coder` names the engine and version that made it; `reasons` say why each field is as it is. Neither counts when
    two claims are compared.
    """

    id: ClaimId
    document: DocumentId
    type: EventType
    evidence: tuple[Evidence, ...]
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    when: When | None = None
    place: Place | None = None
    status: Status = Status.HAPPENED
    hedged: bool = False
    voices: tuple[Voice, ...] = ()
    condition: Quote | None = None
    condition_claim: ClaimId | None = None  # the claim of the same text that tells what the condition is
    figures: tuple[Figure, ...] = ()
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    coder: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        if (self.condition is not None) != (self.status is Status.CONDITIONAL):
            raise ValueError("a claim has a condition exactly where its status is conditional")
        if self.condition_claim is not None and self.condition is None:
            raise ValueError("a claim without a condition points to none")
        if wrong := set(self.modes) - MODES[self.type]:
            raise ValueError(f"{self.type} has no mode {sorted(wrong)}; it has {sorted(MODES[self.type])}")
        if wrong := set(self.contexts) - CONTEXTS:
            raise ValueError(f"no such context {sorted(wrong)}; choose from {sorted(CONTEXTS)}")

    def quotes(self) -> tuple[Quote, ...]:
        """Every quote that the claim holds, in the order of its fields."""
        parties = [*self.actors, *self.recipients, *(voice.party for voice in self.voices)]
        found: list[Quote | None] = [evidence.quote for evidence in self.evidence]
        found += [trigger for evidence in self.evidence for trigger in evidence.triggers]
        found += [party.quote for party in parties]
        found += [self.when.quote if self.when else None, self.place.quote if self.place else None, self.condition]
        found += [figure.quote for figure in self.figures]
        found += [reason.quote for reason in self.reasons]
        return tuple(quote for quote in found if quote is not None)
