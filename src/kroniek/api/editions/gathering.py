"""The rows of an edition, from a chronicle that stands still: one claim or article in memory at a time.

What is not in the edition is not named by it: judgements on older versions, older codings or later articles are left
out. Clock times and folders are left out too, so that the same articles give the same rows on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import IO, Any

from kroniek.api.editions.layout import ACTORS, DOCUMENTS, EVENTS, JUDGEMENTS
from kroniek.api.events import event_row, told_events
from kroniek.api.identity import heads, identities
from kroniek.api.records import SEPARATOR, Cell, claim_record, dumps, row
from kroniek.api.tables import CLAIMS, EVIDENCE, PARTIES, Table, csv_writer, evidence_rows, party_rows
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.text import Quote, Source

_OF_ACTORS = frozenset({JudgementKind.SAME_ACTOR, JudgementKind.OTHER_ACTOR})


@dataclass(slots=True)
class Gathered:
    """What is in an edition: the ids that may be named, and how much there is of what."""

    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    undated: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    coders: Counter[str] = field(default_factory=Counter)
    generations: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)


def gather(store: View, folder: Path, *, day: date | None, texts: bool) -> Gathered:
    """Write all data files to this folder. `day` is the last day of report that counts; all count where it is None."""
    found = Gathered()

    def claims() -> Iterator[StoredClaim]:
        return store.claims(Query(as_of=day))

    _claims(store, folder, claims(), found)
    _flat(folder, EVENTS, map(event_row, told_events(claims)), found)
    found.documents = {str(one.document.id) for one in store.documents(newest=True, as_of=day)}
    _flat(folder, DOCUMENTS, _documents(store, day, found), found)
    _flat(folder, ACTORS, _actors(store, day, found), found)
    _flat(folder, JUDGEMENTS, _judgements(store, found), found)
    if texts:
        _texts(store, folder, day, found)
    return found


@contextmanager
def lines(file: Path) -> Iterator[IO[str]]:
    """A new file of text, the same bytes on every system; half characters become their escapes."""
    with file.open("x", encoding="utf-8", errors="backslashreplace", newline="") as opened:
        yield opened


def _claims(store: View, folder: Path, claims: Iterable[StoredClaim], found: Gathered) -> None:
    who = identities(store)
    with ExitStack() as files:
        exact = files.enter_context(lines(folder / "claims.jsonl"))
        put = {
            table.name: csv_writer(table, files.enter_context(lines(folder / f"{table.name}.csv")))
            for table in (CLAIMS, PARTIES, EVIDENCE)
        }
        for stored in claims:
            exact.write(dumps(claim_record(stored)) + "\n")
            put["claims"](row(stored))
            for name, rows in (
                ("parties", party_rows(stored, words=_words, who=who)),
                ("evidence", evidence_rows(stored, words=_words)),
            ):
                for one in rows:
                    put[name](one)
                    found.counts[name] += 1
            _count(stored, found)


def _words(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def _count(stored: StoredClaim, found: Gathered) -> None:
    claim = stored.claim
    found.claims.add(str(claim.id))
    found.counts["claims"] += 1
    found.coders[claim.coder] += 1
    found.types[claim.type.value] += 1
    found.statuses[claim.status.value] += 1


def _flat(folder: Path, table: Table, rows: Iterable[dict[str, Cell]], found: Gathered) -> None:
    """Write a table as CSV, and the same rows as JSON Lines."""
    with lines(folder / f"{table.name}.csv") as flat, lines(folder / f"{table.name}.jsonl") as exact:
        put: Callable[[dict[str, Cell]], Any] = csv_writer(table, flat)
        for one in rows:
            put(one)
            exact.write(dumps(one) + "\n")
            found.counts[table.name] += 1


def _documents(store: View, day: date | None, found: Gathered) -> Iterator[dict[str, Cell]]:
    for stored in store.documents(newest=True, as_of=day):
        document, published = stored.document, stored.document.published
        if published:
            found.days.add(published.day)
        else:
            found.undated += 1
        found.publishers[document.publisher or ""] += 1
        found.generations[str(stored.generation)] += 1
        yield {
            "doc_id": str(document.id),
            "version": stored.version,
            "title": document.title,
            "published": published.day if published else None,
            "published_time": published.time if published else None,
            "published_known": published.known.value if published else None,
            "published_reliability": published.reliability.value if published else None,
            "publisher": document.publisher,
            "url": document.url,
            "language": document.language,
            "source": _source(document.source),
            "format": document.source.format,
            "content_hash": document.content_hash,
            "characters": len(document.text),
            "claims": stored.claim_count,
            "generation": stored.generation,
            "coder": stored.coder,
            "near_copies": _near_copies(stored, found),
        }


def _source(source: Source) -> str:
    """A source without the folders of whoever read it."""
    on_the_web = source.address.startswith(("http://", "https://"))
    return str(source) if on_the_web else str(replace(source, address=PurePath(source.address).name))


def _near_copies(stored: StoredDocument, found: Gathered) -> str | None:
    return SEPARATOR.join(str(key) for key in stored.copies if key in found.documents) or None


def _actors(store: View, day: date | None, found: Gathered) -> Iterator[dict[str, Cell]]:
    head = heads(store)
    for one in store.actors(as_of=day):
        found.actors.add(head(one.id))
        yield {
            "actor": head(one.id),
            "name": one.name,
            "country": one.country,
            "sectors": " ".join(one.sectors) or None,
            "aliases": SEPARATOR.join(one.aliases) or None,
            "as_actor": one.as_actor,
            "as_recipient": one.as_recipient,
            "as_source": one.as_voice,
            "first_published": one.first,
            "last_published": one.last,
        }


def _judgements(store: View, found: Gathered) -> Iterator[dict[str, Cell]]:
    head = heads(store)
    for one in store.judgements():
        if _is_within(one, found, head):
            yield {
                "kind": one.kind.value,
                "left": one.left,
                "right": one.right,
                "score": one.score,
                "by": one.by,
                "reason": one.reason or None,
                "withdrawn": one.withdrawn,
            }


def _is_within(judgement: Judgement, found: Gathered, head: Callable[[str], str]) -> bool:
    """Are both that it is about in the edition?"""
    sides = (judgement.left, judgement.right)
    if judgement.kind in _OF_ACTORS:
        return all(head(id_) in found.actors for id_ in sides)
    there = found.documents if judgement.kind is JudgementKind.NEAR_COPY else found.claims
    return there.issuperset(sides)


def _texts(store: View, folder: Path, day: date | None, found: Gathered) -> None:
    """Write every text once."""
    told: set[str] = set()
    with lines(folder / "texts.jsonl") as exact:
        for stored in store.documents(newest=True, as_of=day):
            document = stored.document
            if document.content_hash not in told:
                told.add(document.content_hash)
                exact.write(dumps({"content_hash": document.content_hash, "text": document.text}) + "\n")
    found.counts["texts"] = len(told)
