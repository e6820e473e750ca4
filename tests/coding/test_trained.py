"""The trained coder with signals made by hand: no model is loaded."""

from dataclasses import replace

import pytest

from kroniek.coding import coder
from kroniek.coding.trained import TrainedCoder, shipped
from kroniek.errors import UsageError
from kroniek.language import analyser
from kroniek.model.codec import claim_to_json
from kroniek.model.ontology import EventType
from kroniek.model.signals import STATUSES, TYPES, Arc, ArcRole, SentenceSignal, Signals, TriggerSignal
from tests import build

NONE = (0.0,) * len(TYPES)


def row(**chances):
    """Type probabilities: `row(ACCUSE=0.9)`."""
    return tuple(chances.get(kind.value, 0.0) for kind in TYPES)


def read(text, *, told=(), words=None, arcs=(), modes=()):
    """The analysis of a text whose model says: `told` per sentence, `words` {word: row}, `arcs` (role, word, score)."""
    analysis = analyser("rules")(build.document(text))
    words = words or {}
    sentences, triggers = [], []
    for number, sentence in enumerate(analysis.sentences):
        rows = [words.get(token.text, NONE) for token in sentence.tokens]
        sentences.append(SentenceSignal(types=told[number] if number < len(told) else NONE, tokens=tuple(rows)))
        for at, types in enumerate(rows):
            if any(types):
                found = tuple(
                    Arc(role=role, sentence=number, token=place, score=score)
                    for role, word, score in arcs
                    for place, token in enumerate(sentence.tokens)
                    if token.text == word
                )
                status = (1.0,) + (0.0,) * (len(STATUSES) - 1)
                triggers.append(
                    TriggerSignal(
                        sentence=number, token=at, types=types, status=status, hedged=0.0, arcs=found, modes=modes
                    )
                )
    return replace(analysis, signals=Signals(sentences=tuple(sentences), triggers=tuple(triggers), model="proef"))


def code(*args, **given):
    return list(TrainedCoder()(read(*args, **given)))


def names(parties):
    return [party.name for party in parties]


def test_a_known_word_that_the_model_backs_is_coded_with_its_slots():
    (claim,) = code(
        "Rusland veroordeelt de Verenigde Staten.",
        told=[row(ACCUSE=0.95)],
        words={"veroordeelt": row(ACCUSE=0.95)},
        arcs=[(ArcRole.ACTOR, "Rusland", 0.6), (ArcRole.RECIPIENT, "Staten", 0.6)],
    )
    assert (claim.type, names(claim.actors), names(claim.recipients)) == (
        EventType.ACCUSE,
        ["Rusland"],
        ["Verenigde Staten"],
    )
    assert claim.coder == "trained proef"
    assert claim.reasons[0].rule.startswith("model and frame ACCUSE/")


def test_a_known_word_that_the_model_does_not_back_is_not_coded():
    assert code("Rusland bezoekt de Verenigde Staten.") == []


def test_the_model_chooses_among_the_types_of_a_word():
    text = "Rusland trekt zich terug uit Oekraïne."
    words = {"trekt": row(RETREAT=0.97), "terug": row(RETREAT=0.97)}
    (claim,) = code(text, told=[row(RETREAT=0.97)], words=words, arcs=[(ArcRole.ACTOR, "Rusland", 0.9)])
    assert claim.type is EventType.RETREAT


def test_the_model_proposes_a_word_that_the_lexicon_lacks():
    text = "Rusland wast Oekraïne."
    arcs = [(ArcRole.ACTOR, "Rusland", 0.9), (ArcRole.RECIPIENT, "Oekraïne", 0.9)]
    (claim,) = code(text, told=[row(ACCUSE=0.99)], words={"wast": row(ACCUSE=0.99)}, arcs=arcs)
    assert (claim.type, names(claim.actors), names(claim.recipients)) == (EventType.ACCUSE, ["Rusland"], ["Oekraïne"])
    assert claim.reasons[0].rule == "model"


