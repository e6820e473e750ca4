"""Near-copies: found, explained, and no more than that."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kroniek.memory import open_store
from kroniek.memory.copies import NEAR_COPY
from kroniek.memory.store import Query
from kroniek.model.judgement import JudgementKind
from kroniek.strings.fold import folded_words
from kroniek.strings.similarity import jaccard, shingles
from tests.build import claim, document, mark
from tests.memory.conftest import keep

pytestmark = pytest.mark.usefixtures("apart")

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "near_copies.toml").read_text(encoding="utf-8"))["article"]
TEXTS = {case["name"]: case["text"] for case in CASES}
PAIRS = [
    pytest.param(case["text"], other["text"], kind == "copies", id=f"{case['name']}: {other['why']}")
    for case in CASES
    for kind in ("copies", "others")
    for other in case[kind]
]


@pytest.mark.parametrize(("left", "right", "copy"), PAIRS)
def test_copies_are_told_from_other_accounts_with_room_to_spare(left, right, copy):
    score = jaccard(*(shingles(folded_words(text)) for text in (left, right)))
    assert score > NEAR_COPY + 0.15 if copy else score < NEAR_COPY - 0.15


@pytest.mark.parametrize(("left", "right", "copy"), PAIRS)
def test_copies_are_found_among_other_articles(store, left, right, copy):
    for name, text in TEXTS.items():
        keep(store, document(text, id=name))
    first = next(name for name, text in TEXTS.items() if text == left)
    keep(store, document(right, id="ander", publisher="Het Blad"))
    assert store.document("ander").copies == ((first,) if copy else ())
    assert store.document(first).copies == (("ander",) if copy else ())
    judgements = [one for one in store.judgements() if one.kind is JudgementKind.NEAR_COPY]
    assert [(one.left, one.right) for one in judgements] == ([tuple(sorted((first, "ander")))] if copy else [])
    assert all("four-word runs" in one.reason and NEAR_COPY <= one.score <= 1 for one in judgements)
    assert store.counts().copies == int(copy)


def test_equal_texts_of_two_outlets_are_copies_however_short(store):
    for i in range(3):
        keep(store, document("Rusland veroordeelt de sancties.", id=f"d{i}", publisher=f"Outlet {i}"))
    assert [one.copies for one in store.documents()] == [("d1", "d2"), ("d0", "d2"), ("d0", "d1")]
    assert store.counts().copies == 2


def test_short_items_that_share_a_sentence_are_no_copies(store):
    shared = "Volgens Reuters is dat niet bevestigd."
    keep(store, document(f"Rusland veroordeelt de sancties van de EU. {shared}", id="a"))
    keep(store, document(f"Mali zet de Franse ambassadeur uit. {shared}", id="b"))
    assert [one.copies for one in store.documents()] == [(), ()]


def test_boilerplate_makes_no_copies(store):
    offer = (
        "Wilt u alle artikelen lezen? Neem dan een abonnement voor maar vijf euro per maand en lees meteen verder. " * 3
    )
    for name in ("graan", "guinee"):
        text = TEXTS[name][:200] + offer
        keep(store, document(text, id=name, marks=[mark(text, offer, "subscription")]))
    assert [one.copies for one in store.documents()] == [(), ()]


def test_a_version_of_an_article_is_no_copy_of_it(store):
    keep(store, document(TEXTS["graan"], id="a"))
    keep(store, document(TEXTS["graan"] + "Later bijgewerkt.", id="a"))
    keep(store, document(TEXTS["graan"] + "Van onze redactie.", id="b"))
    assert [one.copies for one in store.documents()] == [("b",), ("b",), ("a", "a@2")]
    assert store.counts().copies == 1


def reject_grain(where):
    return claim(where, "aangekondigd", "REJECT", actors=["Russische regering=Rusland/RUS/GOV"])


def call(where):
    return claim(where, "belt", "CONSULT", actors=["Erdogan/TUR/GOV"], status="planned")


def test_claims_of_copies_are_one_event_and_say_why(store):
    keep(store, document(TEXTS["graan"], id="a"), reject_grain, call)
    keep(store, document(TEXTS["graan"] + "Van onze redactie.", id="b"), reject_grain, call)
    found = list(store.claims(Query()))
    assert len(found) == 4
    assert len({one.event for one in found}) == 2
    assert all(one.event.startswith("a:") for one in found)
    (judgement,) = [one for one in store.judgements() if one.left == found[0].event]
    assert judgement.kind is JudgementKind.SAME_EVENT
    assert "near-copies" in judgement.reason


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "ACCUSE"},
        {"status": "planned"},
        {"actors": ["Moskou/RUS"]},
        {"recipients": ["Oekraïne/UKR"]},
        {"evidence": "De Verenigde Naties spreken van een klap"},
    ],
)
def test_claims_of_copies_that_differ_stay_two(store, changed):
    def other(where):
        usual = {"type": "REJECT", "actors": ["Russische regering=Rusland/RUS/GOV"]} | changed
        return claim(where, "aangekondigd", usual.pop("type"), **usual)

    keep(store, document(TEXTS["graan"], id="a"), reject_grain)
    keep(store, document(TEXTS["graan"] + "Van onze redactie.", id="b"), other)
    assert len({one.event for one in store.claims(Query())}) == 2


def test_claims_of_two_days_stay_two(store):
    def on(day):
        return lambda where: claim(where, "aangekondigd", "REJECT", on=day)

    keep(store, document(TEXTS["graan"], id="a"), on("2023-07-14"))
    keep(store, document(TEXTS["graan"] + "Van onze redactie.", id="b"), on("2023-07-21"))
    assert len({one.event for one in store.claims(Query())}) == 2


def test_each_claim_is_joined_to_one_of_another_document(store):
    def two(where):
        return claim(where, "aangekondigd", "REJECT", number=1)

    keep(store, document(TEXTS["graan"], id="a"), lambda where: claim(where, "aangekondigd", "REJECT"), two)
    keep(store, document(TEXTS["graan"] + "Slot.", id="b"), lambda where: claim(where, "aangekondigd", "REJECT"), two)
    assert store.counts().events == 2


def test_the_claims_of_accounts_in_their_own_words_are_not_joined(store):
    def coup(where):
        return claim(where, "Doumbouya", "COERCE", actors=["Mamady Doumbouya/GIN/MIL"])

    case = next(case for case in CASES if case["name"] == "guinee")
    keep(store, document(case["text"], id="a"), coup)
    keep(store, document(case["others"][0]["text"], id="b"), coup)
    assert store.counts().events == 2


@pytest.mark.parametrize("added", ["Slot.", ""])
def test_copies_that_are_kept_together_are_found(store, added):
    texts = {"a": TEXTS["graan"], "b": TEXTS["guinee"], "c": TEXTS["graan"] + added}
    for name, text in texts.items():
        one = document(text, id=name, publisher=f"Krant {name}")
        store.queue(one, [], placement=store.place(one))
    store.flush()
    assert [(one.left, one.right) for one in store.judgements()] == [("a", "c")]


def test_what_is_found_does_not_depend_on_the_run(tmp_path):
    digests = set()
    for name in ("een.db", "twee.db"):
        with open_store(tmp_path / name) as store:
            for case in CASES:
                keep(store, document(case["text"], id=case["name"]))
                for i, copy in enumerate(case["copies"]):
                    keep(store, document(copy["text"], id=f"{case['name']}-{i}", publisher=f"Outlet {i}"))
            digests.add(store.digest())
            assert store.counts().copies == sum(len(case["copies"]) for case in CASES)
    assert len(digests) == 1
