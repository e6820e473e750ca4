"""On how many independent words an event rests: the articles that report it, where each has it from, and who denies it.

Ten articles may be one source ten times. An origin is whoever a report goes back to: an agency, an outlet that others
cite, a reporter on the spot, somebody who is named, a document. Where a text does not tell its origin there is none,
so the number of origins is a lower bound. It says how widely something is vouched for, never whether it is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.model.claim import ClaimId
from kroniek.model.event import EventId
from kroniek.model.text import DocumentId, Quote


class OriginKind(StrEnum):
    """What an origin is."""

    AGENCY = "agency"  # a news agency: *(ANP)*, *BRUSSEL (Belga) -*, *meldt persbureau Reuters*
    MEDIUM = "medium"  # an outlet that others cite: *schrijft The New York Times*
    OWN = "own"  # the outlet's own reporting: *van onze correspondent*, *tegen deze krant*
    SPEAKER = "speaker"  # somebody who is named: *volgens Lavrov*; or the actor of a speech act, in his own words
    DOCUMENT = "document"  # a report, a letter, images, by their own words: *blijkt uit een intern rapport*


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Why one document has a certain origin, or none that it tells: the rule in short, and the words, where there are.

    `name` is the origin as this document names it, empty where it names none.
    """

    document: DocumentId
    reason: str
    quote: Quote | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent origin of an event's claims, with a trace for every document that goes back to it.

    `tier` is the name of the tier in which the user's own file has it, empty where there is none.
    """

    name: str
    kind: OriginKind
    traces: tuple[Trace, ...]
    tier: str = ""

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """The documents that go back to it, in order of publication."""
        return tuple(dict.fromkeys(trace.document for trace in self.traces))

    @property
    def reason(self) -> str:
        """Why the first of these documents does."""
        return self.traces[0].reason

    @property
    def quote(self) -> Quote | None:
        """The first words that tell it; they stand in the document of their trace."""
        return next((trace.quote for trace in self.traces if trace.quote), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Somebody who denies it, with the claims and the first words that say so (in `document`).

    `who` is empty where the text says that it did not take place and names nobody who denies it.
    """

    who: str
    claims: tuple[ClaimId, ...]
    document: DocumentId
    quote: Quote
    first_reported: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an event rests on, as of a day.

    `articles` counts the documents that report it, versions of one article once; `outlets` their publishers. `unknown`
    has a trace for every article that asserts the event and does not tell its origin. `documents` are the articles, in
    order of publication.
    """

    event: EventId
    documents: tuple[DocumentId, ...]
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]
    unknown: tuple[Trace, ...]
    denials: tuple[Denial, ...]

    @property
    def articles(self) -> int:
        """How many articles report it."""
        return len(self.documents)
