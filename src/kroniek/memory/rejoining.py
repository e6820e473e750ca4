"""Joining all claims anew, by today's rule: what an earlier one judged is withdrawn, what people decided stays.

A chronicle keeps the joins of the rule that was in force when its articles were kept. Afterwards it is as if all had
been kept with today's rule, in the same order: what comes out again stands, everything else is withdrawn, with a note
that says so. All happens in one transaction. What somebody refused, by parting events or by refusing a link, is not
made again; what people and the other programs joined is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, Connection, delete, select

from kroniek.memory import joiner, judging, tables
from kroniek.memory.joining import linker
from kroniek.memory.tables import blocks, claims, judgements
from kroniek.model.judgement import LINKS, JudgementKind, Rejoined

ANEW = " · withdrawn when all was joined anew"
"""What is added to the reason of what is withdrawn here: who finds it knows that nobody refused it."""

_KINDS = (JudgementKind.SAME_EVENT, *LINKS)
_NAMES = sorted(linker.FORMER | {linker.BY})
_TOGETHER = 500
"""Claims that are read at a time."""


def rejoin(
    connection: Connection, *, at: str, memory: joiner.Memory, progress: Callable[[int, int], None] | None = None
) -> Rejoined:
    """Join all anew, and say what became of the judgements that stood.

    `progress` is told now and then how many claims were looked at, and of how many.
    """
    before = set(_pairs(connection, withdrawn=False))
    refused = frozenset(_pairs(connection, withdrawn=True))
    judging.withdraw_all(connection, _KINDS, by=_NAMES, note=ANEW, at=at)
    connection.execute(delete(blocks))
    connection.execute(delete(tables.progress).where(tables.progress.c.name == joiner.PROGRESS))
    number = judging.next_ordinal(connection, claims.c.ordinal) - 1
    while (first := joiner.behind(connection)) is not None:
        joiner.catch_up(connection, at=at, memory=memory, first=first, most=_TOGETHER, refused=refused)
        if progress is not None:
            progress((joiner.behind(connection) or number + 1) - 1, number)
    after = set(_pairs(connection, withdrawn=False))
    return Rejoined(kept=len(before & after), made=len(after - before), withdrawn=len(before - after))


def _pairs(connection: Connection, *, withdrawn: bool) -> Iterator[joiner.Pair]:
    """What joining judged: what stands, or what somebody refused."""
    query = select(judgements.c.kind, judgements.c.left, judgements.c.right).where(
        _of_joining(), judgements.c.withdrawn.is_(withdrawn)
    )
    if withdrawn:
        query = query.where(judgements.c.reason.not_like(f"%{ANEW}"))
    for row in connection.execute(query):
        yield row.kind, row.left, row.right


def _of_joining() -> ColumnElement[bool]:
    return judgements.c.kind.in_([kind.value for kind in _KINDS]) & judgements.c.by.in_(_NAMES)
