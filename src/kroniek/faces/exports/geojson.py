"""GeoJSON (RFC 7946): a point per claim, with what the point stands for in `precision`.

A point may be the middle of a country: whoever draws a map filters or marks by `precision` (point, city, region,
country). Claims without a point are left out. The properties are the columns of the CSV; lost is what that loses.
"""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from kroniek.api.records import dumps
from kroniek.faces.exports.table import cells
from kroniek.faces.exports.writing import Claims, How, Tally
from kroniek.memory.store import StoredClaim

PLACED = frozenset({"lat", "lon", "place_precision"})
"""Columns that stand elsewhere: in the geometry, and as `precision`."""


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write one collection, a feature on each line."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for stored in claims():
        place = stored.claim.place
        if place is None or place.lat is None or place.lon is None:
            tally.left_out["no_point"] += 1
            continue
        stream.write(",\n" if tally.written else "\n")
        stream.write(dumps(_feature(stored, place.lat, place.lon, how)))
        tally.written += 1
    stream.write("\n]}\n")


def _feature(stored: StoredClaim, lat: float, lon: float, how: How) -> dict[str, Any]:
    place = stored.claim.place
    told = {
        name: cell.isoformat() if isinstance(cell, date) else cell
        for name, cell in cells(stored, how).items()
        if name not in PLACED and cell is not None
    }
    return {
        "type": "Feature",
        "id": str(stored.claim.id),
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": told | {"precision": place.precision.value if place and place.precision else None},
    }
