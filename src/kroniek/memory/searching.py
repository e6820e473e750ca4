"""Search: which documents hold all the words, and where in them.

The words are folded before they are kept and before they are asked for, so FTS5 and PostgreSQL only look up what
`strings.fold` made: both find the same documents, and nothing that a user types is ever read as their query language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from kroniek.memory.passages import Term, passage, terms
from kroniek.memory.store import Hit
from kroniek.memory.tables import claims, documents
from kroniek.model.text import DocumentId

LONGEST_WORD_CHARS = 100
"""Longer runs of letters are no words; PostgreSQL refuses very long ones."""

_KEEP = {
    "sqlite": text("INSERT INTO search (rowid, words) VALUES (:ordinal, :words)"),
    "postgresql": text(
        "INSERT INTO search (document, words) VALUES (:ordinal, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_FIND = {
    "sqlite": text(
        "SELECT documents.ordinal FROM search JOIN documents ON documents.ordinal = search.rowid "
        "WHERE search MATCH :query AND documents.current ORDER BY search.rank, search.rowid LIMIT :limit"
    ),
    "postgresql": text(
        "SELECT documents.ordinal FROM search JOIN documents ON documents.ordinal = search.document "
        "WHERE search.words @@ CAST(:query AS tsquery) AND documents.current "
        "ORDER BY ts_rank(search.words, CAST(:query AS tsquery), 1) DESC, documents.ordinal LIMIT :limit"
    ),
}


def keep_words(connection: Connection, ordinal: int, words: Sequence[str]) -> None:
    """Keep the folded words of a document's title and text."""
    name = connection.dialect.name
    # PostgreSQL keeps each word once anyhow, and has a limit on their sum.
    kept = [word for word in (words if name == "sqlite" else sorted(set(words))) if len(word) <= LONGEST_WORD_CHARS]
    connection.execute(_KEEP[name], {"ordinal": ordinal, "words": " ".join(kept)})


def find(connection: Connection, asked: str, *, limit: int) -> Iterator[Hit]:
    """One passage of each current document that holds all the words, best first."""
    wanted = terms(asked)
    if not wanted or any(len(term.word) > LONGEST_WORD_CHARS for term in wanted):
        return
    name = connection.dialect.name
    ordinals = list(connection.scalars(_FIND[name], {"query": _query(name, wanted), "limit": limit}))
    if not ordinals:
        return
    spots = _claim_spots(connection, ordinals)
    rows = {
        row.ordinal: row for row in connection.execute(select(documents).where(documents.c.ordinal.in_(ordinals))).all()
    }
    for ordinal in ordinals:
        row = rows[ordinal]
        found = passage(row.text, wanted)
        yield Hit(
            document=DocumentId(row.key),
            title=row.title,
            publisher=row.publisher,
            published=row.published_day,
            start=found.start,
            end=found.end,
            passage=row.text[found.start : found.end],
            words=found.words,
            claims=tuple(id_ for id_, start in spots.get(ordinal, ()) if found.start <= start < found.end),
        )


def _query(dialect: str, wanted: Sequence[Term]) -> str:
    """The question in the store's own form; folded words hold letters and digits only, so quotes cannot be broken."""
    if dialect == "sqlite":
        return " AND ".join(f'"{term.word}"{"*" if term.prefix else ""}' for term in wanted)
    return " & ".join(f"'{term.word}'{':*' if term.prefix else ''}" for term in wanted)


def _claim_spots(connection: Connection, ordinals: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    query = select(claims.c.document, claims.c.id, claims.c.start).where(claims.c.document.in_(ordinals))
    spots: dict[int, list[tuple[str, int]]] = {}
    for row in connection.execute(query.order_by(claims.c.start, claims.c.ordinal)):
        spots.setdefault(row.document, []).append((row.id, row.start))
    return spots
