"""Kroniek reads Dutch news on international politics and keeps a chronicle that a reader can check.

    import kroniek

    with kroniek.open("demo.db") as chronicle:
        chronicle.read("examples/")
        print(chronicle.claims(actor="Rusland", since="2022").to_pandas())

Public names are loaded when they are first used, so `import kroniek` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kroniek import plot as plot
    from kroniek.api import Chronicle, Claims, CodedDocument, Explanation, ReadReport, code, evaluate, explain
    from kroniek.api import open_chronicle as open  # noqa: A004 - reads as kroniek.open
    from kroniek.errors import DocumentError, KroniekError, StoreError, UsageError
    from kroniek.memory.store import ActorCount, Counts, Hit, StoredClaim, StoredDocument
    from kroniek.model.claim import Claim
    from kroniek.model.ontology import EventType, Quad, Status
    from kroniek.model.text import Document, Quote, Rejected
    from kroniek.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "ActorCount",
    "Chronicle",
    "Claim",
    "Claims",
    "CodedDocument",
    "Counts",
    "Document",
    "DocumentError",
    "EventType",
    "Explanation",
    "Hit",
    "KroniekError",
    "Quad",
    "Quote",
    "ReadReport",
    "Rejected",
    "Settings",
    "Status",
    "StoreError",
    "StoredClaim",
    "StoredDocument",
    "UsageError",
    "code",
    "evaluate",
    "explain",
    "open",
    "plot",
]

_HOMES = {
    "kroniek.api": ("Chronicle", "Claims", "CodedDocument", "Explanation", "ReadReport", "code", "evaluate", "explain"),
    "kroniek.errors": ("DocumentError", "KroniekError", "StoreError", "UsageError"),
    "kroniek.memory.store": ("ActorCount", "Counts", "Hit", "StoredClaim", "StoredDocument"),
    "kroniek.model.claim": ("Claim",),
    "kroniek.model.ontology": ("EventType", "Quad", "Status"),
    "kroniek.model.text": ("Document", "Quote", "Rejected"),
    "kroniek.settings": ("Settings",),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    from importlib import import_module  # noqa: PLC0415 - only who asks for a name pays for it

    if name == "open":
        return import_module("kroniek.api").open_chronicle
    if name == "plot":
        return import_module("kroniek.plot")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'kroniek' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
