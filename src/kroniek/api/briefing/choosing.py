"""Which events a brief tells, and in which order: the heavier the act and the more articles tell it, the sooner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log2

from kroniek.api.briefing.lemmas import denies
from kroniek.api.briefing.material import Asked, Material
from kroniek.api.briefing.notes import carrying
from kroniek.api.briefing.wording import most, number
from kroniek.lexicon.countries import countries
from kroniek.lexicon.intensity import intensity
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.commitment import Commitment, State
from kroniek.model.ontology import EventType, Status
from kroniek.strings.fold import fold

Sides = frozenset[str]

_MANY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC", "UNO", "EUR"})
"""Codes that many have who are not one side."""

SAID = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.THREATEN})
"""Acts that were done by saying them, whatever became of what they said."""


def trust(stored: StoredClaim) -> float:
    """How sure the coder was of the type of the act."""
    scores = [one.score for one in stored.claim.reasons if one.field == "type" and one.score is not None]
    return max(scores, default=number("trust", "untold"))


def weight(stored: StoredClaim, articles: int) -> float:
    """How heavy an event is: its score on PLOVER's scale, how sure it is told, and how many articles tell it."""
    claim = stored.claim
    heavy = max(abs(intensity(claim.type, claim.modes)), number("weight", "least"))
    sure = trust(stored) * number("weight", claim.status.value) * (number("weight", "hedged") if claim.hedged else 1)
    return heavy * sure * (1 + number("weight", "per_article") * log2(articles))


def leads(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """One claim for each event, in order of report: a telling one before a denying one, and most of who and when."""
    found: dict[str, StoredClaim] = {}
    for one in sorted(claims, key=order):
        known = found.get(one.event)
        if known is None or _fullness(one) > _fullness(known):
            found[one.event] = one
    return sorted(found.values(), key=order)


def _fullness(stored: StoredClaim) -> tuple[bool, bool, bool, bool]:
    claim = stored.claim
    return claim.status is not Status.DENIED, bool(claim.actors), bool(claim.recipients), claim.when is not None


def ranked(material: Material, claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """The events of these claims by their leads, the heaviest first."""
    return sorted(leads(claims), key=lambda one: (-weight(one, material.articles(one)), *order(one)))


def news(material: Material) -> list[StoredClaim]:
    """What a brief tells first: the heaviest events, each sentence of an article once, no two sides too often."""
    ahead = {one.event for one in material.ahead}
    chosen: list[StoredClaim] = []
    words: set[tuple[str, int]] = set()
    pairs: Counter[Sides] = Counter()
    for one in ranked(material, material.new):
        place, both = (str(one.claim.document), carrying(one).start), sides(one.claim)
        if place in words or pairs[both] >= most("news", "same_pair") or one.event in ahead or disputed(one):
            continue
        words.add(place)
        pairs[both] += 1
        chosen.append(one)
    return chosen[: most("news")]


def is_sure(event: Iterable[StoredClaim]) -> bool:
    """Was the coder sure enough of the act, in one of the articles that tell it?"""
    return max(map(trust, event)) >= number("trust", "least")


def front(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """What an article tells that is new, of each sentence one act: what its lead tells first, background last.

    Acts of whose type the coder was not sure enough are left out.
    """
    found: dict[int, StoredClaim] = {}
    for one in sorted(filter(lambda one: is_sure((one,)), claims), key=_newsworthy):
        found.setdefault(_begins(one), one)
    return list(found.values())


def _newsworthy(stored: StoredClaim) -> tuple[bool, bool, float, int, str]:
    """The order of a front page."""
    begins = _begins(stored)
    return _is_background(stored), begins > most("front", "lead"), -weight(stored, 1), begins, str(stored.claim.id)


def _is_background(stored: StoredClaim) -> bool:
    """Does it lie well before the day of publication?"""
    when, published = stored.claim.when, stored.published
    return when is not None and published is not None and (published - when.end).days > most("news", "lag")


def _begins(stored: StoredClaim) -> int:
    return stored.claim.evidence[0].quote.start


def disputed(stored: StoredClaim) -> bool:
    """Does it tell what did not take place, or that somebody denies something?"""
    return stored.claim.status is Status.DENIED or denies(stored.claim)


def took_place(claim: Claim) -> bool:
    """Was it done, or said, as far as the article tells?"""
    if claim.hedged:
        return False
    return claim.status in {Status.HAPPENED, Status.ONGOING} or (
        claim.type in SAID and claim.status is not Status.DENIED
    )


# -- sides -----------------------------------------------------------------------------------------------------------


def sides(claim: Claim) -> Sides:
    """The sides that take part: a country for all who act for it."""
    return frozenset(side(party).name for party in (*claim.actors, *claim.recipients))


def side(party: Party, about: Party | None = None) -> Party:
    """The side of a party: its country, or itself where it has none, or where it is whom a brief is about."""
    own = about is not None and fold(party.name) == fold(about.name)
    country = countries().by_code(party.country) if party.country and party.country not in _MANY else None
    if own or country is None:
        return Party(name=party.name, country=party.country, sectors=party.sectors)
    return Party(name=country.name, country=country.code, sectors=("GOV",))


def pairs(claims: Sequence[StoredClaim], about: Party | None) -> list[tuple[Party, Party]]:
    """The pairs of sides that events which took place tell most of; of `about`, who stands first, where it is given."""
    counts: Counter[tuple[str, str]] = Counter()
    by_name: dict[str, Party] = {}
    for one in leads(claims):
        found = {
            told.name: told for party in (*one.claim.actors, *one.claim.recipients) if (told := side(party, about))
        }
        by_name |= found
        if took_place(one.claim):
            counts.update(combinations(sorted(found), 2))
    chosen = [pair for pair in counts if about is None or (about.name in pair and not _at_home(pair, about, by_name))]
    ordered = sorted(chosen, key=lambda pair: (-counts[pair], pair))
    return [_own_first(by_name[one], by_name[other], about) for one, other in ordered]


def _at_home(pair: tuple[str, str], about: Party, by_name: dict[str, Party]) -> bool:
    """Is it somebody and his own country?"""
    return any(name != about.name and by_name[name].country == about.country for name in pair) and bool(about.country)


def _own_first(one: Party, other: Party, about: Party | None) -> tuple[Party, Party]:
    return (other, one) if about is not None and other.name == about.name else (one, other)


# -- promises --------------------------------------------------------------------------------------------------------


def moved(commitment: Commitment, asked: Asked) -> bool:
    """Did it change its state in the period?"""
    return any(move.before is not move.after and asked.since <= move.day <= asked.until for move in commitment.moves)


def due(commitment: Commitment, asked: Asked) -> bool:
    """Does its last day come in the days ahead, and does it stand open?"""
    pending = commitment.state in {State.OPEN, State.CONDITION_MET}
    return pending and commitment.due is not None and asked.until < commitment.due.day <= asked.ahead


def order(stored: StoredClaim) -> tuple[str, str, int, str]:
    """Order of report."""
    day = stored.published.isoformat() if stored.published else ""
    return day, str(stored.claim.document), stored.claim.evidence[0].quote.start, str(stored.claim.id)
