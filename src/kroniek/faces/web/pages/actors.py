"""Who is in the chronicle: actors by how often they appear, found by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, records
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import Size
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Json, View
from kroniek.memory.store import ActorCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose name holds which words."""

    like: Annotated[str | None, Asked(description="Words of a name or alias.", max_length=200)] = None
    limit: Size = 100
    as_of: AsOf = None


def gather(chronicle: Chronicle, asked: Question) -> tuple[ActorCount, ...]:
    """Actors, the most frequent first."""
    like = asked.like.strip() if asked.like else None
    return chronicle.actors(like=like or None, limit=asked.limit, as_of=asked.as_of or None)


def record(found: tuple[ActorCount, ...]) -> Json:
    """Actors."""
    return {"actors": [records.plain(one) for one in found]}


def context(found: tuple[ActorCount, ...], asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    return {
        "title": telling.words.say("actorspage.title"),
        "like": asked.like or "",
        "rows": [_row(one, telling) for one in found],
    }


def _row(one: ActorCount, telling: Telling) -> Mapping[str, Any]:
    name = telling.words.called(one.name)
    return {
        "name": name,
        "href": telling.links.actor(one.name),
        "country": telling.country(one.country),
        "aliases": ", ".join([other for other in one.aliases if other != name][:4]),
        "numbers": [telling.number(n) for n in (one.as_actor, one.as_recipient, one.as_voice)],
        "period": telling.span(one.first, one.last),
    }


VIEW = View(
    name="actors",
    path="/wie",
    api="/actors",
    about="Actors, the most frequent first; by words of their name where these are given.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Actors,
    tag="actors",
)
