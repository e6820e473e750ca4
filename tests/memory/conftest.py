"""One suite for every store: `db` is the address of an empty one, on SQLite and, where a server is named, PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kroniek.memory import open_store
from kroniek.memory.sql import SqlStore
from kroniek.memory.store import Added, Placement
from kroniek.model.claim import Claim
from kroniek.model.text import Document
from tests.postgresql import SERVER, schema

CLOCK = datetime(2025, 12, 31, 12, tzinfo=UTC)

Code = Callable[[Document], Claim]


@pytest.fixture(params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "kroniek.db")
    else:
        yield from schema(f"test_{os.getpid()}")


@pytest.fixture
def store(db: str) -> Iterator[SqlStore]:
    with open_store(db, clock=lambda: CLOCK) as store:
        yield store


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims are joined only where the test says so."""
    monkeypatch.setattr("kroniek.memory.joiner.Joiner.add", lambda *_, **__: None)


def keep(store: SqlStore, document: Document, *code: Code) -> Placement:
    """Place and add a document as the pipeline does; `code` makes its claims."""
    placement = store.place(document)
    if placement.added is not Added.KNOWN:
        placed = replace(document, id=placement.key)
        store.add(placed, [make(placed) for make in code], placement=placement)
    return placement


def keep_all(store: SqlStore, documents: Iterable[Document], *code: Code) -> list[Placement]:
    return [keep(store, document, *code) for document in documents]
