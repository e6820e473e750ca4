"""Which readings are one article, and which are versions of it."""

from __future__ import annotations

import pytest

from kroniek.memory.identity import canonical_url, split_key
from kroniek.memory.store import Added, Query
from tests.build import claim, document
from tests.memory.conftest import keep

URL = "https://courant.example/nieuws/2022/oorlog"
LONG = "Rusland veroordeelt de nieuwe sancties van de Europese Unie tegen zijn banken en zijn olie."


def placed(store, *documents):
    return [(placement.key, placement.added.value) for placement in (keep(store, one) for one in documents)]


def test_the_same_text_at_the_same_address_is_known(store):
    assert placed(store, document(id="a"), document(id="a")) == [("a", "new"), ("a", "known")]


def test_another_text_at_the_same_url_is_a_version(store):
    first, second = document("Een.", id="a", url=URL), document("Heel iets anders.", id="b", url=URL)
    assert placed(store, first, second) == [("a", "new"), ("a@2", "changed")]


def test_an_old_version_read_again_makes_no_third(store):
    first, second = document("Een.", id="a", url=URL), document("Twee.", id="a", url=URL)
    assert placed(store, first, second, first, second) == [
        ("a", "new"),
        ("a@2", "changed"),
        ("a", "known"),
        ("a@2", "known"),
    ]
    assert store.document("a").document.text == "Twee."


def test_a_third_text_is_a_third_version(store):
    texts = ("Een.", "Twee.", "Drie.")
    assert placed(store, *(document(text, id="a") for text in texts)) == [
        ("a", "new"),
        ("a@2", "changed"),
        ("a@3", "changed"),
    ]
    assert [one.current for one in store.documents()] == [False, False, True]


def test_two_articles_of_one_name_in_two_folders_are_both_kept(store):
    found = placed(store, document("Een.", id="a", address="x/a.txt"), document("Twee.", id="a", address="y/a.txt"))
    assert found[0] == ("a", "new")
    assert found[1][0].startswith("a-")
    assert len(found[1][0]) == len("a-1234")
    assert found[1][1] == "new"


def test_a_key_does_not_depend_on_where_the_file_lay(store):
    keep(store, document("Een.", id="a", address="x/a.txt"))
    here = store.place(document("Twee.", id="a", address="y/a.txt"))
    there = store.place(document("Twee.", id="a", address="/ergens/els/a.txt"))
    assert here == there


def test_a_folder_that_moved_is_recognised(store):
    texts = {"a": "Een.", "b": "Twee."}
    for id_, text in texts.items():
        keep(store, document(text, id=id_, address=f"oud/{id_}.txt"))
    keep(store, document("Drie.", id="a", address="oud/map/a.txt"))
    moved = [document(text, id=id_, address=f"nieuw/{id_}.txt") for id_, text in texts.items()]
    moved.append(document("Drie.", id="a-9f3c", address="nieuw/map/a.txt"))  # as a reader tells namesakes apart
    assert [one.added for one in (keep(store, document) for document in moved)] == [Added.KNOWN] * 3


def test_the_same_text_of_another_outlet_is_another_document(store):
    found = placed(
        store,
        document(LONG, id="a", address="x/a.txt", publisher="De Courant"),
        document(LONG, id="a", address="y/a.txt", publisher="Het Blad"),
        document(LONG, id="b", url=URL),
        document(LONG, id="b", url=URL + "-2"),
    )
    assert [added for _, added in found] == ["new"] * 4
    assert len({key for key, _ in found}) == 4


def test_the_same_text_of_two_days_is_two_documents(store):
    found = placed(
        store,
        document(LONG, id="rede-2021", published="2021-01-01"),
        document(LONG, id="rede-2022", published="2022-01-01"),
    )
    assert found == [("rede-2021", "new"), ("rede-2022", "new")]


def test_records_of_one_file_are_told_apart_by_their_ids_and_lines_may_shift(store):
    lines = [document(f"{LONG} Deel {i}.", id=f"r{i}", address="x.jsonl", part=str(i)) for i in range(3)]
    shifted = [document(f"{LONG} Deel {i}.", id=f"r{i}", address="x.jsonl", part=str(i + 1)) for i in range(3)]
    assert [added for _, added in placed(store, *lines, *shifted)] == ["new"] * 3 + ["known"] * 3


def test_a_record_with_an_edited_text_is_a_version(store):
    first = document(LONG, id="r", address="x.jsonl", part="1")
    second = document(LONG.replace("nieuwe ", ""), id="r", address="x.jsonl", part="7")
    assert placed(store, first, second) == [("r", "new"), ("r@2", "changed")]


def test_records_without_ids_of_their_own_that_shift_do_not_become_each_others_versions(store):
    texts = [LONG, "Oekraïne en Polen spraken dinsdag in Warschau over graan.", "De Veiligheidsraad stemde over Mali."]
    before = [document(text, id=f"x-{i}", address="x.jsonl", part=str(i)) for i, text in enumerate(texts, 1)]
    extra = "Venezuela laat twee gevangenen vrij."
    after = [document(text, id=f"x-{i}", address="x.jsonl", part=str(i)) for i, text in enumerate([extra, *texts], 1)]
    assert [added for _, added in placed(store, *before)] == ["new"] * 3
    found = placed(store, *after)
    assert [added for _, added in found] == ["new", "known", "known", "known"]
    assert all(one.current for one in store.documents())


def test_texts_from_standard_input_are_versions_only_where_they_are_alike(store):
    first = document(LONG, id="stdin", address="-")
    other = document("De Veiligheidsraad stemde over Mali.", id="stdin", address="-")
    edited = document(LONG + " Dat meldt Reuters.", id="stdin", address="-")
    assert [added for _, added in placed(store, first, other)] == ["new", "new"]
    assert store.place(first).added is Added.KNOWN
    assert store.place(other).added is Added.KNOWN
    assert keep(store, edited).added in {Added.CHANGED, Added.NEW}
    assert store.document("stdin@1").document.text == LONG


def test_ids_that_look_like_versions_do_not_collide(store):
    found = placed(
        store,
        document("Een.", id="a", address="a.txt"),
        document("Post.", id="a@2", address="a@2.txt"),
        document("Twee.", id="a", address="a.txt"),
        document("Post 2.", id="a@2", address="a@2.txt"),
    )
    assert [key for key, _ in found] == ["a", "a@2", "a@3", "a@2@2"]
    assert store.document("a").document.text == "Twee."
    assert store.document("a@2").document.text == "Post 2."


def test_a_version_keeps_the_claims_of_the_old_one(store):
    def code(where):
        return claim(where, "veroordeelt")

    keep(store, document(LONG, id="a"), code)
    keep(store, document(LONG + " Meer.", id="a"), code)
    assert len(list(store.claims(Query(all_versions=True)))) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://WWW.Courant.example/A/?utm_source=x&id=3#top", "https://courant.example/A?id=3"),
        ("https://courant.example/a?fbclid=1", "https://courant.example/a"),
        ("https://courant.example/", "https://courant.example"),
        ("https://courant.example/a?b=&c=1", "https://courant.example/a?b=&c=1"),
        ("ftp://x/a", "ftp://x/a"),
        ("https://[stuk", "https://[stuk"),
    ],
)
def test_a_url_is_canonical(given, expected):
    assert canonical_url(given) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a", ("a", None)), ("a@2", ("a", 2)), ("a@2@3", ("a@2", 3)), ("a@0", ("a@0", None)), ("@2", ("@2", None))],
)
def test_a_key_splits_into_its_first_version_and_number(key, expected):
    assert split_key(key) == expected
