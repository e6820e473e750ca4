"""A series of two parties, asked of a chronicle; and as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kroniek.errors import UsageError
from kroniek.memory.store import Query, View
from kroniek.model.ontology import Status
from kroniek.model.series import Series
from kroniek.model.when import Grain

GRAINS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
TOOK_PLACE = (Status.HAPPENED, Status.ONGOING)
"""The statuses of acts that took place, as far as an article says."""


def series(
    store: View, query: Query, *, grain: str | Grain, directed: bool = False, everything: bool = False
) -> Series:
    """The series that is asked for. Raises `UsageError` for a grain that does not exist."""
    from kroniek.memory import series as series_  # noqa: PLC0415 - loads the database libraries

    chosen = next((one for one in GRAINS if one.value == str(grain)), None)
    if chosen is None:
        raise UsageError(f"There is no grain {grain}. Choose from {', '.join(one.value for one in GRAINS)}.")
    if not everything:
        query = replace(query, statuses=TOOK_PLACE, hedged=False)
    found: Series = store.look(series_.series, query, grain=chosen, directed=directed)
    return found


def series_record(found: Series) -> dict[str, Any]:
    """A series as plain values."""
    return {
        "actor": found.actor,
        "other": found.other,
        "grain": found.grain.value,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "claims": found.claims,
        "unplaced": found.unplaced,
        "periods": [
            {
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "events": period.events,
                **{quad.value.replace(" ", "_"): number for quad, number in period.quads.items()},
                "cooperation": period.cooperation,
                "conflict": period.conflict,
                "net": round(period.net, 2),
            }
            for period in found.periods
        ],
    }
