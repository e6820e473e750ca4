"""The examples of the lexicon that are not the act: the coder of rules may take few of them for it."""

from kroniek.lexicon.check import entries
from kroniek.model.ontology import EventType
from tests.coding.told import claims_of

EVERY = 2  # one of so many is read, to keep the test short
MOST = 0.08  # share that is coded as what it is not; it rises when senses get too wide or what they need is lost


def test_few_examples_of_what_an_act_is_not_are_coded_as_that_act():
    examples = [(kind, text) for kind in EventType for entry in entries(kind) for text in entry["no"]][::EVERY]
    wrong = [text for kind, text in examples if any(claim.type is kind for claim in claims_of(text))]
    assert len(examples) > 1800
    assert 0 < len(wrong) <= MOST * len(examples), wrong[:20]
