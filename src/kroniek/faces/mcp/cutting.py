"""Answers that fit: so many records and no more, and always a word about what was left out.

An assistant reads an answer into a memory that is small and costs money. Lists inside a record are cut too, and `Cuts`
notes every cut, so nothing is missing without being told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kroniek.faces.mcp.shapes import Shape

Item = TypeVar("Item")
Record = TypeVar("Record", bound=Shape)

ROOM_CHARS = 30_000
"""JSON of the records of one answer: about ten thousand tokens."""

QUOTE_CHARS = 600
"""The longest quote; what follows can be had with the tool read_article."""

PASSAGE_CHARS = 1_200
"""The longest passage of an article in a list."""


@dataclass(slots=True)
class Cuts:
    """What was left out of one answer, in words."""

    notes: list[str] = field(default_factory=list)

    def most(self, items: Sequence[Item], number: int, what: str) -> list[Item]:
        """The first of these; where there are more, that is noted."""
        if len(items) > number:
            self.say(f"Only {number} of {len(items)} {what} are shown.")
        return list(items[:number])

    def say(self, note: str) -> None:
        """Note something, once."""
        if note not in self.notes:
            self.notes.append(note)

    @property
    def note(self) -> str | None:
        """All of it; None where nothing was left out."""
        return " ".join(self.notes) or None


def fitting(records: Iterable[Record], number: int, room: int = ROOM_CHARS) -> list[Record]:
    """The first records: at most so many, and no more than there is room for; the first one always."""
    kept: list[Record] = []
    for record in records:
        room -= len(record.model_dump_json(exclude_none=True))
        if kept and (room < 0 or len(kept) == number):
            break
        kept.append(record)
    return kept


@dataclass(frozen=True, slots=True)
class Part(Generic[Item, Record]):
    """A part of a list: what was told of which items, and where the next answer goes on; None at the end."""

    told: list[Record]
    items: Sequence[Item]
    next: str | None


def part(
    found: Sequence[Item],
    tell: Callable[[Item], Record],
    *,
    first: int,
    limit: int,
    what: str,
    cuts: Cuts,
    room: int = ROOM_CHARS,
) -> Part[Item, Record]:
    """As many items from `first` on as fit; that there are more is noted, with what they are (*Claims*)."""
    told = fitting(map(tell, found[first:]), limit, room)
    reached = first + len(told)
    more = reached < len(found)
    if more:
        cuts.say(f"{what} {first + 1} to {reached} of {len(found)} are shown; go on with after.")
    return Part(told, found[first:reached], str(reached) if more else None)
