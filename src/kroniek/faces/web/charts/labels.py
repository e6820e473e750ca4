"""Where names stand beside their points without covering each other: the first free place of four, or none.

Widths are estimated from the number of letters, so what is drawn does not depend on fonts. What gets no place is still
told by its point and by the table beside the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 26
"""Letters of a name that are shown."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point with a name, in order of weight: the first may choose first."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name at its place; `anchor` is SVG's."""

    x: float
    y: float
    anchor: str
    text: str


_NARROW, _WIDE = frozenset("fijlrtI .,:;'’-()"), frozenset("mwMW…")
"""Letters that are much narrower or wider than the others."""

Box = tuple[float, float, float, float]


def placed(points: Iterable[Point], *, size: float, width: float, height: float) -> Iterator[Label | None]:
    """A label for each point, or None where there is no room; `size` is that of the letters."""
    points = list(points)
    taken: list[Box] = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in points
    ]
    for number, one in enumerate(points):
        text = one.name if len(one.name) <= LONGEST else f"{one.name[: LONGEST - 1].rstrip()}…"
        found = None
        for label, box in _places(one, text, size):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_overlap(box, other) for i, other in enumerate(taken) if i != number):
                found = label
                taken.append(box)
                break
        yield found


def _places(one: Point, text: str, size: float) -> Iterator[tuple[Label, Box]]:
    """Right, left, above, below; a letter reaches from its line a sixth of its size down and the rest up."""
    wide, gap, low, high = width_of(text) * size, one.radius + 3, size / 6, size * 5 / 6
    for x, y, anchor, left in (
        (one.x + gap, one.y + size / 3, "start", one.x + gap),
        (one.x - gap, one.y + size / 3, "end", one.x - gap - wide),
        (one.x, one.y - gap - low, "middle", one.x - wide / 2),
        (one.x, one.y + gap + high, "middle", one.x - wide / 2),
    ):
        yield Label(x, y, anchor, text), (left, y - high, left + wide, y + low)


def width_of(text: str) -> float:
    """How wide words are in letters of size 1: as Helvetica has them, and a little more, as fonts differ."""
    return 1.08 * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter in _WIDE:
        return 0.86
    if letter in _NARROW:
        return 0.3
    return 0.7 if letter.isupper() else 0.55


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
