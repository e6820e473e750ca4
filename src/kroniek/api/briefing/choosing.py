"""Which events a brief tells, and in which order: the heavier the act and the more articles tell it, the sooner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

from kroniek.api.briefing.gathering import Material, trust
from kroniek.api.briefing.notes import carrying
from kroniek.api.briefing.wording import most, number
from kroniek.lexicon.intensity import intensity
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim

Sides = frozenset[str]

_MANY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes that many have who are not one side."""


def weight(stored: StoredClaim, articles: int) -> float:
    """How heavy an event is: its score on PLOVER's scale, how sure it is told, and how many articles tell it."""
    claim = stored.claim
    heavy = max(abs(intensity(claim.type, claim.modes)), number("weight", "least"))
    sure = trust(stored) * number("weight", claim.status.value) * (number("weight", "hedged") if claim.hedged else 1)
    return heavy * sure * (1 + number("weight", "per_article") * log2(articles))


def ranked(material: Material, claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """One claim for each event, the heaviest event first; the claim that was reported first tells it."""
    leads: dict[str, StoredClaim] = {}
    for one in sorted(claims, key=_order):
        leads.setdefault(one.event, one)
    return sorted(leads.values(), key=lambda one: (-weight(one, articles(material, one)), *_order(one)))


def articles(material: Material, stored: StoredClaim) -> int:
    """How many articles tell the event of a claim."""
    return len({one.claim.document for one in material.events[stored.event]})


def news(material: Material) -> list[StoredClaim]:
    """What a brief tells first: the heaviest events, each sentence of an article once, no pair of sides too often."""
    chosen: list[StoredClaim] = []
    words: set[tuple[str, int]] = set()
    pairs: Counter[Sides] = Counter()
    for one in ranked(material, material.new):
        place, pair = (str(one.claim.document), carrying(one).start), sides(one.claim)
        if place in words or pairs[pair] >= most("news", "same_pair"):
            continue
        words.add(place)
        pairs[pair] += 1
        chosen.append(one)
    return chosen[: most("news")]


def sides(claim: Claim) -> Sides:
    """The sides that take part: a country for all who act for it."""
    return frozenset(side(party) for party in (*claim.actors, *claim.recipients))


def side(party: Party) -> str:
    """The side of a party: its country, or its own name where it has none."""
    return party.country if party.country and party.country not in _MANY else party.name


def _order(stored: StoredClaim) -> tuple[str, str, int, str]:
    day = stored.published.isoformat() if stored.published else ""
    return day, str(stored.claim.document), stored.claim.evidence[0].quote.start, str(stored.claim.id)


def apart(claims: Sequence[StoredClaim], taken: Iterable[StoredClaim]) -> list[StoredClaim]:
    """The claims of other events than those that were taken."""
    events = {one.event for one in taken}
    return [one for one in claims if one.event not in events]
