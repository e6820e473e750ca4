"""What people decide on actors: two are one, two are not, one has another name; and what is proposed to them."""

import pytest

from kroniek.errors import UsageError
from kroniek.memory.actors import BY, actor_id
from kroniek.model.actor import Party
from kroniek.model.judgement import JudgementKind
from tests.build import claim, document
from tests.memory.conftest import keep

MADURO = Party(name="Nicolás Maduro", country="VEN", sectors=("GOV",), wikidata="Q58132")
UNKNOWN = Party(name="Nicolas Maduro", country="VEN", sectors=("GOV",))
OTHER = Party(name="Nicolás Maduro Guerra", country="VEN", sectors=("GOV",))


def tell(store, *parties, key):
    where = document(f"{key} veroordeelt Y.", id=key, published="2022-03-04")
    return keep(store, where, lambda placed: claim(placed, "veroordeelt", actors=parties))


@pytest.fixture
def told(store):
    for number, party in enumerate((MADURO, UNKNOWN, OTHER)):
        tell(store, party, key=f"d{number}")
    return store


def names(store):
    return {actor.name: set(actor.aliases) for actor in store.actors()}


def test_merged_actors_are_one_and_split_again_two(told):
    told.merge_actors("Q58132", actor_id(OTHER), by="redactie", reason="proef")
    assert names(told) == {"Nicolás Maduro": {"Nicolas Maduro", "Nicolás Maduro Guerra"}}
    (gone,) = told.split_actor(actor_id(OTHER), by="redactie", reason="zijn zoon")
    assert gone.by == "redactie"
    assert names(told) == {"Nicolás Maduro": {"Nicolas Maduro"}, "Nicolás Maduro Guerra": set()}


def test_a_decision_tells_who_took_it_and_when(told):
    told.merge_actors("Q58132", actor_id(OTHER), by="redactie", reason="proef")
    last = list(told.judgements())[-1]
    assert (last.by, last.reason, last.withdrawn) == ("redactie", "proef", False)
    assert last.made_at
    told.split_actor(actor_id(OTHER), by="redactie", reason="zijn zoon")
    withdrawn = next(one for one in told.judgements() if one.reason == "proef")
    assert withdrawn.withdrawn
    assert withdrawn.withdrawn_at


def test_what_a_person_took_apart_the_program_does_not_join_again(told):
    (joined,) = told.split_actor("Q58132", actor_id(UNKNOWN), by="redactie", reason="een naamgenoot")
    assert joined.by == BY
    tell(told, UNKNOWN, key="d9")
    assert "Nicolas Maduro" in names(told)


def test_a_person_can_join_what_he_took_apart(told):
    told.split_actor("Q58132", actor_id(UNKNOWN), by="redactie", reason="een naamgenoot")
    told.merge_actors("Q58132", actor_id(UNKNOWN), by="redactie", reason="toch dezelfde")
    assert names(told)["Nicolás Maduro"] == {"Nicolas Maduro"}
    standing = [one for one in told.judgements() if one.kind is JudgementKind.OTHER_ACTOR and not one.withdrawn]
    assert standing == []


def test_an_added_name_is_found_and_a_later_article_that_uses_it_means_him(told):
    told.add_name("Q58132", "Maduro Moros", by="redactie", reason="zo heet hij voluit")
    tell(told, Party(name="Maduro Moros", country="VEN"), key="d9")
    (found,) = told.actors(like="Maduro Moros")
    assert (found.id, found.as_actor) == ("Q58132", 3)


@pytest.mark.parametrize("name", ["", " ", "Nicolás Maduro", "nicolas maduro"])
def test_a_name_that_is_none_or_his_own_is_refused(told, name):
    with pytest.raises(UsageError):
        told.add_name("Q58132", name, by="redactie", reason="")


def test_an_actor_is_not_merged_with_himself(told):
    with pytest.raises(UsageError, match="one actor already"):
        told.merge_actors("Q58132", "Q58132", by="redactie", reason="")


def test_names_and_ids_lead_to_actors_and_their_group(told):
    assert {one.id for one in told.named("nicolas maduro")} == {"Q58132", actor_id(UNKNOWN)}
    assert {one.group for one in told.named("Nicolas Maduro")} == {"Q58132"}
    assert [one.name for one in told.named("Q58132")] == ["Nicolás Maduro"]
    assert told.named("Lula") == ()


def test_names_that_are_alike_are_proposed_until_somebody_decides(store):
    shoigu = Party(name="Sergej Sjoigoe", country="RUS", sectors=("GOV",))
    again = Party(name="Sergej Sjojgoe", country="RUS", sectors=("GOV",))
    bare = Party(name="Sjojgoe", country="RUS", sectors=("GOV",))
    abroad = Party(name="Sergej Sjojgoe", country="UKR", sectors=("GOV",))
    tell(store, shoigu, again, bare, abroad, key="d1")
    proposed = [(one.first.name, one.second.name) for one in store.proposals()]
    assert proposed == [("Sergej Sjoigoe", "Sergej Sjojgoe"), ("Sergej Sjojgoe", "Sjojgoe")]
    store.merge_actors(actor_id(shoigu), actor_id(again), by="redactie", reason="een spelling")
    assert [one.second.name for one in store.proposals()] == ["Sjojgoe"]


def test_the_same_name_with_and_without_a_country_is_proposed(store):
    known = Party(name="Tavita Leota", country="WSM", sectors=("GOV",))
    nowhere = Party(name="Tavita Leota", sectors=("GOV",))
    general = Party(name="Tavita Leota", country="TON", sectors=("MIL",))
    tell(store, known, nowhere, general, key="d1")
    (found,) = store.proposals()
    assert [(one.name, one.country) for one in (found.first, found.second)] == [
        ("Tavita Leota", "WSM"),
        ("Tavita Leota", None),
    ]
    store.merge_actors(actor_id(known), actor_id(nowhere), by="redactie", reason="")
    assert list(store.proposals()) == []
