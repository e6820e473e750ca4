"""Exports: exact in JSON Lines, flat and safe in CSV, and files that appear whole or not at all."""

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest

from kroniek.api.records import COLUMNS
from kroniek.api.records import row as row_of
from kroniek.errors import UsageError
from kroniek.faces.exports.files import atomic
from kroniek.faces.exports.table import write_rows
from kroniek.memory.store import StoredClaim
from kroniek.model.codec import claim_from_json
from tests import build
from tests.faces.conftest import attack


def test_json_lines_hold_every_claim_exactly(run, db):
    records = [json.loads(line) for line in run("export", "--db", db).stdout.splitlines()]
    assert len(records) == 4
    assert claim_from_json(records[0]) == attack()
    assert records[0]["title"] == "Rusland bombardeert Kiev"
    assert len(run("export", "--db", db, "--all-versions").stdout.splitlines()) == 5


def test_csv_is_flat_and_has_the_documented_columns(run, db, tmp_path):
    file = tmp_path / "uit.csv"
    result = run("export", "--db", db, "--format", "csv", "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 beweringen geschreven naar" in result.stderr
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert rows[0]["actors"] == "Rusland"
    assert rows[0]["sources"] == "functionarissen; The New York Times"
    assert rows[0]["killed_min"] == "83"
    assert rows[0]["killed_max"] == ""
    assert rows[2]["actor_countries"] == "FRA; DEU; POL"
    assert rows[2]["date_end"] == "2022-04-30"


@pytest.mark.parametrize("text", ["=1+1 valt", "+valt", "-valt", "@valt"])
def test_a_spreadsheet_takes_no_text_for_a_formula(text):
    document = build.document(text)
    claim = build.claim(document, "valt", evidence=text)
    stored = StoredClaim(
        claim=claim, event=claim.id, published=None, title=text, publisher=None, url=None, current=True
    )
    stream = io.StringIO()
    assert write_rows([row_of(stored)], stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert row["quote"] == row["title"] == f"'{text}"


def test_a_file_replaces_the_old_one_at_the_end_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "uit.txt"
    file.write_text("oud", encoding="utf-8")
    file.chmod(0o640)
    with atomic(file) as stream:
        stream.write("nieuw")
        assert file.read_text(encoding="utf-8") == "oud"
    assert file.read_text(encoding="utf-8") == "nieuw"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_run_that_is_cut_off_leaves_the_old_file(tmp_path, error):
    file = tmp_path / "map" / "uit.txt"
    file.parent.mkdir()
    file.write_text("oud", encoding="utf-8")
    with pytest.raises(error):
        _write_half(file, error)
    assert file.read_text(encoding="utf-8") == "oud"
    assert list(file.parent.iterdir()) == [file]


def _write_half(file, error):
    with atomic(file) as stream:
        stream.write("half")
        raise error


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "echt.txt").write_text("oud", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("echt.txt")
    with atomic(tmp_path / "link.txt") as stream:
        stream.write("nieuw")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "echt.txt").read_text(encoding="utf-8") == "nieuw"


def test_a_device_is_written_to_and_not_replaced():
    with atomic(Path(os.devnull)) as stream:
        stream.write("weg")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"), atomic(tmp_path / "geen" / "uit.txt"):
        pass
