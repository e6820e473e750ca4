"""What a tool can be asked: the parameters that tools share, with what they mean, and what is forgiven.

Models send empty texts for what they leave out, numbers for years, and lists as one text; these are understood. What
is not understood is refused with the name of the parameter and what it takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kroniek.api.asking import members
from kroniek.api.commitments import TYPES
from kroniek.errors import UsageError
from kroniek.model.commitment import State
from kroniek.model.difference import FindingKind
from kroniek.model.ontology import EventType, Status

LONGEST_ID, LONGEST_NAME, LONGEST_WORDS = 300, 200, 300
DAY = r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class Question(BaseModel):
    """The parameters of a tool; one that it does not have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _given(value: Any) -> Any:
    """A text, or None where it is empty; a number is taken as it is written."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return value
    if _CONTROLS.search(value):
        raise ValueError("holds a control character; give plain text")
    return value.strip() or None


def _needed(value: Any) -> Any:
    """A text that must be there."""
    given = _given(value)
    if given is None:
        raise ValueError("must not be empty")
    return given


def _all_of(kind: type[StrEnum], name: str) -> Callable[[Any], Any]:
    """Takes one member of a closed set, several, or several in one text."""

    def taken(value: Any) -> Any:
        if value is None:
            return ()
        items = _unpacked(value) if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(one, str) for one in items):
            raise ValueError("must be a list of texts")
        try:
            return members(kind, items, name)
        except UsageError as error:
            raise ValueError(str(error)) from error

    return taken


def _unpacked(text: str) -> Any:
    """The items of a list that was sent as a text."""
    try:
        return json.loads(text) if text.lstrip().startswith("[") else [text]
    except (ValueError, RecursionError):
        return [text]


def _values(kind: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": [one.value for one in kind]}}


def _text(most: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "maxLength": most, **more}


Id = Annotated[
    str,
    Field(max_length=LONGEST_ID),
    BeforeValidator(_needed),
    WithJsonSchema(_text(LONGEST_ID, minLength=1)),
]
Name = Annotated[
    Annotated[str, Field(max_length=LONGEST_NAME)] | None,
    BeforeValidator(_given),
    WithJsonSchema(_text(LONGEST_NAME)),
]
Words = Annotated[
    str,
    Field(max_length=LONGEST_WORDS),
    BeforeValidator(_needed),
    WithJsonSchema(_text(LONGEST_WORDS, minLength=1)),
]
Moment = Annotated[
    Annotated[str, Field(max_length=10)] | None,
    BeforeValidator(_given),
    WithJsonSchema(_text(10, pattern=DAY)),
]
AsOf = Annotated[
    Moment,
    Field(
        description=(
            "Answer as it stood at the end of this day: only articles published by then count, in the version of that "
            "day. A day, month or year: 2022-10-20, 2022-10, 2022. Leave out for all that was read."
        )
    ),
]
Since = Annotated[Moment, Field(description="First day: 2022-03-04, 2022-03 or 2022.")]
Until = Annotated[Moment, Field(description="Last day, included: 2022-03-04, 2022-03 or 2022.")]
Actor = Annotated[
    Name,
    Field(
        description=(
            "A party that acts or is acted upon: a name as Dutch newspapers write it (Rusland, Poetin, NAVO), an "
            "alias, or an ISO 3166 alpha-3 country code (RUS: the country and all who belong to it). See find_actors."
        )
    ),
]
Other = Annotated[Name, Field(description="Another party in the same claim, given in the same way.")]
Place = Annotated[Name, Field(description="Where it took place: a name (Dutch), or a country or its code.")]
Publisher = Annotated[Name, Field(description="An outlet by its whole name, as in the answers.")]
Types = Annotated[
    tuple[EventType, ...],
    BeforeValidator(_all_of(EventType, "type")),
    WithJsonSchema(_values(EventType)),
    Field(
        description=(
            "PLOVER types of act. Cooperation in words: AGREE CONSULT SUPPORT CONCEDE; in deeds: COOPERATE AID "
            "RETREAT. Conflict in words: REQUEST ACCUSE REJECT THREATEN; in deeds: PROTEST SANCTION MOBILIZE COERCE "
            "ASSAULT."
        )
    ),
]
Statuses = Annotated[
    tuple[Status, ...],
    BeforeValidator(_all_of(Status, "status")),
    WithJsonSchema(_values(Status)),
    Field(description="What the article says of it: happened, ongoing, planned, conditional, possible, denied."),
]
CommitmentTypes = Annotated[
    tuple[EventType, ...],
    BeforeValidator(_all_of(EventType, "type")),
    WithJsonSchema(_values(TYPES)),
    Field(description="AGREE and CONCEDE are promises, THREATEN threats, REQUEST demands."),
]
States = Annotated[
    tuple[State, ...],
    BeforeValidator(_all_of(State, "state")),
    WithJsonSchema(_values(State)),
    Field(description="How it stands: open, condition-met, kept, broken, withdrawn, lapsed."),
]
Kinds = Annotated[
    tuple[FindingKind, ...],
    BeforeValidator(_all_of(FindingKind, "kind")),
    WithJsonSchema(_values(FindingKind)),
    Field(description="What to look for; everything where left out."),
]
Limit = Annotated[int, Field(ge=1, le=50, description="Records at most; an answer that grows too long has fewer.")]
After = Annotated[
    Annotated[str, Field(max_length=LONGEST_ID)] | None,
    BeforeValidator(_given),
    Field(description="To go on: the `next` of the answer before, all else unchanged."),
    WithJsonSchema(_text(LONGEST_ID)),
]


def offset(after: str | None, most: int = 100_000) -> int:
    """Where a list goes on. Raises `UsageError` for what no answer gave."""
    if after is None:
        return 0
    if not after.isascii() or not after.isdecimal() or len(after) > len(str(most)) or int(after) > most:
        raise UsageError(
            f"after is {after!r}, which no answer gave. Use the `next` of the answer before, or leave it out."
        )
    return int(after)
