"""`kroniek export`: claims of a chronicle as a file for other programs, in one of many formats."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.asking import NUMBER, which_claims
from kroniek.faces.cli.session import Session, session
from kroniek.faces.exports.formats import FORMATS, Format

if TYPE_CHECKING:
    from kroniek.faces.exports.writing import Claims, How, Tally

_FORMAT_HELP = f"One of: {'; '.join(f'{one.name} ({one.about})' for one in FORMATS.values())}."


@click.command()
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
    help=_FORMAT_HELP,
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file, which appears whole or not at all.")
@which_claims
@click.option("--expand-alliances", is_flag=True, help="Add the members of an alliance, as of the day of the act.")
@click.option(
    "--all-statuses",
    is_flag=True,
    help="Also what is planned, conditional, possible, denied or hedged, in a format that cannot say so.",
)
@click.option("--max-quote", metavar="N", type=NUMBER, help="Cut quotations after N characters.")
@click.option("--no-text", is_flag=True, help="No words of articles but headlines: offsets only.")
@click.option(
    "--base", metavar="IRI", default="urn:kroniek:", show_default=True, help="What addresses in RDF begin with."
)
@session(db=True)
def export(
    here: Session,
    /,
    *,
    format_: str,
    output: str | None,
    all_statuses: bool,
    max_quote: int | None,
    no_text: bool,
    base: str,
    **asked: Any,
) -> None:
    """Export claims, in order of date, for other programs: all of them, or those that answer what is asked.

    What a format cannot hold is left out and counted; docs/reference/export-formats.md says what each loses. No format
    holds the text of an article, only the words that a claim stands on.
    """
    from kroniek.faces.exports.writing import How, Tally

    chosen, tally = FORMATS[format_], Tally()
    with here.ask() as chronicle:

        def claims() -> Iterator[Any]:
            return chronicle.export(**asked)

        how = How(
            most=0 if no_text else max_quote,
            everything=all_statuses,
            base=base,
            language=here.settings.lang,
            who=chronicle.identity(),
        )
        _write(chosen, claims, output, how, tally)
    _tell(here, chosen, output, tally)


def _write(chosen: Format, claims: Claims, output: str | None, how: How, tally: Tally) -> None:
    """Write the file, and the one beside it; both appear, or neither does."""
    from kroniek.faces.cli.output import destination

    with ExitStack() as files:
        stream = files.enter_context(destination(output, binary=chosen.binary))
        beside = files.enter_context(destination(_beside(chosen, output))) if _beside(chosen, output) else None
        chosen.write(claims, stream, how, tally)
        if beside is not None:
            from kroniek.faces.exports.gdelt import write_mentions

            write_mentions(claims, beside, how)


def _beside(chosen: Format, output: str | None) -> str | None:
    """The name of the second file: `x.export.CSV` has `x.mentions.CSV` beside it, `x.csv` has `x.mentions.csv`."""
    if not chosen.beside or output in {None, "-"}:
        return None
    file = Path(str(output))
    stem = file.stem.removesuffix(".export")
    return str(file.with_name(f"{stem}.{chosen.beside}{file.suffix}"))


def _tell(here: Session, chosen: Format, output: str | None, tally: Tally) -> None:
    """Say what was written where there is a file, and in any case what was left out and what needs a remark."""
    words = here.words
    if output not in {None, "-"}:
        written = words.count("counts.claims", tally.written)
        here.speak(words.say("export.done", claims=written, file=output))
        if beside := _beside(chosen, output):
            here.speak(words.say("export.beside", file=beside))
    left = {reason: number for reason, number in tally.left_out.items() if number}
    for key, counts in (("left_out", left), ("remarks", tally.remarks)):
        told = [words.count(f"export_{key}.{reason}", number) for reason, number in counts.items()]
        if told:
            here.speak(words.say(f"export.{key}", what="; ".join(told)))
    if tally.untold:
        here.speak(words.say("export.all_statuses"))
    if chosen.beside and output in {None, "-"}:
        here.speak(words.say("export.no_beside"))
