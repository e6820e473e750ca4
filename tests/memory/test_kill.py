"""A process that is killed anywhere, two hundred times, and the same run again: the chronicle of an undisturbed run.

Each kill is of a process of its own, forked from one that has loaded everything: a start costs milliseconds, and most
kills meet the writer at work.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kroniek.memory import open_store
from tests.memory.killed import DOCUMENTS, run

ROOT = Path(__file__).parents[2]


@contextmanager
def writers() -> Iterator[subprocess.Popen[str]]:
    """What starts a writer for each line that it is given."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.memory.killed"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as starter:
        yield starter
        starter.stdin.close()


def kill_after(starter: subprocess.Popen[str], db: str, together: int, *, lines: int, pause_s: float) -> bool:
    """Let a writer keep some documents more, and kill it a moment after the last of them; whether it was at work."""
    starter.stdin.write(f"{db} {together}\n")
    writer = int(starter.stdout.readline())
    for _ in range(lines):
        if starter.stdout.readline() != ".\n":
            break  # it came to its end
    time.sleep(pause_s)
    os.kill(writer, signal.SIGKILL)  # its number is its own until the starter is let go
    starter.stdin.write("end\n")
    while not (line := starter.stdout.readline()).startswith("code "):
        pass
    return line == f"code {-signal.SIGKILL}\n"


def kept(db: str) -> int:
    with open_store(db) as store:
        return store.counts().versions


def check(db: str, tmp_path: Path, *, kills: int, seed: int, together: int = 1) -> None:
    chance = random.Random(seed)
    stands, at_work = [], 0
    with writers() as starter:
        while at_work < kills:
            lines = chance.choice((0, 0, 1)) * together
            # A document takes milliseconds; before the first one tables are made, and known ones are passed.
            pause_s = chance.random() * (0.01 if lines else 0.15)
            at_work += kill_after(starter, db, together, lines=lines, pause_s=pause_s)
            stands.append(kept(db))
    assert stands == sorted(stands)
    assert len(set(stands)) > min(kills, DOCUMENTS // together) // 4
    run(db, together)
    run(str(tmp_path / "rustig.db"))
    with open_store(db) as disturbed, open_store(tmp_path / "rustig.db") as calm:
        assert disturbed.digest() == calm.digest()
        assert disturbed.counts() == calm.counts()
        assert list(disturbed.documents()) == list(calm.documents())
        assert [hit.document for hit in disturbed.search("sancties")] == [
            hit.document for hit in calm.search("sancties")
        ]


def test_a_run_killed_two_hundred_times_gives_the_chronicle_of_an_undisturbed_one(db, tmp_path):
    check(db, tmp_path, kills=40 if db.startswith("postgresql") else 200, seed=1)


def test_so_does_a_run_that_keeps_many_documents_at_once(db, tmp_path):
    check(db, tmp_path, kills=20, seed=3, together=16)
