"""Whom an act is directed at where only the article tells."""

import pytest

from kroniek.coding import implied
from kroniek.coding.implied import RULE, Implied, Weights, likeliest, name_recipients
from kroniek.coding.merging import Draft
from kroniek.coding.rules import RuleCoder
from kroniek.coding.trained import TrainedCoder
from kroniek.language import analyser
from kroniek.model.actor import Party
from kroniek.model.claim import Evidence
from kroniek.model.ontology import EventType, Status
from kroniek.model.text import Quote
from tests import build

TEXT = (
    "Turkije riep dinsdag zijn ambassadeur in Zweden terug. De Turkse minister eiste excuses. "
    "Frankrijk sprak met Duitsland."
)


def draft(text, words, *, actors=(), recipients=(), kind=EventType.REQUEST, leanings=None):
    """A draft whose evidence is the sentence that begins with these words."""
    start = text.index(words)
    quote = Quote.of(text, start, text.index(".", start) + 1)
    return Draft(
        sentence=0, paragraph=0, headline=False, type=kind, modes=(), actors=parties(actors),
        recipients=parties(recipients), when=None, place=None, status=Status.HAPPENED, hedged=False, voices=(),
        condition=None, figures=(), evidence=[Evidence(quote=quote)], leanings=leanings or {},
    )  # fmt: skip


def parties(codes):
    return tuple(Party(name=code, country=code) for code in codes)


def read(text):
    return analyser("rules")(build.document(text))


@pytest.fixture
def weighed(monkeypatch):
    """Chooses by given weights instead of those that are shipped."""

    def put(least=0.5, **weights):
        monkeypatch.setattr(implied, "shipped", lambda: Weights(least=least, weights=weights))

    return put


def features(text, drafts, number):
    return {one.country: one.features for one in Implied(analysis=read(text), drafts=drafts).choices(number)}


def test_every_country_of_the_article_but_the_actors_own_is_weighed():
    own = draft(TEXT, "De Turkse", actors=["TUR"])
    assert sorted(features(TEXT, [own], 0)) == ["DEU", "FRA", "SWE"]


def test_distance_is_told_in_sentences():
    found = features(TEXT, [draft(TEXT, "De Turkse", actors=["TUR"])], 0)
    assert found["SWE"]["one sentence ago"] == 1
    assert found["FRA"]["not yet"] == 1
    assert "one sentence ago" not in found["FRA"]


def test_what_other_claims_tell_of_the_two_is_weighed():
    before = draft(TEXT, "Turkije riep", actors=["TUR"], recipients=["SWE"], kind=EventType.SANCTION)
    found = features(TEXT, [before, draft(TEXT, "De Turkse", actors=["TUR"])], 1)
    assert found["SWE"]["the same two elsewhere"] == 1
    assert found["SWE"]["undergoes in the claim before"] == 1
    assert "the same two elsewhere" not in found["DEU"]


def test_how_near_the_sentence_came_to_naming_a_country_is_weighed():
    found = features(TEXT, [draft(TEXT, "Frankrijk", actors=["FRA"], leanings={"DEU": 0.5})], 0)
    assert found["DEU"]["leaning known"] == 1
    assert "leaning known" not in found["SWE"]


def test_a_country_named_long_ago_and_seldom_is_not_thought_of():
    many = "Rusland, Oekraïne en Polen overleggen. " * (implied.REACH_SENTENCES + 1)
    text = f"Ook Peru was er. {many}Rusland eiste excuses."
    assert "PER" not in features(text, [draft(text, "Rusland eiste", actors=["RUS"])], 0)


def test_the_likeliest_country_is_named_with_the_words_that_name_it(weighed):
    weighed(bias=-1.0, **{"one sentence ago": 2.0})
    own = draft(TEXT, "De Turkse", actors=["TUR"])
    name_recipients(read(TEXT), [own])
    assert [(party.name, party.country, party.quote) for party in own.recipients] == [("Zweden", "SWE", None)]
    (reason,) = own.reasons
    assert (reason.field, reason.rule, reason.quote.text, reason.score) == ("recipients", RULE, "Zweden", 0.731)


def test_the_reason_leads_to_a_name_rather_than_to_a_description(weighed):
    weighed(bias=1.0)
    text = "Zweden zwijgt. De Zweedse minister kwam niet. Turkije eiste excuses."
    own = draft(text, "Turkije", actors=["TUR"])
    name_recipients(read(text), [own])
    assert [reason.quote.text for reason in own.reasons] == ["Zweden"]


