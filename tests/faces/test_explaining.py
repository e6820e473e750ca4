"""`kroniek explain`: what a person reads of a handful of sentences, and what is taken for text or address.

The pages in `tests/pages/explained.*.txt` are made with the engine `rules`. After a change that is meant:
`python -m tests.faces.test_explaining`.
"""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kroniek.faces.cli.main import main

PAGES = Path(__file__).parents[1] / "pages"
SENTENCES = (
    "Frankrijk eist dat Iran de gevangenen vrijlaat. "
    "Volgens Kyiv zou Rusland afgelopen nacht veertig drones op Odesa hebben afgevuurd, meldt persbureau Reuters. "
    "Als Israël het bestand schendt, hervat Hezbollah de raketaanvallen. "
    "De politie pakte dertig betogers op in Minsk. Daarbij vielen twee doden. "
    "Biden zal Zelensky in maart ontmoeten. De spits viel aan. Het regende."
)
VARIANTS = {"nl": (), "en": ("--lang", "en")}


def page(language):
    return PAGES / f"explained.{language}.txt"


def command(language):
    return ["explain", SENTENCES, "--engine", "rules", "--published", "2022-03-04", *VARIANTS[language]]


@pytest.mark.parametrize("language", VARIANTS)
def test_a_person_reads_what_is_coded_and_why_and_what_is_not(run, language):
    assert run(*command(language)).stdout == page(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(len(line) for line in run(*command("nl")).stdout.splitlines()) <= width


def test_a_plain_terminal_gets_plain_characters(spawn):
    told = spawn(*command("nl"), env={"PYTHONIOENCODING": "ascii"})
    assert told.returncode == 0
    assert b"Frankrijk -> Iran" in told.stdout


def test_programs_get_an_array_with_an_object_for_each_text(run, tmp_path):
    for name in ("een", "twee"):
        (tmp_path / f"{name}.txt").write_text("Rusland viel Oekraïne aan.", encoding="utf-8")
    records = json.loads(run("explain", tmp_path, "--engine", "rules", "--json").stdout)
    assert [record["document"]["doc_id"] for record in records] == ["een", "twee"]
    assert [len(record["claims"]) for record in records] == [1, 1]


def test_words_without_quotation_marks_are_one_text(run):
    told = run("explain", "--engine", "rules", "Rusland", "viel", "Oekraïne", "aan.")
    assert told.stdout.startswith("Rusland [viel] Oekraïne [aan].")


def test_standard_input_is_read_where_nothing_is_given_and_for_a_dash(run):
    texts = [run("explain", *given, "--engine", "rules", input="Rusland viel Oekraïne aan.") for given in ((), ("-",))]
    assert texts[0].stdout == texts[1].stdout
    assert texts[0].stdout.startswith("standaardinvoer · datum onbekend")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["geen.txt"], "There is no file 'geen.txt'"),
        (["hier.txt", "Rusland", "valt aan"], "quotation marks"),
        ([" "], "cannot be explained"),
        (["Rusland valt aan.", "--published", "gisteren"], "day of publication"),
        (["Rusland valt aan.", "--engine", "gok"], "engine"),
    ],
)
def test_a_wrong_call_says_what_to_do(run, given, words):
    Path("hier.txt").write_text("Rusland valt aan.", encoding="utf-8")
    told = run("explain", *given)
    assert told.exit_code == 2
    assert words in told.stderr
    assert not told.stdout


def test_a_source_that_gives_no_article_is_told_and_the_others_are_shown(run, tmp_path):
    (tmp_path / "goed.txt").write_text("Rusland viel Oekraïne aan.", encoding="utf-8")
    (tmp_path / "leeg.txt").write_text("", encoding="utf-8")
    told = run("explain", tmp_path, "--engine", "rules")
    assert told.exit_code == 1
    assert "leeg.txt" in told.stderr
    assert "1 bewering; 1 woord overwogen, 0 niet gecodeerd." in told.stdout


def test_a_match_report_is_said_to_be_one(run):
    text = (
        "De spits viel aan in de tweede helft; de trainer, de keeper en de scheidsrechter zagen een doelpunt in de "
        "wedstrijd, en de wielrenner won de etappe."
    )
    assert "gaan niet over politiek" in run("explain", "--engine", "rules", text).stdout


def test_what_steers_a_terminal_is_taken_out(run):
    told = run("explain", "--engine", "rules", "Rusland \x1b[31mviel Oekraïne\x07 aan.")
    assert "\x1b" not in told.stdout
    assert "\x07" not in told.stdout


def _write() -> None:
    for name in [name for name in os.environ if name.startswith("KRONIEK_") or name == "COLUMNS"]:
        del os.environ[name]
    for language in VARIANTS:
        page(language).write_text(CliRunner().invoke(main, command(language)).stdout, encoding="utf-8")


if __name__ == "__main__":
    _write()
