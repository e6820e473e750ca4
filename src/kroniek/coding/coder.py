"""The seam between an analysis and claims: every engine that codes keeps this protocol.

Invariant: a coder yields nothing that it cannot point to in the text, and the same analysis gives the same claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kroniek.errors import UsageError
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim

ENGINES = ("trained", "rules")


class Coder(Protocol):
    """Turns what is known of a text's language into claims."""

    name: str

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their evidence."""


def coder(engine: str = "rules") -> Coder:
    """The coder of an engine; raises `UsageError` for one that does not exist."""
    if engine not in ENGINES:
        raise UsageError(f"There is no engine {engine!r}. Choose from: {', '.join(ENGINES)}.")
    from kroniek.coding.rules import RuleCoder  # noqa: PLC0415 - word lists are read when a coder is asked for

    if engine == "rules":
        return RuleCoder()
    from kroniek.coding.trained import TrainedCoder  # noqa: PLC0415 - the same

    return TrainedCoder()
