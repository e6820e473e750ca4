"""What changed between two days of report: claims that came, changed and went, events that were joined."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kroniek.api.changes import changes, changes_record
from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.memory.store import Query
from kroniek.model.changes import ChangeKind
from kroniek.model.judgement import Judgement, JudgementKind
from tests.build import claim, document
from tests.memory.conftest import keep

pytestmark = pytest.mark.usefixtures("apart")

URL = "https://x.example/v"


def blame(where, **given):
    return claim(where, "veroordeelt", "ACCUSE", actors=["Rusland/RUS"], recipients=["Mali/MLI"], **given)


def praise(where, **given):
    return claim(where, "prijst", "SUPPORT", actors=["Iran/IRN"], recipients=["Mali/MLI"], **given)


def day(number):
    return date(2022, 3, number)


def kinds(found):
    return [(change.kind.value, change.document) for change in found.claims]


def join(store, left, right, *, withdrawn=False):
    left, right = sorted((left, right))
    store.judge(
        Judgement(
            kind=JudgementKind.SAME_EVENT,
            left=left,
            right=right,
            score=1.0,
            by="test",
            reason="they tell the same",
            withdrawn=withdrawn,
        )
    )


def test_a_new_article_adds_claims(store):
    keep(store, document("Rusland veroordeelt Mali.", id="a", published="2022-03-01"), blame)
    keep(store, document("Rusland veroordeelt Mali weer.", id="b", published="2022-03-03"), blame)
    keep(store, document("Rusland veroordeelt Mali nog eens.", id="c", published="2022-03-09"), blame)
    found = changes(store, day(2), day(5))
    assert kinds(found) == [("added", "b")]
    assert (found.articles, found.versions) == (("b",), ())
    assert (found.claims[0].earlier, found.claims[0].published) == (None, day(3))


def test_a_new_version_changes_and_withdraws_claims_and_leaves_the_others(store):
    keep(
        store,
        document("Rusland veroordeelt Mali. Iran prijst Mali.", id="v", url=URL, published="2022-03-01"),
        blame,
        praise,
    )
    keep(
        store,
        document("Update. Rusland veroordeelt Mali. Iran zwijgt.", id="v", url=URL, published="2022-03-04"),
        lambda where: blame(where, status="denied"),
    )
    found = changes(store, day(2), day(5))
    changed, gone = found.claims
    assert (changed.kind, changed.fields, changed.before.id, changed.after.document) == (
        ChangeKind.CHANGED,
        ("status",),
        blame(document("Rusland veroordeelt Mali. Iran prijst Mali.", id="v")).id,
        "v@2",
    )
    assert (gone.kind, gone.before.type.value, gone.document, gone.earlier) == (
        ChangeKind.WITHDRAWN,
        "SUPPORT",
        "v@2",
        "v",
    )
    assert found.versions == ("v@2",)
    assert found.of(ChangeKind.ADDED) == ()


def test_a_version_that_says_the_same_changes_nothing(store):
    keep(store, document("Rusland veroordeelt Mali.", id="v", url=URL, published="2022-03-01"), blame)
    keep(store, document("Nieuws: Rusland veroordeelt Mali.", id="v", url=URL, published="2022-03-04"),
         lambda where: blame(where, evidence="Rusland veroordeelt Mali."))  # fmt: skip
    assert changes(store, day(2), day(5)).claims == ()


def test_versions_of_one_day_come_as_one(store):
    for i, text in enumerate(("Rusland veroordeelt Mali.", "Rusland veroordeelt Mali zeer.", "Niets.")):
        keep(store, document(text, id="v", url=URL, published=f"2022-03-0{i + 2}"), *([blame] if i < 2 else []))
    assert kinds(changes(store, day(1), day(2))) == [("added", "v")]
    assert kinds(changes(store, day(2), day(4))) == [("withdrawn", "v@3")]
    assert changes(store, day(1), day(4)).claims == ()


def test_events_that_a_later_report_ties_are_told(store):
    ids = {}
    for name, published in (("a", "2022-03-01"), ("c", "2022-03-02"), ("b", "2022-03-05")):
        keep(store, document(f"Rusland veroordeelt Mali. {name}.", id=name, published=published), blame)
        ids[name] = next(store.claims(Query(document=name))).claim.id
    join(store, ids["a"], ids["b"])
    join(store, ids["b"], ids["c"])
    (joined,) = changes(store, day(3), day(6)).joined
    assert (joined.event, joined.before) == (ids["a"], (ids["a"], ids["c"]))
    assert (joined.by, joined.reason) == ("test", "they tell the same")
    assert changes(store, day(1), day(3)).joined == ()


def test_a_judgement_that_was_taken_back_is_told(db):
    with open_store(db, clock=lambda: datetime(2022, 3, 4, tzinfo=UTC)) as store:
        for name in "ab":
            keep(store, document(f"Rusland veroordeelt Mali. {name}.", id=name, published="2022-03-01"), blame)
        one, other = (claim_.claim.id for claim_ in store.claims(Query()))
        join(store, one, other)
        join(store, one, other, withdrawn=True)
        (parted,) = changes(store, day(3), day(4)).parted
        assert {parted.left, parted.right} == {one, other}
        assert changes(store, day(4), day(5)).parted == ()


def test_only_of_a_party(store):
    keep(store, document("Rusland veroordeelt Mali. Iran prijst Mali.", id="a", published="2022-03-03"), blame, praise)
    assert [change.after.type.value for change in changes(store, day(2), day(5), actor="IRN").claims] == ["SUPPORT"]
    assert len(changes(store, day(2), day(5), actor="Mali").claims) == 2
    assert changes(store, day(2), day(5), actor="FRA").claims == ()


def test_as_plain_values(store):
    keep(store, document("Rusland veroordeelt Mali.", id="a", published="2022-03-03"), blame)
    record = changes_record(changes(store, day(2), day(5)))
    assert record["claims"][0]["after"]["doc_id"] == "a"
    assert (record["first"], record["articles"], record["claims"][0]["before"]) == ("2022-03-02", ["a"], None)


def test_days_must_follow_each_other(store):
    with pytest.raises(UsageError, match="earlier day first"):
        changes(store, day(5), day(5))
