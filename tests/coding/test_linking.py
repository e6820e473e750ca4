"""A conditional act points to the claim that tells its condition."""

import pytest

from kroniek.model.codec import claim_from_json, claim_to_json
from tests.coding.told import claims_of

TOLD = "Hamas zal de gijzelaars vrijlaten als Israël zijn troepen terugtrekt."


def link_of(text):
    claims = claims_of(text)
    (conditional,) = [claim for claim in claims if claim.condition]
    return conditional, [claim for claim in claims if claim.id == conditional.condition_claim]


@pytest.mark.parametrize(
    "sentence",
    ["Israël zal zijn troepen terugtrekken, zegt Netanyahu.", "Israël heeft zijn troepen teruggetrokken uit Gaza."],
)
def test_the_claim_that_tells_the_condition_is_pointed_to(sentence):
    _, found = link_of(f"{TOLD} {sentence}")
    assert [[party.name for party in claim.actors] for claim in found] == [["Israël"]]


@pytest.mark.parametrize(
    "sentence",
    ["", "Egypte heeft zijn troepen teruggetrokken uit Gaza.", "Israël heeft Gaza gebombardeerd."],
)
def test_another_act_or_another_actor_is_not_pointed_to(sentence):
    conditional, found = link_of(f"{TOLD} {sentence}")
    assert conditional.condition.text == "als Israël zijn troepen terugtrekt"
    assert found == []


def test_a_link_outlives_its_json():
    conditional, _ = link_of(f"{TOLD} Israël heeft zijn troepen teruggetrokken uit Gaza.")
    record = claim_to_json(conditional)
    assert record["condition"]["claim"] == conditional.condition_claim
    assert claim_from_json(record).condition_claim == conditional.condition_claim
