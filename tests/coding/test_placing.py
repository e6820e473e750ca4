"""Where an act took place."""

from functools import cache

import pytest

from kroniek.coding import coder
from kroniek.coding.placing import precision_of
from kroniek.language import analyser
from kroniek.model.place import Precision
from tests.build import document
from tests.coding.told import DAY, group, rows, told


@cache
def _reader():
    return analyser("trained")


@cache
def _coder():
    return coder("trained")


def _trained(text):
    """The claims of a text as the released product codes them, with what the trained reader sees."""
    return _coder()(_reader()(document(text, published=DAY)))


@pytest.mark.parametrize("row", group("coder.toml", "place"))
def test_a_place_is_where_it_happened_not_where_it_was_said(row):
    assert [claim.place.name if claim.place else "" for claim in told(row)] == [row["place"]]


@pytest.mark.parametrize("row", rows("placing.toml"))
def test_of_several_places_it_is_that_of_the_act_itself(row):
    found = [claim for claim in _trained(row["text"]) if claim.type.value == row["type"]]
    assert [claim.place.name if claim.place else "" for claim in found] == row["places"]


def test_a_place_brings_its_country_and_its_point():
    (claim,) = told({"text": "In Genève hebben Iran en de VS onderhandeld.", "type": "CONSULT"})
    assert claim.place.country == "CHE"
    assert (round(claim.place.lat), round(claim.place.lon)) == (46, 6)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Charkov", "UKR", Precision.CITY),
        ("Donbas", "UKR", Precision.REGION),
        ("Oekraïne", None, Precision.COUNTRY),
        ("Kremlin", "RUS", Precision.POINT),
        ("Verzonnenstad", None, None),
    ],
)
def test_a_place_says_what_its_point_stands_for(name, country, precision):
    assert precision_of(name, country=country) is precision


def test_a_protest_at_home_is_where_those_who_take_part_are():
    (claim,) = told({"text": "Venezolaanse betogers demonstreerden tegen de Venezolaanse regering.", "type": "PROTEST"})
    assert (claim.place.country, claim.place.name, claim.place.quote) == ("VEN", "Venezuela", None)


def test_the_reason_of_a_place_is_told():
    (claim,) = told({"text": "In Genève hebben Iran en de VS onderhandeld.", "type": "CONSULT"})
    assert [reason.rule for reason in claim.reasons if reason.field == "place"] == [
        "the likeliest place around the act"
    ]
