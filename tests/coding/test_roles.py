"""Who acts, and who is acted upon."""

import pytest

from kroniek.coding.roles import subject_of
from tests.coding.told import rows, scene_of, told


@pytest.mark.parametrize("row", rows("roles.toml"))
def test_the_parties_of_an_act_are_those_that_a_reader_takes(row):
    found = [([p.name for p in c.actors], [p.name for p in c.recipients]) for c in told(row)]
    assert found == [(row["actors"], row["recipients"])]


@pytest.mark.parametrize("row", rows("roles.toml", leave_out=["known_gaps"]))
def test_every_party_gives_the_slot_that_it_fills(row):
    for claim in told(row):
        for field in ("actors", "recipients"):
            given = {reason.quote for reason in claim.reasons if reason.field == field}
            assert {party.quote for party in getattr(claim, field)} <= given


@pytest.mark.parametrize("row", rows("roles.toml", leave_out=["known_gaps"]))
def test_nobody_acts_upon_himself(row):
    for claim in told(row):
        assert not {party.quote for party in claim.actors} & {party.quote for party in claim.recipients}


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Rusland valt Oekraïne aan.", ["Rusland"]),
        ("Donderdag viel Rusland Oekraïne aan.", ["Rusland"]),
        ("Met steun van Iran viel Syrië Israël aan.", ["Syrië"]),
        ("Het eiland zegt de Litouwers geld toe.", [None]),
        ("Rusland, dat Oekraïne aanviel, zwijgt.", ["Rusland", "Rusland"]),
        ("Rusland viel Oekraïne aan en sloot de grens.", ["Rusland", "Rusland"]),
        ("Rusland sloot de grens om Polen te straffen.", ["Rusland", "Rusland"]),
        ("Rusland zei dat Oekraïne aanviel.", ["Rusland", "Oekraïne"]),
        ("Gisteren zei Rusland dat Oekraïne aanviel.", ["Rusland", "Oekraïne"]),
    ],
)
def test_every_clause_has_its_subject(sentence, subjects):
    scene = scene_of(sentence)
    found = [subject_of(scene, clause) for clause in scene.syntax.clauses]
    assert [group.named[0].mention.party.name if group else None for group in found] == subjects
