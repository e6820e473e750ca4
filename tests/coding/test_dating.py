"""Which time is the time of an act."""

from datetime import date

import pytest

from kroniek.coding.dating import Told, dated
from kroniek.model.ontology import EventType
from tests.coding.told import claims_of, days_of, group, scene_of, told


@pytest.mark.parametrize("row", group("coder.toml", "date"))
def test_an_act_has_the_time_of_its_own_clause(row):
    assert [days_of(claim) for claim in told(row)] == [row["date"]]


@pytest.mark.parametrize("row", group("coder.toml", "date"))
def test_a_date_gives_its_words_and_its_reason(row):
    for claim in told(row):
        reasons = [reason for reason in claim.reasons if reason.field == "date"]
        assert bool(reasons) == (claim.when is not None)
        assert claim.when is None or (claim.when.quote and claim.when.quote.text in row["text"])


@pytest.mark.parametrize(
    ("text", "kind", "days", "rule"),
    [
        (
            "Israël viel woensdag Libanon aan, terwijl Iran Haifa bombardeerde.",
            "ASSAULT",
            {"2022-03-02..2022-03-02"},
            "time in the clause of the same moment",
        ),
        (
            "Betogers trokken woensdag naar het parlement. Daarbij arresteerde de Georgische politie twintig mensen.",
            "COERCE",
            {"2022-03-02..2022-03-02"},
            "time of the sentence that this one goes on from",
        ),
        (
            "Rusland bombardeerde woensdag Charkov. Daarna zweeg Moskou. Ook beschoot het leger van Rusland Marioepol.",
            "ASSAULT",
            {"2022-03-02..2022-03-02", ""},
            "time in the clause",
        ),
        (
            "Rusland bombardeerde woensdag Charkov. Ook beschoot het leger van Rusland Marioepol.",
            "ASSAULT",
            {"2022-03-02..2022-03-02"},
            "time of the sentence that this one goes on from",
        ),
    ],
)
def test_an_act_gets_the_time_of_what_it_goes_on_from_only_with_that_reason(text, kind, days, rule):
    found = [claim for claim in claims_of(text) if claim.type.value == kind]
    assert {days_of(claim) for claim in found} == days
    rules = {reason.rule for claim in found for reason in claim.reasons if reason.field == "date"}
    assert rule in rules


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Duitsland beloofde woensdag Oekraïne wapens te leveren.", ""),
        ("Duitsland zal woensdag wapens leveren aan Oekraïne.", "2022-03-09..2022-03-09"),
    ],
)
def test_what_is_planned_has_the_day_that_it_is_planned_for(text, days):
    (claim,) = [claim for claim in claims_of(text) if claim.type.value == "AGREE"]
    assert (claim.status.value, days_of(claim)) == ("planned", days)


@pytest.mark.parametrize(
    ("text", "type_", "days"),
    [
        ("Duitsland veroordeelde een Iraakse soldaat wegens een aanval in Mosul in 2014.", "ACCUSE", ""),
        ("Frankrijk beschuldigt Syrië van de gifgasaanval in 2013.", "ACCUSE", ""),
        ("Oekraïne arresteerde in 2020 een Rus voor de moord op een journalist.", "COERCE", "2020-01-01..2020-12-31"),
        ("Oekraïne arresteerde een Rus voor de rechtbank in 2020.", "COERCE", "2020-01-01..2020-12-31"),
    ],
)
def test_a_trial_has_not_the_year_of_the_old_act(text, type_, days):
    assert [days_of(claim) for claim in claims_of(text) if claim.type.value == type_] == [days]


@pytest.mark.parametrize(
    ("sentence", "noun", "start"),
    [
        ("Het hof veroordeelde een Serviër dinsdag voor de aanval van juli 1995.", "aanval", date(1995, 7, 1)),
        ("Het hof veroordeelde een Serviër in 2016 voor de moord op een Bosniër.", "moord", None),
        ("Het hof begon in 2016 voor de aanval op Mosul.", "aanval", date(2016, 1, 1)),
    ],
)
def test_an_old_act_has_not_the_day_of_its_trial(sentence, noun, start):
    scene = scene_of(sentence)
    (trigger,) = [one for one in scene.triggers if scene.tokens[one.head].lower == noun]
    when = dated(scene, trigger, told=Told(), published=date(2022, 3, 4), type_=EventType.ASSAULT).when
    assert (when.start if when else None) == start
