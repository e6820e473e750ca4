"""The order of the steps: what is known is skipped, what fails is rejected, and nothing vanishes."""

import pytest

from kroniek import pipeline
from kroniek.errors import FullDiskError, LexiconError, NoTextError
from kroniek.memory import open_store
from kroniek.memory.store import Added, Query
from kroniek.model.text import Rejected
from kroniek.pipeline import Coded, Kept, Steps
from tests import build, walking
from tests.walking import article


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "proef.db") as store:
        yield store


def test_coding_gives_one_outcome_per_document_in_order_of_reading():
    shelf = {"a": [article("een"), build.rejected("a", "no-text")], "b": [article("twee", "Niets.")]}
    found = list(pipeline.code(["a", "b", "c"], steps=walking.steps(shelf)))
    assert [type(outcome) for outcome in found] == [Coded, Rejected, Coded, Rejected]
    assert [len(outcome.claims) for outcome in found if isinstance(outcome, Coded)] == [1, 0]


def test_two_documents_of_one_id_get_ids_of_their_own_and_so_do_their_claims():
    shelf = {"a": [article("stuk", address="a/stuk.txt")], "b": [article("stuk", address="b/stuk.txt")]}
    first, second = pipeline.code(["a", "b"], steps=walking.steps(shelf))
    assert first.document.id == "stuk"
    assert second.document.id.startswith("stuk-")
    assert second.claims[0].document == second.document.id
    assert first.claims[0].id != second.claims[0].id


def test_the_same_address_read_twice_still_gives_unique_ids():
    shelf = {"a": [article("stuk")]}
    found = [outcome.document.id for outcome in pipeline.code(["a"] * 4, steps=walking.steps(shelf))]
    assert len(set(found)) == 4


def test_keeping_keeps_documents_claims_and_rejects(store):
    shelf = {"a": [article("een"), build.rejected("leeg.txt")]}
    kept, rejected = pipeline.keep(["a"], steps=walking.steps(shelf), store=store)
    assert (kept.key, kept.added, kept.claim_count) == ("een", Added.NEW, 1)
    assert rejected.reason == "no-text"
    assert [stored.claim.document for stored in store.claims(Query())] == ["een"]
    assert [one.source.address for one in store.rejects()] == ["leeg.txt"]


def test_what_is_known_is_not_coded_again(store):
    coded = []
    steps = walking.steps({"a": [article("een")]}, coded=coded)
    list(pipeline.keep(["a"], steps=steps, store=store))
    (again,) = pipeline.keep(["a"], steps=steps, store=store)
    assert again.added is Added.KNOWN
    assert coded == ["een"]


def test_a_changed_article_is_coded_under_its_own_key(store):
    old, new = (article("een", text, url="https://krant.example/een") for text in ("Rusland valt Kiev aan.", "Rust."))
    steps = walking.steps({"a": [old], "b": [new, article("een", "Rusland valt Lviv aan.", url=new.url)]})
    keys = [outcome.key for outcome in pipeline.keep(["a", "b"], steps=steps, store=store)]
    assert keys == ["een", "een@2", "een@3"]
    assert [stored.claim.document for stored in store.claims(Query())] == ["een@3"]


def test_a_coder_that_fails_rejects_one_document_and_the_run_goes_on(store):
    shelf = {"a": [article("stuk", "KAPOT."), article("goed")]}
    failed, kept = pipeline.keep(["a"], steps=walking.steps(shelf), store=store)
    assert failed.reason == "coding"
    assert "ZeroDivisionError: kapot" in failed.message
    assert isinstance(kept, Kept)
    assert [stored.document.id for stored in store.documents()] == ["goed"]
    assert [one.reason for one in store.rejects()] == ["coding"]


def test_a_text_that_the_store_cannot_hold_is_rejected_and_the_run_goes_on(store):
    shelf = {"a": [article("half", "Een half teken: \ud800."), article("goed")]}
    refused, kept = pipeline.keep(["a"], steps=walking.steps(shelf), store=store)
    assert refused.reason == "unreadable"
    assert isinstance(kept, Kept)


