"""A page as four small things: what may be asked, what is gathered, the record for programs, the values for a template.

The page, its JSON at the same address with `.json`, and the REST address all show what one `gather` gave, so they
cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query as Asked
from pydantic import BaseModel

from kroniek.api import Chronicle
from kroniek.faces.web.telling import Telling

Json = dict[str, Any]
Question = TypeVar("Question")
Gathered = TypeVar("Gathered")

AsOf = Annotated[
    str | None,
    Asked(description="Only what was reported by this day (2022-10-20), in the versions of that day.", max_length=10),
]
Name = Annotated[str | None, Asked(description="A name, alias, country or code.", max_length=200)]
Day = Annotated[str | None, Asked(description="A day, month or year: 2022-03-04, 2022-03, 2022.", max_length=10)]
Words = Annotated[str | None, Asked(description="Words; several are separated by commas.", max_length=400)]


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[Question, Gathered]):
    """A page. `path` is its address for people, `api` the one for programs; `shape` documents the record.

    `form` where the page has forms that change something.
    """

    name: str
    path: str
    api: str
    about: str
    asked: type[Question]
    gather: Callable[[Chronicle, Question], Gathered]
    record: Callable[[Gathered], Json]
    context: Callable[[Gathered, Question, Telling], Mapping[str, Any]]
    shape: type[BaseModel]
    tag: str = "pages"
    form: bool = False
