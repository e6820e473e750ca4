"""How two parties dealt with each other, period by period: how often and how hard they cooperated and clashed.

Every event counts once, however many articles tell it. What is planned, denied, conditional, possible or only hedged
did not happen as far as the articles say, and is left out unless it is asked for. A series counts what was *reported*:
a period of which fewer articles were read has fewer events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kroniek.model.ontology import Quad
from kroniek.model.when import Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period, both ends included: events by class, and the sums of PLOVER's scores on either side of nought.

    `cooperation` is 0 or more, `conflict` 0 or less.
    """

    start: date
    end: date
    quads: dict[Quad, int]
    cooperation: float
    conflict: float

    @property
    def events(self) -> int:
        """How many events."""
        return sum(self.quads.values())

    @property
    def net(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The periods from the first to the last event (or from and to the days asked for), those without events too.

    `claims` is how many claims tell the events; `unplaced` counts events whose time is told less precisely than a
    period (*in 2022* in a series by month) or not at all.
    """

    actor: str
    other: str | None
    grain: Grain
    as_of: date | None
    periods: tuple[Period, ...]
    claims: int
    unplaced: int
