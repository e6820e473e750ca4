"""`kroniek status`: how much the chronicle holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import Terminal, shown

if TYPE_CHECKING:
    from kroniek.memory.store import Counts

NUMBERS = ("documents", "versions", "copies", "claims", "events", "actors", "rejects", "judgements")


@click.command()
@as_of
@session(db=True, as_json=True)
def status(here: Session, /, *, as_of: str | None, as_json: bool) -> None:
    """Show how much the chronicle holds.

    Numbers of articles, claims, events and parties; by type, status and publisher; the period; and the digest of the
    content, which is the same for the same articles read in the same order. With --as-of all but the digest and the
    judgements are those of a day. With --json: one object.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_object

    with here.ask() as chronicle:
        counts = chronicle.status(as_of=as_of)
    if as_json:
        print_object(records.plain(counts))
    else:
        _print(here, here.terminal(), counts)


def _print(here: Session, terminal: Terminal, counts: Counts) -> None:
    words = here.words
    rows = [(words.say(f"status.{name}"), words.number(getattr(counts, name))) for name in NUMBERS]
    if counts.first_published and counts.last_published:
        rows.append((words.say("status.period"), f"{counts.first_published} – {counts.last_published}"))
    terminal.table([*rows, (words.say("status.schema"), counts.schema)], indent="")
    types = {f"{words.label('types', name)} ({name})": number for name, number in counts.by_type.items()}
    statuses = {words.label("statuses", name): number for name, number in counts.by_status.items()}
    outlets = {shown(name) or words.say("status.unnamed"): number for name, number in counts.by_publisher.items()}
    for title, table in (("by_type", types), ("by_status", statuses), ("by_publisher", outlets)):
        _print_table(here, terminal, words.say(f"status.{title}"), table)
    terminal.line()
    terminal.table([(words.say("status.digest"), counts.digest)], indent="")


def _print_table(here: Session, terminal: Terminal, title: str, table: Mapping[str, int]) -> None:
    if not table:
        return
    terminal.line()
    terminal.line(terminal.style(title, bold=True))
    ordered = sorted(table.items(), key=lambda entry: (-entry[1], entry[0]))
    width = max(len(here.words.number(number)) for number in table.values())
    for name, number in ordered:
        terminal.line(f"  {here.words.number(number):>{width}}  {name}")
