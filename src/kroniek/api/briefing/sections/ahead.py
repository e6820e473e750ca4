"""What is announced for the days after the period, in order of day."""

from __future__ import annotations

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.notes import carrying
from kroniek.api.briefing.wording import most
from kroniek.memory.store import StoredClaim
from kroniek.model.brief import Sentence


def write(desk: Desk) -> list[Sentence]:
    """A sentence for each announced event, each passage of an article once."""
    found: dict[tuple[str, int], StoredClaim] = {}
    for one in choosing.ranked(desk.material, desk.material.ahead):
        found.setdefault((str(one.claim.document), carrying(one).start), one)
    chosen = sorted(list(found.values())[: most("ahead")], key=_day)
    return [desk.sentence(desk.tell(one), desk.event_notes(one)) for one in chosen]


def _day(stored: StoredClaim) -> tuple[str, str]:
    when = stored.claim.when
    return when.start.isoformat() if when else "", str(stored.claim.id)
