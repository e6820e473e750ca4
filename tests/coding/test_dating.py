"""Which time is the time of an act."""

import pytest

from tests.coding.told import days_of, group, told


@pytest.mark.parametrize("row", group("coder.toml", "date"))
def test_an_act_has_the_time_of_its_own_clause(row):
    assert [days_of(claim) for claim in told(row)] == [row["date"]]


@pytest.mark.parametrize("row", group("coder.toml", "date"))
def test_a_date_gives_its_words_and_its_reason(row):
    for claim in told(row):
        reasons = [reason for reason in claim.reasons if reason.field == "date"]
        assert bool(reasons) == (claim.when is not None)
        assert claim.when is None or (claim.when.quote and claim.when.quote.text in row["text"])
