"""`kroniek actors`: who appears in the chronicle, and how often; and what people decide on who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import NUMBER, as_of
from kroniek.faces.cli.deciding import deciding, list_judgements
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


@click.group(invoke_without_command=True)
@click.option("--like", metavar="NAME", help="Only who bears a name that holds these words.")
@click.option("--limit", metavar="N", type=NUMBER, help="Highest number of parties.")
@as_of
@session(db=True, as_json=True)
def actors(here: Session, /, *, like: str | None, limit: int | None, as_of: str | None, as_json: bool) -> None:
    """List the parties of the chronicle, the most frequent first.

    How often each acts, is acted upon, and tells of an act; and the first and last day of publication, where the
    terminal has room for them. With --json: an array of parties with all their names.

    With a command: decide who is who. A decision is kept with who took it and when, goes before what the program
    judges, and can be taken back.
    """
    if click.get_current_context().invoked_subcommand:
        return
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.actors(like=like, limit=limit, as_of=as_of)
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
        others = ", ".join(shown(alias) for alias in actor.aliases if shown(alias) != row[0])
        for line in terminal.wrap(here.words.say("actors.also", names=others), indent=_GAP) if others else ():
            terminal.line(terminal.style(line, dim=True))


def _row(here: Session, actor: ActorCount) -> list[str]:
    numbers = (here.words.number(number) for number in (actor.as_actor, actor.as_recipient, actor.as_voice))
    days = (day.isoformat() if day else "" for day in (actor.first, actor.last))
    return [shown(here.words.called(actor.name)), actor.country or "", *numbers, *days]


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


# --- deciding

_BY = click.option("--by", metavar="NAME", default="user", show_default=True, help="Who decides.")
_REASON = click.option("--reason", metavar="TEXT", default="", help="Why.")


@actors.command()
@click.argument("actor", metavar="ACTOR")
@click.argument("name", metavar="NAME")
@_BY
@_REASON
@session(db=True)
def add(here: Session, /, *, actor: str, name: str, by: str, reason: str) -> None:
    """Give an actor another name, which later articles and questions may use.

    ACTOR is a name or id in the chronicle. Taken back by: kroniek actors split NAME
    """
    with deciding(here) as chronicle:
        chronicle.add_name(actor, name, by=by, reason=reason)
    here.speak(here.words.say("actors.added", actor=actor, name=name))


@actors.command()
@click.argument("first", metavar="ACTOR")
@click.argument("second", metavar="OTHER")
@_BY
@_REASON
@session(db=True)
def merge(here: Session, /, *, first: str, second: str, by: str, reason: str) -> None:
    """Decide that two actors are one.

    ACTOR and OTHER are names or ids in the chronicle. Taken back by: kroniek actors split ACTOR OTHER
    """
    with deciding(here) as chronicle:
        chronicle.merge(first, second, by=by, reason=reason)
    here.speak(here.words.say("actors.merged", first=first, second=second))


@actors.command()
@click.argument("actor", metavar="ACTOR")
@click.argument("other", metavar="[OTHER]", required=False)
@_BY
@_REASON
@session(db=True)
def split(here: Session, /, *, actor: str, other: str | None, by: str, reason: str) -> None:
    """Decide that an actor is not one with another, or with any that he was joined with.

    The program does not join them again. Taken back by: kroniek actors merge ACTOR OTHER
    """
    with deciding(here) as chronicle:
        gone = chronicle.split(actor, other, by=by, reason=reason)
    key = "actors.split" if gone else "actors.nothing_to_split"
    here.speak(here.words.say(key, actor=actor, n=len(gone)))


@actors.command()
@click.option("--limit", metavar="N", type=NUMBER, default=20, show_default=True, help="Most proposals.")
@session(db=True, as_json=True)
def suggest(here: Session, /, *, limit: int, as_json: bool) -> None:
    """Propose actors that may be one: names of one country that are alike. Nothing is decided.

    With --json: an array of pairs with their score.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.proposals()[:limit]
    if as_json:
        print_array(records.plain(pair) for pair in found)
        return
    terminal = here.terminal()
    for pair in found:
        terminal.line(f"{pair.score:.2f}  {shown(pair.first.name)} = {shown(pair.second.name)} [{pair.first.country}]")
        terminal.line(terminal.style(f"      kroniek actors merge {pair.first.id} {pair.second.id}", dim=True))
    here.speak(here.words.count("counts.proposals", len(found)))


@actors.command()
@session(db=True, as_json=True)
def decided(here: Session, /, *, as_json: bool) -> None:
    """List what was judged on actors, by the program and by people, also what was taken back.

    With --json: an array of judgements.
    """
    from kroniek.model.judgement import JudgementKind

    kinds = {JudgementKind.SAME_ACTOR, JudgementKind.OTHER_ACTOR}
    list_judgements(here, lambda one: one.kind in kinds, as_json=as_json)
