"""What somebody who looks around in a chronicle sees: lines of articles, counts to narrow a question, ties and spots.

Light records that come from rows without reading whole texts or claims. Every one leads on: by the key of an article,
the id of a claim, or the name of an actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """An article in a list."""

    key: DocumentId
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    claims: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet: its articles, their claims, how many of them repeat another article, and from when to when.

    `name` is empty for articles of which the outlet is not known.
    """

    name: str
    documents: int
    claims: int
    copies: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A news medium or agency on whose word articles report, and how many articles do, of how many outlets."""

    name: str
    documents: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much a chronicle holds. Articles and claims are those of current versions; `versions` are all.

    By type all claims are counted, those of older versions and codings too.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How the claims that answer a question divide, the most frequent first.

    Counted are the newest `counted`; `capped` where there are more than that.
    """

    counted: int
    capped: bool
    types: dict[str, int]
    statuses: dict[str, int]
    years: dict[str, int]
    publishers: dict[str, int]
    parties: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with the claims that took place there, the newest first (at most a few), and how many there are."""

    place: Place
    number: int
    types: dict[EventType, int]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How often one acted toward another in a period, by type of act; names of actors, not of single mentions."""

    actor: str
    actor_name: str
    actor_country: str | None
    recipient: str
    recipient_name: str
    recipient_country: str | None
    types: dict[EventType, int]

    @property
    def number(self) -> int:
        """How many claims."""
        return sum(self.types.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How many acts of one kind fall on a day (of publication where the act has none)."""

    day: date
    type: EventType
    mode: str | None
    status: Status
    hedged: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A claim at a glance, for a curve: its day (of publication where the act has none), what it is, how it is told."""

    id: str
    document: str
    event: str
    day: date
    dated: bool
    type: EventType
    modes: tuple[str, ...]
    status: Status
    hedged: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    quote: str
