"""What a Python user imports: the names, the questions, and what comes back."""

import builtins
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import kroniek
from kroniek import api
from kroniek.api import records, workshops
from kroniek.api.asking import first_day, last_day, query
from kroniek.errors import StoreError, UsageError
from kroniek.model.codec import claim_from_json
from kroniek.model.ontology import EventType, Status
from tests import build, walking
from tests.walking import article

PUBLIC = {
    "ActorCount", "Chronicle", "Claim", "Claims", "CodedDocument", "Counts", "Document", "DocumentError", "EventType",
    "Explanation", "Hit", "KroniekError", "Quad", "Quote", "ReadReport", "Rejected", "Settings", "Status", "StoreError",
    "StoredClaim", "StoredDocument", "UsageError", "code", "evaluate", "explain", "open", "plot",
}  # fmt: skip


@pytest.fixture
def shelf():
    return {
        "a": [
            article("een", "Rusland valt Oekraïne aan.", published="2022-03-02", publisher="Voorbeeldkrant"),
            article("twee", "Vrede.", published="2023-01-01"),
            build.rejected("leeg.txt"),
        ]
    }


@pytest.fixture
def chronicle(tmp_path, shelf):
    with kroniek.open(tmp_path / "proef.db") as chronicle:
        chronicle.read_with(walking.steps(shelf), ["a"])
        yield chronicle


# -- names ---------------------------------------------------------------------------------------------------------


def test_the_public_names_are_these_and_all_can_be_had():
    assert set(kroniek.__all__) == PUBLIC
    assert all(getattr(kroniek, name).__doc__ for name in kroniek.__all__)
    assert set(dir(kroniek)) >= PUBLIC


def test_a_name_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(AttributeError, match=r"no attribute 'opne'; it has .*open"):
        kroniek.opne  # noqa: B018 - asking for it is the test


def test_importing_loads_nothing_else():
    code = "import sys, kroniek; print(sorted(m for m in sys.modules if m.startswith('kroniek')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "['kroniek']"


def test_charts_are_a_module_that_can_be_imported():
    code = "import kroniek.plot, kroniek; print(kroniek.plot.__name__, kroniek.plot.dyad.__name__)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "kroniek.plot dyad"


@pytest.mark.parametrize(
    "call", [api.Chronicle.read, api.Chronicle.claims, api.open_chronicle, api.evaluate, api.explain]
)
def test_every_public_call_tells_its_arguments(call):
    assert not [name for name in call.__kwdefaults__ if f"`{name}`" not in call.__doc__]


# -- what takes long ----------------------------------------------------------------------------------------------


def test_a_document_is_announced_before_it_is_coded_and_only_if_it_is(tmp_path, shelf, monkeypatch):
    monkeypatch.setattr(workshops, "steps", lambda **_: walking.steps(shelf))
    told = []
    with kroniek.open(tmp_path / "verloop.db") as chronicle:
        for _ in range(2):  # the second time all is known, and nothing is coded
            chronicle.read("a", starting=lambda one: told.append(one.id), progress=lambda one: told.append("klaar"))
    assert told == ["een", "klaar", "twee", "klaar", "klaar", "klaar", "klaar", "klaar"]


def test_coding_without_keeping_announces_too(shelf):
    told = []
    list(api.code("a", steps=walking.steps(shelf), starting=lambda one: told.append(one.id)))
    assert told == ["een", "twee"]


# -- reading -------------------------------------------------------------------------------------------------------


def test_a_report_counts_what_became_of_every_source(tmp_path, shelf):
    told = []
    with kroniek.open(tmp_path / "proef.db") as chronicle:
        first = chronicle.read_with(walking.steps(shelf), ["a"], progress=told.append)
        second = chronicle.read_with(walking.steps(shelf), ["a"])
    assert (first.new, first.known, first.changed, first.claims, len(first.rejected)) == (2, 0, 0, 1, 1)
    assert (second.new, second.known, second.claims, second.read) == (0, 2, 0, 2)
    assert first.documents == ("een", "twee")
    assert len(told) == 3


def test_near_copies_are_counted(tmp_path):
    text = "Rusland valt Oekraïne aan. " + " ".join(
        f"Woord{number} staat hier in een lange zin." for number in range(60)
    )
    shelf = {"a": [article("een", text, publisher="A"), article("twee", text + " Slot.", publisher="B")]}
    with kroniek.open(tmp_path / "proef.db") as chronicle:
        report = chronicle.read_with(walking.steps(shelf), ["a"])
        assert report.near_copies == 2
        assert chronicle.document("twee").copies == ("een",)
        assert len(chronicle.event(chronicle.claims()[0].event)) == 2


@pytest.mark.parametrize("day", ["2022", "2022-03", "gisteren", ""])
def test_a_day_of_publication_is_a_whole_day(chronicle, day):
    with pytest.raises(UsageError, match="cannot be a day of publication"):
        chronicle.read("a", published=day)


# -- asking --------------------------------------------------------------------------------------------------------


