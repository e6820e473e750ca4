"""What the records of the web app look like, for OpenAPI: one model per record, none of them used to make one.

Records come from `kroniek.api.records` and the pages; a test holds every one against its shape, so what is documented
is what is sent. Fields that may be missing are those of the codebook that stand only where they hold.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as About


class Shape(BaseModel):
    """A record without fields beside those that are named."""

    model_config = ConfigDict(extra="forbid")


class Span(Shape):
    """Words of the article at `[start, end)`, in Unicode code points; `text` null where the words do not tell it."""

    text: str | None
    start: int | None = None
    end: int | None = None


class Party(Span):
    """Somebody who acts, is acted upon, or says so."""

    name: str
    country: str | None = None
    sector: list[str] = []
    id: str | None = About(None, description="Wikidata id")
    notes: list[str] = []


class Source(Party):
    """Who says so."""

    anonymous: bool = False
    medium: bool = False
    strength: str = "neutral"


class When(Shape):
    """When it took place, both days included."""

    start: str
    end: str
    grain: str
    text: str | None
    basis: str
    start_char: int | None = None
    end_char: int | None = None


class Place(Span):
    """Where it took place."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None = None


class Evidence(Shape):
    """A sentence or clause that reports the act, with the words in it that express it."""

    quote: str
    start: int
    end: int
    trigger: list[Span]


class Bounds(Shape):
    """Lowest and highest value of a figure; null where left open."""

    min: int | None
    max: int | None


class Condition(Span):
    """The words on which the act depends, and the claim that tells them."""

    claim: str | None = None


class Reason(Span):
    """Why a field is so."""

    field: str
    rule: str
    text: str | None = None
    score: float | None = None


class Claim(Shape):
    """One act as one article reports it: the codebook's record, with its event and its article."""

    doc_id: str
    event_id: str = About(description="The claim's id")
    type: str
    mode: list[str]
    context: list[str]
    actors: list[Party]
    recipients: list[Party]
    date: When | None
    place: Place | None
    status: str
    hedged: bool
    sources: list[Source]
    condition: Condition | None
    figures: dict[str, Bounds]
    evidence: list[Evidence]
    figures_text: dict[str, Span]
    coder: str
    reasons: list[Reason]
    published: str | None
    intensity: float
    event: str = About(description="Id of the event that it is judged to tell of")
    title: str | None
    publisher: str | None
    url: str | None
    current: bool


class Published(Shape):
    """A day of publication, how it is known, and how far that can be trusted."""

    date: str
    time: str | None
    known: str
    reliability: str


class Mark(Shape):
    """A stretch that is no part of the article."""

    start: int
    end: int
    kind: str


class DocumentLine(Shape):
    """An article without its text."""

    doc_id: str
    version: int
    current: bool
    title: str | None
    published: Published | None
    publisher: str | None
    url: str | None
    language: str
    source: str
    format: str
    content_hash: str
    characters: int
    claims: int
    copies: list[str]


class Document(DocumentLine):
    """An article with its text."""

    marks: list[Mark]
    text: str


class Article(Shape):
    """An article, its versions and its claims."""

    document: Document
    versions: list[DocumentLine]
    claims: list[Claim]


class ClaimFound(Shape):
    """A claim, its article, and the other claims of its event."""

    claim: Claim
    document: DocumentLine | None
    same_event: list[Claim]


class Problem(Shape):
    """An error (RFC 9457)."""

    type: str
    status: int
    code: str
    detail: str


Json = dict[str, Any]
