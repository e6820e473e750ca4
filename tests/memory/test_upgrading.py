"""A chronicle of every released version comes up to today's tables and says the same.

`data/chronicle-0001.json` holds the rows that version 0001 kept of five articles: two near-copies, an article that
changed, one without a date or a claim; and a reject.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Boolean, Connection, Date, MetaData

from kroniek.memory import backing, open_store, opening
from kroniek.memory.store import Query
from kroniek.memory.tables import SCHEMA
from tests.build import claim, document
from tests.memory.conftest import CLOCK, keep

ROWS = json.loads((Path(__file__).parent / "data" / "chronicle-0001.json").read_text(encoding="utf-8"))
FOLDER = Path(opening.__file__).parent / "migrations"


@pytest.fixture
def old(db, monkeypatch):
    """The address of a chronicle of version 0001."""
    monkeypatch.setattr(opening, "_migrate", _first_step)
    engine = opening.open_engine(db, read_only=False, create=True)
    monkeypatch.undo()
    with engine.begin() as connection:
        _fill(connection)
    engine.dispose()
    return db


def _first_step(engine):
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


def _fill(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection, only=list(ROWS))
    for name, rows in ROWS.items():
        dates = [column.name for column in tables.tables[name].c if isinstance(column.type, Date)]
        flags = [column.name for column in tables.tables[name].c if isinstance(column.type, Boolean)]
        for row in rows:
            changed = {key: date.fromisoformat(row[key]) for key in dates if row[key]}
            changed |= {key: bool(row[key]) for key in flags}
            connection.execute(tables.tables[name].insert().values(row | changed))


def told(where):
    return claim(where, "veroordeelt", "ACCUSE", actors=["Rusland/RUS"], recipients=["Oekraïne/UKR"])


def test_what_was_kept_is_said_as_before(old):
    with open_store(old) as store:
        counts = store.counts()
        assert (counts.schema, counts.documents, counts.versions, counts.copies) == (SCHEMA, 4, 5, 1)
        assert (counts.claims, counts.events, counts.actors, counts.rejects, counts.judgements) == (3, 2, 2, 1, 3)
        claims = list(store.claims(Query(actor="Rusland", other="Oekraïne", all_versions=True)))
        assert [str(one.claim.id) for one in claims] == ["a:6e1f551d", "b:3522bce1", "c:62f12d7c", "c@2:15258264"]
        assert {(one.generation, one.superseded) for one in claims} == {(1, None)}
        assert [actor.as_actor + actor.as_recipient for actor in store.actors()] == [3, 3]


def test_words_are_found_again(old):
    with open_store(old) as store:
        assert [hit.document for hit in store.search("sancties")] == ["b", "a"]
        assert [hit.document for hit in store.search("scherp")] == ["c@2"]


def test_an_upgraded_chronicle_is_kept_on(old):
    with open_store(old, clock=lambda: CLOCK) as store:
        keep(store, document("Rusland veroordeelt de blokkade.", id="f", published="2022-03-05"), told)
        assert store.counts().claims == 4


def test_upgrading_is_done_once(old):
    with open_store(old) as store:
        digest = store.digest()
    with open_store(old) as again:
        assert again.digest() == digest


def test_an_old_chronicle_is_not_asked_before_it_is_upgraded(old):
    if "://" not in old:
        with pytest.raises(opening.StoreError, match=r"older version.*`kroniek upgrade --db "):
            open_store(old, read_only=True)


def test_upgrading_tells_from_which_version_to_which(old):
    assert backing.upgrade(old) == ("0001", SCHEMA)
    assert backing.upgrade(old) == (SCHEMA, SCHEMA)
