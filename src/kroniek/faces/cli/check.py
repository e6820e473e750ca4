"""`kroniek check`: what is worth a second look, with the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.model.difference import Finding


@click.command()
@click.option("--kind", metavar="KIND", multiple=True, help="Only this: office, contradiction, weekday or accounts.")
@click.option("--actor", metavar="NAME", help="Only articles in which this party takes part in an act.")
@click.option("--since", metavar="DATE", help="Only articles published from this day on: 2022, 2022-03 or 2022-03-04.")
@click.option("--as-of", "as_of", metavar="DATE", help="As the chronicle stood on this day of report.")
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
    terminal, words = here.terminal(), here.words
    number = 0
    for one in found:
        number += 1
        _print_one(here, chronicle, one)
        terminal.line()
    here.speak(words.count("check.findings", number) if number else words.say("check.empty"))


def _print_one(here: Session, chronicle: Chronicle, finding: Finding) -> None:
    """The kind, the article, what does not fit, and the words."""
    from kroniek.faces.cli.eventpage import WORDS_CHARS, DifferenceLines
    from kroniek.faces.cli.telling import Teller, clipped, quoted

    terminal, words = here.terminal(), here.words
    teller = Teller(words=words, terminal=terminal)
    kind = terminal.style(words.label("finding_kinds", finding.kind.value), bold=True)
    claims = {id_: stored for id_ in finding.claims if (stored := chronicle.claim(id_)) is not None}
    first = next(iter(claims.values()), None)
    document = chronicle.document(finding.document if "@" in finding.document else f"{finding.document}@1")
    about = teller.headline(first.claim) if first and finding.difference else ""
    for line in terminal.wrap(" · ".join(filter(None, [kind, about])), hang="  "):
        terminal.line(line)
    if finding.difference is None:
        where = _where(here, document, finding)
        note = words.note(finding.note)
        for words_ in finding.words:
            told = f"{quoted(clipped(shown(words_.quote.text), WORDS_CHARS))}: {shown(note)}"
            for line in terminal.wrap(told, indent="  ", hang="    "):
                terminal.line(line)
        ids = [where, shown(finding.document)]
    else:
        DifferenceLines(words=words, terminal=terminal, claims=claims).print(finding.difference)
        ids = [shown(str(finding.event))]
    for line in terminal.wrap(" · ".join(ids), indent="  "):
        terminal.line(terminal.style(line, dim=True))
