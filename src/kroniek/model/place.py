"""Where an act took place: a name, a country, a point where one is known, and the words."""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.model.text import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. `lat` and `lon` are WGS 84 degrees; for a country they are its middle, and None where unknown."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    quote: Quote | None = None
