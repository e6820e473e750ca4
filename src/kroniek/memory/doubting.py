"""What people may decide on events: joins and links that the program is least sure of, what holds an event together,
and what was decided.

Questions for `SqlStore.look`, and actions for `SqlStore.change`. What a program judged bears the name of the program;
all other names are people's. A person's word goes before a program's and can be taken back. Left out: joining and
parting events themselves (`eventing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from kroniek.memory import actors as naming
from kroniek.memory import asking, copies, eventing, judging, recoding, reported
from kroniek.memory.actors import Gazetteer
from kroniek.memory.joining import linker
from kroniek.memory.store import StoredClaim
from kroniek.memory.tables import judgements
from kroniek.model.judgement import Judgement, JudgementKind

PROGRAMS = linker.FORMER | {linker.BY, copies.BY_TEXT, copies.BY_CLAIM, recoding.BY, naming.BY, naming.BY_TABLE}
"""Those who judge and are nobody."""

LOOKED_AT = 20_000
"""The newest judgements, among which doubtful ones are looked for: so it costs the same in a large chronicle."""


def doubtful(
    connection: Connection, _: Gazetteer, *, kinds: Sequence[JudgementKind], below: float, most: int
) -> tuple[Judgement, ...]:
    """Judgements of these kinds by programs that score less and on which nobody decided, the least sure first."""
    newest = connection.scalar(select(func.max(judgements.c.ordinal))) or 0
    query = select(judgements).where(
        judgements.c.ordinal > newest - LOOKED_AT,
        judgements.c.kind.in_([kind.value for kind in kinds]),
        judgements.c.score < below,
        judgements.c.withdrawn.is_(False),
        judgements.c.by.in_(sorted(PROGRAMS)),
    )
    found: list[Judgement] = []
    for row in connection.execute(query.order_by(judgements.c.score, judgements.c.ordinal.desc())):
        if len(found) == most:
            break
        if not _is_confirmed(connection, row):
            found.append(judging.judgement_of(row))
    return tuple(found)


def grounds(
    connection: Connection, _: Gazetteer, claim: str, day: date | None = None
) -> tuple[tuple[Judgement, ...], tuple[Judgement, ...]]:
    """The judgements that hold the event of a claim together, and those that keep claims out of it (by a day)."""
    group = reported.together(connection, claim, day)
    own = set(group)
    rows = eventing.naming(connection, [JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT], group)
    holding = [one for one in rows if one.kind == JudgementKind.SAME_EVENT and {one.left, one.right} <= own]
    parting = [one for one in rows if one.kind == JudgementKind.OTHER_EVENT and not {one.left, one.right} <= own]
    return tuple(map(judging.judgement_of, holding)), tuple(map(judging.judgement_of, parting))


def decided(
    connection: Connection, _: Gazetteer, *, kinds: Sequence[JudgementKind], most: int
) -> tuple[tuple[Judgement, bool], ...]:
    """What people decided last, withdrawn decisions too, each with whether it is so now, whoever says so."""
    query = select(judgements).where(
        judgements.c.kind.in_([kind.value for kind in kinds]), judgements.c.by.in_(_people(connection))
    )
    rows = connection.execute(query.order_by(judgements.c.ordinal.desc()).limit(most)).all()
    return tuple((judging.judgement_of(row), bool(_standing(connection, row))) for row in rows)


def claims_of(
    connection: Connection, _: Gazetteer, ids: Iterable[str], day: date | None = None
) -> dict[str, StoredClaim]:
    """The claims of these ids that stand (that had been reported by the day), each with its event."""
    return {str(one.claim.id): one for one in asking.claims_of(connection, sorted(set(ids)), day)}


# -- actions -----------------------------------------------------------------------------------------------------------


def confirm(connection: Connection, at: str, one: Judgement) -> None:
    """Somebody says that a join or link is right: it stands on his word from now on, whatever a program finds."""
    if one.kind is JudgementKind.SAME_EVENT and not eventing.are_one(connection, one.left, one.right):
        eventing.join(connection, one.left, one.right, by=one.by, reason=one.reason, at=at)
        return
    judging.note(connection, one, at=at, renew=True)


def refuse(connection: Connection, at: str, one: Judgement) -> None:
    """Somebody says that a join or link is wrong: no program makes it again.

    A link is one of events, so all of its kind that claims of the two events have go with it.
    """
    if one.kind is JudgementKind.SAME_EVENT:
        eventing.split(connection, one.left, one.right, by=one.by, reason=one.reason, at=at)
        return
    events = eventing.group(connection, one.left), eventing.group(connection, one.right)
    for old in list(eventing.between(connection, one.kind, *events)):
        judging.note(connection, replace(old, withdrawn=True), at=at)
    judging.note(connection, replace(one, withdrawn=True), at=at)


def take_back(connection: Connection, at: str, one: Judgement) -> None:
    """Somebody takes back his own word: what programs judged holds again, as far as nobody withdrew that."""
    if one.kind is JudgementKind.OTHER_EVENT:
        eventing.join(connection, one.left, one.right, by=one.by, reason=one.reason, at=at)
        return
    judging.note(connection, replace(one, withdrawn=True), at=at)


# -- within ------------------------------------------------------------------------------------------------------------


def _people(connection: Connection) -> list[str]:
    """Everybody who judged and is no program; each name is one look into the index."""
    found: list[str] = []
    last = ""
    while (name := connection.scalar(select(func.min(judgements.c.by)).where(judgements.c.by > last))) is not None:
        found += [name] if name not in PROGRAMS else []
        last = name
    return found


def _is_confirmed(connection: Connection, row: Any) -> bool:
    return any(one.by not in PROGRAMS for one in _standing(connection, row))


def _standing(connection: Connection, one: Any) -> Sequence[Any]:
    """The judgements of the same kind on the same two that stand."""
    query = select(judgements).where(
        judgements.c.kind == str(one.kind),
        judgements.c.left == one.left,
        judgements.c.right == one.right,
        judgements.c.withdrawn.is_(False),
    )
    return connection.execute(query).all()
