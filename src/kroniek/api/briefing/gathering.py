"""What a brief is made of: the claims that were reported in a period about a party, with their events and articles.

A report counts by the day on which its article was published. An event is new where no article of before the period
tells it; what took place long before and is told again is background. Nothing published after `as_of` counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kroniek.api.briefing.wording import most, number
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.event import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief is asked about: a party (everybody where None), a period, and the last day of report that counts."""

    about: str | None
    since: date
    until: date
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The claims of the period in order of the store, those that are new, and the articles of all of them.

    `events` holds for each event all its claims by `as_of`. `doubtful` counts new claims of whose type the coder was
    too little sure to tell them.
    """

    asked: Asked
    reported: tuple[StoredClaim, ...]
    new: tuple[StoredClaim, ...]
    events: Mapping[EventId, tuple[StoredClaim, ...]]
    documents: Mapping[str, StoredDocument]
    doubtful: int

    def text(self, key: str) -> str:
        """The text of an article."""
        return self.documents[key].document.text


def gather(store: View, asked: Asked) -> Material:
    """All that the chronicle holds for this brief."""
    from kroniek.memory import together  # noqa: PLC0415 - loads the database library

    reported = tuple(one for one in _claims(store, asked) if _in_period(one, asked))
    groups = store.look(together.events, [str(one.claim.id) for one in reported], asked.as_of)
    events = {one.event: groups.get(str(one.claim.id), (one,)) for one in reported}
    fresh = [one for one in reported if _is_new(one, events[one.event], asked)]
    sure = tuple(one for one in fresh if trust(one) >= number("trust", "least"))
    keys = dict.fromkeys(str(one.claim.document) for group in events.values() for one in group)
    return Material(
        asked=asked,
        reported=reported,
        new=sure,
        events=events,
        documents=store.look(together.documents, list(keys)),
        doubtful=len(fresh) - len(sure),
    )


def _claims(store: View, asked: Asked) -> list[StoredClaim]:
    """Claims of acts that lie in the period, shortly before, or ahead."""
    earliest = asked.since - timedelta(days=most("news", "lag"))
    return list(store.claims(Query(actor=asked.about, since=earliest, as_of=min(asked.as_of, asked.until))))


def _in_period(stored: StoredClaim, asked: Asked) -> bool:
    return stored.published is not None and asked.since <= stored.published <= asked.until


def _is_new(stored: StoredClaim, event: tuple[StoredClaim, ...], asked: Asked) -> bool:
    """Does no article of before the period tell it?"""
    return all(one.published is None or one.published >= asked.since for one in event) and stored.current


def trust(stored: StoredClaim) -> float:
    """How sure the coder was of the type of the act."""
    scores = [one.score for one in stored.claim.reasons if one.field == "type" and one.score is not None]
    return max(scores, default=number("trust", "untold"))
