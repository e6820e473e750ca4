"""A kept text coded again: what stays, what takes the place of what, and that nothing of the old coding is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kroniek.errors import UsageError
from kroniek.memory import recoding
from kroniek.memory.comparing import differing, own_id, paired
from kroniek.memory.store import Query
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.ontology import Status
from tests.build import claim, document
from tests.memory.conftest import keep
from tests.memory.test_keeping import derived

pytestmark = pytest.mark.usefixtures("apart")

TEXT = "Rusland valt Oekraïne aan. Mali veroordeelt Rusland. Iran prijst China."


def attack(where, **given):
    return claim(where, "valt", "ASSAULT", actors=["Rusland/RUS"], recipients=["Oekraïne/UKR"], **given)


def blame(where, **given):
    return claim(where, "veroordeelt", "ACCUSE", actors=["Mali/MLI"], recipients=["Rusland/RUS"], **given)


def praise(where, **given):
    return claim(where, "prijst", "SUPPORT", actors=["Iran/IRN"], recipients=["China/CHN"], **given)


@pytest.fixture
def letter(store):
    made = document(TEXT, id="a")
    keep(store, made, attack, blame)
    return made


def ids(store, **asked):
    return [one.claim.id for one in store.claims(Query(**asked))]


def test_the_same_coding_changes_nothing(store, letter):
    before = store.digest()
    done = store.recode("a", [attack(letter), blame(letter)], coder="rules 2.0")
    assert (done.generation, done.carried, done.changes, done.coder) == (1, 2, (), "rules 2.0")
    assert store.digest() == before
    assert store.document("a").coder == "rules 2.0"


def test_what_is_different_is_a_generation_beside_the_old_one(store, letter):
    first, second = ids(store)
    done = store.recode("a", [attack(letter, status="denied"), praise(letter)])
    third = praise(letter).id
    assert (done.generation, done.carried) == (2, 0)
    assert ids(store) == [f"{first}.2", third]
    assert ids(store, generation=1) == [first, second]
    assert ids(store, generation=2) == ids(store, generation=9) == ids(store)
    changed, added, gone = done.changes
    assert (changed.before.id, changed.after.id, changed.fields) == (first, f"{first}.2", ("status",))
    assert (added.before, added.after.id) == (None, third)
    assert (gone.before.id, gone.after) == (second, None)
    assert (store.document("a").generation, store.document("a").claim_count) == (2, 2)


def test_an_id_always_means_the_same_record(store, letter):
    first, _ = ids(store)
    store.recode("a", [attack(letter, status="denied")])
    assert store.claim(first).claim == attack(letter)
    assert store.claim(first).superseded == 2
    assert store.claim(f"{first}.2").claim.status is Status.DENIED
    assert (store.claim(f"{first}.2").generation, store.claim(f"{first}.2").superseded) == (2, None)


def test_what_comes_back_gets_an_id_of_its_own(store, letter):
    first, second = ids(store)
    store.recode("a", [attack(letter)])
    done = store.recode("a", [attack(letter), blame(letter)])
    assert (done.generation, done.carried) == (3, 1)
    assert ids(store) == [first, f"{second}.3"]
    assert ids(store, generation=1) == [first, second]
    assert ids(store, generation=2) == [first]


def test_old_claims_count_nowhere(store, letter):
    store.recode("a", [praise(letter)])
    assert [actor.name for actor in store.actors()] == ["Iran", "China"]
    assert store.counts().by_type == {"SUPPORT": 1}
    assert ids(store, actor="RUS") == []
    assert ids(store, actor="RUS", generation=1) == [attack(letter).id, blame(letter).id]
    assert {id_ for hit in store.search("Rusland") for id_ in hit.claims} <= {praise(letter).id}


def test_what_follows_is_what_counting_gives(store, letter):
    from kroniek.memory import rebuilding, tallies

    store.recode("a", [attack(letter, status="denied"), praise(letter)])
    kept = derived(store)
    with store._engine.begin() as connection:
        tallies.recount_all(connection)
        rebuilding.rebuild(connection)
    assert derived(store) == kept


def test_a_version_that_is_not_current_is_coded_apart(store):
    first = document(TEXT, id="v", url="https://x.example/v")
    second = document(TEXT + " Meer volgt.", id="v", url="https://x.example/v")
    keep(store, first, attack)
    keep(store, second, attack)
    store.recode("v", [blame(first)])
    assert [one.claim.document for one in store.claims(Query())] == ["v@2"]
    assert ids(store, document="v@1") == [blame(first).id]
    assert [actor.as_actor for actor in store.actors()] == [1, 0]


def same(left, right):
    left, right = sorted((left, right))
    return Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="jan", reason="zelfde")


def test_an_event_keeps_its_id_where_what_it_is_known_by_stayed(store, letter):
    first, second = ids(store)
    other = document("Elders valt Rusland Oekraïne aan.", id="b")
    keep(store, other, attack)
    far = next(iter(ids(store, document="b")))
    store.judge(same(first, far))
    store.recode("a", [attack(letter, hedged=True), blame(letter, status="denied")])
    events = {one.claim.id: one.event for one in store.claims(Query())}
    assert events[f"{first}.2"] == events[far] == first
    assert events[f"{second}.2"] == f"{second}.2"
    assert {one.by for one in store.judgements() if one.kind is JudgementKind.SAME_EVENT} == {"jan", recoding.BY}


def test_a_condition_goes_with_the_claim_that_it_is_about(letter):
    on = blame(letter)
    threat = replace(attack(letter, status="conditional", condition="veroordeelt"), condition_claim=on.id)
    again = recoding.plan([threat, on], [threat, replace(on, hedged=True)], generation=2, taken={threat.id, on.id})
    assert again.carried == ()
    assert [one.id for one in again.fresh] == [f"{threat.id}.2", f"{on.id}.2"]
    assert again.fresh[0].condition_claim == f"{on.id}.2"
    third = recoding.plan(again.fresh, [threat, replace(on, hedged=True)], generation=3, taken={threat.id, on.id})
    assert (third.fresh, third.changes, len(third.carried)) == ((), (), 2)


def test_a_document_that_is_not_there_is_refused(store):
    with pytest.raises(UsageError, match="no document 'x'"):
        store.recode("x", [])


def test_ids_without_their_generation():
    assert own_id("a.b:1a2b3c4d") == "a.b:1a2b3c4d"
    assert own_id("a:1a2b3c4d.2") == "a:1a2b3c4d"


def test_claims_are_compared_by_what_they_say_not_where_it_stands():
    one, other = document(TEXT, id="a"), document(f"Update. {TEXT}", id="b")
    assert differing(attack(one), attack(other)) == ()
    assert differing(attack(one), attack(other, hedged=True)) == ("hedged",)
    old = [attack(one), blame(one)]
    new = [blame(other, status="denied"), praise(other), attack(other)]
    assert [(a and a.id, b and b.id) for a, b in paired(old, new)] == [
        (old[1].id, new[0].id),
        (None, new[1].id),
        (old[0].id, new[2].id),
    ]
