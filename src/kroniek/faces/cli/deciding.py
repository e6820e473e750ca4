"""What people decide on actors and events: the chronicle to decide in, and the list of what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kroniek.faces.cli.session import Session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.model.judgement import Judgement


def deciding(here: Session) -> Chronicle:
    """The chronicle for writing; it is never made by deciding."""
    with here.ask():
        pass
    return here.keep()


def list_judgements(here: Session, of: Callable[[Judgement], bool], *, as_json: bool) -> None:
    """Show the judgements that are asked for, each on a line, also those that were taken back."""
    from kroniek.api import records
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = [one for one in chronicle.judgements() if of(one)]
    if as_json:
        print_array(records.plain(one) for one in found)
        return
    for one in found:
        for line in here.terminal().wrap(_told(here, one), hang="  "):
            here.terminal().line(line)
    here.speak(here.words.count("counts.judgements", len(found)))


def _told(here: Session, one: Judgement) -> str:
    sign = "=" if one.kind.value.startswith("same-") else "≠"
    gone = here.words.say("actors.withdrawn", at=one.withdrawn_at) if one.withdrawn else ""
    about = filter(None, [f"{one.left} {sign} {one.right}", shown(one.by), str(one.made_at), shown(one.reason), gone])
    return " · ".join(about)
