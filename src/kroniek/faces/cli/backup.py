"""`kroniek backup`: a copy of the chronicle in one file."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@session(db=True)
def backup(here: Session, /, *, file: str, force: bool) -> None:
    """Copy the chronicle to FILE, while others may read and write it.

    FILE appears whole or not at all, and only where it says what the chronicle says: the digests are compared. A
    chronicle on PostgreSQL is copied with pg_dump.
    """
    from kroniek.api import backing

    digest = backing.back_up(here.settings.db, file, force=force)
    here.speak(here.words.say("keeping.backup", file=file, digest=digest))
