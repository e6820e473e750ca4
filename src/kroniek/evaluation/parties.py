"""Who acts, who is acted upon, and who says so: what two lists of parties have in common.

Countries are compared as sets of codes, parties by name, sources by name with one exception: an anonymous source is
like any other anonymous source, because there is no name to tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kroniek.evaluation import names
from kroniek.evaluation.records import CodedParty
from kroniek.evaluation.tallies import Overlap

ANONYMOUS: names.Forms = frozenset({"anonymous"})


def countries(parties: Iterable[CodedParty]) -> frozenset[str]:
    """The countries' codes among these parties."""
    return frozenset(party.country for party in parties if party.country)


def named(parties: Iterable[CodedParty]) -> list[names.Forms]:
    """The names of each party that has one."""
    return [found for party in parties if (found := names.forms((party.name, *party.aliases)))]


def voices(sources: Iterable[CodedParty]) -> list[names.Forms]:
    """The names of each source; all anonymous ones share a single name."""
    return [
        ANONYMOUS if source.anonymous else frozenset(names.fold(name) for name in (source.name, *source.aliases))
        for source in sources
    ]


def name_hits(gold: Iterable[CodedParty], system: Iterable[CodedParty]) -> int:
    """How many parties of gold the system names."""
    return names.hits(named(gold), named(system))


def add_names(tally: Overlap, gold: Sequence[names.Forms], system: Sequence[names.Forms]) -> None:
    """Count the names of one pair."""
    tally.add(hits=names.hits(gold, system), gold=len(gold), system=len(system))
