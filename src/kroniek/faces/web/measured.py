"""How often the coder errs, as the benchmark measured it: a table that `tools/web/measured.py` makes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kroniek.model.ontology import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How often the coder found a kind of act, was right, and how many people coded."""

    coded: int
    right: int
    gold: int

    @property
    def precision(self) -> float | None:
        """Of what was coded, the share that people coded too."""
        return round(self.right / self.coded, 2) if self.coded else None

    @property
    def recall(self) -> float | None:
        """Of what people coded, the share that was found."""
        return round(self.right / self.gold, 2) if self.gold else None


@cache
def measured() -> tuple[int, Measured, dict[EventType, Measured]]:
    """On how many texts, all acts, and acts by type."""
    table = tomllib.loads(
        resources.files("kroniek.faces.web").joinpath("data", "measured.toml").read_text(encoding="utf-8")
    )
    every = table["all"]
    by_type = {EventType(kind): Measured(**counts) for kind, counts in table["types"].items()}
    total = Measured(coded=every["coded"], right=every["right"], gold=every["gold"])
    return every["documents"], total, by_type
