"""`kroniek brief`: on the terminal, into files of every format, and what it says where nothing can be told."""

import json

import pytest

from tests.briefing.conftest import fill

WEEK = "2022-03-01..2022-03-07"


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("brief") / "k.db"
    fill(path)
    return str(path)


def test_a_terminal_shows_sentences_with_numbers_and_the_notes_behind_them(run, db):
    found = run("brief", "--about", "Oekraïne", "--period", WEEK, "--db", db)
    lines = found.stdout.splitlines()
    assert lines[0] == "Oekraïne: wat er gemeld is van 1 tot en met 7 maart 2022"
    assert lines[2] == "Wat er nieuw is"
    assert lines[3] == "  Rusland heeft op 1 maart Oekraïne vanuit de lucht aangevallen: “Rusland heeft"
    assert "vielen 83 doden.” [1,2]" in " ".join(found.stdout.split())
    assert "  [2] “Russische bommen troffen dinsdag de haven. Er vielen 5 doden.”" in found.stdout
    assert "       Noorderbode, 3 maart 2022 · artikel bommen, bewering bombs" in found.stdout
    assert max(map(len, lines)) <= 80


def test_english_is_told_in_english(run, db):
    found = run("brief", "--period", WEEK, "--db", db, "--lang", "en")
    assert found.stdout.startswith("The world: what was reported from 1 to 7 March 2022")
    assert "Poland reportedly took measures, reports Reuters" in " ".join(found.stdout.split())


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("b.md", b"# De wereld"),
        ("b.html", b"<!DOCTYPE html>"),
        ("b.pdf", b"%PDF-"),
        ("b.txt", b"De wereld"),
        ("b.json", b"{\n"),
    ],
)
def test_a_file_is_written_in_the_format_of_its_ending(run, db, tmp_path, name, begins):
    file = tmp_path / name
    found = run("brief", "--period", WEEK, "--db", db, "-o", file)
    assert found.exit_code == 0, found.stderr
    assert file.read_bytes().startswith(begins)
    assert f"11 zinnen met 13 noten geschreven naar {file}." in found.stderr


def test_json_is_the_record(run, db):
    record = json.loads(run("brief", "--period", WEEK, "--db", db, "--format", "json").stdout)
    assert record["about"] is None
    assert record["sections"][0]["sentences"][0]["notes"] == [1, 2]


def test_html_goes_to_standard_output_where_it_is_asked_for(run, db):
    assert run("brief", "--period", WEEK, "--db", db, "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_md_is_another_word_for_markdown(run, db):
    told = [run("brief", "--period", WEEK, "--db", db, "--format", name).stdout for name in ("md", "markdown")]
    assert told[0] == told[1]
    assert told[0].startswith("# ")


def test_nothing_to_tell_says_why_and_what_to_do(run, db):
    found = run("brief", "--about", "Atlantis", "--period", WEEK, "--db", db)
    assert found.exit_code == 0
    text = " ".join(found.stdout.split())
    assert "Er is niets te vertellen: deze kroniek kent niemand die Atlantis heet." in text
    assert "Noten" not in text


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ["--period", "soon"],
            "There is no period 'soon'. Choose from day, week, month, a month (2022-03), a year (2022)",
        ),
        (["-o", "brief.doc"], "the ending does not tell a format"),
        (["--as-of", "ooit"], "'ooit' is not a date"),
    ],
)
def test_a_wrong_call_says_what_is_right(run, db, asked, message):
    found = run("brief", "--db", db, *asked)
    assert found.exit_code == 2
    assert message in found.stderr


def test_two_processes_with_other_hashes_write_the_same_bytes(spawn, db, tmp_path):
    told = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.html"
        done = spawn("brief", "--period", WEEK, "--db", db, "-o", file, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        told.append(file.read_bytes())
    assert told[0] == told[1]


@pytest.mark.parametrize("period", ["0001-01", "9999-12"])
def test_the_first_and_the_last_year_there_is_have_nothing_to_tell(run, db, period):
    result = run("brief", "--about", "Rusland", "--period", period, "--db", db)
    assert result.exit_code == 0, result.output
