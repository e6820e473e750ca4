"""A process that is killed anywhere, and the same run again: the chronicle of an undisturbed run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kroniek.memory import open_store
from tests.memory.killed import DOCUMENTS, run

ROOT = Path(__file__).parents[2]


def start(path: Path, together: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.memory.killed", str(path), str(together)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kept(path: Path) -> int:
    with open_store(path) as store:
        return store.counts().versions


def kill_after(path: Path, lines: int, pause_s: float, together: int) -> None:
    """Let the writer keep some documents more, and kill it a moment after the last of them."""
    with start(path, together) as writer:
        for _ in range(lines):
            if not writer.stdout.readline():
                break
        time.sleep(pause_s)
        writer.kill()


def check(tmp_path: Path, *, kills: int, seed: int, together: int = 1) -> None:
    chance = random.Random(seed)
    path = tmp_path / "gestoord.db"
    stands = []
    for _ in range(kills):
        lines = chance.randint(0, 2 * DOCUMENTS // kills)
        # A document takes milliseconds; before the first one, Python starts and the tables are made.
        kill_after(path, lines, chance.random() * (0.01 if lines else 0.7), together)
        stands.append(kept(path))
    assert stands == sorted(stands)
    assert stands[0] < stands[-1]
    run(path, together)
    run(tmp_path / "rustig.db")
    with open_store(path) as disturbed, open_store(tmp_path / "rustig.db") as calm:
        assert disturbed.digest() == calm.digest()
        assert disturbed.counts() == calm.counts()
        assert list(disturbed.documents()) == list(calm.documents())
        assert [hit.document for hit in disturbed.search("sancties")] == [
            hit.document for hit in calm.search("sancties")
        ]


def test_a_killed_run_repeated_gives_the_chronicle_of_an_undisturbed_one(tmp_path):
    check(tmp_path, kills=10, seed=1)


def test_so_does_a_run_that_keeps_many_documents_at_once(tmp_path):
    check(tmp_path, kills=6, seed=3, together=16)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2])
def test_a_run_killed_many_times_gives_the_chronicle_of_an_undisturbed_one(tmp_path, seed):
    check(tmp_path, kills=15, seed=seed)
