"""What one document tells several times is one claim."""

import pytest

from kroniek.coding.merging import Draft, merged
from kroniek.model.actor import Party
from kroniek.model.claim import Evidence
from kroniek.model.ontology import EventType, Status
from kroniek.model.text import Quote
from tests.build import when
from tests.coding.told import group, told


@pytest.mark.parametrize("row", group("coder.toml", "pair"))
def test_two_sentences_tell_one_act_or_two(row):
    found = told(row)
    assert len(found) == row["claims"], row["why"]
    assert sum(len(claim.evidence) for claim in found) == 2


def draft(sentence, *, actor="Rusland", recipient="Oekraïne", on=None, **fields):
    evidence = Evidence(quote=Quote(text="zin", start=10 * sentence, end=10 * sentence + 3))
    given = {
        "sentence": sentence, "paragraph": 0, "headline": False, "type": EventType.ASSAULT, "modes": (),
        "actors": (Party(name=actor),) if actor else (), "recipients": (Party(name=recipient),) if recipient else (),
        "when": when(on) if on else None, "place": None, "status": Status.HAPPENED, "hedged": False, "voices": (),
        "condition": None, "figures": (), "evidence": [evidence],
    }  # fmt: skip
    return Draft(**(given | fields))


def test_merging_loses_no_evidence_and_keeps_its_order():
    (one,) = merged([draft(0), draft(1), draft(2)])
    assert [evidence.quote.start for evidence in one.evidence] == [0, 10, 20]
    assert [reason.rule for reason in one.reasons] == ["told again", "told again"]


def test_the_first_date_is_kept():
    (one,) = merged([draft(0), draft(1, on="2022-03-03")])
    assert one.when == when("2022-03-03")


@pytest.mark.parametrize(
    "other",
    [
        {"type": EventType.COERCE}, {"status": Status.DENIED}, {"actor": "Belarus"}, {"recipient": "Polen"},
        {"sentence": 40}, {"actor": None},
    ],
    ids=str,
)  # fmt: skip
def test_what_disagrees_stays_apart(other):
    assert len(merged([draft(0), draft(**({"sentence": 1} | other))])) == 2


def test_two_days_stay_apart():
    assert len(merged([draft(0, on="2022-03-01"), draft(1, on="2022-03-02")])) == 2


def test_a_headline_reaches_further_than_a_sentence_and_takes_the_parties_of_its_story():
    (one,) = merged(
        [draft(0, headline=True), draft(40, recipient=None, actors=(Party(name="Rusland"), Party(name="Iran")))]
    )
    assert [party.name for party in one.actors] == ["Rusland", "Iran"]
    assert [party.name for party in one.recipients] == ["Oekraïne"]
    assert not one.headline


def test_of_two_lists_the_longer_one_stays():
    both = (Party(name="Rusland"), Party(name="Belarus"))
    (one,) = merged([draft(0), draft(1, actors=both)])
    assert one.actors == both
