"""Where: cities, regions, seas and straits with their Dutch names and a point on the map.

Invariant: every place has coordinates; a disputed region says so and has the country that the codebook's data give
it. A name that is also a Dutch word (*Best*, *Nice*) is `common`: it counts only where the text makes it a place.
Left out: countries (`countries`), and where an act took place (`coding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kroniek.lexicon.countries import body, by_fold, split
from kroniek.strings.fold import fold


class PlaceKind(StrEnum):
    """What a place is; it tells how precise its point is."""

    CITY = "city"
    REGION = "region"
    WATER = "water"
    SITE = "site"  # a base, a border post, a plant, a camp
    WORLD = "world"  # a continent or a part of one


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place; `country` is None for the high seas and for what lies in several countries.

    By `weight` it goes before its homonyms: the inhabitants of a city of GeoNames, a million for one put in by hand.
    """

    name: str
    kind: PlaceKind
    country: str | None
    lat: float
    lon: float
    variants: tuple[str, ...] = ()
    weight: int = 0
    disputed: bool = False
    common: bool = False


class Places:
    """All places, with look-up by folded name; the heaviest of one name comes first.

    Each row of the table becomes a record when it is first asked for.
    """

    def __init__(self, rows: Sequence[list[str]]) -> None:
        self._rows = rows
        self._made: dict[int, KnownPlace] = {}
        self._names: dict[str, list[int]] | None = None

    def __iter__(self) -> Iterator[KnownPlace]:
        return map(self.__getitem__, range(len(self._rows)))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> KnownPlace:
        """The place of that row."""
        if at not in self._made:
            self._made.setdefault(at, _place(self._rows[at]))
        return self._made[at]

    def names(self) -> Iterator[tuple[str, ...]]:
        """The names of every place, in the order of the table."""
        return ((row[0], *split(row[1])) for row in self._rows)

    def by_name(self, name: str, *, country: str | None = None) -> KnownPlace | None:
        """The place of a name; in `country` where that is given and has one, else the first of the table."""
        if self._names is None:
            self._names = by_fold(self.names())
        found = [self[at] for at in self._names.get(fold(name), ())]
        near = [place for place in found if place.country == country]
        return next(iter(near or found), None)


@cache
def places() -> Places:
    """The places of `data/places`, read once."""
    return Places(body("places/places.tsv", columns=8))


_KINDS = {kind.value: kind for kind in PlaceKind}


def _place(row: list[str]) -> KnownPlace:
    name, variants, kind, country, lat, lon, weight, flags = row
    return KnownPlace(
        name=name,
        kind=_KINDS[kind],
        country=country or None,
        lat=float(lat),
        lon=float(lon),
        variants=split(variants),
        weight=int(weight or 0),
        disputed="disputed" in flags,
        common="common" in flags,
    )
