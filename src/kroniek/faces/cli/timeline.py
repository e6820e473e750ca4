"""`kroniek timeline`: claims in order of date, for a person to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.asking import asked, which_claims
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.telling import Teller

if TYPE_CHECKING:
    from kroniek.api import Chronicle, Claims
    from kroniek.model.event import EventId
    from kroniek.model.standing import Standing


@click.command()
@which_claims
@session(db=True, as_json=True)
def timeline(here: Session, /, *, as_json: bool, **given: Any) -> None:
    """Show who did what to whom, by date, with the words that say so.

    A date with ~ is told less precisely than a day. Where several articles tell of one event, it is said on how many
    sources that rests (kroniek event ID tells more). With --json: an array of claims, each with its document's day of
    publication, title, publisher and address.
    """
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        claims = chronicle.claims(**given)
        if as_json:
            print_array(claims.to_records())
        elif claims:
            standings = {one.event: one for one in chronicle.standings(claims, as_of=given["as_of"])}
            _print(here, claims, standings=standings, limit=given["limit"])
        else:
            _say_why_empty(here, chronicle, given)


def _print(here: Session, claims: Claims, *, standings: dict[EventId, Standing], limit: int | None) -> None:
    Teller(words=here.words, terminal=here.terminal(), standings=standings).by_date(claims)
    here.speak(here.words.say("timeline.more", n=limit) if limit == len(claims) else _number(here, claims))
    here.speak(here.words.say("timeline.show"))


def _number(here: Session, claims: Claims) -> str:
    documents = len({stored.claim.document for stored in claims})
    return f"{here.words.count('counts.claims', len(claims))}, {here.words.count('counts.documents', documents)}."


def _say_why_empty(here: Session, chronicle: Chronicle, given: dict[str, Any]) -> None:
    words, counts = here.words, chronicle.status()
    if not counts.documents:
        here.speak(words.say("timeline.empty_store", db=here.chronicle))
        return
    what = asked(given)
    here.speak(words.say("timeline.empty", asked=words.say("timeline.empty_asked", asked=what) if what else ""))
    if counts.first_published and counts.last_published and (given["since"] or given["until"]):
        first, last = words.day(counts.first_published), words.day(counts.last_published)
        here.speak(words.say("timeline.try_period", first=first, last=last))
    if name := given["actor"] or given["other"]:
        here.speak(words.say("timeline.try_actors", name=json.dumps(name, ensure_ascii=False) if " " in name else name))
    if what:
        here.speak(words.say("timeline.try_wider"))
