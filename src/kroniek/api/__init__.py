"""What a Python user imports: open a chronicle, read into it, ask it; or code texts without keeping anything.

A small, steady surface over the workshops; every command of the command line is a thin layer over it. Public names
are those of `__all__`; they are also found in `kroniek` itself. Sources, claims and documents are the records of
`kroniek.model` and `kroniek.memory.store`; nothing here decides on news.
"""

from kroniek.api.chronicle import Chronicle, ReadReport, open_chronicle
from kroniek.api.claims import Claims
from kroniek.api.explaining import Explanation, explain, explanations
from kroniek.api.stateless import CodedDocument, code, evaluate
from kroniek.api.workshops import Consulting, consulting, count_documents
from kroniek.pipeline import Kept, Steps

__all__ = [
    "Chronicle",
    "Claims",
    "CodedDocument",
    "Consulting",
    "Explanation",
    "Kept",
    "ReadReport",
    "Steps",
    "code",
    "consulting",
    "count_documents",
    "evaluate",
    "explain",
    "explanations",
    "open_chronicle",
]
