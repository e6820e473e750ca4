"""Signals answer the questions that a coder asks of them."""

from kroniek.model.ontology import EventType, Status
from kroniek.model.signals import STATUSES, TYPES, Arc, ArcRole, SentenceSignal, Signals, TriggerSignal

NOTHING = (0.0,) * len(TYPES)


def types(**scores):
    return tuple(scores.get(kind.value, 0.0) for kind in TYPES)


def status(**scores):
    return tuple(scores.get(one.value, 0.0) for one in STATUSES)


def trigger(**fields):
    return TriggerSignal(
        **{"sentence": 0, "token": 1, "types": NOTHING, "status": status(happened=1.0), "hedged": 0.0} | fields
    )


def test_a_score_is_the_mean_of_the_sentence_and_its_strongest_token():
    signals = Signals(sentences=(SentenceSignal(types=types(AID=0.4), tokens=(types(AID=0.2), types(AID=0.8))),))
    assert signals.score(0, EventType.AID) == 0.6000000000000001


def test_a_score_can_look_at_the_words_of_one_trigger_only():
    signals = Signals(sentences=(SentenceSignal(types=types(AID=0.4), tokens=(types(AID=0.2), types(AID=0.8))),))
    assert signals.score(0, EventType.AID, [0]) == 0.30000000000000004


def test_a_sentence_without_tokens_has_half_its_own_score():
    signals = Signals(sentences=(SentenceSignal(types=types(AID=0.4), tokens=()),))
    assert signals.score(0, EventType.AID) == 0.2


def test_the_likeliest_type_and_status_are_told():
    one = trigger(types=types(ACCUSE=0.3, REJECT=0.5), status=status(happened=0.2, denied=0.8))
    assert (one.type, one.likeliest_status) == (EventType.REJECT, Status.DENIED)


def test_of_equal_types_the_first_wins():
    assert trigger(types=types(REJECT=0.4, ACCUSE=0.4)).type is EventType.ACCUSE


def test_a_trigger_is_found_by_its_place():
    signals = Signals(sentences=(), triggers=(trigger(),))
    assert signals.trigger_at(0, 1) is signals.triggers[0]
    assert signals.trigger_at(1, 0) is None


def test_words_fill_a_role_as_their_strongest_token_does():
    arcs = (
        Arc(role=ArcRole.ACTOR, sentence=0, token=3, score=0.9),
        Arc(role=ArcRole.ACTOR, sentence=0, token=4, score=0.5),
        Arc(role=ArcRole.SOURCE, sentence=0, token=5, score=0.7),
    )
    one = trigger(arcs=arcs)
    assert one.filler_score(ArcRole.ACTOR, [(0, 4), (0, 5)]) == 0.5
    assert one.filler_score(ArcRole.PLACE, [(0, 3)]) == 0.0


def test_signals_that_say_the_same_are_equal():
    assert Signals(sentences=(), triggers=(trigger(),)) == Signals(sentences=(), triggers=(trigger(),))
