"""Who held an office on a day: *de Franse president* in 2015 is François Hollande.

Invariant: an answer is given only where exactly one known person held the office on that day. Left out: offices of
organisations, and persons whose terms the tables do not date.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from kroniek.lexicon.actors import Office, actors
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.overlay import current, own_holders

_BODIES = ("EUR", "UNO", "IGO", "VAT")  # codes under which bodies have officers that are named without a country


@cache
def _titles() -> dict[str, str]:
    offices = read_toml("actors/same_office.toml")["office"]
    return {word.lower(): title for title, words in offices.items() for word in words}


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    """The titles that follow one another, by each of them."""
    lines = [tuple(titles) for titles in read_toml("actors/same_office.toml")["succession"]]
    return {title: titles for titles in lines for title in titles}


@cache
def _terms(overlay: str, country: str) -> dict[str, tuple[tuple[Office, str], ...]]:
    """The terms of every office of a country, each with its holder's name, under this overlay."""
    del overlay  # `actors` knows it too
    found: defaultdict[str, list[tuple[Office, str]]] = defaultdict(list)
    for actor in actors().with_office(country):
        for office in actor.offices:
            if office.since and (office.country or actor.country) == country:
                found[_titles().get(office.title.lower(), office.title)].append((office, actor.name))
    return {title: tuple(terms) for title, terms in found.items()}


def office_title(role: str) -> str:
    """The title under which the tables have an office: *premier* for *regeringsleider*; else the word itself."""
    return _titles().get(role.lower(), role)


def holders(role: str, country: str) -> tuple[tuple[Office, str], ...]:
    """Everybody who is known to have held an office of a country, with his term, the earliest first."""
    return tuple(
        sorted(_terms(current(), country).get(office_title(role), ()), key=lambda term: (term[0].since, term[1]))
    )


def successive(title: str, country: str) -> tuple[tuple[Office, str], ...]:
    """Like `holders`, with those whose title differs though they follow one another: a king after a queen.

    Who only shares the word is left out: the wife of a king is no queen of the line.
    """
    titles = _lines().get(title)
    if titles is None:
        return holders(title, country)
    terms = {term for one in titles for term in holders(one, country) if term[0].title in titles}
    return tuple(sorted(terms, key=lambda term: (term[0].since, term[1])))


def office_holder(role: str, country: str, day: date) -> str | None:
    """The one person known to have held that office of that country on that day, or None.

    `role` is a Dutch office (*president*, *minister van Buitenlandse Zaken*), `country` an alpha-3 code.
    """
    names = {name for _, name in holding(role, country, day)}
    return names.pop() if len(names) == 1 else None


def holding(role: str, country: str, day: date) -> tuple[tuple[Office, str], ...]:
    """The terms of those who held an office on a day: the user's own go before the shipped ones."""
    found = tuple((office, name) for office, name in holders(role, country) if office.held_on(day))
    own = tuple(term for term in found if term[1] in own_holders(current()))
    return own or found


def body_officer(role: str, day: date) -> str | None:
    """The one person who held an office of a body on that day (*secretaris-generaal van de Navo*, *paus*), or None."""
    found = {holder for code in _BODIES if (holder := office_holder(role, code, day))}
    return found.pop() if len(found) == 1 else None
