"""Which time is the time of an act."""

import pytest

from tests.coding.told import claims_of, days_of, group, told


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
