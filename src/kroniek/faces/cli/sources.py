"""Options with which commands read articles, and how rejects are listed."""

from __future__ import annotations

import sys
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
"""How many messages, and sources of one message, are listed while reading; `-v` and `kroniek rejects` list all."""

SKIPPED = "skipped"
"""Reason of a file in a folder that nobody asked for by name (hidden, or of a kind that holds no article)."""


def failed(rejects: Sequence[Rejected]) -> bool:
    """Did a source that was asked for give no article? Skipped files do not count."""
    return any(rejected.reason != SKIPPED for rejected in rejects)


def how_many(sources: Sequence[str]) -> int | None:
    """How many documents there are, where counting is worth it: only a terminal shows a bar."""
    if not sys.stderr.isatty():
        return None
    from kroniek.api import count_documents

    return count_documents(*sources)


def list_rejects(here: Session, terminal: Terminal, rejects: Sequence[Rejected], *, at_most: int | None = None) -> None:
    """Print the rejected sources with reason and what to do, those that failed before those that were skipped."""
    for counted, skipped in (("read.rejected", False), ("read.skipped", True)):
        if group := [rejected for rejected in rejects if (rejected.reason == SKIPPED) is skipped]:
            terminal.line(here.words.count(counted, len(group)))
            _list(here, terminal, group, at_most)


def _list(here: Session, terminal: Terminal, rejects: Sequence[Rejected], at_most: int | None) -> None:
    """The sources under each message; a message that many share is told once, after them."""
    shared: dict[tuple[str, str], list[str]] = {}
    for rejected in rejects:
        shared.setdefault((rejected.reason, rejected.message), []).append(shown(str(rejected.source)))
    for (reason, message), sources in list(shared.items())[:at_most]:
        for source in sources[:at_most]:
            terminal.line(f"  {source}")
        _say_more(here, terminal, len(sources), at_most)
        for line in terminal.wrap(f"{here.words.reason(reason)}: {shown(message)}", indent="    "):
            terminal.line(terminal.style(line, dim=True))
    unlisted = sum(len(sources) for sources in list(shared.values())[at_most:]) if at_most is not None else 0
    _say_more(here, terminal, unlisted + (at_most or 0), at_most)


def _say_more(here: Session, terminal: Terminal, number: int, at_most: int | None) -> None:
    if at_most is not None and number > at_most:
        terminal.line(f"  {here.words.say('read.more_rejected', n=here.words.number(number - at_most))}")


_OPTIONS = (
    click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    click.option("--published", metavar="DATE", help="Day of publication (2022-03-04), or 'file' for the time stamp."),
    click.option("--publisher", metavar="NAME", help="Outlet of the articles that do not name one."),
    click.option("--language", metavar="CODE", help="Language of the articles, such as nl; found out where left out."),
    click.option("--follow", is_flag=True, help="Fetch the pages that a feed links to."),
)