def test_a_document_error_keeps_its_own_reason():
    def refuse(_):
        raise NoTextError("Er staat niets in.")

    steps = walking.steps({"a": [article("een")]})
    (rejected,) = pipeline.code(["a"], steps=Steps(read=steps.read, analyse=refuse, code=steps.code))
    assert (rejected.reason, rejected.message) == ("no-text", "Er staat niets in.")


@pytest.mark.parametrize("error", [LexiconError("verbs.toml breaks"), ModuleNotFoundError("onnxruntime")])
def test_a_broken_installation_stops_the_run(error):
    def refuse(_):
        raise error

    steps = walking.steps({"a": [article("een")]})
    with pytest.raises(type(error)):
        list(pipeline.code(["a"], steps=Steps(read=steps.read, analyse=refuse, code=steps.code)))


def test_an_interruption_keeps_what_was_done(store):
    def read(address):
        yield article("een")
        raise KeyboardInterrupt

    steps = walking.steps({})
    run = pipeline.keep(["a"], steps=Steps(read=read, analyse=steps.analyse, code=steps.code), store=store)
    assert next(run).key == "een"
    with pytest.raises(KeyboardInterrupt):
        next(run)
    assert [stored.document.id for stored in store.documents()] == ["een"]


def test_each_outcome_is_told_when_it_is_kept_not_at_the_end(store):
    shelf = {"a": [article("een"), article("twee", "Vrede.")]}
    run = pipeline.keep(["a"], steps=walking.steps(shelf), store=store)
    next(run)
    assert [stored.document.id for stored in store.documents()] == ["een"]


def many(number):
    return {"a": [article(f"d{i:03}", f"Rusland valt Kiev {i} aan.") for i in range(number)]}


def test_fast_documents_are_kept_together_and_told_in_order(store, monkeypatch):
    monkeypatch.setattr(pipeline, "SLOW_S", 60.0)
    monkeypatch.setattr(pipeline, "TOGETHER_S", 60.0)
    run = pipeline.keep(["a"], steps=walking.steps(many(400)), store=store)
    first = [next(run).key for _ in range(pipeline.IN_A_ROW + 1)]
    kept = len(list(store.documents()))
    rest = [outcome.key for outcome in run]
    assert kept == pipeline.IN_A_ROW + pipeline.TOGETHER
    assert [*first, *rest] == [f"d{i:03}" for i in range(400)]
    assert [one.document.id for one in store.documents()] == [*first, *rest]


def test_what_waits_is_kept_where_the_run_is_left(store, monkeypatch):
    monkeypatch.setattr(pipeline, "SLOW_S", 60.0)
    monkeypatch.setattr(pipeline, "TOGETHER_S", 60.0)
    steps = walking.steps(many(400))

    def read(address):
        yield from steps.read(address)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(pipeline.keep(["a"], steps=Steps(read=read, analyse=steps.analyse, code=steps.code), store=store))
    assert len(list(store.documents())) == 400


def test_what_could_not_be_kept_is_not_told(store, monkeypatch):
    monkeypatch.setattr(pipeline, "SLOW_S", 60.0)
    monkeypatch.setattr(pipeline, "TOGETHER_S", 60.0)
    flush = store.flush

    def full():
        if len(store._coming) > 1:
            store._coming.clear()
            raise FullDiskError("proef.db: there is no room left")
        flush()

    monkeypatch.setattr(store, "flush", full)
    told = []
    run = pipeline.keep(["a"], steps=walking.steps(many(400)), store=store)
    with pytest.raises(FullDiskError):
        told.extend(one.key for one in run)
    assert told == [f"d{i:03}" for i in range(pipeline.IN_A_ROW)]
    assert [one.document.id for one in store.documents()] == [f"d{i:03}" for i in range(pipeline.IN_A_ROW)]
