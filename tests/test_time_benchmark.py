"""The yardstick of times: what it leaves out, what it takes for the same days, how it reads the answers of others."""

import importlib
from datetime import date
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def suites(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("time_suites")


@pytest.fixture
def cases(suites):
    return importlib.import_module("time_cases")


@pytest.fixture
def readers(suites):
    return importlib.import_module("time_readers")


def test_our_reader_gets_the_table_right(suites, cases, readers):
    rows = list(cases.table())
    good = sum(suites.right(case, times) for case, times in zip(rows, readers.ours(rows), strict=True))
    assert len(rows) >= 1000
    assert good >= 0.97 * len(rows)


@pytest.mark.parametrize(
    ("words", "text", "reason"),
    [
        ("de 27ste", "ik ging terug op de 27ste", "number of a day without its month"),
        ("22-4", "ik ga terug op 22-4", "day and month in digits without a year"),
        ("2016/11", "ik ben 2016/11 weg", "month and year in digits"),
        ("februari", "ik ben februari weg", "month, season or quarter without its preposition"),
        ("mijn week", "mijn week", "the asker's own time"),
        ("3 mei", "ik ga terug op 3 mei", ""),
        ("in februari", "ik ben in februari weg", ""),
        ("volgende week", "ik ben volgende week weg", ""),
        ("twee weken geleden", "dat was twee weken geleden", ""),
        ("02-03-2019", "ik ga op 02-03-2019 terug", ""),
    ],
)
def test_a_kind_is_left_out_by_its_words(cases, words, text, reason):
    assert cases._left_out(words, text) == reason


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2026-03-10", "2026-03-10", "2026-03-10"),
        ("2026-03-10TEV", "2026-03-10", "2026-03-10"),
        ("2026-W10", "2026-03-02", "2026-03-08"),
        ("2026-W10-WE", "2026-03-07", "2026-03-08"),
        ("2025-WI", "2025-12-21", "2026-03-20"),
        ("2025-SU", "2025-06-21", "2025-09-20"),
        ("2020-H2", "2020-07-01", "2020-12-31"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1801-01-01", "1900-12-31"),
    ],
)
def test_a_timex_value_is_placed(readers, value, start, end):
    found = readers.timex(value)
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("value", ["P3W", "PAST_REF", "XXXX-WXX-1", "2026-13-40", ""])
def test_a_timex_value_without_a_place_has_no_days(readers, value):
    assert readers.timex(value) is None


def test_a_day_within_the_month_that_is_told_passes_by_convention_only(cases):
    case = cases.Case(kind="date", text="een maand geleden", start=0, end=17, anchor=date(2016, 11, 7), wanted=())
    day = cases.Days(date(2016, 10, 7), date(2016, 10, 7), "day")
    month = cases.Days(date(2016, 10, 1), date(2016, 10, 31), "month")
    other = cases.Days(date(2016, 9, 1), date(2016, 9, 30), "month")
    assert not cases.same(day, month)
    assert cases.by_convention(case, day, month) == "an amount tells no finer than its unit"
    assert cases.by_convention(case, day, other) == ""


def test_words_are_found_where_half_of_them_is_covered(cases):
    assert cases.whole([(0, 5)], 0, 10)
    assert not cases.whole([(0, 4)], 0, 10)
    assert not cases.whole([(0, 4), (0, 4)], 0, 10)
    assert not cases.whole([], 0, 10)
