"""PLOVER's own exchange format: JSON Lines with the field names of the manual (2.0, chapter "Data Fields").

What PLOVER has no field for stands under `kroniek`, as the manual allows: status, doubt, sources, condition, how
precise the date is. `date` is null where the text tells no time. `link` is the event, so that records of one event can
be joined. Lost: offsets of all words but the first quotation's, reasons, notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kroniek.api.records import act_intensity
from kroniek.faces.exports.codes import country_name
from kroniek.faces.exports.jsonl import write_jsonl
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim
from kroniek.model.ontology import QUADS, FigureKey, Quad
from kroniek.model.place import Place, Precision
from kroniek.model.when import When

QUAD_CODES = {quad: number for number, quad in enumerate(Quad, 1)}
RESOLUTIONS = {Precision.POINT: 5, Precision.CITY: 4, Precision.REGION: 2, Precision.COUNTRY: 1}
SIZES = {FigureKey.KILLED: "dead", FigureKey.WOUNDED: "injured", FigureKey.ARRESTED: "arrested"}


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write a record per claim."""
    write_jsonl((record(stored, how) for stored in counted(claims, tally)), stream)


def record(stored: StoredClaim, how: How) -> dict[str, Any]:
    """A claim as a PLOVER record: the required fields, and those of the others that are known."""
    claim = stored.claim
    required = {
        "id": str(claim.id),
        "date": claim.when.start.isoformat() if claim.when else None,
        "actor": [_entity(party, how) for party in claim.actors],
        "event": [claim.type.value],
    }
    optional = {
        "has_event": True,
        "enddate": claim.when.end.isoformat() if claim.when and claim.when.end > claim.when.start else None,
        "recipient": [_entity(party, how) for party in claim.recipients],
        "event_loc": _location(claim.place, how),
        "event_text": _triggers(claim, how),
        "quad_code": QUAD_CODES[QUADS[claim.type]],
        "event_scale": act_intensity(claim),
        "mode": list(claim.modes),
        "context": list(claim.contexts),
        "link": str(stored.event),
        "text": how.words(claim.evidence[0].quote),
        "text_info": {"start": claim.evidence[0].quote.start, "end": claim.evidence[0].quote.end},
        "size_info": _sizes(claim),
        "cite_info": _citation(stored),
        "coder": claim.coder,
        "kroniek": _beyond(claim, how),
    }
    return required | _known(optional)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _entity(party: Party, how: How) -> dict[str, Any]:
    first, *others = (*party.sectors, "")
    return _known(
        {
            "code": party.country,
            "sector": first,
            "other_sector_codes": [sector for sector in others if sector],
            "entity_text": how.words(party.quote),
            "identifier_id": party.wikidata,
            "identifier_text": party.name,
        }
    )


def _location(place: Place | None, how: How) -> dict[str, Any] | None:
    if place is None:
        return None
    return _known(
        {
            "extracted_place": how.words(place.quote),
            "resolved_place": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "city": place.name if place.precision is Precision.CITY else None,
            "country": country_name(place.country),
            "country_code": place.country,
            "resolution": RESOLUTIONS[place.precision] if place.precision else None,
        }
    )


def _triggers(claim: Claim, how: How) -> list[str]:
    found: Iterator[str | None] = (how.words(word) for evidence in claim.evidence for word in evidence.triggers)
    return [words for words in found if words]


def _sizes(claim: Claim) -> dict[str, Any]:
    """Numbers as told: one number where it is exact, else the bounds as text (`83-`, `-200`, `20-50`)."""
    return {
        SIZES.get(figure.key, figure.key.value): figure.min
        if figure.min == figure.max
        else f"{'' if figure.min is None else figure.min}-{'' if figure.max is None else figure.max}"
        for figure in claim.figures
    }


def _citation(stored: StoredClaim) -> dict[str, Any]:
    return _known(
        {
            "citation": str(stored.claim.document),
            "url": stored.url,
            "title": stored.title,
            "language": "nl",
            "publication": stored.publisher,
            "publication_date": stored.published.isoformat() if stored.published else None,
            "coder": stored.claim.coder,
            "codebook": "plover-2.0",
        }
    )


def _beyond(claim: Claim, how: How) -> dict[str, Any]:
    return _known(
        {
            "status": claim.status.value,
            "hedged": claim.hedged,
            "date_grain": claim.when.grain.value if claim.when else None,
            "date_text": _date_words(claim.when, how),
            "sources": [_voice(voice, how) for voice in claim.voices],
            "condition": how.words(claim.condition),
        }
    )


def _date_words(when: When | None, how: How) -> str | None:
    return how.words(when.quote) if when else None


def _voice(voice: Voice, how: How) -> dict[str, Any]:
    flags = {"anonymous": voice.anonymous or None, "medium": voice.medium or None}
    return _entity(voice.party, how) | _known(flags)
