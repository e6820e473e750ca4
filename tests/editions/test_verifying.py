"""Verifying an edition: what was changed, taken away or added is found, in a folder and in a ZIP."""

import shutil
import zipfile

import pytest

from kroniek.api.editions import verify
from kroniek.errors import UsageError
from kroniek.model.edition import Flaw
from tests.editions.conftest import freeze


def change(folder, name, old, new):
    file = folder / name
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new, 1))


def packed(folder, file):
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{folder.name}/{path.relative_to(folder)}")
    return file


TAMPERED = [
    (lambda e: change(e, "data/claims.csv", b"ASSAULT", b"PROTEST"), ("data/claims.csv", Flaw.CHANGED)),
    (lambda e: change(e, "edition.json", b"2022", b"2021"), ("edition.json", Flaw.CHANGED)),
    (lambda e: change(e, "README.md", b"edition", b"editie"), ("README.md", Flaw.CHANGED)),
    (lambda e: (e / "data" / "events.jsonl").unlink(), ("data/events.jsonl", Flaw.MISSING)),
    (lambda e: (e / "data" / "meer.csv").write_text("x"), ("data/meer.csv", Flaw.EXTRA)),
    (lambda e: (e / "CITATION.cff").unlink(), ("CITATION.cff", Flaw.MISSING)),
    (lambda e: change(e, "CITATION.cff", b"sha256:", b"sha256:0"), ("CITATION.cff", Flaw.CITATION)),
    (lambda e: change(e, "SHA256SUMS", b"  README.md\n", b" README.md\n"), ("SHA256SUMS", Flaw.UNREADABLE)),
]


@pytest.mark.parametrize("as_zip", [False, True])
@pytest.mark.parametrize(("tamper", "flaw"), TAMPERED)
def test_what_was_tampered_with_is_found(edition, tmp_path, tamper, flaw, as_zip):
    tamper(edition)
    found = verify(packed(edition, tmp_path / "uit.zip") if as_zip else edition)
    assert flaw in found.flaws


def test_what_is_as_it_was_made_has_no_flaw_and_its_hash(chronicle, tmp_path):
    made = freeze(chronicle, tmp_path / "proef-1")
    zipped = freeze(chronicle, tmp_path / "uit.zip")
    for path in (made.path, zipped.path):
        found = verify(tmp_path / path)
        assert (found.flaws, found.sha256) == ((), made.sha256)


def test_the_citation_may_be_completed(edition):
    change(edition, "CITATION.cff", b"anonymous", b"Wit, Anna de")
    assert verify(edition).flaws == ()


def test_sums_that_were_made_again_give_another_hash(edition, chronicle, tmp_path):
    cited = verify(edition).sha256
    shutil.rmtree(edition)
    freeze(chronicle, edition, name="proef-2")
    found = verify(edition)
    assert found.flaws == ()
    assert found.sha256 != cited


def test_sums_cannot_lead_out_of_the_edition(edition, tmp_path):
    (tmp_path / "geheim.txt").write_text("x")
    with (edition / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  ../geheim.txt\n")
    assert ("../geheim.txt", Flaw.MISSING) in verify(edition).flaws


def test_a_damaged_zip_is_told(chronicle, tmp_path):
    file = tmp_path / "uit.zip"
    freeze(chronicle, file)
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("proef-1/data/claims.jsonl")
    data = bytearray(file.read_bytes())
    middle = info.header_offset + info.compress_size // 2
    data[middle : middle + 40] = bytes(40)
    file.write_bytes(data)
    assert ("data/claims.jsonl", Flaw.UNREADABLE) in verify(file).flaws


@pytest.mark.parametrize("name", ["weg", "leeg", "tekst.txt"])
def test_what_is_no_edition_is_refused(tmp_path, name):
    (tmp_path / "leeg").mkdir()
    (tmp_path / "tekst.txt").write_text("geen uitgave")
    with pytest.raises(UsageError, match="Name the folder or ZIP of an edition"):
        verify(tmp_path / name)
