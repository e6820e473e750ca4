"""Whether a chronicle is sound: the database, quotes at their offsets, what judgements name, the search words.

Faults come one by one, each with where and of which kind; one document with its claims is in memory at a time. What
follows from the content (search words, sides, tallies) can be made again, content cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select, text
from sqlalchemy.exc import DBAPIError

from kroniek.memory import searching, tallies
from kroniek.memory.indexing import marks
from kroniek.memory.rows import claim_of
from kroniek.memory.tables import actors, claims, documents, judgements, members, parties, sides
from kroniek.model.ids import content_hash
from kroniek.model.judgement import JudgementKind
from kroniek.strings.fold import folded_words

_SHOWN_MARKS = 20
"""Marks of each document that are looked up, spread over its text: an index that lacks it lacks them all."""

_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong (`database`, `reference`, `record`, `text`, `quote`, `judgement`,
    `derived` or `index`), where, and what.
    """

    kind: str
    where: str
    found: str = ""


def faults(connection: Connection) -> Iterator[Fault]:
    """All faults of a chronicle, as far as its database can be read."""
    if connection.dialect.name == "sqlite":
        yield from _database(connection)
    yield from _judgements(connection)
    yield from _derived(connection)
    for row in _documents(connection):
        if content_hash(row.text) != row.content_hash:
            yield Fault(kind="text", where=row.key)
        yield from _claims(connection, row)
        yield from _index(connection, row)


def _database(connection: Connection) -> Iterator[Fault]:
    for (found,) in connection.execute(text("PRAGMA integrity_check(20)")).all():
        if found != "ok":
            yield Fault(kind="database", where="SQLite", found=str(found))
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault(kind="reference", where=f"{table} {row}", found=str(parent))


def _judgements(connection: Connection) -> Iterator[Fault]:
    """Judgements that name what is not there."""
    actor = (JudgementKind.SAME_ACTOR, JudgementKind.OTHER_ACTOR)
    copy = (JudgementKind.NEAR_COPY,)
    claim = tuple(kind for kind in JudgementKind if kind not in (*actor, *copy))
    for kinds, ids in ((actor, actors.c.id), (copy, documents.c.key), (claim, claims.c.id)):
        for side in (judgements.c.left, judgements.c.right):
            missing = select(judgements.c.ordinal, judgements.c.kind, side.label("named")).where(
                judgements.c.kind.in_([kind.value for kind in kinds]), ~exists(select(ids).where(ids == side))
            )
            for row in connection.execute(missing.order_by(judgements.c.ordinal)):
                yield Fault(kind="judgement", where=f"{row.kind} {row.ordinal}", found=row.named)


def _derived(connection: Connection) -> Iterator[Fault]:
    """Tables that follow from the content, and do not say what it says."""
    taking_part = select(func.count(parties.c.claim.distinct())).where(parties.c.role != "voice")
    if connection.scalar(taking_part) != connection.scalar(select(func.count(sides.c.claim.distinct()))):
        yield Fault(kind="derived", where="sides")
    merges = [JudgementKind.SAME_EVENT.value, JudgementKind.SAME_ACTOR.value]
    grouped = (members.c.kind == judgements.c.kind) & (members.c.member == judgements.c.left)
    alone = select(func.count()).where(
        judgements.c.kind.in_(merges), judgements.c.withdrawn.is_(False), ~exists(select(members.c.head).where(grouped))
    )
    if connection.scalar(alone):
        yield Fault(kind="derived", where="members")
    if not tallies.are_counted(connection):
        yield Fault(kind="derived", where="tallies")


def _documents(connection: Connection) -> Iterator[Any]:
    last = 0
    wanted = select(
        *(documents.c[name] for name in ("ordinal", "key", "title", "text", "published_day", "content_hash"))
    )
    while rows := connection.execute(
        wanted.where(documents.c.ordinal > last).order_by(documents.c.ordinal).limit(_CHUNK)
    ).all():
        yield from rows
        last = rows[-1].ordinal


_CLAIMS = (
    select(claims.c.id, claims.c.record).where(claims.c.document == bindparam("document")).order_by(claims.c.ordinal)
)


def _claims(connection: Connection, document: Any) -> Iterator[Fault]:
    for row in connection.execute(_CLAIMS, {"document": document.ordinal}):
        try:
            claim = claim_of(row.record)
        except (ValueError, KeyError, TypeError) as error:
            yield Fault(kind="record", where=row.id, found=str(error))
            continue
        for quote in claim.quotes():
            if document.text[quote.start : quote.end] != quote.text:
                yield Fault(kind="quote", where=f"{row.id} {quote.start}–{quote.end}", found=quote.text)


def _index(connection: Connection, document: Any) -> Iterator[Fault]:
    title = folded_words(document.title) if document.title else []
    kept = marks(title, folded_words(document.text))
    try:
        found = not kept or searching.holds(connection, document.ordinal, _some(kept), day=document.published_day)
    except DBAPIError:  # the index is damaged, which is told as an index that lacks it
        found = False
    if not found:
        yield Fault(kind="index", where=document.key)


def _some(kept: Sequence[str]) -> Sequence[str]:
    return kept[:: max(1, len(kept) // _SHOWN_MARKS)]
