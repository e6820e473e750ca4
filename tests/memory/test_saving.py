"""Questions that were saved, alerts that were noted, and how far they came: kept whole, once, and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kroniek.errors import StoreError, UsageError
from kroniek.memory import browsing, open_store, saving
from kroniek.model.ontology import EventType, Status
from kroniek.model.watching import Alarm, Alert, Counted, Delivery, Question, Saved, Week
from tests.build import document
from tests.memory.conftest import CLOCK, keep

FULL = Saved(
    name="Rusland & Oekraïne",
    question=Question(
        actor="Rusland",
        other="Oekraïne",
        types=(EventType.ASSAULT, EventType.THREATEN),
        statuses=(Status.HAPPENED,),
        since=date(2022, 2, 24),
        until=date(2023, 1, 1),
        hedged=False,
        publisher="De Voorbeeldkrant",
        place="Kyiv",
    ),
    alarm=Alarm.WEEK,
    outlets=2,
    days=3,
    once_in=50,
    counted=Counted.CONFLICT,
)
WEEK = Week(
    actor="Rusland",
    other="Oekraïne",
    counted=Counted.CONFLICT,
    start=date(2022, 3, 7),
    end=date(2022, 3, 13),
    events=9,
    expected=1.5,
    chance=0.0004,
    weeks=60,
    flagged=1,
    shuffled=0.01,
)
ALERT = Alert(
    id="aa",
    name="Rusland & Oekraïne",
    alarm=Alarm.WEEK,
    subject="2022-03-07",
    day=date(2022, 3, 11),
    claims=("a:1", "b:2"),
    week=WEEK,
)


def note(store, *alerts, outlets=("terminal",), seen=0):
    return store.change(saving.note, alerts, outlets=outlets, seen=seen)


def due(store, outlet="terminal"):
    return [(alert.id, told.state, told.tries, told.reason) for alert, told in store.look(saving.due, outlet)]


@pytest.mark.parametrize("one", [FULL, Saved(name="kaal", question=Question(words="graan*"))], ids=["full", "bare"])
def test_a_question_comes_back_as_it_was_saved(store, one):
    assert store.change(saving.save, one) == one
    assert store.look(saving.find) == (one,)
    assert store.look(saving.find)[0].made_at == CLOCK.isoformat(timespec="seconds")


def test_what_was_read_before_a_question_was_saved_is_not_new_to_it(store):
    keep(store, document("Een.", id="een"))
    keep(store, document("Twee.", id="twee"))
    assert [store.change(saving.save, FULL).after, store.look(saving.find)[0].seen] == [2, 2]
    old = replace(FULL, name="van voren af")
    assert store.change(saving.save, old, from_start=True).after == 0


def test_a_name_is_given_once(store):
    store.change(saving.save, FULL)
    with pytest.raises(UsageError, match="is saved already"):
        store.change(saving.save, replace(FULL, alarm=None))
    assert store.look(saving.find) == (FULL,)


def test_a_question_is_forgotten_with_its_alerts_and_no_others(store):
    store.change(saving.save, FULL)
    note(store, ALERT, replace(ALERT, id="bb", name="een andere"))
    assert store.change(saving.unsave, FULL.name)
    assert not store.change(saving.unsave, FULL.name)
    assert store.look(saving.find) == ()
    assert [one.id for one in store.look(saving.noted)] == ["bb"]
    assert [id_ for id_, *_ in due(store)] == ["bb"]


def test_saving_changes_nothing_of_what_was_read_and_is_seen_by_who_looks_around(store):
    keep(store, document("Een.", id="een"))
    digest, state = store.digest(), store.look(browsing.state)
    store.change(saving.save, FULL)
    note(store, ALERT)
    assert store.digest() == digest
    assert store.look(browsing.state) != state


def test_a_chronicle_opened_for_reading_saves_nothing(db):
    with open_store(db):
        pass
    with open_store(db, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.change(saving.save, FULL)


def test_an_alert_is_noted_once_and_comes_back_as_it_was(store):
    assert note(store, ALERT) == (ALERT,)
    assert note(store, ALERT, replace(ALERT, id="bb", week=None, day=None)) == (
        replace(ALERT, id="bb", week=None, day=None),
    )
    assert [one.id for one in store.look(saving.noted)] == ["bb", "aa"]
    assert store.look(saving.noted, most=1) == (replace(ALERT, id="bb", week=None, day=None),)
    assert store.look(saving.noted)[1] == ALERT


def test_noting_says_how_far_was_looked_and_never_goes_back(store):
    store.change(saving.save, FULL)
    note(store, seen=7)
    note(store, seen=3)
    assert store.look(saving.find)[0].seen == 7


def begin(store, outlet="terminal"):
    return store.change(saving.begin, [told for _, told in store.look(saving.due, outlet)])


def end(store, state, reason="", outlet="terminal"):
    store.change(saving.end, ["aa"], outlet=outlet, state=state, reason=reason)


def test_an_alert_is_due_to_each_outlet_until_it_arrived_there(store):
    note(store, ALERT, outlets=("terminal", "mail:redactie@example.org"))
    assert due(store) == [("aa", Delivery.WAITING, 0, "")]
    assert begin(store) == ("aa",)
    assert due(store) == [("aa", Delivery.BEGUN, 1, "")]
    end(store, Delivery.FAILED, "vol")
    assert due(store) == [("aa", Delivery.FAILED, 1, "vol")]
    assert begin(store) == ("aa",)
    end(store, Delivery.DONE)
    assert due(store) == []
    assert due(store, "mail:redactie@example.org") == [("aa", Delivery.WAITING, 0, "")]
    assert [(one.outlet, one.state, one.tries) for one in store.look(saving.told, "aa")] == [
        ("mail:redactie@example.org", Delivery.WAITING, 0),
        ("terminal", Delivery.DONE, 2),
    ]


def test_of_two_who_want_to_send_an_alert_one_may(store):
    note(store, ALERT)
    seen = [told for _, told in store.look(saving.due, "terminal")]
    assert store.change(saving.begin, seen) == ("aa",)
    assert store.change(saving.begin, seen) == ()
    again = [told for _, told in store.look(saving.due, "terminal")]
    assert store.change(saving.begin, again) == ("aa",)


def test_an_outlet_gets_what_is_noted_from_its_first_round_on_whoever_looks(store):
    note(store, ALERT, outlets=["terminal"])
    note(store, outlets=["mail"])
    assert due(store, "mail") == []
    note(store, replace(ALERT, id="bb"), outlets=["terminal"])
    note(store, outlets=["mail"])
    note(store, outlets=["mail"])
    assert [id_ for id_, *_ in due(store, "mail")] == ["bb"]
    assert [id_ for id_, *_ in due(store, "terminal")] == ["aa", "bb"]


def test_alerts_after_a_question_was_removed_are_delivered_too(store):
    store.change(saving.save, FULL)
    note(store, ALERT, replace(ALERT, id="bb"))
    store.change(saving.unsave, FULL.name)
    note(store, replace(ALERT, id="cc", name="een andere"))
    assert [id_ for id_, *_ in due(store)][-1:] == ["cc"]
