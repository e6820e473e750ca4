"""Clauses and triggers, sentence by sentence, and what must never happen."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.coding.clauses import clauses, parse
from kroniek.coding.triggers import TriggerForm, find_triggers
from kroniek.language.segment import tokenise
from kroniek.lexicon.frames import frames, index
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.analysis import Sentence
from kroniek.model.ontology import EventType

CASES = Path(__file__).parents[1] / "cases"
CLAUSES = tomllib.loads((CASES / "clauses.toml").read_text(encoding="utf-8"))["case"]
TRIGGERS = tomllib.loads((CASES / "triggers.toml").read_text(encoding="utf-8"))["case"]
WORDS = st.sampled_from(
    ["Rusland", "dat", "die", "als", "om", "te", "en", ",", ";", '"', "wijst", "uit", "heeft", "zijn", "verbroken", "de", "banden",
     "sancties", "opleggen", "riep", "op", "aan", "vrijdag", "gingen", "straat", "wil", "praten", "—", "(", ")", "eis", "."]
)  # fmt: skip


def sentence(text):
    return Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))


@pytest.mark.parametrize("case", CLAUSES, ids=[case["text"] for case in CLAUSES])
def test_a_sentence_is_cut_into_its_clauses(case):
    where = sentence(case["text"])
    words = [token.text for token in where.tokens]
    found = [
        [
            clause.kind.value,
            words[clause.finite] if clause.finite is not None else "",
            " ".join(words[at] for at in clause.tokens),
        ]
        for clause in clauses(where)
    ]
    assert found == case["clauses"]


@pytest.mark.parametrize("case", TRIGGERS, ids=[case["text"] for case in TRIGGERS])
def test_an_act_is_found_by_its_words(case):
    found = [t for t in find_triggers(sentence(case["text"]), frames()) if case["frame"] in {f.id for f in t.frames}]
    assert [[word.text for word in trigger.words] for trigger in found] == [case["words"]]
    assert found[0].form.value == case["form"]


def test_the_longer_expression_wins_over_the_verb_inside_it():
    found = find_triggers(sentence("Bolivia verbreekt de banden met Israël."), frames())
    assert [trigger.frames[0].lemma for trigger in found] == ["de banden verbreken"]
    assert found[0].phrase


def test_a_particle_behind_a_clause_border_belongs_to_another_verb():
    found = find_triggers(sentence("Dat wijst op haast, zegt de gezant, die maandag uit Moskou kwam."), frames())
    assert not any(frame.lemma == "uitwijzen" for trigger in found for frame in trigger.frames)


def test_a_noun_that_looks_like_a_verb_is_a_noun():
    found = find_triggers(sentence("De harde eisen van Kiev kwamen gisteren."), frames())
    assert [(trigger.form, trigger.frames[0].lemma) for trigger in found] == [(TriggerForm.NOUN, "eis")]


def test_passive_is_told_from_the_perfect():
    lexicon = index([Frame(lemma="arresteren", pos=PartOfSpeech.VERB, type=EventType.COERCE)])
    passive, perfect = (
        find_triggers(sentence(text), lexicon)[0]
        for text in ("De gezant werd gearresteerd.", "De politie heeft de gezant gearresteerd.")
    )
    assert passive.passive
    assert not perfect.passive


def test_a_sense_without_the_words_it_needs_is_weak_and_blocked_words_rule_it_out():
    lexicon = index(
        [Frame(lemma="sturen", pos=PartOfSpeech.VERB, type=EventType.AID, needs=("hulp",), blocks=("kaart",))]
    )
    assert [t.weak for t in find_triggers(sentence("Parijs stuurt noodhulp."), lexicon)] == [False]
    assert [t.weak for t in find_triggers(sentence("Parijs stuurt iets."), lexicon)] == [True]
    assert find_triggers(sentence("Parijs stuurt een kaart."), lexicon) == ()


def test_the_likelier_sense_comes_first():
    rare = Frame(lemma="treffen", pos=PartOfSpeech.VERB, type=EventType.CONSULT, hits=1, misses=9)
    likely = Frame(lemma="treffen", pos=PartOfSpeech.VERB, type=EventType.ASSAULT, hits=9, misses=1)
    (found,) = find_triggers(sentence("Een raket trof de haven."), index([rare, likely]))
    assert found.frames == (likely, rare)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_token_is_in_one_clause_and_every_trigger_stands_in_its_sentence(text):
    where = sentence(text)
    syntax = parse(where)
    assert sorted(at for clause in syntax.clauses for at in clause.tokens) == list(range(len(where.tokens)))
    assert all(syntax.clause_at(at).index == syntax.clause_of[at] for at in range(len(where.tokens)))
    heads = []
    for trigger in find_triggers(where, frames(), syntax):
        assert trigger.frames
        assert trigger.head in trigger.tokens
        assert all(word.stands_in(text) for word in trigger.words)
        assert trigger.clause == syntax.clause_of[trigger.head]
        heads.append(trigger.head)
    assert heads == sorted(set(heads))


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("piece", ["dat hij ", "zijn ", "wil praten ", "en ging op ", "om te "])
def test_a_text_without_stops_takes_linear_time(piece):
    def seconds(count):
        where = sentence(piece * count + ".")
        start = time.process_time()
        find_triggers(where, frames())
        return time.process_time() - start

    seconds(50)
    short, long = seconds(200), seconds(2_000)
    assert long < 40 * max(short, 0.005)


@pytest.mark.parametrize(
    ("needed", "sentence_", "met"),
    [
        ("staat", "Frankrijk stuurt de staat wapens.", True),
        ("staat", "Frankrijk stuurt de lidstaat wapens.", True),
        ("staat", "Frankrijk stuurt wapens, zolang het leger bestaat.", False),
        ("staat", "Frankrijk stuurt wapens die Duitsland toestaat.", False),
        ("hof", "Frankrijk stuurt stukken naar het strafhof.", True),
        ("top", "Frankrijk stuurt wapens en zegt stop.", False),
        ("als", "Frankrijk stuurt wapens, zoals Polen.", False),
        ("over", "Frankrijk stuurt een brief waarover Polen klaagt.", True),
        ("tekende", "Frankrijk stuurt een brief die Polen ondertekende.", True),
        ("aan", "Frankrijk stuurt een Amerikaan.", False),
    ],
)
def test_a_needed_word_is_met_by_a_compound_that_ends_in_it_and_not_by_any_word(needed, sentence_, met):
    lexicon = index([Frame(lemma="sturen", pos=PartOfSpeech.VERB, type=EventType.AID, needs=(needed,))])
    (trigger,) = find_triggers(sentence(sentence_), lexicon)
    assert trigger.weak is not met


def test_a_plain_verb_gives_way_to_the_verb_with_its_particle_and_not_to_another_word_of_an_expression():
    lexicon = index(
        [
            Frame(lemma="opvoeren", particle="op", pos=PartOfSpeech.VERB, type=EventType.THREATEN),
            Frame(lemma="de druk opvoeren", particle="op", pos=PartOfSpeech.PHRASE, type=EventType.THREATEN),
            Frame(lemma="druk tijdens overleg voeren", pos=PartOfSpeech.PHRASE, type=EventType.AID),
        ]
    )
    (trigger,) = find_triggers(sentence("Frankrijk voert de druk tijdens overleg op."), lexicon)
    assert {frame.type for frame in trigger.frames} == {EventType.THREATEN}
