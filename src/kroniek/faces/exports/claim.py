"""schema.org `Claim` as JSON-LD: what is claimed, by whom, where it appeared, and the act that it is about.

The act is a schema.org `Action`: `agent`, `participant` (to whom), times, place and status, as far as schema.org can
say it (completed, active, potential; a denied act has no status). The exact status and doubt stand in
`creativeWorkStatus` and `keywords`. No rating of truth is given: Kroniek gives none. Lost: offsets, modes beside the
first, figures, reasons, conditions, how precise date and place are.
"""

from __future__ import annotations

from typing import IO, Any

from kroniek.api.records import dumps
from kroniek.faces.cli.wording import wording
from kroniek.faces.exports.codes import country
from kroniek.faces.exports.telling import headline
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim
from kroniek.model.ontology import Status
from kroniek.model.place import Place

ACTION_STATUSES = {
    Status.HAPPENED: "CompletedActionStatus",
    Status.ONGOING: "ActiveActionStatus",
    Status.PLANNED: "PotentialActionStatus",
    Status.CONDITIONAL: "PotentialActionStatus",
    Status.POSSIBLE: "PotentialActionStatus",
}
WIKIDATA = "http://www.wikidata.org/entity/"


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write one graph, a claim on each line."""
    stream.write('{"@context": {"@vocab": "https://schema.org/"},\n"@graph": [')
    for before, stored in zip(_separators(), counted(claims, tally), strict=False):
        stream.write(before + dumps(_record(stored, how)))
    stream.write("\n]}\n")


def _separators() -> Any:
    yield "\n"
    while True:
        yield ",\n"


def _record(stored: StoredClaim, how: How) -> dict[str, Any]:
    claim = stored.claim
    return _known(
        {
            "@type": "Claim",
            "@id": how.iri("claim", claim.id),
            "identifier": str(claim.id),
            "name": headline(claim, wording(how.language)),
            "text": how.words(claim.evidence[0].quote),
            "inLanguage": "nl",
            "datePublished": stored.published.isoformat() if stored.published else None,
            "author": [_voice(voice, how) for voice in claim.voices],
            "appearance": _article(stored, how),
            "about": _act(stored, how),
            "creativeWorkStatus": claim.status.value,
            "keywords": [claim.type.value, *claim.contexts, *(["hedged"] if claim.hedged else [])],
        }
    )


def _article(stored: StoredClaim, how: How) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "@id": how.iri("document", stored.claim.document),
            "headline": stored.title,
            "url": stored.url,
            "datePublished": stored.published.isoformat() if stored.published else None,
            "publisher": {"@type": "Organization", "name": stored.publisher} if stored.publisher else None,
        }
    )


def _act(stored: StoredClaim, how: How) -> dict[str, Any]:
    claim = stored.claim
    return _known(
        {
            "@type": "Action",
            "@id": how.iri("event", stored.event),
            "name": wording(how.language).act(claim),
            "agent": [_party(party, how) for party in claim.actors],
            "participant": [_party(party, how) for party in claim.recipients],
            "startTime": claim.when.start.isoformat() if claim.when else None,
            "endTime": claim.when.end.isoformat() if claim.when else None,
            "location": _place(claim.place),
            "actionStatus": _action_status(claim),
        }
    )


def _action_status(claim: Claim) -> dict[str, str] | None:
    status = ACTION_STATUSES.get(claim.status)
    return {"@id": f"https://schema.org/{status}"} if status else None


def _party(party: Party, how: How) -> dict[str, Any]:
    """A name; a claim does not say whether it is a person's or an organisation's, and `Thing` holds both."""
    iri = WIKIDATA + party.wikidata if party.wikidata else how.iri("actor", how.who(party))
    return {"@type": "Thing", "@id": iri, "name": party.name}


def _voice(voice: Voice, how: How) -> dict[str, Any]:
    if voice.anonymous:
        return {"@type": "Thing", "name": voice.party.name, "description": "anonymous"}
    return _party(voice.party, how)


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    found = country(place.country)
    point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _known(
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressCountry": found.iso2} if found else None,
            "geo": None if place.lat is None else point,
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
