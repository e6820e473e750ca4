"""Promises, threats and demands: what became of them in the period, and which are due in the days to come.

No state is a verdict: it is told as what articles report, in the words of the article that moved it.
"""

from __future__ import annotations

from itertools import chain, islice

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.phrasing import clipped
from kroniek.api.briefing.wording import most
from kroniek.model.brief import Sentence, between_marks
from kroniek.model.commitment import Commitment, Move
from kroniek.model.ontology import EventType

_KINDS = {EventType.THREATEN: "threat", EventType.REQUEST: "demand"}


def write(desk: Desk) -> list[Sentence]:
    """One sentence for each, those that moved first."""
    asked, found = desk.material.asked, desk.material.commitments
    moved = [one for one in found if choosing.moved(one, asked)]
    due = [one for one in found if choosing.due(one, asked)]
    due.sort(key=lambda one: (one.due.day.isoformat() if one.due else "", one.id))
    told = chain((_moved(desk, one) for one in moved), (_due(desk, one) for one in due))
    return list(islice(told, most("promises")))  # what is not told gives out no notes


def _moved(desk: Desk, commitment: Commitment) -> Sentence:
    """What became of it, by its last move in the period."""
    asked = desk.material.asked
    moves = [one for one in commitment.moves if one.before is not one.after and one.day <= asked.until]
    move = moves[-1]
    state = desk.words.say(f"promise_states.{_kind(commitment)}.{move.after.value}")
    values = {"what": _what(desk, commitment), "state": state, "day": desk.words.day(move.day, near=asked.until)}
    if move.quote is None or move.claim is None:
        text = desk.words.say("promises.by_time", **values)
        return desk.sentence(desk.speaker.finished(text, [_content(commitment)]), [_note(desk, commitment)])
    quote = clipped(move.quote.text)
    text = f"{desk.words.say(_told_how(move), **values)}: {between_marks(quote)}"
    note = desk.notes.add(desk.material.claims[str(move.claim)], move.quote)
    return desk.sentence(desk.speaker.finished(text, [_content(commitment), quote]), [_note(desk, commitment), note])


def _told_how(move: Move) -> str:
    if move.by_itself:
        return "promises.moved_by_itself"
    return "promises.moved_late" if move.late else "promises.moved"


def _due(desk: Desk, commitment: Commitment) -> Sentence:
    assert commitment.due is not None
    key = "promises.due_condition" if commitment.due.for_condition else "promises.due"
    day = desk.words.day(commitment.due.day, near=desk.material.asked.until)
    text = desk.words.say(key, what=_what(desk, commitment), day=day)
    return desk.sentence(desk.speaker.finished(text, [_content(commitment)]), [_note(desk, commitment)])


def _what(desk: Desk, commitment: Commitment) -> str:
    """*de belofte van Rusland aan Oekraïne (“…”)*."""
    stored = desk.material.claims[str(commitment.id)]
    by, to = desk.parties(commitment.by, stored).text, desk.parties(commitment.to, stored).text
    key = f"promises.{_kind(commitment)}{'_to' if to else ''}"
    return f"{desk.words.say(key, by=by, to=to)} ({between_marks(_content(commitment))})"


def _content(commitment: Commitment) -> str:
    return clipped(commitment.content.text)


def _note(desk: Desk, commitment: Commitment) -> int:
    return desk.notes.add(desk.material.claims[str(commitment.id)], commitment.content)


def _kind(commitment: Commitment) -> str:
    return _KINDS.get(commitment.type, "promise")
