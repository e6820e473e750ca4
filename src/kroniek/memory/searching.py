"""Search: which documents hold all the words, and where in them.

The words are folded before they are kept and before they are asked for, so FTS5 and PostgreSQL only look up what
`strings.fold` made: both find the same documents, and nothing that a user types is ever read as their query language.
Their scores differ, so what they find is ranked here: by the passage that is shown, and of equals the newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select, text

from kroniek.memory import reported
from kroniek.memory.passages import Passage, Term, passage, terms
from kroniek.memory.store import Hit
from kroniek.memory.tables import claims, documents
from kroniek.model.text import DocumentId

LONGEST_WORD_CHARS = 100
"""Longer runs of letters are no words; PostgreSQL refuses very long ones."""

RANKED = 200
"""How many documents are ranked, the newest that hold all the words: ranking reads their texts, a quarter of a
second."""

_KEEP = {
    "sqlite": text("INSERT INTO search (rowid, words) VALUES (:ordinal, :words)"),
    "postgresql": text(
        "INSERT INTO search (document, words) VALUES (:ordinal, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_HOLDS = {
    "sqlite": text("documents.ordinal IN (SELECT rowid FROM search WHERE search MATCH :query)"),
    "postgresql": text(
        "documents.ordinal IN (SELECT document FROM search WHERE search.words @@ CAST(:query AS tsquery))"
    ),
}


def keep_words(connection: Connection, ordinal: int, words: Sequence[str]) -> None:
    """Keep the folded words of a document's title and text."""
    name = connection.dialect.name
    # PostgreSQL keeps each word once anyhow, and has a limit on their sum.
    kept = [word for word in (words if name == "sqlite" else sorted(set(words))) if len(word) <= LONGEST_WORD_CHARS]
    connection.execute(_KEEP[name], {"ordinal": ordinal, "words": " ".join(kept)})


def find(connection: Connection, asked: str, *, limit: int, day: date | None = None) -> Iterator[Hit]:
    """One passage of each current document (of the newest versions by the day) that holds all the words, best first."""
    wanted = terms(asked)
    if not wanted or any(len(term.word) > LONGEST_WORD_CHARS for term in wanted):
        return
    name = connection.dialect.name
    candidates = (
        select(documents.c.ordinal)
        .where(_HOLDS[name].bindparams(query=_query(name, wanted)), reported.newest(day))
        .order_by(documents.c.published_day.desc().nulls_last(), documents.c.ordinal)
        .limit(max(limit, RANKED) if limit else 0)
    )
    ordinals = list(connection.scalars(candidates))
    if not ordinals:
        return
    rows = {
        row.ordinal: row for row in connection.execute(select(documents).where(documents.c.ordinal.in_(ordinals))).all()
    }
    found = [(rows[ordinal], passage(rows[ordinal].text, wanted)) for ordinal in ordinals]
    found.sort(key=lambda pair: (-pair[1].terms, pair[1].spread_words))  # of equals, the newest stays first
    best = found[:limit]
    spots = _claim_spots(connection, [row.ordinal for row, _ in best])
    for row, shown in best:
        yield _hit(row, shown, spots.get(row.ordinal, ()))


def _hit(row: Row[Any], shown: Passage, claim_spots: Iterable[tuple[str, int]]) -> Hit:
    return Hit(
        document=DocumentId(row.key),
        title=row.title,
        publisher=row.publisher,
        published=row.published_day,
        start=shown.start,
        end=shown.end,
        passage=row.text[shown.start : shown.end],
        words=shown.words,
        claims=tuple(id_ for id_, start in claim_spots if shown.start <= start < shown.end),
    )


def _query(dialect: str, wanted: Sequence[Term]) -> str:
    """The question in the store's own form; folded words hold letters and digits only, so quotes cannot be broken."""
    if dialect == "sqlite":
        return " AND ".join(f'"{term.word}"{"*" if term.prefix else ""}' for term in wanted)
    return " & ".join(f"'{term.word}'{':*' if term.prefix else ''}" for term in wanted)


def _claim_spots(connection: Connection, ordinals: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    query = select(claims.c.document, claims.c.id, claims.c.start).where(
        claims.c.document.in_(ordinals), reported.coded(None)
    )
    spots: dict[int, list[tuple[str, int]]] = {}
    for row in connection.execute(query.order_by(claims.c.start, claims.c.ordinal)):
        spots.setdefault(row.document, []).append((row.id, row.start))
    return spots
