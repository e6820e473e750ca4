"""Search: all the words, in whatever case and accents, and where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.memory.passages import LONGEST_CHARS, passage, terms
from kroniek.memory.store import Query
from kroniek.model.ontology import EventType, Status
from tests.build import claim, document
from tests.memory.conftest import keep

TEXT = (
    "In Caracas kwamen duizenden mensen bijeen. De Venezolaanse president Nicolás Maduro veroordeelt de sancties van "
    "de EU-ministers. Volgens 1.500 betogers is dat niet genoeg."
)


def code(where):
    return claim(where, "veroordeelt", actors=["Nicolás Maduro/VEN/GOV"])


def filled(store):
    keep(store, document(TEXT, id="a", title="Zoë's kijk op de oliecrisis"), code)
    keep(
        store,
        document("Maduro sprak in Caracas. Over sancties ging het niet.", id="b"),
        lambda w: claim(w, "sprak", "CONSULT"),
    )
    keep(store, document("Oekraïne vraagt Polen om wapens.", id="c"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("oekraine", {"c"}),
        ("OEKRAÏNE wapens", {"c"}),
        ("maduro", {"a", "b"}),
        ("Nicolas Maduro", {"a"}),
        ("sancties maduro", {"a", "b"}),
        ("sancties wapens", set()),
        ("sanct", set()),
        ("sanct*", {"a", "b"}),
        ("sanct* venezo*", {"a"}),
        ("EU-ministers", {"a"}),
        ("eu ministers", {"a"}),
        ("1.500", {"a"}),
        ("oliecrisis", {"a"}),  # in the title
        ("zoe", {"a"}),
        ("", set()),
        ("  * ", set()),
        ("—", set()),
    ],
)
def test_all_words_must_be_there(store, asked, expected):
    filled(store)
    assert {hit.document for hit in store.search(asked)} == expected


@pytest.mark.parametrize(
    "asked",
    [
        '"maduro',
        "maduro OR wapens",
        "maduro AND",
        "NOT maduro",
        "text:maduro",
        "maduro)",
        "{maduro} + x",
        "^maduro",
        "maduro NEAR/2 sancties",
        "maduro' | 'wapens",
        "a:* & !b <-> c",
        "ma\\duro",
        "';DROP TABLE search",
    ],
)
def test_what_a_user_types_is_never_read_as_a_query_language(store, asked):
    filled(store)
    plain = " ".join(term.word for term in terms(asked) if not term.prefix)
    assert {hit.document for hit in store.search(asked)} <= {hit.document for hit in store.search(plain)}
    assert store.counts().documents == 3


def test_a_hit_shows_the_sentence_the_words_and_the_claims_in_it(store):
    filled(store)
    (hit,) = store.search("nicolas sancties")
    assert hit.passage == ("De Venezolaanse president Nicolás Maduro veroordeelt de sancties van de EU-ministers.")
    assert TEXT[hit.start : hit.end] == hit.passage
    assert [TEXT[start:end] for start, end in hit.words] == ["Nicolás", "sancties"]
    assert hit.claims == (code(document(TEXT, id="a")).id,)
    assert (hit.title, hit.published) == ("Zoë's kijk op de oliecrisis", document().published.day)


def test_words_in_two_sentences_are_shown_with_what_lies_between(store):
    filled(store)
    hits = {hit.document: hit for hit in store.search("maduro sancties")}
    assert hits["b"].passage == "Maduro sprak in Caracas. Over sancties ging het niet."
    assert len(hits["b"].claims) == 1


def test_words_of_a_title_are_shown_with_the_first_sentence(store):
    filled(store)
    (hit,) = store.search("oliecrisis")
    assert (hit.words, hit.start) == ((), 0)
    assert hit.passage == "In Caracas kwamen duizenden mensen bijeen."


def test_only_current_versions_are_found(store):
    keep(store, document("Rusland veroordeelt.", id="a"))
    keep(store, document("Rusland prijst.", id="a"))
    assert [hit.document for hit in store.search("rusland")] == ["a@2"]
    assert list(store.search("veroordeelt")) == []


RANKED = [  # by the rules: most of the words in one passage, closest together, newest, read first
    ("Maduro prees gisteren de sancties.", "2020-01-01", "dicht-oud"),
    ("Maduro sprak lang en breed over de nieuwe sancties.", "2024-01-01", "wijd-nieuw"),
    ("Maduro prees gisteren de sancties tegen Iran.", "2022-01-01", "dicht-nieuw"),
    ("Maduro sprak.\n\n" + "Het was laat in Caracas. " * 40 + "\n\nSancties bleven uit.", "2025-01-01", "ver"),
    ("Maduro prees gisteren de sancties, maar niet die tegen Cuba.", None, "dicht-zonder-dag"),
    ("Maduro prees gisteren de sancties ook.", "2020-01-01", "dicht-oud-later"),
]


def test_the_order_is_closeness_then_newest_on_every_store(store):
    for text, day, name in RANKED:
        keep(store, document(text, id=name, published=day))
    expected = ["dicht-nieuw", "dicht-oud", "dicht-oud-later", "dicht-zonder-dag", "wijd-nieuw", "ver"]
    assert [hit.document for hit in store.search("maduro sancties")] == expected
    assert [hit.document for hit in store.search("maduro sancties", limit=2)] == expected[:2]


def test_of_one_word_the_newest_article_comes_first_however_often_it_says_it(store):
    keep(store, document("Graan, graan en nog eens graan.", id="oud", published="2020-01-01"))
    keep(store, document("Over graan werd in een lange zin ook nog gesproken.", id="nieuw", published="2024-01-01"))
    assert [hit.document for hit in store.search("graan")] == ["nieuw", "oud"]
    assert [hit.document for hit in store.search("gr*")] == ["nieuw", "oud"]


def test_a_limit_is_kept(store):
    for i in range(5):
        keep(store, document(f"Bericht over graan {i}.", id=f"d{i}"))
    assert len(list(store.search("graan", limit=3))) == 3
    assert list(store.search("graan", limit=0)) == []


def test_a_decomposed_text_is_found_with_true_offsets(store):
    text = "Nicola\u0301s sprak met Erdog\u0306an."
    keep(store, document(text, id="nfd"))
    (hit,) = store.search("nicolás erdoğan")
    assert [text[start:end] for start, end in hit.words] == ["Nicola\u0301s", "Erdog\u0306an"]


def test_a_very_long_word_does_no_harm(store):
    keep(store, document("x" * 5000 + " graan " + "y" * 101, id="lang"))
    assert [hit.document for hit in store.search("graan")] == ["lang"]
    assert list(store.search("x" * 5000)) == []


def test_a_long_text_is_searched_whole(store):
    text = "Begin. " + "woord " * 20_000 + "slotakkoord."
    keep(store, document(text, id="lang"))
    (hit,) = store.search("slotakkoord")
    assert hit.passage.endswith("slotakkoord.")
    assert len(hit.passage) <= 2 * LONGEST_CHARS


@given(text=st.text(alphabet="aé .\n!b-", max_size=900), asked=st.text(alphabet="ae b*", max_size=6))
def test_a_passage_lies_in_its_text_and_holds_its_words(text, asked):
    wanted = terms(asked)
    found = passage(text, wanted)
    assert 0 <= found.start <= found.end <= len(text)
    assert list(found.words) == sorted(set(found.words))
    for start, end in found.words:
        assert found.start <= start < end <= found.end
        assert any(term.matches(word.folded) for term in wanted for word in folded(text[start:end]))


def folded(text):
    from kroniek.strings.fold import words

    return list(words(text))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("sancties", "Een sanctie volgde."),
        ("sanctie", "Er kwamen oliesancties."),
        ("wapens", "De wapenleveranties stopten."),
        ("roepen", "Zij riepen op tot vrede."),
        ("stemde", "Er wordt morgen gestemd."),
        ("brief", "Twee brieven kwamen aan."),
        ("ONDERHANDELING", "De onderhandelaars vertrokken; zij onderhandelden niet."),
        ("vredesoverleg", "Het vredesoverleg begon."),
    ],
)
def test_other_forms_and_compounds_are_found_and_shown(store, asked, text):
    keep(store, document(text, id="a"))
    (hit,) = store.search(asked)
    assert hit.words


@pytest.mark.parametrize(
    "word", ["onderhandelingen", "riepen", "brieven", "raad", "wapenleveranties", "EU", "Oekraïne"]
)
def test_every_beginning_of_a_word_finds_it(store, word):
    keep(store, document(f"Er staat {word} in.", id="a"))
    keep(store, document("Iets anders: onderhandelaar, roepen, brief, raden, wapen, E.", id="b"))
    for end in range(2, len(word) + 1):
        assert "a" in [hit.document for hit in store.search(f"{word[:end]}*")]
    assert [hit.document for hit in store.search(f"{word}*")] == ["a"]


def test_a_beginning_is_found_in_a_title(store):
    keep(store, document("Niets.", id="a", title="Sanctiepakket"))
    assert [hit.document for hit in store.search("sanctiep*")] == ["a"]
    assert list(store.search("sanctiex*")) == []


def test_what_an_article_is_about_comes_first(store):
    filler = "Het was laat in de stad. " * 30
    keep(store, document(f"Graan is duur. {filler}", id="over", published="2020-01-01"))
    keep(store, document(f"{filler} Ook graan was er.", id="noemt", published="2024-01-01"))
    assert [hit.document for hit in store.search("graan")] == ["over", "noemt"]


def test_search_within_claims(store):
    rows = (
        ("a", "Rusland/RUS", "ACCUSE", "De Kopie"),
        ("b", "Iran/IRN", "ACCUSE", None),
        ("c", "Iran/IRN", "AID", None),
    )
    for i, (name, who, kind, outlet) in enumerate(rows, 1):
        letter = document(
            f"Graan. {who.split('/')[0]} veroordeelt.", id=name, publisher=outlet, published=f"2022-03-0{i}"
        )
        keep(store, letter, lambda w, k=kind, p=who: claim(w, "veroordeelt", k, actors=[p]))

    def found(**asked):
        return [hit.document for hit in store.search("graan", query=Query(**asked))]

    assert found() == ["c", "b", "a"]
    assert found(actor="IRN") == ["c", "b"]
    assert found(actor="IRN", types=(EventType.ACCUSE,)) == ["b"]
    assert found(types=(EventType.ACCUSE,)) == ["b", "a"]
    assert found(publisher="De Kopie") == ["a"]
    assert found(since=date(2022, 3, 2)) == ["c", "b"]
    assert found(until=date(2022, 3, 2)) == ["b", "a"]
    assert found(statuses=(Status.DENIED,)) == []


def test_frequent_parties_are_looked_up_article_by_article(store, monkeypatch):
    from kroniek.memory import searching

    keep(
        store,
        document("Graan. Rusland veroordeelt Iran.", id="a"),
        lambda w: claim(w, "veroordeelt", actors=["Rusland/RUS"], recipients=["Iran/IRN"]),
    )
    keep(store, document("Graan. Mali veroordeelt.", id="b"), lambda w: claim(w, "veroordeelt", actors=["Mali/MLI"]))
    monkeypatch.setattr(searching, "_SHORT", 0)
    for asked, expected in (
        ({"actor": "RUS"}, ["a"]),
        ({"actor": "RUS", "other": "IRN"}, ["a"]),
        ({"actor": "RUS", "other": "RUS"}, []),
        ({"actor": "MLI"}, ["b"]),
        ({"types": (EventType.ACCUSE,)}, ["a", "b"]),
        ({"hedged": True}, []),
    ):
        assert [hit.document for hit in store.search("graan", query=Query(**asked))] == expected


def test_postgresql_looks_words_up_in_their_index_however_small_it_takes_the_table_for(store, db):
    if not db.startswith("postgresql"):
        pytest.skip("SQLite has no other way")
    keep(store, document("Rusland veroordeelt de sancties.", id="a"))
    store.change(lambda connection, _: connection.exec_driver_sql("ANALYZE search"))
    counted = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE schemaname = current_schema() AND relname = 'search'"

    def scans(connection, _):
        return connection.exec_driver_sql(counted).scalar() or 0

    with store.still() as still:
        before = still.look(scans)
        assert [hit.document for hit in still.search("sancties")] == ["a"]
        assert still.look(scans) == before
