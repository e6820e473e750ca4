"""What had been reported by a day: versions, events, counts; and what an upgraded chronicle still says."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from kroniek.memory import asking, open_store, reported
from kroniek.memory.store import Query
from kroniek.model.judgement import Judgement, JudgementKind
from tests.build import claim, document
from tests.memory.conftest import keep


def told(where, status="happened"):
    return claim(where, "veroordeelt", "ACCUSE", actors=["Rusland/RUS"], status=status)


def one_event(left, right):
    first, second = sorted((left, right))
    return Judgement(
        kind=JudgementKind.SAME_EVENT, left=first, right=second, score=1.0, by="test", reason="they tell the same"
    )


def day(number):
    return date(2022, 3, number)


@pytest.fixture
def joined(store):
    """Claims of four days: a–b–c are one event, where b (which holds it together) is the last that was reported.

    Their statuses differ, so that they are not joined by themselves.
    """
    ids = {}
    for name, published, status in (
        ("a", "2022-03-01", "happened"),
        ("c", "2022-03-03", "planned"),
        ("b", "2022-03-05", "denied"),
        ("d", None, "possible"),
    ):
        text = f"Rusland veroordeelt de sancties. Bericht {name} van {published}."
        keep(store, document(text, id=name, published=published), partial(told, status=status))
        ids[name] = next(store.claims(Query(document=name))).claim.id
    store.judge(one_event(ids["a"], ids["b"]))
    store.judge(one_event(ids["b"], ids["c"]))
    store.judge(one_event(ids["c"], ids["d"]))
    return ids


def events(store, by):
    return {str(one.claim.document): one.event for one in store.claims(Query(as_of=by))}


def test_a_group_falls_apart_where_its_bridge_was_reported_later(store, joined):
    assert events(store, day(5)) == dict.fromkeys("abc", joined["a"])
    assert events(store, day(4)) == {"a": joined["a"], "c": joined["c"]}
    assert events(store, day(2)) == {"a": joined["a"]}


def test_without_a_day_all_is_as_it_stands(store, joined):
    assert events(store, None) == dict.fromkeys("abcd", joined["a"])


def test_an_article_without_a_day_had_not_been_reported_on_any(store, joined):
    assert "d" not in events(store, date(2099, 1, 1))
    assert store.document("d", as_of=date(2099, 1, 1)) is None
    assert store.claim(joined["d"], as_of=date(2099, 1, 1)) is None


def test_an_event_as_of_a_day_has_the_claims_of_that_day(store, joined):
    def of(name, by):
        return [str(one.claim.document) for one in store.claims(Query(event=joined[name], as_of=by))]

    assert of("a", day(4)) == ["a"]
    assert of("c", day(4)) == ["c"]
    assert of("c", day(5)) == ["a", "c", "b"]
    assert of("b", day(4)) == []


def test_any_claim_of_an_event_names_it(store, joined):
    assert [str(one.claim.document) for one in store.claims(Query(event=joined["b"]))] == ["a", "c", "b", "d"]


def test_a_withdrawn_judgement_holds_on_no_day(store, joined):
    left, right = sorted((joined["a"], joined["b"]))
    store.judge(
        Judgement(
            kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="test", reason="", withdrawn=True
        )
    )
    assert events(store, day(5)) == {"a": joined["a"], "b": joined["c"], "c": joined["c"]}


def test_the_version_of_a_day_is_the_newest_by_then(store):
    first = document("Rusland veroordeelt de sancties.", id="v", url="https://x.example/v", published="2022-03-01")
    second = document("Rusland veroordeelt alle sancties.", id="v", url="https://x.example/v", published="2022-03-04")
    keep(store, first, told)
    keep(store, second, told)

    def versions(**asked):
        return [(one.claim.document, one.current) for one in store.claims(Query(**asked))]

    assert versions() == [("v@2", True)]
    assert versions(as_of=day(3)) == [("v", True)]
    assert versions(as_of=day(4)) == [("v@2", True)]
    assert versions(as_of=day(4), all_versions=True) == [("v", False), ("v@2", True)]
    assert store.document("v", as_of=day(3)).document.id == "v"
    assert store.document("v", as_of=day(3)).current
    assert store.document("v", as_of=day(4)).document.id == "v@2"
    assert [hit.document for hit in store.search("sancties", query=Query(as_of=day(3)))] == ["v"]
    assert [hit.document for hit in store.search("sancties")] == ["v@2"]


def test_counts_of_a_day_are_those_of_its_documents(store, joined):
    assert (store.counts().documents, store.counts().claims, store.counts().events) == (4, 4, 1)
    then = store.counts(as_of=day(4))
    assert (then.documents, then.claims, then.events, then.last_published) == (2, 2, 2, day(3))
    assert then.by_type == {"ACCUSE": 2}
    assert [actor.as_actor for actor in store.actors(as_of=day(4))] == [2]


def test_actors_as_of_a_day_by_which_all_was_reported_are_looked_up_and_those_before_it_are_counted(store, monkeypatch):
    for text, published in (("Rusland veroordeelt Polen.", 1), ("Rusland veroordeelt het.", 5)):
        where = document(text, id="a", published=f"2022-03-0{published}", url="https://k.example/a")
        keep(store, where, told)
    counted = [tuple(store.actors(as_of=day(number))) for number in (4, 5)]
    monkeypatch.setattr(reported, "is_all", lambda *_: False)
    assert [tuple(store.actors(as_of=day(number))) for number in (4, 5)] == counted
    monkeypatch.undo()
    monkeypatch.setattr(asking, "_counted_by", lambda _: 1 / 0)
    assert tuple(store.actors(as_of=day(5))) == counted[1]
    with pytest.raises(ZeroDivisionError):
        tuple(store.actors(as_of=day(4)))
    keep(store, document("Rusland veroordeelt Litouwen.", id="z", published=None), told)
    with pytest.raises(ZeroDivisionError):
        tuple(store.actors(as_of=day(5)))


def test_a_question_of_the_past_changes_nothing(store, joined):
    before = store.digest()
    list(store.claims(Query(as_of=day(2))))
    store.counts(as_of=day(2))
    assert store.digest() == before


def test_the_newest_version_of_each_article_is_that_of_a_day(store):
    keep(store, document("Rusland veroordeelt Polen.", id="a", published="2022-03-01", url="https://k.example/a"))
    keep(store, document("Rusland veroordeelt Litouwen.", id="a", published="2022-03-05", url="https://k.example/a"))
    keep(store, document("Polen praat met Oekraïne.", id="b", published="2022-03-03"))
    keep(store, document("Iran dreigt.", id="c", published=None))

    def keys(**asked):
        return [(one.document.id, one.current) for one in store.documents(**asked)]

    assert keys() == [("a", False), ("a@2", True), ("b", True), ("c", True)]
    assert keys(newest=True) == [("a@2", True), ("b", True), ("c", True)]
    assert keys(as_of=day(4)) == [("a", True), ("b", True)]


def test_what_is_asked_of_a_chronicle_that_stands_still_does_not_see_who_writes(store, db):
    keep(store, document("Rusland veroordeelt Polen.", id="a"), told)
    with open_store(db, read_only=True) as reader, reader.still() as still:
        before = still.digest()
        keep(store, document("Rusland veroordeelt Litouwen.", id="b"), told)
        assert (len(list(still.claims(Query()))), len(list(still.documents())), still.digest()) == (1, 1, before)
        assert len(list(reader.claims(Query()))) == 2


@pytest.mark.parametrize("actor", [None, "Rusland"])
def test_claims_can_be_asked_for_by_the_first_day_of_report(store, joined, actor):
    found = store.claims(Query(actor=actor, reported_since=day(3)))
    assert [str(one.claim.document) for one in found] == ["c", "b"]
