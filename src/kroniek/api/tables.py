"""Tables that say what they hold: a CSV file each, with a description as the Frictionless Data Package has it.

`CLAIMS` has the columns of every flat table of claims, `PARTIES` a row per party of a claim with its words' offsets,
`EVIDENCE` a row per quotation. Cells that a spreadsheet would take for a formula get an apostrophe before them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from kroniek.api.records import COLUMNS, Cell
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.text import Quote

Row = Mapping[str, Cell]
Words = Callable[[Quote | None], str | None]
Who = Callable[[Party], str]

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""What a package's description says that it is."""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""

_KINDS: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a table: its name, the kind of its cells, what it holds, and whether it is never empty."""

    name: str
    kind: type[str | int | float | bool | date]
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name, what a row is, its fields, those that tell a row apart, and those that point to others.

    `points` has the name of another table for a field of this one; the field that is pointed to is that table's key.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    points: tuple[tuple[str, str], ...] = ()


def fields_of(columns: Iterable[Any], required: Collection[str] = ()) -> tuple[Field, ...]:
    """The fields of columns that are described elsewhere (`COLUMNS`, `EVENT_COLUMNS`)."""
    return tuple(
        Field(name=column.name, kind=column.kind, about=column.about, required=column.name in required)
        for column in columns
    )


CLAIMS = Table(
    name="claims",
    about="One row per claim",
    fields=fields_of(COLUMNS, {"event_id", "doc_id", "type"}),
    key=("event_id",),
    points=(("event", "events"), ("doc_id", "documents")),
)
PARTIES = Table(
    name="parties",
    about="One row per party of a claim",
    fields=(
        Field(name="event_id", kind=str, about="The claim's id", required=True),
        Field(name="role", kind=str, about="actor, recipient or source", required=True),
        Field(
            name="position",
            kind=int,
            about="Place in its list, from 1; of sources the nearest speaker is first",
            required=True,
        ),
        Field(name="name", kind=str, about="Name as a Dutch newspaper prints it", required=True),
        Field(name="country", kind=str, about="ISO 3166 alpha-3 code, or one of the codebook's own"),
        Field(name="sectors", kind=str, about="PLOVER sector codes with a space between"),
        Field(name="wikidata", kind=str, about="Wikidata id"),
        Field(name="actor", kind=str, about="Id of the actor that the party is taken for"),
        Field(name="anonymous", kind=bool, about="Is it an unnamed source?"),
        Field(name="medium", kind=bool, about="Is it a news outlet as a source?"),
        Field(name="text", kind=str, about="The words of the article; empty where only the context tells"),
        Field(name="start", kind=int, about="Where the words start in the article's text, in code points"),
        Field(name="end", kind=int, about="Where the words end, not included"),
    ),
    key=("event_id", "role", "position"),
    points=(("event_id", "claims"), ("actor", "actors")),
)
EVIDENCE = Table(
    name="evidence",
    about="One row per quotation of a claim",
    fields=(
        Field(name="event_id", kind=str, about="The claim's id", required=True),
        Field(name="position", kind=int, about="Place in the claim's list, from 1", required=True),
        Field(name="quote", kind=str, about="The words of the article"),
        Field(
            name="start",
            kind=int,
            about="Where the words start in the article's text, in code points",
            required=True,
        ),
        Field(name="end", kind=int, about="Where the words end, not included", required=True),
    ),
    key=("event_id", "position"),
    points=(("event_id", "claims"),),
)


def party_rows(stored: StoredClaim, *, words: Words, who: Who) -> Iterator[dict[str, Cell]]:
    """The rows of `PARTIES` of a claim."""
    claim = stored.claim
    listed: Sequence[tuple[str, Sequence[Party | Voice]]] = (
        ("actor", claim.actors),
        ("recipient", claim.recipients),
        ("source", claim.voices),
    )
    for role, members in listed:
        for position, member in enumerate(members, 1):
            voice = member if isinstance(member, Voice) else None
            party = member.party if isinstance(member, Voice) else member
            yield {
                "event_id": str(claim.id),
                "role": role,
                "position": position,
                "name": party.name,
                "country": party.country,
                "sectors": " ".join(party.sectors) or None,
                "wikidata": party.wikidata,
                "actor": None if voice and voice.anonymous else who(party),
                "anonymous": voice.anonymous if voice else None,
                "medium": voice.medium if voice else None,
                "text": words(party.quote),
                "start": party.quote.start if party.quote else None,
                "end": party.quote.end if party.quote else None,
            }


def evidence_rows(stored: StoredClaim, *, words: Words) -> Iterator[dict[str, Cell]]:
    """The rows of `EVIDENCE` of a claim."""
    for position, evidence in enumerate(stored.claim.evidence, 1):
        quote = evidence.quote
        yield {
            "event_id": str(stored.claim.id),
            "position": position,
            "quote": words(quote),
            "start": quote.start,
            "end": quote.end,
        }


def csv_writer(table: Table, stream: IO[str]) -> Callable[[Row], object]:
    """Write the heading of a table; what is given back writes a row."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in table.fields)
    return lambda row: writer.writerow(map(text_of, row.values()))


def text_of(cell: Cell) -> str:
    """A cell as text, safe for a spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell
    return str(cell)


def resource(table: Table, file: Path, *, path: str, beside: Iterable[Table]) -> dict[str, Any]:
    """The description of a table that is written to a file; it may point to those that lie `beside` it."""
    keys = {other.name: other.key for other in beside}
    points = [_points_to(field, other, keys[other]) for field, other in table.points if other in keys]
    return {
        "name": table.name,
        "path": path,
        "description": table.about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256(file)}",
        "schema": {"fields": list(map(_described, table.fields)), "primaryKey": list(table.key), "missingValues": [""]}
        | ({"foreignKeys": points} if points else {}),
    }


def _described(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": _KINDS[field.kind], "description": field.about}
    return told | ({"constraints": {"required": True}} if field.required else {})


def _points_to(field: str, other: str, key: Sequence[str]) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": other, "fields": list(key)}}


def sha256(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
