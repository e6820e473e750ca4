"""An event: a reversible judgement that certain claims tell of one thing. Events exist in `memory` only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from kroniek.model.claim import ClaimId

EventId = NewType("EventId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims that are judged to tell of one event, the first reported first. The id is that of the first claim."""

    id: EventId
    claims: tuple[ClaimId, ...]
