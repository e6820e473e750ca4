"""Events as judged: brought together in memory or one at a time, as rows and frames, and the pairs of parties in them."""

from dataclasses import replace
from datetime import date

import pytest

import kroniek
from kroniek.api.events import EVENT_COLUMNS, Events, pairs, told_events
from kroniek.api.identity import identities
from kroniek.memory import open_store
from kroniek.memory.actors import actor_id
from kroniek.memory.store import StoredClaim
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.place import Place, Precision
from tests import build
from tests.faces.exports.conftest import wide  # noqa: F401 - a chronicle with events of several reports

TEXT = build.document("Rusland, Oekraïne, Polen en Navo doen iets.")


def told(number, event=None, published="2022-03-05", **given):
    document = build.document("Rusland valt Kiev aan.", id=f"d{number}", published=published)
    claim = build.claim(document, "valt", "ASSAULT", actors=["Rusland/RUS"], **given)
    return StoredClaim(
        claim=claim,
        event=event or claim.id,
        published=date.fromisoformat(published),
        title=None,
        publisher=f"Krant {number}",
        url=None,
        current=True,
    )


def test_events_come_one_at_a_time_with_all_their_claims():
    first, second = told(1), told(2, published="2022-03-07")
    third = told(3, event=first.event, published="2022-03-06")
    claims = [first, second, third, told(4, event=first.event, published="2022-03-01")]
    one_by_one = list(told_events(lambda: iter(claims)))
    assert {event.id: len(event.claims) for event in one_by_one} == {first.event: 3, second.event: 1}
    assert [event.id for event in Events.of(claims)] == [first.event, second.event]
    (event,) = (event for event in one_by_one if len(event.claims) == 3)
    assert event.lead.publisher == "Krant 4"
    assert event.newest.publisher == "Krant 3"
    assert event.reported == (date(2022, 3, 1), date(2022, 3, 6))


def test_an_event_whose_first_claim_was_not_asked_for_is_told_too():
    claims = [told(2, event="weg"), told(3, event="weg"), told(5)]
    assert sorted(len(event.claims) for event in told_events(lambda: iter(claims))) == [1, 2]


def test_an_event_has_the_most_precise_time_and_place_that_is_told():
    month = build.when("2022-03-01", "2022-03-31", grain="month")
    country = Place(name="Oekraïne", country="UKR", lat=49.0, lon=32.0, precision=Precision.COUNTRY)
    city = Place(name="Kiev", country="UKR", lat=50.45, lon=30.52, precision=Precision.CITY)
    first = told(1, on=month, place=country)
    second = told(2, event=first.event, on="2022-03-01", place=city, published="2022-03-08")
    (event,) = Events.of([first, second])
    assert (event.when.start, event.when.end, event.place.name) == (date(2022, 3, 1), date(2022, 3, 1), "Kiev")


@pytest.mark.parametrize(
    ("type_", "modes", "actors", "recipients", "expected", "mutual"),
    [
        ("ASSAULT", (), "Rusland", "Oekraïne Polen", "Rusland>Oekraïne Rusland>Polen", False),
        ("CONSULT", (), "Rusland Polen", "", "Rusland>Polen Polen>Rusland", True),
        ("CONSULT", ("visit",), "Rusland", "Polen", "Rusland>Polen", False),
        ("ASSAULT", (), "Rusland Oekraïne", "", "Rusland>Oekraïne Oekraïne>Rusland", True),
        ("ASSAULT", ("aerial",), "Rusland Oekraïne", "", "Rusland> Oekraïne>", False),
        ("ACCUSE", (), "Rusland Polen", "", "Rusland> Polen>", False),
        ("COERCE", (), "", "Polen", ">Polen", False),
        ("AGREE", (), "Rusland", "Rusland", "", False),
        ("PROTEST", (), "", "", "", False),
    ],
)
def test_who_did_it_to_whom(type_, modes, actors, recipients, expected, mutual):
    claim = build.claim(TEXT, "doen", type_, modes=modes, actors=actors.split(), recipients=recipients.split())
    found, both = pairs(claim)
    names = [">".join(party.name if party else "" for party in pair) for pair in found]
    assert (" ".join(names), both) == (expected, mutual)


def test_frames_of_events_have_their_columns_also_without_rows(wide):  # noqa: F811 - the fixture
    with kroniek.open(wide, read_only=True) as chronicle:
        frame = chronicle.events().to_pandas()
        none = chronicle.events(since="1990", until="1991").to_polars()
        assert chronicle.claims().events().to_rows() == chronicle.events().to_rows()
    names = [column.name for column in EVENT_COLUMNS]
    assert list(frame) == none.columns == names
    assert len(frame) == 8
    raid = frame[frame["place"] == "Kiev"].iloc[0]
    assert (raid["claims"], raid["outlets"], raid["publishers"]) == (2, 2, "De Krant; Omroep")
    denied = frame[frame["statuses"] == "planned; denied"].iloc[0]
    assert denied["status"] == "denied"


def test_actors_that_are_judged_one_share_an_id(tmp_path):
    told = build.document("Rusland, Polen en de Navo overlegden.", id="overleg", published="2022-03-02")
    russia = build.party(told, "Rusland/RUS")
    poland = replace(build.party(told, "Polen/POL"), wikidata="Q36")
    nato = build.party(told, "Navo/IGO")
    ids = [actor_id(party) for party in (russia, poland, nato)]

    def judged(left, right, **given):
        left, right = sorted((left, right))
        return Judgement(kind=JudgementKind.SAME_ACTOR, left=left, right=right, score=1.0, by="t", reason="", **given)

    with open_store(tmp_path / "wie.db") as store:
        store.add(
            told,
            [build.claim(told, "overlegden", "CONSULT", actors=[russia, poland, nato])],
            placement=store.place(told),
        )
        for judgement in (judged(ids[0], ids[1]), judged(ids[0], ids[2]), judged(ids[0], ids[2], withdrawn=True)):
            store.judge(judgement)
        who = identities(store)
    assert [who(party) for party in (russia, poland, nato)] == ["Q36", "Q36", ids[2]]
