"""Questions that a user saved under a name, what is watched for in their answers, and the alerts that came of it.

A saved question with an alarm is watched; one without is only kept to be asked again. An alert names the claims on
which it rests, and no other words: what is shown of it is read from the chronicle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kroniek.model.ontology import EventType, Status


class Alarm(StrEnum):
    """What is watched for."""

    ACT = "act"  # an event that no article before had told
    WEEK = "week"  # a week in which a pair is in the news more than its own past lets expect
    DUE = "due"  # a promise, threat or demand whose last day comes near
    DENIAL = "denial"  # somebody denies an event that the question finds


class Counted(StrEnum):
    """Which acts of a pair the alarm `week` counts."""

    ALL = "all"
    CONFLICT = "conflict"
    COOPERATION = "cooperation"


class Delivery(StrEnum):
    """How far an alert came on its way to one outlet."""

    WAITING = "waiting"  # noted, not tried
    BEGUN = "begun"  # being sent; where the program ended in between, it may have arrived
    FAILED = "failed"  # refused or not reached; tried again at the next round
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which claims, as for `Chronicle.claims`; with `words`, passages that hold them. What is None does not restrict.

    `types` and `statuses` are empty where all are meant; days are both included.
    """

    words: str | None = None
    actor: str | None = None
    other: str | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    hedged: bool | None = None
    publisher: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A question under a name, and when it gives an alarm (`alarm`; never where None).

    `outlets` is from how many outlets on an act or a denial counts; `days` how long before its last day a promise does;
    `once_in` how rare a week must be to count (100: one week in a hundred by chance), and `counted` what of it.
    `after` is the number of the last document that was there when the question was saved: what that and earlier ones
    tell is not new. `seen` is the last document that was looked at.
    """

    name: str
    question: Question
    alarm: Alarm | None = None
    outlets: int = 1
    days: int = 7
    once_in: int = 100
    counted: Counted = Counted.ALL
    after: int = 0
    seen: int = 0
    made_at: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of a pair beside its past: events (of those `counted`) that were reported, and how many were expected.

    `chance` is how often a week so busy would come by the past alone. `weeks` are the weeks of the past, `flagged` how
    many of those would have given an alarm too; `shuffled` is the share of weeks that do where the past is shuffled,
    so that whatever is flagged is flagged by chance.
    """

    actor: str
    other: str
    counted: Counted
    start: date
    end: date
    events: int
    expected: float
    chance: float
    weeks: int
    flagged: int
    shuffled: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Weeks of a pair that could be judged and those that gave an alarm: as they went, and over all shuffles."""

    weeks: int = 0
    flagged: int = 0
    shuffled_weeks: int = 0
    shuffled_flagged: int = 0

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            weeks=self.weeks + other.weeks,
            flagged=self.flagged + other.flagged,
            shuffled_weeks=self.shuffled_weeks + other.shuffled_weeks,
            shuffled_flagged=self.shuffled_flagged + other.shuffled_flagged,
        )

    @property
    def share(self) -> float:
        """The share of weeks with an alarm, as they went."""
        return self.flagged / self.weeks if self.weeks else 0.0

    @property
    def shuffled_share(self) -> float:
        """The share of weeks with an alarm in shuffled histories: false alarms by construction."""
        return self.shuffled_flagged / self.shuffled_weeks if self.shuffled_weeks else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that a saved question was watched for, and that came.

    `id` follows from the question's name and what came, so the same thing gives the same alert. `subject` is the id of
    the event or commitment, or the first day of the week. `day` is the day of report; for a promise its last day.
    `claims` are those on which it rests, the first report first (a denial before what it denies); `by` is whoever
    denies, empty where nobody is named.
    """

    id: str
    name: str
    alarm: Alarm
    subject: str
    day: date | None
    claims: tuple[str, ...]
    week: Week | None = None
    by: str = ""
    noted_at: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How far an alert came toward one outlet, after how many tries, and why it failed."""

    alert: str
    outlet: str
    state: Delivery
    tries: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a watched feed: what its server said of its version, and how long it is left alone."""

    address: str
    etag: str = ""
    modified: str = ""
    failures: int = 0
    rest_until: datetime | None = None
    asked_at: datetime | None = None
