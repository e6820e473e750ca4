"""`kroniek code`: code articles without keeping anything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.consulting import Account
from kroniek.faces.cli.main import REJECTED
from kroniek.faces.cli.progress import Bar
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.sources import MANY, failed, how_many, list_rejects, which_sources
from kroniek.faces.cli.terminal import Terminal
from kroniek.model.text import Rejected

if TYPE_CHECKING:
    from typing import IO


@click.command()
@which_sources
@click.option("-o", "--output", metavar="FILE", help="Write to a file, which appears whole or not at all.")
@session(engine=True)
def code(here: Session, /, *, sources: tuple[str, ...], output: str | None, **given: Any) -> int:
    """Code articles to JSON Lines, one claim per line, and keep nothing.

    SOURCE is what `kroniek read` reads. Every line is a record of the codebook, with the day of publication and the
    intensity of the act. Sources that give no article are listed on standard error; the exit code is then 1.
    """
    from kroniek.faces.cli.output import destination

    with Account(here) as account:
        given["told"] = account.add
        with destination(output) as stream:
            documents, claims, rejects = _code(here, sources, stream, given)
        _tell(here, documents, claims, rejects)
    return REJECTED if failed(rejects) else 0


def _tell(here: Session, documents: int, claims: int, rejects: list[Rejected]) -> None:
    terminal, words = Terminal.of(sys.stderr), here.words
    list_rejects(here, terminal, rejects, at_most=None if here.verbose else MANY)
    if documents or not rejects:
        counted = {
            "claims": words.count("counts.claims", claims),
            "documents": words.count("counts.documents", documents),
        }
        terminal.line(words.say("code.summary", **counted))


def _code(
    here: Session, sources: tuple[str, ...], stream: IO[str], given: dict[str, Any]
) -> tuple[int, int, list[Rejected]]:
    """Write claims as they are found; how many documents and claims, and what was rejected."""
    from kroniek import api
    from kroniek.faces.exports.jsonl import write_jsonl

    documents, claims = 0, 0
    rejects: list[Rejected] = []
    with Bar(total=how_many(sources), say=lambda done: here.words.say("read.progress", done=done)) as bar:
        given["starting"] = lambda document: bar.begin(str(document.source))
        for found in api.code(*sources, settings=here.settings, **given):
            bar.clear()  # records may go to the same terminal
            if isinstance(found, Rejected):
                rejects.append(found)
                bar.step(str(found.source))
                continue
            documents += 1
            claims += write_jsonl(found.to_records(), stream)
            bar.step(str(found.document.source))
    return documents, claims, rejects
