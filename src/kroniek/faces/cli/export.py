"""`kroniek export`: all claims of a chronicle as a file for other programs."""

from __future__ import annotations

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="jsonl (everything, exactly) or csv (flat, for spreadsheets).",
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file, which appears whole or not at all.")
@click.option("--all-versions", is_flag=True, help="Also claims of articles that were changed later.")
@click.option("--expand-alliances", is_flag=True, help="Add the members of an alliance, as of the day of the act.")
@session(db=True)
def export(here: Session, /, *, format_: str, output: str | None, all_versions: bool, expand_alliances: bool) -> None:
    """Export all claims, in order of date, as JSON Lines or CSV.

    Each claim comes with its event and with its document's day of publication, title, publisher and address.
    """
    from kroniek.faces.cli.output import destination
    from kroniek.faces.exports.jsonl import write_jsonl
    from kroniek.faces.exports.table import write_csv

    with here.ask() as chronicle, destination(output) as stream:
        if format_ == "csv":
            number = write_csv(chronicle.export(all_versions=all_versions, expand_alliances=expand_alliances), stream)
        else:
            number = write_jsonl(
                chronicle.records(all_versions=all_versions, expand_alliances=expand_alliances), stream
            )
    if output not in {None, "-"}:
        here.speak(here.words.say("export.done", claims=here.words.count("counts.claims", number), file=output))
