"""What people are asked about events, what they decide, and how a decision is taken back."""

from __future__ import annotations

import pytest

from kroniek.memory import browsing, doubting
from kroniek.memory.store import Query
from kroniek.model.judgement import LINKS, Judgement, JudgementKind
from tests.memory.test_joining import FIRST, SECOND, told

SAME, OTHER, REPEAT = JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT, JudgementKind.REPEAT


@pytest.fixture
def pair(store):
    """Two claims of two papers that joining made one event."""
    return sorted((told(store, *FIRST), told(store, *SECOND)))


@pytest.fixture
def linked(store):
    """Two claims of which a program says that the one repeats the other."""
    first = told(store, *FIRST)
    name, _, *rest = SECOND
    second = told(store, name, "2022-10-10", *rest)
    left, right = sorted((first, second))
    store.judge(Judgement(kind=REPEAT, left=left, right=right, score=0.7, by="joining-1", reason="proef"))
    return left, right


def doubts(store, kinds=(SAME,), below=1.0, most=9):
    return store.look(doubting.doubtful, kinds=kinds, below=below, most=most)


def by_somebody(kind, pair):
    left, right = pair
    return Judgement(kind=kind, left=left, right=right, score=1.0, by="redactie", reason="")


def decisions(store):
    kinds = (SAME, OTHER, *LINKS)
    return [
        (one.kind, one.by, one.withdrawn, stands) for one, stands in store.look(doubting.decided, kinds=kinds, most=9)
    ]


def events(store):
    return {one.event for one in store.claims(Query())}


def test_a_join_that_is_less_than_sure_is_asked_about_until_somebody_confirms_it(store, pair):
    (doubt,) = doubts(store)
    assert [doubt.left, doubt.right] == pair
    assert doubts(store, below=doubt.score) == ()
    store.change(doubting.confirm, by_somebody(SAME, pair))
    assert doubts(store) == ()
    assert decisions(store) == [(SAME, "redactie", False, True)]
    store.change(doubting.take_back, by_somebody(SAME, pair))
    assert len(doubts(store)) == 1
    assert len(events(store)) == 1


def test_the_least_sure_come_first_and_no_more_than_asked(store, linked):
    assert [one.score for one in doubts(store, kinds=(REPEAT,))] == [0.7]
    assert doubts(store, kinds=(REPEAT,), most=0) == ()


def test_a_refused_join_is_two_events_and_comes_back_when_that_is_taken_back(store, pair):
    store.change(doubting.refuse, by_somebody(SAME, pair))
    assert len(events(store)) == 2
    assert decisions(store) == [(OTHER, "redactie", False, True)]
    holding, parting = store.look(doubting.grounds, pair[0])
    assert holding == ()
    assert [(one.kind, one.by) for one in parting] == [(OTHER, "redactie")]
    store.change(doubting.take_back, by_somebody(OTHER, pair))
    assert len(events(store)) == 1
    assert [one[:3] for one in decisions(store)] == [(SAME, "redactie", False), (OTHER, "redactie", True)]


def test_a_confirmation_that_comes_after_a_split_joins_again_without_contradiction(store, pair):
    store.split_events(pair[0], pair[1], by="redactie", reason="")
    store.change(doubting.confirm, by_somebody(SAME, pair))
    assert len(events(store)) == 1
    assert not [one for one in store.judgements() if one.kind is OTHER and not one.withdrawn]


def test_a_refused_link_is_gone_for_good_and_can_be_confirmed_after_all(store, linked):
    store.change(doubting.refuse, by_somebody(REPEAT, linked))
    assert doubts(store, kinds=LINKS) == ()
    assert decisions(store) == [(REPEAT, "redactie", True, False)]
    store.judge(Judgement(kind=REPEAT, left=linked[0], right=linked[1], score=0.7, by="joining-1", reason="proef"))
    assert decisions(store) == [(REPEAT, "redactie", True, False)]
    store.change(doubting.confirm, by_somebody(REPEAT, linked))
    assert decisions(store) == [(REPEAT, "redactie", False, True)]


def test_every_change_of_mind_within_one_second_is_seen_by_who_looks_around(store, pair):
    states = [store.look(browsing.state)]
    for _ in range(2):
        store.change(doubting.refuse, by_somebody(SAME, pair))
        states.append(store.look(browsing.state))
        store.change(doubting.take_back, by_somebody(OTHER, pair))
        states.append(store.look(browsing.state))
    assert len(set(states)) == len(states)


def test_what_holds_an_event_together_is_told_as_of_a_day(store, pair):
    holding, parting = store.look(doubting.grounds, pair[0])
    assert [(one.left, one.right) for one in holding] == [tuple(pair)]
    assert parting == ()
    early = next(one.claim.id for one in store.claims(Query()) if one.claim.document == "a")
    first_day = next(one.published for one in store.claims(Query()) if one.claim.document == "a")
    assert store.look(doubting.grounds, early, first_day) == ((), ())


def test_claims_are_given_with_their_articles(store, pair):
    found = store.look(doubting.claims_of, [*pair, "niets:00000000"])
    assert sorted(found) == pair


def test_every_name_of_a_program_is_known_as_one(store, pair):
    assert {one.by for one in store.judgements()} <= doubting.PROGRAMS
