"""Editions: the same bytes from the same chronicle, complete in themselves, and there whole or not at all."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime

import pytest
import yaml

import kroniek
from kroniek.api.editions import gathering, placing
from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.memory.store import Query
from kroniek.model.codec import claim_from_json
from tests import build
from tests.editions.conftest import BY_FOURTH, COPIED, contents, fill, freeze


def rows(folder, name):
    return [json.loads(line) for line in (folder / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def flat(folder, name):
    return list(csv.DictReader(io.StringIO((folder / "data" / f"{name}.csv").read_text(encoding="utf-8"))))


def facts(folder):
    return json.loads((folder / "edition.json").read_text(encoding="utf-8"))


def test_the_same_chronicle_gives_the_same_bytes_in_every_database_place_and_year(db, tmp_path):
    fill(db, folder="/geheim/anna/")
    other = fill(str(tmp_path / "ander.db"), folder="C:/", clock=datetime(1999, 1, 1, tzinfo=UTC))
    one, two = freeze(db, tmp_path / "een"), freeze(other, tmp_path / "twee")
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")
    assert one.sha256 == two.sha256
    assert not [name for name, data in contents(tmp_path / "een").items() if b"geheim" in data]


def test_the_name_counts_and_who_is_cited_does_not(chronicle, tmp_path):
    one = freeze(chronicle, tmp_path / "een")
    named = freeze(chronicle, tmp_path / "twee", authors=("Wit, A. de",), released=date(2026, 1, 2))
    other = freeze(chronicle, tmp_path / "drie", name="proef-2")
    assert one.sha256 == named.sha256 != other.sha256


def test_tables_are_as_described_and_point_to_rows_that_are_there(edition):
    package = json.loads((edition / "datapackage.json").read_text(encoding="utf-8"))
    tables, pointed = {}, 0
    for resource in package["resources"]:
        data = (edition / resource["path"]).read_bytes()
        assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (resource["bytes"], resource["hash"])
        if resource["format"] == "csv":
            told = list(csv.DictReader(io.StringIO(data.decode())))
            assert list(told[0]) == [field["name"] for field in resource["schema"]["fields"]]
            keys = [tuple(row[key] for key in resource["schema"]["primaryKey"]) for row in told]
            assert len(set(keys)) == len(keys) == facts(edition)["counts"][resource["name"]]
            tables[resource["name"]] = told
    for resource in package["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            (field,), (aim,) = key["fields"], key["reference"]["fields"]
            there = {row[aim] for row in tables[key["reference"]["resource"]]}
            assert {row[field] for row in tables[resource["name"]]} - {""} <= there, (resource["name"], field)
            pointed += 1
    assert (len(tables), pointed) == (7, 5)


def test_claims_are_exact_and_current_and_rows_of_texts_too(edition, chronicle):
    with open_store(chronicle, read_only=True) as store:
        kept = list(store.claims(Query()))
    told = rows(edition, "claims")
    assert [claim_from_json(record) for record in told] == [stored.claim for stored in kept]
    assert all(record["current"] for record in told)
    titles = {row["doc_id"]: row["title"] for row in rows(edition, "documents")}
    assert (titles["kopie"], titles["krant/één"]) == ("-Grens dicht-", "Aanval op <Kiev> & meer")
    assert [row["title"] for row in flat(edition, "documents") if row["doc_id"] == "kopie"] == ["'-Grens dicht-"]


def test_articles_stand_in_their_newest_version_with_their_near_copies(edition):
    found = {row["doc_id"]: row for row in rows(edition, "documents")}
    assert set(found) == {
        "krant/één",
        "omroep",
        "agentschap",
        "kopie",
        "bericht@2",
        "weekblad@2",
        "later",
        "zonder-dag",
    }
    assert (found["agentschap"]["near_copies"], found["kopie"]["near_copies"]) == ("kopie", "agentschap")
    assert (found["zonder-dag"]["published"], facts(edition)["undated"]) == (None, 1)
    assert facts(edition)["as_of"] == "2022-04-20"


def test_judgements_are_those_on_what_is_in_it_taken_back_or_not(edition, chronicle):
    with open_store(chronicle, read_only=True) as store:
        everything = list(store.judgements())
    told = rows(edition, "judgements")
    assert 0 < len(told) < len(everything)
    assert not [row for row in told if {row["left"], row["right"]} & {"bericht", "bericht@1"}]
    assert {row["withdrawn"] for row in told if row["by"] == "test"} == {False, True}
    assert "near-copy" in {row["kind"] for row in told}


def test_actors_that_people_made_one_have_one_row_and_one_id(chronicle, tmp_path):
    with open_store(chronicle) as store:
        (first,), (second,) = store.named("Frankrijk"), store.named("Duitsland")
        store.merge_actors(first.id, second.id, by="redactie", reason="proef")
    freeze(chronicle, tmp_path / "proef-1")
    names = {row["actor"]: row["name"] for row in rows(tmp_path / "proef-1", "actors")}
    parties = flat(tmp_path / "proef-1", "parties")
    used = {row["actor"] for row in parties if row["name"] in {"Frankrijk", "Duitsland"}}
    assert len(used) == 1
    assert used <= set(names)
    assert {first.id, second.id} in [{row["left"], row["right"]} for row in rows(tmp_path / "proef-1", "judgements")]


def test_an_edition_of_a_day_stays_the_same_whatever_is_read_later(tmp_path):
    early = fill(str(tmp_path / "vroeg.db"), later=False)
    late = fill(str(tmp_path / "laat.db"))
    freeze(early, tmp_path / "een", day=BY_FOURTH)
    freeze(late, tmp_path / "twee", day=BY_FOURTH)
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")
    assert {row["doc_id"] for row in rows(tmp_path / "twee", "documents")} == {
        "krant/één", "omroep", "agentschap", "kopie", "weekblad", "bericht",
    }  # fmt: skip
    told = facts(tmp_path / "twee")
    assert (told["as_of"], told["last_published"], told["chronicle"]) == ("2022-03-04", "2022-03-04", None)
    assert "by 2022-03-04" in (tmp_path / "twee" / "README.md").read_text(encoding="utf-8")


def test_the_digest_is_that_of_the_chronicle(edition, chronicle):
    with kroniek.open(chronicle, read_only=True) as opened:
        assert facts(edition)["chronicle"] == opened.status().digest


def test_texts_are_left_out_unless_asked_for_and_then_offsets_lead_into_them(edition, chronicle, tmp_path):
    assert not [name for name, data in contents(edition).items() if COPIED.encode() in data]
    made = freeze(chronicle, tmp_path / "vol", texts=True)
    told = rows(tmp_path / "vol", "texts")
    texts = {row["content_hash"]: row["text"] for row in told}
    assert made.facts.counts["texts"] == len(told) == len(texts) == 7  # the near-copies have one text
    of = {row["doc_id"]: texts[row["content_hash"]] for row in rows(tmp_path / "vol", "documents")}
    pieces = [(of[r["doc_id"]], piece) for r in rows(tmp_path / "vol", "claims") for piece in r["evidence"]]
    assert pieces
    assert all(text[piece["start"] : piece["end"]] == piece["quote"] for text, piece in pieces)


def test_sums_hold_every_file_but_themselves_and_the_citation_which_holds_their_hash(edition):
    sums = (edition / "SHA256SUMS").read_text(encoding="utf-8")
    noted = {name: sum_ for sum_, name in (line.split("  ") for line in sums.splitlines())}
    files = contents(edition)
    assert set(files) - set(noted) == {"SHA256SUMS", "CITATION.cff"}
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in noted} == noted
    cited = yaml.safe_load(files["CITATION.cff"])
    assert cited["identifiers"][0]["value"] == f"sha256:{hashlib.sha256(sums.encode()).hexdigest()}"
    assert (cited["authors"], cited["type"], "date-released" in cited) == ([{"name": "anonymous"}], "dataset", False)


def test_whoever_is_cited_is_named_as_given(chronicle, tmp_path):
    authors = ('Wit, "Anna" de', "Instituut: $sums\n- name: x", "Łukasz 中")
    freeze(chronicle, tmp_path / "proef-1", authors=authors, released=date(2026, 1, 2))
    cited = yaml.safe_load((tmp_path / "proef-1" / "CITATION.cff").read_text(encoding="utf-8"))
    assert [one["name"] for one in cited["authors"]] == [one.replace("\n", " ") for one in authors]
    assert cited["date-released"] == "2026-01-02"


def test_one_author_may_be_given_as_one_text(chronicle, tmp_path):
    with kroniek.open(chronicle, read_only=True) as opened:
        made = opened.edition("proef-1", tmp_path / "uit", authors="Wit, Anna de", released="2026-01-02", as_of=2022)
    cited = yaml.safe_load((tmp_path / "uit" / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["authors"], made.facts.as_of) == ([{"name": "Wit, Anna de"}], date(2022, 12, 31))


def test_names_of_outlets_break_no_table(edition):
    readme = (edition / "README.md").read_text(encoding="utf-8")
    assert "| 1 | =De Krant\\|\\* |" in readme


def test_a_zip_unpacks_to_a_folder_of_the_name_with_the_same_files(edition, chronicle, tmp_path):
    for number in (1, 2):
        freeze(chronicle, tmp_path / f"uit{number}.zip")
    assert (tmp_path / "uit1.zip").read_bytes() == (tmp_path / "uit2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "uit1.zip") as archive:
        archive.extractall(tmp_path / "uit")
    assert contents(tmp_path / "uit" / "proef-1") == contents(edition)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", ".verborgen", "-x", "é", "a b", "x" * 81, "a.", "a.zip"]
)
def test_what_cannot_be_a_name_is_refused_with_what_can(chronicle, tmp_path, name):
    with pytest.raises(UsageError, match="cannot be the name of an edition"):
        freeze(chronicle, tmp_path / "uit", name=name)
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("target", ["vol", "leeg", "bestand.zip", "kapotte-link", "nergens/proef"])
def test_what_exists_is_left_as_it_is(chronicle, tmp_path, target):
    here = tmp_path / "hier"
    (here / "vol").mkdir(parents=True)
    (here / "vol" / "brief.txt").write_text("van mij")
    (here / "leeg").mkdir()
    (here / "bestand.zip").write_text("van mij")
    (here / "kapotte-link").symlink_to("weg")
    before = sorted(here.rglob("*"))
    with pytest.raises(UsageError, match=r"left as it is|does not exist"):
        freeze(chronicle, here / target)
    assert sorted(here.rglob("*")) == before
    assert (here / "bestand.zip").read_text() == "van mij"


def test_where_nothing_had_been_reported_there_is_nothing_to_freeze(chronicle, tmp_path):
    with pytest.raises(UsageError, match="no article by 1990-01-01"):
        freeze(chronicle, tmp_path / "proef-1", day=date(1990, 1, 1))
    assert not list(tmp_path.glob("*proef*"))


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_is_cut_off_leaves_nothing(chronicle, tmp_path, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(gathering, "_count", fail)
    folder = tmp_path / "hier"
    folder.mkdir()
    with pytest.raises((UsageError, KeyboardInterrupt)) as caught:
        freeze(chronicle, folder / "proef-1")
    assert list(folder.iterdir()) == []
    assert isinstance(caught.value, KeyboardInterrupt) or "No space left" in str(caught.value)


@pytest.mark.parametrize("target", ["proef-1", "proef-1.zip"])
def test_a_process_that_is_killed_leaves_no_half_edition(chronicle, tmp_path, target):
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "Path.rename = lambda *_: os._exit(9)\n"
        "import kroniek\n"
        "kroniek.open(sys.argv[1], read_only=True).edition('proef-1', sys.argv[2])\n"
    )
    path = tmp_path / target
    killed = subprocess.run([sys.executable, "-c", code, chronicle, str(path)], check=False, timeout=60)
    assert (killed.returncode, path.exists()) == (9, False)
    freeze(chronicle, path)
    assert path.exists()


def test_whoever_writes_meanwhile_does_not_mix_into_it(db, tmp_path, monkeypatch):
    freeze(fill(db), tmp_path / "ervoor")
    gather_claims = gathering._claims

    def claims_then_write(*given):
        gather_claims(*given)
        document = build.document("Polen praat met Oekraïne.", id="tussendoor", published="2022-06-01")
        with open_store(db) as store:
            store.add(document, [], placement=store.place(document))

    monkeypatch.setattr(gathering, "_claims", claims_then_write)
    freeze(db, tmp_path / "tijdens")
    assert contents(tmp_path / "tijdens") == contents(tmp_path / "ervoor")


def test_an_edition_has_the_permissions_of_any_new_folder(edition, tmp_path):
    (tmp_path / "gewoon").mkdir()
    (tmp_path / "gewoon" / "bestand").touch()
    assert edition.stat().st_mode == (tmp_path / "gewoon").stat().st_mode
    assert (edition / "README.md").stat().st_mode == (tmp_path / "gewoon" / "bestand").stat().st_mode


def test_files_reach_the_disk_before_the_name(chronicle, tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(placing.os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    freeze(chronicle, tmp_path / "proef-1")
    assert {path.stat().st_ino for path in (tmp_path / "proef-1").rglob("*") if path.is_file()} <= set(synced)
