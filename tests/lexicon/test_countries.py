"""The closed set of countries, in full, and what Dutch words lead to which."""

import re
import tomllib
from pathlib import Path

import pytest

from kroniek.lexicon import countries, gazetteer
from kroniek.lexicon.countries import Country, inflected
from kroniek.lexicon.gazetteer import EntryKind
from kroniek.model.ontology import SECTORS, SPECIAL_COUNTRIES

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/places.toml").read_text(encoding="utf-8"))["word"]

# Dutch has no settled words for these: *van Saint Kitts en Nevis*. Territories may lack them too.
WITHOUT_WORDS = {"COG", "DMA", "KNA", "TTO", "VAT"}
TERRITORIES = {
    "ALA", "ASM", "AIA", "ATA", "ABW", "BMU", "BES", "BVT", "IOT", "VGB", "CYM", "CXR", "CCK", "COK", "CUW", "FRO", "FLK",
    "GUF", "PYF", "ATF", "GIB", "GRL", "GLP", "GUM", "GGY", "HMD", "HKG", "IMN", "JEY", "UMI", "MAC", "MTQ", "MYT", "MSR",
    "NCL", "NIU", "MNP", "NFK", "PCN", "PRI", "REU", "BLM", "SHN", "MAF", "SXM", "SPM", "SJM", "TKL", "TCA", "VIR", "WLF",
    "ESH", "SGS",
}  # fmt: skip
STATES = [country for country in countries() if country.code not in TERRITORIES]


def names(items: list[Country]) -> list[str]:
    return [country.code for country in items]


def test_all_states_of_the_world_and_their_territories_are_there() -> None:
    assert len(STATES) == 193 + len({"VAT", "PSE", "KOS", "TWN"})
    assert len(countries()) == len(STATES) + len(TERRITORIES)


@pytest.mark.parametrize("country", list(countries()), ids=names(list(countries())))
def test_every_country_has_a_code_a_name_and_a_middle(country: Country) -> None:
    assert re.fullmatch(r"[A-Z]{3}", country.code)
    assert country.name
    assert country.lat is not None
    assert country.lon is not None
    assert -90 <= country.lat <= 90
    assert -180 <= country.lon <= 180
    assert country.name not in country.variants


@pytest.mark.parametrize("country", STATES, ids=names(STATES))
def test_every_state_has_adjective_and_inhabitants(country: Country) -> None:
    has_words = bool(country.adjectives and country.inhabitant and country.inhabitants)
    assert has_words == (country.code not in WITHOUT_WORDS)


@pytest.mark.parametrize("country", list(countries()), ids=names(list(countries())))
def test_adjectives_have_a_dutch_ending(country: Country) -> None:
    for adjective in country.adjectives:
        assert re.search(r"(s|isch|ees)$", adjective), adjective
        assert inflected(adjective).endswith("e")


@pytest.mark.parametrize("country", STATES, ids=names(STATES))
def test_plurals_of_inhabitants_follow_from_the_singular(country: Country) -> None:
    """-aan → -anen, -ees → -ezen, -iër → -iërs: a slip of the keyboard breaks the pair."""
    for one in country.inhabitant:
        for singular, plural in (("aan", "anen"), ("ees", "ezen"), ("iër", "iërs"), ("oot", "oten"), ("er", "ers")):
            if one.endswith(singular) and one != "Ier":
                assert one.removesuffix(singular) + plural in country.inhabitants, one
                break


def test_every_name_leads_back_to_its_country() -> None:
    for country in countries():
        for name in country.names:
            assert countries().by_name(name) is country, name
        assert countries().by_code(country.code) is country


def test_no_adjective_or_inhabitant_belongs_to_two_countries() -> None:
    for country in countries():
        for adjective in country.adjectives:
            assert countries().by_adjective(inflected(adjective)) is country, adjective
        for word in (*country.inhabitant, *country.inhabitants):
            assert countries().by_inhabitant(word) is country, word


def test_former_states_seats_and_peoples_have_legal_codes() -> None:
    legal = {country.code for country in countries()} | SPECIAL_COUNTRIES
    known = countries()
    for code in (*(s.country for s in known.former), *(s.country for s in known.seats)):
        assert code in legal
    assert {people.country for people in known.peoples} - {None} <= legal
    assert all(state.since is None or state.until is None or state.since < state.until for state in known.former)
    assert {sector for seat in known.seats for sector in seat.sectors} <= SECTORS


@pytest.mark.parametrize("case", CASES, ids=[f"{case['word']}-{case['kind']}" for case in CASES])
def test_dutch_words_lead_to_their_country(case: dict[str, str]) -> None:
    found = [entry for entry in gazetteer().lookup(case["word"]) if entry.kind.value == case["kind"]]
    assert found, f"{case['word']} is not known as {case['kind']}"
    assert (found[0].country or "") == case["code"]


@pytest.mark.parametrize("wrong", ["Afghaniër", "Libanoner", "Iraaker", "Chinezer", "Congoleser", "Vietnamer"])
def test_words_that_are_no_dutch_are_not_known(wrong: str) -> None:
    assert countries().by_inhabitant(wrong) is None
    assert not gazetteer().lookup(wrong)


def test_brussels_stands_for_the_union_before_belgium() -> None:
    metonyms = [entry.country for entry in gazetteer().lookup("Brussel") if entry.kind is EntryKind.METONYM]
    assert metonyms == ["EUR", "BEL"]


def test_names_are_found_without_case_and_accents() -> None:
    assert countries().by_name("belgie") is countries().by_code("BEL")
    assert countries().by_name("ATLANTIS") is None
    assert countries().by_code("usa") is countries().by_name("VS")


def test_what_came_after_a_state_of_the_past_is_known_by_that_name() -> None:
    known = countries()
    for state in known.former:
        assert bool(state.successors) == (state.until is not None), state.name
        for name, day in state.successors:
            assert known.by_name(name) or known.former_by_name(name), name
            assert state.until is None or int(day[:4]) <= state.until + 1, (state.name, name)
    assert known.former_by_name("Oost-Duitsland").name == "DDR"
