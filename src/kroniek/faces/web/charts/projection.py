"""The map: Equal Earth, as `tools/web/world.js` drew the countries, and where a point lies on it.

Equal Earth (Šavrič, Patterson, Jenny 2018) keeps areas true. `SCALE` and `CENTRE` stand in the head of
`data/world.tsv`; a test compares them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

WIDTH, HEIGHT = 960, 420
"""Of the map in its own units; the height leaves out Antarctica."""
SCALE, CENTRE_X, CENTRE_Y = 177.3423, 480.0, 233.62

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the map."""

    code: str
    name: str
    path: str


def point(lat: float, lon: float) -> tuple[float, float]:
    """Where a place lies on the map."""
    a1, a2, a3, a4 = _A
    angle = math.asin(_M * math.sin(math.radians(lat)))
    two = angle * angle
    six = two * two * two
    x = math.radians(lon) * math.cos(angle) / (_M * (a1 + 3 * a2 * two + six * (7 * a3 + 9 * a4 * two)))
    y = angle * (a1 + a2 * two + six * (a3 + a4 * two))
    return round(CENTRE_X + SCALE * x, 1), round(CENTRE_Y - SCALE * y, 1)


@cache
def shapes() -> tuple[Shape, ...]:
    """The countries, in order of code."""
    lines = resources.files("kroniek.faces.web").joinpath("data", "world.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[2:])
    return tuple(Shape(code, name, path) for code, name, path in rows)
