"""Where an act took place: a name, a country, a point where one is known, and the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kroniek.model.text import Quote


class Precision(StrEnum):
    """What the point of a place stands for."""

    POINT = "point"  # a building, a base, a border post
    CITY = "city"
    REGION = "region"  # a part of a country, a sea, a part of the world
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. `lat` and `lon` are WGS 84 degrees; for a country they are its middle, and None where unknown.

    `quote` is None where the article names no place and those who take part tell the country.
    """

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    quote: Quote | None = None
    precision: Precision | None = field(default=None, compare=False)
