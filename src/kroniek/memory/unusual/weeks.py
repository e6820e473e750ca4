"""How likely a week as busy as this one is, given the weeks before it.

Events of a pair come in counts that are small, often nought, and more uneven than chance alone makes them. The rate of
events per article is learnt from the past weeks, newer ones weighing more; what is not known of it, and how uneven the
past was, both widen what is expected: together a negative binomial distribution, of which the upper tail is the chance.
Weeks without an article in the chronicle are no weeks of the past: nobody looked. That more articles were read, because
a feed was added, makes no week unusual.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kroniek.memory.unusual.tables import Numbers, numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A week in which articles were read: how many, and how many events of the pair they were first to report."""

    start: date
    events: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A week beside those before it (`weeks` of them): how many events were expected, and how uneven they come.

    `known` is False where those before tell too little to judge by.
    """

    count: Count
    expected: float
    spread: float
    weeks: int
    known: bool

    @property
    def chance(self) -> float:
        """How often a week has so many events or more."""
        return tail(self.count.events, mean=self.expected, spread=self.spread)

    def is_unusual(self, once_in: int) -> bool:
        """Is it rarer than one week in so many?"""
        enough = self.count.events >= numbers().least_events and self.count.events > self.expected
        return self.known and enough and self.chance * once_in < 1


class Past:
    """What the weeks so far tell; `add` them in order."""

    def __init__(self, told: Numbers | None = None) -> None:
        self._told = told or numbers()
        self._keep = 0.5 ** (1 / self._told.half_life_weeks)
        self.weeks = self.events = self.articles = 0
        self._recent_events = self._recent_articles = 0.0
        self._excess = self._squares = 0.0

    def judge(self, count: Count) -> Judged:
        """A week beside these."""
        return Judged(
            count=count,
            expected=self._rate() * count.articles,
            spread=self._spread(),
            weeks=self.weeks,
            known=self.weeks >= self._told.least_weeks and self.events >= self._told.least_past_events,
        )

    def add(self, count: Count) -> None:
        """Let a week be one of the past."""
        mean = self._rate() * count.articles
        if self.weeks:
            self._excess = self._keep * self._excess + (count.events - mean) ** 2 - mean
            self._squares = self._keep * self._squares + mean**2
        self.weeks += 1
        self.events += count.events
        self.articles += count.articles
        self._recent_events = self._keep * self._recent_events + count.events
        self._recent_articles = self._keep * self._recent_articles + count.articles

    def _rate(self) -> float:
        """Events per article: the discounted rate, drawn a little to that of all weeks."""
        if not self.events:
            return self._told.prior_events / max(self.articles, 1)
        prior = self._told.prior_events
        all_articles = prior * self.articles / self.events
        return (self._recent_events + prior) / (self._recent_articles + all_articles)

    def _spread(self) -> float:
        """Variance beyond that of chance, over the mean squared: of the weeks, and of what is not known of the rate."""
        usual, weight = self._told.usual_spread, self._told.spread_weight
        uneven = max(0.0, (usual * weight + self._excess) / (weight + self._squares))
        return uneven + 1 / (self._recent_events + self._told.prior_events)


def walked(counts: Iterable[Count], told: Numbers | None = None) -> Iterator[Judged]:
    """Each week beside those before it."""
    past = Past(told)
    for count in counts:
        yield past.judge(count)
        past.add(count)


def tail(events: int, *, mean: float, spread: float) -> float:
    """How often a negative binomial of this mean and spread (variance = mean + spread · mean²) gives so many or more.

    Summed from the side on which less lies, and rounded to six digits that count, so that no machine decides otherwise
    by its last bit.
    """
    if events <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if events > mean:
        return _rounded(_summed(events, 1, mean=mean, size=1 / spread))
    return _rounded(1 - _summed(events - 1, -1, mean=mean, size=1 / spread))


def _summed(first: int, step: int, *, mean: float, size: float) -> float:
    """The chances of `first` and all numbers on its outer side, until they add nothing."""
    number, total = first, 0.0
    chance = math.exp(_log_chance(first, mean=mean, size=size))
    while number >= 0 and chance > total * 1e-9:
        total += chance
        above = max(number, number + step)
        ratio = (size + above - 1) / above * mean / (size + mean) if above else 0.0
        chance = chance * ratio if step > 0 else chance / ratio if ratio else 0.0
        number += step
    return total


def _log_chance(number: int, *, mean: float, size: float) -> float:
    ways = math.lgamma(number + size) - math.lgamma(size) - math.lgamma(number + 1)
    return ways - size * math.log1p(mean / size) + number * math.log(mean / (size + mean))


def _rounded(chance: float) -> float:
    return float(f"{min(1.0, max(0.0, chance)):.6g}")
