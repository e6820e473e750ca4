"""`kroniek agreements`: agreements, and how far articles say that they have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.model.commitment import Agreement


@click.command()
@click.option("--actor", metavar="NAME", help="Of this party: a name, a country or its code.")
@click.option("--with", "other", metavar="NAME", help="And of this one.")
@as_of
@session(db=True, as_json=True)
def agreements(here: Session, /, *, actor: str | None, other: str | None, as_of: str | None, as_json: bool) -> None:
    """Show agreements through their lives: offered, agreed, signed, ratified, carried out, suspended, ended.

    Only what an article tells is a step; a step that no article tells is not filled in. With --json: an array.
    """
    from kroniek.api.commitments import agreement_record
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.agreements(actor=actor, other=other, as_of=as_of)
        if as_json:
            print_array(agreement_record(one) for one in found)
            return
        for one in found:
            _print(here, chronicle, one, as_of)
    here.speak(here.words.count("agreements.told", len(found)) if found else here.words.say("agreements.empty"))


def _print(here: Session, chronicle: Chronicle, found: Agreement, as_of: str | None) -> None:
    """The agreement by the words that articles call it, who takes part, and its steps with their words."""
    from kroniek.faces.cli.promisepage import WORDS_CHARS
    from kroniek.faces.cli.telling import Teller, clipped, quoted

    words, terminal = here.words, here.terminal()
    teller = Teller(words=words, terminal=terminal)
    name = terminal.style(quoted(shown(found.name)), bold=True)
    stage = terminal.style(words.label("agreement_stages", found.stage.value), bold=True)
    for line in terminal.wrap(" · ".join([name, teller.names(found.parties), stage]), hang="  "):
        terminal.line(line)
    for step in found.steps:
        label = words.label("agreement_stages", step.stage.value)
        stored = chronicle.claim(step.claim, as_of=as_of)
        where = teller.origin(stored) if stored else shown(step.claim)
        quote = quoted(clipped(shown(step.quote.text), WORDS_CHARS))
        about = [quote, teller.according(step.voices), where]
        for line in terminal.wrap(f"{teller.day(step.day)} · {label}", indent="  "):
            terminal.line(line)
        for line in terminal.wrap(" · ".join(filter(None, about)), indent="    "):
            terminal.line(line)
    for line in terminal.wrap(shown(found.id), indent="  "):
        terminal.line(terminal.style(line, dim=True))
    terminal.line()
