"""`stories` and `story`: what belongs together through weeks and years, told in quotes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import query
from kroniek.api.standing import exact
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, part
from kroniek.faces.mcp.telling import articles, day, parties, quote
from kroniek.faces.mcp.tool import Tool, not_found
from kroniek.model.story import Passage, Story

EVENTS = 40

LARGE = 10_000
"""Claims of which stories are made while somebody waits."""


class Stories(asking.Question):
    """Among which claims."""

    actor: asking.Actor = None
    other: asking.Other = None
    since: asking.Since = None
    until: asking.Until = None
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class StoryTold(shapes.Shape):
    """Events of the same parties on one issue. The title is made of names and of words of the articles."""

    id: str
    title: str
    actors: list[shapes.Party]
    issue: list[str]
    contexts: list[str]
    first: str
    last: str
    events_count: int
    claims_count: int
    articles_count: int
    events: list[str] | None = Field(default=None, description="Ids of events, the first reported first; in story.")


class StoriesFound(shapes.Answer):
    """Stories, that with the newest act first."""

    stories: list[StoryTold]


def stories(chronicle: Chronicle, asked: Stories) -> StoriesFound:
    """The stories among claims."""
    _check_size(chronicle, asked)
    found = chronicle.stories(
        actor=asked.actor, other=asked.other, since=asked.since, until=asked.until, as_of=asked.as_of
    )
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(found, _story, first=first, limit=asked.limit, what="Numbers", cuts=cuts)
    if not found:
        cuts.say("No story: nothing that two articles tell of. Look up names with find_actors, or use search_claims.")
    return StoriesFound(stories=shown.told, as_of=day(asked.as_of), next=shown.next, note=cuts.note)


def _check_size(chronicle: Chronicle, asked: Stories | StoryOf) -> None:
    """Raises `UsageError` where stories would take longer than anybody waits."""
    meant = query(actor=asked.actor, other=asked.other, since=asked.since, until=asked.until, as_of=asked.as_of)
    if browsing.size(chronicle) <= LARGE:
        return
    if browsing.facets(chronicle, meant, cap=LARGE).capped:
        raise UsageError(f"These are more than {LARGE} claims, too many to thread. Name a party, or a shorter period.")


def _story(one: Story, events: list[str] | None = None) -> StoryTold:
    return StoryTold(
        id=one.id,
        title=one.title,
        actors=parties(one.actors),
        issue=list(one.issue),
        contexts=list(one.contexts),
        first=one.first.isoformat(),
        last=one.last.isoformat(),
        events_count=len(one.events),
        claims_count=len(one.claims),
        articles_count=len(one.documents),
        events=events,
    )


STORIES = Tool(
    name="stories",
    title="Stories",
    about=(
        "Threads of events with the same parties on one issue through weeks and years (sanctions, a war, talks). "
        "Use it for the long run; story gives the quotes that tell one of them."
    ),
    asked=Stories,
    told=StoriesFound,
    answer=stories,
)


class StoryOf(asking.Question):
    """Which story; the rest as it was asked of `stories`."""

    id: Annotated[asking.Id, Field(description="Id of the story, or of any event or claim in it.")]
    actor: Annotated[asking.Name, Field(description="As it was given to stories: other claims make other stories.")] = (
        None
    )
    other: asking.Other = None
    since: asking.Since = None
    until: asking.Until = None
    as_of: asking.AsOf = None
    limit: Annotated[int, Field(ge=1, le=50, description="Passages at most.")] = 20
    after: asking.After = None


class PassageTold(shapes.Shape):
    """Words of an article that tell an event of the story."""

    day: str
    event: str
    claim: str
    quote: shapes.Quote


class StoryFound(shapes.Answer):
    """A story with the passages that tell it, the oldest first."""

    story: StoryTold
    passages: list[PassageTold]
    articles: list[shapes.Article]


def story(chronicle: Chronicle, asked: StoryOf) -> StoryFound:
    """The story that holds an event."""
    _check_size(chronicle, asked)
    found = chronicle.story(
        asked.id, actor=asked.actor, other=asked.other, since=asked.since, until=asked.until, as_of=asked.as_of
    )
    if found is None:
        where = "Ids stand in the answer of stories; give actor, other, since and until as they were given there."
        raise not_found("story", asked.id, as_of=asked.as_of, where=where)
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(found.passages, _passage, first=first, limit=asked.limit, what="Passages", cuts=cuts)
    return StoryFound(
        story=_story(found.story, cuts.most([*map(str, found.story.events)], EVENTS, "events of the story")),
        passages=shown.told,
        articles=articles(chronicle, [exact(one.document) for one in shown.items], cuts),
        as_of=day(asked.as_of),
        next=shown.next,
        note=cuts.note,
    )


def _passage(one: Passage) -> PassageTold:
    return PassageTold(day=one.day.isoformat(), event=one.event, claim=one.claim, quote=quote(one.quote, one.document))


STORY = Tool(
    name="story",
    title="A story",
    about=(
        "One story in quotes: the passages of articles that tell its events, in order of time, each with ids and "
        "offsets. The summary consists of quotes only."
    ),
    asked=StoryOf,
    told=StoryFound,
    answer=story,
)
