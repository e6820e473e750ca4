"""Document → Analysis: what Dutch says in a text, by offset, and coreference within that text. No codes, no store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kroniek.language.reader import Analyser


def analyser() -> Analyser:
    """The default analyser; its word lists are read when it first reads a document."""
    from kroniek.language.reader import RuleAnalyser  # noqa: PLC0415 - keeps `import kroniek.language` light

    return RuleAnalyser()


__all__ = ["analyser"]
