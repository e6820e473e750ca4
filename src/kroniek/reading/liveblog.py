"""Time-stamped items of a live blog.

A text is a live blog where at least three lines begin with a clock time, or are nothing but one; one such line is an
update of an article, two may be a programme. An item runs up to the next time or day heading. Its day is told by
a heading alone (*Dinsdag 21 juli*): the clock runs backwards in most live blogs and past midnight in some, so
counting would be guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.model.text import LiveItem, Mark, MarkKind
from kroniek.reading.published import day_heading

_FEWEST = 3
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_CLOCK = re.compile(
    r"""
    \W{0,3}(?:(?:update|live|om)\b[ :]*)?\(?
    (?P<hour>[01]?\d|2[0-4])[.:u](?P<minute>[0-5]\d)
    (?P<unit>\s*(?:uur\b|u\b\.?|h\b))?\)?
    (?P<after>\s*[–—|:-]\s*|\s*$|\s+(?=["'“‘„«]?[A-ZÀ-Þ]))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that begins an item (`time`), or a heading that gives a day to the items below it (`day`)."""

    start: int
    clock_end: int
    time: str | None
    day: date | None = None


def live_items(text: str, *, published: date | None) -> tuple[tuple[LiveItem, ...], tuple[Mark, ...]]:
    """The items of a live blog and the marks of their clock times; both empty where the text is none."""
    heads = list(_heads(text, published))
    if sum(head.time is not None for head in heads) < _FEWEST:
        return (), ()
    items = tuple(_items(text, heads))
    marks = tuple(Mark(start=head.start, end=head.clock_end, kind=MarkKind.CLOCK) for head in heads)
    return items, marks


def _heads(text: str, published: date | None) -> Iterator[_Head]:
    for line in _LINE.finditer(text):
        bare = line.group().strip()
        if not bare:
            continue
        start = line.start() + line.group().index(bare)
        is_heading, day = day_heading(bare, published=published)
        if is_heading:
            yield _Head(start, start + len(bare), None, day)
            continue
        clock = _clock(bare)
        if clock is not None:
            yield _Head(start, start + len(clock.group().rstrip()), f"{int(clock['hour']):02}:{clock['minute']}")


def _clock(line: str) -> re.Match[str] | None:
    match = _CLOCK.match(line)
    if match is None or (int(match["hour"]) == 24 and match["minute"] != "00"):  # noqa: PLR2004 - midnight
        return None
    # *20.15 Duitsers* may be a number; with *uur*, a dash or an end of line it is a time
    plain = not match["unit"] and not match["after"].strip() and match.end() < len(line)
    return None if plain and ":" not in match.group() else match


def _items(text: str, heads: Sequence[_Head]) -> Iterator[LiveItem]:
    day: date | None = None
    for number, head in enumerate(heads):
        if head.time is None:
            day = head.day
            continue
        end = heads[number + 1].start if number + 1 < len(heads) else len(text)
        yield LiveItem(start=head.start, end=head.start + len(text[head.start : end].rstrip()), time=head.time, day=day)
