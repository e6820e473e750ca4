"""Alliances for analysis by country: behind each alliance among the parties of a claim stand its members of that day.

The alliance stays, with its own code; its members follow it, each with the alliance's words and a note, so that a count
by alliance and a count by country can both be made, and neither by accident. A claim in the chronicle is not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kroniek.lexicon.alliances import members_on
from kroniek.lexicon.countries import countries
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party


def expanded(stored: StoredClaim) -> StoredClaim:
    """The claim with the members of alliances as parties, on the day of the act, else of publication."""
    claim = stored.claim
    day = claim.when.start if claim.when else stored.published
    if day is None:
        return stored
    actors, recipients = tuple(_with_members(claim.actors, day)), tuple(_with_members(claim.recipients, day))
    return replace(stored, claim=replace(claim, actors=actors, recipients=recipients))


def _with_members(parties: tuple[Party, ...], day: date) -> Iterator[Party]:
    named = {party.name for party in parties}
    for party in parties:
        yield party
        for code in members_on(party.name, day):
            country = countries().by_code(code)
            if country is not None and country.name not in named:
                note = f"member of {party.name} on {day.isoformat()}"
                yield Party(name=country.name, quote=party.quote, country=code, sectors=("GOV",), notes=(note,))
