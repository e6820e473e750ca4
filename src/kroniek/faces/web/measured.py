"""How often the coder errs, as the benchmark measured it: a table that `tools/web/measured.py` makes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

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
    documents, total = _with_texts(_table()["all"])
    return documents, total, {EventType(kind): Measured(**counts) for kind, counts in _table()["types"].items()}


@cache
def by_set() -> dict[str, tuple[int, Measured]]:
    """By the name of each set: its number of texts, and all acts."""
    return {name: _with_texts(counts) for name, counts in _table()["sets"].items()}


def _with_texts(counts: Mapping[str, int]) -> tuple[int, Measured]:
    return counts["documents"], Measured(**{name: number for name, number in counts.items() if name != "documents"})


@cache
def _table() -> dict[str, Any]:
    file = resources.files("kroniek.faces.web").joinpath("data", "measured.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
