"""Places: legal codes, points on the map, and names that are also words."""

from collections import Counter

import pytest

from kroniek.lexicon import countries, places
from kroniek.lexicon.gazetteer import EntryKind, gazetteer
from kroniek.lexicon.places import PlaceKind


def test_every_place_has_a_point_and_a_known_country() -> None:
    for place in places():
        assert -90 <= place.lat <= 90, place.name
        assert -180 <= place.lon <= 180, place.name
        assert place.country is None or countries().by_code(place.country), place.name


def test_no_place_stands_in_the_table_twice() -> None:
    counted = Counter((place.name, place.country, place.kind, place.lat, place.lon) for place in places())
    assert [key for key, count in counted.items() if count > 1] == []


def test_the_capital_of_every_state_is_a_place_in_it() -> None:
    for country in countries():
        for capital in country.capitals[:1]:
            found = places().by_name(capital, country=country.code)
            assert found is not None, capital
            assert found.country == country.code, capital


@pytest.mark.parametrize("name", ["Nice", "Van", "Golf", "Georgia", "Delft", "Leiden", "Victoria"])
def test_names_that_are_also_words_or_persons_say_so(name: str) -> None:
    found = [entry for entry in gazetteer().lookup(name) if entry.kind is EntryKind.PLACE]
    assert found
    assert all(entry.common for entry in found)


@pytest.mark.parametrize("name", ["Wil", "Best", "Most", "Deal", "Split", "Reading", "Echt"])
def test_small_places_with_the_name_of_a_word_are_left_out_or_common(name: str) -> None:
    assert all(entry.common for entry in gazetteer().lookup(name) if entry.kind is EntryKind.PLACE)


def test_the_heaviest_of_one_name_comes_first_unless_a_country_is_given() -> None:
    assert places().by_name("Tripoli").country == "LBY"
    assert places().by_name("Tripoli", country="LBN").country == "LBN"
    assert places().by_name("Cartagena").country == "COL"
    assert places().by_name("Luilekkerland") is None
    weights = [place.weight for place in places()]
    assert weights == sorted(weights, reverse=True)


def test_disputed_regions_are_marked() -> None:
    for name in ("Krim", "Golanhoogten", "Nagorno-Karabach", "Transnistrië", "Essequibo", "Kasjmir"):
        assert places().by_name(name).disputed, name


def test_seas_belong_to_no_country() -> None:
    assert {place.country for place in places() if place.kind is PlaceKind.WATER and "Zee" in place.name.split()} == {
        None
    }
