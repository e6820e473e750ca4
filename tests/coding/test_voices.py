"""On whose word something is told."""

import pytest

from kroniek.coding.sourcing import speaker_who_acts
from kroniek.coding.voices import sayings
from kroniek.model.codec import claim_to_json
from kroniek.model.ontology import EventType
from tests.coding.told import claims_of, rows, scene_of, told, voice_of


@pytest.mark.parametrize("row", rows("voices.toml"))
def test_the_nearest_speaker_comes_first_then_who_reports_him(row):
    assert [[voice_of(voice) for voice in claim.voices] for claim in told(row)] == [row["voices"]]


@pytest.mark.parametrize("row", rows("voices.toml", leave_out=["known_gaps", "of_himself", "of_his_own_deed"]))
def test_a_speaker_of_a_speech_act_is_not_also_its_source(row):
    for claim in claims_of(row["text"]):
        assert not {party.name for party in claim.actors} & {voice.party.name for voice in claim.voices}


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Rusland zegt dat Oekraïne liegt.", "neutral"),
        ("Rusland beweert dat Oekraïne liegt.", "claims"),
        ("Rusland bevestigt dat Oekraïne wint.", "confirms"),
        ("Rusland vermoedt dat Oekraïne wint.", "suggests"),
        ("Rusland waarschuwt dat Oekraïne wint.", "warns"),
        ("Rusland ontkent dat Oekraïne wint.", "denies"),
    ],
)
def test_a_saying_keeps_how_strongly_it_speaks(sentence, strength):
    assert [saying.strength for saying in sayings(scene_of(sentence))] == [strength]


@pytest.mark.parametrize(
    ("verb", "strength"),
    [("zegt", "neutral"), ("beweert", "claims"), ("bevestigt", "confirms"), ("vermoedt", "suggests")],
)
def test_a_voice_keeps_how_strongly_it_speaks_also_in_json(verb, strength):
    claims = claims_of(f"Rusland {verb} dat Oekraïne de brug heeft aangevallen.")
    (voice,) = next(claim for claim in claims if claim.type.value == "ASSAULT").voices
    assert voice.strength.value == strength
    (record,) = [claim_to_json(claim)["sources"][0] for claim in claims if claim.type.value == "ASSAULT"]
    assert record.get("strength", "neutral") == strength


@pytest.mark.parametrize("sentence", ["Rusland zegt niets.", "De krant ligt op tafel.", "Rusland valt Oekraïne aan."])
def test_who_says_nothing_is_no_voice(sentence):
    assert sayings(scene_of(sentence)) == ()


def test_only_a_sentence_that_opens_with_dat_reaches_back():
    assert [saying.back for saying in sayings(scene_of("Dat meldt Reuters."))] == [True]
    assert [saying.back for saying in sayings(scene_of("Reuters meldt dat Polen wint."))] == [False]


@pytest.mark.parametrize(
    ("sentence", "kind", "actors"),
    [
        ("“Rusland moet zijn troepen terugtrekken”, zei Zelensky.", EventType.REQUEST, ["Volodymyr Zelensky"]),
        ("“Wij trekken onze troepen terug uit Polen”, zei Poetin.", EventType.CONCEDE, ["Vladimir Poetin"]),
        ("“De troepen worden teruggetrokken uit Polen”, zei Poetin.", EventType.CONCEDE, []),
        ("“Rusland moet zijn troepen terugtrekken”, zei een diplomaat.", EventType.REQUEST, []),
        ("Rusland moet zijn troepen terugtrekken, meldt Reuters.", EventType.REQUEST, []),
    ],
)
def test_who_asks_or_speaks_of_we_acts_by_saying_so(sentence, kind, actors):
    scene = scene_of(sentence)
    trigger = next(one for one in scene.triggers if any("ge" in word.text or "trek" in word.text for word in one.words))
    covering = [saying for saying in sayings(scene) if saying.reaches(trigger.clause, trigger.head)]
    assert covering
    found, _ = speaker_who_acts(scene, trigger, kind, covering)
    assert [party.name for party in found] == actors


def test_a_time_of_saying_is_no_token_of_what_is_said():
    (saying,) = sayings(scene_of("Rusland heeft Charkov gebombardeerd, becijferde Amnesty International maandag."))
    assert saying.words == frozenset({5, 6, 7, 8})


def test_who_is_counted_before_the_colon_of_a_headline_says_nothing():
    text = "Eén stad, twee presidenten: Rusland bombardeert Charkov\n\nDe stad lag een uur lang plat."
    assert [claim.voices for claim in claims_of(text) if claim.type.value == "ASSAULT"] == [()]
