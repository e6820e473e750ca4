"""What changed over time is told apart from what is told differently at one time; every account stands."""

from __future__ import annotations

import pytest

from kroniek.memory.differing.accounts import at_one_time, differences
from kroniek.memory.differing.course import AT_ONCE, LATER, OTHERS, RISEN
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.claim import Figure
from kroniek.model.ontology import FigureKey
from tests.build import claim, document


def told(number, day, *, outlet=None, voices=(), key="killed", name=None, **fields):
    """A claim of an article of that day with `number` killed (none where None)."""
    where = document(
        f"Bij een aanval vielen {number} doden, zegt Kiev of Moskou.",
        id=name or f"d-{day}-{outlet}-{number}",
        published=day,
    )
    figures = [] if number is None else [Figure(key=FigureKey(key), min=number, max=number)]
    made = claim(where, "aanval", "ASSAULT", figures=figures, voices=voices, **fields)
    return StoredClaim(
        claim=made,
        event="e",
        published=where.published.day,
        title=None,
        publisher=outlet or where.id,
        url=None,
        current=True,
    )


KIEV, MOSKOU = ["Kiev=Oekraïne/UKR/GOV"], ["Moskou=Rusland/RUS/GOV"]

COURSES = [
    ("another number on one day", [told(83, "2022-07-23"), told(87, "2022-07-23")], AT_ONCE),
    ("a higher number later", [told(83, "2022-07-23"), told(87, "2022-07-24")], RISEN),
    ("a higher number later, by others", [told(83, "2022-07-23", voices=KIEV), told(87, "2022-07-24", voices=MOSKOU)], RISEN),
    ("a lower number later, by others", [told(87, "2022-07-23", voices=KIEV), told(5, "2022-07-24", voices=MOSKOU)], OTHERS),
    ("a lower number later, by another outlet", [told(87, "2022-07-23"), told(83, "2022-07-24")], OTHERS),
    ("a lower number later, by the same outlet", [told(87, "2022-07-23", outlet="a"), told(83, "2022-07-24", outlet="a")], LATER),
    ("a lower number later, by the same state", [told(87, "2022-07-23", voices=KIEV), told(83, "2022-07-24", voices=KIEV)], LATER),
    ("the old number comes back", [told(83, "2022-07-23"), told(87, "2022-07-24"), told(83, "2022-07-25")], AT_ONCE),
    ("a number of money does not rise", [told(83, "2022-07-23", key="money_eur"), told(87, "2022-07-24", key="money_eur")], OTHERS),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "reason"), [row[1:] for row in COURSES], ids=[row[0] for row in COURSES])
def test_a_number_changed_or_is_told_differently(claims, reason):
    (found,) = differences(claims)
    assert (found.field.partition(".")[0], found.reason, found.over_time) == (
        "figures",
        reason,
        reason in {LATER, RISEN},
    )
    assert list(at_one_time((found,))) == ([] if found.over_time else [found])


def test_a_version_of_an_article_changed_it_on_the_same_day():
    first, second = (
        told(39, "2022-04-08", name="station", outlet="a"),
        told(50, "2022-04-08", name="station@2", outlet="a"),
    )
    documents = {
        one.claim.document: StoredDocument(document=document(id=one.claim.document), version=version, current=version == 2, copies=(), claim_count=1)
        for version, one in enumerate((first, second), 1)
    }  # fmt: skip
    (found,) = differences([first, second], documents=documents)
    assert (found.over_time, found.reason) == (True, RISEN)
    assert not differences([first, second])[0].over_time


def test_what_lay_ahead_has_come_and_a_denial_is_no_change():
    planned = told(None, "2022-07-01", status="planned")
    (found,) = differences([planned, told(None, "2022-07-02")])
    assert (found.field, found.over_time) == ("status", True)
    (found,) = differences([planned, told(None, "2022-07-02", status="denied")])
    assert not found.over_time


def test_a_planned_day_that_is_put_off_changed_and_a_past_day_is_told_differently():
    days = [{"on": "2022-08-01"}, {"on": "2022-08-08"}]
    ahead = [told(None, f"2022-07-0{at}", status="planned", **day) for at, day in enumerate(days, 1)]
    assert differences(ahead)[0].over_time
    past = [told(None, f"2022-09-0{at}", **day) for at, day in enumerate(days, 1)]
    assert not differences(past)[0].over_time


def test_every_claim_that_tells_a_field_stands_in_one_account():
    claims = [told(83, "2022-07-23"), told(87, "2022-07-23"), told(83, "2022-07-25"), told(None, "2022-07-26")]
    (found,) = differences(claims)
    assert [account.value for account in found.accounts] == ["83", "87"]
    assert sorted(id_ for account in found.accounts for id_ in account.claims) == sorted(
        one.claim.id for one in claims[:3]
    )
    first = found.accounts[0]
    assert (str(first.first_reported), str(first.last_reported)) == ("2022-07-23", "2022-07-25")
    assert len(first.words) == len(first.documents) == 2


def test_a_denial_of_another_event_counts_for_the_status_alone():
    claims, denying = [told(83, "2022-07-23")], [told(5, "2022-07-23", status="denied")]
    (found,) = differences(claims, denying=denying)
    assert found.field == "status"
    assert [account.value for account in found.accounts] == ["denied", "happened"]


def test_accounts_that_agree_are_no_difference():
    assert differences([told(83, "2022-07-23"), told(83, "2022-07-24"), told(None, "2022-07-24")]) == ()


def test_the_accounts_do_not_depend_on_the_order_of_claims():
    claims = [told(83, "2022-07-23"), told(87, "2022-07-24"), told(90, "2022-07-24")]
    found, other = differences(claims), differences(claims[::-1])
    assert [(one.field, one.reason, [a.value for a in one.accounts]) for one in found] == [
        (one.field, one.reason, [a.value for a in one.accounts]) for one in other
    ]
