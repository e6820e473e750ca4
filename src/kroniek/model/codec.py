"""Claims to and from the codebook's JSON, in one place.

The codebook names the fields (`doc_id`, `event_id`, `sources` ...); ours beside them are `evidence[].trigger`,
`date.start_char`/`end_char` and `place.start`/`end` (where their words stand), `place.precision`, `notes` of a party
(an office that does not fit the day), `figures_text`, `sources[].strength` (where it is not neutral),
`condition.claim` (the claim that tells the condition), `coder` and `reasons`.
`claim_from_json(claim_to_json(claim)) == claim` holds for every claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.claim import Claim, ClaimId, Evidence, Figure, Reason
from kroniek.model.ontology import EventType, FigureKey, Status
from kroniek.model.place import Place, Precision
from kroniek.model.text import DocumentId, Quote
from kroniek.model.when import Basis, Grain, When

Json = dict[str, Any]


def _span(quote: Quote | None) -> Json:
    if quote is None:
        return {"text": None}
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _quote(record: Mapping[str, Any] | None, *, start: str = "start", end: str = "end") -> Quote | None:
    if record is None or record.get("text") is None:
        return None
    return Quote(text=record["text"], start=record[start], end=record[end])


def _party_to_json(party: Party) -> Json:
    notes: Json = {"notes": list(party.notes)} if party.notes else {}
    return {
        "name": party.name,
        **_span(party.quote),
        "country": party.country,
        "sector": list(party.sectors),
        "id": party.wikidata,
        **notes,
    }


def _party_from_json(record: Mapping[str, Any]) -> Party:
    return Party(
        name=record["name"],
        quote=_quote(record),
        country=record.get("country"),
        sectors=tuple(record.get("sector") or ()),
        wikidata=record.get("id"),
        notes=tuple(record.get("notes") or ()),
    )


def _voice_to_json(voice: Voice) -> Json:
    flags: Json = {}
    if voice.anonymous:
        flags["anonymous"] = True
    if voice.medium:
        flags["medium"] = True
    if voice.strength is not Strength.NEUTRAL:
        flags["strength"] = voice.strength.value
    return _party_to_json(voice.party) | flags


def _when_to_json(when: When | None) -> Json | None:
    if when is None:
        return None
    record: Json = {"start": when.start.isoformat(), "end": when.end.isoformat(), "grain": when.grain.value}
    record |= {"text": when.quote.text if when.quote else None, "basis": when.basis.value}
    if when.quote:
        record |= {"start_char": when.quote.start, "end_char": when.quote.end}
    return record


def _when_from_json(record: Mapping[str, Any] | None) -> When | None:
    if record is None:
        return None
    return When(
        start=date.fromisoformat(record["start"]),
        end=date.fromisoformat(record["end"]),
        grain=Grain(record["grain"]),
        quote=_quote(record, start="start_char", end="end_char"),
        basis=Basis(record.get("basis", Basis.STATED)),
    )


def _place_to_json(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        **_span(place.quote),
        **({"precision": place.precision.value} if place.precision else {}),
    }


def _place_from_json(record: Mapping[str, Any] | None) -> Place | None:
    if record is None:
        return None
    return Place(
        name=record["name"],
        country=record.get("country"),
        lat=record.get("lat"),
        lon=record.get("lon"),
        quote=_quote(record),
        precision=Precision(record["precision"]) if record.get("precision") else None,
    )


def _evidence_to_json(evidence: Evidence) -> Json:
    quote = evidence.quote
    return {
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "trigger": [_span(trigger) for trigger in evidence.triggers],
    }


def _evidence_from_json(record: Mapping[str, Any]) -> Evidence:
    triggers = (_quote(trigger) for trigger in record.get("trigger") or ())
    return Evidence(
        quote=Quote(text=record["quote"], start=record["start"], end=record["end"]),
        triggers=tuple(trigger for trigger in triggers if trigger is not None),
    )


def _figures_from_json(record: Mapping[str, Any]) -> tuple[Figure, ...]:
    words = record.get("figures_text") or {}
    return tuple(
        Figure(key=FigureKey(key), min=value["min"], max=value["max"], quote=_quote(words.get(key)))
        for key, value in (record.get("figures") or {}).items()
    )


def _reason_to_json(reason: Reason) -> Json:
    record: Json = {"field": reason.field, "rule": reason.rule}
    if reason.quote:
        record |= _span(reason.quote)
    if reason.score is not None:
        record["score"] = reason.score
    return record


def _condition_to_json(claim: Claim) -> Json | None:
    if claim.condition is None:
        return None
    return _span(claim.condition) | ({"claim": claim.condition_claim} if claim.condition_claim else {})


def claim_to_json(claim: Claim) -> Json:
    """The codebook's record of a claim, its keys in the codebook's order."""
    return {
        "doc_id": claim.document,
        "event_id": claim.id,
        "type": claim.type.value,
        "mode": list(claim.modes),
        "context": list(claim.contexts),
        "actors": [_party_to_json(party) for party in claim.actors],
        "recipients": [_party_to_json(party) for party in claim.recipients],
        "date": _when_to_json(claim.when),
        "place": _place_to_json(claim.place),
        "status": claim.status.value,
        "hedged": claim.hedged,
        "sources": [_voice_to_json(voice) for voice in claim.voices],
        "condition": _condition_to_json(claim),
        "figures": {figure.key.value: {"min": figure.min, "max": figure.max} for figure in claim.figures},
        "evidence": [_evidence_to_json(evidence) for evidence in claim.evidence],
        "figures_text": {figure.key.value: _span(figure.quote) for figure in claim.figures if figure.quote},
        "coder": claim.coder,
        "reasons": [_reason_to_json(reason) for reason in claim.reasons],
    }


def claim_from_json(record: Mapping[str, Any]) -> Claim:
    """The claim of a record that `claim_to_json` made.

    Raises `KeyError` or `ValueError` where the record does not keep the codebook.
    """
    return Claim(
        id=ClaimId(record["event_id"]),
        document=DocumentId(record["doc_id"]),
        type=EventType(record["type"]),
        modes=tuple(record.get("mode") or ()),
        contexts=tuple(record.get("context") or ()),
        actors=tuple(_party_from_json(party) for party in record.get("actors") or ()),
        recipients=tuple(_party_from_json(party) for party in record.get("recipients") or ()),
        when=_when_from_json(record.get("date")),
        place=_place_from_json(record.get("place")),
        status=Status(record["status"]),
        hedged=bool(record.get("hedged")),
        voices=tuple(
            Voice(
                party=_party_from_json(voice),
                anonymous=bool(voice.get("anonymous")),
                medium=bool(voice.get("medium")),
                strength=Strength(voice.get("strength") or "neutral"),
            )
            for voice in record.get("sources") or ()
        ),
        condition=_quote(record.get("condition")),
        condition_claim=(record.get("condition") or {}).get("claim"),
        figures=_figures_from_json(record),
        evidence=tuple(_evidence_from_json(evidence) for evidence in record["evidence"]),
        reasons=tuple(
            Reason(field=reason["field"], rule=reason["rule"], quote=_quote(reason), score=reason.get("score"))
            for reason in record.get("reasons") or ()
        ),
        coder=record.get("coder", ""),
    )
