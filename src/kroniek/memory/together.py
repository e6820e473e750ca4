"""Which claims stand in an event with others: the only ones for which it is worth to ask what the event rests on.

A question for `SqlStore.look`, one statement for a few hundred claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from kroniek.memory.actors import Gazetteer
from kroniek.memory.tables import members
from kroniek.model.judgement import JudgementKind

_CHUNK = 400


def joined(connection: Connection, _: Gazetteer, ids: Sequence[str]) -> frozenset[str]:
    """Those of these claims that are joined with another one."""
    found: set[str] = set()
    for first in range(0, len(ids), _CHUNK):
        query = select(members.c.member).where(
            members.c.kind == JudgementKind.SAME_EVENT.value, members.c.member.in_(ids[first : first + _CHUNK])
        )
        found.update(connection.scalars(query))
    return frozenset(found)
