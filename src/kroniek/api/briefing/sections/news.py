"""What was reported for the first time, the heaviest first."""

from __future__ import annotations

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.model.brief import Sentence


def write(desk: Desk) -> list[Sentence]:
    """A sentence for each of the heaviest new events."""
    return [desk.sentence(desk.tell(one), desk.event_notes(one)) for one in choosing.news(desk.material)]
