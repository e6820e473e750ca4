"""The records as plain values, in one place: for JSON with everything, for tables flat.

JSON keeps the codebook's fields and adds `published`, `intensity` and, for a kept claim, `event`, `title`,
`publisher`, `url` and `current`. A table has one row per claim and the columns of `COLUMNS`; several values in one
cell are joined by "; ". What cannot be told in one cell (offsets of every word, reasons) is left to JSON.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kroniek.lexicon.intensity import intensity
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.codec import claim_to_json
from kroniek.model.considered import Considered
from kroniek.model.ontology import QUADS, EventType, FigureKey
from kroniek.model.text import Published, Quote, Rejected

if TYPE_CHECKING:
    from kroniek.api.explaining import Explanation

Json = dict[str, Any]
Cell = str | int | float | bool | date | None

SEPARATOR = "; "
"""What stands between several values in one cell."""

dumps = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
"""JSON on one line, letters as they are, days as ISO text."""


def act_intensity(claim: Claim) -> float:
    """PLOVER's conflict–cooperation score of the act, −10 to 10."""
    return intensity(claim.type, claim.modes)


def type_intensity(type_: EventType, modes: Sequence[str] = ()) -> float:
    """The same for a type of act, and its modes where they are known."""
    return intensity(type_, modes)


def coded_record(claim: Claim, *, published: date | None) -> Json:
    """The codebook's record of a claim, with its document's publication date and the act's intensity."""
    return claim_to_json(claim) | {
        "published": published.isoformat() if published else None,
        "intensity": act_intensity(claim),
    }


def claim_record(stored: StoredClaim) -> Json:
    """A kept claim: the codebook's record, with its event and what a reader wants to know of its document."""
    return coded_record(stored.claim, published=stored.published) | {
        "event": stored.event,
        "title": stored.title,
        "publisher": stored.publisher,
        "url": stored.url,
        "current": stored.current,
    }


def document_record(stored: StoredDocument, *, text: bool = False) -> Json:
    """A kept document; its text is put in only where it is asked for, as it can be long."""
    document = stored.document
    record: Json = {
        "doc_id": document.id,
        "version": stored.version,
        "current": stored.current,
        "title": document.title,
        "published": published_record(document.published),
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "source": str(document.source),
        "format": document.source.format,
        "content_hash": document.content_hash,
        "characters": len(document.text),
        "claims": stored.claim_count,
        "copies": list(stored.copies),
    }
    if text:
        record |= {"marks": [plain(mark) for mark in document.marks], "text": document.text}
    return record


def reject_record(rejected: Rejected) -> Json:
    """A source that gave no document, with the reason."""
    return {
        "source": str(rejected.source),
        "address": rejected.source.address,
        "part": rejected.source.part,
        "reason": rejected.reason,
        "message": rejected.message,
    }


def explanation_record(told: Explanation) -> Json:
    """How a text is coded and why: the text, its sentences, the claims with their reasons, and what was considered."""
    document = told.document
    day = document.published.day if document.published else None
    return {
        "document": {
            "doc_id": document.id,
            "title": document.title,
            "published": published_record(document.published),
            "source": str(document.source),
            "text": document.text,
        },
        "engine": told.engine,
        "political": told.political,
        "sentences": [
            {"start": one.start, "end": one.end, "kind": one.kind.value, "paragraph": one.paragraph}
            for one in told.sentences
        ],
        "claims": [coded_record(claim, published=day) for claim in told.claims],
        "considered": [considered_record(one, told.claim_of(one)) for one in told.considered],
        "undated": [_words(quote) for quote in told.undated],
        "refused": [plain(one) for one in told.refused],
    }


def considered_record(considered: Considered, claim: Claim | None) -> Json:
    """Words that were weighed as an act, with the claim that they tell or why they were left out."""
    return {
        "sentence": considered.sentence,
        "words": [_words(quote) for quote in considered.words],
        "types": [{"type": kind.value, "chance": chance} for kind, chance in considered.types],
        "event_id": claim.id if claim else None,
        "left_out": considered.omission.value if considered.omission else None,
        "least": considered.least,
        "by": _words(considered.by) if considered.by else None,
    }


def _words(quote: Quote) -> Json:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def published_record(published: Published | None) -> Json | None:
    """A publication date with how it is known and how far it can be trusted."""
    if published is None:
        return None
    return {
        "date": published.day.isoformat(),
        "time": published.time,
        "known": published.known.value,
        "reliability": published.reliability.value,
    }


def plain(value: Any) -> Any:
    """Any record as JSON's own values: records and mappings to dicts, tuples to lists, dates to ISO text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its name, the kind of its cells, what it holds, and how that follows from a claim."""

    name: str
    kind: type[str | int | float | bool | date]
    about: str
    cell: Callable[[StoredClaim], Cell]


def row(stored: StoredClaim) -> dict[str, Cell]:
    """A claim as one flat row, by column name."""
    return {column.name: column.cell(stored) for column in COLUMNS}


def _joined(values: Iterable[str | None]) -> str | None:
    """Values in one cell, each once, in order; None where there is none."""
    return SEPARATOR.join(dict.fromkeys(value for value in values if value)) or None


def _parties(pick: Callable[[Claim], tuple[Party, ...]], show: Callable[[Party], str | None]) -> Any:
    return lambda stored: _joined(show(party) for party in pick(stored.claim))


def _voices(claim: Claim) -> tuple[Party, ...]:
    return tuple(voice.party for voice in claim.voices)


