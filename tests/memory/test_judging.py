"""Judgements are rows: noted once, withdrawn without a trace lost, and the groups follow from those that stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.memory.store import Query
from kroniek.memory.tables import members
from kroniek.model.judgement import Judgement, JudgementKind
from tests.build import claim, document
from tests.memory.conftest import keep


def same(left, right, *, by="els", kind=JudgementKind.NEAR_COPY):
    left, right = sorted((left, right))
    return Judgement(kind=kind, left=left, right=right, score=0.9, by=by, reason="zelfde tekst")


def filled(store, count=4):
    for i in range(count):
        keep(store, document(f"Bericht {i}.", id=f"d{i}"))


def groups(store):
    return [set(one.copies) for one in store.documents()]


def test_a_judgement_joins_and_withdrawing_it_parts(store):
    filled(store)
    store.judge(same("d0", "d2"))
    assert groups(store) == [{"d2"}, set(), {"d0"}, set()]
    store.judge(replace(same("d0", "d2"), withdrawn=True))
    assert groups(store) == [set()] * 4
    (kept,) = store.judgements()
    assert kept.withdrawn


def test_a_judgement_is_noted_once_per_author(store):
    filled(store)
    for _ in range(2):
        store.judge(same("d0", "d1"))
    store.judge(same("d0", "d1", by="jan"))
    assert [one.by for one in store.judgements()] == ["els", "jan"]


def test_what_a_second_author_holds_together_stays_together(store):
    filled(store)
    store.judge(same("d0", "d1"))
    store.judge(same("d0", "d1", by="jan"))
    store.judge(replace(same("d0", "d1"), withdrawn=True))
    assert groups(store)[0] == {"d1"}


def test_a_withdrawn_judgement_is_not_brought_back_by_its_author(store):
    filled(store)
    store.judge(replace(same("d0", "d1"), withdrawn=True))
    store.judge(same("d0", "d1"))
    assert groups(store)[0] == set()
    assert [one.withdrawn for one in store.judgements()] == [True]


def test_withdrawing_one_link_of_a_chain_leaves_the_others(store):
    filled(store)
    for pair in (("d0", "d1"), ("d1", "d2"), ("d2", "d3")):
        store.judge(same(*pair))
    assert groups(store)[0] == {"d1", "d2", "d3"}
    store.judge(replace(same("d1", "d2"), withdrawn=True))
    assert groups(store) == [{"d1"}, {"d0"}, {"d3"}, {"d2"}]


@pytest.mark.parametrize(
    ("judgement", "message"),
    [
        (Judgement(kind=JudgementKind.NEAR_COPY, left="d1", right="d0", score=1, by="els", reason=""), "sorted order"),
        (Judgement(kind=JudgementKind.NEAR_COPY, left="d0", right="d0", score=1, by="els", reason=""), "sorted order"),
        (same("d0", "nergens"), "nothing with the id 'nergens'"),
        (same("d0", "d1", kind=JudgementKind.SAME_EVENT), "nothing with the id 'd0'"),
    ],
)
def test_a_judgement_about_nothing_is_refused(store, judgement, message):
    filled(store)
    with pytest.raises(UsageError, match=message):
        store.judge(judgement)
    assert list(store.judgements()) == []


def test_an_event_bears_the_id_of_its_first_claim(store):
    for i in range(3):
        keep(store, document(f"Rusland veroordeelt deel {i}.", id=f"d{i}"), lambda where: claim(where, "veroordeelt"))
    ids = [one.claim.id for one in store.claims(Query())]
    store.judge(same(ids[1], ids[2], kind=JudgementKind.SAME_EVENT))
    assert [one.event for one in store.claims(Query())] == [ids[0], ids[1], ids[1]]
    store.judge(same(ids[0], ids[2], kind=JudgementKind.SAME_EVENT))
    assert [one.event for one in store.claims(Query())] == [ids[0]] * 3
    assert len(list(store.claims(Query(event=ids[0])))) == 3
    assert store.counts().events == 1


@given(steps=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_are_the_connected_components_of_the_judgements_that_stand(tmp_path_factory, steps):
    with open_store(tmp_path_factory.mktemp("groepen") / "a.db") as store:
        filled(store, 8)
        for left, right, withdrawn in steps:
            if left != right:
                store.judge(replace(same(f"d{left}", f"d{right}"), withdrawn=withdrawn))
        with store._engine.connect() as connection:
            rows = {row.member: row.head for row in connection.execute(select(members))}
        standing = [(one.left, one.right) for one in store.judgements() if not one.withdrawn]
    assert rows == components(standing)


def components(links):
    """Each member of a group with the first of the group, by plain repeated merging."""
    found = [set(link) for link in links]
    for _ in found:
        for one in found:
            for other in found:
                if one & other:
                    one.update(other)
    return {member: min(group) for group in found for member in group}
