"""Which triggers are coded, and with which sense and reasons."""

import pytest

from kroniek.coding.rules import thresholds
from tests.coding.told import claims_of, told


@pytest.mark.parametrize(
    "text",
    [
        "De VS eisen dat Rusland zijn troepen terugtrekt.",
        "Turkije weigert sancties tegen Rusland in te stellen.",
        "Rusland dreigt Oekraïne aan te vallen.",
        "Duitsland heeft beloofd wapens te leveren aan Oekraïne.",
        "Zelensky riep de EU op om meer wapens te leveren.",
    ],
)
def test_what_is_asked_refused_threatened_or_promised_is_no_act_of_its_own(text):
    assert len(claims_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Biden zal Zelensky ontmoeten.", "AGREE", "planned"),
        ("Biden heeft Zelensky ontmoet.", "CONSULT", "happened"),
        ("Duitsland zal tanks leveren aan Oekraïne.", "AGREE", "planned"),
        ("Rusland zal zijn troepen terugtrekken uit Syrië.", "CONCEDE", "planned"),
        ("Rusland zal Kramatorsk bombarderen.", "ASSAULT", "planned"),
        ("Biden heeft Zelensky niet ontmoet.", "CONSULT", "denied"),
    ],
)
def test_what_lies_ahead_is_a_promise_of_it(text, type_, status):
    assert [(claim.type.value, claim.status.value) for claim in claims_of(text)] == [(type_, status)]


@pytest.mark.parametrize(
    ("text", "type_", "modes"),
    [
        ("Rusland dreigt Oekraïne aan te vallen.", "THREATEN", []),
        ("Rusland heeft Charkov gebombardeerd.", "ASSAULT", ["aerial"]),
        ("De VS hebben Russische diplomaten uitgewezen.", "SANCTION", ["expel"]),
        ("Polen riep zijn ambassadeur terug uit Minsk.", "SANCTION", ["withdraw"]),
        ("Hamas laat de gijzelaars vrij als Israël de blokkade opheft.", "CONCEDE", []),
        ("Israël liet honderd Palestijnen vrij.", "RETREAT", ["release"]),
    ],
)
def test_a_mode_is_given_only_where_the_words_leave_no_doubt(text, type_, modes):
    assert [list(claim.modes) for claim in told({"text": text, "type": type_})] == [modes]


def test_a_word_that_a_verb_took_in_does_not_bring_its_slots():
    (claim,) = told({"text": "De EU legt Rusland nieuwe sancties op.", "type": "SANCTION"})
    assert [reason.rule for reason in claim.reasons if reason.field == "type"] == ["frame SANCTION/sancties opleggen"]
    assert [party.name for party in claim.recipients] == ["Rusland"]


def test_an_accusation_of_a_deed_is_two_claims_and_the_accuser_tells_the_deed():
    text = "Polen beschuldigt Rusland ervan een pijpleiding te hebben opgeblazen."
    accusation, deed = claims_of(text)
    assert (accusation.type.value, deed.type.value) == ("ACCUSE", "ASSAULT")
    assert deed.actors == accusation.recipients
    assert [voice.party for voice in deed.voices] == list(accusation.actors)


def test_every_claim_says_which_frame_and_how_sure():
    (claim,) = claims_of("Rusland viel Oekraïne aan.")
    (reason,) = [reason for reason in claim.reasons if reason.field == "type"]
    assert reason.rule == "frame ASSAULT/aanvallen"
    assert thresholds().verb <= reason.score <= 1
    assert claim.coder == "rules"


def test_a_sentence_too_long_for_a_quote_gives_its_clause():
    filler = ", ".join(["het weer bleef goed"] * 30)
    (claim,) = told({"text": f"Rusland viel Oekraïne aan; {filler}.", "type": "ASSAULT"})
    assert len(claim.evidence[0].quote.text) <= thresholds().longest_quote_chars
    assert "Rusland viel Oekraïne aan" in claim.evidence[0].quote.text


def test_nobody_who_matters_to_politics_no_claim():
    assert claims_of("De buurman viel de postbode aan.") == []
