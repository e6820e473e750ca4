"""Whether an act is told as done, under way, planned, conditional, possible or denied."""

import pytest

from kroniek.coding.clauses import ClauseKind
from kroniek.coding.modality import in_condition, is_preterite
from kroniek.model.ontology import Status
from tests.coding.told import claims_of, days_of, rows, scene_of, told


@pytest.mark.parametrize("row", rows("modality.toml"))
def test_an_act_has_the_status_that_a_reader_takes_from_the_text(row):
    found = [(c.status.value, c.hedged, c.condition.text if c.condition else None) for c in told(row)]
    assert found == [(row["status"], row.get("hedged", False), row.get("condition"))]


@pytest.mark.parametrize("row", [row for row in rows("modality.toml") if "date" in row.values[0]])
def test_a_status_does_not_change_the_date(row):
    assert [days_of(claim) for claim in told(row)] == [row["date"]]


@pytest.mark.parametrize("row", rows("modality.toml", leave_out=["known_gaps"]))
def test_every_status_gives_its_reason(row):
    for claim in told(row):
        assert [reason for reason in claim.reasons if reason.field == "status"]
        assert claim.hedged == any(reason.field == "hedged" for reason in claim.reasons)


@pytest.mark.parametrize("row", rows("modality.toml", leave_out=["known_gaps"]))
def test_a_condition_is_given_exactly_with_its_status(row):
    assert all((c.condition is not None) == (c.status is Status.CONDITIONAL) for c in claims_of(row["text"]))


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("Als Rusland Oekraïne aanvalt, steunt Polen Kiev.", {"aanvalt"}),
        ("Valt Rusland Oekraïne aan, dan steunt Polen Kiev.", {"Valt aan"}),
        ("Polen steunt Kiev zodra Rusland Oekraïne aanvalt.", {"aanvalt"}),
        ("Polen steunt Kiev op voorwaarde dat Rusland Oekraïne aanvalt.", {"aanvalt"}),
        ("Polen steunt Kiev omdat Rusland Oekraïne aanvalt.", set()),
        ("Polen steunt Kiev nu Rusland Oekraïne aanvalt.", set()),
        ("Als bondgenoot steunt Polen Oekraïne.", set()),
    ],
)  # fmt: skip
def test_what_stands_in_a_condition_is_no_act_of_its_own(sentence, inside):
    scene = scene_of(sentence)
    found = {" ".join(w.text for w in t.words) for t in scene.triggers if in_condition(scene, t)}
    assert found == inside


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("Zonder dat Rusland reageerde, bezetten Oekraïense soldaten het dorp.", True),
        ("Zonder dat Rusland reageert, bezetten Oekraïense soldaten het dorp.", False),
        ("Oekraïense soldaten bezetten het dorp.", None),
        ("Oekraïense soldaten bestormden het dorp.", True),
        ("Oekraïense soldaten bestormen het dorp.", False),
    ],
)  # fmt: skip
def test_another_clause_tells_whether_a_plural_is_past_or_present(sentence, past):
    scene = scene_of(sentence)
    (clause,) = [one for one in scene.syntax.clauses if one.kind is ClauseKind.MAIN]
    assert [is_preterite(scene, clause, alone=alone) for alone in (False, True)] == (
        [False, True] if past is None else [past, past]
    )
