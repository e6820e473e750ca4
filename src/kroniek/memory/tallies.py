"""How often each actor appears in claims that stand: kept up to date as claims come and go, so a list is a look-up.

An actor is a group of those that are judged to be one, by its head; a claim counts once for each role that the group
has in it. Invariant, held by a test: a tally is what counting all parties would give. Where actors are joined or
parted, or an article that was the first or last to name somebody steps back, those concerned are counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, delete, distinct, func, select

from kroniek.memory.actors import actor_id, roles_of
from kroniek.memory.inserting import put
from kroniek.memory.tables import claims, documents, members, parties, tallies
from kroniek.model.claim import Claim
from kroniek.model.judgement import JudgementKind

ROLES = ("actor", "recipient", "voice")
_CHUNK = 400


@dataclass(slots=True)
class _Tally:
    """One row while it is worked on."""

    counts: dict[str, int]
    first: date | None
    last: date | None
    sectors: dict[str, None]

    @classmethod
    def empty(cls) -> _Tally:
        return cls(dict.fromkeys(ROLES, 0), None, None, {})

    @classmethod
    def of(cls, row: Any) -> _Tally:
        counts = {"actor": row.as_actor, "recipient": row.as_recipient, "voice": row.as_voice}
        return cls(counts, row.first, row.last, dict.fromkeys(row.sectors.split()))

    def row(self, actor: str) -> dict[str, Any]:
        named = {f"as_{role}": number for role, number in self.counts.items()}
        return named | {"actor": actor, "first": self.first, "last": self.last, "sectors": " ".join(self.sectors)}


class _Step(NamedTuple):
    """An actor in a role of a claim, which comes or goes."""

    actor: str
    role: str
    claim: int
    published: date | None
    by: int


class Tallies:
    """Changes of tallies within one transaction; `write` puts them down."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._steps: list[_Step] = []
        self._sectors: dict[str, dict[str, None]] = {}
        self._claims = 0

    def add(self, kept: Sequence[Claim], *, published: date | None) -> None:
        """Count claims that are kept now."""
        for claim in kept:
            self._claims += 1
            for role, _, party, voice in roles_of(claim):
                if not (voice and voice.anonymous):
                    id_ = actor_id(party)
                    self._steps.append(_Step(id_, role, self._claims, published, 1))
                    self._sectors.setdefault(id_, {}).update(dict.fromkeys(party.sectors))

    def take(self, ordinals: Sequence[int]) -> None:
        """Take back claims that no longer stand; call it while their rows are there."""
        for start in range(0, len(ordinals), _CHUNK):
            query = (
                select(parties.c.claim, parties.c.role, parties.c.actor, documents.c.published_day)
                .join(claims, claims.c.ordinal == parties.c.claim)
                .join(documents, documents.c.ordinal == claims.c.document)
                .where(parties.c.claim.in_(ordinals[start : start + _CHUNK]), parties.c.actor.is_not(None))
                .order_by(parties.c.claim, parties.c.role, parties.c.position)
            )
            for row in self._connection.execute(query):
                self._steps.append(_Step(row.actor, row.role, -row.claim, row.published_day, -1))

    def write(self) -> None:
        """Put the changes down."""
        if not self._steps:
            return
        head_of = heads(self._connection, sorted({step.actor for step in self._steps}))
        known = self._load(sorted(set(head_of.values())))
        for id_, codes in self._sectors.items():
            known[head_of[id_]].sectors.update(codes)
        gone: dict[str, set[date]] = {}
        counted: dict[tuple[str, str, int], None] = {}
        for step in self._steps:
            head = head_of[step.actor]
            if (head, step.role, step.claim) not in counted:  # a group counts once for a role in a claim
                counted[head, step.role, step.claim] = None
                _count(known[head], step, gone.setdefault(head, set()))
        for head in sorted(head for head, days in gone.items() if days):
            again = _counted(self._connection, [head]).get(head, _Tally.empty())
            known[head].first, known[head].last = again.first, again.last
        _replace(self._connection, known)
        self._steps.clear()
        self._sectors.clear()

    def _load(self, wanted: Sequence[str]) -> dict[str, _Tally]:
        known = {head: _Tally.empty() for head in wanted}
        for start in range(0, len(wanted), _CHUNK):
            query = select(tallies).where(tallies.c.actor.in_(wanted[start : start + _CHUNK]))
            known |= {row.actor: _Tally.of(row) for row in self._connection.execute(query)}
        return known


