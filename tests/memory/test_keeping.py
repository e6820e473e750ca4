"""Documents kept together are what they are kept one by one; what follows from them is what counting gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kroniek.errors import UsageError
from kroniek.memory import open_store, rebuilding, tallies
from kroniek.memory.store import Added, Query
from kroniek.memory.tables import sides
from kroniek.memory.tables import tallies as tallies_table
from kroniek.model.text import Rejected
from tests.build import claim, document
from tests.memory.conftest import CLOCK, keep
from tests.memory.killed import sources


def code(where):
    words = where.text.removesuffix(".").split()
    return claim(where, "veroordeelt", actors=[words[0]], recipients=[words[5].removesuffix(".")])


def fill(store, together):
    """Keep the sources of the kill test, so many at a time."""
    for number, found in enumerate(sources(), 1):
        if isinstance(found, Rejected):
            store.reject(found)
            continue
        placement = store.place(found)
        if placement.added is not Added.KNOWN:
            placed = replace(found, id=placement.key)
            store.queue(placed, [code(placed)], placement=placement)
        if number % together == 0:
            store.flush()
    store.flush()


def derived(store):
    with store._engine.connect() as connection:
        found = {
            table.name: sorted(connection.execute(select(table)).all(), key=str) for table in (sides, tallies_table)
        }
    return found | {"found": [hit.document for hit in store.search("sancties")], "counts": store.counts()}


@pytest.mark.parametrize("together", [2, 7, 1000])
def test_documents_kept_together_give_the_same_chronicle(tmp_path, together):
    with open_store(tmp_path / "one.db") as one, open_store(tmp_path / "many.db") as many:
        fill(one, 1)
        fill(many, together)
        assert one.digest() == many.digest()
        assert derived(one) == derived(many)
        assert list(one.documents()) == list(many.documents())


def test_what_waits_is_known_and_not_kept(db):
    letter = document("Rusland veroordeelt de sancties.", id="a")
    with open_store(db, clock=lambda: CLOCK) as store:
        placement = store.place(letter)
        store.queue(letter, [], placement=placement)
        assert store.place(letter).added is Added.KNOWN
        changed = replace(document("Rusland prijst de sancties."), id="a", source=letter.source)
        assert (store.place(changed).added, store.place(changed).key) == (Added.CHANGED, "a@2")
        assert store.document("a") is None
    with open_store(db) as store:
        assert store.counts().documents == 0


def test_what_is_rejected_or_added_comes_after_what_waits(db):
    with open_store(db, clock=lambda: CLOCK) as store:
        first = document("Rusland veroordeelt de sancties.", id="a")
        store.queue(first, [], placement=store.place(first))
        keep(store, document("Frankrijk veroordeelt de sancties.", id="b"))
        assert [one.document.id for one in store.documents()] == ["a", "b"]


def test_where_one_cannot_be_kept_none_of_those_that_wait_is(db):
    with open_store(db, clock=lambda: CLOCK) as store:
        first = document("Rusland veroordeelt de sancties.", id="a")
        store.queue(first, [claim(first, "veroordeelt")], placement=store.place(first))
        second = document("Iran veroordeelt de sancties.", id="b")
        twice = [claim(second, "veroordeelt")] * 2
        store.queue(second, twice, placement=store.place(second))
        with pytest.raises(Exception, match="same"):
            store.flush()
        assert store.counts().documents == 0
        keep(store, first, lambda where: claim(where, "veroordeelt", actors=["Rusland/RUS"]))
        assert [actor.name for actor in store.actors()] == ["Rusland"]


def test_a_document_that_is_known_does_not_wait(store):
    letter = document()
    keep(store, letter)
    with pytest.raises(UsageError, match="known"):
        store.queue(letter, [], placement=store.place(letter))


NAMES = ("Rusland/RUS", "Poetin/RUS", "Rusland", "Mali/MLI", "Iran/IRN")
parties = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
articles = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["2022-03-01", "2022-03-02", "2022-03-09", None]), parties, parties),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=articles, joins=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=3))
def test_what_is_kept_up_to_date_is_what_counting_gives(tmp_path_factory, articles, joins):
    path = tmp_path_factory.mktemp("tallies") / "a.db"
    with open_store(path, clock=lambda: CLOCK) as store:
        for number, (place, day, actors, recipients) in enumerate(articles):
            text = f"Bericht {number}: Rusland Poetin Mali Iran veroordeelt."
            letter = document(text, id=f"d{place}", published=day)
            keep(store, letter, lambda w, a=actors, r=recipients: claim(w, "veroordeelt", actors=a, recipients=r))
            ids = [actor.id for actor in store.actors()]
            for left, right in joins:
                if left < len(ids) and right < len(ids) and left != right:
                    store.merge_actors(ids[left], ids[right], by="test", reason="")
        if joins and (ids := [actor.id for actor in store.actors()]):
            store.split_actor(ids[0], by="test", reason="")
        kept = derived(store)
        with store._engine.begin() as connection:
            tallies.recount_all(connection)
            rebuilding.rebuild(connection)
        assert derived(store) == kept


def asked(store, **given):
    return [one.claim.document for one in store.claims(Query(**given))]


@pytest.fixture
def pairs(store):
    """Five articles in which Rusland and its president stand alone, together, and with others."""
    rows = (
        ("a", ["Rusland/RUS"], ["Mali/MLI"]),
        ("b", ["Poetin/RUS"], []),
        ("c", ["Poetin/RUS", "Rusland/RUS"], []),
        ("d", ["Poetin/RUS"], ["Rusland/RUS"]),
        ("e", ["Mali/MLI"], ["Poetin/RUS"]),
    )
    for name, actors, recipients in rows:
        letter = document(f"Bericht {name}: Rusland Poetin Mali veroordeelt.", id=name)
        keep(store, letter, lambda w, a=actors, r=recipients: claim(w, "veroordeelt", actors=a, recipients=r))
    return store


def test_two_parties_are_two_of_the_claim(pairs):
    assert asked(pairs, actor="RUS", other="MLI") == ["a", "e"]
    assert asked(pairs, actor="MLI", other="Poetin") == ["e"]
    assert asked(pairs, actor="RUS", other="Poetin") == ["c", "d"]
    assert asked(pairs, actor="RUS", other="RUS") == ["c", "d"]
    assert asked(pairs, actor="Poetin", other="Poetin") == []
    assert asked(pairs, other="MLI") == ["a", "e"]


def test_a_limit_gives_the_first_of_them(pairs):
    assert asked(pairs, actor="RUS", limit=2) == ["a", "b"]
    assert asked(pairs, limit=3) == ["a", "b", "c"]


def test_days_outlets_and_places_restrict(store):
    from kroniek.model.place import Place

    for name, day, outlet, town in (
        ("a", "2022-03-01", "Het Voorbeeld", Place(name="Kidal", country="MLI")),
        ("b", "2022-03-05", "De Kopie", Place(name="Genève", country="CHE")),
        ("c", None, "De Kopie", None),
    ):
        letter = document(f"Rusland veroordeelt {name}.", id=name, published=day, publisher=outlet)
        keep(
            store,
            letter,
            lambda w, p=town: replace(claim(w, "veroordeelt", actors=["Rusland/RUS"]), place=p),
        )
    for who in ({}, {"actor": "RUS"}):
        assert asked(store, **who) == ["a", "b", "c"]
        assert asked(store, since=date(2022, 3, 2), **who) == ["b"]
        assert asked(store, until=date(2022, 3, 2), **who) == ["a"]
        assert asked(store, publisher="De Kopie", **who) == ["b", "c"]
        assert asked(store, place="geneve", **who) == ["b"]
        assert asked(store, place="Mali", **who) == ["a"]
        assert asked(store, as_of=date(2022, 3, 4), **who) == ["a"]
        assert asked(store, document="b", **who) == ["b"]
        assert asked(store, event=next(store.claims(Query(document="a"))).claim.id, **who) == ["a"]


def test_an_act_that_goes_on_is_found_from_any_of_its_days(store):
    from kroniek.model.when import Grain, When

    for name, first, last in (("lang", "2021-01-01", "2022-12-31"), ("kort", "2022-03-01", "2022-03-01")):
        when = When(start=date.fromisoformat(first), end=date.fromisoformat(last), grain=Grain.SPAN)
        letter = document(f"Rusland veroordeelt {name}.", id=name)
        keep(store, letter, lambda w, t=when: replace(claim(w, "veroordeelt", actors=["Rusland/RUS"]), when=t))
    for who in ({}, {"actor": "RUS"}):
        assert asked(store, since=date(2022, 2, 1), **who) == ["lang", "kort"]
        assert asked(store, since=date(2022, 2, 1), limit=1, **who) == ["lang"]
        assert asked(store, since=date(2022, 3, 2), **who) == ["lang"]
        assert asked(store, since=date(2022, 2, 1), until=date(2022, 2, 2), **who) == ["lang"]


def test_claims_that_were_loaded_without_joining_are_joined_by_the_next_writer(tmp_path):
    path = tmp_path / "a.db"
    with open_store(path, clock=lambda: CLOCK, joins=False) as store:
        for name in "ab":
            letter = document(f"Rusland valt Mali aan in Kidal, meldt {name}.", id=name)
            keep(store, letter, lambda w: claim(w, "valt", "ASSAULT", actors=["Rusland/RUS"], recipients=["Mali/MLI"]))
        assert store.counts().events == 2
    with open_store(path, clock=lambda: CLOCK) as store:
        store.join()
        assert store.counts().events == 1
