"""Who held an office on a day."""

import importlib
from datetime import date
from pathlib import Path

import pytest

from kroniek.lexicon.actors import Office, actors
from kroniek.lexicon.offices import office_holder

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("role", "country", "day", "name"),
    [
        ("president", "FRA", "2015-01-15", "François Hollande"),
        ("president", "FRA", "2022-03-04", "Emmanuel Macron"),
        ("president", "USA", "2019-06-01", "Donald Trump"),
        ("president", "USA", "2022-03-04", "Joe Biden"),
        ("president", "USA", "2026-06-01", "Donald Trump"),
        ("president", "USA", "2025-06-01", "Donald Trump"),
        ("president", "USA", "2025-01-19", "Joe Biden"),
        ("president", "USA", "2025-01-20", None),  # the day on which one follows the other
        ("premier", "GBR", "2016-07-12", "David Cameron"),
        ("premier", "GBR", "2016-07-14", "Theresa May"),
        ("premier", "GBR", "2022-10-01", "Liz Truss"),
        ("premier", "GBR", "2024-08-01", "Keir Starmer"),
        ("premier", "FRA", "2024-10-01", "Michel Barnier"),
        ("president", "FRA", "2007-05-01", "Jacques Chirac"),
        ("president", "FRA", "2012-06-01", "François Hollande"),
        ("bondskanselier", "DEU", "2005-10-01", "Gerhard Schröder"),
        ("bondskanselier", "DEU", "2025-03-01", "Olaf Scholz"),
        ("premier", "ITA", "2012-01-01", "Mario Monti"),
        ("premier", "ITA", "2019-01-01", "Giuseppe Conte"),
        ("president", "RUS", "2009-01-01", "Dmitri Medvedev"),
        ("premier", "RUS", "2009-01-01", "Vladimir Poetin"),
        ("premier", "JPN", "2012-12-01", "Yoshihiko Noda"),
        ("premier", "JPN", "2025-12-01", "Sanae Takaichi"),
        ("president", "CHN", "2013-02-01", "Hu Jintao"),
        ("premier", "IND", "2014-05-01", "Manmohan Singh"),
        ("premier", "CAN", "2025-03-01", "Justin Trudeau"),
        ("premier", "CAN", "2025-04-01", "Mark Carney"),
        ("president", "MEX", "2024-09-15", "Andrés Manuel López Obrador"),
        ("president", "BRA", "2016-07-01", "Michel Temer"),
        ("president", "BRA", "2022-12-31", "Jair Bolsonaro"),
        ("president", "ARG", "2023-12-01", "Alberto Fernández"),
        ("president", "ZAF", "2008-11-01", "Kgalema Motlanthe"),
        ("president", "KOR", "2025-05-01", None),  # the office was vacant
        ("president", "IDN", "2024-11-01", "Prabowo Subianto"),
        ("premier", "AUS", "2013-08-01", "Kevin Rudd"),
        ("koning", "SAU", "2015-01-10", "Abdullah bin Abdoel Aziz"),
        ("premier", "TUR", "2014-08-01", "Recep Tayyip Erdogan"),
        ("president", "TUR", "2014-09-15", "Recep Tayyip Erdogan"),
        ("minister van Defensie", "DEU", "2015-06-01", "Ursula von der Leyen"),  # of Germany, kept under the EU
        ("minister van Buitenlandse Zaken", "ESP", "2019-01-01", "Josep Borrell"),
        ("secretaris-generaal van de Navo", "IGO", "2025-01-01", "Mark Rutte"),
        ("minister van Buitenlandse Zaken", "CHN", "2023-08-01", "Wang Yi"),
        ("minister van Defensie", "UKR", "2022-06-01", "Oleksij Reznikov"),
        ("president", "UKR", "2014-03-15", "Oleksandr Toertsjynov"),
        ("bondskanselier", "DEU", "2015-01-15", "Angela Merkel"),
        ("president", "RUS", "2022-03-04", "Vladimir Poetin"),
        ("minister van Buitenlandse Zaken", "RUS", "2022-03-04", "Sergej Lavrov"),
        ("president", "RUS", "1850-01-01", None),
        ("keizer", "FRA", "2022-03-04", None),
        ("koningin", "NLD", "2012-01-01", "Beatrix"),
        ("koning", "NLD", "2014-01-01", "Willem-Alexander"),
        ("koningin", "NLD", "2014-01-01", "Máxima"),
        ("premier", "NLD", "2026-02-01", "Dick Schoof"),
        ("premier", "NLD", "2026-03-01", "Rob Jetten"),
        ("minister van Buitenlandse Zaken", "NLD", "2026-03-01", "Tom Berendsen"),
        ("minister van Defensie", "NLD", "2026-03-01", "Dilan Yesilgöz"),
        ("keizer", "JPN", "2019-06-01", "Naruhito"),
        ("minister van Defensie", "LBN", "2005-07-12", "Elias Murr"),
        ("minister van Defensie", "HND", "2009-06-25", None),  # he had been dismissed the day before
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


@pytest.fixture
def check(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("check_offices")


def test_offices_that_should_be_known_day_by_day_are(check):
    covers = [check.cover(office) for office in check.wanted()]
    missing = {(one.office.country, one.office.title): one.missing for one in covers if one.missing}
    assert sum(missing.values()) < 0.01 * sum(one.days for one in covers), missing
    whole = {one.office.country for one in covers if {"G20", "EU"} & set(one.office.groups)} - {"CYP"}
    assert len(whole) > 40
    assert {key: days for key, days in missing.items() if key[0] in whole} == {}


def test_the_page_of_offices_says_what_the_table_lacks(check):
    page = (ROOT / "docs/reference/offices.md").read_text(encoding="utf-8")
    covers = [check.cover(office) for office in check.wanted()]
    assert page == check.page(covers), "python tools/check_offices.py --page docs/reference/offices.md"
    assert all(f"| {one.office.country} | {one.office.title} |" in page for one in covers if one.missing)


def test_a_younger_state_is_not_asked_for_what_it_did_not_have_yet(check):
    found = {(one.country, one.title): one for one in check.wanted()}
    kosovo = check.cover(found["KOS", "minister van Buitenlandse Zaken"])
    assert (kosovo.missing, kosovo.days) == (0, (check.LAST - date(2008, 4, 2)).days + 1)
    assert found["NLD", "koningin or koning"].titles == ("koningin", "koning")


def test_a_date_that_is_a_month_or_a_year_counts_in_full():
    office = Office(title="minister", since="2012-03", until="2014")
    assert not office.held_on(date(2012, 2, 29))
    assert office.held_on(date(2012, 3, 1))
    assert office.held_on(date(2014, 12, 31))
    assert office.ended_before(date(2015, 1, 1))
