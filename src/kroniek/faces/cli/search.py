"""`kroniek search`: passages that hold the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.asking import NUMBER, which_articles
from kroniek.faces.cli.marking import marked
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.telling import Teller
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.memory.store import Hit


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=NUMBER, default=20, show_default=True, help="Most passages.")
@which_articles
@session(db=True, as_json=True)
def search(here: Session, /, *, words: tuple[str, ...], limit: int, as_json: bool, **asked: Any) -> None:
    """Find passages that hold all the words, in whatever form; a word may end in * for what begins so.

    The options restrict articles to those with a claim that answers them, and by outlet and day of publication. With
    --json: an array of passages with their offsets and the claims that lie in them.
    """
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        hits = chronicle.search(" ".join(words), limit=limit, **asked)
    if as_json:
        print_array(records.plain(hit) for hit in hits)
    elif hits:
        _print(here, hits)
    else:
        here.speak(here.words.say("search.empty", words=" ".join(words)))


def _print(here: Session, hits: tuple[Hit, ...]) -> None:
    terminal = here.terminal()
    teller = Teller(words=here.words, terminal=terminal)
    for hit in hits:
        outlet = shown(hit.publisher or "") or here.words.say("claim.no_outlet")
        about = [shown(hit.title or hit.document), outlet, teller.day(hit.published)]
        for line in terminal.wrap(" · ".join(about)):
            terminal.line(terminal.style(line, bold=True))
        spans = [(start - hit.start, end - hit.start, "") for start, end in hit.words]
        for line in terminal.wrap(marked(hit.passage, spans, terminal=terminal), indent="  "):
            terminal.line(line)
        claims = f"{here.words.say('search.claims')}: {', '.join(map(shown, hit.claims))}" if hit.claims else ""
        for text in (shown(hit.document), claims):
            for line in terminal.wrap(text, indent="  "):
                terminal.line(terminal.style(line, dim=True))
        terminal.line()
    here.speak(here.words.count("counts.passages", len(hits)))
