"""`kroniek check`: what is worth a second look, with the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.model.difference import Finding


@click.command()
@click.option("--kind", metavar="KIND", multiple=True, help="Only this: office, contradiction, weekday or accounts.")
@click.option("--actor", metavar="NAME", help="Only articles in which this party takes part in an act.")
@click.option("--since", metavar="DATE", help="Only articles published from this day on: 2022, 2022-03 or 2022-03-04.")
@as_of
@session(db=True, as_json=True)
def check(  # one argument per option
    here: Session, /, *, kind: tuple[str, ...], actor: str | None, since: str | None, as_of: str | None, as_json: bool
) -> None:
    """List what is worth a second look, with the words.

    office: somebody is called by an office that does not fit the day. contradiction: one article tells one act in two
    ways. weekday: a day of the week that does not go with its date. accounts: articles on one event differ, and not
    because time went by. Nothing is called wrong, and nothing is mended. With --json: an array.
    """
    from kroniek.api.checking import finding_record
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.check(kind=kind, actor=actor, since=since, as_of=as_of)
        if as_json:
            print_array(finding_record(one) for one in found)
        else:
            _print(here, chronicle, found)


def _print(here: Session, chronicle: Chronicle, found: Iterator[Finding]) -> None:
    number = 0
    for number, one in enumerate(found, 1):  # noqa: B007 - told below
        _print_one(here, chronicle, one)
    here.speak(here.words.count("check.findings", number) if number else here.words.say("check.empty"))


def _print_one(here: Session, chronicle: Chronicle, finding: Finding) -> None:
    """The kind and the act, what does not fit with its words, and where it stands."""
    from kroniek.faces.cli.eventpage import WORDS_CHARS, DifferenceLines, fullest
    from kroniek.faces.cli.telling import Teller, clipped, quoted

    terminal, words = here.terminal(), here.words
    claims = {id_: stored for id_ in finding.claims if (stored := chronicle.claim(id_)) is not None}
    first = fullest(claims.values()) if claims else None
    kind = terminal.style(words.label("finding_kinds", finding.kind.value), bold=True)
    about = Teller(words=words, terminal=terminal).headline(first.claim) if first and finding.difference else ""
    for line in terminal.wrap(" · ".join(filter(None, [kind, about])), hang="  "):
        terminal.line(line)
    if finding.difference:
        DifferenceLines(words=words, terminal=terminal, claims=claims).print(finding.difference)
    for told in () if finding.difference else finding.words:
        quote = quoted(clipped(shown(told.quote.text), WORDS_CHARS))
        for line in terminal.wrap(f"{quote}: {shown(words.note(finding.note))}", indent="  ", hang="    "):
            terminal.line(line)
    where = (
        [shown(str(finding.event))]
        if finding.difference
        else [_where(here, chronicle, finding), shown(finding.document)]
    )
    for line in terminal.wrap(" · ".join(where), indent="  "):
        terminal.line(terminal.style(line, dim=True))
    terminal.line()


def _where(here: Session, chronicle: Chronicle, finding: Finding) -> str:
    """The outlet, or the headline where it is unknown, and the day."""
    from kroniek.faces.cli.eventpage import article

    key = finding.document if "@" in finding.document else f"{finding.document}@1"
    stored = chronicle.document(key)
    return article(here.words, stored) if stored else shown(finding.document)
