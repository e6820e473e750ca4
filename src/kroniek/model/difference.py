"""Where accounts of one event differ, side by side, and what in one article does not fit together.

Nobody is called wrong: every account stands with its voices and words. What changed as days went by (83 dead, later
87) is told apart from what is told differently at one time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.model.actor import Voice
from kroniek.model.claim import ClaimId
from kroniek.model.event import EventId
from kroniek.model.text import DocumentId, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one document."""

    document: DocumentId
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One value of a field, with all claims that tell it, who says so, and the first and last day it was reported.

    `value` is plain text for programs: `83`, `80-90`, `50-` (at least), `-50` (at most), ISO days, names joined by
    `; `, a status. Faces put it in words by the first of `claims`.
    """

    value: str
    claims: tuple[ClaimId, ...]
    voices: tuple[Voice, ...]
    documents: tuple[DocumentId, ...]
    words: tuple[Words, ...]
    first_reported: date | None = None
    last_reported: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that the claims of one event tell differently: `figures.killed`, `date`, `actors`, `status`, ….

    `over_time` is True where a later value took the place of an earlier one; `reason` says in short why that is so.
    """

    field: str
    accounts: tuple[Account, ...]
    over_time: bool
    reason: str


class FindingKind(StrEnum):
    """What a check found."""

    OFFICE = "office"  # an office by which somebody is called does not fit the day
    CONTRADICTION = "contradiction"  # one article tells one act in two ways
    WEEKDAY = "weekday"  # a day of the week does not go with its date
    ACCOUNTS = "accounts"  # accounts of one event differ, and not because time went by


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at, with the words. `note` says what does not fit; of `accounts` it is empty.

    `difference` is what differs, for the kinds that have one.
    """

    kind: FindingKind
    document: DocumentId
    words: tuple[Words, ...]
    note: str = ""
    claims: tuple[ClaimId, ...] = ()
    event: EventId | None = None
    difference: Difference | None = None
    published: date | None = None
