"""Outlets of alerts, and how alerts come to them: noted as begun before they are sent, as done after.

Where the program ends between the two, nobody can know whether an alert arrived: it is named, and only sent again where
that is asked for. After a failure the rest of the round waits, so that a dead outlet costs one try and not a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kroniek.errors import DeliveryError
from kroniek.faces.watch.telling import Teller, Told
from kroniek.model.watching import Alert, Delivered, Delivery

if TYPE_CHECKING:
    from kroniek.api import Chronicle


Waiting = tuple[Alert, Delivered]

TOGETHER = 100
"""Alerts that go in one piece at most: more in one mail nobody reads, and servers refuse it."""


class Outlet(Protocol):
    """Where alerts go. `name` is how the chronicle remembers it, `shown` how people are told; no secret is in either.

    `together` says that all alerts of a round go in one piece.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - told above
    @property
    def shown(self) -> str: ...  # noqa: D102 - told above
    @property
    def together(self) -> bool: ...  # noqa: D102 - told above

    def prepare(self, teller: Teller) -> None:
        """Find out before the first alert what would fail for every one. Raises `UsageError`."""

    def send(self, told: Sequence[Told], teller: Teller) -> None:
        """Send alerts. Raises `DeliveryError` where they did not arrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a round for one outlet: how many arrived, did not (`reason`), or may have arrived earlier."""

    outlet: Outlet
    arrived: int = 0
    failed: int = 0
    uncertain: int = 0
    reason: str = ""


def deliver(chronicle: Chronicle, outlet: Outlet, teller: Teller, *, again: bool = False) -> Outcome:
    """Send what waits for an outlet, and what failed before; with `again` also what may have arrived."""
    waiting = chronicle.undelivered(outlet.name)
    uncertain = sum(told.state is Delivery.BEGUN and not again for _, told in waiting)
    mine = [(alert, told) for alert, told in waiting if again or told.state is not Delivery.BEGUN]
    arrived = tried = 0
    for some in _pieces(mine, together=outlet.together):
        tried += len(some)
        begun = chronicle.begin_sending([told for _, told in some])
        alerts = [alert for alert, _ in some if alert.id in begun]
        if not alerts:
            continue  # somebody else sends them
        try:
            outlet.send([teller.told(alert) for alert in alerts], teller)
        except DeliveryError as error:
            chronicle.end_sending(begun, outlet=outlet.name, state=Delivery.FAILED, reason=str(error))
            failed, reason = len(mine) - tried + len(alerts), str(error).rstrip(".")
            return Outcome(outlet=outlet, arrived=arrived, failed=failed, uncertain=uncertain, reason=reason)
        chronicle.end_sending(begun, outlet=outlet.name, state=Delivery.DONE)
        arrived += len(alerts)
    return Outcome(outlet=outlet, arrived=arrived, uncertain=uncertain)


def _pieces(waiting: Sequence[Waiting], *, together: bool) -> Iterator[Sequence[Waiting]]:
    size = TOGETHER if together else 1
    yield from (waiting[first : first + size] for first in range(0, len(waiting), size))
