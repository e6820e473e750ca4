"""The seam to a store: what can be written (`Writer`), what can be asked (`View`), and the records that come back.

Invariants that every store keeps, tested by one suite for all:
- a document, its marks, its claims and its search words are kept in one transaction: all or nothing;
- what was kept is never changed: a changed article becomes a version beside the old one, a judgement is a row that
  can be withdrawn;
- the same documents in the same order give the same content, also when the run was cut in the middle and repeated:
  `View.digest` is the hash of that content, clock times left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from kroniek.model.claim import Claim
from kroniek.model.event import EventId
from kroniek.model.judgement import Judgement, Rejoined
from kroniek.model.ontology import EventType, Status
from kroniek.model.recoding import Recoding
from kroniek.model.text import Document, DocumentId, Rejected

Answer = TypeVar("Answer")


class Added(StrEnum):
    """What became of a document that was offered to the store."""

    NEW = "new"  # kept for the first time
    KNOWN = "known"  # the same address and text are there already: nothing was written
    CHANGED = "changed"  # the same address with another text: kept as a new version beside the old one


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a document will stand: its key (`id`, or `id@2` for the second version), version, and what that means."""

    key: DocumentId
    version: int
    added: Added


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as kept. `document.id` is the key; `current` is False where a later version stands beside it;

    `copies` holds the keys of the other documents that are near-copies of this one, in order of reading. `generation`
    counts its codings from 1; `coder` names engine and version of the last one, where known.
    """

    document: Document
    version: int
    current: bool
    copies: tuple[DocumentId, ...]
    claim_count: int
    generation: int = 1
    coder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim as kept, with what a list needs to know of its document and event.

    `generation` is the coding of the document that first gave it, `superseded` the one that no longer does.
    """

    claim: Claim
    event: EventId
    published: date | None
    title: str | None
    publisher: str | None
    url: str | None
    current: bool
    generation: int = 1
    superseded: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCount:
    """An actor of the chronicle: its id, name, country, sectors, the names it goes by, and how often it appears.

    `first` and `last` are the first and last day of publication on which it is a party to a claim.
    """

    id: str
    name: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    as_actor: int
    as_recipient: int
    as_voice: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """An actor that bears a name: its id, its own name and country, and the id of the actor that it is judged to be."""

    id: str
    name: str
    country: str | None
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two actors that may be one, by their names; somebody has to decide."""

    first: ActorCount
    second: ActorCount
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found: the document, the passage at `[start, end)`, where the words stand, claims that lie in it."""

    document: DocumentId
    title: str | None
    publisher: str | None
    published: date | None
    start: int
    end: int
    passage: str
    words: tuple[tuple[int, int], ...]  # offsets into the document's text
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a chronicle holds. `digest` is the hash of its content (see `View.digest`)."""

    schema: str
    documents: int
    versions: int
    copies: int
    claims: int
    events: int
    actors: int
    rejects: int
    judgements: int
    first_published: date | None
    last_published: date | None
    by_type: dict[str, int]
    by_status: dict[str, int]
    by_publisher: dict[str, int]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which claims are asked for; what is None does not restrict.

    `actor` matches a party that acts or is acted upon, `other` ("with") another one in the same claim, each by name,
    alias, country name or code, without regard to case and accents. `since` and `until` are days, both included,
    compared with the date of the act, or of publication where the act has none: an act that lasts matches where any
    day of it does. `document` is one version (`id@1`, `id@2`), or a bare id for the current one, with `all_versions`
    for all of them; `event` is an event's id, or that of a claim of it. `publisher` is an outlet by its whole name;
    `place` is where it took place, by name, or by country name or code.

    `as_of` is a day of report: only documents that had been published by then count, in the version that was the newest
    by then, and events as they were joined by then; a document without a day of publication never counts.
    `reported_since` is the first day of publication. `generation` asks for what the n-th coding of each document gave
    (its last one where it has fewer).
    """

    actor: str | None = None
    other: str | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    document: str | None = None
    event: str | None = None
    hedged: bool | None = None
    all_versions: bool = False
    limit: int | None = None
    publisher: str | None = None
    place: str | None = None
    as_of: date | None = None
    generation: int | None = None
    reported_since: date | None = None


