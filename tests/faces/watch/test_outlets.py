"""Alerts on their way: each once, failures again, and what may have arrived is named and not repeated."""

from __future__ import annotations

import pytest

from kroniek.errors import DeliveryError
from kroniek.faces.watch.outlets import deliver


class Letterbox:
    """An outlet that remembers what it got; it fails on the n-th try where that is asked."""

    name = shown = "brievenbus"

    def __init__(self, *, together=False, fails=(), dies=()):
        self.together, self.fails, self.dies = together, set(fails), set(dies)
        self.tries, self.got = 0, []

    def prepare(self, teller):
        pass

    def send(self, told, teller):
        self.tries += 1
        if self.tries in self.fails:
            raise DeliveryError("De bus is vol.")
        self.got.append([one.alert.id for one in told])
        if self.tries in self.dies:
            raise KeyboardInterrupt


@pytest.fixture
def go(chronicle, teller):
    return lambda outlet, **given: deliver(chronicle, outlet, teller, **given)


def numbers(outcome):
    return outcome.arrived, outcome.failed, outcome.uncertain, outcome.reason


def test_each_alert_goes_out_once(go, noted):
    noted("act", "due", outlets=["brievenbus"])
    box = Letterbox()
    assert numbers(go(box)) == (2, 0, 0, "")
    assert numbers(go(box)) == (0, 0, 0, "")
    assert box.got == [["act0"], ["due1"]]


def test_alerts_that_go_together_go_in_one_piece_and_nothing_is_sent_where_there_are_none(go, noted):
    box = Letterbox(together=True)
    go(box)
    noted("act", "due", outlets=["brievenbus"])
    go(box)
    assert box.got == [["act0", "due1"]]


def test_very_many_alerts_go_in_several_pieces(go, noted, monkeypatch):
    monkeypatch.setattr("kroniek.faces.watch.outlets.TOGETHER", 2)
    noted("act", "due", "denial", outlets=["brievenbus"])
    box = Letterbox(together=True)
    assert numbers(go(box)) == (3, 0, 0, "")
    assert box.got == [["act0", "due1"], ["denial2"]]


def test_what_fails_is_named_and_tried_again_and_the_rest_of_the_round_waits(go, noted, chronicle):
    noted("act", "due", "denial", outlets=["brievenbus"])
    box = Letterbox(fails=[2])
    assert numbers(go(box)) == (1, 2, 0, "De bus is vol")
    assert [one.reason for one in chronicle.deliveries("due1")] == ["De bus is vol."]
    assert box.tries == 2
    assert numbers(go(box)) == (2, 0, 0, "")
    assert box.got == [["act0"], ["due1"], ["denial2"]]
    assert [one.tries for one in chronicle.deliveries("due1")] == [2]


def test_what_may_have_arrived_is_named_and_sent_again_only_where_that_is_asked(go, noted):
    noted("act", "due", outlets=["brievenbus"])
    box = Letterbox(dies=[1])
    with pytest.raises(KeyboardInterrupt):
        go(box)
    assert numbers(go(box)) == (1, 0, 1, "")
    assert numbers(go(box)) == (0, 0, 1, "")
    assert box.got == [["act0"], ["due1"]]
    assert numbers(go(box, again=True)) == (1, 0, 0, "")
    assert box.got[-1] == ["act0"]


def test_of_two_programs_that_deliver_one_sends(go, noted, chronicle, monkeypatch):
    noted("act", outlets=["brievenbus"])
    seen = chronicle.undelivered("brievenbus")
    first, second = Letterbox(), Letterbox()
    go(first)
    monkeypatch.setattr(type(chronicle), "undelivered", lambda *_: seen)
    assert numbers(go(second)) == (0, 0, 0, "")
    assert (first.got, second.got) == ([["act0"]], [])
