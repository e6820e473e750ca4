"""Who is one side: a state with its ministers and its army, a movement by any of its names; and words that name a side.

Sides are compared strictly where somebody acts (a company is not its state) and loosely where somebody is acted upon
(*tien Amerikanen* is of the United States). Left out: which parties of a chronicle are judged to be one actor; whoever
asks may give that as `identity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from kroniek.lexicon.countries import countries, inflected
from kroniek.model.actor import Party
from kroniek.strings.fold import fold, folded_words

Identity = Callable[[Party], str]

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY"})
BODIES = frozenset({"EUR", "UNO"})
"""Codes of bodies whose organs speak for them."""


def own_identity(party: Party) -> str:
    """Who a party is by itself: its Wikidata id, else its name."""
    return party.wikidata or _folded(party.name)


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    return fold(name)


def keys_of(party: Party, identity: Identity = own_identity) -> frozenset[str]:
    """The names of the side that a party is."""
    return _keys(party.name, identity(party), party.country, party.sectors)


@lru_cache(maxsize=50_000)
def _keys(name: str, known: str, country: str | None, sectors: tuple[str, ...]) -> frozenset[str]:
    found = {_folded(name), known}
    if country in BODIES or (country and _stands_for(name, country, sectors)):
        found.add(f"state {country}")
    return frozenset(found)


def near_keys(party: Party, identity: Identity = own_identity) -> frozenset[str]:
    """Names of which any two parties that act as one have one in common; who has one in common need not."""
    return _near_keys(party.name, identity(party), party.country, party.sectors)


@lru_cache(maxsize=50_000)
def _near_keys(name: str, known: str, country: str | None, sectors: tuple[str, ...]) -> frozenset[str]:
    own = _keys(name, known, country, sectors)
    if _stands_for(name, country, sectors):
        return own
    return own | {f"{country} {word}" for word in _folded(name).split()}


def is_state(party: Party) -> bool:
    """Is a party a state, or does it speak for one?"""
    return _stands_for(party.name, party.country, party.sectors)


@lru_cache(maxsize=50_000)
def _stands_for(name: str, country: str | None, sectors: tuple[str, ...]) -> bool:
    """Does a party speak for its state?"""
    named = countries().by_name(name)
    return named.code == country if named is not None else bool(set(sectors) & STATE_SECTORS)


def same_side(party: Party, other: Party, identity: Identity = own_identity) -> bool:
    """Do two parties act as one: the same state, the same name, or a name within the other (*Tijgers*)?"""
    return _same_side(
        (party.name, identity(party), party.country, party.sectors),
        (other.name, identity(other), other.country, other.sectors),
    )


_Known = tuple[str, str, str | None, tuple[str, ...]]
"""What a side is told by: name, identity, country, sectors."""


@lru_cache(maxsize=200_000)
def _same_side(party: _Known, other: _Known) -> bool:
    if not _keys(*party).isdisjoint(_keys(*other)):
        return True
    (name, _, country, sectors), (name_2, _, country_2, sectors_2) = party, other
    if country != country_2 or _stands_for(name, country, sectors) or _stands_for(name_2, country_2, sectors_2):
        return False
    one, two = set(_folded(name).split()), set(_folded(name_2).split())
    return one <= two or two <= one


def any_same(parties: Iterable[Party], others: Sequence[Party], identity: Identity = own_identity) -> bool:
    """Is one of these parties of a side with one of the others?"""
    return any(same_side(party, other, identity) for party in parties for other in others)


def touches(parties: Iterable[Party], others: Sequence[Party], identity: Identity = own_identity) -> bool:
    """Like `any_same`, and people of a country count for it."""
    return any(
        same_side(party, other, identity)
        or (party.country is not None and party.country == other.country and party.country not in {"IGO", "NGO"})
        for party in parties
        for other in others
    )


@cache
def country_words(code: str) -> frozenset[str]:
    """The folded words that name a country: its names, adjectives, inhabitants, capitals."""
    country = countries().by_code(code)
    if country is None:
        return {"EUR": frozenset({"europese", "unie", "eu", "brussel", "europa", "europees", "commissie"}),
                "UNO": frozenset({"vn", "verenigde", "naties"})}.get(code, frozenset())  # fmt: skip
    names = [*country.names, *country.adjectives, *map(inflected, country.adjectives), *country.inhabitant]
    return frozenset(word for name in (*names, *country.inhabitants, *country.capitals) for word in folded_words(name))


def words_for(parties: Iterable[Party]) -> frozenset[str]:
    """The folded words that name these parties or their countries: they say who, and not about what."""
    found: set[str] = set()
    for party in parties:
        found.update(folded_words(party.name))
        if party.quote is not None and party.quote.text[:1].isupper():
            found.update(folded_words(party.quote.text))
        if party.country:
            found |= country_words(party.country)
    return frozenset(found)


def is_named_in(party: Party, words: frozenset[str]) -> bool:
    """Do these words name the party: by a word of its own name, or of its state's?"""
    own = {word for word in folded_words(party.name) if len(word) > 2 and not word.isdigit()}  # noqa: PLR2004 - *de*
    if own & words:
        return True
    return bool(party.country and (is_state(party) or party.country in BODIES) and country_words(party.country) & words)
