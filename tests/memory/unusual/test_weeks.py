"""What a week is expected to bring, and how rare a busier one is."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.memory.unusual.measuring import measured
from kroniek.memory.unusual.weeks import Count, Judged, tail, walked
from kroniek.model.watching import Measured

FIRST = date(2022, 1, 3)


def counts(events, articles=50):
    each = articles if isinstance(articles, list) else [articles] * len(events)
    return [
        Count(start=FIRST + timedelta(weeks=week), events=number, articles=read)
        for week, (number, read) in enumerate(zip(events, each, strict=True))
    ]


def last(events, articles=50) -> Judged:
    return list(walked(counts(events, articles)))[-1]


def summed(events, mean, spread):
    """The upper tail by adding up everything below it."""
    size = 1 / spread
    below = [
        math.exp(
            math.lgamma(number + size)
            - math.lgamma(size)
            - math.lgamma(number + 1)
            - size * math.log1p(mean / size)
            + number * math.log(mean / (mean + size))
        )
        for number in range(events)
    ]
    return 1 - math.fsum(below)


@given(st.integers(0, 40), st.floats(0.05, 30), st.floats(0.05, 4))
def test_a_tail_is_what_is_left_of_all_smaller_numbers(events, mean, spread):
    assert tail(events, mean=mean, spread=spread) == pytest.approx(summed(events, mean, spread), rel=1e-4, abs=1e-9)


@given(st.integers(0, 2000), st.floats(0.01, 1500), st.floats(0.001, 5))
def test_a_tail_is_a_chance_and_never_grows_with_the_number(events, mean, spread):
    here, above = (tail(number, mean=mean, spread=spread) for number in (events, events + 1))
    assert 0 <= above <= here <= 1


@pytest.mark.parametrize(("events", "mean", "chance"), [(0, 0.0, 1.0), (1, 0.0, 0.0), (2, 2000.0, 1.0)])
def test_a_tail_at_the_ends_of_what_floats_hold(events, mean, chance):
    assert tail(events, mean=mean, spread=0.001) == chance


def test_a_busy_week_after_a_quiet_past_is_unusual_and_the_same_week_after_a_busy_past_is_not():
    quiet, busy = last([0, 1, 0, 0, 1] * 8 + [7]), last([6, 8, 7, 5, 9] * 8 + [7])
    assert quiet.is_unusual(100)
    assert not busy.is_unusual(100)
    assert (round(quiet.expected, 1), round(busy.expected, 1)) == (0.4, 7.0)


def test_rarer_weeks_are_asked_for_by_a_larger_number():
    week = last([0, 1, 0, 0, 1] * 8 + [4])
    assert 100 < 1 / week.chance < 10_000
    assert week.is_unusual(100)
    assert not week.is_unusual(10_000)


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([0, 1, 0, 1] * 4 + [9], "seventeen weeks tell too little"),
        ([0] * 38 + [1, 1, 9], "two events tell too little"),
        ([0, 0, 0, 0, 1] * 8 + [2], "two events may be mistakes"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_too_little_is_never_unusual(events, why):
    assert not last(events).is_unusual(2), why


def test_a_past_that_comes_in_bursts_makes_a_burst_less_rare():
    even, bursts = last([1] * 60 + [6]), last([0, 0, 0, 0, 0, 6] * 10 + [6])
    assert even.chance < bursts.chance / 10


def test_more_articles_make_more_events_usual():
    half = [50] * 40
    more = last([1, 2, 1, 1] * 10 + [6], [*half, 250])
    same = last([1, 2, 1, 1] * 10 + [6], [*half, 50])
    assert same.is_unusual(100)
    assert not more.is_unusual(100)


def test_newer_weeks_weigh_more():
    rising, falling = [1] * 52 + [4] * 52, [4] * 52 + [1] * 52
    assert last([*rising, 4]).expected > 2.9
    assert last([*falling, 4]).expected < 2.1


def test_what_comes_later_changes_no_judgement():
    past = [0, 2, 1, 0, 5, 1] * 8
    before, after = list(walked(counts(past))), list(walked(counts([*past, 30, 0, 12])))
    assert after[: len(before)] == before


def test_a_history_is_measured_as_it_went_and_shuffled_and_the_same_twice():
    past = counts(([0, 1, 0, 2, 0, 0] * 8) + [9, 8] + ([1, 0, 0] * 8))
    found = measured(past, once_in=100, shuffles=20)
    assert found == measured(past, once_in=100, shuffles=20)
    assert (found.weeks, found.flagged) == (54, 1)  # after the first busy week the second one surprises less
    assert 0 < found.shuffled_share < 0.04
    assert found.shuffled_weeks > 20 * 40


def test_a_history_that_tells_too_little_has_no_shares():
    found = measured(counts([0, 1] * 5), once_in=100, shuffles=3)
    assert found == Measured()
    assert (found.share, found.shuffled_share) == (0.0, 0.0)


def test_shuffled_histories_give_about_as_many_alarms_as_were_asked_for():
    past = counts([int(4 * abs(math.sin(week * 1.7)) ** 3) for week in range(150)])
    assert measured(past, once_in=20, shuffles=20).shuffled_share < 0.06
