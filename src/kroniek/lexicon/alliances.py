"""Who belongs to an alliance on a day: the members of *Navo* in 2003 are nineteen.

Invariant: an alliance is the name of an organisation of the table, a member a country's code, with the first and last
day of membership. Left out: observers, partners and suspended members, who stay members.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from kroniek.lexicon.countries import body
from kroniek.strings.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A country in an alliance, with the first and last day (ISO), "" if open."""

    alliance: str
    country: str
    since: str
    until: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is a member on that day."""
        return self.since <= day.isoformat() and (not self.until or day.isoformat() <= self.until)


@cache
def memberships() -> tuple[Membership, ...]:
    """Every membership of `data/actors/alliances.tsv`, read once."""
    return tuple(
        Membership(alliance=alliance, country=country, since=since, until=until)
        for alliance, country, since, until in body("actors/alliances.tsv", columns=4)
    )


@cache
def _by_alliance() -> dict[str, tuple[Membership, ...]]:
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for one in memberships():
        found[fold(one.alliance)].append(one)
    return {name: tuple(members) for name, members in found.items()}


def members_on(alliance: str, day: date) -> tuple[str, ...]:
    """The codes of the members of an alliance on a day, in alphabetical order; empty for what is no alliance."""
    return tuple(sorted(one.country for one in _by_alliance().get(fold(alliance), ()) if one.holds_on(day)))
