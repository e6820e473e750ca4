"""What every store does with documents and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.errors import LockedStoreError, StoreError, UnreadableError, UsageError
from kroniek.memory import open_store
from kroniek.memory.opening import writing
from kroniek.memory.rows import claim_of, claim_row, document_of, document_row
from kroniek.memory.store import Query
from kroniek.model.claim import Figure
from kroniek.model.ontology import EventType, FigureKey, Status
from kroniek.model.text import LiveItem, Mark, MarkKind
from tests.build import claim, document, mark, quote, rejected
from tests.memory.conftest import CLOCK, keep

TEXT = (
    "De Russische president Vladimir Poetin veroordeelt de sancties van de Europese Unie. "
    "Volgens bronnen bij Reuters dreigt Rusland ook met een boycot, als Brussel niet toegeeft.\nFoto: ANP"
)


def accuse(where):
    return claim(
        where,
        "veroordeelt",
        "ACCUSE",
        actors=["Vladimir Poetin/RUS/GOV"],
        recipients=["Europese Unie/EUR"],
        modes=["disapprove"],
        contexts=["economic"],
        place="Moskou",
    )


def threaten(where):
    return claim(
        where,
        "dreigt",
        "THREATEN",
        actors=["Rusland/RUS/GOV"],
        recipients=["Brussel=Europese Unie/EUR"],
        on="2022-03-01",
        status="conditional",
        condition="als Brussel niet toegeeft",
        voices=["?bronnen", "@Reuters/GBR/JRN"],
        figures=[Figure(key=FigureKey.MONEY_EUR, min=1, max=None, quote=quote(where, "Rusland"))],
        hedged=True,
    )


def full(**changes):
    return document(
        TEXT,
        id="brief",
        title="Poetin dreigt",
        publisher="De Courant",
        marks=[mark(TEXT, "Foto: ANP")],
        items=[LiveItem(start=0, end=5, time="19:30", day=date(2022, 3, 3)), LiveItem(start=5, end=9, time="20:00")],
        **changes,
    )


def test_a_document_comes_back_as_it_was_kept(store):
    keep(store, full(url="https://courant.example/a"), accuse, threaten)
    found = store.document("brief")
    assert found.document == full(url="https://courant.example/a")
    assert found.document.source == full().source
    assert (found.version, found.current, found.copies, found.claim_count) == (1, True, (), 2)


def test_claims_come_back_as_they_were_kept_with_their_document(store):
    keep(store, full(), accuse, threaten)
    found = list(store.claims(Query()))
    assert [one.claim for one in found] == [threaten(full()), accuse(full())]  # by date of the act, then of publication
    assert [one.claim.coder for one in found] == ["test", "test"]
    assert {(one.published, one.title, one.publisher, one.current) for one in found} == {
        (date(2022, 3, 4), "Poetin dreigt", "De Courant", True)
    }
    assert [one.event for one in found] == [one.claim.id for one in found]


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    title=st.none() | st.text(),
    kind=st.sampled_from(list(MarkKind)),
)
def test_any_document_survives_its_row(text, title, kind):
    whole = document(text, title=title, marks=[Mark(start=0, end=len(text), kind=kind)])
    assert document_of(SimpleNamespace(key=whole.id, **document_row(whole))) == whole


def test_a_claim_survives_its_row():
    for made in (accuse(full()), threaten(full())):
        assert claim_of(claim_row(made, published=None)["record"]) == made


QUESTIONS = [
    (Query(types=(EventType.THREATEN,)), ["dreigt"]),
    (Query(types=(EventType.THREATEN, EventType.ACCUSE)), ["dreigt", "veroordeelt"]),
    (Query(statuses=(Status.CONDITIONAL,)), ["dreigt"]),
    (Query(statuses=(Status.DENIED,)), []),
    (Query(since=date(2022, 3, 2)), ["veroordeelt"]),
    (Query(until=date(2022, 3, 1)), ["dreigt"]),
    (Query(until=date(2022, 2, 28)), []),
    (Query(since=date(2022, 3, 1), until=date(2022, 3, 4)), ["dreigt", "veroordeelt"]),
    (Query(hedged=True), ["dreigt"]),
    (Query(hedged=False), ["veroordeelt"]),
    (Query(document="brief"), ["dreigt", "veroordeelt"]),
    (Query(document="ander"), []),
    (Query(limit=1), ["dreigt"]),
    (Query(limit=0), []),
    (Query(actor="Rusland", other="EUROPESE UNIE"), ["dreigt", "veroordeelt"]),
    (Query(actor="poetin"), ["veroordeelt"]),
    (Query(actor="rus"), ["dreigt", "veroordeelt"]),
    (Query(actor="Reuters"), []),  # a voice, not a party
    (Query(actor="Poetin", other="Poetin"), []),  # one party is not two
    (Query(actor="RUS", other="EUR"), ["dreigt", "veroordeelt"]),
    (Query(actor=""), []),
    (Query(actor="%"), []),
    (Query(actor="Poetin' OR 1=1 --"), []),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS, ids=[str(i) for i in range(len(QUESTIONS))])
def test_a_question_restricts_as_it_says(store, query, expected):
    keep(store, full(), accuse, threaten)
    found = [one.claim.evidence[0].triggers[0].text for one in store.claims(query)]
    assert found == expected


def test_a_lasting_act_matches_on_each_of_its_days(store):
    def war(where):
        from tests.build import when

        return claim(where, "veroordeelt", on=when("2014-04-06", "2022-02-23"))

    keep(store, document(published=None), war)
    days = {"2014": date(2014, 1, 1), "2018": date(2018, 1, 1), "2023": date(2023, 1, 1)}
    hits = {name: len(list(store.claims(Query(since=day, until=day.replace(month=12))))) for name, day in days.items()}
    assert hits == {"2014": 1, "2018": 1, "2023": 0}


def test_claims_without_any_date_come_last_and_match_no_period(store):
    keep(store, document(id="los", published=None), lambda where: claim(where, "veroordeelt"))
    keep(store, document("Oekraïne veroordeelt Rusland.", id="vast"), lambda where: claim(where, "veroordeelt"))
    assert [one.claim.document for one in store.claims(Query())] == ["vast", "los"]
    assert [one.claim.document for one in store.claims(Query(since=date(1900, 1, 1)))] == ["vast"]


def test_a_claim_is_found_by_the_beginning_of_its_id(store):
    keep(store, full(), accuse, threaten)
    id_ = accuse(full()).id
    assert store.claim(id_).claim == accuse(full())
    assert store.claim(id_[:-2]).claim == accuse(full())
    assert store.claim("nergens:1234") is None
    assert store.claim("") is None
    with pytest.raises(UsageError, match="Several claims"):
        store.claim("brief:")


def test_a_changed_article_stands_beside_the_old_one(store):
    keep(store, full(), accuse)
    changed = replace(document(TEXT + "!", id="brief"), publisher="De Courant")
    assert keep(store, changed, accuse).key == "brief@2"
    assert [(one.version, one.current) for one in store.documents()] == [(1, False), (2, True)]
    assert store.document("brief").document.text == TEXT + "!"
    assert store.document("brief@1").document.text == TEXT
    assert store.document("brief@2").document.id == "brief@2"
    assert store.document("brief@3") is None
    assert [one.claim.document for one in store.claims(Query())] == ["brief@2"]
    assert [one.claim.document for one in store.claims(Query(all_versions=True))] == ["brief", "brief@2"]
    assert [one.claim.document for one in store.claims(Query(document="brief@2"))] == ["brief@2"]
    assert [one.claim.document for one in store.claims(Query(document="brief@1"))] == ["brief"]
    assert [one.claim.document for one in store.claims(Query(document="brief"))] == ["brief@2"]
    assert len(list(store.claims(Query(document="brief", all_versions=True)))) == 2


def test_claims_of_two_versions_tell_one_event(store):
    keep(store, full(), accuse)
    keep(store, document(TEXT + "!", id="brief"), accuse)
    (one,) = store.claims(Query())
    assert one.event == accuse(full()).id
    assert [found.claim.document for found in store.claims(Query(event=one.event, all_versions=True))] == [
        "brief",
        "brief@2",
    ]
    assert store.counts().events == 1


def test_a_reject_is_noted_once_and_forgotten_when_the_source_is_read(store):
    store.reject(rejected("leeg.txt"))
    store.reject(rejected("leeg.txt"))
    store.reject(rejected("leeg.txt", "language"))
    store.reject(rejected("vreemd.jsonl", part="3"))
    assert [(str(one.source), one.reason) for one in store.rejects()] == [
        ("leeg.txt", "no-text"),
        ("leeg.txt", "language"),
        ("vreemd.jsonl#3", "no-text"),
    ]
    keep(store, document(address="leeg.txt"))
    assert [str(one.source) for one in store.rejects()] == ["vreemd.jsonl#3"]
    assert store.counts().rejects == 1


def test_a_reject_with_half_a_character_is_noted_all_the_same(store):
    store.reject(rejected("stuk\udcff.txt", message="bytes \0"))
    (one,) = store.rejects()
    assert one.source.address == "stuk\\udcff.txt"


@pytest.mark.parametrize("text", ["nul \0", "half \ud800"])
def test_a_text_that_cannot_be_kept_is_refused_before_it_is_coded(store, text):
    with pytest.raises(UnreadableError, match="NUL or half a character"):
        store.place(replace(document("x"), text=text))


def test_nothing_of_a_document_is_kept_when_one_claim_cannot_be(store):
    with pytest.raises(UsageError, match="is called"):
        store.add(full(), [], placement=replace(store.place(full()), key="anders"))
    twice = accuse(full())
    with pytest.raises(Exception, match="another process"):
        store.add(full(), [twice, twice], placement=store.place(full()))
    assert store.counts().versions == 0
    assert list(store.search("sancties")) == []
    assert list(store.actors()) == []
    keep(store, full(), accuse)
    assert store.counts().claims == 1


def test_a_known_placement_cannot_be_added(store):
    keep(store, full())
    with pytest.raises(UsageError, match="kept already"):
        store.add(full(), [], placement=store.place(full()))


def test_counts_say_how_much_there_is(store):
    keep(store, full(), accuse, threaten)
    keep(store, document(TEXT + "!", id="brief", publisher="De Courant"), accuse, threaten)
    keep(store, document("Iets heel anders.", id="los", published="2023-01-01"))
    counts = store.counts()
    assert (counts.documents, counts.versions, counts.copies, counts.claims, counts.events) == (2, 3, 0, 2, 2)
    assert (counts.actors, counts.rejects, counts.judgements) == (4, 0, 2)
    assert (counts.first_published, counts.last_published) == (date(2022, 3, 4), date(2023, 1, 1))
    assert counts.by_type == {"ACCUSE": 1, "THREATEN": 1}
    assert counts.by_status == {"conditional": 1, "happened": 1}
    assert counts.by_publisher == {"": 1, "De Courant": 1}
    assert counts.digest == store.digest()


def test_an_empty_chronicle_answers_every_question(store):
    assert list(store.claims(Query(actor="Rusland"))) == []
    assert list(store.documents()) == list(store.actors()) == list(store.rejects()) == list(store.judgements()) == []
    assert store.counts().documents == 0
    assert store.document("x") is None


def test_the_digest_depends_on_content_and_order_alone(db, tmp_path):
    with open_store(db, clock=lambda: CLOCK) as store:
        keep(store, full(), accuse)
        first = store.digest()
        keep(store, full(), accuse)
        assert store.digest() == first
    with open_store(tmp_path / "tweede.db") as other:  # another day, another folder, another database
        keep(other, full(address="elders/brief.txt"), accuse)
        assert other.digest() == first
        keep(other, document("Meer.", id="meer"))
        assert other.digest() != first


def test_readers_read_while_somebody_writes(store):
    keep(store, full(), accuse, threaten)
    seen = []
    for one in store.claims(Query()):
        keep(store, document(f"Bericht {one.claim.type}.", id=one.claim.type.value))
        seen.append(one.claim.type.value)
    assert seen == ["THREATEN", "ACCUSE"]
    assert store.counts().documents == 3


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(db):
    with open_store(db) as first, open_store(db, busy_s=0.1) as second:
        keep(first, full(), accuse)
        with writing(first._engine):
            with pytest.raises(LockedStoreError, match="another process is writing"):
                keep(second, document("Nog een.", id="nieuw"))
            assert second.counts().documents == 1  # asking goes on
        keep(second, document("Nog een.", id="nieuw"))
        assert first.counts().documents == 2


def test_what_is_opened_for_reading_cannot_be_written(db):
    with open_store(db) as store:
        keep(store, full(), accuse)
    with open_store(db, read_only=True) as store:
        assert store.counts().documents == 1
        with pytest.raises(StoreError, match="reading only"):
            keep(store, document("Nog een.", id="nieuw"))


def test_an_answer_that_is_left_half_read_does_no_harm(db):
    with open_store(db) as store:
        keep(store, full(), accuse, threaten)
        assert next(store.claims(Query())).claim == threaten(full())
        assert next(store.documents()).document == full()
        keep(store, document("Nog een.", id="nieuw"))


def test_a_long_list_of_documents_comes_in_order_of_reading(store):
    for i in range(205):
        keep(store, document(f"Bericht nummer {i}.", id=f"b{i}"))
    assert [one.document.id for one in store.documents()] == [f"b{i}" for i in range(205)]
