"""`kroniek actors`: who appears in the chronicle, and how often."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown


@click.command()
@click.option("--like", metavar="NAME", help="Only who bears a name that holds these words.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Highest number of parties.")
@session(db=True, as_json=True)
def actors(here: Session, /, *, like: str | None, limit: int | None, as_json: bool) -> None:
    """List the parties of the chronicle, the most frequent first.

    How often each acts, is acted upon, and tells of an act; and the first and last day of publication. With --json:
    an array of parties with all their names.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.actors(like=like, limit=limit)
    if as_json:
        print_array(records.plain(actor) for actor in found)
        return
    if not found:
        here.speak(here.words.say("actors.empty"))
        return
    terminal = here.terminal()
    rows = [
        (
            shown(actor.name),
            actor.country or "",
            *(here.words.number(number) for number in (actor.as_actor, actor.as_recipient, actor.as_voice)),
            *(day.isoformat() if day else "" for day in (actor.first, actor.last)),
        )
        for actor in found
    ]
    names = here.words.many("actors.columns")
    widths = [max(len(row[column]) for row in [names, *rows]) for column in range(len(names))]
    widths[0] = min(widths[0], max(20, terminal.width - sum(widths[1:]) - 2 * len(widths)))
    terminal.line(terminal.style(_line(names, widths), bold=True))
    for actor, row in zip(found, rows, strict=True):
        terminal.line(_line(row, widths))
        others = [shown(alias) for alias in actor.aliases if alias != actor.name]
        if others:
            for line in terminal.wrap(here.words.say("actors.also", names=", ".join(others)), indent="  "):
                terminal.line(terminal.style(line, dim=True))
    here.speak(here.words.count("counts.actors", len(found)))


def _line(cells: tuple[str, ...] | list[str], widths: list[int]) -> str:
    left = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
    right = [cell.rjust(width) for cell, width in zip(cells[2:5], widths[2:5], strict=True)]
    dates = [cell.ljust(width) for cell, width in zip(cells[5:], widths[5:], strict=True)]
    return "  ".join([*left, *right, *dates]).rstrip()