def test_a_doubtful_proposal_is_left_out():
    low = shipped().propose - 0.05
    assert (
        code(
            "Rusland wast Oekraïne.",
            told=[row(ACCUSE=low)],
            words={"wast": row(ACCUSE=low)},
            arcs=[(ArcRole.ACTOR, "Rusland", 0.9)],
        )
        == []
    )


def test_a_helping_verb_is_no_act():
    arcs = [(ArcRole.ACTOR, "Rusland", 0.9), (ArcRole.RECIPIENT, "Oekraïne", 0.9)]
    text, act = "Rusland {} Oekraïne wassen.", row(AGREE=0.99)
    assert code(text.format("zal"), told=[act], words={"zal": act}, arcs=arcs) == []
    assert len(code(text.format("wast"), told=[act], words={"wast": act}, arcs=arcs)) == 1


@pytest.mark.parametrize(
    ("text", "word", "near", "meant"),
    [
        ("Rusland zal Oekraïne bombarderen.", "bombarderen", EventType.AGREE, EventType.ASSAULT),
        ("Rusland heeft Oekraïne niet ontmoet.", "ontmoet", EventType.REJECT, EventType.CONSULT),
    ],
)
def test_what_the_lexicon_knows_to_be_hostile_or_friendly_stays_so(text, word, near, meant):
    arcs = [(ArcRole.ACTOR, "Rusland", 0.9), (ArcRole.RECIPIENT, "Oekraïne", 0.9)]
    unsure = row(**{near.value: 0.7, meant.value: 0.2})
    (claim,) = code(text, words={word: unsure}, arcs=arcs)
    assert claim.type is meant


@pytest.mark.parametrize(
    ("text", "word", "near", "meant"),
    [
        ("Iran nam een Britse tanker in beslag.", "beslag", EventType.ASSAULT, EventType.COERCE),
        ("Iran zal een Britse tanker in beslag nemen.", "beslag", EventType.THREATEN, EventType.THREATEN),
        ("Iran overweegt Israël te bombarderen.", "bombarderen", EventType.THREATEN, EventType.ASSAULT),
        ("Iran zal Israël bombarderen.", "bombarderen", EventType.THREATEN, EventType.THREATEN),
    ],
)
def test_an_expression_is_another_act_and_a_plan_a_threat_only_where_that_can_be(text, word, near, meant):
    unsure = row(**{near.value: 0.9, meant.value: 0.9 if near is meant else 0.09})
    found = code(text, words={word: unsure}, arcs=[(ArcRole.ACTOR, "Iran", 0.9)])
    assert meant in [claim.type for claim in found]
    assert near is meant or near not in [claim.type for claim in found]


def test_the_subject_of_a_known_verb_acts_where_the_model_sees_nobody():
    faint = [(ArcRole.ACTOR, "het", 0.001), (ArcRole.RECIPIENT, "Israël", 0.95)]
    claims = code("Iran ontkent dat het Israël bombardeerde.", words={"bombardeerde": row(ASSAULT=0.9)}, arcs=faint)
    (claim,) = [claim for claim in claims if claim.type is EventType.ASSAULT]
    assert (names(claim.actors), names(claim.recipients)) == (["Iran"], ["Israël"])


def test_a_denied_act_needs_a_chance_of_its_own():
    text, act = "Rusland heeft Kiev niet gebombardeerd.", {"gebombardeerd": row(ASSAULT=0.5)}
    (claim,) = code(text, words=act)
    sure = claim.reasons[0].score
    unsure = replace(shipped(), denied=sure + 0.01)
    assert list(TrainedCoder(unsure)(read(text, words=act))) == []


def test_a_second_act_of_a_type_is_told_with_the_chance_that_it_had_to_reach():
    found = []
    text = "Rusland veroordeelt Iran en Rusland veroordeelt Polen."
    list(TrainedCoder(note=found.append)(read(text, words={"veroordeelt": row(ACCUSE=0.95)})))
    assert [one.least for one in found if one.omission is None] == [shipped().accept, shipped().second]


