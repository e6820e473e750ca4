"""Series of two parties: every event once, in the period of its act, by class and score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kroniek.api.series import series, series_record
from kroniek.errors import UsageError
from kroniek.memory.series import next_start, period_start
from kroniek.memory.store import Query
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.ontology import Quad, Status
from kroniek.model.when import Grain, When
from tests.build import claim, document
from tests.memory.conftest import keep

pytestmark = pytest.mark.usefixtures("apart")

PAIR = Query(actor="RUS", other="UKR")


def act(  # noqa: PLR0913 - one keyword per field that a test varies
    store, name, kind, day, *, last=None, status=Status.HAPPENED, hedged=False, back=False, published="2022-06-01"
):
    """Keep an article in which one acts toward the other; the id of its claim."""
    when = When(start=date.fromisoformat(day), end=date.fromisoformat(last or day), grain=Grain.DAY) if day else None
    sides = (["Rusland/RUS"], ["Oekraïne/UKR"])
    actors, recipients = reversed(sides) if back else sides

    def code(where):
        made = claim(where, "doet", kind, actors=actors, recipients=recipients, status=status.value)
        return replace(made, when=when, hedged=hedged)

    keep(store, document(f"Bericht {name}: Rusland doet Oekraïne.", id=name, published=published), code)
    return next(store.claims(Query(document=name))).claim.id


def join(store, *ids):
    left, right = sorted(ids)
    store.judge(
        Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="test", reason="one event")
    )


def counted(found):
    return [(period.start.isoformat(), period.events) for period in found.periods if period.events]


def test_acts_are_counted_by_month_class_and_score(store):
    act(store, "a", "ASSAULT", "2022-02-24")
    act(store, "b", "CONSULT", "2022-02-28", back=True)
    act(store, "c", "ASSAULT", "2022-04-01")
    found = series(store, PAIR, grain="month")
    assert counted(found) == [("2022-02-01", 2), ("2022-04-01", 1)]
    assert [period.start.month for period in found.periods] == [2, 3, 4]
    first = found.periods[0]
    assert (first.quads[Quad.MATERIAL_CONFLICT], first.quads[Quad.VERBAL_COOPERATION]) == (1, 1)
    assert (first.end, first.cooperation, first.conflict) == (date(2022, 2, 28), 2.5, found.periods[2].conflict)
    assert first.net == first.cooperation + first.conflict < 0


def test_an_event_counts_once_however_often_it_is_told(store):
    ids = [act(store, name, "ASSAULT", "2022-02-24") for name in "abc"]
    join(store, ids[0], ids[1])
    found = series(store, PAIR, grain="month")
    assert (counted(found), found.claims) == ([("2022-02-01", 2)], 3)


def test_as_of_a_day_what_was_joined_by_a_later_report_counts_apart(store):
    ids = [act(store, name, "ASSAULT", "2022-02-24", published=day) for name, day in
           (("a", "2022-03-01"), ("b", "2022-03-09"), ("c", "2022-03-02"))]  # fmt: skip
    join(store, ids[0], ids[1])
    join(store, ids[1], ids[2])
    assert counted(series(store, PAIR, grain="year")) == [("2022-01-01", 1)]
    assert counted(series(store, replace(PAIR, as_of=date(2022, 3, 5)), grain="year")) == [("2022-01-01", 2)]
    assert counted(series(store, replace(PAIR, as_of=date(2022, 3, 1)), grain="year")) == [("2022-01-01", 1)]


def test_what_did_not_take_place_counts_only_where_all_is_asked_for(store):
    act(store, "a", "ASSAULT", "2022-02-24", status=Status.DENIED)
    act(store, "b", "ASSAULT", "2022-02-24", status=Status.PLANNED)
    act(store, "c", "ASSAULT", "2022-02-24", hedged=True)
    act(store, "d", "ASSAULT", "2022-02-24", status=Status.ONGOING)
    assert counted(series(store, PAIR, grain="month")) == [("2022-02-01", 1)]
    assert counted(series(store, PAIR, grain="month", everything=True)) == [("2022-02-01", 4)]


def test_directed_means_who_acts_on_whom(store):
    act(store, "a", "ASSAULT", "2022-02-24")
    act(store, "b", "ASSAULT", "2022-02-24", back=True)
    act(store, "c", "ASSAULT", "2022-02-24", back=True)
    assert counted(series(store, PAIR, grain="month", directed=True)) == [("2022-02-01", 1)]
    back = Query(actor="UKR", other="RUS")
    assert counted(series(store, back, grain="month", directed=True)) == [("2022-02-01", 2)]
    assert counted(series(store, Query(actor="UKR"), grain="month", directed=True)) == [("2022-02-01", 2)]
    assert counted(series(store, Query(actor="UKR"), grain="month")) == [("2022-02-01", 3)]


def test_a_time_that_is_coarser_than_a_period_is_in_none(store):
    act(store, "a", "ASSAULT", "2022-01-01", last="2022-12-31")
    act(store, "b", "ASSAULT", "2022-02-27", last="2022-03-02")
    act(store, "c", "ASSAULT", None, published=None)
    found = series(store, PAIR, grain="month")
    assert (counted(found), found.unplaced) == ([("2022-02-01", 1)], 2)
    assert counted(series(store, PAIR, grain="year")) == [("2022-01-01", 2)]


def test_an_act_without_a_time_is_in_the_period_of_its_article(store):
    act(store, "a", "ASSAULT", None, published="2022-05-05")
    assert counted(series(store, PAIR, grain="month")) == [("2022-05-01", 1)]


def test_the_days_asked_for_are_the_ends_of_the_series(store):
    act(store, "a", "ASSAULT", "2022-02-24")
    act(store, "b", "ASSAULT", "2022-07-01")
    asked = replace(PAIR, since=date(2022, 1, 15), until=date(2022, 3, 31))
    found = series(store, asked, grain="month")
    assert [period.start.month for period in found.periods] == [1, 2, 3]
    assert counted(found) == [("2022-02-01", 1)]


def test_nothing_gives_no_periods(store):
    assert series(store, PAIR, grain="month").periods == ()


def test_as_plain_values(store):
    act(store, "a", "ASSAULT", "2022-02-24")
    record = series_record(series(store, PAIR, grain="quarter"))
    assert record["periods"][0]["material_conflict"] == 1
    assert (record["grain"], record["periods"][0]["start"], record["periods"][0]["end"]) == (
        "quarter",
        "2022-01-01",
        "2022-03-31",
    )


def test_a_grain_that_does_not_exist_is_refused(store):
    with pytest.raises(UsageError, match="Choose from day, week"):
        series(store, PAIR, grain="decade")


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("day", ["2022-01-01", "2024-02-29", "2022-12-31", "2021-10-31", "2022-03-31"])
def test_periods_follow_on_each_other(grain, day):
    grain, day = Grain(grain), date.fromisoformat(day)
    start = period_start(day, grain)
    after = next_start(start, grain)
    assert start <= day < after
    assert period_start(after, grain) == after
