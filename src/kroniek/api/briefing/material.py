"""What a brief is made of, as records: what was asked, and what the chronicle holds for it. Nothing is asked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kroniek.memory.standing.denials import tellers
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.actor import Party
from kroniek.model.commitment import Commitment
from kroniek.model.difference import Difference
from kroniek.model.event import EventId
from kroniek.model.standing import Denial


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief is asked about: a party (everybody where None), a period, and the last day of report that counts.

    `ahead` is the last day of the days to come.
    """

    about: str | None
    since: date
    until: date
    as_of: date
    ahead: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How two sides dealt with each other: how many events, the mean of their scores, and the heaviest claims."""

    events: int
    mean: float
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two sides in the period, and in the days before it that are as many; None where nothing was reported."""

    one: Party
    other: Party
    before: Mood | None
    now: Mood


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An event with those who deny it and the fields that are told differently at one time."""

    lead: StoredClaim
    denials: tuple[Denial, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a brief may tell.

    `reported` holds the claims of the articles of the period, `new` those of events that no earlier article tells, of
    whose type the coder was sure enough. `ahead` are claims of what is announced for the days to come. `events` holds
    for each event all its claims, `claims` every claim by id, `documents` every article by exact key. `articles` and
    `others` count the articles of the period with such claims, and all of them; `doubtful` the new claims that the
    coder was too little sure of; `first` and `last` are the first and last day of publication of the chronicle;
    `known` says whether it knows whom the brief is about at all, `large` that it is too large to follow promises in.
    """

    asked: Asked
    about: Party | None
    reported: tuple[StoredClaim, ...]
    new: tuple[StoredClaim, ...]
    ahead: tuple[StoredClaim, ...]
    events: Mapping[EventId, tuple[StoredClaim, ...]]
    relations: tuple[Relation, ...]
    commitments: tuple[Commitment, ...]
    disputes: tuple[Dispute, ...]
    claims: Mapping[str, StoredClaim]
    documents: Mapping[str, StoredDocument]
    doubtful: int
    others: int
    first: date | None
    last: date | None
    known: bool
    large: bool

    def text(self, key: str) -> str:
        """The text of an article."""
        return self.documents[key].document.text

    def articles(self, stored: StoredClaim) -> int:
        """How many articles tell the event of a claim; those that deny it do not."""
        return len({one.claim.document for one in self.telling(stored)})

    def telling(self, stored: StoredClaim) -> list[StoredClaim]:
        """The claims that tell the event of a claim."""
        return tellers(self.events.get(stored.event, (stored,)))
