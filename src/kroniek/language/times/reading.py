"""Which days a found time means: readers of prepositions and ranges, and the table of all readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kroniek.language.intervals import (
    Interval,
    shifted,
    span,
    week_of,
)
from kroniek.language.times import amounts, days, months
from kroniek.language.times.finding import Found
from kroniek.language.times.frame import (
    NOTHING,
    Frame,
    Pair,
    Reader,
    Values,
    against,
    amount_of,
    around_pair,
    both,
    moved,
    number_of,
    relative,
)
from kroniek.model.when import Basis, Grain

_FEAST_DAYS = 4  # a longer span has no single day before it


def _core(values: Values, name: str, frame: Frame) -> Pair:
    core = values[name]
    return read(core, frame) if isinstance(core, Found) else NOTHING


def _same_as(values: Values, frame: Frame) -> Pair:
    return _core(values, "when", frame)


def _since(values: Values, frame: Frame) -> Pair:
    """*sinds 2 september*: its start, and the publication date as its end."""
    past = _core(values, "when", frame).past
    one = span(past.start, frame.anchor) if past and frame.anchor else None
    if one is None:
        return NOTHING
    return both(one._replace(grain=Grain.SPAN, basis=Basis.RELATIVE))


def _from(values: Values, frame: Frame) -> Pair:
    """*vanaf 1 juli*: the day (month, year) of the start; where it ends is not told."""
    return _core(values, "when", frame)


def _until(values: Values, frame: Frame) -> Pair:
    """*tot 1 juli*, *tot 2026*: from the publication date to that day, or to the eve of that month or year."""
    future = _core(values, "when", frame).future
    if future is None or frame.anchor is None:
        return NOTHING
    coarse = future.grain in {Grain.MONTH, Grain.YEAR, Grain.QUARTER, Grain.WEEK}
    return Pair(None, relative(span(frame.anchor, shifted(future.start, -1) if coarse else future.end)))


def _until_inclusive(values: Values, frame: Frame) -> Pair:
    future = _core(values, "when", frame).future
    return Pair(None, relative(span(frame.anchor, future.end if future else None)))


def _by(values: Values, frame: Frame) -> Pair:
    """*uiterlijk maandag*, *voor 1 september*: up to that day, from the publication date on."""
    past, future = _core(values, "when", frame)
    return Pair(past, relative(span(frame.anchor, future.end)) or future if future else None)


def _after(values: Values, frame: Frame) -> Pair:
    """*na 2024*: open at its end, so not placed, but found; *na woensdag* likewise."""
    del values, frame
    return NOTHING


def _range(values: Values, frame: Frame) -> Pair:
    """*van dinsdag tot donderdag*, *tussen 2010 en 2012*; a bare month or day takes the year of the other end."""
    first, last = _core(values, "from", frame), _core(values, "until", frame)
    start = values["from"]
    if isinstance(start, Found) and "WD" in start.rule.gives:
        return _weekdays(first, last)
    first, last = _completed(values, frame, (first, last))
    return Pair(_joined(first.past, last.past), _joined(first.future, last.future))


def _weekdays(first: Pair, last: Pair) -> Pair:
    """*van dinsdag tot donderdag*: the last such days that are over, the first that are still to begin."""
    if not (first.past and first.future and last.past and last.future):
        return NOTHING
    late = 7 if first.past.start > last.past.end else 0
    early = 7 if first.future.start > last.future.end else 0
    return against(
        span(shifted(first.past.start, -late), last.past.end),
        span(first.future.start, shifted(last.future.end, early)),
    )


def _completed(values: Values, frame: Frame, ends: tuple[Pair, Pair]) -> tuple[Pair, Pair]:
    """Let an end without a year take it from the other: *van 3 april tot 5 mei 2020*, *van mei 2019 tot juni*.

    Where neither has one, the start is the last such day before each reading of the end.
    """
    first, last = ends
    if first.past and first.past.basis is Basis.STATED:
        if last.past and last.past == last.future:
            return ends
        return first, both(_core(values, "until", replace(frame, anchor=first.past.start)).future)
    if first.past and first.past == first.future:
        return ends
    return Pair(_before(values, frame, last.past), _before(values, frame, last.future)), last


def _before(values: Values, frame: Frame, end: Interval | None) -> Interval | None:
    """The start of a range as it is read on the range's last day."""
    return _core(values, "from", replace(frame, anchor=end.end)).past if end else None


def _joined(first: Interval | None, last: Interval | None) -> Interval | None:
    """One span from the first to the last; None where the first lies after the last."""
    if first is None or last is None or last.end < first.start:
        return None
    basis = Basis.STATED if first.basis is last.basis is Basis.STATED else Basis.RELATIVE
    return Interval(first.start, last.end, Grain.SPAN, basis)


def _week_around(values: Values, frame: Frame) -> Pair:
    """*de week van 4 februari*."""
    return around_pair(_core(values, "when", frame), week_of)


def _day_beside(values: Values, frame: Frame) -> Pair:
    """*de dag voor Prinsjesdag*, *daags na Kerst*."""
    return _beside(_core(values, "when", frame), by=number_of(values, "by"), amount=1, unit="day")


def _beside(pair: Pair, *, by: int, amount: float, unit: str) -> Pair:
    """So many units before the start or after the end of a time; a feast of some days gives one day."""

    def of(one: Interval | None) -> Interval | None:
        if one is None:
            return None
        if one.grain is Grain.SPAN and (one.end - one.start).days < _FEAST_DAYS:
            edge = one.start if by < 0 else one.end
            one = Interval(edge, edge, Grain.DAY, one.basis)
        found = moved(one, amount * by, unit)
        return found._replace(basis=one.basis) if found else None

    return Pair(of(pair.past), of(pair.future))


def _offset_from(values: Values, frame: Frame) -> Pair:
    """*twee dagen voor Kerst*."""
    duration, by = values["amount"], number_of(values, "by")
    inner = duration.values if isinstance(duration, Found) else {}
    if not {"amount", "unit"} <= inner.keys() or not inner["amount"]:
        return NOTHING
    amount, unit = amount_of(inner), str(inner["unit"])
    return _beside(_core(values, "when", frame), by=by, amount=amount, unit=unit)


def read(found: Found, frame: Frame) -> Pair:
    """The readings of a found time; none where its rule has no reader."""
    if found.rule.read is None:
        return NOTHING
    return _READERS[found.rule.read](found.values, frame)


_READERS: Mapping[str, Reader] = {
    **days.READERS,
    **months.READERS,
    **amounts.READERS,
    "after": _after,
    "by": _by,
    "day_beside": _day_beside,
    "from": _from,
    "offset_from": _offset_from,
    "range": _range,
    "same_as": _same_as,
    "since": _since,
    "until": _until,
    "until_inclusive": _until_inclusive,
    "week_around": _week_around,
}
STRETCHES = frozenset({"since", "until", "until_inclusive", "by", "since_then", "rolling", "running", "within"})
"""Readings after which *een dag later* does not count from them: they are stretches, not points."""