def _party_columns(
    name: str, plural: str, about: str, pick: Callable[[Claim], tuple[Party, ...]]
) -> tuple[Column, ...]:
    return (
        Column(name=plural, kind=str, about=f"{about}: names", cell=_parties(pick, lambda party: party.name)),
        Column(
            name=f"{name}_countries",
            kind=str,
            about=f"{about}: country codes (ISO 3166 alpha-3 and the codebook's own)",
            cell=_parties(pick, lambda party: party.country),
        ),
        Column(
            name=f"{name}_sectors",
            kind=str,
            about=f"{about}: PLOVER sector codes",
            cell=_parties(pick, lambda party: _joined(party.sectors)),
        ),
    )


def _figure_columns(key: FigureKey) -> tuple[Column, ...]:
    def bound(end: str) -> Callable[[StoredClaim], Cell]:
        def cell(stored: StoredClaim) -> Cell:
            return next((getattr(figure, end) for figure in stored.claim.figures if figure.key is key), None)

        return cell

    return tuple(
        Column(
            name=f"{key.value}_{end}",
            kind=int,
            about=f"{'Lowest' if end == 'min' else 'Highest'} number told for `{key.value}`; empty where left open",
            cell=bound(end),
        )
        for end in ("min", "max")
    )


COLUMNS: tuple[Column, ...] = (
    Column(name="event_id", kind=str, about="The claim's id", cell=lambda s: str(s.claim.id)),
    Column(name="event", kind=str, about="Id of the event that the claim is judged to tell of", cell=lambda s: s.event),
    Column(
        name="doc_id", kind=str, about="Id of the article; `@2` is its second version", cell=lambda s: s.claim.document
    ),
    Column(name="published", kind=date, about="Day of publication", cell=lambda s: s.published),
    Column(name="title", kind=str, about="Headline of the article", cell=lambda s: s.title),
    Column(name="publisher", kind=str, about="Outlet", cell=lambda s: s.publisher),
    Column(name="url", kind=str, about="Address of the article", cell=lambda s: s.url),
    Column(name="type", kind=str, about="PLOVER event type", cell=lambda s: s.claim.type.value),
    Column(name="modes", kind=str, about="PLOVER modes", cell=lambda s: _joined(s.claim.modes)),
    Column(name="contexts", kind=str, about="PLOVER contexts", cell=lambda s: _joined(s.claim.contexts)),
    Column(name="quad", kind=str, about="Quad class of the type", cell=lambda s: QUADS[s.claim.type].value),
    Column(
        name="intensity",
        kind=float,
        about="Conflict–cooperation score, −10 to 10",
        cell=lambda s: act_intensity(s.claim),
    ),
    Column(
        name="status", kind=str, about="Whether the text says that it took place", cell=lambda s: s.claim.status.value
    ),
    Column(name="hedged", kind=bool, about="Is it marked as unconfirmed?", cell=lambda s: s.claim.hedged),
    *_party_columns("actor", "actors", "Who does it", lambda claim: claim.actors),
    *_party_columns("recipient", "recipients", "To whom it is directed", lambda claim: claim.recipients),
    Column(
        name="date_start",
        kind=date,
        about="First day of the act; empty where the text tells no time",
        cell=lambda s: s.claim.when.start if s.claim.when else None,
    ),
    Column(
        name="date_end",
        kind=date,
        about="Last day of the act, included",
        cell=lambda s: s.claim.when.end if s.claim.when else None,
    ),
    Column(
        name="date_grain",
        kind=str,
        about="How precisely the time is told",
        cell=lambda s: s.claim.when.grain.value if s.claim.when else None,
    ),
    Column(
        name="place",
        kind=str,
        about="Where it took place",
        cell=lambda s: s.claim.place.name if s.claim.place else None,
    ),
    Column(
        name="place_country",
        kind=str,
        about="Country code of the place",
        cell=lambda s: s.claim.place.country if s.claim.place else None,
    ),
    Column(
        name="lat",
        kind=float,
        about="Latitude of the place, WGS 84 degrees",
        cell=lambda s: s.claim.place.lat if s.claim.place else None,
    ),
    Column(
        name="lon",
        kind=float,
        about="Longitude of the place, WGS 84 degrees",
        cell=lambda s: s.claim.place.lon if s.claim.place else None,
    ),
    Column(
        name="place_precision",
        kind=str,
        about="What the point of the place stands for: point, city, region or country",
        cell=lambda s: s.claim.place.precision.value if s.claim.place and s.claim.place.precision else None,
    ),
    *_party_columns("source", "sources", "Who says so, the nearest speaker first", _voices),
    Column(
        name="source_anonymous",
        kind=bool,
        about="Is one of the sources unnamed?",
        cell=lambda s: any(voice.anonymous for voice in s.claim.voices),
    ),
    Column(
        name="condition",
        kind=str,
        about="The words on which it depends",
        cell=lambda s: s.claim.condition.text if s.claim.condition else None,
    ),
    *(column for key in FigureKey for column in _figure_columns(key)),
    Column(
        name="quote",
        kind=str,
        about="The words of the article that report it; several pieces are joined by “ […] ”",
        cell=lambda s: " […] ".join(evidence.quote.text for evidence in s.claim.evidence),
    ),
    Column(
        name="quote_start",
        kind=int,
        about="Where the first piece starts in the article's text, in code points",
        cell=lambda s: s.claim.evidence[0].quote.start,
    ),
    Column(
        name="quote_end",
        kind=int,
        about="Where the first piece ends, not included",
        cell=lambda s: s.claim.evidence[0].quote.end,
    ),
    Column(name="coder", kind=str, about="Engine and version that coded it", cell=lambda s: s.claim.coder or None),
    Column(
        name="current",
        kind=bool,
        about="Is the claim from the article's current version?",
        cell=lambda s: s.current,
    ),
)
"""The columns of a table, in order."""
