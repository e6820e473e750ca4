"""Where it took place: places on a map with what their point stands for, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from kroniek.api import Chronicle, browsing, records
from kroniek.faces.web import shapes
from kroniek.faces.web.charts import projection
from kroniek.faces.web.charts.labels import Point, placed
from kroniek.faces.web.filters import Filters
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import Json, View
from kroniek.model.browsing import Spot
from kroniek.model.ontology import QUADS, Quad
from kroniek.model.place import Precision

ROWS = 60
DRAWN = 300
LABELLED = 24
LETTERS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Filters):
    """Which claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The places, and how many claims tell none."""

    spots: tuple[Spot, ...]
    nowhere: int


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """Where the newest claims took place."""
    spots, nowhere = browsing.spots(chronicle, asked.query())
    return Found(spots=spots, nowhere=nowhere)


def record(found: Found) -> Json:
    """The places."""
    return {
        "spots": [
            {
                "name": one.place.name,
                "country": one.place.country,
                "lat": one.place.lat,
                "lon": one.place.lon,
                "precision": one.place.precision.value if one.place.precision else None,
                "number": one.number,
                "types": records.plain(one.types),
                "claims": list(one.claims),
            }
            for one in found.spots
        ],
        "nowhere": found.nowhere,
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    precise = [one for one in found.spots if not _is_country(one) and one.place.lat is not None][:DRAWN]
    most = max((one.number for one in precise), default=1)
    whole: dict[str, int] = {}
    for one in found.spots:
        if _is_country(one) and one.place.country:
            whole[one.place.country] = whole.get(one.place.country, 0) + one.number
    largest = max(whole.values(), default=1)
    dots = [_dot(one, telling, most) for one in precise]
    points = [Point(one["x"], one["y"], one["r"], one["name"]) for one in dots[:LABELLED]]
    labels = placed(points, size=LETTERS, width=projection.WIDTH, height=projection.HEIGHT)
    rows = [_row(one, telling) for one in found.spots[:ROWS]]
    return {
        "title": telling.words.say("map.title"),
        "asked": asked.told(),
        "width": projection.WIDTH,
        "height": projection.HEIGHT,
        "countries": [
            (shape, min(4, 1 + int(3.99 * whole[shape.code] / largest)) if shape.code in whole else 0)
            for shape in projection.shapes()
        ],
        "dots": dots,
        "labels": [one for one in labels if one],
        "rows": rows,
        "more": max(0, len(found.spots) - ROWS),
        "nowhere": telling.number(found.nowhere),
        "located": telling.number(sum(one.number for one in found.spots)),
    }


def _is_country(spot: Spot) -> bool:
    return spot.place.precision is Precision.COUNTRY


def _dot(spot: Spot, telling: Telling, most: int) -> dict[str, Any]:
    place = spot.place
    name = telling.words.place(place.name)
    x, y = projection.point(place.lat or 0.0, place.lon or 0.0)
    return {
        "x": x,
        "y": y,
        "r": round(2.2 + 7 * sqrt(spot.number / most), 1),
        "quad": _prevailing(spot),
        "region": place.precision is Precision.REGION,
        "name": name,
        "label": f"{name}: {telling.words.count('counts.claims', spot.number)}",
        "href": telling.links.claim(spot.claims[0]) if spot.number == 1 else f"#{_anchor(spot)}",
    }


def _row(spot: Spot, telling: Telling) -> dict[str, Any]:
    place = spot.place
    return {
        "anchor": _anchor(spot),
        "name": telling.words.place(place.name),
        "country": telling.country(place.country),
        "precision": telling.words.label("precisions", place.precision.value) if place.precision else "",
        "number": telling.number(spot.number),
        "kinds": [
            (telling.words.label("types", kind.value), QUADS[kind].value.replace(" ", "-"), number)
            for kind, number in list(spot.types.items())[:3]
        ],
        "claims": [telling.links.claim(id_) for id_ in spot.claims],
    }


def _anchor(spot: Spot) -> str:
    place = spot.place
    letters = "".join(letter if letter.isalnum() else "-" for letter in place.name.casefold())
    return f"plaats-{letters}-{place.country or ''}-{place.lat}-{place.lon}".replace(".", "_")


def _prevailing(spot: Spot) -> str:
    counts: dict[Quad, int] = {}
    for kind, number in spot.types.items():
        counts[QUADS[kind]] = counts.get(QUADS[kind], 0) + number
    return max(counts, key=lambda quad: (counts[quad], quad.value)).value.replace(" ", "-")


VIEW = View(
    name="map",
    path="/kaart",
    api="/map",
    about="Where the newest claims that answer a question took place, and how precise each place is.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Map,
    kept=True,
    tag="claims",
)
