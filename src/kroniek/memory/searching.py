"""Search: which documents hold all the words, in whatever form, and where in them.

What is kept and asked for are marks that `indexing` makes, so FTS5 and PostgreSQL only look up: both find the same
documents, in the same order, and nothing that a user types is ever read as their query language. Candidates come from
two walks, each from the newest day back: first articles that are about all the words, then those that hold them.
`RANKED` of these are ranked by the passage that is shown, whatever their number in the chronicle.
Why, and what it costs: docs/decisions/0054-scale.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from kroniek.memory import asking, reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.indexing import KEY, LONGEST_WORD_CHARS, STRONG, marks, of_beginning
from kroniek.memory.passages import Passage, Term, passage, terms
from kroniek.memory.prepared import run
from kroniek.memory.store import Hit, Query
from kroniek.memory.tables import claims, documents
from kroniek.model.text import DocumentId
from kroniek.strings.fold import folded_words

_SHORT = 5_000
"""Claims that are listed rather than looked up for each document."""

RANKED = 150
"""How many documents are ranked: ranking reads their texts, which takes 0.1 ms each."""

_KEEP_SQLITE = "INSERT INTO search (rowid, words) VALUES (?, ?)"
_KEEP_POSTGRESQL = (
    "INSERT INTO search (document, day, words) VALUES (%s, %s, array_to_tsvector(string_to_array(%s, ' ')))"
)
_TABLE_SQLITE = "CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')"
_LOW = (1 << 32) - 1
"""FTS5 hands its rows over by number: the day of publication stands above the document's ordinal, so that walking back
gives the newest first without looking at anything else. No day is day 0, the last to come."""

_SEARCH = table("search", column("rowid", BigInteger))
_HELD = func.search_held(bindparam("query", type_=Text)).table_valued("document", "day", name="held")
"""The documents that hold the marks of a question, on PostgreSQL."""


def number(ordinal: int, day: date | None) -> int:
    """The number under which FTS5 keeps the marks of a document."""
    return ((day.toordinal() if day else 0) << 32) | ordinal


def forget(connection: Connection) -> None:
    """Empty the search words; on SQLite by making their table anew, since one that is damaged cannot be emptied."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE search"))
        connection.execute(text(_TABLE_SQLITE))
    else:
        connection.execute(text("DELETE FROM search"))


Found = tuple[int, date | None, str]
"""What a document is found by: its ordinal, the day of its publication, its marks with spaces between."""


def found_by(ordinal: int, title: Sequence[str], words: Sequence[str], *, day: date | None) -> Found:
    """What a document is found by, of its folded words."""
    return ordinal, day, " ".join(marks(title, words))


def keep_words(connection: Connection, found: Sequence[Found]) -> None:
    """Keep what documents are found by."""
    if not found:
        return
    if connection.dialect.name == "sqlite":
        run(connection, _KEEP_SQLITE, [(number(ordinal, day), kept) for ordinal, day, kept in found], many=True)
    else:
        run(connection, _KEEP_POSTGRESQL, found, many=True)


def holds(connection: Connection, ordinal: int, wanted: Sequence[str], *, day: date | None) -> bool:
    """Is a document found by all of these marks?"""
    if connection.dialect.name == "sqlite":
        query = " AND ".join(f'"{mark}"' for mark in wanted)
        found = text("SELECT 1 FROM search WHERE search MATCH :query AND rowid = :row")
        return connection.scalar(found, {"query": query, "row": number(ordinal, day)}) is not None
    query = " & ".join(f"'{mark}'" for mark in wanted)
    found = text("SELECT 1 FROM search WHERE document = :row AND words @@ CAST(:query AS tsquery)")
    return connection.scalar(found, {"query": query, "row": ordinal}) is not None


def find(connection: Connection, asked: str, *, limit: int, query: Query, gazetteer: Gazetteer) -> Iterator[Hit]:
    """One passage of each document that holds all the words, and has a claim that the query asks for, best first.

    `since` and `until` are days of publication here. Documents count in their current version, or the newest by
    the query's day.
    """
    wanted = terms(asked)
    if not wanted or not limit or any(len(term.word) > LONGEST_WORD_CHARS for term in wanted):
        return
    conditions = list(_conditions(connection, query, gazetteer))
    most = max(limit, RANKED)
    strong = _walk(connection, _marks(connection, wanted, STRONG), conditions, most)
    rest = [] if len(strong) == most else _walk(connection, _marks(connection, wanted, KEY), conditions, most)
    found = dict.fromkeys([*strong, *rest])
    ranked = _ranked(connection, list(found)[:most], set(strong), wanted)
    best = ranked[:limit]
    spots = _claim_spots(connection, [row.ordinal for row, _ in best])
    for row, shown in best:
        yield _hit(row, shown, spots.get(row.ordinal, ()))


def _conditions(connection: Connection, query: Query, gazetteer: Gazetteer) -> Iterator[ColumnElement[bool]]:
    """Which documents are meant, cheap conditions first."""
    if query.since or query.until:
        yield from _published(connection, query.since, query.until)
    if _asks_for_claims(query):
        yield _with_claim(connection, replace(query, since=None, until=None, publisher=None), gazetteer)
    if query.publisher is not None:
        yield documents.c.publisher == query.publisher
    yield reported.newest(query.as_of)


