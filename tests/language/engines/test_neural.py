"""The trained reader turns numbers into signals; the shipped model says the same whatever stands beside a text."""

import hashlib
import json
import sys
import tomllib
import zipfile
from dataclasses import replace
from importlib.resources import files
from io import BytesIO

import numpy as np
import pytest

from kroniek.errors import LexiconError
from kroniek.language.engines.lemmas import from_lines
from kroniek.language.engines.neural import Labels, Reader, reader, unpack
from kroniek.language.segment import sentences
from kroniek.model.ontology import EventType
from kroniek.model.signals import STATUSES, TYPES, ArcRole, NameKind
from kroniek.model.text import Mark, MarkKind
from tests.build import document
from tests.language.engines.test_windows import Chopper

LABELS = Labels(
    names=("O", "B-PER", "I-PER", "B-LOC", "I-LOC"),
    modes=((EventType.SANCTION, "expel"), (EventType.SANCTION, "withdraw")),
    roles=(ArcRole.ACTOR, ArcRole.RECIPIENT),
)
TEXT = "Praag wees diplomaten uit. Jan Jansen zweeg."
ACT = 1  # *wees*


def answers(windows):
    """The answers to each window; the texts here are of one window."""
    return [answer(inputs) for inputs in windows]


def answer(inputs):
    """*wees* is a SANCTION by *Praag* against *diplomaten*; *Praag* and *Jan Jansen* are names."""
    count, told = inputs["firsts"].shape[1], inputs["groups"].shape[1]
    types = np.zeros((count, len(TYPES)), np.float32)
    types[ACT, TYPES.index(EventType.SANCTION)] = 0.91
    arcs = np.zeros((2, count, count), np.float32)
    arcs[0, ACT, 0], arcs[1, ACT, 2], arcs[1, ACT, 3] = 0.8, 0.7, 0.01
    names = np.zeros((count, 5), np.float32)
    names[:, 0] = 0.6
    for at, label in ((0, 3), (5, 1), (6, 2)):
        names[at, label] = 0.9 - at / 100
    return {
        "names": names,
        "types": types,
        "sentences": np.full((told, len(TYPES)), 0.25, np.float32),
        "status": np.full((count, len(STATUSES)), 1 / len(STATUSES), np.float32),
        "hedged": np.full(count, 0.125, np.float32),
        "modes": np.tile(np.array([0.2, 0.6], np.float32), (count, 1)),
        "arcs": arcs,
    }


def signals(text=TEXT, **options):
    found = document(text, **options)
    return Reader(answers, Chopper(), LABELS, name="test").signals(found, sentences(found))


def test_only_tokens_that_may_be_acts_are_triggers():
    (trigger,) = signals().triggers
    assert (trigger.sentence, trigger.token, trigger.type) == (0, ACT, EventType.SANCTION)


def test_arcs_and_modes_come_strongest_first_and_weak_ones_are_left_out():
    (trigger,) = signals().triggers
    assert [(arc.role.value, arc.token, arc.score) for arc in trigger.arcs] == [
        ("actor", 0, 0.8),
        ("recipient", 2, 0.7),
    ]
    assert [mode for _, mode, _ in trigger.modes] == ["withdraw", "expel"]


def test_names_are_spans_of_the_text_and_end_with_their_sentence():
    found = [(TEXT[name.start : name.end], name.kind, name.score) for name in signals().names]
    assert found == [("Praag", NameKind.LOCATION, 0.9), ("Jan Jansen", NameKind.PERSON, 0.84)]


def test_every_sentence_and_token_has_sixteen_numbers():
    found = signals()
    assert [len(sentence.tokens) for sentence in found.sentences] == [5, 4]
    assert {len(row) for sentence in found.sentences for row in (sentence.types, *sentence.tokens)} == {len(TYPES)}


TAGS, RELATIONS = ("N|eigen|ev|basis|onz|stan", "WW|pv|verl|ev", "N|soort|mv|basis", "VZ|fin", "LET"), (
    "root", "su", "obj1", "svp", "mwp", "punct",
)  # fmt: skip
HEADS = (1, 1, 1, 1, 1, 7, 5, 7, 7)  # in the window: the second sentence begins at 5


def parsed(inputs):
    """*Praag wees diplomaten uit.* hangs on *wees*, *Jan Jansen zweeg.* on *zweeg*."""
    heads = np.full((9, 9), -20.0, np.float32)
    heads[range(9), HEADS] = -0.1
    return answer(inputs) | {
        "heads": heads,
        "tags": np.array([0, 1, 2, 3, 4, 0, 0, 1, 4]),
        "relations": np.array([1, 0, 2, 3, 5, 1, 4, 0, 5]),
    }


