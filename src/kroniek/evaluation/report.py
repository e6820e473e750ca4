"""What an evaluation found: the figures, as JSON or as a table, and the events that were missed or made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kroniek.evaluation.tallies import Row

LONGEST_SHOWN_CHARS = 120

Rows = Mapping[str, Row]


class MissKind(StrEnum):
    """Which way an event was not matched."""

    MISSED = "MISSED"  # in gold, not found with this type
    SPURIOUS = "SPURIOUS"  # found, not in gold with this type


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """An event without a counterpart of its type: its countries, and the first of its quotes."""

    kind: MissKind
    document: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    quote: str

    def __str__(self) -> str:
        parties = f"{list(self.actors)} -> {list(self.recipients)}"
        return f"{self.kind:<8} {self.document} {self.type:<9} {parties}  {self.quote[:LONGEST_SHOWN_CHARS]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of one evaluation; see `docs/reference/evaluation.md` for what each means."""

    documents: int
    events: Rows
    dyads: Row
    parties: Rows
    fields: Rows
    evidence: Row
    types: Rows
    quotes_not_found: int
    misses: tuple[Miss, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The figures as the yardstick prints them, misses left out."""
        return {
            "documents": self.documents,
            "events": dict(self.events),
            "dyads": {"": self.dyads},
            "parties": dict(self.parties),
            "fields": dict(self.fields),
            "evidence": {"characters": self.evidence},
            "per type": dict(self.types),
            "quotes not found in the text": self.quotes_not_found,
        }

    def to_text(self) -> str:
        """The figures as a table, one line for each."""
        groups: list[tuple[str, Rows]] = [
            ("events", self.events),
            ("dyads", {"": self.dyads}),
            ("parties", self.parties),
            ("fields", self.fields),
            ("evidence", {"characters": self.evidence}),
            ("per type", self.types),
        ]
        lines = [f"documents {self.documents}"]
        for group, rows in groups:
            for label, row in rows.items():
                figures = "  ".join(f"{name} {value}" for name, value in row.items())
                lines.append(f"{group:<9} {label:<18} {figures}")
        lines.append(f"quotes not found in the text {self.quotes_not_found}")
        return "\n".join(lines)
