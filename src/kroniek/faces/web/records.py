"""Records as they leave this machine: those of `kroniek.api.records`, without the folders in which files lay.

Where an article was read from may be a path of whoever serves the chronicle, and that is nobody else's business: of a
path the name is told, of an address all of it.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from kroniek.api import records
from kroniek.memory.store import StoredDocument
from kroniek.model.text import Rejected, Source
from kroniek.model.watching import Alert, Saved

Json = dict[str, Any]


def source_name(source: Source) -> str:
    """What a source is called outside this machine."""
    return f"{_name(source.address)}#{source.part}" if source.part else _name(source.address)


def document_record(stored: StoredDocument, *, text: bool = False) -> Json:
    """A document; with its text where it is asked for."""
    return records.document_record(stored, text=text) | {"source": source_name(stored.document.source)}


def reject_record(rejected: Rejected) -> Json:
    """A source that gave no document."""
    address = rejected.source.address
    return records.reject_record(rejected) | {
        "source": source_name(rejected.source),
        "address": _name(address),
        "message": told(rejected),
    }


def saved_record(saved: Saved) -> Json:
    """A saved question, without the clock and the numbers by which it is watched."""
    left_out = {"after", "seen", "made_at"}
    return {name: value for name, value in records.plain(saved).items() if name not in left_out}


def alert_record(alert: Alert) -> Json:
    """An alert, without the clock."""
    return {name: value for name, value in records.plain(alert).items() if name != "noted_at"}


def told(rejected: Rejected) -> str:
    """Why a source gave no document."""
    address = rejected.source.address
    return rejected.message.replace(address, _name(address)) if address else rejected.message


def _name(address: str) -> str:
    if address.startswith(("http://", "https://", "ingelezen/")):
        return address
    return PurePath(address).name or address
