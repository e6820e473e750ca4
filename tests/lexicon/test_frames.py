"""The frame lexicon tests itself: its schema, its table, and its own examples."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pytest

from kroniek.coding.triggers import find_triggers
from kroniek.language.segment import sentences
from kroniek.lexicon.check import entries, entry_problems, problems
from kroniek.lexicon.frames import WORD_SETS, frames, index, to_row
from kroniek.lexicon.load import read_rows, read_text, read_toml
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.ontology import EventType
from tests.build import document

FOUND_LEAST = 0.97  # share of yes examples in which the frame is found; it falls when the grammar or the matcher does
GOOD = {
    "lemma": "uitwijzen", "pos": "verb", "particle": "uit", "mode": ["expel"], "actor": ["su"], "recipient": ["obj1"],
    "reciprocal": False, "yes": ["Moskou wijst drie diplomaten uit.", "De uitgewezen gezant ging."], "no": ["Dat wijst op regen."],
}  # fmt: skip

BROKEN = [
    ({"pos": "werkwoord"}, "pos"),
    ({"mode": ["visit"]}, "no mode 'visit'"),
    ({"yes": ["Moskou wijst drie diplomaten uit."]}, "needs 2 yes"),
    ({"no": []}, "needs 2 yes and 1 no"),
    ({"particle": "op"}, "particle 'op'"),
    ({"yes": ["Er gebeurde niets.", "De uitgewezen gezant ging."]}, "does not hold the word"),
    ({"reciprocal": "nee"}, "'reciprocal' has to be a bool"),
    ({"kleur": "rood"}, "unknown field 'kleur'"),
]


@cache
def _examples():
    return [(kind, entry, text) for kind in EventType for entry in entries(kind) for text in entry["yes"]]


def _finds(kind, lemma, text):
    triggers = (trigger for sentence in sentences(document(text)) for trigger in find_triggers(sentence, frames()))
    return any(frame.lemma == lemma and frame.type is kind for trigger in triggers for frame in trigger.frames)


def test_every_frame_file_keeps_to_the_schema():
    assert problems() == ()


def test_a_right_entry_has_no_problem():
    assert list(entry_problems(EventType.SANCTION, GOOD)) == []


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_a_broken_entry_is_named(change, message):
    assert any(message in problem for problem in entry_problems(EventType.SANCTION, GOOD | change))


def test_an_entry_that_lacks_a_field_is_named():
    entry = {key: value for key, value in GOOD.items() if key != "actor"}
    assert list(entry_problems(EventType.SANCTION, entry)) == ["lacks 'actor'"]


def test_the_compact_table_is_current():
    sets = read_toml(WORD_SETS)
    rows = [to_row(entry, kind.value, sets) for kind in EventType for entry in entries(kind)]
    assert json.loads(read_text("events/frames.json")) == rows, "run tools/build_frames.py"


def test_counts_speak_of_frames_that_exist():
    known = {(frame.lemma, frame.pos.value, frame.type.value) for frame in frames().all}
    rows = read_rows("events/counts.tsv", columns=5)
    assert rows
    assert {row[:3] for row in rows} <= known, "run tools/build_counts.py"


def test_nearly_every_example_is_found():
    examples = _examples()
    found = sum(_finds(kind, entry["lemma"], text) for kind, entry, text in examples)
    assert found / len(examples) >= FOUND_LEAST


def test_loading_takes_a_moment_only():
    """In a process of its own: beside everything that other tests keep in memory, collecting garbage takes longer."""
    code = "import time; from kroniek.lexicon.frames import frames; a = time.process_time(); frames()"
    code += "; print(time.process_time() - a)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert float(told) < 1.0  # 0.4 s on two shared cores; slower machines get more than twice that


def test_a_compound_is_found_by_the_noun_at_its_end():
    lexicon = index([Frame(lemma="bespreking", pos=PartOfSpeech.NOUN, type=EventType.CONSULT)])
    assert [frame.lemma for frame in lexicon.compound("vredesbesprekingen")] == ["bespreking"]
    assert lexicon.compound("besparingen") == ()


def test_the_end_of_a_run_of_letters_is_sought_in_its_last_letters_alone():
    class Counted(dict):
        asked = 0

        def get(self, key, default=None):
            self.asked += len(key)
            return super().get(key, default)

    nouns = Counted(frames().nouns)
    assert max(map(len, nouns)) < 60
    lexicon = replace(frames(), nouns=nouns)
    assert [frame.lemma for frame in lexicon.compound("x" * 1000 + "vredesbesprekingen")] == ["vredesbespreking"]
    assert lexicon.compound("x" * 100_000) == ()
    assert nouns.asked < 10_000


def test_a_short_noun_ends_no_compound_although_its_plural_is_long_enough():
    lexicon = index([Frame(lemma="roep", pos=PartOfSpeech.NOUN, type=EventType.REQUEST)])
    assert lexicon.compound("grondtroepen") == ()
    assert [frame.lemma for frame in lexicon.compound("vredes-roep")] == ["roep"]


def test_precision_keeps_rare_words_in_the_middle():
    frame = Frame(lemma="x", pos=PartOfSpeech.NOUN, type=EventType.AID, hits=0, misses=0)
    assert frame.precision == 0.5
