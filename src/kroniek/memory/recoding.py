"""Coding a kept text again: what of the new coding is already there, what takes the place of what, and what is gone.

Claims are told apart by the id that coding gives (type and first trigger), so *changed* means: the same act at the same
words, with other fields. A person's judgements on the old claim do not pass to a changed one by themselves; where what
an event is known by (type, status, parties, time) is as it was, a judgement of its own says that both are one event, so
the event keeps its id and its company.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kroniek.memory.comparing import as_coded, differing, own_id
from kroniek.model.claim import Claim, ClaimId
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.recoding import Change

BY = "recoded-1"
_KNOWN_BY = frozenset({"type", "status", "actors", "recipients", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a new coding means for what stands: claims to keep, ids that stay, ids to supersede, and the changes."""

    fresh: tuple[Claim, ...]
    carried: tuple[ClaimId, ...]
    gone: tuple[ClaimId, ...]
    changes: tuple[Change, ...]


def plan(standing: Sequence[Claim], coded: Sequence[Claim], *, generation: int, taken: Collection[str]) -> Plan:
    """How the claims that stand give way to a new coding, which would be this generation.

    `taken` are the ids that claims of the text have had, without generations.
    """
    old = {own_id(claim.id): claim for claim in standing}
    new = {claim.id: claim for claim in coded}
    same = {id_ for id_, claim in new.items() if id_ in old and as_coded(old[id_]) == as_coded(claim)}
    # A claim whose condition is another claim is only the same where that one is.
    while leaving := {id_ for id_ in same if (on := new[id_].condition_claim) and on in new and on not in same}:
        same -= leaving
    final = {
        id_: old[id_].id if id_ in same else ClaimId(f"{id_}.{generation}") if id_ in taken else id_ for id_ in new
    }
    fresh = {id_: _renamed(claim, final) for id_, claim in new.items() if id_ not in same}
    changes = [
        Change(before=old.get(id_), after=claim, fields=_fields(old[id_], claim) if id_ in old else ())
        for id_, claim in fresh.items()
    ]
    changes += [Change(before=claim, after=None) for id_, claim in old.items() if id_ not in new]
    return Plan(
        fresh=tuple(fresh.values()),
        carried=tuple(old[id_].id for id_ in new if id_ in same),
        gone=tuple(claim.id for id_, claim in old.items() if id_ not in same),
        changes=tuple(changes),
    )


def one_event(changes: Sequence[Change]) -> list[Judgement]:
    """The judgements that old and new claims are one event, where what an event is known by did not change."""
    found = []
    for change in changes:
        if change.before and change.after and not _KNOWN_BY & set(change.fields):
            left, right = sorted((change.before.id, change.after.id))
            found.append(
                Judgement(
                    kind=JudgementKind.SAME_EVENT,
                    left=left,
                    right=right,
                    score=1.0,
                    by=BY,
                    reason="one act in one text, coded again: type, status, parties and time are the same",
                )
            )
    return found


def _fields(before: Claim, after: Claim) -> tuple[str, ...]:
    """The fields that differ; where none does, it is the places of the words."""
    return differing(before, after) or ("evidence",)


def _renamed(claim: Claim, final: dict[ClaimId, ClaimId]) -> Claim:
    condition = claim.condition_claim
    return replace(claim, id=final[claim.id], condition_claim=final.get(condition, condition) if condition else None)
