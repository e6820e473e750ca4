"""What the chronicle said on one day and on a later one: what came, what changed, what went, and why.

Days are days of report. A claim goes only where a newer version of its article no longer tells it; events are joined
where a later report ties what had stood apart. Whoever used the chronicle of the first day sees here what to correct.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.model.claim import Claim
from kroniek.model.event import EventId
from kroniek.model.text import DocumentId


class ChangeKind(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that is told, told otherwise, or no longer told, since an article of `published`.

    `document` is that article; `earlier` the version before it that was the newest on the first day, None where the
    article is new: these two are the reason. `fields` are the codebook's fields in which `before` and `after` differ.
    """

    kind: ChangeKind
    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...]
    document: DocumentId
    earlier: DocumentId | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsJoined:
    """Events of the first day that are one event on the second, by whose judgement and why."""

    event: EventId
    before: tuple[EventId, ...]
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementTaken:
    """A judgement that two claims are one event and that somebody took back between the days, by the clock."""

    left: str
    right: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed from the end of `first` to the end of `second`.

    `articles` came new, `versions` took the place of earlier ones.
    """

    first: date
    second: date
    articles: tuple[DocumentId, ...]
    versions: tuple[DocumentId, ...]
    claims: tuple[ClaimChange, ...]
    joined: tuple[EventsJoined, ...]
    parted: tuple[JudgementTaken, ...]

    def of(self, kind: ChangeKind) -> tuple[ClaimChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.claims if change.kind is kind)
