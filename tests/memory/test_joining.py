"""Accounts of one event in several papers: what joins them, what is never joined, and what people decide."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.memory.joining.linker import BY
from kroniek.memory.store import Query
from kroniek.model.judgement import JudgementKind
from tests.build import claim, document, when
from tests.memory.conftest import CLOCK, keep

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

FIRST = (
    "a",
    "2022-07-23",
    "Russische raketten hebben zaterdag de haven van Odesa getroffen.",
    "ASSAULT",
    {"actors": ["Rusland/RUS/GOV"], "recipients": ["Oekraïne/UKR/GOV"], "modes": ["aerial"]},
)
SECOND = (
    "b",
    "2022-07-24",
    "Bij een aanval met kruisraketten op de haven van Odesa trof Rusland zaterdag een pomphuis.",
    "ASSAULT",
    {"actors": ["Rusland/RUS/GOV"], "recipients": ["Oekraïne/UKR/GOV"], "modes": ["aerial"]},
)
TRIGGERS = {"a": "getroffen", "b": "aanval"}


def told(store, name, day, text, type_, fields, *, trigger="", status="happened", coder="test"):  # noqa: PLR0913 - a row
    where = document(text, id=name, published=day, publisher=f"Krant {name}")
    keep(
        store,
        where,
        lambda one: replace(claim(one, trigger or TRIGGERS[name], type_, status=status, **fields), coder=coder),
    )
    return next(iter(store.claims(Query(document=name)))).claim.id


def events(store):
    return {one.claim.document: one.event for one in store.claims(Query())}


def of_joining(store, kind=JudgementKind.SAME_EVENT):
    return [one for one in store.judgements() if one.kind is kind and one.by == BY]


def test_two_papers_that_tell_of_one_attack_are_one_event_with_a_reason(store):
    told(store, *FIRST)
    told(store, *SECOND)
    assert len(set(events(store).values())) == 1
    (judgement,) = of_joining(store)
    assert 0.45 <= judgement.score <= 1
    assert "both are ASSAULT" in judgement.reason


@pytest.mark.parametrize(
    ("day", "change"),
    [
        ("2022-07-24", {"actors": ["Oekraïne/UKR/GOV"], "recipients": ["Rusland/RUS/GOV"]}),
        ("2022-07-24", {"recipients": ["Syrië/SYR/GOV"]}),
        ("2022-10-10", {}),
    ],
)
def test_other_parties_or_another_time_are_another_event(store, day, change):
    told(store, *FIRST)
    name, _, text, type_, fields = SECOND
    told(store, name, day, text, type_, fields | change)
    assert len(set(events(store).values())) == 2
    assert of_joining(store) == []


def test_reports_years_apart_are_two_events_although_one_tells_of_years(store):
    told(store, *FIRST)
    name, _, text, type_, fields = SECOND
    since = {"on": when("2022-01-01", "2025-08-01")}
    told(store, name, "2025-08-01", text, type_, fields | since)
    assert len(set(events(store).values())) == 2
    assert of_joining(store) == []


def test_a_deed_of_those_who_were_warned_is_no_answer_to_the_warning(store):
    ukraine, russia = ["Oekraïne/UKR/GOV"], ["Rusland/RUS/GOV"]
    warned = {"actors": ukraine, "recipients": russia, "on": "2022-07-22"}
    told(store, "w", "2022-07-22", "Oekraïne waarschuwde Rusland.", "THREATEN", warned, trigger="waarschuwde")
    told(store, *FIRST[:4], FIRST[4] | {"on": "2022-07-23"})
    assert of_joining(store, JudgementKind.FOLLOW_UP) == []


def test_what_is_only_planned_is_not_joined_with_the_deed(store):
    told(store, *FIRST)
    told(store, *SECOND, status="planned")
    assert len(set(events(store).values())) == 2


@pytest.mark.parametrize(("coder", "found"), [("", 1), ("trained", 2)])
def test_claims_that_a_program_coded_need_more(store, coder, found):
    """A pair that is near enough for claims by people, and not for those of a program."""
    name, day, _, type_, fields = SECOND
    told(store, *FIRST, coder=coder)
    text = "Na de aanval van zaterdag bleef het stil in Odesa."
    told(store, name, day, text, type_, fields | {"modes": [], "recipients": []}, coder=coder)
    assert len(set(events(store).values())) == found


def test_what_somebody_parts_stays_apart_when_another_article_would_join_it(store):
    one, other = told(store, *FIRST), told(store, *SECOND)
    (gone,) = store.split_events(one, other, by="redactie", reason="een andere aanval")
    assert gone.by == BY
    assert len(set(events(store).values())) == 2
    keep_third(store)
    found = events(store)
    assert found["a"] != found["b"]


def keep_third(store):
    _, _, text, type_, fields = SECOND
    told(store, "c", "2022-07-25", text.replace("pomphuis", "gebouw"), type_, fields, trigger="aanval")


def test_what_somebody_joins_is_one_and_can_be_parted_again(store):
    one = told(store, *FIRST)
    other = told(
        store, "b", "2023-01-01", "Moskou brak de banden met Bern.", "SANCTION", {"actors": []}, trigger="brak"
    )
    store.join_events(one, other, by="redactie", reason="")
    assert len(set(events(store).values())) == 1
    with pytest.raises(UsageError):
        store.join_events(one, other, by="redactie", reason="")
    store.split_events(one, by="redactie", reason="")
    assert len(set(events(store).values())) == 2


def test_what_is_joined_does_not_depend_on_the_sitting(tmp_path):
    digests = []
    for sittings in ([3], [1, 2]):
        db = tmp_path / f"{len(sittings)}.db"
        steps = [lambda one: told(one, *FIRST), lambda one: told(one, *SECOND), keep_third]
        for number in sittings:
            with open_store(db, clock=lambda: CLOCK) as store:
                for _ in range(number):
                    steps.pop(0)(store)
                digests.append(store.digest())
                last = len(set(events(store).values()))
        assert last == 1
    assert digests[0] == digests[-1]


@pytest.mark.slow
def test_claims_that_are_joined_in_one_pass_are_joined_as_one_by_one(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    bench, stories = importlib.import_module("joining"), importlib.import_module("joining_set").stories()
    articles = bench.in_order(stories[:8])
    found = []
    for joins in (True, False):
        with open_store(tmp_path / f"{joins}.db", clock=lambda: CLOCK, joins=joins) as store:
            for article, claims in articles:
                store.add(article, claims, placement=store.place(article))
        with open_store(tmp_path / f"{joins}.db", clock=lambda: CLOCK) as store:
            store.join()
            found.append(({one.claim.id: one.event for one in store.claims(Query())}, set(store.judgements())))
    assert found[0] == found[1]
    assert len(set(found[0][0].values())) < len(found[0][0]) - 20
