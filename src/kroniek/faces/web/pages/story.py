"""A story: told in quotes from its articles, its course between cooperation and conflict, and all its events by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import Path

from kroniek.api import Chronicle
from kroniek.api.records import claim_record
from kroniek.api.stories import StoryCard, passage_record, story_record
from kroniek.faces.cli.storypage import first_claims
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import drawing, shapes
from kroniek.faces.web.faults import not_found
from kroniek.faces.web.pages import stories
from kroniek.faces.web.telling import Telling, exact
from kroniek.faces.web.view import Json, Share, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(stories.Question):
    """Which story, among the claims that are asked for."""

    id: Annotated[str, Path(description="The story's id, or that of any event or claim of it.", max_length=500)]


def gather(chronicle: Chronicle, asked: Question, share: Share) -> StoryCard:
    """The story that has this event or claim, of those that the list of stories holds."""
    listed = stories.Question(
        actor=asked.actor, other=asked.other, since=asked.since, until=asked.until, as_of=asked.as_of
    )
    found: stories.Found = share(stories.VIEW, listed)
    one = next((one for one in found.stories if asked.id == one.id or asked.id in one.events), None)
    one = one or next((one for one in found.stories if asked.id in one.claims), None)
    if one is None:
        raise not_found("story", asked.id)
    return chronicle.retell(one, as_of=asked.as_of or None)


def record(found: StoryCard) -> Json:
    """The story with its passages and claims."""
    return {
        "story": story_record(found.story),
        "passages": [passage_record(one) for one in found.passages],
        "claims": [claim_record(one) for one in found.claims],
    }


def context(found: StoryCard, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    claims = {one.claim.id: one for one in found.claims}
    days = groupby(first_claims(found), key=telling.moment)
    return stories.told(found.story, telling) | {
        "passages": [
            {
                "day": telling.day(one.day),
                "quote": shown(one.quote.text),
                "href": telling.links.article(exact(one.document), one.claim),
                "according": telling.according(claims[one.claim].claim.voices),
                "origin": telling.origin(claims[one.claim]),
            }
            for one in found.passages
            if one.claim in claims
        ],
        "days": [(moment, telling.entries(group)) for moment, group in days],
        "chart": drawing.of_claims(found.claims, telling),
        "outlets": sorted({one.publisher for one in found.claims if one.publisher}),
        "list_url": telling.links.to(
            "/verhalen", actor=asked.actor, with_=asked.other, since=asked.since, until=asked.until
        ),
    }


VIEW = View(
    name="story",
    path="/verhaal/{id:path}",
    api="/stories/{id:path}",
    about="A story: the passages that tell it, and its claims.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.StoryFound,
    tag="events",
    shares=True,
)
