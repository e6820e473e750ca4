"""The numbers of the rule, read once from `data/unusual.toml`; their reasons stand there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What the rule works with; see the file for what each is and why."""

    half_life_weeks: float
    prior_events: float
    least_weeks: int
    least_past_events: int
    usual_spread: float
    spread_weight: float
    least_events: int
    shuffles: int


@cache
def numbers() -> Numbers:
    """The numbers of the file."""
    text = (files("kroniek.memory.unusual") / "data" / "unusual.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Numbers(
        half_life_weeks=table["past"]["half_life_weeks"],
        prior_events=table["past"]["prior_events"],
        least_weeks=table["past"]["least_weeks"],
        least_past_events=table["past"]["least_events"],
        usual_spread=table["spread"]["usual"],
        spread_weight=table["spread"]["weight"],
        least_events=table["week"]["least_events"],
        shuffles=table["measuring"]["shuffles"],
    )
