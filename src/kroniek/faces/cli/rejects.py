"""`kroniek rejects`: sources that gave no article, and why."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.sources import list_rejects


@click.command()
@session(db=True, as_json=True)
def rejects(here: Session, /, *, as_json: bool) -> None:
    """List the sources that gave no article, with the reason and what to do.

    With --json: an array of sources, reasons and messages.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.rejects()
    if as_json:
        print_array(records.reject_record(rejected) for rejected in found)
    elif found:
        list_rejects(here, here.terminal(), found)
    else:
        here.speak(here.words.say("rejects.empty"))
