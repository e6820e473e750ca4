"""Copies of a chronicle: whole or not there, the same in digest, and never in place of another."""

import json
import sqlite3
import subprocess
import sys

import pytest

from kroniek.memory import backing, open_store
from kroniek.model.judgement import Judgement, JudgementKind
from tests import build
from tests.faces.conftest import attack, talks


def digest(run, db):
    return json.loads(run("status", "--db", db, "--json").stdout)["digest"]


def test_a_copy_that_is_put_back_says_the_same(run, db, tmp_path):
    copy, again = tmp_path / "kopie.db", tmp_path / "weer.db"
    assert run("backup", copy, "--db", db).exit_code == 0
    done = run("restore", copy, "--db", again)
    assert (done.exit_code, digest(run, db) in done.stderr) == (0, True)
    assert digest(run, again) == digest(run, copy) == digest(run, db)
    assert run("search", "Kiev", "--db", again).stdout == run("search", "Kiev", "--db", db).stdout
    with sqlite3.connect(again) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_what_exists_is_not_replaced_unless_forced(run, db, tmp_path):
    copy = tmp_path / "kopie.db"
    copy.write_text("iets anders")
    refused = run("backup", copy, "--db", db)
    assert (refused.exit_code, copy.read_text()) == (2, "iets anders")
    assert run("backup", copy, "--db", db, "--force").exit_code == 0
    assert run("restore", copy, "--db", db).exit_code == 2
    assert run("backup", db, "--db", db, "--force").exit_code == 2


def test_a_chronicle_on_a_server_is_sent_to_its_own_tools(run, tmp_path):
    refused = run("backup", tmp_path / "kopie.db", "--db", "postgresql://u:geheim@localhost/kroniek")
    assert refused.exit_code == 2
    assert "pg_dump" in refused.stderr
    assert "geheim" not in refused.stderr


def test_what_is_not_yet_committed_by_a_writer_is_not_in_the_copy(run, db, tmp_path):
    copy = tmp_path / "kopie.db"
    writer = sqlite3.connect(db, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE documents SET title = 'half'")
    done = run("backup", copy, "--db", db)
    writer.execute("COMMIT")
    writer.close()
    assert done.exit_code == 0
    assert digest(run, copy) != digest(run, db)


def test_a_writer_that_commits_during_the_copy_does_not_mix_into_it(db, tmp_path, monkeypatch):
    before = backing.back_up(db, str(tmp_path / "eerst.db"))
    true_digest, calls = backing.counting.digest, []

    def digest_then_write(connection):
        found = true_digest(connection)
        if not calls:
            calls.append(found)
            document = build.document("Polen praat met Oekraïne.", id="later", published="2022-06-01")
            with open_store(db) as store:
                store.add(document, [], placement=store.place(document))
        return found

    monkeypatch.setattr(backing.counting, "digest", digest_then_write)
    assert backing.back_up(db, str(tmp_path / "kopie.db")) == before


def test_a_process_that_is_killed_before_the_renaming_leaves_no_file_of_that_name(db, tmp_path):
    copy = tmp_path / "kopie.db"
    code = (
        "import os, sys\n"
        "from kroniek.memory import backing\n"
        "backing._appear = lambda *_, **__: os._exit(9)\n"
        "backing.back_up(*sys.argv[1:])\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, db, str(copy)], check=False, timeout=60)
    assert (killed.returncode, copy.exists()) == (9, False)


def test_a_copy_that_is_interrupted_leaves_nothing_at_all(db, tmp_path, monkeypatch):
    def die(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(backing, "_appear", die)
    folder = tmp_path / "kopieën"
    folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        backing.back_up(db, str(folder / "kopie.db"))
    assert list(folder.iterdir()) == []


def test_upgrading_what_is_of_this_version_changes_nothing(run, db):
    before = digest(run, db)
    done = run("upgrade", "--db", db)
    assert (done.exit_code, "niets veranderd" in done.stderr) == (0, True)
    assert digest(run, db) == before


def test_upgrading_makes_no_chronicle(run, tmp_path):
    assert run("upgrade", "--db", tmp_path / "geen.db").exit_code == 3
    assert not (tmp_path / "geen.db").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE documents SET text = 'X' || text WHERE key = 'aanval'", "citaat van aanval:"),
        ("UPDATE documents SET text = text || ' en meer' WHERE key = 'aanval'", "heeft niet meer de tekst"),
        ("UPDATE claims SET record = '{}' WHERE document = 1", "is niet te lezen"),
        ("UPDATE judgements SET \"left\" = 'weg'", "noemt wat er niet is: weg"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "artikel aanval is niet te vinden"),
        ("DELETE FROM actors", "verwijzing: "),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(run, db, change, told):
    assert run("verify", "--db", db).exit_code == 0
    left, right = sorted((str(attack().id), str(talks().id)))
    judgement = Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="user", reason="")
    with open_store(db) as store:
        store.judge(judgement)
    assert run("verify", "--db", db).exit_code == 0
    with sqlite3.connect(db) as connection:
        connection.execute(change)
    connection.close()
    found = run("verify", "--db", db)
    assert (found.exit_code, told in found.stdout, "kroniek " in found.stderr) == (1, True, True)


@pytest.mark.parametrize("table", ["sides", "members", "tallies"])
def test_what_follows_from_the_content_is_compared_and_made_again(run, db, table):
    left, right = sorted((str(attack().id), str(talks().id)))
    judgement = Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="user", reason="")
    with open_store(db) as store:
        store.judge(judgement)
    before = run("actors", "--db", db).stdout, run("timeline", "--actor", "Rusland", "--db", db).stdout
    with sqlite3.connect(db) as connection:
        connection.execute(f"DELETE FROM {table}")
    connection.close()
    found = run("verify", "--db", db)
    assert (found.exit_code, table in found.stdout, "verify --repair" in found.stderr) == (1, True, True)
    assert run("verify", "--db", db, "--repair").exit_code == 0
    assert (run("actors", "--db", db).stdout, run("timeline", "--actor", "Rusland", "--db", db).stdout) == before


def test_a_damaged_index_is_made_again(run, db):
    before = run("search", "Kiev", "--db", db).stdout
    with sqlite3.connect(db) as connection:
        connection.execute("DELETE FROM search_data WHERE id > 10")
    connection.close()
    assert "is niet te vinden" in run("verify", "--db", db).stdout
    assert run("verify", "--db", db, "--repair").exit_code == 0
    assert run("search", "Kiev", "--db", db).stdout == before


def test_a_broken_index_is_made_again(run, db):
    before = digest(run, db), run("search", "Kiev", "--db", db).stdout
    with sqlite3.connect(db) as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.close()
    assert run("verify", "--db", db, "--repair").exit_code == 0
    assert (digest(run, db), run("search", "Kiev", "--db", db).stdout) == before
    assert run("verify", "--db", db).exit_code == 0
