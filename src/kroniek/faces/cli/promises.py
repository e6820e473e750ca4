"""`kroniek promises`: promises, threats and demands, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.model.commitment import Commitment

_STATES = ("open", "condition-met", "kept", "broken", "withdrawn", "lapsed")


@click.command()
@click.option("--by", metavar="NAME", help="Who promised, threatened or asked: a name, a country or its code.")
@click.option("--to", metavar="NAME", help="To whom it was said.")
@click.option("--type", metavar="TYPE", multiple=True, help="AGREE, CONCEDE, THREATEN or REQUEST; repeat for more.")
@click.option("--state", type=click.Choice(_STATES), multiple=True, help="How it stands; repeat for more.")
@click.option("--open", "pending", is_flag=True, help="What is still open: the states open and condition-met.")
@click.option("--due", metavar="DATE", help="With a last day, and that at most this day: 2022, 2022-03 or 2022-03-04.")
@click.option("--since", metavar="DATE", help="First reported on this day or later.")
@click.option("--until", metavar="DATE", help="First reported on this day or before.")
@click.option("--meetings", is_flag=True, help="Also meetings and visits that were announced.")
@as_of
@session(db=True, as_json=True)
def promises(
    here: Session,
    /,
    *,
    by: str | None,
    to: str | None,
    type: tuple[str, ...],  # noqa: A002 - the option's name
    state: tuple[str, ...],
    pending: bool,
    due: str | None,
    since: str | None,
    until: str | None,
    meetings: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show promises, threats and demands, and what became of each as far as articles tell.

    Open; its condition met; kept (a threat: carried out, a demand: met); broken (refused); taken back; or lapsed, where
    its last day passed and no article tells what came of it. Every step has its words. What may be of it but is not
    clear is listed and changes nothing. With --json: an array.
    """
    from kroniek.api.commitments import commitment_record
    from kroniek.faces.cli.output import print_array

    states = (*state, *(("open", "condition-met") if pending else ()))
    with here.ask() as chronicle:
        found = chronicle.commitments(
            by=by, to=to, type=type, state=states, due=due, since=since, until=until, as_of=as_of
        )
        told = [one for one in found if meetings or not one.meeting]
        if as_json:
            print_array(commitment_record(one) for one in told)
        else:
            _print(here, chronicle, told, hidden=len(found) - len(told), as_of=as_of)


def _print(here: Session, chronicle: Chronicle, told: list[Commitment], *, hidden: int, as_of: str | None) -> None:
    from kroniek.api.asking import last_day
    from kroniek.api.browsing import period
    from kroniek.faces.cli.promisepage import PromiseLines

    words = here.words
    lines = PromiseLines(words=words, terminal=here.terminal(), chronicle=chronicle, as_of=as_of)
    for one in told:
        lines.print(one)
    if not told:
        here.speak(words.say("promises.empty"))
    elif day := last_day(as_of) or period(chronicle)[1]:
        number = words.count("promises.number", len(told))
        here.speak(words.say("promises.told", number=number, day=words.day(day)))
    if hidden:
        here.speak(words.count("promises.meetings", hidden))
