"""Records to rows and back: the only place that knows which column holds which field.

`document_of(document_row(document)) == document` and likewise for claims. A claim's row holds the whole record as the
codebook's JSON; the columns beside it are for asking and say nothing that the record does not say.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Row

from kroniek.model.claim import Claim
from kroniek.model.codec import claim_from_json, claim_to_json
from kroniek.model.text import (
    Document,
    DocumentId,
    Known,
    LiveItem,
    Mark,
    MarkKind,
    Published,
    Reliability,
    Source,
)
from kroniek.strings.fold import fold

Values = dict[str, Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(record: object) -> str:
    """JSON without spaces, letters as they are, keys in the order of the codebook: one record has one form."""
    return _ENCODER.encode(record)


def document_row(document: Document) -> Values:
    """The columns that come from the document itself."""
    published = document.published
    items = [[item.start, item.end, item.time, item.day.isoformat() if item.day else None] for item in document.items]
    return {
        "content_hash": document.content_hash,
        "source_address": document.source.address,
        "source_part": document.source.part,
        "source_format": document.source.format,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published_day": published.day if published else None,
        "published_time": published.time if published else None,
        "published_known": published.known.value if published else None,
        "published_reliability": published.reliability.value if published else None,
        "marks": canonical([[mark.start, mark.end, mark.kind.value] for mark in document.marks]),
        "items": canonical(items),
        "text": document.text,
    }


def document_of(row: Row[Any]) -> Document:
    """The document of a row of `documents`; its id is the key."""
    return Document(
        id=DocumentId(row.key),
        text=row.text,
        source=Source(address=row.source_address, part=row.source_part, format=row.source_format),
        content_hash=row.content_hash,
        title=row.title,
        published=_published(row),
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        marks=marks_of(row.marks),
        items=tuple(
            LiveItem(start=start, end=end, time=time, day=date.fromisoformat(day) if day else None)
            for start, end, time, day in json.loads(row.items)
        ),
    )


def marks_of(column: str) -> tuple[Mark, ...]:
    """The marks in a `marks` column."""
    return tuple(Mark(start=start, end=end, kind=MarkKind(kind)) for start, end, kind in json.loads(column))


def _published(row: Row[Any]) -> Published | None:
    if row.published_day is None:
        return None
    return Published(
        day=row.published_day,
        known=Known(row.published_known),
        reliability=Reliability(row.published_reliability),
        time=row.published_time,
    )


def claim_row(claim: Claim, *, published: date | None) -> Values:
    """The columns that come from the claim and its document's day of publication."""
    when = claim.when
    return {
        "id": claim.id,
        "type": claim.type.value,
        "status": claim.status.value,
        "hedged": claim.hedged,
        "first_day": when.start if when else published,
        "last_day": when.end if when else published,
        "start": claim.evidence[0].quote.start,
        "record": canonical(claim_to_json(claim)),
        **claim_columns(claim),
    }


def claim_columns(claim: Claim) -> Values:
    """The columns of a claim's row that say where it took place."""
    place = claim.place
    return {
        "place": fold(place.name) if place else None,
        "place_country": place.country if place else None,
    }


def claim_of(record: str) -> Claim:
    """The claim of a `record` column."""
    return claim_from_json(json.loads(record))
