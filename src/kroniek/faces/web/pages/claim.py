"""A claim: its words, every field with why it is so, and where else the same event is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path

from kroniek.api import Chronicle, records
from kroniek.faces.web import records as public
from kroniek.faces.web import shapes
from kroniek.faces.web.faults import not_found
from kroniek.faces.web.marking import Role, Stretch, spans_of, stretches
from kroniek.faces.web.telling import Telling, exact, quad_class
from kroniek.faces.web.view import AsOf, Json, View
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.text import Quote

SAME = 8
"""Other claims of the event that are shown; its own page has all."""

AROUND_CHARS = 240
"""How much of the text is shown before and after the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which claim."""

    id: Annotated[str, Path(description="The claim's id, or an unambiguous beginning of it.", max_length=500)]
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim with its document and the other claims of its event."""

    stored: StoredClaim
    document: StoredDocument | None
    same_event: Sequence[StoredClaim]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The claim of this id."""
    stored = chronicle.claim(asked.id, as_of=asked.as_of or None)
    if stored is None:
        raise not_found("claim", asked.id)
    return Found(
        stored=stored,
        document=chronicle.document(exact(stored.claim.document)),
        same_event=[
            other
            for other in chronicle.event(stored.claim.id, as_of=asked.as_of or None)
            if other.claim.id != stored.claim.id
        ],
    )


def record(found: Found) -> Json:
    """The claim, its document, and the other claims of its event."""
    return {
        "claim": records.claim_record(found.stored),
        "document": public.document_record(found.document) if found.document else None,
        "same_event": [records.claim_record(other) for other in found.same_event],
    }


def context(found: Found, _: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    claim = found.stored.claim
    linked = claim.condition_claim
    return {
        "title": telling.headline(claim),
        "entry": telling.entry(found.stored),
        "quad": quad_class(claim.type),
        "passages": [_passage(found, evidence.quote) for evidence in claim.evidence],
        "fields": telling.fields(claim, linked=telling.links.claim(linked) if linked else None),
        "evidence": telling.reasons(claim.reasons, "evidence"),
        "same_event": telling.entries(found.same_event[:SAME]),
        "more_same": max(0, len(found.same_event) - SAME),
        "intensity": telling.signed(records.act_intensity(claim)),
        "coder": claim.coder,
        "roles": [role for role in Role if role is not Role.EVIDENCE],
        "stored": found.stored,
    }


def _passage(found: Found, quote: Quote) -> list[Stretch]:
    """The evidence in its surroundings, cut at the paragraph and between words."""
    spans = list(spans_of(found.stored.claim, 1))
    if found.document is None:
        moved = [
            type(one)(one.start - quote.start, one.end - quote.start, one.role, one.claim)
            for one in spans
            if quote.start <= one.start and one.end <= quote.end
        ]
        return stretches(quote.text, moved)
    text = found.document.document.text
    start = max(0, quote.start - AROUND_CHARS, text.rfind("\n", 0, quote.start) + 1)
    end = min(len(text), quote.end + AROUND_CHARS)
    if (line := text.find("\n", quote.end, end)) >= 0:
        end = line
    if 0 < start < quote.start and text[start - 1] not in "\n ":
        start = text.find(" ", start, quote.start) + 1 or quote.start
    if quote.end < end < len(text) and text[end] not in "\n ":
        end = max(quote.end, text.rfind(" ", quote.end, end))
    return stretches(text, spans, start=start, end=end)


VIEW = View(
    name="claim",
    path="/bewering/{id:path}",
    api="/claims/{id:path}",
    about="A claim with its document and the other claims of its event.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.ClaimFound,
    tag="claims",
)