def test_a_word_whose_senses_are_all_blocked_is_not_proposed():
    act = row(REQUEST=0.99)
    assert code("De storm op Cuba eiste elf levens.", told=[act], words={"eiste": act}) == []
    assert len(code("Cuba eiste elf schepen.", told=[act], words={"eiste": act})) == 1


def test_who_only_says_so_does_not_act_where_somebody_else_does():
    arcs = [(ArcRole.ACTOR, "Leyen", 0.9), (ArcRole.ACTOR, "EU", 0.9), (ArcRole.RECIPIENT, "Syrië", 0.9)]
    text, act = "Volgens Von der Leyen bestraft de EU Syrië.", {"bestraft": row(SANCTION=0.95)}
    (claim,) = code(text, told=[row(SANCTION=0.95)], words=act, arcs=arcs)
    assert names(claim.actors) == ["Europese Unie"]


def test_who_belongs_to_the_cause_undergoes_nothing():
    arcs = [(ArcRole.ACTOR, "EU", 0.9), (ArcRole.RECIPIENT, "Iran", 0.9), (ArcRole.RECIPIENT, "Rusland", 0.9)]
    text, act = "De EU veroordeelt Iran vanwege de hulp aan Rusland.", {"veroordeelt": row(ACCUSE=0.95)}
    (claim,) = [one for one in code(text, words=act, arcs=arcs) if one.type is EventType.ACCUSE]
    assert names(claim.recipients) == ["Iran"]


def test_the_verb_goes_before_what_came_before_it():
    arcs = [(ArcRole.ACTOR, "Israël", 0.9), (ArcRole.RECIPIENT, "Gaza", 0.9)]
    words = {"aanslag": row(ASSAULT=0.9), "viel": row(ASSAULT=0.8)}
    (claim,) = code(
        "Na de aanslag van 7 oktober viel Israël Gaza binnen.", told=[row(ASSAULT=0.9)], words=words, arcs=arcs
    )
    assert [word.text for word in claim.evidence[0].triggers] == ["viel", "binnen"]
    assert claim.when is None


def test_who_is_arrested_or_arrests_after_an_attack_did_not_make_it():
    text = "De Franse politie zocht een Belg na een aanslag in Parijs."
    arcs = [(ArcRole.ACTOR, "politie", 0.9), (ArcRole.RECIPIENT, "Belg", 0.9)]
    assert code(text, words={"aanslag": row(ASSAULT=0.99)}, arcs=arcs) == []
    other = text.replace(" na ", " voor ")
    assert len(code(other, words={"aanslag": row(ASSAULT=0.99)}, arcs=arcs)) == 1


def test_an_act_among_those_who_have_no_part_in_politics_is_not_told():
    arcs = [(ArcRole.ACTOR, "Brouwer", 0.9), (ArcRole.RECIPIENT, "Smit", 0.9)]
    words = {"hekelde": row(ACCUSE=0.99)}
    assert code("Gisteren hekelde Karin Brouwer de film van Joop Smit.", words=words, arcs=arcs) == []
    politics = [(ArcRole.ACTOR, "Rusland", 0.9)]
    assert len(code("Gisteren hekelde Rusland de film van Joop Smit.", words=words, arcs=politics)) == 1


def test_sure_arcs_win_over_slots_that_the_model_sees_nothing_in():
    text = "In Moskou hekelde Frankrijk gisteren Duitsland."
    arcs = [(ArcRole.ACTOR, "Duitsland", 0.9), (ArcRole.RECIPIENT, "Frankrijk", 0.9)]
    (claim,) = code(text, told=[row(ACCUSE=0.99)], words={"hekelde": row(ACCUSE=0.99)}, arcs=arcs)
    assert (names(claim.actors), names(claim.recipients)) == (["Duitsland"], ["Frankrijk"])
    rules = {reason.rule for reason in claim.reasons if reason.field in {"actors", "recipients"}}
    assert rules == {"model"}  # and no slot


