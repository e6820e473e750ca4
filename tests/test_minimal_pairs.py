"""Pairs of sentences that differ in a word or two: how many both engines have right, and the page that shows it.

The page is written by `tools/build_minimal_pairs.py`; run it where a coder or its model has changed.
"""

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "build_minimal_pairs.py"
LEAST = {"rules": 0.95, "trained": 0.95}  # shares of pairs


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("build_minimal_pairs", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pairs(tool):
    return list(tool.pairs({}))


def test_there_are_many_pairs_and_no_sentence_twice(pairs):
    assert len(pairs) >= 500
    assert len({pair.text for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("engine", LEAST)
def test_an_engine_has_most_pairs_right(engine, pairs, tool):
    at = tool.ENGINES.index(engine)
    wrong = [pair.text for pair in pairs if not pair.right[at]]
    assert 1 - len(wrong) / len(pairs) >= LEAST[engine], wrong


def test_the_page_shows_what_is_measured(pairs, tool):
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(pairs), "run tools/build_minimal_pairs.py"
