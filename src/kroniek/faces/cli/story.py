"""`kroniek story`: one story, told in quotes."""

from __future__ import annotations

import click

from kroniek.errors import UsageError
from kroniek.faces.cli.asking import as_of, asked
from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("id", metavar="ID")
@click.option("--actor", metavar="NAME", help="As it was given to: kroniek stories.")
@click.option("--with", "other", metavar="NAME", help="Likewise.")
@click.option("--since", metavar="DATE", help="Likewise.")
@click.option("--until", metavar="DATE", help="Likewise.")
@as_of
@session(db=True, as_json=True)
def story(
    here: Session,
    /,
    *,
    id: str,  # noqa: A002 - what it is called
    actor: str | None,
    other: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Tell a story in passages of its articles, by day, with its events.

    ID is the id of a story, or of any event or claim of it. No word is added: every passage is a quote, with the
    article in which it stands. With --json: one object.
    """
    from kroniek.faces.cli.output import print_object

    given = {"actor": actor, "other": other, "since": since, "until": until, "as_of": as_of}
    with here.ask() as chronicle:
        card = chronicle.story(id, **given)
        if card is None:
            among = f" among {asked(given)}" if asked(given) else ""
            raise UsageError(f"There is no story with {id!r}{among}. The ids stand in: kroniek stories")
        if as_json:
            from kroniek.api.stories import card_record

            print_object(card_record(card))
        else:
            from kroniek.faces.cli.storypage import StoryPage

            StoryPage(words=here.words, terminal=here.terminal(), card=card).print()
