"""FollowTheMoney: JSON Lines of entities, for Aleph, OpenAleph and the `ftm` tools.

An `Event` per event with those involved, proved by an `Article` per article; a party is a `PublicBody` where it is a
country by name, else a `LegalEntity`, because a claim does not say whether a name is a person's or an organisation's.
FollowTheMoney knows no status, so claims that are not told as having taken place, or with doubt, are left out unless
`How.everything`; then the keywords say so. Lost: who acts and who is acted upon (only that they are involved), sources,
conditions, figures, offsets, the point of a place. A date is as precise as it is told (`2022-04`); a span has both
ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from kroniek.api.events import ToldEvent, told_events
from kroniek.api.records import dumps
from kroniek.faces.cli.wording import wording
from kroniek.faces.exports.codes import country, is_country
from kroniek.faces.exports.telling import headline
from kroniek.faces.exports.writing import Claims, How, Tally, counted_once
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.ids import digest
from kroniek.model.ontology import Status
from kroniek.model.when import Grain, When

Entity = dict[str, Any]

OTHER_CODES = {"UNO": "un", "EUR": "eu"}
"""FollowTheMoney's codes for what stands in place of a country; others have none."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write every event after the articles and parties that it names, each of these once."""
    said: set[str] = set()
    for event in told_events(counted_once(claims, how, tally)):
        for entity in (*_needed(event, how), _event(event, how)):
            if entity["id"] not in said:
                said.add(entity["id"])
                stream.write(dumps(entity) + "\n")


def _needed(event: ToldEvent, how: How) -> Iterator[Entity]:
    for stored in event.claims:
        yield _article(stored)
    for party in _involved(event):
        yield _party(party, how)


def _event(event: ToldEvent, how: How) -> Entity:
    lead, place = event.lead, event.place
    quotes = [how.words(evidence.quote) for stored in event.claims for evidence in stored.claim.evidence]
    statuses = [stored.claim.status for stored in event.claims]
    found = country(place.country) if place else None
    return _entity(
        f"kroniek-event-{digest('event', event.id, chars=20)}",
        "Event",
        name=[headline(lead.claim, wording(how.language))],
        summary=quotes,
        location=[place.name if place else None],
        country=[found.iso2.lower() if found else None],
        involved=[_id(party, how) for party in _involved(event)],
        proof=[_article_id(stored) for stored in event.claims],
        recordId=[str(event.id)],
        keywords=[
            lead.claim.type.value,
            *lead.claim.modes,
            *lead.claim.contexts,
            *(status.value for status in statuses if status is not Status.HAPPENED),
            "hedged" if any(stored.claim.hedged for stored in event.claims) else None,
        ],
        **_dates(event.when),
    )


def _dates(when: When | None) -> dict[str, list[str]]:
    """One date as precise as it is told, or both ends."""
    if when is None:
        return {}
    if when.grain is Grain.MONTH:
        return {"date": [f"{when.start:%Y-%m}"]}
    if when.grain is Grain.YEAR:
        return {"date": [f"{when.start:%Y}"]}
    if when.start == when.end:
        return {"date": [when.start.isoformat()]}
    return {"startDate": [when.start.isoformat()], "endDate": [when.end.isoformat()]}


def _article(stored: StoredClaim) -> Entity:
    return _entity(
        _article_id(stored),
        "Article",
        title=[stored.title or str(stored.claim.document)],
        fileName=[str(stored.claim.document)],
        publisher=[stored.publisher],
        sourceUrl=[stored.url],
        publishedAt=[stored.published.isoformat() if stored.published else None],
        language=["nld"],
    )


def _party(party: Party, how: How) -> Entity:
    found = country(party.country)
    code = found.iso2.lower() if found else OTHER_CODES.get(party.country or "")
    return _entity(
        _id(party, how),
        "PublicBody" if is_country(party) else "LegalEntity",
        name=[party.name],
        country=[code],
        sector=list(party.sectors),
        wikidataId=[party.wikidata],
    )


def _involved(event: ToldEvent) -> tuple[Party, ...]:
    claims = [stored.claim for stored in event.claims]
    return tuple(party for claim in claims for party in (*claim.actors, *claim.recipients))


def _id(party: Party, how: How) -> str:
    return f"kroniek-actor-{how.who(party)}"


def _article_id(stored: StoredClaim) -> str:
    return f"kroniek-article-{digest('article', stored.claim.document, chars=20)}"


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity; each value once, in order, and no property without a value."""
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}
