"""A Frictionless data package (version 2): a ZIP of tables that describe themselves.

`claims.csv` has the columns of the CSV, `parties.csv` a row per party of a claim with its words' offsets,
`evidence.csv` a row per quotation; `datapackage.json` tells every column's kind and meaning, and which columns point to
which. Lost are only reasons and notes. Files in the archive bear no time, so the same claims give the same bytes. No
licence is given: the words are those of the articles, and their rights are for whoever publishes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO, Any

from kroniek.api.records import COLUMNS
from kroniek.faces.exports.table import cells, text_of
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the first that ZIP knows."""

KINDS: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}
Field = dict[str, Any]


def _field(name: str, kind: str, about: str, *, required: bool = False) -> Field:
    return {"name": name, "type": kind, "description": about} | (
        {"constraints": {"required": True}} if required else {}
    )


CLAIM_FIELDS = [
    _field(column.name, KINDS[column.kind], column.about, required=column.name in {"event_id", "doc_id", "type"})
    for column in COLUMNS
]
PARTY_FIELDS = [
    _field("event_id", "string", "The claim's id", required=True),
    _field("role", "string", "actor, recipient or source", required=True),
    _field("position", "integer", "Place in its list, from 1; of sources the nearest speaker is first", required=True),
    _field("name", "string", "Name as a Dutch newspaper prints it", required=True),
    _field("country", "string", "ISO 3166 alpha-3 code, or one of the codebook's own"),
    _field("sectors", "string", "PLOVER sector codes with a space between"),
    _field("wikidata", "string", "Wikidata id"),
    _field("actor", "string", "Id of the actor that the party is taken for"),
    _field("anonymous", "boolean", "Is it an unnamed source?"),
    _field("medium", "boolean", "Is it a news outlet as a source?"),
    _field("text", "string", "The words of the article; empty where only the context tells"),
    _field("start", "integer", "Where the words start in the article's text, in code points"),
    _field("end", "integer", "Where the words end, not included"),
]
EVIDENCE_FIELDS = [
    _field("event_id", "string", "The claim's id", required=True),
    _field("position", "integer", "Place in the claim's list, from 1", required=True),
    _field("quote", "string", "The words of the article"),
    _field("start", "integer", "Where the words start in the article's text, in code points", required=True),
    _field("end", "integer", "Where the words end, not included", required=True),
]
TABLES: dict[str, tuple[str, list[Field], list[str]]] = {
    "claims": ("One row per claim", CLAIM_FIELDS, ["event_id"]),
    "parties": ("One row per party of a claim", PARTY_FIELDS, ["event_id", "role", "position"]),
    "evidence": ("One row per quotation of a claim", EVIDENCE_FIELDS, ["event_id", "position"]),
}


def write(claims: Claims, stream: IO[bytes], how: How, tally: Tally) -> None:
    """Write the tables to temporary files in one reading, then all of them to the archive."""
    with tempfile.TemporaryDirectory(prefix="kroniek-") as folder:
        files = {name: Path(folder) / f"{name}.csv" for name in TABLES}
        _tables(counted(claims, tally), files, how)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, file in files.items():
                _pack(archive, f"{name}.csv", file)
            described = json.dumps(_package(files), ensure_ascii=False, indent=1).encode()
            archive.writestr(_entry("datapackage.json"), described)


def _tables(claims: Iterator[StoredClaim], files: dict[str, Path], how: How) -> None:
    with ExitStack() as stack:
        writers = {}
        for name, file in files.items():
            opened = stack.enter_context(file.open("w", encoding="utf-8", errors="backslashreplace", newline=""))
            writers[name] = csv.writer(opened, lineterminator="\n")
            writers[name].writerow(field["name"] for field in TABLES[name][1])
        for stored in claims:
            writers["claims"].writerow(map(text_of, cells(stored, how).values()))
            writers["parties"].writerows(map(text_of, row) for row in _parties(stored, how))
            for position, evidence in enumerate(stored.claim.evidence, 1):
                quote = evidence.quote
                row = (str(stored.claim.id), position, how.words(quote), quote.start, quote.end)
                writers["evidence"].writerow(map(text_of, row))


def _parties(stored: StoredClaim, how: How) -> Iterator[tuple[Any, ...]]:
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
            quote = party.quote
            yield (
                str(claim.id),
                role,
                position,
                party.name,
                party.country,
                " ".join(party.sectors) or None,
                party.wikidata,
                None if voice and voice.anonymous else how.who(party),
                voice.anonymous if voice else None,
                voice.medium if voice else None,
                how.words(quote),
                quote.start if quote else None,
                quote.end if quote else None,
            )


def _package(files: dict[str, Path]) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "name": "kroniek",
        "title": "Claims of a chronicle of Dutch news on international politics",
        "description": "Who did or said what to whom, when, where, on whose word; whether it happened, is planned, "
        "conditional or denied; with the words of the article. The codebook is Kroniek's, on PLOVER 2.0.",
        "resources": [_resource(name, file) for name, file in files.items()],
    }


def _resource(name: str, file: Path) -> dict[str, Any]:
    about, fields, key = TABLES[name]
    points = [] if name == "claims" else [_points_to_claims()]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_sha256(file)}",
        "schema": {"fields": fields, "primaryKey": key, "missingValues": [""]}
        | ({"foreignKeys": points} if points else {}),
    }


def _points_to_claims() -> dict[str, Any]:
    return {"fields": ["event_id"], "reference": {"resource": "claims", "fields": ["event_id"]}}


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=EPOCH)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def _pack(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    with file.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as target:
        while block := source.read(1 << 20):
            target.write(block)
