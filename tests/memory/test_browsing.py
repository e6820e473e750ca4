"""Looking around: parts that join, counts that add up, ties and spots that are those of the claims."""

import os
from dataclasses import replace
from datetime import date

import pytest

from kroniek.api import browsing, open_chronicle, records
from kroniek.api.asking import query
from kroniek.memory import open_store
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.place import Place, Precision
from kroniek.model.text import DocumentId
from kroniek.settings import Settings
from tests import build
from tests.postgresql import SERVER, schema

KIEV = Place(name="Kiev", country="UKR", lat=50.45, lon=30.52, precision=Precision.CITY)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def address(request, tmp_path_factory):
    """The address of an empty chronicle, on SQLite and, where a server is named, PostgreSQL."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("rond") / "rond.db")
    else:
        yield from schema(f"browsing_{os.getpid()}")


@pytest.fixture(scope="module")
def chronicle(address):
    """Thirty articles of three outlets on ten days, one of them without a day, one changed later."""
    db = address
    with open_store(db, joins=False) as store:
        for number in range(30):
            document = build.document(
                f"Rusland valt Kiev aan, zegt Frankrijk. Frankrijk veroordeelt Rusland. Dit is bericht {number}.",
                id=f"b{number:02}",
                published=None if number == 7 else f"2022-03-{number % 10 + 1:02}",
                publisher=["De Krant", "Het Blad", None][number % 3],
                url=f"https://krant.example/{number}",
            )
            attack = build.claim(
                document,
                "valt",
                "ASSAULT",
                actors=["Rusland/RUS/GOV"],
                recipients=["Kiev=Oekraïne/UKR/GOV"],
                voices=["Frankrijk/FRA"],
            )
            blame = build.claim(
                document, "veroordeelt", "ACCUSE", actors=["Frankrijk/FRA/GOV"], recipients=["Rusland/RUS/GOV"]
            )
            store.add(document, [replace(attack, place=KIEV), blame], placement=store.place(document))
        changed = build.document("Rusland valt aan.", id="b00", published="2022-04-01", url="https://krant.example/0")
        placement = store.place(changed)
        placed = replace(changed, id=placement.key)
        store.add(placed, [build.claim(placed, "valt", "ASSAULT", actors=["Rusland/RUS/GOV"])], placement=placement)
    with open_chronicle(db, read_only=True, settings=Settings(db=str(db))) as opened:
        yield opened


def parts(chronicle, asked, size, *, newest):
    found, after = [], None
    while part := browsing.claims(chronicle, asked, size=size, after=after, newest=newest):
        assert len(part) <= size
        found += [one.claim.id for one in part]
        after = found[-1]
    return found


ASKED = [
    {},
    {"actor": "Rusland"},
    {"actor": "Frankrijk", "other": "Rusland"},
    {"type": "ASSAULT"},
    {"since": "2022-03-05"},
    {"as_of": "2022-03-04"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("size", [1, 7, 500])
def test_parts_join_to_the_whole_without_loss(chronicle, asked, size):
    whole = [one.claim.id for one in chronicle.claims(**asked)]
    assert parts(chronicle, query(**asked), size, newest=False) == whole
    backward = parts(chronicle, query(**asked), size, newest=True)
    assert sorted(backward) == sorted(whole)


def test_the_newest_come_first_and_within_an_article_in_order_of_the_text(chronicle):
    found = browsing.claims(chronicle, query(until="2022-03-31"), size=100, newest=True)
    days = [one.published for one in found]
    assert days == sorted(days, reverse=True)
    first = [one for one in found if one.claim.document == found[0].claim.document]
    assert [one.claim.type.value for one in first] == ["ASSAULT", "ACCUSE"]


def test_what_has_no_day_comes_last_both_ways(chronicle):
    for newest in (True, False):
        assert parts(chronicle, query(), 10, newest=newest)[-1].startswith("b07:")


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_counts_add_up_to_the_claims(chronicle, asked):
    claims = chronicle.claims(**asked)
    facets = browsing.facets(chronicle, query(**asked))
    assert facets.counted == len(claims)
    assert not facets.capped
    for counts in (facets.types, facets.statuses, facets.years, facets.publishers):
        assert sum(counts.values()) == len(claims)


def test_a_curve_counts_every_act_once(chronicle):
    counted = browsing.courses(chronicle, query(actor="Rusland"))
    assert sum(one.number for one in counted) == 57
    assert [one.day for one in counted] == sorted(one.day for one in counted)
    glances = browsing.glances(chronicle, query(actor="Rusland"), cap=10)
    assert len(glances) == 10
    assert glances[-1].day == max(one.day for one in counted)


def test_what_was_left_out_of_the_counts_is_told(chronicle):
    facets = browsing.facets(chronicle, query(), cap=10)
    assert (facets.counted, facets.capped) == (10, True)


def test_ties_are_those_of_actors_toward_recipients(chronicle):
    ties = {(tie.actor_name, tie.recipient_name): tie.number for tie in browsing.ties(chronicle, query())}
    assert ties == {("Frankrijk", "Rusland"): 29, ("Rusland", "Oekraïne"): 29}
    assert len(browsing.ties(chronicle, query(), most=1)) == 1


def test_spots_tell_how_many_claims_name_no_place(chronicle):
    (spot,), nowhere = browsing.spots(chronicle, query())
    assert (spot.place.name, spot.place.precision, spot.number) == ("Kiev", Precision.CITY, 29)
    assert nowhere == 30
    assert len(spot.claims) == 8


def test_sayings_are_acts_in_words_and_claims_on_somebody_s_word(chronicle):
    said = browsing.sayings(chronicle, by="Frankrijk", size=100)
    assert {one.claim.type.value for one in said} == {"ASSAULT", "ACCUSE"}
    assert len(browsing.sayings(chronicle, by="Rusland", size=100)) == 0
    about = browsing.sayings(chronicle, by="Frankrijk", about="Oekraïne", size=100)
    assert {one.claim.type.value for one in about} == {"ASSAULT"}
    first = browsing.sayings(chronicle, by="Frankrijk", size=5)
    rest = browsing.sayings(chronicle, by="Frankrijk", size=100, after=first[-1].claim.id)
    assert [one.claim.id for one in (*first, *rest)] == [one.claim.id for one in said]
    assert len(browsing.sayings(chronicle, by="Frankrijk", period=query(as_of="2022-03-01"), size=100)) == 6


def test_articles_come_newest_first_and_in_parts(chronicle):
    whole = browsing.documents(chronicle, size=100)
    assert len(whole) == 30
    found, after = [], None
    while part := browsing.documents(chronicle, size=7, after=after):
        found += part
        after = part[-1].key
    assert found == list(whole)
    assert whole[0].key == "b00@2"
    assert whole[-1].key == "b07"
    assert {one.publisher for one in browsing.documents(chronicle, size=100, publisher="De Krant")} == {"De Krant"}
    assert {one.publisher for one in browsing.documents(chronicle, size=100, publisher="")} == {None}


def test_outlets_have_all_current_articles(chronicle):
    found = browsing.outlets(chronicle)
    assert sum(one.documents for one in found) == 30
    assert {one.name for one in found} == {"De Krant", "Het Blad", ""}
    assert sum(one.documents for one in browsing.outlets(chronicle, as_of=build.NOW.replace(2022, 3, 1))) == 3


def test_the_state_differs_once_something_was_kept_or_withdrawn(tmp_path):
    db = tmp_path / "staat.db"
    document = build.document("Rusland valt aan.", id="a")
    with open_store(db) as store:
        store.add(
            document,
            [build.claim(document, "valt", "ASSAULT", actors=["Rusland/RUS"])],
            placement=store.place(document),
        )
    settings = Settings(db=str(db))
    with open_chronicle(db, settings=settings) as one:
        before = browsing.state(one)
        assert browsing.state(one) == before
        one.add_name("Rusland", "Russische Federatie")
        named = browsing.state(one)
        one.split("Rusland")
        assert len({before, named, browsing.state(one)}) == 3


def test_who_meets_says_nothing_unless_the_claim_rests_on_somebody_s_word(tmp_path):
    db = str(tmp_path / "ontmoeting.db")
    with open_store(db, joins=False) as store:
        for number, voices in enumerate([[], ["Frankrijk/FRA"]]):
            document = build.document(f"Frankrijk ontmoet Mali. {number}", id=f"o{number}", published="2022-03-04")
            met = build.claim(document, "ontmoet", "CONSULT", actors=["Frankrijk/FRA"], voices=voices, on="2022-03-04")
            store.add(document, [met], placement=store.place(document))
    with open_chronicle(db, read_only=True, settings=Settings(db=db)) as opened:
        found = [browsing.sayings(opened, by="Frankrijk", size=9), browsing.sayings(opened, size=9)]
    assert [[str(one.claim.document) for one in claims] for claims in found] == [["o1"], ["o1"]]


def test_what_there_is_counts_as_status_does_also_beside_older_versions_and_codings(tmp_path):
    db = str(tmp_path / "versies.db")

    def told(text, number):
        where = build.document(text, id=f"v{number}", published="2022-03-04", url=f"https://krant.example/{number}")
        placement = store.place(where)
        placed = replace(where, id=placement.key)
        made = [build.claim(placed, "valt", "ASSAULT"), build.claim(placed, "veroordeelt", "ACCUSE")]
        store.add(placed, made, placement=placement)
        return placed, [one.id for one in made]

    with open_store(db, joins=False) as store:
        text = "Rusland valt Kiev aan. Frankrijk veroordeelt Rusland. Dit is bericht {}."
        ids = [told(text.format(number), number)[1] for number in range(4)]
        for one, other in ((ids[0], ids[1]), (ids[2], ids[3]), (ids[0], ids[2])):
            kind = JudgementKind.SAME_EVENT
            store.judge(Judgement(kind=kind, left=one[1], right=other[1], score=1.0, by="jan", reason="zelfde"))
            if one is not ids[0] or other is not ids[2]:
                store.judge(Judgement(kind=kind, left=one[0], right=other[0], score=1.0, by="jan", reason="zelfde"))
        told(text.format("nul, nu anders"), 0)
        told(text.format("een, nu anders"), 1)  # nobody is left in the event of the first two attacks
        placed = replace(build.document(text.format(3), id="v3"), id=DocumentId("v3"))
        store.recode("v3", [build.claim(placed, "valt", "COERCE")])
    with open_chronicle(db, read_only=True, settings=Settings(db=db)) as opened:
        found, status = browsing.holdings(opened), opened.status()
    assert records.plain(found).items() <= records.plain(status).items()
    assert (found.documents, found.versions, found.claims) == (4, 6, 7)
    assert 1 < found.events < found.claims
    assert found.by_type == {"ACCUSE": 3, "ASSAULT": 3, "COERCE": 1}


def test_media_are_counted_by_the_articles_that_cite_them(tmp_path):
    db = str(tmp_path / "media.db")
    with open_store(db) as store:
        for number, medium in enumerate(["The New York Times/USA", "The New York Times/USA", "Reuters/GBR"]):
            document = build.document(
                f"Rusland valt aan, melden bronnen {number}.",
                id=f"c{number}",
                published="2022-03-04",
                publisher=f"Krant {number}",
            )
            claim = build.claim(document, "valt", "ASSAULT", voices=[f"@{medium}/JRN", "?bronnen"])
            store.add(document, [claim], placement=store.place(document))
    with open_chronicle(db, settings=Settings(db=db)) as chronicle:
        found = browsing.cited(chronicle)
        assert [(one.name, one.documents, one.outlets) for one in found] == [
            ("The New York Times", 2, 2),
            ("Reuters", 1, 1),
        ]
        assert len(browsing.cited(chronicle, most=1)) == 1
        assert browsing.cited(chronicle, as_of=date(2022, 3, 3)) == ()
