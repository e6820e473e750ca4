"""What a trained reader holds of a trigger counts only where it is sure and no word of the text decides."""

from dataclasses import replace

import pytest

from kroniek.coding.floor import Floor
from kroniek.coding.hints import Hints, least
from kroniek.coding.interviews import Interview
from kroniek.coding.modality import assess
from kroniek.coding.scene import scenes
from kroniek.coding.sourcing import sourced
from kroniek.model.ontology import Status
from kroniek.model.signals import STATUSES, Arc, ArcRole, SentenceSignal, Signals, TriggerSignal
from tests.coding.told import analysis_of


def hints_of(text, *, status=None, chance=0.0, hedged=0.0, arcs=()):
    """The first sentence of a text, its last trigger, and hints made for it."""
    analysis = analysis_of(text)
    scene = next(iter(scenes(analysis)))
    trigger = scene.triggers[-1]
    chances = tuple(chance if one is status else (1 - chance) / 5 for one in STATUSES)
    signal = TriggerSignal(
        sentence=0, token=trigger.head, types=(0.0,) * 16, status=chances, hedged=hedged, arcs=tuple(arcs)
    )
    row = SentenceSignal(types=(0.0,) * 16, tokens=())
    signals = Signals(sentences=(row,) * len(analysis.sentences), triggers=(signal,))
    known = replace(analysis, signals=signals)
    return scene, trigger, Hints.of(known, 0, trigger)


def status_of(text, **hints):
    scene, trigger, found = hints_of(text, **hints)
    return assess(scene, trigger, trigger.frames[0], future=False, hints=found)


@pytest.mark.parametrize(
    ("text", "status", "chance", "wanted"),
    [
        ("Rusland trekt zijn troepen terug uit Syrië.", Status.PLANNED, 0.9, Status.PLANNED),
        ("Rusland trekt zijn troepen terug uit Syrië.", Status.PLANNED, 0.3, Status.HAPPENED),
        ("Rusland heeft zijn troepen teruggetrokken uit Syrië.", Status.ONGOING, 0.9, Status.HAPPENED),
        ("Rusland trekt zijn troepen niet terug uit Syrië.", Status.PLANNED, 0.9, Status.DENIED),
        ("Rusland trekt zijn troepen terug uit Syrië.", Status.CONDITIONAL, 0.9, Status.HAPPENED),
        ("Iran verwerpt dat.", Status.DENIED, 0.9, Status.HAPPENED),
    ],
)
def test_the_reader_decides_a_status_only_where_no_word_does(text, status, chance, wanted):
    assert status_of(text, status=status, chance=chance).status is wanted


@pytest.mark.parametrize(("chance", "hedged"), [(0.9, True), (0.2, False)])
def test_hearsay_that_no_listed_word_tells_is_taken_from_the_reader(chance, hedged):
    found = status_of("Rusland bombardeerde Kramatorsk.", hedged=chance)
    assert found.hedged is hedged
    assert hedged == any(reason.rule == "model: hearsay" for reason in found.reasons)


def test_an_arc_leads_to_the_time_it_stands_in():
    text = "Rusland bombardeerde Kramatorsk in maart 2014."
    at = text.split().index("maart")
    arc = Arc(role=ArcRole.TIME, sentence=0, token=at, score=0.8)
    _, _, hints = hints_of(text, arcs=[arc])
    assert [(time.past.start.isoformat(), score, far) for time, score, far in hints.times()] == [("2014-03-01", 0.8, 0)]


def test_an_arc_leads_to_the_mention_it_stands_in():
    arc = Arc(role=ArcRole.SOURCE, sentence=0, token=0, score=0.7)
    _, _, hints = hints_of("Rusland bombardeerde Kramatorsk.", arcs=[arc])
    assert [mention.party.name for mention, _, _ in hints.mentions(ArcRole.SOURCE)] == ["Rusland"]
    assert list(hints.mentions(ArcRole.PLACE)) == []


@pytest.mark.parametrize(
    ("text", "word", "speakers"),
    [
        ("In Londen bombardeerde Rusland Kramatorsk.", "Londen", []),
        ("Vanuit Moskou bombardeerde Rusland Kramatorsk.", "Moskou", []),
        ("Londen bombardeerde Rusland bij Kramatorsk.", "Londen", ["Verenigd Koninkrijk"]),
    ],
)
def test_a_place_where_something_was_said_does_not_speak(text, word, speakers):
    arc = Arc(role=ArcRole.SOURCE, sentence=0, token=text.split().index(word), score=0.9)
    scene, trigger, hints = hints_of(text, arcs=[arc])
    voices, reasons = sourced(
        scene, trigger.head, covering=(), actors=(), deed=True, floor=Floor(()), interview=Interview(), hints=hints
    )
    assert [voice.party.name for voice in voices] == speakers
    assert len(reasons) == len(speakers)


def test_without_a_reader_hints_say_nothing():
    analysis = analysis_of("Rusland bombardeerde Kramatorsk.")
    scene = next(iter(scenes(analysis)))
    hints = Hints.of(analysis, 0, scene.triggers[0])
    assert (hints.status(), hints.hedged) == (None, 0.0)
    assert list(hints.times()) == list(hints.mentions(ArcRole.SOURCE)) == []


def test_every_threshold_is_a_probability():
    limits = least()
    found = [getattr(limits, name) for name in ("status", "hedged", "time", "time_far", "source", "source_far")]
    assert all(0 < value < 1 for value in found)
