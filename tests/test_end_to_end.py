"""The whole house at once, with the real workshops: the example articles in, a chronicle with evidence out."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import kroniek

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDERS = [str(EXAMPLES / "dossier"), str(EXAMPLES / "wereld")]
COMMAND = [sys.executable, "-m", "kroniek"]


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """A chronicle of the examples, read once."""
    path = tmp_path_factory.mktemp("kroniek") / "voorbeelden.db"
    with kroniek.open(path) as chronicle:
        report = chronicle.read(*FOLDERS)
    assert report.rejected == ()
    return path


@pytest.fixture
def chronicle(db):
    with kroniek.open(db, read_only=True) as chronicle:
        yield chronicle


def test_every_claim_has_evidence_and_every_quote_is_the_text_at_its_offsets(chronicle):
    claims = chronicle.claims(all_versions=True)
    assert len(claims) > 100
    texts = {stored.document.id: stored.document.text for stored in chronicle.documents()}
    for stored in claims:
        quotes = stored.claim.quotes()
        assert quotes
        assert all(quote.stands_in(texts[stored.claim.document]) for quote in quotes), stored.claim.id


def test_the_dossier_can_be_asked_for(chronicle):
    for who in ("Venezuela", "Rusland", "Oekraïne", "Verenigde Staten"):
        assert len(chronicle.claims(actor=who)) > 3, who
    assert chronicle.status().copies >= 1
    assert any(not stored.current for stored in chronicle.documents())


def test_reading_again_finds_everything_known(db):
    with kroniek.open(db) as chronicle:
        before = chronicle.status()
        report = chronicle.read(*FOLDERS)
        assert (report.new, report.changed, report.claims) == (0, 0, 0)
        assert chronicle.status() == before


def test_coding_gives_the_same_bytes_whatever_the_hash_seed():
    runs = [
        subprocess.run(
            [*COMMAND, "code", FOLDERS[1]],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_standard_input_is_read_and_coded():
    text = "Rusland heeft dinsdag Kiev gebombardeerd. De Verenigde Staten veroordeelden de aanval."
    result = subprocess.run(
        [*COMMAND, "code", "-", "--published", "2022-03-02"], input=text.encode(), capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records
    assert {record["published"] for record in records} == {"2022-03-02"}


@pytest.mark.slow
@pytest.mark.parametrize("after_documents", [1, 20])
def test_a_run_that_is_killed_and_repeated_gives_the_same_chronicle(db, tmp_path, after_documents):
    proof = tmp_path / "proef.db"
    command = [*COMMAND, "read", *FOLDERS, "--db", str(proof)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None and _documents(proof) < after_documents:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    again = subprocess.run(command, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
    with kroniek.open(db) as undisturbed, kroniek.open(proof) as repeated:
        assert repeated.status() == undisturbed.status()


def _documents(db):
    """How many documents are kept so far; 0 where the tables are not there yet."""
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
