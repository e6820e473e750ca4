"""`read` and `code`: what is told, what is written, and the exit codes."""

import json

import pytest

from tests import build
from tests.walking import article


@pytest.fixture(autouse=True)
def sources(shelf):
    shelf["goed"] = [article("een"), article("twee", "Vrede.")]
    shelf["half"] = [article("drie"), build.rejected("half/leeg.txt", message="Er staat niets in.")]
    shelf["niets"] = []


def test_reading_tells_what_became_of_it_and_what_to_ask(run, tmp_path):
    db = tmp_path / "proef.db"
    result = run("read", "goed", "--db", db, env={"COLUMNS": "100"})
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 nieuw, 0 al bekend, 0 veranderd; 1 bewering bewaard. Bewaard in" in result.stderr
    assert f"kroniek timeline --db {db}" in result.stderr
    again = run("read", "goed", "--db", db)
    assert again.exit_code == 0
    assert "0 nieuw, 2 al bekend, 0 veranderd; 0 beweringen bewaard" in again.stderr


def test_rejected_sources_are_listed_and_the_exit_code_is_1(run, tmp_path):
    result = run("read", "goed", "half", "weg", "--db", tmp_path / "proef.db")
    assert result.exit_code == 1
    assert "2 bronnen gaven geen artikel:\n  half/leeg.txt\n    geen tekst: Er staat niets in.\n" in result.stderr
    assert "  weg\n    ontbreekt: Is er niet.\n" in result.stderr
    assert "3 nieuw" in result.stderr


def test_a_message_that_many_sources_share_is_told_once(run, shelf, tmp_path):
    shelf["veel"] = [build.rejected(f"{number}.txt") for number in range(12)]
    told = run("read", "veel", "--db", tmp_path / "proef.db").stderr
    assert told.startswith("12 bronnen gaven geen artikel:\n  0.txt\n")
    assert "  9.txt\n  … en nog 2 (-v toont alles)\n    geen tekst: Leeg.\n" in told
    assert told.count("Leeg.") == 1
    assert "  11.txt\n" in run("read", "veel", "-v", "--db", tmp_path / "proef.db").stderr
    assert "  11.txt\n" in run("rejects", "--db", tmp_path / "proef.db").stdout


def test_many_different_messages_are_cut_short_too(run, shelf):
    shelf["veel"] = [build.rejected(f"{number}.txt", message=f"Fout {number}.") for number in range(25)]
    told = run("code", "veel").stderr
    assert "Fout 9." in told
    assert "Fout 10." not in told
    assert "  … en nog 15 (-v toont alles)\n" in told
    assert "Fout 24." in run("code", "veel", "-v").stderr


@pytest.mark.parametrize("command", ["read", "code"])
def test_skipped_files_are_listed_but_are_no_failure(run, shelf, command):
    shelf["map"] = [build.rejected("map/.verborgen", "skipped"), article("vier")]
    result = run(command, "map")
    assert result.exit_code == 0
    assert "1 bestand overgeslagen:\n  map/.verborgen\n    overgeslagen: " in result.stderr
    assert "gaf geen artikel" not in result.stderr


@pytest.mark.parametrize("command", ["read", "code"])
def test_an_empty_source_is_not_the_working_folder(run, command):
    result = run(command, "")
    assert result.exit_code == 2
    assert "A source is empty" in result.stderr


def test_reading_as_json_counts_and_lists(run, tmp_path):
    result = run("read", "half", "--db", tmp_path / "proef.db", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (found["new"], found["claims"], found["documents"], found["interrupted"]) == (1, 1, ["drie"], False)
    assert found["rejected"][0]["source"] == "half/leeg.txt"


def test_nothing_to_read_is_told(run, tmp_path):
    result = run("read", "niets", "--db", tmp_path / "proef.db")
    assert (result.exit_code, result.stderr) == (0, "Er was niets te lezen.\n")


def test_coding_writes_a_record_per_line_and_keeps_nothing(run, tmp_path):
    result = run("code", "goed", "half")
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["doc_id"] for record in found] == ["een", "drie"]
    assert all({"published", "intensity", "evidence", "sources"} <= set(record) for record in found)
    assert "half/leeg.txt" in result.stderr
    assert "2 beweringen in 3 artikelen." in result.stderr
    assert list((tmp_path / "werk").iterdir()) == []


def test_coding_to_a_file_writes_what_would_be_printed(run, tmp_path):
    file = tmp_path / "uit.jsonl"
    result = run("code", "goed", "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text(encoding="utf-8") == run("code", "goed").stdout
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".uit")] == []


def test_coding_twice_gives_the_same_bytes(run):
    assert run("code", "goed").stdout_bytes == run("code", "goed").stdout_bytes


@pytest.mark.parametrize("command", ["read", "code"])
def test_a_part_of_a_date_is_no_day_of_publication(run, monkeypatch, command):
    monkeypatch.undo()  # the real workshops judge what they are given
    result = run(command, "goed", "--published", "2022-03")
    assert result.exit_code == 2
    assert "Give a whole day (2022-03-04)" in result.stderr