def test_who_is_likelier_to_be_acted_upon_does_not_act():
    text = "Iran zegt dat het Israël heeft aangevallen."
    arcs = [(ArcRole.ACTOR, "Iran", 0.9), (ArcRole.ACTOR, "Israël", 0.3), (ArcRole.RECIPIENT, "Israël", 0.9)]
    (claim,) = code(text, told=[row(ASSAULT=0.99)], words={"aangevallen": row(ASSAULT=0.99)}, arcs=arcs)
    assert (names(claim.actors), names(claim.recipients)) == (["Iran"], ["Israël"])


def test_what_stands_in_a_condition_is_no_act_of_its_own():
    text = "Als China Taiwan aanvalt, sturen de Verenigde Staten troepen."
    words = {"aanvalt": row(ASSAULT=0.99), "sturen": row(MOBILIZE=0.99)}
    arcs = [(ArcRole.ACTOR, "China", 0.9), (ArcRole.ACTOR, "Staten", 0.9)]
    found = code(text, told=[row(ASSAULT=0.99, MOBILIZE=0.99)], words=words, arcs=arcs)
    assert [(claim.type, claim.status.value) for claim in found] == [(EventType.MOBILIZE, "conditional")]


def test_a_slot_does_not_make_somebody_act_upon_himself():
    text = "Rusland veroordeelde het Kremlin."
    arcs = [(ArcRole.ACTOR, "Rusland", 0.9)]
    (claim,) = code(text, told=[row(ACCUSE=0.99)], words={"veroordeelde": row(ACCUSE=0.99)}, arcs=arcs)
    assert (names(claim.actors), names(claim.recipients)) == (["Rusland"], [])


def test_one_act_of_a_type_in_a_clause():
    text = "Rusland veroordeelt en hekelt Oekraïne."
    words = {"veroordeelt": row(ACCUSE=0.99), "hekelt": row(ACCUSE=0.99)}
    found = code(text, told=[row(ACCUSE=0.99)], words=words, arcs=[(ArcRole.ACTOR, "Rusland", 0.9)])
    assert len({claim.evidence[0].quote for claim in found}) == len(found) == 1


def test_an_act_without_parties_is_not_coded():
    assert (
        code("Er werd gisteren veel geweld gebruikt.", told=[row(ASSAULT=0.99)], words={"geweld": row(ASSAULT=0.99)})
        == []
    )


def test_a_mode_that_the_senses_of_a_word_do_not_share_is_not_told():
    text = "Rusland dreigt Oekraïne af te snijden."
    (claim,) = code(text, told=[row(THREATEN=0.99)], words={"dreigt": row(THREATEN=0.99)})
    assert (claim.type, claim.modes) == (EventType.THREATEN, ())


def test_the_model_tells_a_mode_where_the_lexicon_does_not():
    text = "Rusland dreigt Oekraïne af te snijden."
    sure = (EventType.THREATEN, "relations", 0.9)
    doubtful, other = (EventType.THREATEN, "violence", 0.2), (EventType.ACCUSE, "allege", 0.9)
    (claim,) = code(
        text, told=[row(THREATEN=0.99)], words={"dreigt": row(THREATEN=0.99)}, modes=(sure, other, doubtful)
    )
    assert claim.modes == ("relations",)


def test_without_signals_the_coder_says_what_is_missing():
    with pytest.raises(UsageError, match="signals"):
        list(coder("trained")(analyser("rules")(build.document("Rusland valt aan."))))


def test_an_unknown_engine_lists_what_there_is():
    for make in (coder, analyser):
        with pytest.raises(UsageError, match="trained, rules"):
            make("dromen")


def test_the_same_signals_give_the_same_claims():
    given = {"told": [row(ACCUSE=0.95)], "words": {"veroordeelt": row(ACCUSE=0.95)}}
    first, second = (
        [claim_to_json(claim) for claim in code("Rusland veroordeelt Oekraïne.", **given)] for _ in range(2)
    )
    assert first == second
