"""The run that `test_kill.py` kills: documents with versions, copies, rejects, a line to stdout after each that is kept.

Started, it forks a writer for each line of input: where to write, and how many documents at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace

from kroniek.memory import open_store
from kroniek.memory.store import Added
from kroniek.model.text import Document, Rejected
from tests.build import claim, document, rejected

DOCUMENTS = 200
COUNTRIES = ("Rusland/RUS", "Oekraïne/UKR", "Venezuela/VEN", "Frankrijk/FRA", "Mali/MLI")


def sources() -> Iterator[Document | Rejected]:
    """Every fifth document is an edited version, every seventh a copy by another outlet, every tenth a reject."""
    for i in range(DOCUMENTS):
        if i % 10 == 9:
            yield rejected(f"leeg{i}.txt")
            continue
        subject = i - 5 if i % 5 == 4 else i - 7 if i % 7 == 6 else i
        who, whom = COUNTRIES[subject % 5].split("/")[0], COUNTRIES[(subject // 5) % 5].split("/")[0]
        filler = " ".join(f"woord{subject}x{j}" for j in range(60))
        text = f"{who} veroordeelt de sancties van {whom}. {filler}." + (" Later bijgewerkt." if i % 5 == 4 else "")
        name = f"bericht{subject}" if i % 5 == 4 else f"bericht{i}"
        yield document(text, id=name, publisher=f"Outlet {i % 7}" if i % 7 == 6 else None)


def run(db: str, together: int = 1) -> None:
    """Keep all sources in this chronicle, so many documents in one transaction."""

    def code(where):
        words = where.text.removesuffix(".").split()
        return claim(where, "veroordeelt", actors=[words[0]], recipients=[words[5].removesuffix(".")])

    waiting = 0
    with open_store(db) as store:
        for found in sources():
            if isinstance(found, Rejected):
                store.reject(found)
                continue
            placement = store.place(found)
            if placement.added is not Added.KNOWN:
                placed = replace(found, id=placement.key)
                store.queue(placed, [code(placed)], placement=placement)
                waiting += 1
            if waiting == together:
                store.flush()
                sys.stdout.write(".\n" * waiting)
                sys.stdout.flush()
                waiting = 0
        store.flush()


def start(db: str, together: int) -> None:
    """Run in a process of its own: its number, a point for each document, and at its end how it ended.

    A line of input lets go of it: until then its number is nobody else's.
    """
    if (writer := os.fork()) == 0:
        run(db, together)
        sys.stdout.write("done\n")
        sys.stdout.flush()
        os._exit(0)
    sys.stdout.write(f"{writer}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    _, status = os.waitpid(writer, 0)
    sys.stdout.write(f"code {os.waitstatus_to_exitcode(status)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    while line := sys.stdin.readline():
        db, together = line.split()
        start(db, int(together))
