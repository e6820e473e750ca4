"""`kroniek series`: how two parties dealt with each other, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session

if TYPE_CHECKING:
    from kroniek.model.series import Period, Series

_GRAINS = ("day", "week", "month", "quarter", "year")
_BAR_CHARS = 12
"""Room for the longest bar on either side."""


@click.command()
@click.argument("actor", metavar="ACTOR")
@click.argument("other", metavar="[OTHER]", required=False)
@click.option("--since", metavar="DATE", help="First day: 2022, 2022-03 or 2022-03-04.")
@click.option("--until", metavar="DATE", help="Last day, included: 2022, 2022-03 or 2022-03-04.")
@click.option("--grain", type=click.Choice(_GRAINS), default="month", show_default=True, help="How long a period is.")
@click.option("--directed", is_flag=True, help="Only what ACTOR does to OTHER.")
@click.option(
    "--everything", is_flag=True, help="Also what is planned, conditional, possible, denied, or hedged in the article."
)
@as_of
@session(db=True, as_json=True)
def series(
    here: Session,
    /,
    *,
    actor: str,
    other: str | None,
    since: str | None,
    until: str | None,
    grain: str,
    directed: bool,
    everything: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Count how two parties dealt with each other, period by period.

    ACTOR and OTHER are names, countries or their codes; without OTHER, how ACTOR dealt with anybody. Every event counts
    once, however many articles tell it: what they said and what they did, on good terms and on bad, and the sums of
    PLOVER's scores. With --json: one object.
    """
    from kroniek.api.series import series_record
    from kroniek.faces.cli.output import print_object

    with here.ask() as chronicle:
        found = chronicle.series(
            actor,
            other,
            since=since,
            until=until,
            grain=grain,
            directed=directed,
            everything=everything,
            as_of=as_of,
        )
    if as_json:
        print_object(series_record(found))
    elif any(period.events for period in found.periods):
        _print(here, found)
    else:
        here.speak(here.words.say("series.empty"))


def _print(here: Session, found: Series) -> None:
    words, terminal = here.words, here.terminal()
    names = words.many("series.columns")
    rows = [[_name(period, found), *_numbers(here, period)] for period in found.periods]
    widths = [max(len(row[i]) for row in [names, *rows]) for i in range(len(names))]
    highest = max(max(period.cooperation, -period.conflict) for period in found.periods) or 1.0
    terminal.line(terminal.style(_line(names, widths), bold=True))
    for period, row in zip(found.periods, rows, strict=True):
        terminal.line(f"{_line(row, widths)}  {_bar(period, highest)}".rstrip())
    events = sum(period.events for period in found.periods)
    told = (words.count("counts.events", events), words.count("counts.claims", found.claims))
    here.speak(words.say("series.told", events=told[0], claims=told[1]))
    if found.unplaced:
        here.speak(words.count("series.unplaced", found.unplaced))


def _name(period: Period, found: Series) -> str:
    match found.grain.value:
        case "year":
            return f"{period.start:%Y}"
        case "quarter":
            return f"{period.start:%Y}-{(period.start.month + 2) // 3}"
        case "month":
            return f"{period.start:%Y-%m}"
        case _:
            return period.start.isoformat()


def _numbers(here: Session, period: Period) -> list[str]:
    counts = [here.words.number(number) if number else "" for number in (period.events, *period.quads.values())]
    scores = [f"{score:.1f}" if score else "" for score in (period.cooperation, period.conflict)]
    return [*counts, *scores]


def _line(cells: list[str], widths: list[int]) -> str:
    first = cells[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))])


def _bar(period: Period, highest: float) -> str:
    """Conflict to the left of the bar, cooperation to the right."""
    left = round(_BAR_CHARS * -period.conflict / highest)
    right = round(_BAR_CHARS * period.cooperation / highest)
    return f"{'-' * left:>{_BAR_CHARS}}|{'+' * right}"
