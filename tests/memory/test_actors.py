"""Which mentions are one actor, and whom a reader means by a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kroniek.memory import open_store
from kroniek.memory.actors import actor_id
from kroniek.memory.gazetteer import LexiconGazetteer, NoGazetteer
from kroniek.memory.sql import SqlStore
from kroniek.memory.store import Query
from kroniek.model.actor import Party
from tests.build import claim, document
from tests.memory.conftest import keep

pytestmark = pytest.mark.usefixtures("apart")

TEXT = "X veroordeelt Y."


class SomeNames:
    """A small lexicon."""

    def country(self, name: str) -> str | None:
        return {"rusland": "RUS", "rus": "RUS", "kremlin": "RUS", "mali": "MLI"}.get(name.lower())

    def spellings(self, name: str) -> tuple[str, ...]:
        return ("Vladimir Poetin",) if name == "Putin" else ()


@pytest.fixture
def named(db: str) -> Iterator[SqlStore]:
    with open_store(db, gazetteer=SomeNames()) as store:
        yield store


def act(store, *actors, key, recipients=(), voices=(), published="2022-03-04"):
    def code(where):
        return claim(where, "veroordeelt", actors=actors, recipients=recipients, voices=voices)

    keep(store, document(f"{TEXT} {key}", id=key, published=published), code)


PARTIES = {
    "staat": "Rusland/RUS/GOV",
    "leider": "Vladimir Poetin/RUS/GOV",
    "minister": "Sergej Lavrov/RUS/GOV",
    "partij": "Verenigd Rusland/RUS/PTY",
    "familie": "Igor Poetin//BUS",
    "nicolas": "Nicolás Maduro/VEN/GOV",
    "china": "Xi Jinping/CHN/GOV",
    "amerika": "Amerikaanse leger/USA/MIL",
}

ASKED = [
    ("Rusland", ["staat", "leider", "minister", "partij"]),
    ("RUSLAND", ["staat", "leider", "minister", "partij"]),
    ("RUS", ["staat", "leider", "minister", "partij"]),
    ("Kremlin", ["staat", "leider", "minister", "partij"]),
    ("Poetin", ["leider", "familie"]),
    ("vladimir poetin", ["leider"]),
    ("Putin", ["leider"]),
    ("Verenigd Rusland", ["partij"]),
    ("nicolas maduro", ["nicolas"]),
    ("Maduro", ["nicolas"]),
    ("Xi", ["china"]),
    ("Amerikaanse leger", ["amerika"]),
    ("leger", ["amerika"]),
    ("usa", ["amerika"]),
    ("Mali", []),
    ("adur", []),
    ("_oetin", []),
]


@pytest.mark.parametrize(("name", "expected"), ASKED)
def test_a_name_means_whom_a_reader_means(named, name, expected):
    for id_, party in PARTIES.items():
        act(named, party, key=id_)
    assert [one.claim.document for one in named.claims(Query(actor=name))] == expected


def test_one_person_in_two_spellings_of_accents_is_one_actor(store):
    act(store, "Nicolás Maduro/VEN/GOV", key="a")
    act(store, "Nicolas Maduro/VEN/ELI", key="b", published="2019-01-01")
    (actor,) = store.actors()
    assert actor.name == "Nicolás Maduro"
    assert actor.aliases == ("Nicolas Maduro",)
    assert actor.sectors == ("GOV", "ELI")
    assert (actor.as_actor, actor.as_recipient, actor.as_voice) == (2, 0, 0)
    assert (actor.first, actor.last) == (date(2019, 1, 1), date(2022, 3, 4))


def test_namesakes_of_two_countries_are_two_actors(store):
    act(store, "leger/MLI/MIL", key="a")
    act(store, "leger/TCD/MIL", key="b")
    assert len(list(store.actors())) == 2


def wikidata(name, id_, country="VEN"):
    return Party(name=name, country=country, wikidata=id_)


def test_a_wikidata_id_joins_its_names_and_the_same_name_without_it(store):
    act(store, "Nicolás Maduro/VEN/GOV", key="a")
    act(store, wikidata("Nicolás Maduro", "Q1"), key="b")
    act(store, wikidata("Maduro Moros", "Q1"), key="c")
    act(store, "Nicolas Maduro/VEN/GOV", key="d")
    (actor,) = store.actors()
    assert actor.as_actor == 4
    assert set(actor.aliases) == {"Maduro Moros", "Nicolas Maduro"}
    assert len(list(store.claims(Query(actor="Maduro Moros")))) == 4
    assert [one.by for one in store.judgements()] == ["wikidata-name"]


def test_a_known_person_is_one_in_the_service_of_his_country_and_of_a_body(store):
    act(store, "Ban Ki-moon/KOR/GOV", key="a", published="2005-03-04")
    act(store, "Ban Ki-moon/UNO/IGO", key="b", published="2010-03-04")
    act(store, "Ban Ki-moon/FRA/GOV", key="c")  # nobody of that name is known there
    assert sorted(actor.as_actor for actor in store.actors()) == [1, 2]
    (joined,) = store.judgements()
    assert (joined.by, joined.reason) == ("known-person", "Ban Ki-moon of KOR and UNO is one person")


def test_a_known_person_who_was_taken_apart_is_not_joined_again(store):
    party, body = Party(name="Ban Ki-moon", country="KOR"), Party(name="Ban Ki-moon", country="UNO")
    act(store, party, body, key="a")
    store.split_actor(actor_id(party), actor_id(body), by="redactie", reason="een naamgenoot")
    act(store, party, body, key="b")
    assert len(list(store.actors())) == 2


def test_a_name_that_two_wikidata_ids_bear_is_joined_to_neither(store):
    act(store, wikidata("Ali Hassan", "Q1"), key="a")
    act(store, wikidata("Ali Hassan", "Q2"), key="b")
    act(store, "Ali Hassan/VEN", key="c")
    assert len(list(store.actors())) == 3
    assert list(store.judgements()) == []


def test_actors_come_by_how_often_they_appear(store):
    act(store, "Mali/MLI", key="a", recipients=["Rusland/RUS"], voices=["@Reuters/GBR/JRN", "?bronnen"])
    act(store, "Mali/MLI", key="b", recipients=["Rusland/RUS"])
    act(store, "Rusland/RUS", key="c")
    found = [(one.name, one.as_actor, one.as_recipient, one.as_voice) for one in store.actors()]
    assert found == [("Rusland", 1, 2, 0), ("Mali", 2, 0, 0), ("Reuters", 0, 0, 1)]
    assert [one.name for one in store.actors(limit=1)] == ["Rusland"]


def test_an_anonymous_voice_is_no_actor(store):
    act(store, "Mali/MLI", key="a", voices=["?bronnen"])
    assert [one.name for one in store.actors()] == ["Mali"]
    assert list(store.claims(Query(actor="bronnen"))) == []


@pytest.mark.parametrize(
    ("like", "expected"),
    [("poet", ["Vladimir Poetin", "Igor Poetin"]), ("Xi", ["Xi Jinping"]), ("zzz", []), ("%", [])],
)
def test_actors_are_listed_by_a_part_of_their_names(named, like, expected):
    for id_, party in PARTIES.items():
        act(named, party, key=id_)
    assert [one.name for one in named.actors(like=like)] == expected


def test_actors_of_old_versions_are_not_counted(store):
    keep(store, document(TEXT, id="a"), lambda where: claim(where, "veroordeelt", actors=["Mali/MLI"]))
    keep(store, document(TEXT + " Z", id="a"), lambda where: claim(where, "veroordeelt", actors=["Tsjaad/TCD"]))
    assert [one.name for one in store.actors()] == ["Tsjaad"]
    assert store.counts().actors == 1


def test_an_actors_id_follows_from_its_name_and_country():
    assert actor_id(Party(name="Nicolás Maduro", country="VEN")) == actor_id(
        Party(name="nicolas MADURO", country="VEN")
    )
    assert actor_id(Party(name="leger", country="MLI")) != actor_id(Party(name="leger"))
    assert actor_id(wikidata("X", "Q1")) == "Q1"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rusland", "RUS"),
        ("rusland", "RUS"),
        ("VS", "USA"),
        ("nld", "NLD"),
        ("Kremlin", "RUS"),
        ("Navo", None),
        ("", None),
    ],
)
def test_the_lexicon_knows_countries_by_name_code_and_seat(name, code):
    assert LexiconGazetteer().country(name) == code


def test_the_lexicon_knows_other_names():
    assert "Europese Unie" in LexiconGazetteer().spellings("EU")
    assert LexiconGazetteer().spellings("zomaar iemand") == ()


def test_without_a_lexicon_codes_and_names_of_the_chronicle_are_found(db):
    with open_store(db, gazetteer=NoGazetteer()) as store:
        for id_, party in PARTIES.items():
            act(store, party, key=id_)
        assert len(list(store.claims(Query(actor="RUS")))) == 4
        assert [one.claim.document for one in store.claims(Query(actor="Rusland"))] == ["staat", "partij"]