class Writer(Protocol):
    """The writing side: one writer at a time."""

    def place(self, document: Document) -> Placement:
        """Where this document would stand, without writing: lets the pipeline skip coding what is known."""

    def add(self, document: Document, claims: Iterable[Claim], *, placement: Placement) -> None:
        """Keep a placed document (its id is the placement's key) with its claims, in one transaction."""

    def queue(self, document: Document, claims: Iterable[Claim], *, placement: Placement) -> None:
        """Like `add`, but the document is only kept by the next `flush`, together with all that wait."""

    def flush(self) -> None:
        """Keep the documents that wait, in one transaction."""

    def recode(self, key: str, claims: Iterable[Claim], *, coder: str | None = None) -> Recoding:
        """Put a new coding of a kept document beside the one that stands; nothing of the old one is lost."""

    def reject(self, rejected: Rejected) -> None:
        """Note a source that gave no document; the same source and reason are noted once."""

    def judge(self, judgement: Judgement) -> None:
        """Note a judgement; one of the same kind, pair and author is noted once."""

    def merge_actors(self, first: str, second: str, *, by: str, reason: str) -> Judgement:
        """Decide that two actors, by id, are one."""

    def split_actor(self, id_: str, other: str | None = None, *, by: str, reason: str) -> tuple[Judgement, ...]:
        """Decide that an actor is not one with another, or with any; the judgements that this withdrew."""

    def join_events(self, first: str, second: str, *, by: str, reason: str) -> Judgement:
        """Decide that the events of two claims, by id, are one."""

    def split_events(self, first: str, second: str | None = None, *, by: str, reason: str) -> tuple[Judgement, ...]:
        """Decide that a claim is not one event with another, or with any; the judgements that this withdrew."""

    def rejoin(self, *, progress: Callable[[int, int], None] | None = None) -> Rejoined:
        """Join all claims anew by today's rule; what people decided stays. `progress` is told how many, of how many."""

    def add_name(self, id_: str, name: str, *, by: str, reason: str) -> Judgement:
        """Decide that an actor has another name."""

    def change(self, action: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
        """Do one of the actions of `memory.saving` in one transaction; it gets connection and clock time first."""


class View(Protocol):
    """The reading side: many at a time."""

    def claims(self, query: Query) -> Iterator[StoredClaim]:
        """Claims in order of date of the act (of publication where it has none), document and place in the text."""

    def claim(self, claim: str, *, as_of: date | None = None) -> StoredClaim | None:
        """The claim of this id (or of an unambiguous beginning of it), None where there is none (by that day)."""

    def document(self, key: str, *, as_of: date | None = None) -> StoredDocument | None:
        """The document of this key; a bare id means its current version (its newest by that day), `id@1` the first."""

    def documents(self, *, newest: bool = False, as_of: date | None = None) -> Iterator[StoredDocument]:
        """All documents in order of reading; with `newest` or a day the newest version of each article (by then)."""

    def actors(
        self, *, like: str | None = None, limit: int | None = None, as_of: date | None = None
    ) -> Iterator[ActorCount]:
        """Actors, the most frequent first."""

    def named(self, name: str) -> tuple[ActorName, ...]:
        """The actors that bear exactly this name or id."""

    def proposals(self) -> Iterator[Proposal]:
        """Actors that may be one, the likeliest first."""

    def search(self, words: str, *, limit: int = 20, query: Query | None = None) -> Iterator[Hit]:
        """Passages that hold all these words, best first, of documents with a claim that the query asks for.

        `since` and `until` are here days of publication.
        """

    def rejects(self) -> Iterator[Rejected]:
        """Sources that gave no document, in order of reading."""

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, withdrawn ones too."""

    def counts(self, *, as_of: date | None = None) -> Counts:
        """How much there is, or had been reported by that day."""

    def digest(self) -> str:
        """SHA-256 over all content rows in a fixed order, clock times left out."""

    def look(self, question: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
        """The answer to one of the questions of `memory.browsing`, which gets what else it needs from the store."""

    def still(self) -> AbstractContextManager[View]:
        """The chronicle as it is now: all that is asked of it within sees one state, whoever writes meanwhile."""
