"""How good is a coding? Precision, recall and shares of a coder's events against gold, both in the codebook's format.

    gold, system = read_coding(Path("gold.jsonl")), read_coding(Path("system.jsonl"))
    evaluation = evaluate(gold, system, read_texts(Path("texts"), gold.documents))
    print(evaluation.to_text())

The figures are those of the yardstick that belongs to the codebook (`tests/evaluation/yardstick`), to the last
decimal: tests compare the two. Works on records, not on engines: it knows no coder and may judge any.
"""

from __future__ import annotations

from kroniek.evaluation.records import Coding, read_coding
from kroniek.evaluation.report import Evaluation, Miss, MissKind
from kroniek.evaluation.scoring import evaluate
from kroniek.evaluation.texts import read_texts

__all__ = ["Coding", "Evaluation", "Miss", "MissKind", "evaluate", "read_coding", "read_texts"]
