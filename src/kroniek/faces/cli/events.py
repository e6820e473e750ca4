"""`kroniek events`: how events are linked, and what people decide on which claims tell of one event."""

from __future__ import annotations

from typing import Any

import click

from kroniek.faces.cli.asking import as_of, which_claims
from kroniek.faces.cli.deciding import deciding, list_judgements
from kroniek.faces.cli.progress import Bar
from kroniek.faces.cli.session import Session, session

_BY = click.option("--by", metavar="NAME", default="user", show_default=True, help="Who decides.")
_REASON = click.option("--reason", metavar="TEXT", default="", help="Why.")


@click.group(invoke_without_command=True)
@which_claims
@session(db=True, as_json=True)
def events(here: Session, /, *, as_json: bool, **given: Any) -> None:
    """List what several reports tell of, by date: each event once, as its first report has it.

    With --json: an array of all events, those of one report too, as the columns of Events.to_rows.

    With a command: see how events are linked, and decide which claims tell of one event. A decision is kept with who
    took it and when, goes before what the program judges, and can be taken back.
    """
    if click.get_current_context().invoked_subcommand:
        return
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array
    from kroniek.faces.cli.telling import Teller

    with here.ask() as chronicle:
        found = chronicle.events(**given)
        if as_json:
            print_array(records.plain(row) for row in found.to_rows())
            return
        retold = [event for event in found if len(event.claims) > 1]
        leads = [event.lead for event in retold]
        standings = {one.event: one for one in chronicle.standings(leads, as_of=given["as_of"])}
        Teller(words=here.words, terminal=here.terminal(), standings=standings).by_date(leads)
    here.speak(here.words.say("events.retold", n=len(retold), of=here.words.count("counts.events", len(found))))


@events.command()
@click.argument("first", metavar="EVENT")
@click.argument("second", metavar="OTHER")
@_BY
@_REASON
@session(db=True)
def join(here: Session, /, *, first: str, second: str, by: str, reason: str) -> None:
    """Decide that two events are one.

    EVENT and OTHER are ids of events, or of any of their claims. Taken back by: kroniek events split EVENT OTHER
    """
    with deciding(here) as chronicle:
        chronicle.join_events(first, second, by=by, reason=reason)
    here.speak(here.words.say("events.joined", first=first, second=second))


@events.command()
@click.argument("first", metavar="CLAIM")
@click.argument("second", metavar="[OTHER]", required=False)
@_BY
@_REASON
@session(db=True)
def split(here: Session, /, *, first: str, second: str | None, by: str, reason: str) -> None:
    """Decide that a claim does not tell of one event with another, or with any that it was joined with.

    The program does not join them again, not by another claim that would fit both either; without OTHER the rest of the
    event stays one. Taken back by: kroniek events join CLAIM OTHER
    """
    with deciding(here) as chronicle:
        gone = chronicle.split_events(first, second, by=by, reason=reason)
    here.speak(here.words.say("events.split" if gone else "events.nothing_to_split", claim=first, n=len(gone)))


@events.command()
@session(db=True, as_json=True)
def rejoin(here: Session, /, *, as_json: bool) -> None:
    """Join all anew, by the rule of this version.

    A chronicle keeps the joins and links of the version that read its articles. This judges all of them again; what
    people decided stays. It takes one to two milliseconds for each claim, and all or nothing is changed. With --json:
    an object that counts what was kept, made and withdrawn.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_object

    with (
        deciding(here) as chronicle,
        Bar(total=None, say=lambda done: here.words.say("events.progress", done=done)) as bar,
    ):

        def told(done: int, number: int) -> None:
            bar.total = number
            bar.step("", number=done - bar.done)

        found = chronicle.rejoin(progress=told)
    if as_json:
        print_object(records.plain(found))
        return
    here.speak(here.words.say("events.rejoined", kept=found.kept, made=found.made, withdrawn=found.withdrawn))


@events.command()
@click.argument("id", metavar="ID")
@as_of
@session(db=True, as_json=True)
def links(here: Session, /, *, id: str, as_of: str | None, as_json: bool) -> None:  # noqa: A002 - what it is called
    """Show what other events are to an event: what came of it, its parts, repeats, and the same matter.

    ID is the id of an event, or of any claim of it. Threat, plan, deed and denial of one thing are the same matter, and
    never one event. With --json: an array of links with score and reason.
    """
    from kroniek.api.linking import link_record
    from kroniek.faces.cli.eventpage import print_link
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.links(id, as_of=as_of)
        if as_json:
            print_array(map(link_record, found))
            return
        for link in found:
            print_link(here.words, here.terminal(), link, chronicle.claim(link.other_claim, as_of=as_of))
    here.speak(here.words.count("counts.links", len(found)))


@events.command()
@session(db=True, as_json=True)
def decided(here: Session, /, *, as_json: bool) -> None:
    """List what people decided on events, also what was taken back.

    With --json: an array of judgements.
    """
    from kroniek.api.doubting import by_people
    from kroniek.model.judgement import JudgementKind

    kinds = {JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT}
    list_judgements(here, lambda one: one.kind in kinds and by_people(one), as_json=as_json)