def _published(connection: Connection, since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    first, last = since or date.min, until or date.max
    if connection.dialect.name == "sqlite":
        yield _SEARCH.c.rowid.between(number(0, first), number(_LOW, last))
    yield documents.c.published_day.between(first, last)


def _asks_for_claims(query: Query) -> bool:
    return any((query.actor, query.other, query.types, query.statuses, query.place, query.event, query.document)) or (
        query.hedged is not None
    )


def _with_claim(connection: Connection, query: Query, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """Documents that have such a claim: from a list where it is short, else by looking at each that holds the words."""
    holding = asking.holding(connection, query, gazetteer)
    least = connection.scalar(select(func.count()).select_from(holding.limit(_SHORT + 1).subquery())) or 0
    if least > _SHORT:
        return asking.holds(connection, query, gazetteer)
    here = _SEARCH.c.rowid.op("&")(_LOW) if connection.dialect.name == "sqlite" else _HELD.c.document
    return here.in_(holding)


def _ranked(
    connection: Connection, ordinals: Sequence[int], strong: set[int], wanted: Sequence[Term]
) -> list[tuple[Row[Any], Passage]]:
    """By how many of the words stand in the passage, what the article is about, how close together, and the newest."""
    needed = ("ordinal", "key", "title", "publisher", "published_day", "text")
    query = select(*(documents.c[name] for name in needed)).where(documents.c.ordinal.in_(ordinals))
    rows = {row.ordinal: row for row in connection.execute(query)}
    found = [(rows[ordinal], passage(rows[ordinal].text, wanted)) for ordinal in ordinals]
    found = [(row, shown) for row, shown in found if _begin_so(row, shown, wanted)]
    # The walks give the newest first; of one day, the first that was read.
    newest = sorted(found, key=lambda pair: pair[0].ordinal)
    newest.sort(key=lambda pair: pair[0].published_day or date.min, reverse=True)
    return sorted(newest, key=lambda pair: (-pair[1].terms, pair[0].ordinal not in strong, pair[1].spread))


def _begin_so(row: Row[Any], shown: Passage, wanted: Sequence[Term]) -> bool:
    """Does the article hold the words that begin so? Marks tell it nearly, the text for sure."""
    missing = [term for i, term in enumerate(wanted) if term.prefix and i not in shown.held]
    title = folded_words(row.title) if missing and row.title else []
    return all(any(term.matches(word) for word in title) for term in missing)


def _walk(connection: Connection, query: str, conditions: Sequence[ColumnElement[bool]], most: int) -> list[int]:
    """The documents that hold these marks, the newest first."""
    statement = _WALK_SQLITE if connection.dialect.name == "sqlite" else _WALK_POSTGRESQL
    return list(connection.scalars(statement.where(*conditions).limit(most), {"query": query}))


_WALK_SQLITE = (
    select(documents.c.ordinal)
    .select_from(_SEARCH.join(documents, documents.c.ordinal == _SEARCH.c.rowid.op("&")(_LOW)))
    .where(text("search MATCH :query"))
    .order_by(_SEARCH.c.rowid.desc())
)
_WALK_POSTGRESQL = (
    select(documents.c.ordinal)
    .select_from(_HELD.join(documents, documents.c.ordinal == _HELD.c.document))
    .order_by(func.coalesce(_HELD.c.day, literal_column("DATE '0001-01-01'")).desc(), _HELD.c.document.desc())
)


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


def _marks(connection: Connection, wanted: Sequence[Term], sign: str) -> str:
    """The question in the store's own form; folded words hold letters and digits only, so quotes cannot be broken."""
    if connection.dialect.name == "sqlite":
        return " AND ".join(f"({' OR '.join(_sqlite(term, sign))})" for term in wanted)
    return " & ".join(f"({' | '.join(_postgresql(term, sign))})" for term in wanted)


def _sqlite(term: Term, sign: str) -> Iterator[str]:
    if not term.prefix:
        yield f'"{sign}{term.key}"'
        return
    begins, whole = of_beginning(term.word)
    yield from (f'"{mark}"*' for mark in begins)
    yield from (f'"{mark}"' for mark in whole)


def _postgresql(term: Term, sign: str) -> Iterator[str]:
    if not term.prefix:
        yield f"'{sign}{term.key}'"
        return
    begins, whole = of_beginning(term.word)
    yield from (f"'{mark}':*" for mark in begins)
    yield from (f"'{mark}'" for mark in whole)


def _claim_spots(connection: Connection, ordinals: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    query = select(claims.c.document, claims.c.id, claims.c.start).where(
        claims.c.document.in_(ordinals), reported.coded(None)
    )
    spots: dict[int, list[tuple[str, int]]] = {}
    for row in connection.execute(query.order_by(claims.c.start, claims.c.ordinal)):
        spots.setdefault(row.document, []).append((row.id, row.start))
    return spots
