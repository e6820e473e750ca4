"""Document → Analysis: what Dutch says in a text, by offset, and coreference within that text. No codes, no store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kroniek.errors import UsageError

if TYPE_CHECKING:
    from kroniek.language.reader import Analyser

ENGINES = ("trained", "rules")


def analyser(engine: str = "rules") -> Analyser:
    """The analyser of an engine; its word lists and model are read here. Raises `UsageError` where there is none."""
    if engine not in ENGINES:
        raise UsageError(f"There is no engine {engine!r}. Choose from: {', '.join(ENGINES)}.")
    from kroniek.language.reader import RuleAnalyser, SignalAnalyser  # noqa: PLC0415 - keeps this package light

    if engine == "rules":
        return RuleAnalyser()
    from kroniek.language.engines.neural import reader  # noqa: PLC0415 - loads a model

    return SignalAnalyser(reader())


__all__ = ["ENGINES", "analyser"]
