"""The run that `test_kill.py` kills: documents with versions, copies, rejects, a line to stdout after each that is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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


def run(path: Path, together: int = 1) -> None:
    """Keep all sources in the chronicle at `path`, so many documents in one transaction."""

    def code(where):
        words = where.text.removesuffix(".").split()
        return claim(where, "veroordeelt", actors=[words[0]], recipients=[words[5].removesuffix(".")])

    waiting = 0
    with open_store(path) as store:
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


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