def test_nobody_is_named_below_the_threshold(weighed):
    weighed(least=0.8, bias=-1.0, **{"one sentence ago": 2.0})
    own = draft(TEXT, "De Turkse", actors=["TUR"])
    name_recipients(read(TEXT), [own])
    assert own.recipients == ()
    assert own.reasons == []


def test_a_recipient_that_the_sentence_names_stays(weighed):
    weighed(bias=5.0)
    own = draft(TEXT, "Frankrijk", actors=["FRA"], recipients=["DEU"])
    name_recipients(read(TEXT), [own])
    assert [party.country for party in own.recipients] == ["DEU"]


def test_no_choice_hangs_on_another_choice(weighed):
    weighed(bias=-1.0, **{"one sentence ago": 2.0, "undergoes in the claim before": 9.0})
    text = "Zweden zwijgt. Turkije eiste excuses. Turkije dreigt."
    first, second = draft(text, "Turkije eiste", actors=["TUR"]), draft(text, "Turkije dreigt", actors=["TUR"])
    name_recipients(read(text), [first, second])
    assert [party.country for party in first.recipients] == ["SWE"]
    assert second.recipients == ()


def test_whoever_is_most_named_the_government_is_meant(weighed):
    weighed(bias=1.0)
    text = "Juan Guaidó won. Guaidó vroeg hulp aan Venezuela. Turkije eiste excuses."
    own = draft(text, "Turkije", actors=["TUR"])
    name_recipients(read(text), [own])
    assert [(party.name, party.country, party.sectors) for party in own.recipients] == [("Venezuela", "VEN", ("GOV",))]


def test_who_is_hit_by_others_is_told_apart_from_who_hits():
    before = draft(TEXT, "Turkije riep", actors=["FRA"], recipients=["SWE"], kind=EventType.ASSAULT)
    found = features(TEXT, [before, draft(TEXT, "De Turkse", actors=["TUR"], kind=EventType.ACCUSE)], 1)
    assert found["FRA"]["acts against somebody, against"] > 0
    assert "SWE" not in found  # Sweden hits nobody
    both = [before, draft(TEXT, "Frankrijk", actors=["SWE"], recipients=["DEU"], kind=EventType.ASSAULT)]
    found = features(TEXT, [*both, draft(TEXT, "De Turkse", actors=["TUR"], kind=EventType.ACCUSE)], 2)
    assert found["SWE"]["hit by others, against"] > 0
    assert "hit by others, against" not in found["FRA"]


def test_as_likely_countries_are_taken_in_the_order_of_their_codes():
    own = Implied(analysis=read(TEXT), drafts=[draft(TEXT, "De Turkse", actors=["TUR"])])
    assert likeliest(own.choices(0), {"bias": 1.0})[1] == "DEU"
    assert likeliest((), {}) == (0.0, "")


def test_the_shipped_coder_finds_whose_step_is_criticised():
    text = (
        "Turkije riep dinsdag zijn ambassadeur in Zweden terug. Zweden noemde de stap onbegrijpelijk. "
        "De Turkse minister van Buitenlandse Zaken dreigde met sancties."
    )
    claims = list(TrainedCoder()(analyser("trained")(build.document(text))))
    (criticism,) = [claim for claim in claims if claim.type is EventType.ACCUSE]
    assert [(party.name, party.quote) for party in criticism.recipients] == [("Turkije", None)]
    assert [one.rule for one in criticism.reasons if one.field == "recipients"] == [RULE]


def test_whoever_condemns_an_attack_does_not_condemn_whom_it_hit():
    text = (
        "Rusland heeft vrijdag een station in Kramatorsk beschoten, waarbij vijftig doden vielen. Het was de "
        "zwaarste aanval op de Oekraïense stad. Josep Borrell veroordeelde de aanval."
    )
    claims = list(TrainedCoder()(analyser("trained")(build.document(text))))
    (criticism,) = [claim for claim in claims if claim.type is EventType.ACCUSE]
    assert "UKR" not in [party.country for party in criticism.recipients]


def test_the_rule_coder_names_nobody_whom_the_sentence_does_not_name():
    claims = list(RuleCoder()(read(TEXT)))
    assert claims
    assert all(party.quote is not None for claim in claims for party in claim.recipients)


def test_the_trained_coder_completes_the_claims_of_the_whole_text():
    seen = []
    analysis = analyser("trained")(build.document("Rusland veroordeelt Turkije."))
    list(TrainedCoder(complete=lambda given, drafts: seen.append((given, len(drafts))))(analysis))
    assert seen == [(analysis, 1)]
