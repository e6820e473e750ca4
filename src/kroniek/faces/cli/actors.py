"""`kroniek actors`: who appears in the chronicle, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.memory.store import ActorCount

_GAP = "  "
_NAME_CHARS = 20
"""Room for *Verenigde Staten* and most persons: a longer name goes on below rather than cost the table a column."""

_ALL = range(7)
_WITHOUT_DAYS = range(5)
_ONLY_COUNTS = (0, 2, 3, 4)
_NUMBERS = frozenset({2, 3, 4})


@click.command()
@click.option("--like", metavar="NAME", help="Only who bears a name that holds these words.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Highest number of parties.")
@session(db=True, as_json=True)
def actors(here: Session, /, *, like: str | None, limit: int | None, as_json: bool) -> None:
    """List the parties of the chronicle, the most frequent first.

    How often each acts, is acted upon, and tells of an act; and the first and last day of publication, where the
    terminal has room for them. With --json: an array of parties with all their names.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.actors(like=like, limit=limit)
    if as_json:
        print_array(records.plain(actor) for actor in found)
    elif found:
        _print(here, found)
        here.speak(here.words.count("counts.actors", len(found)))
    else:
        here.speak(here.words.say("actors.empty"))


def _print(here: Session, found: Sequence[ActorCount]) -> None:
    terminal = here.terminal()
    rows = [_row(here, actor) for actor in found]
    names = here.words.many("actors.columns")
    columns, widths = _fitting([names, *rows], terminal.width)
    for line in _lines(names, columns, widths):
        terminal.line(terminal.style(line, bold=True))
    for actor, row in zip(found, rows, strict=True):
        for line in _lines(row, columns, widths):
            terminal.line(line)
        others = ", ".join(shown(alias) for alias in actor.aliases if alias != actor.name)
        for line in terminal.wrap(here.words.say("actors.also", names=others), indent=_GAP) if others else ():
            terminal.line(terminal.style(line, dim=True))


def _row(here: Session, actor: ActorCount) -> list[str]:
    numbers = (here.words.number(number) for number in (actor.as_actor, actor.as_recipient, actor.as_voice))
    days = (day.isoformat() if day else "" for day in (actor.first, actor.last))
    return [shown(actor.name), actor.country or "", *numbers, *days]


def _fitting(table: Sequence[Sequence[str]], width: int) -> tuple[Sequence[int], list[int]]:
    """The columns that fit, all but the days and then the country where they do not; and the width of each column."""
    widest = [max(len(row[column]) for row in table) for column in _ALL]
    for columns in (_ALL, _WITHOUT_DAYS, _ONLY_COUNTS):
        room = width - sum(len(_GAP) + widest[column] for column in columns[1:])
        if min(widest[0], _NAME_CHARS) <= room:
            break
    return columns, [max(1, min(widest[0], room)), *widest[1:]]


def _lines(row: Sequence[str], columns: Sequence[int], widths: Sequence[int]) -> Iterator[str]:
    """The row; a name that is too long for its column goes on below."""
    name, *rest = wrap(row[0], widths[0], break_long_words=False, break_on_hyphens=False) or [""]
    cells = [name.ljust(widths[0])]
    for column in columns[1:]:
        cell, width = row[column], widths[column]
        cells.append(cell.rjust(width) if column in _NUMBERS else cell.ljust(width))
    yield _GAP.join(cells).rstrip()
    yield from rest
