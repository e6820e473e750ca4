"""`kroniek stories`: threads of events of the same parties on one issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import NUMBER, as_of, asked
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.model.story import Story


@click.command()
@click.option("--actor", metavar="NAME", help="Of this party: a name, a country or its code.")
@click.option("--with", "other", metavar="NAME", help="And of this one, in the same claim.")
@click.option("--since", metavar="DATE", help="Acts from this day on: 2022, 2022-03 or 2022-03-04.")
@click.option("--until", metavar="DATE", help="Acts up to this day.")
@click.option(
    "--articles", metavar="N", type=NUMBER, default=2, show_default=True,
    help="Stories that at least so many articles tell.",
)  # fmt: skip
@as_of
@session(db=True, as_json=True)
def stories(
    here: Session,
    /,
    *,
    actor: str | None,
    other: str | None,
    since: str | None,
    until: str | None,
    articles: int,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show stories: events of the same parties on one issue, through weeks and years, that with the newest act first.

    A story is named by its parties and by words of its articles. kroniek story ID tells it in quotes; give it the same
    party and period as here. With --json: an array.
    """
    from kroniek.api.stories import story_record
    from kroniek.faces.cli.output import print_array

    given = {"actor": actor, "other": other, "since": since, "until": until, "as_of": as_of}
    with here.ask() as chronicle:
        found = chronicle.stories(**given, articles=articles)
    if as_json:
        print_array(story_record(one) for one in found)
        return
    for one in found:
        _print(here, one)
    here.speak(here.words.count("stories.told", len(found)) if found else here.words.say("stories.empty"))
    if found:
        here.speak(here.words.say("stories.more", asked=asked(given)).rstrip())


def _print(here: Session, story: Story) -> None:
    from kroniek.faces.cli.storypage import period, title

    words, terminal = here.words, here.terminal()
    for line in terminal.wrap(terminal.style(title(words, story), bold=True), hang="  "):
        terminal.line(line)
    numbers = [
        words.count("counts.events", len(story.events)),
        words.count("counts.documents", len(story.documents)),
    ]
    for line in terminal.wrap(" · ".join([period(words, story), *numbers]), indent="  "):
        terminal.line(line)
    for line in terminal.wrap(shown(story.id), indent="  "):
        terminal.line(terminal.style(line, dim=True))
    terminal.line()
