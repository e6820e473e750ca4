"""`kroniek event`: the card of an event, with what it rests on and where its accounts differ."""

from __future__ import annotations

import click

from kroniek.errors import UsageError
from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("id", metavar="ID")
@as_of
@session(db=True, as_json=True)
def event(here: Session, /, *, id: str, as_of: str | None, as_json: bool) -> None:  # noqa: A002 - what it is called
    """Show an event: who says what, on how many sources, what differs, who denies.

    ID is the id of an event, or of any claim of it. Sources are counted by origin, not by outlet: copies of one agency
    item are one, and so is everybody who cites one paper; what tells no origin counts as none. Nothing is said on who
    is right. Below stand the events that have to do with it: what came of it, its parts, the same again, a threat, a
    plan or a denial of it. With --json: one object.
    """
    from kroniek.faces.cli.output import print_object

    with here.ask() as chronicle:
        card = chronicle.event_card(id, as_of=as_of)
        if card is None:
            by = f" by {as_of}" if as_of else ""
            raise UsageError(f"There is no event {id!r}{by}. The ids stand in: kroniek timeline")
        links = chronicle.links(id, as_of=as_of)
        if as_json:
            from kroniek.api.linking import link_record
            from kroniek.api.standing import card_record

            print_object(card_record(card) | {"links": [link_record(one) for one in links]})
        else:
            from kroniek.faces.cli.eventpage import EventPage

            linked = [(link, chronicle.claim(link.other_claim, as_of=as_of)) for link in links]
            EventPage(words=here.words, terminal=here.terminal(), card=card, links=linked).print()
