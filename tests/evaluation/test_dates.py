"""Dates agree at the grain of gold."""

import pytest

from kroniek.evaluation.dates import Interval, agree, parse_day


def interval(start, end=None, grain="day"):
    return Interval(start=parse_day(start), end=parse_day(end or start, last=True), grain=grain)


@pytest.mark.parametrize(
    ("gold", "system", "expected"),
    [
        (interval("2019-03-02"), interval("2019-03-02"), True),
        (interval("2019-03-02"), interval("2019-03-01"), False),
        (interval("2019-03", grain="month"), interval("2019-03-10", "2019-03-11"), True),
        (interval("2019-03", grain="month"), interval("2019-03-10", "2019-04-11"), False),
        (interval("2019", grain="year"), interval("2019-03-10"), True),
        (interval("2019-03-04", "2019-03-10", "week"), interval("2019-03-05", "2019-03-08"), True),
        (interval("2019-03-04", "2019-03-10", "week"), interval("2019-03-05", "2019-03-06"), False),
        (interval("2019-03-02"), interval("2019-03-02", "2019-03-01"), False),
        (interval("2019-03-02"), interval("gisteren"), False),
        (interval("2019-03-02"), None, False),
    ],
)
def test_agreement(gold, system, expected):
    assert agree(gold, system) is expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-12", "2020-12-01", "2020-12-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02-03T10:00", "2020-02-03", "2020-02-03"),
    ],
)
def test_part_of_a_date_is_its_first_or_last_day(text, first, last):
    assert (str(parse_day(text)), str(parse_day(text, last=True))) == (first, last)


@pytest.mark.parametrize("text", ["", None, "gisteren", "2019-02-30", "99999999999"])
def test_what_is_no_date_stays_unread(text):
    assert parse_day(text) is None
