"""The table holds every figure of the JSON."""

import subprocess
import sys

from tests.evaluation.yardstick_runs import GOLD, YARDSTICK, both, read_lines


def test_the_table_is_that_of_the_yardstick(tmp_path):
    head, *events = read_lines(GOLD / "articles-dev" / "gold.jsonl")
    texts = GOLD / "articles-dev" / "texts"
    _, evaluation = both(tmp_path, [head, *events], events[::2], texts)
    command = [
        sys.executable,
        str(YARDSTICK),
        str(tmp_path / "gold.jsonl"),
        str(tmp_path / "system.jsonl"),
        "--texts",
        str(texts),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert evaluation.to_text() + "\n" == printed
