"""Runs the yardstick and the library over the same records, for tests that compare the two."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

from kroniek.evaluation import Evaluation, evaluate, read_coding, read_texts

YARDSTICK = Path(__file__).parent / "yardstick" / "score.py"
GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"


@cache
def yardstick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("yardstick", YARDSTICK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_lines(path: Path, records: list[dict]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def both(folder: Path, gold: list[dict], system: list[dict], texts: Path | None) -> tuple[dict, Evaluation]:
    """The yardstick's figures and our evaluation of the same two lists of records."""
    gold_path, system_path = write_lines(folder / "gold.jsonl", gold), write_lines(folder / "system.jsonl", system)
    expected = yardstick().evaluate(gold_path, system_path, texts, show=True)
    coding = read_coding(gold_path)
    return expected, evaluate(coding, read_coding(system_path), read_texts(texts, coding.documents) if texts else None)
