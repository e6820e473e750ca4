"""`kroniek diff`: what changed between two days of report, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.changing import print_change
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.telling import Teller
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.model.changes import Changes, ClaimChange

_KINDS = ("added", "changed", "withdrawn")


@click.command()
@click.argument("first", metavar="DAY1")
@click.argument("second", metavar="DAY2")
@click.option("--actor", metavar="NAME", help="Only claims in which this party takes part: a name, a country, a code.")
@session(db=True, as_json=True)
def diff(here: Session, /, *, first: str, second: str, actor: str | None, as_json: bool) -> None:
    """Show what changed from the end of one day of report to the end of a later one, and why.

    Claims that were added (+), told otherwise (~) or withdrawn (-) by articles that were published in between, with the
    version that did it; events that were joined, and judgements that were taken back. With --json: one object.
    """
    from kroniek.api.changes import changes_record
    from kroniek.faces.cli.output import print_object

    with here.ask() as chronicle:
        found = chronicle.diff(first, second, actor=actor)
    if as_json:
        print_object(changes_record(found))
    else:
        _print(here, found)


def _print(here: Session, found: Changes) -> None:
    words, terminal = here.words, here.terminal()
    teller = Teller(words=words, terminal=terminal)
    by_kind = {kind: [change for change in found.claims if change.kind.value == kind] for kind in _KINDS}
    for kind, changes in by_kind.items():
        if changes:
            terminal.line(terminal.style(words.count(f"diff.{kind}", len(changes)), bold=True))
        for change in changes:
            print_change(teller, kind, change.before, change.after, change.fields, why=_why(here, change))
    for key, texts in (
        ("joined", [f"{', '.join(one.before)} → {one.event} · {one.by} · {one.reason}" for one in found.joined]),
        ("parted", [f"{one.left} ≠ {one.right} · {one.by} · {one.at} · {one.reason}" for one in found.parted]),
    ):
        if texts:
            terminal.line(terminal.style(words.count(f"diff.{key}", len(texts)), bold=True))
        for text in texts:
            for line in terminal.wrap(shown(text), indent="  ", hang="    "):
                terminal.line(line)
    told = (words.count("counts.documents", len(found.articles)), words.count("diff.versions", len(found.versions)))
    here.speak(words.say("diff.told", first=found.first, second=found.second, articles=told[0], versions=told[1]))


def _why(here: Session, change: ClaimChange) -> str:
    if change.earlier is None:
        return here.words.say("diff.new_article", published=change.published)
    return here.words.say(
        "diff.new_version", document=change.document, published=change.published, earlier=change.earlier
    )
