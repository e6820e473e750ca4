"""`kroniek read`: read articles, code them, and keep them in the chronicle."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.consulting import Account
from kroniek.faces.cli.main import INTERRUPTED, REJECTED
from kroniek.faces.cli.progress import Bar
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.sources import MANY, failed, how_many, list_rejects, which_sources
from kroniek.faces.cli.terminal import Terminal
from kroniek.model.text import Rejected

if TYPE_CHECKING:
    from kroniek.api import Chronicle, Kept, ReadReport


@click.command()
@which_sources
@session(db=True, as_json=True, engine=True)
def read(here: Session, /, *, sources: tuple[str, ...], as_json: bool, **given: Any) -> int:
    """Read articles, code what they say, and keep it in the chronicle.

    SOURCE is a file (text, Markdown, HTML, JSON Lines, CSV, RSS or Atom, WARC), a folder, a web address, or - for
    standard input. What was read before is skipped, so a run that was cut off can simply be repeated. Sources that
    give no article are listed with the reason, and the exit code is then 1; files of a folder that hold no article by
    their name are listed as skipped.
    """
    from kroniek.faces.cli.output import print_object

    with Account(here) as account:
        given["told"] = account.add
        with here.keep() as chronicle:
            outcomes: list[Kept | Rejected] = []
            interrupted = not _read(here, chronicle, sources, outcomes, given)
            report = chronicle.report(outcomes)
        if as_json:
            print_object(_record(report, interrupted=interrupted) | account.record())
        _tell(here, report, interrupted=interrupted)
    return INTERRUPTED if interrupted else REJECTED if failed(report.rejected) else 0


def _read(
    here: Session,
    chronicle: Chronicle,
    sources: tuple[str, ...],
    outcomes: list[Kept | Rejected],
    given: dict[str, Any],
) -> bool:
    """Read, collecting the outcomes; False where the user interrupted it."""
    with Bar(total=how_many(sources), say=lambda done: here.words.say("read.progress", done=done)) as bar:

        def note(outcome: Kept | Rejected) -> None:
            outcomes.append(outcome)
            bar.step(str(outcome.source))

        try:
            chronicle.read(*sources, progress=note, starting=lambda document: bar.begin(str(document.source)), **given)
        except KeyboardInterrupt:
            return False
    return True


def _record(report: ReadReport, *, interrupted: bool) -> dict[str, Any]:
    from kroniek.api import records

    record: dict[str, Any] = records.plain(report)
    return record | {"rejected": [records.reject_record(one) for one in report.rejected], "interrupted": interrupted}


def _tell(here: Session, report: ReadReport, *, interrupted: bool) -> None:
    words, terminal = here.words, Terminal.of(sys.stderr)
    list_rejects(here, terminal, report.rejected, at_most=None if here.verbose else MANY)
    if interrupted:
        terminal.line(words.say("read.interrupted"))
    elif not report.read and not report.rejected:
        terminal.line(words.say("read.nothing"))
        return
    numbers = {name: words.number(getattr(report, name)) for name in ("new", "known", "changed")}
    parts = [words.say("read.summary", **numbers), words.count("read.claims", report.claims)]
    if report.near_copies:
        parts.insert(1, words.count("read.copies", report.near_copies))
    for line in terminal.wrap("; ".join(parts) + ". " + words.say("read.kept_in", db=here.chronicle)):
        terminal.line(line)
    if report.claims and not interrupted:
        terminal.line(words.say("read.next", db=here.chronicle))
