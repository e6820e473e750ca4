"""Links a conditional act to the claim that tells its condition: "if A does X, B does Y" as two records.

What stands in a condition is coded as no act of its own (nobody says that it will be done), so the link leads to a
claim that the same text tells elsewhere: an act of the type that the condition's words express, by somebody whom they
name. Invariant: a link never leads to the claim itself, nor to one that hangs on a condition too. Left out: conditions
that no other sentence tells of; their words alone say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kroniek.coding.scene import Scene
from kroniek.model.claim import Claim, Reason
from kroniek.model.ontology import EventType
from kroniek.model.text import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAct:
    """An act that the words of a condition express: its type and the names of those whom they name."""

    type: EventType
    names: frozenset[str]


def acts_in(scene: Scene, condition: Quote | None) -> tuple[ConditionAct, ...]:
    """The acts that the words of a condition in a sentence express."""
    if condition is None:
        return ()
    names = frozenset(
        one.mention.party.name
        for one in scene.named
        if one.mention.party is not None and condition.start <= one.mention.start < condition.end
    )
    types = {
        frame.type
        for trigger in scene.triggers
        if not trigger.weak and condition.start <= scene.tokens[trigger.head].start < condition.end
        for frame in trigger.frames[:1]
    }
    return tuple(ConditionAct(type=kind, names=names) for kind in EventType if kind in types and names)


def linked(claims: Sequence[Claim], acts: Sequence[tuple[ConditionAct, ...]]) -> Iterator[Claim]:
    """The claims of one text in their order, those with a condition pointing to the claim that tells it.

    `acts` holds for every claim what its condition expresses. Of several claims the nearest in the text is meant.
    """
    for claim, wanted in zip(claims, acts, strict=True):
        found = [other for other in claims if claim.condition is not None and _tells(other, claim, wanted)]
        if not found or claim.condition is None:
            yield claim
            continue
        place = claim.evidence[0].quote.start
        nearest = min(found, key=lambda other: (abs(other.evidence[0].quote.start - place), other.id))
        told = Reason(field="condition", rule="told elsewhere in the text", quote=nearest.evidence[0].quote)
        yield replace(claim, condition_claim=nearest.id, reasons=(*claim.reasons, told))


def _tells(other: Claim, claim: Claim, wanted: Sequence[ConditionAct]) -> bool:
    if other is claim or other.condition is not None:
        return False
    actors = {party.name for party in other.actors}
    kinds = {EventType.CONCEDE: EventType.RETREAT, EventType.AGREE: EventType.AID}  # announced and done
    return any(act.type in {other.type, kinds.get(other.type)} and actors & act.names for act in wanted)
