"""From an empty database to the tables of today."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event

import kroniek.memory.migrations
from kroniek.errors import StoreError
from kroniek.memory import open_store, opening
from kroniek.memory.tables import APPLICATION, SCHEMA, metadata

FOLDER = Path(kroniek.memory.migrations.__file__).parent


def test_the_migrated_tables_are_those_of_the_code(store):
    with store._engine.connect() as connection:
        options = {"compare_type": True, "include_name": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def _is_ours(name, type_, _parents):
    return type_ != "table" or not name.startswith("search")


def test_the_newest_step_is_the_one_that_the_code_expects():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)
    assert steps.get_heads() == [SCHEMA]


def test_a_chronicle_bears_its_mark(tmp_path):
    with open_store(tmp_path / "a.db"):
        pass
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_step_that_is_cut_short_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    made = []

    def cut(engine):
        @event.listens_for(engine, "before_cursor_execute")
        def _before(_c, _cursor, statement, *_):
            made.append(statement)
            if "CREATE TABLE rejects" in statement:
                raise KeyboardInterrupt

        migrate(engine)

    migrate = opening._migrate
    monkeypatch.setattr(opening, "_migrate", cut)
    with pytest.raises(KeyboardInterrupt):
        open_store(path)
    assert any("CREATE TABLE documents" in statement for statement in made)
    monkeypatch.setattr(opening, "_migrate", migrate)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    engine.dispose()
    assert [name for name in tables if "alembic" not in name] == []
    with open_store(path) as store:
        assert store.counts().documents == 0


def test_a_chronicle_without_its_first_step_is_not_asked(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    monkeypatch.setattr(opening, "_migrate", lambda engine: engine.connect().close())
    with open_store(path):
        pass
    monkeypatch.undo()
    with pytest.raises(StoreError, match="is empty"):
        open_store(path, read_only=True)
