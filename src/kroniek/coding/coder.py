"""The seam between an analysis and claims: every engine that codes keeps this protocol.

Invariant: a coder yields nothing that it cannot point to in the text, and the same analysis gives the same claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from kroniek.errors import UsageError
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.considered import Note
from kroniek.model.consulted import Consulted

if TYPE_CHECKING:
    from kroniek.coding.llm.options import Options

ENGINES = ("trained", "rules", "llm")


class Coder(Protocol):
    """Turns what is known of a text's language into claims."""

    name: str

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their evidence."""


def coder(
    engine: str = "rules",
    *,
    llm: Options | None = None,
    told: Callable[[Consulted], None] | None = None,
    note: Note | None = None,
) -> Coder:
    """The coder of an engine; raises `UsageError` for one that does not exist.

    `llm` says which server and model the engine `llm` asks; `told` gets an account of every document it asked about.
    `note` gets what the engines `rules` and `trained` weighed, coded or not: for explanations, as it takes time.
    """
    if engine not in ENGINES:
        raise UsageError(f"There is no engine {engine!r}. Choose from: {', '.join(ENGINES)}.")
    if engine == "rules":
        from kroniek.coding.rules import RuleCoder  # noqa: PLC0415 - word lists are read when a coder is asked for

        return RuleCoder(note=note)
    if engine == "llm":
        from kroniek.coding.llm.engine import LlmCoder  # noqa: PLC0415 - the same
        from kroniek.coding.llm.options import Options  # noqa: PLC0415 - the same

        return LlmCoder(llm or Options(server="", model=""), told=told)
    from kroniek.coding.trained import TrainedCoder  # noqa: PLC0415 - the same

    return TrainedCoder(note=note)
