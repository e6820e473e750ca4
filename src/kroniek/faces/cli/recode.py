"""`kroniek recode`: code kept articles again with today's coder, and show the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.changing import print_change
from kroniek.faces.cli.main import REJECTED
from kroniek.faces.cli.progress import Bar
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.telling import Teller
from kroniek.faces.cli.terminal import shown
from kroniek.model.text import Rejected

if TYPE_CHECKING:
    from kroniek.model.recoding import Recoding


@click.command()
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@session(db=True, as_json=True, engine=True)
def recode(here: Session, /, *, documents: tuple[str, ...], as_json: bool) -> int:
    """Code kept articles again with today's coder, and show what is different.

    DOCUMENT is the id of an article; all current ones without. What comes out the same stays as it is. What does not
    is kept as a new generation beside the old one, which `kroniek timeline --generation 1` still shows. With --json:
    an array with an object for each article.
    """
    from kroniek.api import records
    from kroniek.api.changes import recoding_record
    from kroniek.faces.cli.output import print_array

    with here.ask():
        pass  # an article is coded again only where there is a chronicle
    with here.keep() as chronicle:
        keys = chronicle.keys(*documents)
        done: list[Recoding | Rejected] = []
        with Bar(total=len(keys), say=lambda count: here.words.say("recode.progress", done=count)) as bar:
            for outcome in chronicle.recode(*keys):
                done.append(outcome)
                bar.step("")
    if as_json:
        print_array(records.reject_record(one) if isinstance(one, Rejected) else recoding_record(one) for one in done)
    else:
        _print(here, done)
    return REJECTED if any(isinstance(one, Rejected) for one in done) else 0


def _print(here: Session, done: list[Recoding | Rejected]) -> None:
    words, terminal = here.words, here.terminal()
    teller = Teller(words=words, terminal=terminal)
    counts = dict.fromkeys(("added", "changed", "withdrawn", "carried", "failed"), 0)
    for one in done:
        if isinstance(one, Rejected):
            counts["failed"] += 1
            here.speak(shown(f"{one.source}: {one.message}"))
            continue
        counts["carried"] += one.carried
        if one.changes:
            head = words.say("recode.article", document=shown(one.document), generation=one.generation, coder=one.coder)
            terminal.line(terminal.style(head, bold=True))
        for change in one.changes:
            kind = "changed" if change.before and change.after else "added" if change.after else "withdrawn"
            counts[kind] += 1
            print_change(teller, kind, change.before, change.after, change.fields)
    here.speak(words.say("recode.told", articles=words.count("counts.documents", len(done)), **counts))
