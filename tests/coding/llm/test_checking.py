"""What a model says is believed as far as the text bears it out; all else is refused with its cause."""

import json

import pytest

from kroniek.coding.llm.engine import LlmCoder
from kroniek.coding.llm.options import Options
from kroniek.coding.llm.server import Answer
from kroniek.model.consulted import Cause
from tests.coding.told import analysis_of

ATTACK = "Rusland heeft dinsdag in Charkov twaalf burgers gedood, meldt Reuters."
TALKS = "Washington wil volgende week met Polen overleggen, mits Moskou de aanvallen staakt."
STORY = f"{ATTACK} Hij ontkende dat.\n\n{TALKS} De herders van Tsjoebatsjka betoogden in Moskou."


def record(**changes):
    return {
        "quotes": [ATTACK],
        "trigger": "gedood",
        "type": "ASSAULT",
        "modes": [],
        "actors": [{"words": "Rusland", "country": "RUS"}],
        "recipients": [{"words": "burgers", "country": None}],
        "sources": ["Reuters"],
        "date": "dinsdag",
        "place": "Charkov",
        "status": "happened",
        "hedged": False,
        "condition": None,
    } | changes


def talks(**changes):
    return (
        record(
            quotes=[TALKS],
            trigger="overleggen",
            type="CONSULT",
            actors=["Washington", "Polen"],
            recipients=[],
            sources=[],
            date="volgende week",
            place=None,
            status="conditional",
            condition="mits Moskou de aanvallen staakt",
        )
        | changes
    )


def shepherds(**changes):
    return (
        record(
            quotes=["De herders van Tsjoebatsjka betoogden in Moskou."],
            trigger="betoogden",
            type="PROTEST",
            actors=[{"words": "De herders van Tsjoebatsjka", "country": "RUS"}],
            recipients=[],
            sources=[],
            date=None,
            place="in Moskou",
        )
        | changes
    )


class Saying:
    """A server that always says the same."""

    def __init__(self, *records):
        self._text = json.dumps({"claims": records})

    def ask(self, _):
        return Answer(text=self._text, prompt_tokens=1, completion_tokens=1)


def coded(*records, text=STORY):
    """The claims, and the account of the document."""
    told = []
    coder = LlmCoder(Options(server="http://localhost", model="m"), told=told.append, server=Saying(*records))
    claims = list(coder(analysis_of(text)))
    assert all(quote.stands_in(text) for claim in claims for quote in claim.quotes())
    return claims, told[0]


def test_a_record_that_the_text_bears_out_becomes_a_claim():
    (claim,), account = coded(record())
    assert (claim.type, claim.status, claim.evidence[0].quote.text) == ("ASSAULT", "happened", ATTACK)
    assert [trigger.text for trigger in claim.evidence[0].triggers] == ["gedood"]
    assert [(party.name, party.country) for party in claim.actors] == [("Rusland", "RUS")]
    assert [party.name for party in claim.recipients] == ["burgers"]
    assert [(voice.party.name, voice.medium) for voice in claim.voices] == [("Reuters", True)]
    assert (str(claim.when.start), claim.when.quote.text) == ("2022-03-01", "dinsdag")
    assert (claim.place.name, claim.place.country) == ("Charkov", "UKR")
    assert claim.place.lat is not None
    assert [(figure.key, figure.min) for figure in claim.figures] == [("killed", 12)]
    assert account.refusals == ()
    assert claim.coder.startswith("llm m ")
    assert claim.reasons[0].rule == "model m"


REFUSED = [
    (record(quotes=["Rusland heeft woensdag in Charkov twaalf burgers gedood."]), Cause.QUOTE),
    (record(quotes=["Rusland heeft dinsdag … burgers gedood"]), Cause.QUOTE),
    (record(quotes=[ATTACK, "Rusland viel ook Kiev aan."]), Cause.QUOTE),
    (record(quotes=[]), Cause.SHAPE),
    (record(quotes=[7]), Cause.SHAPE),
    (record(quotes=[f"{ATTACK} Hij ontkende dat."], trigger="Reuters. Hij"), Cause.WORDS),
    (record(trigger="doden"), Cause.WORDS),
    (record(trigger="betoogden"), Cause.WORDS),
    (record(trigger=None), Cause.SHAPE),
    (record(actors=[{"words": "China", "country": "CHN"}]), Cause.WORDS),
    (record(actors=[{"name": "Rusland"}]), Cause.SHAPE),
    (record(actors=[{"words": "Rusland", "country": 7}]), Cause.SHAPE),
    (record(sources=["AFP"]), Cause.WORDS),
    (record(date="woensdag"), Cause.WORDS),
    (record(place="Kiev"), Cause.WORDS),
    (record(type="WAR"), Cause.TYPE),
    (record(type=["ASSAULT"]), Cause.TYPE),
    (record(modes=["visit"]), Cause.MODE),
    (record(status="done"), Cause.STATUS),
    (record(status=None), Cause.STATUS),
    (record(hedged="no"), Cause.SHAPE),
    (record(condition="dinsdag"), Cause.CONDITION),
    (record(status="conditional"), Cause.CONDITION),
    (record(actors=[], recipients=[]), Cause.NOBODY),
    (shepherds(actors=[{"words": "De herders van Tsjoebatsjka", "country": "XYZ"}]), Cause.COUNTRY),
    ("ASSAULT", Cause.SHAPE),
    (None, Cause.SHAPE),
    ([record()], Cause.SHAPE),
]


