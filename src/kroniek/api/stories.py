"""Stories of a chronicle, as of a day; and as JSON.

A story is found among the claims that are asked for: other claims, other stories. So a story is asked for by the same
party and period as the list in which it stood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kroniek.api.identity import identities
from kroniek.api.records import claim_record, plain
from kroniek.memory.store import Query, StoredClaim, View
from kroniek.model.story import Passage, Story

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """A story with the passages that tell it and all its claims, in order of report."""

    story: Story
    passages: tuple[Passage, ...]
    claims: tuple[StoredClaim, ...]


def stories(store: View, asked: Query, *, articles: int = 2) -> tuple[Story, ...]:
    """The stories among the claims that are asked for which at least so many articles tell, the newest act first."""
    from kroniek.memory.stories.telling import stories as found  # noqa: PLC0415 - loads the tables of words

    return found(store.claims(asked), articles=articles, identity=identities(store))


def story(store: View, id_: str, asked: Query) -> StoryCard | None:
    """The story among these claims that holds an event or a claim of this id; None where there is none."""
    from kroniek.memory.stories.telling import story as found  # noqa: PLC0415 - loads the tables of words

    claims = list(store.claims(asked))
    whole = store.claim(id_, as_of=asked.as_of)
    told = found(claims, str(whole.claim.id) if whole else id_, identity=identities(store))
    if told is None:
        return None
    by_id = {one.claim.id: one for one in claims}
    return StoryCard(story=told[0], passages=told[1], claims=tuple(by_id[id_] for id_ in told[0].claims))


def card(store: View, found: Story, *, as_of: date | None = None) -> StoryCard:
    """A story that was found before, with its passages and claims: no other claim is looked at."""
    from kroniek.memory.doubting import claims_of  # noqa: PLC0415 - loads the database libraries
    from kroniek.memory.stories.telling import retold  # noqa: PLC0415 - loads the tables of words

    by_id = store.look(claims_of, found.claims, as_of)
    claims = tuple(by_id[str(id_)] for id_ in found.claims if str(id_) in by_id)
    return StoryCard(story=found, passages=retold(claims, identities(store)), claims=claims)


# -- JSON ------------------------------------------------------------------------------------------------------------


def story_record(found: Story) -> Json:
    """A story: what `kroniek stories --json` prints."""
    return {
        "id": found.id,
        "title": found.title,
        "actors": [
            {"name": one.name, "country": one.country, "sector": list(one.sectors), "id": one.wikidata}
            for one in found.actors
        ],
        "issue": list(found.issue),
        "contexts": list(found.contexts),
        "first": plain(found.first),
        "last": plain(found.last),
        "events": list(found.events),
        "claims": list(found.claims),
        "documents": list(found.documents),
    }


def card_record(card: StoryCard) -> Json:
    """A story with its passages and claims: what `kroniek story --json` prints."""
    return story_record(card.story) | {
        "passages": [passage_record(one) for one in card.passages],
        "claims": [claim_record(one) for one in card.claims],
    }


def passage_record(passage: Passage) -> Json:
    """Words that tell a part of a story."""
    quote = passage.quote
    return {
        "day": plain(passage.day),
        "event": passage.event,
        "claim": passage.claim,
        "doc_id": passage.document,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
    }
