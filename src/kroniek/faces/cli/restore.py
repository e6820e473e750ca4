"""`kroniek restore`: a new chronicle from a copy."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("file", metavar="FILE")
@session(db=True)
def restore(here: Session, /, *, file: str) -> None:
    """Make a new chronicle of FILE, a copy that `kroniek backup` made.

    Name the new chronicle with --db. One that exists is never replaced.
    """
    from kroniek.api import backing

    digest = backing.restore(file, here.settings.db)
    here.speak(here.words.say("keeping.restore", db=here.chronicle, digest=digest))