@pytest.mark.parametrize(("given", "cause"), REFUSED, ids=range(len(REFUSED)))
def test_a_record_that_is_not_legal_is_refused_with_its_cause(given, cause):
    claims, account = coded(given)
    assert claims == []
    assert [refusal.cause for refusal in account.refusals] == [cause]
    assert account.refusals[0].whole
    assert (account.records, account.claims) == (1, 0)


def test_a_refused_record_does_not_cost_the_others():
    claims, account = coded(record(type="WAR"), talks())
    assert [claim.type for claim in claims] == ["AGREE"]
    assert (account.records, account.claims) == (2, 1)


def test_what_lies_ahead_is_a_promise_and_takes_the_future_reading():
    (claim,), _ = coded(talks())
    assert (claim.type, claim.status, claim.modes) == ("AGREE", "conditional", ())
    assert str(claim.when.start) == "2022-03-07"
    assert claim.condition.text == "mits Moskou de aanvallen staakt"
    assert "promise" in claim.reasons[0].rule


def test_a_seat_of_government_is_its_country_and_a_country_is_found_by_its_seat():
    (claim,), _ = coded(talks(actors=["Washington", "Polen"]))
    assert [party.name for party in claim.actors] == ["Verenigde Staten", "Polen"]
    (claim,), _ = coded(talks(actors=["Verenigde Staten", "Polen"]))
    assert [(party.name, party.quote.text) for party in claim.actors] == [
        ("Verenigde Staten", "Washington"),
        ("Polen", "Polen"),
    ]


def test_a_country_is_believed_only_where_we_know_none_and_says_so():
    (claim,), _ = coded(shepherds())
    (party,) = claim.actors
    assert (party.name, party.country) == ("herders van Tsjoebatsjka", "RUS")
    assert "country as the model says" in [reason.rule for reason in claim.reasons]
    (claim,), _ = coded(record(actors=[{"words": "Rusland", "country": "CHN"}]))
    assert claim.actors[0].country == "RUS"
    assert "country as the model says" not in [reason.rule for reason in claim.reasons]


@pytest.mark.parametrize(
    ("changes", "cause", "words"),
    [
        ({"date": "twaalf"}, Cause.DATE, "twaalf"),
        ({"place": "burgers"}, Cause.PLACE, "burgers"),
        ({"sources": ["Hij"]}, Cause.PARTY, "Hij"),
    ],
)
def test_a_field_that_tells_nothing_is_left_out_and_told(changes, cause, words):
    (claim,), account = coded(record(**changes), text=f"Hij zweeg. {STORY}")
    assert [(refusal.cause, refusal.words, refusal.whole) for refusal in account.refusals] == [(cause, words, False)]
    assert not {"date": claim.when, "place": claim.place, "sources": claim.voices}[next(iter(changes))]


def test_a_word_has_no_place():
    (claim,), account = coded(record(type="ACCUSE", trigger="meldt"))
    assert claim.place is None
    assert account.refusals == ()


def test_who_acts_is_not_also_acted_upon_nor_a_source():
    (claim,), _ = coded(record(recipients=["Rusland"], sources=["Rusland"]))
    assert (claim.recipients, claim.voices) == ((), ())


def test_one_act_in_two_sentences_is_one_claim_with_both():
    (claim,), _ = coded(record(quotes=[ATTACK, "Hij ontkende dat."]))
    assert [evidence.quote.text for evidence in claim.evidence] == [ATTACK, "Hij ontkende dat."]


def test_part_of_a_sentence_stands_for_the_sentence():
    (claim,), _ = coded(record(quotes=["twaalf burgers gedood"]))
    assert claim.evidence[0].quote.text == ATTACK


def test_the_same_record_twice_is_one_claim():
    claims, account = coded(record(), record())
    assert (len(claims), account.records, account.claims) == (1, 2, 1)


def test_claims_come_in_the_order_of_the_text_and_each_has_its_own_id():
    claims, _ = coded(shepherds(), talks(), record())
    assert [claim.type for claim in claims] == ["ASSAULT", "AGREE", "PROTEST"]
    assert len({claim.id for claim in claims}) == 3


def test_words_of_a_refusal_are_short_and_on_one_line():
    _, account = coded(record(quotes=["Niet\n" * 500]))
    assert len(account.refusals[0].words) < 200
    assert "\n" not in account.refusals[0].words


def test_missing_fields_that_may_be_empty_are_empty():
    bare = {key: value for key, value in record().items() if key in {"quotes", "trigger", "type", "status", "actors"}}
    (claim,), _ = coded(bare)
    assert (claim.when, claim.place, claim.recipients, claim.voices, claim.hedged) == (None, None, (), (), False)
