"""How an edition is made: gathered from one state of the chronicle, described, summed, and put in its place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kroniek import __version__
from kroniek.api.editions import describing
from kroniek.api.editions.gathering import Gathered, gather, lines
from kroniek.api.editions.layout import DATA, OUTSIDE, SUMS
from kroniek.api.editions.placing import files_of, is_zip, placed
from kroniek.api.tables import sha256
from kroniek.errors import UsageError
from kroniek.memory.store import View
from kroniek.memory.tables import SCHEMA
from kroniek.model.edition import Edition, EditionFacts

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def make(
    store: View,
    *,
    name: str,
    target: Path | None = None,
    day: date | None = None,
    texts: bool = False,
    authors: Sequence[str] = (),
    released: date | None = None,
) -> Edition:
    """Freeze a chronicle as an edition.

    `target` is the folder or ZIP that is made, in the working folder under the edition's own name where it is None.
    `day` is the last day of report that counts. Raises `UsageError` for a name that cannot be one, a place that is
    taken, and where there is nothing to freeze.
    """
    if not _NAME.fullmatch(name) or name.endswith(".") or is_zip(Path(name)):
        raise UsageError(
            f"{name!r} cannot be the name of an edition. Use letters, digits, points and hyphens, such as "
            "oekraine-2022-1; for a ZIP give -o FILE.zip."
        )
    if not all(author.strip() for author in authors):
        raise UsageError("The name of an author is empty. Give one, or leave it out.")
    target = target or Path(name)
    with placed(target, name=name) as folder, store.still() as still:
        data = folder / DATA
        data.mkdir()
        found = gather(still, data, day=day, texts=texts)
        if not found.documents:
            raise UsageError(f"There is nothing to freeze{f': no article by {day}' if day else ''}. See kroniek status")
        facts = _facts(still, found, name=name, day=day, texts=texts)
        sums = _describe(folder, facts)
        describing.write_citation(folder, facts, sums=sums, authors=authors, released=released)
    return Edition(path=str(target), sha256=sums, facts=facts)


def _facts(store: View, found: Gathered, *, name: str, day: date | None, texts: bool) -> EditionFacts:
    last = max(found.days, default=None)
    return EditionFacts(
        name=name,
        kroniek=__version__,
        schema=SCHEMA,
        as_of=day or last,
        chronicle=None if day else store.digest(),
        first_published=min(found.days, default=None),
        last_published=last,
        undated=found.undated,
        texts=texts,
        counts=dict(sorted(found.counts.items())),
        coders=_ordered(found.coders),
        generations=_ordered(found.generations),
        types=_ordered(found.types),
        statuses=_ordered(found.statuses),
        publishers=_ordered(found.publishers),
    )


def _ordered(counted: Counter[str]) -> dict[str, int]:
    """The most frequent first, equal ones in order of the word."""
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _describe(folder: Path, facts: EditionFacts) -> str:
    """Write what the sums cover beside the data, and the sums; their hash."""
    describing.write_facts(folder, facts)
    describing.write_package(folder, facts)
    describing.write_words(folder, facts)
    sums = "".join(f"{sha256(file)}  {name}\n" for name, file in files_of(folder).items() if name not in OUTSIDE)
    with lines(folder / SUMS) as opened:
        opened.write(sums)
    return hashlib.sha256(sums.encode()).hexdigest()
