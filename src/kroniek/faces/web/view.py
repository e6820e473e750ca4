"""A page as four small things: what may be asked, what is gathered, the record for programs, the values for a template.

The page, its JSON at the same address with `.json`, and the REST address all show what one `gather` gave, so they
cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query as Asked
from pydantic import BaseModel

from kroniek.faces.web.telling import Telling
from kroniek.model.ontology import EventType, Status

Json = dict[str, Any]
Question = TypeVar("Question")
Gathered = TypeVar("Gathered")
Share = Callable[["View[Any, Any]", Any], Any]
"""What a page gathered for a question, made now or kept."""

# Patterns are told to programs and not enforced here: what does not fit gets a better answer from `api.asking`.
_LONG, _SHORT = "(0?[13578]|1[02])(-(0?[1-9]|[12][0-9]|3[01]))?", "(0?[469]|11)(-(0?[1-9]|[12][0-9]|30))?"
_FEBRUARY = "0?2(-(0?[1-9]|1[0-9]|2[0-8]))?"
_YEAR = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_FOURTH = "(0[48]|[2468][048]|[13579][26])"
_LEAP = f"([0-9]{{2}}{_FOURTH}|{_FOURTH}00)-0?2-29"
DAY = {"pattern": f"^(|{_YEAR}(-({_LONG}|{_SHORT}|{_FEBRUARY}))?|{_LEAP})$"}
"""A day, month or year that is on the calendar, or nothing."""


def listed(values: Iterable[str]) -> dict[str, Any]:
    """One of these values, several with commas between, or nothing."""
    one = f"({'|'.join(values)})"
    return {"pattern": f"^(|{one}(,{one})*)$"}


AsOf = Annotated[
    str | None,
    Asked(
        description="Only what was reported by this day (2022-10-20), in the versions of that day.",
        max_length=10,
        json_schema_extra=DAY,
    ),
]
Name = Annotated[str | None, Asked(description="A name, alias, country or code.", max_length=200)]
Day = Annotated[
    str | None,
    Asked(description="A day, month or year: 2022-03-04, 2022-03, 2022.", max_length=10, json_schema_extra=DAY),
]
Types = Annotated[
    str | None,
    Asked(description="Types; several are separated by commas.", max_length=400, json_schema_extra=listed(EventType)),
]
Statuses = Annotated[
    str | None,
    Asked(description="Statuses; several are separated by commas.", max_length=400, json_schema_extra=listed(Status)),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[Question, Gathered]):
    """A page. `path` is its address for people, `api` the one for programs; `shape` documents the record.

    `form` where the page has forms that change something, `kept` where an answer is kept for a while. A view that
    `shares` what another page gathered is given a function for that as a third argument. What is `spoken` is made in
    the language that is asked for, `lang`, else in the reader's.
    """

    name: str
    path: str
    api: str
    about: str
    asked: type[Question]
    gather: Callable[..., Gathered]
    record: Callable[[Gathered], Json]
    context: Callable[[Gathered, Question, Telling], Mapping[str, Any]]
    shape: type[BaseModel]
    tag: str = "pages"
    form: bool = False
    kept: bool = False
    shares: bool = False
    spoken: bool = False
