"""`kroniek brief`: what articles of a period tell about somebody, every sentence with its footnotes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kroniek.errors import UsageError
from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session

if TYPE_CHECKING:
    from kroniek.model.brief import Brief

_FORMATS = ("text", "markdown", "md", "html", "pdf", "json")
_ENDINGS = {".md": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json", ".txt": "text"}


@click.command()
@click.option("--about", metavar="NAME", help="About this party: a name, a country or its code. [default: everybody]")
@click.option(
    "--period", metavar="PERIOD", default="week", show_default=True,
    help="day, week or month up to the newest article (or --as-of); a month or year; or FROM..TO.",
)  # fmt: skip
@as_of
@click.option(
    "--format", "format_", metavar="FORMAT", type=click.Choice(_FORMATS),
    help="text, markdown (md), html, pdf or json. [default: by the ending of FILE, else text]",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to a file, which appears whole or not at all.")
@session(db=True)
def brief(
    here: Session,
    /,
    *,
    about: str | None,
    period: str,
    as_of: str | None,
    format_: str | None,
    output: str | None,
) -> None:
    """Tell what articles of a period report: news, who did what to whom, relations, promises, denials, what is ahead.

    Every sentence has footnotes that lead to the words of an article; a brief with a sentence without one is never
    given. The sentences are templates filled in by claims; no language model writes. --lang en tells it in English.
    """
    chosen = {"md": "markdown"}.get(format_ or "", format_) or _by_ending(output)
    if chosen == "pdf" and output in {None, "-"} and sys.stdout.isatty():
        raise UsageError("A PDF cannot be shown in a terminal. Write it to a file: -o brief.pdf")
    with here.ask() as chronicle:
        found = chronicle.brief(about=about, period=period, as_of=as_of, language=here.settings.lang)
    _write(here, found, chosen, output)
    if output not in {None, "-"}:
        sentences = sum(len(section.sentences) for section in found.sections)
        here.speak(here.words.count("brief.written", sentences, notes=len(found.notes), file=output))


def _by_ending(output: str | None) -> str:
    if output in {None, "-"}:
        return "text"
    ending = Path(str(output)).suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{output}: the ending does not tell a format. Use {', '.join(_ENDINGS)}, or --format.")
    return _ENDINGS[ending]


def _write(here: Session, found: Brief, chosen: str, output: str | None) -> None:
    """Write the brief in a format."""
    from kroniek.faces.cli.output import destination

    if chosen == "text" and output in {None, "-"}:
        from kroniek.faces.cli.briefpage import BriefPage

        BriefPage(words=here.words, terminal=here.terminal(), brief=found).print()
        return
    told = _told(here, found, chosen)
    with destination(output, binary=isinstance(told, bytes)) as stream:
        stream.write(told)


def _told(here: Session, found: Brief, chosen: str) -> str | bytes:
    if chosen == "json":
        import json

        from kroniek.api.brief import brief_record

        return json.dumps(brief_record(found), ensure_ascii=False, indent=1) + "\n"
    if chosen == "text":
        import io

        from kroniek.faces.cli.briefpage import BriefPage
        from kroniek.faces.cli.terminal import Terminal

        stream = io.StringIO()
        BriefPage(words=here.words, terminal=Terminal(stream=stream), brief=found).print()
        return stream.getvalue()
    if chosen == "pdf":
        from kroniek.faces.briefs import pdf

        return pdf.write(found)
    from kroniek.faces.briefs import markdown, page

    return markdown.write(found) if chosen == "markdown" else page.write(found)
