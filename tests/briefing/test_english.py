"""Who is shown in English can be asked for in English, and Dutch goes first."""

import pytest

from kroniek.api.briefing.naming import called, called_office, called_place, in_sentence, meant
from kroniek.api.briefing.wording import read
from kroniek.api.english import EnglishToo
from kroniek.faces.cli.wording import wording
from kroniek.lexicon.actors import actors
from kroniek.lexicon.countries import countries
from kroniek.lexicon.gazetteer import gazetteer
from kroniek.memory.gazetteer import LexiconGazetteer
from kroniek.model.actor import Party

NAMES = read("english.toml")


@pytest.mark.parametrize(
    ("name", "country", "english"),
    [
        ("Rusland", "RUS", "Russia"),
        ("Rusland", None, "Russia"),
        ("Nederland", "NLD", "Netherlands"),
        ("Vladimir Poetin", "RUS", "Vladimir Putin"),
        ("Russische banken", "RUS", "Russian banks"),
        ("Oekraïense leger", "UKR", "Ukrainian army"),
        ("Polen", None, "Poland"),
        ("Russen", "RUS", "Russians"),
        ("Turken", "TUR", "Turks"),
        ("Fransen", "FRA", "people from France"),
        ("Staatsgoudbedrijf", "VEN", "Staatsgoudbedrijf"),
    ],
)
def test_a_party_is_called_so_in_english(name, country, english):
    assert called(Party(name=name, country=country), "en") == english
    assert called(Party(name=name, country=country), "nl") == name


@pytest.mark.parametrize(
    ("name", "country", "sectors", "dutch", "english"),
    [
        ("Oekraïense leger", "UKR", ("MIL",), "het Oekraïense leger", "the Ukrainian army"),
        ("Verenigde Staten", "USA", ("GOV",), "de Verenigde Staten", "the United States"),
        ("Joe Biden", "USA", ("GOV",), "Joe Biden", "Joe Biden"),
    ],
)
def test_within_a_sentence_a_party_has_its_article(name, country, sectors, dutch, english):
    party = Party(name=name, country=country, sectors=sectors)
    assert (in_sentence(party, "nl"), in_sentence(party, "en")) == (dutch, english)


@pytest.mark.parametrize(("name", "english"), [("Moskou", "Moscow"), ("Rusland", "Russia"), ("Kyiv", "Kyiv")])
def test_a_place_is_called_so_in_english(name, english):
    assert (called_place(name, "en"), called_place(name, "nl")) == (english, name)


def test_an_office_is_called_so_in_english():
    assert (called_office("premier", "en"), called_office("premier", "nl")) == ("prime minister", "premier")
    assert called_office("gezant voor de Sahel", "en") == "gezant voor de Sahel"


@pytest.mark.parametrize("code", read("en.toml")["countries"])
def test_a_country_is_found_by_the_english_name_that_is_shown(code):
    country = countries().by_code(code)
    shown = called(Party(name=country.name, country=code), "en")
    assert LexiconGazetteer().country(meant(shown)) == code
    assert EnglishToo(LexiconGazetteer()).country(shown) == code


def test_persons_and_places_with_an_english_name_are_those_of_the_tables():
    assert [name for name in NAMES["persons"] if not actors().by_name(name)] == []
    assert [name for name in NAMES["places"] if not gazetteer().lookup(name)] == []


def test_offices_with_an_english_name_are_those_of_the_tables():
    titles = {office.title for actor in actors() for office in actor.offices}
    assert set(NAMES["offices"]) <= titles


def test_adjectives_and_peoples_are_those_of_countries():
    assert {*NAMES["adjectives"], *NAMES["people"]} <= {country.code for country in countries()}


@pytest.mark.parametrize(
    ("asked", "dutch"),
    [
        ("the Netherlands", "Nederland"),
        ("russia", "Rusland"),
        ("Vladimir Putin", "Vladimir Poetin"),
        ("European Union", "Europese Unie"),
        ("Wit-Rusland", "Wit-Rusland"),
        ("army", "army"),
    ],
)
def test_an_english_name_means_whom_dutch_calls_so(asked, dutch):
    assert meant(asked) == dutch


def test_a_name_that_dutch_knows_is_not_looked_up():
    knows = EnglishToo(LexiconGazetteer())
    assert knows.spellings("Rusland") == LexiconGazetteer().spellings("Rusland")
    assert "Europese Unie" in knows.spellings("European Union")
    assert knows.spellings("Niemand Bekend") == ()


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        ("WENEN", "Wenen", "Vienna"),
        ("BELFAST", "Belfast", "Belfast"),
        ("NERGENSHUIZEN", "NERGENSHUIZEN", "NERGENSHUIZEN"),
    ],
)
def test_a_place_in_capitals_is_called_as_the_gazetteer_has_it(name, dutch, english):
    assert (called_place(name, "nl"), called_place(name, "en")) == (dutch, english)
    assert wording("nl").place(name) == dutch
