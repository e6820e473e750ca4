"""What follows from the content, made again from it: search words, sketches, sides, groups, tallies, columns of
claims.

For migrations, and for whoever doubts an index. One document is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from kroniek.memory import copies, judging, searching, sides, tallies
from kroniek.memory.rows import claim_columns, claim_of, marks_of
from kroniek.memory.tables import claims, documents, sketches
from kroniek.memory.tables import sides as sides_table
from kroniek.strings.fold import folded_words, words
from kroniek.strings.similarity import shingles, sketch

_CHUNK = 200
_COLUMNS = update(claims).where(claims.c.ordinal == bindparam("its_ordinal"))


def rebuild(connection: Connection) -> None:
    """Make all of it again."""
    connection.execute(delete(sketches))
    connection.execute(delete(sides_table))
    searching.forget(connection)
    for row in _documents(connection):
        text_words = list(words(row.text))
        title = folded_words(row.title) if row.title else []
        folded = [word.folded for word in text_words]
        searching.keep_words(connection, [searching.found_by(row.ordinal, title, folded, day=row.published_day)])
        runs = shingles(copies.unmarked(text_words, marks_of(row.marks)))
        kept = [{"hash": hash_, "document": row.ordinal} for hash_ in sketch(runs)]
        if kept:
            connection.execute(insert(sketches), kept)
        _claims(connection, row)
    judging.regroup(connection)
    tallies.recount_all(connection)


def _claims(connection: Connection, document: Any) -> None:
    query = select(claims.c.ordinal, claims.c.record, claims.c.superseded).where(claims.c.document == document.ordinal)
    rows: list[dict[str, Any]] = []
    columns: list[dict[str, Any]] = []
    for row in connection.execute(query.order_by(claims.c.ordinal)).all():
        claim = claim_of(row.record)
        columns.append(claim_columns(claim) | {"its_ordinal": row.ordinal})
        rows += sides.rows(
            claim,
            ordinal=row.ordinal,
            document=document.ordinal,
            published=document.published_day,
            stands=bool(document.current) and row.superseded is None,
        )
    if columns:
        connection.execute(_COLUMNS, columns)
    if rows:
        connection.execute(insert(sides_table), rows)


def _documents(connection: Connection) -> Iterator[Any]:
    last = 0
    wanted = (
        documents.c.ordinal,
        documents.c.title,
        documents.c.text,
        documents.c.marks,
        documents.c.published_day,
        documents.c.current,
    )
    while rows := connection.execute(
        select(*wanted).where(documents.c.ordinal > last).order_by(documents.c.ordinal).limit(_CHUNK)
    ).all():
        yield from rows
        last = rows[-1].ordinal
