"""Counting hits: the two kinds of figures that an evaluation consists of.

`Overlap` is precision, recall and F1 over things found; `Share` is a share of yes among all. Both are filled while
the documents are walked and give their row at the end, rounded to four decimals: that is what two runs are compared by.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

Row = dict[str, float | int | None]
DECIMALS = 4


@dataclass(slots=True)
class Overlap:
    """How many things gold has, how many the system gave, and how many of these are the same."""

    hits: int = 0
    gold: int = 0
    system: int = 0

    def add(self, *, hits: int, gold: int, system: int) -> None:
        """Count the things of one pair or document."""
        self.hits += hits
        self.gold += gold
        self.system += system

    def add_sets(self, gold: AbstractSet[Any], system: AbstractSet[Any]) -> None:
        """Count two sets of things that are the same where they are equal."""
        self.add(hits=len(gold & system), gold=len(gold), system=len(system))

    def row(self) -> Row:
        """Precision, recall and F1, 0 where there is nothing to divide by, and the two numbers behind them."""
        precision = self.hits / self.system if self.system else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        both = precision + recall
        return {
            "p": round(precision, DECIMALS),
            "r": round(recall, DECIMALS),
            "f1": round(2 * precision * recall / both if both else 0.0, DECIMALS),
            "gold": self.gold,
            "system": self.system,
        }


@dataclass(slots=True)
class Share:
    """How many out of all."""

    yes: int = 0
    total: int = 0

    def add(self, *, yes: bool) -> None:
        """Count one case."""
        self.yes += yes
        self.total += 1

    def row(self) -> Row:
        """The share, None where there were no cases, and the number of cases."""
        return {"share": round(self.yes / self.total, DECIMALS) if self.total else None, "n": self.total}