def _count(tally: _Tally, step: _Step, gone: set[date]) -> None:
    """Count one step; `gone` collects days that may no longer be the first or last."""
    tally.counts[step.role] += step.by
    day = step.published
    if day is None:
        return
    if step.by > 0:
        tally.first = min(tally.first or day, day)
        tally.last = max(tally.last or day, day)
        gone.discard(day)
    elif day in {tally.first, tally.last}:
        gone.add(day)


def heads(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The head of the group of each actor; itself where it is in none."""
    found = {id_: id_ for id_ in ids}
    for start in range(0, len(ids), _CHUNK):
        query = select(members.c.member, members.c.head).where(
            members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member.in_(ids[start : start + _CHUNK])
        )
        found |= {row.member: row.head for row in connection.execute(query)}
    return found


def recount(connection: Connection, ids: Iterable[str]) -> None:
    """Count actors again, who were joined or parted: those of these ids, and who was or is one with them."""
    together = sorted({*ids, *heads(connection, sorted(set(ids))).values()})
    inside = set(together)
    for start in range(0, len(together), _CHUNK):
        query = select(members.c.member).where(
            members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.head.in_(together[start : start + _CHUNK])
        )
        inside.update(connection.scalars(query))
    connection.execute(delete(tallies).where(tallies.c.actor.in_(sorted(inside))))
    counted = _counted(connection, sorted(set(heads(connection, sorted(inside)).values())))
    _replace(connection, counted)


def are_counted(connection: Connection) -> bool:
    """Are all tallies what counting gives?"""
    kept = {row.actor: _Tally.of(row) for row in connection.execute(select(tallies))}
    return kept == {head: one for head, one in _counted(connection, None).items() if any(one.counts.values())}


def recount_all(connection: Connection) -> None:
    """Count everybody."""
    connection.execute(delete(tallies))
    _replace(connection, _counted(connection, None))


def _counted(connection: Connection, groups: Sequence[str] | None) -> Mapping[str, _Tally]:
    """The tallies of these groups (of all where None) by counting."""
    member = (members.c.kind == JudgementKind.SAME_ACTOR.value) & (members.c.member == parties.c.actor)
    group = func.coalesce(members.c.head, parties.c.actor).label("id")
    times = [
        func.count(distinct(case((parties.c.role == role, parties.c.claim)))).label(f"as_{role}") for role in ROLES
    ]
    first, last = func.min(documents.c.published_day), func.max(documents.c.published_day)
    counted = (
        select(group, *times, first.label("first"), last.label("last"))
        .join(claims, claims.c.ordinal == parties.c.claim)
        .join(documents, documents.c.ordinal == claims.c.document)
        .outerjoin(members, member)
        .where(documents.c.current.is_(True), claims.c.superseded.is_(None), parties.c.actor.is_not(None))
        .group_by(group)
    )
    coded = select(group, parties.c.sectors, func.min(parties.c.claim).label("at")).outerjoin(members, member)
    coded = coded.where(parties.c.actor.is_not(None)).group_by(group, parties.c.sectors)
    if groups is not None:
        inside = _inside(connection, groups)
        counted, coded = counted.where(parties.c.actor.in_(inside)), coded.where(parties.c.actor.in_(inside))
    found: dict[str, _Tally] = {}
    for row in connection.execute(counted):
        counts = {role: getattr(row, f"as_{role}") for role in ROLES}
        found[row.id] = _Tally(counts, row.first, row.last, {})
    for row in sorted(connection.execute(coded), key=lambda row: (row.at, row.sectors)):
        if row.id in found:
            found[row.id].sectors.update(dict.fromkeys(row.sectors.split()))
    return found


def _inside(connection: Connection, groups: Sequence[str]) -> list[str]:
    query = select(members.c.member).where(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.head.in_(groups))
    return sorted({*groups, *connection.scalars(query)})


def _replace(connection: Connection, changed: Mapping[str, _Tally]) -> None:
    names = sorted(changed)
    for start in range(0, len(names), _CHUNK):
        connection.execute(delete(tallies).where(tallies.c.actor.in_(names[start : start + _CHUNK])))
    put(connection, tallies, [changed[name].row(name) for name in names if any(changed[name].counts.values())])
