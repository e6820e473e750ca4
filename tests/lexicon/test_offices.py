"""Who held an office on a day."""

from datetime import date

import pytest

from kroniek.lexicon.actors import actors
from kroniek.lexicon.offices import office_holder


@pytest.mark.parametrize(
    ("role", "country", "day", "name"),
    [
        ("president", "FRA", "2015-01-15", "François Hollande"),
        ("president", "FRA", "2022-03-04", "Emmanuel Macron"),
        ("president", "USA", "2019-06-01", "Donald Trump"),
        ("president", "USA", "2022-03-04", "Joe Biden"),
        ("president", "USA", "2026-06-01", "Donald Trump"),
        ("president", "USA", "2025-06-01", None),  # the tables know terms by year: two presidents in one year
        ("bondskanselier", "DEU", "2015-01-15", "Angela Merkel"),
        ("president", "RUS", "2022-03-04", "Vladimir Poetin"),
        ("minister van Buitenlandse Zaken", "RUS", "2022-03-04", "Sergej Lavrov"),
        ("president", "RUS", "1850-01-01", None),
        ("keizer", "FRA", "2022-03-04", None),
        ("president", "XXX", "2022-03-04", None),
    ],
)
def test_an_office_has_one_known_holder_or_none(role, country, day, name):
    assert office_holder(role, country, date.fromisoformat(day)) == name


def test_two_words_for_one_office_have_one_holder():
    day = date(2018, 5, 1)
    assert office_holder("kanselier", "DEU", day) == office_holder("bondskanselier", "DEU", day)


def test_a_holder_is_a_known_person_of_that_country():
    name = office_holder("president", "FRA", date(2022, 3, 4))
    assert {actor.country for actor in actors().by_name(name)} == {"FRA"}
