"""Options with which commands read articles, and how rejects are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from kroniek.faces.cli.session import Session
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.model.text import Rejected

Command = Callable[..., Any]


def which_sources(command: Command) -> Command:
    """Add the sources, and the options that say what holds for them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


MANY = 10
"""How many sources with one and the same message are listed while reading; `kroniek rejects` lists all."""


def list_rejects(here: Session, terminal: Terminal, rejects: Sequence[Rejected], *, at_most: int | None = None) -> None:
    """Print the rejected sources with reason and what to do; a message that many share is told once, after them."""
    if not rejects:
        return
    terminal.line(here.words.count("read.rejected", len(rejects)))
    shared: dict[tuple[str, str], list[str]] = {}
    for rejected in rejects:
        shared.setdefault((rejected.reason, rejected.message), []).append(shown(str(rejected.source)))
    for (reason, message), sources in shared.items():
        for source in sources[:at_most]:
            terminal.line(f"  {source}")
        if at_most is not None and len(sources) > at_most:
            terminal.line(f"  {here.words.say('read.more_rejected', n=here.words.number(len(sources) - at_most))}")
        for line in terminal.wrap(f"{reason}: {shown(message)}", indent="    "):
            terminal.line(terminal.style(line, dim=True))


_OPTIONS = (
    click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    click.option("--published", metavar="DATE", help="Day of publication (2022-03-04), or 'file' for the time stamp."),
    click.option("--publisher", metavar="NAME", help="Outlet of the articles that do not name one."),
    click.option("--language", metavar="CODE", help="Language of the articles, such as nl; found out where left out."),
    click.option("--follow", is_flag=True, help="Fetch the pages that a feed links to."),
)
