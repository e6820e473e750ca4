"""`kroniek verify`: whether the chronicle is sound, or an edition is as it was made."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("edition", metavar="[EDITION]", required=False)
@click.option("--repair", is_flag=True, help="Make again what follows from the articles: the index, lists, counts.")
@session(db=True)
def verify(here: Session, /, *, edition: str | None, repair: bool) -> None:
    """Look whether the chronicle is sound, and say of each fault what to do.

    The database, every quote against the text of its article, what judgements name, tables that
    follow from these, and the index of words. With
    EDITION, a folder or ZIP that `kroniek edition` made, look instead whether each of its files is as it was made. Exit
    code 1 where something is wrong.
    """
    if edition is not None:
        _of_edition(here, edition, repair=repair)
        return
    from kroniek.api import backing

    found = _show(here)
    if repair:
        backing.repair(here.settings.db)
        here.speak(here.words.say("verify.repaired"))
        found = _show(here)
    if found:
        click.get_current_context().exit(1)
    here.speak(here.words.say("verify.sound", db=here.chronicle))


def _of_edition(here: Session, path: str, *, repair: bool) -> None:
    """Show what is wrong with an edition; its hash."""
    from pathlib import Path

    from kroniek.api.editions import verify as verified
    from kroniek.faces.cli.terminal import shown

    if repair:
        raise click.UsageError("An edition cannot be repaired: fetch it again.")
    found, terminal = verified(Path(path)), here.terminal()
    for name, flaw in found.flaws:
        terminal.line(here.words.say(f"edition.{flaw.value}", file=shown(name)))
    if found.flaws:
        here.speak(here.words.say("edition.differs", path=path))
        click.get_current_context().exit(1)
    here.speak(here.words.say("edition.sound", path=path, sha256=found.sha256))


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
