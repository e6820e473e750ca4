"""In which fields two claims differ, and which claims of two codings or two versions of a text are one act told twice.

Pure functions over claims. What a claim *says* is compared: where the words stand, why a field is so and who coded it
are not. Fields bear the codebook's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kroniek.model.claim import Claim, ClaimId
from kroniek.model.codec import claim_to_json
from kroniek.strings.fold import folded_words
from kroniek.strings.similarity import jaccard

FIELDS = (
    "type",
    "mode",
    "context",
    "actors",
    "recipients",
    "date",
    "place",
    "status",
    "hedged",
    "sources",
    "condition",
    "figures",
    "evidence",
)

SAME_ACT = 0.5
"""Shared part of the evidence's words from which two claims of one type tell of one act in two versions of an article:
the measure of `copies` for claims of near-copies."""

_GENERATION = re.compile(r"\.[1-9][0-9]*$")
_PLACES = frozenset({"start", "start_char", "end_char", "claim", "trigger", "basis", "precision"})


def told(claim: Claim) -> dict[str, Any]:
    """What a claim says, field by field, without the places of its words."""
    record = claim_to_json(claim)
    return {field: _plain(record[field], top=field) for field in FIELDS} | {
        field: sorted(record[field]) for field in ("context",)
    }


def differing(one: Claim, other: Claim) -> tuple[str, ...]:
    """The fields in which two claims differ."""
    left, right = told(one), told(other)
    return tuple(field for field in FIELDS if left[field] != right[field])


def own_id(id_: str) -> str:
    """The id that coding gave, without the generation that may stand behind it."""
    return _GENERATION.sub("", id_)


def as_coded(claim: Claim) -> Claim:
    """The claim as coding gave it, ids without generations; equal ones are the same but for coder and reasons.

    Contexts are a set; the first mode is the main one, so modes have an order.
    """
    condition = claim.condition_claim
    return replace(
        claim,
        id=ClaimId(own_id(claim.id)),
        condition_claim=ClaimId(own_id(condition)) if condition else None,
        contexts=tuple(sorted(claim.contexts)),
    )


def paired(old: Sequence[Claim], new: Sequence[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    """The claims of two versions of an article side by side: the same act in both, else alone.

    Those that say the same come together first, then the most alike of one type; in the order of the newer version.
    """
    partner: dict[int, int] = {}
    free = set(range(len(old)))
    plain = [told(claim) for claim in old]
    for j, claim in enumerate(new):
        same = told(claim)
        match = next((i for i in sorted(free) if plain[i] == same), None)
        if match is not None:
            partner[j] = match
            free.discard(match)
    likely = sorted(
        (-score, i, j)
        for i in free
        for j in range(len(new))
        if j not in partner and (score := _likeness(old[i], new[j])) >= SAME_ACT
    )
    for _, i, j in likely:
        if i in free and j not in partner:
            partner[j] = i
            free.discard(i)
    pairs: list[tuple[Claim | None, Claim | None]] = [
        (old[partner[j]] if j in partner else None, claim) for j, claim in enumerate(new)
    ]
    return [*pairs, *((old[i], None) for i in sorted(free))]


def _likeness(one: Claim, other: Claim) -> float:
    return jaccard(_words(one), _words(other)) if one.type is other.type else 0.0


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(word for evidence in claim.evidence for word in folded_words(evidence.quote.text))


def _plain(value: Any, *, top: str) -> Any:
    if isinstance(value, dict):
        # An interval's ends are days; everywhere else they are places in the text.
        dropped = _PLACES - {"start"} if top == "date" else _PLACES | {"end"}
        return {key: _plain(inner, top=top) for key, inner in value.items() if key not in dropped}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner, top=top) for inner in value]
    return value
