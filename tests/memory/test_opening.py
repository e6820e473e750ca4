"""What a chronicle is opened on: files that are none, places where nothing can be written, two writers at once."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from kroniek.errors import (
    DamagedStoreError,
    FullDiskError,
    LockedStoreError,
    NewerStoreError,
    StoreError,
)
from kroniek.memory import open_store
from kroniek.memory.opening import shown
from tests.build import document
from tests.memory.conftest import keep, keep_all


def fill(path: Path, count: int = 3) -> None:
    with open_store(path) as store:
        for i in range(count):
            keep(store, document(f"Bericht {i}.", id=f"b{i}"))


def test_a_chronicle_is_made_where_none_is(tmp_path):
    fill(tmp_path / "a.db")
    with open_store(tmp_path / "a.db", create=False) as store:
        assert store.counts().documents == 3


def test_opening_again_changes_nothing(tmp_path):
    path = tmp_path / "a.db"
    fill(path)
    before = path.read_bytes()
    with open_store(path) as store:
        assert store.counts().documents == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}, {"read_only": True, "create": False}])
def test_asking_makes_no_chronicle(tmp_path, options):
    with pytest.raises(StoreError, match="there is no chronicle here"):
        open_store(tmp_path / "a.db", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_chronicle(tmp_path):
    with pytest.raises(StoreError, match="this is a folder"):
        open_store(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "nergens" / "a.db")


@pytest.mark.parametrize("content", [b"Dit is een brief, geen database.", b"x", b"SQLite format 3\0" + b"rommel" * 500])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "brief.txt"
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError, match="not a chronicle"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_becomes_a_chronicle(tmp_path):
    path = tmp_path / "a.db"
    path.touch()
    fill(path)


def test_an_empty_file_is_no_chronicle_to_ask(tmp_path):
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store(path, create=False)
    with pytest.raises(StoreError, match="is empty"):
        open_store(path, read_only=True)


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "anders.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("CREATE TABLE judgements (x)")
    connection.close()
    with pytest.raises(DamagedStoreError, match="another program"):
        open_store(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(DamagedStoreError, match="other tables"):
        open_store(path)


def test_a_newer_chronicle_is_left_alone(tmp_path):
    path = tmp_path / "a.db"
    fill(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="newer version of Kroniek"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_damaged_chronicle_says_so(tmp_path):
    path = tmp_path / "a.db"
    fill(path, 40)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(DamagedStoreError, match="damaged"), open_store(path) as store:
        list(store.documents())


def test_two_writers_of_one_document_keep_it_once(tmp_path):
    path = tmp_path / "a.db"
    letter = document("Een brief.", id="brief")
    with open_store(path) as first, open_store(path) as second:
        places = [store.place(letter) for store in (first, second)]
        first.add(letter, [], placement=places[0])
        with pytest.raises(LockedStoreError, match="run the same command again"):
            second.add(letter, [], placement=places[1])
        assert second.counts().versions == 1


def test_a_full_disk_keeps_what_was_kept(tmp_path):
    """SQLite reports SQLITE_FULL at its page limit as it does where the disk has no room."""
    path = tmp_path / "a.db"
    fill(path)
    with open_store(path) as store:
        raw = store._engine.raw_connection()
        pages = raw.cursor().execute("PRAGMA page_count").fetchone()[0]
        raw.cursor().execute(f"PRAGMA max_page_count={pages + 4}")
        raw.close()  # goes back to the pool, from which the next statement takes it
        long = [document(f"Lang bericht {i}. " * 500, id=f"lang{i}") for i in range(50)]
        with pytest.raises(FullDiskError, match="Make room"):
            keep_all(store, long)
        kept = store.counts().documents
    with open_store(path) as store:
        assert store.counts().documents == kept >= 3
        keep(store, document("Er is weer plaats.", id="ruimte"))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no limit on file sizes")
def test_a_limit_on_file_size_keeps_what_was_kept(tmp_path):
    path = tmp_path / "a.db"
    fill(path)
    script = textwrap.dedent("""
        import resource, signal, sys
        from kroniek.errors import FullDiskError
        from kroniek.memory import open_store
        from tests.build import document
        from tests.memory.conftest import keep, keep_all
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        try:
            with open_store(sys.argv[1]) as store:
                for i in range(500):
                    keep(store, document(f"Lang bericht {i}. " * 200, id=f"lang{i}"))
        except FullDiskError as error:
            print(error)
            sys.exit(7)
    """)
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 7, done.stderr
    assert "what was kept so far stays" in done.stdout
    with open_store(path) as store:
        kept = store.counts().documents
        assert kept >= 3
        assert len([one.document.text for one in store.documents()]) == kept
        keep(store, document("Er is weer plaats.", id="ruimte"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_file_without_rights_is_named(tmp_path):
    path = tmp_path / "a.db"
    fill(path)
    path.chmod(0o444)
    with pytest.raises(StoreError, match="rights"), open_store(path) as store:
        keep(store, document("Nog een.", id="nieuw"))


@pytest.mark.parametrize(
    ("db", "message"),
    [
        ("mysql://x/y", "SQLite or PostgreSQL"),
        ("onzin://x", "SQLite or PostgreSQL|not the address"),
        ("://", "not the address"),
        (":memory:", "kept in a file"),
        ("postgresql://els:geheim@127.0.0.1:1/kroniek", "gave no connection"),
    ],
)
def test_an_address_that_leads_nowhere_is_explained(db, message):
    if db.startswith("postgresql"):
        pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=message) as caught:
        open_store(db)
    assert "geheim" not in str(caught.value)


def test_a_password_is_never_shown():
    assert shown("postgresql://els:geheim@server/kroniek") == "postgresql://els:***@server/kroniek"
    assert shown(Path("a") / "b.db") == str(Path("a") / "b.db")


def test_a_sqlite_url_is_a_path(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        keep(store, document())
    assert (tmp_path / "a.db").exists()


def test_a_name_with_odd_characters_is_a_file_like_any_other(tmp_path):
    path = tmp_path / "mijn 100%? kroniek#1.db"
    fill(path)
    assert path.exists()
    with open_store(path, read_only=True) as store:
        assert store.counts().documents == 3


def test_the_ids_that_were_placed_are_let_go_when_they_are_added(tmp_path):
    with open_store(tmp_path / "a.db") as store:
        keep(store, document("Een.", id="a"))
        keep(store, replace(document("Een.", id="a"), title="T"))
        assert store._placed == {}