def test_trees_count_tokens_by_sentence_and_join_a_verb_with_its_particle():
    found = document(TEXT)
    lemmas = from_lines(["edit\tWW|pv|ev\t^wees\t\t3\tijzen"])
    read = Reader(
        lambda windows: [parsed(inputs) for inputs in windows],
        Chopper(),
        replace(LABELS, tags=TAGS, relations=RELATIONS),
        lemmas,
        name="test",
    )
    first, second = read.signals(found, sentences(found)).trees
    assert first.heads == (1, 1, 1, 1, 1)
    assert first.relations == ("su", "root", "obj1", "svp", "punct")
    assert first.lemmas[:4] == ("Praag", "uit_wijzen", "diplomaten", "uit")
    assert second.heads == (2, 0, 2, 2)


def test_a_reader_without_syntax_gives_no_trees():
    assert signals().trees == ()


def test_boilerplate_is_not_read():
    text = "Lees ook: ons dossier.\n\n" + TEXT
    found = signals(text, marks=[Mark(start=0, end=len("Lees ook: ons dossier."), kind=MarkKind.RELATED)])
    assert set(found.sentences[0].types) == {0.0}
    assert [(trigger.sentence, trigger.token) for trigger in found.triggers] == [(1, ACT)]


def test_a_text_without_words_gives_no_signals():
    assert signals("…").sentences == ()


def test_another_file_than_the_named_one_is_refused():
    with pytest.raises(LexiconError, match="reinstall"):
        unpack(b"something else", digest="0" * 64)


@pytest.mark.parametrize("about", [None, 'file = "gone.zip"\nsha256 = "0"', 'file = "model.toml"', "no = toml ="])
def test_a_model_that_is_missing_or_damaged_stops_the_run_with_advice(tmp_path, monkeypatch, about):
    (tmp_path / "data").mkdir()
    if about is not None:
        (tmp_path / "data" / "model.toml").write_text(about, encoding="utf-8")
    monkeypatch.setattr("kroniek.language.engines.neural.files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"reinstall the package, or choose the engine rules\.$"):
        reader.__wrapped__()


def test_a_missing_library_stops_the_run_with_advice(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(LexiconError, match=r"needs onnxruntime .* or choose the engine rules\.$"):
        reader.__wrapped__()


def test_a_model_with_other_types_is_refused():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("labels.json", json.dumps({"types": ["AGREE"], "names": [], "modes": [], "roles": []}))
    with pytest.raises(LexiconError, match="other event types"):
        unpack(packed.getvalue())


# --- the model that is shipped

DATA = files("kroniek.language.engines").joinpath("data")
shipped = pytest.mark.skipif(not DATA.joinpath("model.toml").is_file(), reason="no model in this checkout")

SANCTIONS = (
    "Tsjechië heeft zaterdag achttien Russische diplomaten uitgewezen. Moskou noemde dat besluit een provocatie en "
    "dreigde met tegenmaatregelen. Volgens persbureau Reuters is nog niet duidelijk wanneer die komen."
)
QUIET = "De appels zijn dit jaar vroeg rijp. Fruittelers in de Betuwe verwachten een goede oogst."


def read(text, *, by):
    found = document(text)
    return by.signals(found, sentences(found))


@shipped
def test_the_file_is_the_one_that_is_named():
    about = tomllib.loads(DATA.joinpath("model.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256(DATA.joinpath(about["file"]).read_bytes()).hexdigest() == about["sha256"]


@shipped
def test_the_model_knows_an_expulsion_and_who_did_it_to_whom():
    found = read(SANCTIONS, by=reader())
    assert found.score(0, EventType.SANCTION) > 0.5
    tokens = [token.text for token in sentences(document(SANCTIONS))[0].tokens]
    trigger = found.trigger_at(0, tokens.index("uitgewezen"))
    assert trigger.filler_score(ArcRole.ACTOR, [(0, tokens.index("Tsjechië"))]) > 0.5
    assert trigger.filler_score(ArcRole.RECIPIENT, [(0, tokens.index("diplomaten"))]) > 0.5


@shipped
def test_the_model_sees_no_act_in_apples():
    assert max(max(sentence.types) for sentence in read(QUIET, by=reader()).sentences) < 0.2


@shipped
def test_a_text_gives_the_same_signals_alone_and_after_others():
    first = read(SANCTIONS, by=reader())
    read(QUIET * 40, by=reader())
    assert read(SANCTIONS, by=reader()) == first


@shipped
def test_the_number_of_threads_changes_nothing():
    assert read(SANCTIONS, by=reader(threads=1)) == read(SANCTIONS, by=reader(threads=2))
