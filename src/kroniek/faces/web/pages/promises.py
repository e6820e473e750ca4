"""The board of promises, threats and demands: what is open and until when, and what became of the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import last_day
from kroniek.api.commitments import PENDING, TYPES, commitment_record
from kroniek.faces.cli.promisepage import kind
from kroniek.faces.cli.telling import clipped
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import shapes
from kroniek.faces.web.telling import QUOTE_CHARS, Telling, exact, quad_class
from kroniek.faces.web.view import AsOf, Day, Json, Name, View, listed
from kroniek.model.commitment import Commitment, Doubt, Move, State
from kroniek.model.text import Quote

SHOWN = 60
"""Commitments of each half of the board; the record has all that were asked for."""

DOUBTS = 3

LARGE, LARGEST = 5_000, 25_000
"""Claims from which a board is made only of a party, and not at all: promises are followed through all claims of all
who take part, which takes seconds for every thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """By whom, to whom, of which kind, how it stands, and by when it is due."""

    by: Name = None
    to: Name = None
    type: Annotated[
        str | None,
        Asked(description="Types; several are separated by commas.", max_length=100, json_schema_extra=listed(TYPES)),
    ] = None
    state: Annotated[
        str | None,
        Asked(description="States; several are separated by commas.", max_length=100, json_schema_extra=listed(State)),
    ] = None
    due: Day = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The commitments, as of which day, and whether the chronicle is too large to follow them here."""

    commitments: tuple[Commitment, ...]
    day: date | None
    too_large: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """What was promised, threatened and demanded; announced meetings stand in the calendar."""
    as_of = last_day(asked.as_of or None)
    if browsing.size(chronicle) > (LARGEST if asked.by or asked.to else LARGE):
        return Found(commitments=(), day=as_of, too_large=True)
    found = chronicle.commitments(
        by=asked.by or None,
        to=asked.to or None,
        type=asked.type or (),
        state=asked.state or (),
        due=asked.due or None,
        meetings=False,
        as_of=as_of,
    )
    return Found(commitments=found, day=as_of or browsing.period(chronicle)[1], too_large=False)


def record(found: Found) -> Json:
    """The commitments with their moves."""
    return {
        "day": found.day.isoformat() if found.day else None,
        "too_large": found.too_large,
        "commitments": [commitment_record(one) for one in found.commitments],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    pending = [one for one in found.commitments if one.state in PENDING]
    settled = [one for one in found.commitments if one.state not in PENDING]
    pending.sort(key=lambda one: (one.due.day if one.due else date.max, -one.reported.toordinal()))
    settled.sort(key=lambda one: one.since, reverse=True)
    label = telling.words.label
    return {
        "title": telling.words.say("promisespage.title"),
        "asked": {name: getattr(asked, name) or "" for name in ("by", "to", "type", "state", "due")},
        "types": [(one.value, label("types", one.value)) for one in TYPES],
        "states": [(one.value, label("promise_states", f"promise.{one.value}")) for one in State],
        "day": telling.day(found.day),
        "too_large": found.too_large,
        "halves": [
            ("open", len(pending), [told(one, telling, found.day) for one in pending[:SHOWN]]),
            ("settled", len(settled), [told(one, telling, found.day) for one in settled[:SHOWN]]),
        ],
    }


def told(one: Commitment, telling: Telling, day: date | None) -> dict[str, Any]:
    """A commitment for a page."""
    say = telling.words.say
    due = one.due
    return {
        "kind": telling.words.label("promise_kinds", kind(one)),
        "quad": quad_class(one.type),
        "state": _state(one, one.state, telling),
        "code": one.state.value,
        "marks": [
            *([say("promises.negative")] if one.negative else []),
            *([say("claim.hedged")] if one.hedged else []),
        ],
        "by": telling.parties(one.by),
        "to": telling.parties(one.to),
        "quote": clipped(shown(one.content.text), QUOTE_CHARS),
        "href": telling.links.article(exact(one.document), one.id),
        "claim": telling.links.claim(one.id),
        "according": telling.according(one.voices),
        "reported": telling.day(one.reported),
        "condition": shown(one.condition.text) if one.condition and one.condition.text not in one.content.text else "",
        "due": say("promises.condition_due" if due.for_condition else "promises.due", day=telling.day(due.day))
        if due
        else "",
        "overdue": bool(due and day and due.day < day and one.state in PENDING),
        "moves": [_move(one, move, telling) for move in one.moves],
        "doubts": [_doubt(doubt, telling) for doubt in one.doubts[:DOUBTS]],
        "again": telling.words.count("promises.told_again", len(one.claims) - 1) if len(one.claims) > 1 else "",
    }


def _state(one: Commitment, state: State, telling: Telling) -> str:
    return telling.words.label("promise_states", f"{kind(one)}.{state.value}")


def _reason(reason: str, telling: Telling) -> str:
    return str(telling.words.words["promise_reasons"].get(reason, reason))


def _move(one: Commitment, move: Move, telling: Telling) -> dict[str, Any]:
    say = telling.words.say
    marks = [say("promises.late")] if move.late else []
    marks += [say("promises.by_itself")] if move.by_itself else []
    return {
        "day": telling.day(move.day),
        "state": _state(one, move.after, telling) if move.before is not move.after else "",
        "code": move.after.value,
        "reason": ", ".join([_reason(move.reason, telling), *marks]),
        "according": telling.according(move.voices),
        **_words(move.quote, move.document, move.claim, telling),
    }


def _doubt(doubt: Doubt, telling: Telling) -> dict[str, Any]:
    return {
        "day": telling.day(doubt.day) if doubt.day else "",
        "reason": telling.words.say("promises.doubt", reason=_reason(doubt.reason, telling)),
        **_words(doubt.quote, doubt.document, doubt.claim, telling),
    }


def _words(quote: Quote | None, document: str | None, claim: str | None, telling: Telling) -> dict[str, str]:
    if quote is None or document is None:
        return {"quote": "", "href": ""}
    return {
        "quote": clipped(shown(quote.text), QUOTE_CHARS),
        "href": telling.links.article(exact(document), claim),
    }


VIEW = View(
    name="promises",
    path="/beloften",
    api="/commitments",
    about="Promises, threats and demands, and what became of each as far as articles tell.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Promises,
    tag="commitments",
    kept=True,
)
