"""A chronicle joined anew by today's rule: an older rule's joins go, what people decided stays."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from kroniek.memory import doubting, joiner, open_store
from kroniek.memory.joining.linker import BY
from kroniek.memory.rejoining import ANEW
from kroniek.memory.store import Query
from kroniek.model.judgement import LINKS, Judgement, JudgementKind, Rejoined
from tests.build import claim, document
from tests.memory.conftest import CLOCK, keep
from tests.memory.test_joining import BENCHMARKS, FIRST, SECOND, events, keep_third, told

SAME, REPEAT = JudgementKind.SAME_EVENT, JudgementKind.REPEAT
OLD = "joining-1"


@pytest.fixture
def old(db):
    """A chronicle that an older rule joined: it took three reports for one event, of which two tell of one attack."""
    with open_store(db, clock=lambda: CLOCK, joins=False) as store:
        ids = [told(store, *FIRST), told(store, *SECOND), elsewhere(store)]
        for left, right in (ids[:2], ids[1:]):
            judge(store, SAME, left, right, by=OLD)
        yield store, ids


def elsewhere(store):
    where = document("Moskou brak de banden met Bern.", id="d", published="2023-01-01", publisher="Krant d")
    keep(store, where, lambda one: claim(one, "brak", "SANCTION", actors=["Rusland/RUS/GOV"]))
    return next(iter(store.claims(Query(document="d")))).claim.id


def judge(store, kind, *pair, by):
    left, right = sorted(pair)
    store.judge(Judgement(kind=kind, left=left, right=right, score=0.7, by=by, reason="proef"))


def standing(store):
    return {(one.kind, one.left, one.right, one.by) for one in store.judgements() if not one.withdrawn}


def groups(store):
    found = {}
    for name, event in events(store).items():
        found.setdefault(event, set()).add(name)
    return sorted(map(sorted, found.values()))


def test_what_an_older_rule_judged_is_withdrawn_and_todays_rule_judges(old):
    store, ids = old
    assert groups(store) == [["a", "b", "d"]]
    assert store.rejoin() == Rejoined(kept=1, made=0, withdrawn=1)
    assert groups(store) == [["a", "b"], ["d"]]
    assert standing(store) == {(SAME, *sorted(ids[:2]), BY)}
    assert [one.reason for one in store.judgements() if one.withdrawn] == [f"proef{ANEW}"] * 2


def test_joining_anew_again_changes_nothing(old):
    store, _ = old
    store.rejoin()
    before = standing(store)
    assert store.rejoin() == Rejoined(kept=1, made=0, withdrawn=0)
    assert standing(store) == before
    assert all(one.reason.count(ANEW) <= 1 for one in store.judgements())


@pytest.mark.parametrize("way", ["from all", "from one"])
def test_what_somebody_parted_stays_apart_also_for_a_report_that_comes_later(old, way):
    store, ids = old
    store.split_events(ids[0], ids[1] if way == "from one" else None, by="redactie", reason="")
    store.rejoin()
    keep_third(store)
    store.rejoin()
    found = events(store)
    assert found["a"] != found["b"]
    assert "c" in next(group for group in groups(store) if len(group) > 1)


def test_what_somebody_joined_stays_one(old):
    store, ids = old
    store.change(doubting.confirm, Judgement(kind=SAME, left=ids[1], right=ids[2], score=1, by="redactie", reason=""))
    store.rejoin()
    assert groups(store) == [["a", "b", "d"]]


def test_what_another_program_joined_stays(old):
    store, ids = old
    judge(store, SAME, *ids[1:], by="copied-claim-1")
    store.rejoin()
    assert groups(store) == [["a", "b", "d"]]


@pytest.fixture
def calls(store):
    """Two telephone calls of the same two presidents, which today's rule links as a repeat."""
    fields = {"actors": ["Macron/FRA/GOV", "Poetin/RUS/GOV"], "modes": ["phone"]}
    return [
        told(store, name, day, "Macron en Poetin belden.", "CONSULT", fields | {"on": day}, trigger="belden", coder="")
        for name, day in (("a", "2022-02-23"), ("b", "2022-02-26"))
    ]


def links(store):
    return [one[0] for one in standing(store) if one[0] in LINKS]


def test_a_refused_link_stays_refused_and_any_other_comes_again(store, calls):
    (link,) = [one for one in store.judgements() if one.kind in LINKS]
    assert store.rejoin().kept == 1
    store.change(doubting.refuse, replace(link, by="redactie"))
    assert store.rejoin() == Rejoined(kept=0, made=0, withdrawn=0)
    assert links(store) == []


def test_a_link_that_somebody_refused_is_not_made_by_another_claim_of_the_event(store, calls):
    (link,) = [one for one in store.judgements() if one.kind in LINKS]
    fields = {"actors": ["Macron/FRA/GOV", "Poetin/RUS/GOV"], "modes": ["phone"], "on": "2022-02-26"}
    store.change(doubting.refuse, replace(link, by="redactie"))
    told(store, "c", "2022-02-27", "Macron en Poetin belden.", "CONSULT", fields, trigger="belden", coder="")
    assert groups(store) == [["a"], ["b", "c"]]
    store.rejoin()
    assert links(store) == []


def test_it_is_as_if_all_had_been_kept_with_todays_rule(db, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    bench, stories = importlib.import_module("joining"), importlib.import_module("joining_set").stories()
    found = []
    for address, joins in ((tmp_path / "van-nu.db", True), (db, False)):
        with open_store(address, clock=lambda: CLOCK, joins=joins) as store:
            for article, claims in bench.in_order(stories[:3]):
                store.add(article, claims, placement=store.place(article))
            if not joins:
                ids = sorted(one.claim.id for one in store.claims(Query()))
                for left, right in zip(ids[::2], ids[1::2], strict=False):
                    judge(store, SAME, left, right, by=OLD)
                store.rejoin()
            found.append(({one.claim.id: one.event for one in store.claims(Query())}, standing(store)))
    assert found[0] == found[1]
    assert len(found[0][1]) > 10


def test_it_tells_how_far_it_is(old, monkeypatch):
    store, _ = old
    monkeypatch.setattr("kroniek.memory.rejoining._TOGETHER", 1)
    told = []
    store.rejoin(progress=lambda done, number: told.append((done, number)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_where_it_fails_nothing_is_changed(old, monkeypatch):
    store, _ = old
    before = store.digest(), standing(store)

    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(joiner, "joined", fail)
    with pytest.raises(RuntimeError):
        store.rejoin()
    assert (store.digest(), standing(store)) == before
    monkeypatch.undo()
    assert store.rejoin().withdrawn == 1
