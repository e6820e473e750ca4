"""A story: events of the same parties on the same issue through weeks and years, with passages that tell it.

A story is found, not written: its title is names of its parties and words of its articles, its summary quotes of them.
The id is that of its first event, so it stays when later events join it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kroniek.model.actor import Party
from kroniek.model.claim import ClaimId
from kroniek.model.event import EventId
from kroniek.model.text import DocumentId, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Events in order of report; `actors` are its main parties, the most frequent first.

    `issue` holds words of its articles that tell it from other stories of the same parties, as they are written there;
    `contexts` its commonest contexts. `first` and `last` are the first and the last day of its acts (of report where an
    act has none).
    """

    id: EventId
    actors: tuple[Party, ...]
    issue: tuple[str, ...]
    contexts: tuple[str, ...]
    events: tuple[EventId, ...]
    claims: tuple[ClaimId, ...]
    documents: tuple[DocumentId, ...]
    first: date
    last: date

    @property
    def title(self) -> str:
        """*Verenigde Staten – Venezuela: sancties*."""
        who = " – ".join(party.name for party in self.actors)
        about = ", ".join(self.issue or self.contexts)
        return ": ".join(filter(None, [who, about]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article that tell an event of a story: a claim's evidence, and nothing else."""

    day: date
    event: EventId
    claim: ClaimId
    document: DocumentId
    quote: Quote
