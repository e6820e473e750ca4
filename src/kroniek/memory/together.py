"""The claims of many events, and many documents, each in a few statements: for lists that tell what events rest on.

Questions for `SqlStore.look`. Left out: what follows from the claims (`standing`, `differing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, and_, select

from kroniek.memory import asking, reported, tables
from kroniek.memory.actors import Gazetteer
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.memory.tables import claims, members
from kroniek.model.judgement import JudgementKind

_CHUNK = 400
"""Values in one statement."""


def joined(connection: Connection, _: Gazetteer, ids: Sequence[str]) -> frozenset[str]:
    """Those of these claims that are joined with another one."""
    return frozenset(_groups(connection, ids))


def events(
    connection: Connection, _: Gazetteer, ids: Sequence[str], day: date | None = None
) -> dict[str, tuple[StoredClaim, ...]]:
    """For each of these claims all claims of its event, of all versions (that had been published by the day).

    In order of date of the act, document and place in the text, as everywhere. A claim that had not been reported by
    the day has none.
    """
    if day is None:
        groups = {id_: [id_] for id_ in ids} | _groups(connection, ids)
    else:
        groups = {id_: reported.together(connection, id_, day) for id_ in ids}
    wanted = sorted({member for group in groups.values() for member in group})
    found = list(asking.claims_of(connection, wanted, day))
    number = {str(one.claim.id): at for at, one in enumerate(found)}
    return {
        id_: tuple(found[at] for at in sorted(number[member] for member in group if member in number))
        for id_, group in groups.items()
    }


def claims_in(
    connection: Connection, _: Gazetteer, keys: Sequence[str], day: date | None = None
) -> dict[str, tuple[StoredClaim, ...]]:
    """The claims of these very documents, in the order of their text; a document without any is left out."""
    ids: list[str] = []
    for first in range(0, len(keys), _CHUNK):
        query = select(claims.c.id).join(tables.documents, tables.documents.c.ordinal == claims.c.document)
        ids += connection.scalars(query.where(tables.documents.c.key.in_(keys[first : first + _CHUNK])))
    found: dict[str, list[StoredClaim]] = {}
    for one in asking.claims_of(connection, sorted(ids), day):
        found.setdefault(str(one.claim.document), []).append(one)
    return {key: tuple(sorted(own, key=_place)) for key, own in found.items()}


def _place(stored: StoredClaim) -> tuple[int, str]:
    return stored.claim.evidence[0].quote.start, stored.claim.id


def documents(
    connection: Connection, _: Gazetteer, keys: Sequence[str], day: date | None = None
) -> dict[str, StoredDocument]:
    """The documents of these very keys (that had been published by the day), in order of the keys."""
    found = {str(one.document.id): one for one in asking.documents_of(connection, sorted(set(keys)), day)}
    return {key: found[key] for key in keys if key in found}


def _groups(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """For each of these claims that is joined with others, all claims of its event."""
    kind = JudgementKind.SAME_EVENT.value
    mine = members.alias("mine")
    found: dict[str, list[str]] = {}
    for first in range(0, len(ids), _CHUNK):
        query = (
            select(mine.c.member.label("of"), members.c.member)
            .select_from(mine.join(members, and_(members.c.kind == kind, members.c.head == mine.c.head)))
            .where(mine.c.kind == kind, mine.c.member.in_(ids[first : first + _CHUNK]))
        )
        for row in connection.execute(query):
            found.setdefault(row.of, []).append(row.member)
    return found
