"""The curve of a pair through time: the mean cooperation–conflict score, the acts that bend it, bands by quad class.

Two panels over one axis of time. Above, every act as a dot at its score and the mean of each stretch as a line, drawn
through settled acts only (what was done or said, not what is denied, planned or doubtful). Below, how many acts there
were: cooperation upward, conflict downward, words light and deeds dark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.faces.web.charts.calendar import Grain, Stretch, grain_of, start_of, stretches, ticks
from kroniek.model.ontology import Quad

WIDTH, HEIGHT = 900, 340
LEFT, RIGHT, TOP, MIDDLE, BASE = 44, 890, 14, 206, 312
"""Edges of the panels, in the chart's own units."""
LOWER_TOP = 226
DAYS_OF_ONE = 30
"""Days that are shown around acts which all fall on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """So many acts of one score on a day; `settled` where they are told as done, without doubt."""

    day: date
    score: float
    quad: Quad
    settled: bool
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act that is drawn as a dot."""

    day: date
    score: float
    quad: Quad
    settled: bool
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An act as drawn."""

    x: float
    y: float
    quad: str
    settled: bool
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time with the number of acts of one quad class."""

    x: float
    y: float
    width: float
    height: float
    quad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stretch as a row of the table: its days, the mean (None without settled acts), numbers by quad class."""

    stretch: Stretch
    mean: float | None
    numbers: dict[Quad, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Everything that is drawn. `lines` are polylines, broken where stretches without acts lie between."""

    grain: Grain
    first: date
    last: date
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    means: tuple[tuple[float, float], ...]
    bars: tuple[Bar, ...]
    x_ticks: tuple[tuple[float, date], ...]
    y_ticks: tuple[tuple[float, int], ...]
    most: int
    zero: float
    window: tuple[float, float] | None
    rows: tuple[Row, ...]


def curve(
    counted: Sequence[Acts], acts: Sequence[Act] = (), *, since: date | None = None, until: date | None = None
) -> Curve | None:
    """The curve of counted acts, those in `acts` as dots; `since` and `until` are the window that is chosen.

    None where there is nothing to draw.
    """
    if not counted:
        return None
    first, last = _bounds(counted)
    grain = grain_of(first, last)
    rows = _rows(counted, grain, first, last)
    x = _Axis(first, last)
    most = max(max(_up(row), _down(row)) for row in rows)
    middle = (LOWER_TOP + BASE) / 2
    return Curve(
        grain=grain,
        first=first,
        last=last,
        dots=tuple(
            Dot(
                x=x(act.day),
                y=_height(act.score),
                quad=act.quad.value.replace(" ", "-"),
                settled=act.settled,
                label=act.label,
                href=act.href,
            )
            for act in acts
        ),
        lines=tuple(_lines(rows, x)),
        means=tuple((x(row.stretch.middle), _height(row.mean)) for row in rows if row.mean is not None),
        bars=tuple(_bars(rows, x, most, middle)),
        x_ticks=tuple((x(day), day) for day in ticks(first, last)),
        y_ticks=tuple((_height(score), score) for score in (10, 5, 0, -5, -10)),
        most=most,
        zero=middle,
        window=_window(x, since, until),
        rows=tuple(row for row in rows if row.numbers),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def __call__(self, day: date) -> float:
        days = (self.last - self.first).days or 1
        share = min(1.0, max(0.0, (day - self.first).days / days))
        return round(LEFT + share * (RIGHT - LEFT), 1)


def _bounds(acts: Sequence[Acts]) -> tuple[date, date]:
    first, last = min(act.day for act in acts), max(act.day for act in acts)
    if (last - first).days >= DAYS_OF_ONE:
        return first, last
    low, high = max(1, first.toordinal() - DAYS_OF_ONE), min(date.max.toordinal(), last.toordinal() + DAYS_OF_ONE)
    return date.fromordinal(low), date.fromordinal(high)


def _rows(acts: Sequence[Acts], grain: Grain, first: date, last: date) -> list[Row]:
    inside: dict[date, list[Acts]] = defaultdict(list)
    for act in acts:
        inside[start_of(act.day, grain)].append(act)
    return [_row(stretch, inside.get(stretch.start, [])) for stretch in stretches(first, last, grain)]


def _row(stretch: Stretch, acts: Sequence[Acts]) -> Row:
    number = sum(one.number for one in acts if one.settled)
    total = sum(one.score * one.number for one in acts if one.settled)
    numbers: dict[Quad, int] = {}
    for one in acts:
        numbers[one.quad] = numbers.get(one.quad, 0) + one.number
    return Row(stretch=stretch, mean=round(total / number, 2) if number else None, numbers=numbers)


def _up(row: Row) -> int:
    return row.numbers.get(Quad.VERBAL_COOPERATION, 0) + row.numbers.get(Quad.MATERIAL_COOPERATION, 0)


def _down(row: Row) -> int:
    return row.numbers.get(Quad.VERBAL_CONFLICT, 0) + row.numbers.get(Quad.MATERIAL_CONFLICT, 0)


def _height(score: float) -> float:
    return round(TOP + (10 - score) / 20 * (MIDDLE - TOP), 1)


def _lines(rows: Sequence[Row], x: _Axis) -> list[str]:
    """Polylines through the means; a stretch without settled acts breaks the line."""
    runs: list[list[str]] = [[]]
    for row in rows:
        if row.mean is None:
            runs.append([])
        else:
            runs[-1].append(f"{x(row.stretch.middle)},{_height(row.mean)}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _bars(rows: Sequence[Row], x: _Axis, most: int, middle: float) -> list[Bar]:
    unit = (BASE - LOWER_TOP) / 2 / most
    bars: list[Bar] = []
    for row in rows:
        left, right = x(row.stretch.start), x(row.stretch.end)
        width = round(max(1.5, right - left - 1), 1)
        for kinds, sign in (
            ((Quad.MATERIAL_COOPERATION, Quad.VERBAL_COOPERATION), -1),
            ((Quad.MATERIAL_CONFLICT, Quad.VERBAL_CONFLICT), 1),
        ):
            at = middle
            for quad in kinds:
                tall = round(row.numbers.get(quad, 0) * unit, 1)
                if not tall:
                    continue
                y = at - tall if sign < 0 else at
                bars.append(Bar(x=left, y=round(y, 1), width=width, height=tall, quad=quad.value.replace(" ", "-")))
                at += sign * tall
    return bars


def _window(x: _Axis, since: date | None, until: date | None) -> tuple[float, float] | None:
    if since is None and until is None:
        return None
    left = x(since) if since else float(LEFT)
    right = x(until) if until else float(RIGHT)
    return left, round(max(2.0, right - left), 1)
