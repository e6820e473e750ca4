"""Who belongs to an alliance on a day."""

from datetime import date

import pytest

from kroniek.lexicon.actors import actors
from kroniek.lexicon.alliances import members_on, memberships
from kroniek.lexicon.countries import countries


@pytest.mark.parametrize(
    ("alliance", "day", "number"),
    [
        ("Navo", "1998-01-01", 16),
        ("Navo", "2003-01-01", 19),
        ("Navo", "2018-01-01", 29),
        ("Navo", "2024-06-01", 32),
        ("Europese Unie", "1990-01-01", 12),
        ("Europese Unie", "2003-01-01", 15),
        ("Europese Unie", "2019-01-01", 28),
        ("Europese Unie", "2022-01-01", 27),
        ("G7", "2022-01-01", 7),
        ("G8", "2013-01-01", 8),
        ("G8", "2015-01-01", 0),
        ("Rusland", "2022-01-01", 0),
    ],
)
def test_an_alliance_has_the_members_of_the_day(alliance, day, number):
    assert len(members_on(alliance, date.fromisoformat(day))) == number


def test_every_alliance_is_an_organisation_and_every_member_a_country():
    for one in memberships():
        assert actors().by_name(one.alliance), one.alliance
        assert countries().by_code(one.country), one.country
        assert not one.until or one.since < one.until


def test_on_its_last_day_a_country_is_still_a_member():
    assert "GBR" in members_on("Europese Unie", date(2020, 1, 31))
    assert "GBR" not in members_on("Europese Unie", date(2020, 2, 1))
