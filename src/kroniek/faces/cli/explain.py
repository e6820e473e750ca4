"""`kroniek explain`: why a text is coded as it is, and what was not coded."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kroniek.errors import UsageError
from kroniek.faces.cli.consulting import Account
from kroniek.faces.cli.main import REJECTED
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.sources import failed, list_rejects
from kroniek.faces.cli.terminal import Terminal
from kroniek.model.address import without_login
from kroniek.model.text import Rejected

if TYPE_CHECKING:
    from kroniek.api import Explanation

STDIN = "-"


@click.command()
@click.argument("text", metavar="[TEXT]...", nargs=-1)
@click.option("--published", metavar="DATE", help="Day of publication (2022-03-04), against which gisteren is dated.")
@click.option("--language", metavar="CODE", help="Language of the text, such as nl; found out where left out.")
@click.option("--follow", is_flag=True, help="Fetch the pages that a feed links to.")
@session(as_json=True, engine=True)
def explain(here: Session, /, *, text: tuple[str, ...], as_json: bool, **given: Any) -> int:
    """Explain how a text is coded: every field with its reason, and what was not coded.

    TEXT is Dutch text, or what `kroniek read` reads: a file, a folder, a web address, or - for standard input, which is
    also read where nothing is given. For every sentence it shows the claims; of each field the rule or the model that
    set it, its score, and the words it goes by; and the words that may tell an act but were left out, with the
    likeliest type, its chance, and why. Nothing is kept. With --json: an array with an object for each text.
    """
    with Account(here) as account:
        given["told"] = account.add
        rejects: list[Rejected] = []
        found = _sorted_out(_explained(here, text, given), rejects)
        if as_json:
            from kroniek.faces.cli.output import print_array

            print_array(one.to_record() for one in found)
        else:
            _show(here, found)
    list_rejects(here, Terminal.of(sys.stderr), rejects)
    return REJECTED if failed(rejects) else 0


def _explained(here: Session, words: Sequence[str], given: dict[str, Any]) -> Iterator[Explanation | Rejected]:
    from kroniek import api

    sources = _sources(words)
    if sources:
        return api.explanations(*sources, settings=here.settings, **given)
    kept = {name: given[name] for name in ("published", "language", "told")}
    return iter([api.explain(" ".join(words), settings=here.settings, **kept)])


def _sources(words: Sequence[str]) -> list[str]:
    """The addresses that a user gave; none where the words are the text. Raises `UsageError` for a mixture."""
    if not words:
        if sys.stdin.isatty():
            raise UsageError(
                'There is nothing to explain. Give a sentence: kroniek explain "Rusland viel Oekraïne aan."'
            )
        return [STDIN]
    addresses = [word for word in words if _is_address(word)]
    if addresses and len(addresses) < len(words):
        other = next(word for word in words if word not in addresses)
        raise UsageError(
            f"{without_login(addresses[0])!r} is an address, and {other!r} is none. Put a text between quotation "
            "marks, or correct the name of the file."
        )
    if not addresses and len(words) == 1 and len(words[0].split()) == 1:
        raise UsageError(f"There is no file {words[0]!r}, and one word is no sentence. Correct the name, or give more.")
    return addresses


def _is_address(word: str) -> bool:
    """Is it what `kroniek read` reads? What has spaces is a text, unless there is a file of that name."""
    if word == STDIN or ("://" in word and not any(map(str.isspace, word))):
        return True
    try:
        return bool(word.strip()) and Path(word).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False


def _sorted_out(found: Iterator[Explanation | Rejected], rejects: list[Rejected]) -> Iterator[Explanation]:
    for one in found:
        if isinstance(one, Rejected):
            rejects.append(one)
        else:
            yield one


def _show(here: Session, found: Iterator[Explanation]) -> None:
    from kroniek.faces.cli.why import Why

    terminal = here.terminal()
    for number, one in enumerate(found):
        if number:
            terminal.line(terminal.style("─" * terminal.width, dim=True))
        Why(words=here.words, terminal=terminal).explanation(one)
