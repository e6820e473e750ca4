"""Where an act took place."""

import pytest

from tests.coding.told import group, told


@pytest.mark.parametrize("row", group("coder.toml", "place"))
def test_a_place_is_where_it_happened_not_where_it_was_said(row):
    assert [claim.place.name if claim.place else "" for claim in told(row)] == [row["place"]]


def test_a_place_brings_its_country_and_its_point():
    (claim,) = told({"text": "In Genève hebben Iran en de VS onderhandeld.", "type": "CONSULT"})
    assert claim.place.country == "CHE"
    assert (round(claim.place.lat), round(claim.place.lon)) == (46, 6)
