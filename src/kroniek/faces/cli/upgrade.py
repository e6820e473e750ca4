"""`kroniek upgrade`: bring the chronicle up to this version of Kroniek."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@session(db=True)
def upgrade(here: Session, /) -> None:
    """Bring the tables of a chronicle that an older version wrote up to this version.

    What was kept stays. Each step is done wholly or not at all; an older Kroniek cannot open the chronicle afterwards.
    """
    from kroniek.api import backing

    before, after = backing.upgrade(here.settings.db)
    key = "keeping.current" if before == after else "keeping.upgrade"
    here.speak(here.words.say(key, db=here.chronicle, before=before, after=after))
