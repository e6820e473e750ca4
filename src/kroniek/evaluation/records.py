"""Coded events as an evaluation sees them: records of the codebook, read without trust.

Gold files and the output of any coder are read into the same frozen record, so the metrics never meet raw JSON. Gold
may leave a field out, which means *not decided* and differs from null: `given` names the fields that the record has.
Values of the wrong kind are read as missing: a coder's slip costs it points and never stops the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kroniek.errors import UsageError
from kroniek.evaluation.dates import Interval, parse_day

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedParty:
    """A party or source: its country's code, its name ("" where it has none), other names, whether it is anonymous."""

    country: str | None
    name: str
    aliases: tuple[str, ...]
    anonymous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """One event of one document. Fields that are not in `given` were left out."""

    document: str
    given: frozenset[str]
    type: str | None
    quotes: tuple[str, ...]
    actors: tuple[CodedParty, ...]
    recipients: tuple[CodedParty, ...]
    sources: tuple[CodedParty, ...]
    modes: frozenset[str]
    date: Interval | None
    status: str | None
    hedged: bool
    has_condition: bool
    condition: str
    figures: frozenset[tuple[str, float | None]]
    place_country: str | None

    @classmethod
    def of(cls, record: Json) -> CodedEvent:
        """The event of one codebook record, for example of `kroniek.model.codec.claim_to_json`."""
        condition = _object(record.get("condition"))
        return cls(
            document=record["doc_id"],
            given=frozenset(record),
            type=_text(record.get("type")) or None,
            quotes=tuple(quote for piece in _objects(record.get("evidence")) if (quote := _text(piece.get("quote")))),
            actors=_parties(record.get("actors")),
            recipients=_parties(record.get("recipients")),
            sources=_parties(record.get("sources")),
            modes=frozenset(_text(mode) for mode in _list(record.get("mode"))),
            date=_interval(record.get("date")),
            status=_text(record.get("status")) or None,
            hedged=bool(record.get("hedged")),
            has_condition=bool(condition),
            condition=_text(condition.get("text")),
            figures=frozenset((key, _lowest(value)) for key, value in _object(record.get("figures")).items()),
            place_country=_text(_object(record.get("place")).get("country")) or None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What was coded: the documents, some perhaps without events, and the events of each in order."""

    documents: frozenset[str]
    events: Mapping[str, tuple[CodedEvent, ...]]

    @classmethod
    def of(cls, records: Iterable[Json]) -> Coding:
        """The coding of codebook records; a record {"docs": [...]} names documents that were read.

        Raises `UsageError` where a record has no `doc_id`.
        """
        documents: set[str] = set()
        events: dict[str, list[CodedEvent]] = {}
        for number, record in enumerate(records, 1):
            if "docs" in record:
                documents.update(record["docs"])
                continue
            if "doc_id" not in record:
                raise UsageError(f"record {number} has no doc_id, so it belongs to no document; see the codebook")
            documents.add(record["doc_id"])
            events.setdefault(record["doc_id"], []).append(CodedEvent.of(record))
        return cls(
            documents=frozenset(documents),
            events={document: tuple(coded) for document, coded in events.items()},
        )

    def of_document(self, document: str) -> tuple[CodedEvent, ...]:
        """The events of this document, in order."""
        return self.events.get(document, ())


def read_coding(path: Path) -> Coding:
    """The coding in a JSON Lines file of codebook records.

    Raises `UsageError`, with file and line, where the file cannot be read or a line is no record.
    """
    return Coding.of(_records(path))


def _records(path: Path) -> Iterator[Json]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}; give a file of codebook records, one per line") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(record, dict) or not ("docs" in record or "doc_id" in record):
            raise UsageError(f"{path}:{number}: no doc_id, so the record belongs to no document; see the codebook")
        yield record


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Json]:
    return [item for item in _list(value) if isinstance(item, dict)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _parties(value: object) -> tuple[CodedParty, ...]:
    return tuple(
        CodedParty(
            country=_text(party.get("country")) or None,
            name=_text(party.get("name")) or _text(party.get("text")),
            aliases=tuple(_text(alias) for alias in _list(party.get("aliases"))),
            anonymous=bool(party.get("anonymous")),
        )
        for party in _objects(value)
    )


def _lowest(figure: object) -> float | None:
    value = _object(figure).get("min")
    return value if isinstance(value, int | float) else None


def _interval(value: object) -> Interval | None:
    if not value:
        return None
    record = _object(value)
    start, end = record.get("start"), record.get("end") or record.get("start")
    return Interval(start=parse_day(start), end=parse_day(end, last=True), grain=record.get("grain", "day") or "")
