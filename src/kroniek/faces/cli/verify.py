"""`kroniek verify`: whether the chronicle is sound."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.option("--repair", is_flag=True, help="Make the index again where it is broken.")
@session(db=True)
def verify(here: Session, /, *, repair: bool) -> None:
    """Look whether the chronicle is sound, and say of each fault what to do.

    The database, every quote against the text of its article, what judgements name, and the index of words. Exit code 1
    where something is wrong.
    """
    from kroniek.api import backing

    found = _show(here)
    if repair and "index" in found:
        backing.repair(here.settings.db)
        here.speak(here.words.say("verify.repaired"))
        found = _show(here)
    if found:
        click.get_current_context().exit(1)
    here.speak(here.words.say("verify.sound", db=here.settings.db))


def _show(here: Session) -> set[str]:
    """Show the faults, then what to do about each kind; the kinds."""
    from kroniek.api import backing

    kinds: dict[str, None] = {}
    terminal = here.terminal()
    for fault in backing.verify(here.settings.db):
        kinds[fault.kind] = None
        terminal.line(here.words.say(f"verify.{fault.kind}", where=fault.where, found=fault.found))
    for kind in kinds:
        here.speak(here.words.say(f"verify.do_{kind}"))
    return set(kinds)