def test_claims_come_back_as_a_sequence(chronicle):
    claims = chronicle.claims(actor="rusland", since="2022", until=2022)
    assert len(claims) == 1
    assert repr(claims) == "<1 claim>"
    assert claims[0].claim.type is EventType.ASSAULT
    assert claims[:1] == claims
    assert claims == chronicle.claims(type="assault", status=[Status.HAPPENED])
    assert not chronicle.claims(actor="Congo")


def test_json_holds_the_codebook_and_the_document(chronicle):
    (record,) = json.loads(chronicle.claims().to_json())
    assert claim_from_json(record) == chronicle.claims()[0].claim
    assert record["published"] == "2022-03-02"
    assert record["publisher"] == "Voorbeeldkrant"
    assert record["event"] == record["event_id"]
    assert record["intensity"] < 0
    assert list(chronicle.records()) == [record]


def test_frames_have_the_columns_with_and_without_rows(chronicle):
    names = [column.name for column in records.COLUMNS]
    for claims in (chronicle.claims(), chronicle.claims(actor="Congo")):
        pandas, polars = claims.to_pandas(), claims.to_polars()
        assert list(pandas.columns) == polars.columns == names
        assert len(pandas) == len(polars) == len(claims)
        assert str(pandas["published"].dtype).startswith("datetime64")
        assert str(pandas["killed_min"].dtype) == "Int64"
        assert polars["published"].dtype == pl.Date
    assert chronicle.claims().to_polars()["published"][0] == date(2022, 3, 2)
    assert chronicle.claims().to_pandas()["actors"][0] == "Rusland"


@pytest.mark.parametrize(("library", "extra"), [("pandas", "frames"), ("polars", "polars")])
def test_a_missing_library_is_named_with_the_way_to_get_it(chronicle, monkeypatch, library, extra):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == library:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=rf"{library} is not installed.*kroniek\[{extra}\]"):
        getattr(chronicle.claims(), f"to_{library}")()


def test_one_thing_can_be_asked_for(chronicle):
    (claim,) = chronicle.claims()
    assert chronicle.claim(claim.claim.id) == claim
    assert chronicle.claim("niets") is None
    assert chronicle.event(claim.event)[0] == claim
    assert not chronicle.event("niets")
    assert chronicle.document("een").claim_count == 1
    assert chronicle.document("niets") is None
    assert [stored.document.id for stored in chronicle.documents()] == ["een", "twee"]
    assert [actor.name for actor in chronicle.actors(like="rus")] == ["Rusland"]
    assert [hit.document for hit in chronicle.search("valt")] == ["een"]
    assert [rejected.reason for rejected in chronicle.rejects()] == ["no-text"]
    assert chronicle.status().claims == 1


def test_versions_of_an_article_stand_in_order(tmp_path):
    texts = ["Rusland valt Kiev aan.", "Rusland valt Lviv aan.", "Rust."]
    shelf = {"a": [article("een", text, url="https://krant.example/een") for text in texts]}
    with kroniek.open(tmp_path / "proef.db") as chronicle:
        chronicle.read_with(walking.steps(shelf), ["a"])
        for key in ("een", "een@1", "een@2"):
            assert [stored.document.id for stored in chronicle.versions(key)] == ["een", "een@2", "een@3"]
        assert chronicle.versions("niets") == ()
        assert len(chronicle.claims()) == 0
        assert len(chronicle.claims(all_versions=True)) == 2


def test_no_words_is_no_search(chronicle):
    with pytest.raises(UsageError, match="no words"):
        chronicle.search("  ")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-3-4", "2022-03-04", "2022-03-04"),
        (2022, "2022-01-01", "2022-12-31"),
        (date(2022, 3, 4), "2022-03-04", "2022-03-04"),
    ],
)
def test_a_date_may_be_a_year_a_month_or_a_day(text, first, last):
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"since": "gisteren"}, "is not a date. Give a year, a month or a day"),
        ({"since": "2022-02-30"}, "is not on the calendar"),
        ({"until": "2022-13"}, "is not on the calendar"),
        ({"until": "0000"}, "is not on the calendar"),
        ({"since": "2023", "until": "2022"}, "lies before since"),
        ({"type": "OORLOG"}, "There is no type OORLOG. Choose from AGREE, .*ASSAULT"),
        ({"status": ["gepland"]}, "There is no status gepland. Choose from happened, .*denied"),
        ({"limit": 0}, "limit is 0, but must be from 1 to"),
        ({"limit": 10**20}, "must be from 1 to 1,000,000,000. Leave it out"),
        ({"generation": 10**20}, "generation is 10+, but must be from 1 to"),
        ({"actor": " "}, "actor is empty"),
    ],
)
def test_a_wrong_question_is_refused_with_what_is_allowed(given, message):
    with pytest.raises(UsageError, match=message):
        query(**given)


def test_no_list_is_asked_for_longer_than_a_database_counts(tmp_path):
    with kroniek.open(tmp_path / "leeg.db") as chronicle:
        for ask in (chronicle.actors, lambda limit: chronicle.search("Rusland", limit=limit)):
            with pytest.raises(UsageError, match="must be from 1 to"):
                ask(limit=10**20)


def test_types_are_understood_in_every_spelling():
    assert query(type=["aid,Assault", EventType.AID]).types == (EventType.AID, EventType.ASSAULT)


# -- opening -------------------------------------------------------------------------------------------------------


def test_a_missing_chronicle_is_not_made_by_asking(tmp_path):
    for how in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreError):
            kroniek.open(tmp_path / "niets.db", **how)
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_is_allowed(tmp_path):
    chronicle = kroniek.open(tmp_path / "proef.db")
    chronicle.close()
    chronicle.close()


def test_the_environment_names_the_chronicle(tmp_path, monkeypatch):
    monkeypatch.setenv("KRONIEK_DB", str(tmp_path / "omgeving.db"))
    with kroniek.open():
        pass
    assert (tmp_path / "omgeving.db").exists()


# -- without keeping -----------------------------------------------------------------------------------------------


def test_coding_yields_documents_with_claims_and_rejects(shelf):
    first, second, rejected = kroniek.code("a", steps=walking.steps(shelf))
    assert first.to_records()[0]["published"] == "2022-03-02"
    assert first.claims[0].event == first.claims[0].claim.id
    assert len(second.claims) == 0
    assert rejected.reason == "no-text"


def _gold(tmp_path, **fields):
    record = {"doc_id": "een", "event_id": "1", "type": "ASSAULT", "evidence": [{"quote": "Rusland valt Kiev aan."}]}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record | fields) + "\n", encoding="utf-8")
    return file


def _reading_steps():
    """Steps that read the JSON Lines that evaluation hands to them."""
    seen = []

    def read(address):
        with Path(address).open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                seen.append(record)
                yield article(record["id"], record["text"], published=record["published"])

    steps = walking.steps({})
    return type(steps)(read=read, analyse=steps.analyse, code=steps.code), seen


@pytest.mark.parametrize("where", ["in", "beside", "table", "lines"])
def test_evaluating_codes_the_texts_with_their_days(tmp_path, where):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "een.txt").write_text("Rusland valt Kiev aan.", encoding="utf-8")
    meta = json.dumps({"een": {"published": "2022-03-02"}})
    if where == "in":
        (texts / "meta.json").write_text(meta, encoding="utf-8")
    elif where == "beside":
        (tmp_path / "meta.json").write_text(meta, encoding="utf-8")
    elif where == "table":
        (tmp_path / "published.tsv").write_text("doc_id\tpublished\neen\t2022-03-02\n", encoding="utf-8")
    else:
        texts = tmp_path / "texts.jsonl"
        line = {"id": "een", "text": "Rusland valt Kiev aan.", "published": "2022-03-02"}
        texts.write_text(json.dumps(line) + "\n", encoding="utf-8")
    steps, seen = _reading_steps()
    result = kroniek.evaluate(_gold(tmp_path), texts=texts, steps=steps).to_json()
    assert [record["published"] for record in seen] == ["2022-03-02"]
    assert result["events"]["typed"]["f1"] == 1


def test_evaluating_compares_two_files(tmp_path):
    gold = _gold(tmp_path)
    assert kroniek.evaluate(gold, system=gold).to_json()["events"]["typed"]["f1"] == 1


def test_evaluating_nothing_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nothing to measure"):
        kroniek.evaluate(_gold(tmp_path))


# -- records -------------------------------------------------------------------------------------------------------


def test_column_names_are_unique_and_explained():
    names = [column.name for column in records.COLUMNS]
    assert len(set(names)) == len(names)
    assert all(column.about for column in records.COLUMNS)


# -- questions under a name ----------------------------------------------------------------------------------------


def test_a_question_is_saved_under_a_name_and_forgotten(chronicle):
    one = chronicle.save("oorlog", actor="Rusland", other="Oekraïne", type="assault", since="2022", alarm="act")
    assert chronicle.saved() == (one,)
    assert (one.question.types, one.question.since) == ((EventType.ASSAULT,), date(2022, 1, 1))
    assert chronicle.unsave("oorlog")
    assert not chronicle.unsave("oorlog")
    assert chronicle.saved() == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": " "}, "A name has 1 to 80"),
        ({"name": "a\x00b"}, "A name has 1 to 80"),
        ({"actor": None}, "asks for nothing in particular"),
        ({"alarm": "moon"}, "There is no alarm moon. Choose from act, week, due, denial"),
        ({"alarm": "week"}, "give actor and other"),
        ({"alarm": "week", "other": "Iran", "type": "AID"}, "does not look at types"),
        ({"alarm": "act", "words": "graan"}, "Words are for searching"),
        ({"alarm": "act", "outlets": 0}, "outlets is 0, but must be from 1"),
        ({"alarm": "due", "days": -1}, "days is -1"),
        ({"alarm": "week", "other": "Iran", "once_in": 1}, "once_in is 1"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_question_that_cannot_be_watched_is_refused_with_what_to_do(chronicle, given, message):
    asked = {"name": "naam", "actor": "Rusland"} | given
    with pytest.raises(UsageError, match=message):
        chronicle.save(asked.pop("name"), **asked)
    assert chronicle.saved() == ()
