"""Joining against the database: whom a claim meets, its company, and how far joining came.

A `Joiner` does one transaction's joining, document by document in order of keeping, so that what is decided does not
depend on how many documents are kept together: earlier documents are joined already, later ones are not looked at. How
far it came stands in `progress` and is written with what it made. What decides is in `joining`; here are its statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, insert, literal_column, select, union_all

from kroniek.memory import judging
from kroniek.memory.inserting import put
from kroniek.memory.joining.blocking import FULL, Keys, keys, nearest
from kroniek.memory.joining.linker import SEEN, Company, alone, joined
from kroniek.memory.joining.links import links
from kroniek.memory.joining.telling import BEFORE, BEHIND, Told, told, window
from kroniek.memory.prepared import Prepared
from kroniek.memory.rows import claim_of
from kroniek.memory.tables import blocks, claims, documents, judgements, members, progress
from kroniek.model.claim import Claim
from kroniek.model.judgement import Judgement, JudgementKind

PROGRESS = "joined"
"""The row of `progress`: the last claim, in order of keeping, that was joined."""

_SAME, _OTHER = JudgementKind.SAME_EVENT.value, JudgementKind.OTHER_EVENT.value
Pair = tuple[str, str, str]
"""The kind of a judgement, and the two things that it names."""

_REMEMBERED = 20_000
"""Claims that are held in memory for joining; those that were used least are read again."""

_CHUNK = 400
"""Values in one statement."""


@dataclass(slots=True)
class Memory:
    """Claims as joining sees them, by number: what follows from what is kept, so it can be forgotten at any time."""

    _told: dict[int, Told] = field(default_factory=dict)
    _older: dict[int, Told] = field(default_factory=dict)

    def add(self, found: Iterable[Told]) -> None:
        """Hold these, and let go of what was not asked for lately where it is too much."""
        for one in found:
            self._told[one.number] = one
        if len(self._told) > _REMEMBERED // 2:
            self._told, self._older = {}, self._told

    def get(self, number: int) -> Told | None:
        """The claim of this number, if it is held."""
        found = self._told.get(number)
        if found is None and (found := self._older.get(number)) is not None:
            self._told[number] = found
        return found

    def clear(self) -> None:
        """Forget all."""
        self._told.clear()
        self._older.clear()


class Joiner:
    """The joining of one transaction; `close` writes what was put aside."""

    def __init__(
        self,
        connection: Connection,
        *,
        at: str,
        memory: Memory,
        settle: Callable[[], None] = lambda: None,
        refused: AbstractSet[Pair] | None = None,
    ) -> None:
        """`settle` writes the claims that are put aside, so that they can be asked for.

        With `refused`, what was withdrawn before stands again where it comes out again, but not what somebody refused.
        """
        self._connection = connection
        self._at = at
        self._memory = memory
        self._settle = settle
        self._standing: dict[str, list[int]] = {}  # the newest claims under the keys that were looked up, oldest first
        self._fresh: dict[str, list[int]] = {}
        self._rows: list[dict[str, Any]] = []
        self._last: int | None = None
        self._until = 0
        self._companies: dict[str, Company] = {}
        self._decided = _decided(connection)
        self._anew = refused is not None
        self._refused: dict[str, list[tuple[str, str]]] = {}
        for kind, left, right in sorted(refused or ()):
            self._refused.setdefault(kind, []).append((left, right))

    def add(self, kept: Sequence[tuple[int, Claim]], *, base: str, published: date | None, text: str) -> None:
        """Join the claims of one document, numbered in order of keeping; they and their copies' judgements are kept."""
        if not kept:
            return
        self._until = kept[-1][0]
        self._companies.clear()
        new = [_told(claim, number=number, base=base, published=published, text=text) for number, claim in kept]
        own = {one.id: keys(one) for one in new}
        met = {one.id: self._met(one, own[one.id], before=kept[0][0]) for one in new}
        by_id = {one.id: one for one in chain(new, *met.values())}
        for judgement in chain(joined(new, self, met=met), links(new, met)):
            if self._is_refused(judgement, by_id):
                continue
            self._settle()
            self._companies.clear()
            judging.note(self._connection, judgement, at=self._at, renew=self._anew)
        self._memory.add(new)
        for one in new:
            self._stand(one, own[one.id])
        self.came(kept[-1][0])

    def _is_refused(self, judgement: Judgement, by_id: Mapping[str, Told]) -> bool:
        """Did somebody refuse it? A link is one of events, whichever of their claims it names."""
        pairs = self._refused.get(judgement.kind.value)
        if not pairs:
            return False
        if judgement.kind is JudgementKind.SAME_EVENT:
            return (judgement.left, judgement.right) in pairs
        one, other = (self.event(by_id[id_]).ids for id_ in (judgement.left, judgement.right))
        return any((left in one and right in other) or (left in other and right in one) for left, right in pairs)

    def came(self, number: int) -> None:
        """All claims up to this one are joined."""
        self._last = number

    def close(self) -> None:
        """Write the keys, and how far joining came."""
        put(self._connection, blocks, self._rows)
        self._rows = []
        self._fresh.clear()
        if self._last is not None:
            self._connection.execute(delete(progress).where(progress.c.name == PROGRESS))
            self._connection.execute(insert(progress).values(name=PROGRESS, value=self._last))

    def _stand(self, one: Told, own: Keys) -> None:
        days = [date.fromordinal(day) if day is not None else None for day in (one.first, one.last)]
        for key in own.own:
            self._fresh.setdefault(key, []).append(one.number)
            if key in self._standing:
                self._standing[key] = [*self._standing[key][-FULL + 1 :], one.number]
            self._rows.append({"key": key, "claim": one.number, "first_day": days[0], "last_day": days[1]})

    # What `linker.Shelf` asks

    def event(self, told_: Told) -> Company:
        """The claims that are one event with this one now, itself included."""
        found = self._companies.get(told_.id)
        if found is None:
            found = self._companies[told_.id] = self._company(told_)
        return found

    def _company(self, told_: Told) -> Company:
        rows = _COMPANY.rows(self._connection, kind=_SAME, member=told_.id, until=self._until)
        if not rows:
            return alone(told_)
        some = rows if len(rows) <= SEEN else [*rows[: SEEN // 2], *rows[-SEEN // 2 :]]
        held = self._told([row.ordinal for row in some], but=told_)
        return Company(frozenset(row.id for row in rows), frozenset(row.base for row in rows), tuple(held))

    def kept_apart(self, one: Company, other: Company) -> bool:
        """Did somebody decide that a claim of the one and a claim of the other are two events?"""
        return any(
            (left in one.ids and right in other.ids) or (left in other.ids and right in one.ids)
            for left, right in self._decided
        )

    # Whom a claim meets

    def _met(self, one: Told, own: Keys, *, before: int) -> list[Told]:
        """Earlier claims of other articles that share most keys with it, in order of keeping."""
        if missing := [key for key in own.look if key not in self._standing]:
            self._look_up(missing)
        numbers = nearest(map(self._standing.__getitem__, own.look), before=before)
        return [other for other in self._told(numbers) if other.base != one.base]

    def _look_up(self, wanted: Sequence[str]) -> None:
        """Find the newest claims under these keys: once, since nobody else writes meanwhile."""
        found: dict[str, list[int]] = {key: [] for key in wanted}
        for first in range(0, len(wanted), _KEYS):
            some = wanted[first : first + _KEYS]
            size = next(size for size in _SIZES if size >= len(some))
            padded = [*some, *[some[0]] * (size - len(some))]
            given = {f"key{i}": key for i, key in enumerate(padded)}
            for row in _standing(size).rows(self._connection, **given):
                if row.at < len(some):
                    found[some[row.at]].append(row.claim)
        for key, kept in found.items():
            self._standing[key] = sorted({*kept, *self._fresh.get(key, ())})[-FULL:]

    def _told(self, numbers: Sequence[int], *, but: Told | None = None) -> list[Told]:
        """Claims by number, those left out that no longer stand."""
        get = self._memory.get
        found = [but if but is not None and number == but.number else get(number) for number in numbers]
        if None in found:
            missing = [number for number, one in zip(numbers, found, strict=True) if one is None]
            read = {one.number: one for one in self._read(missing)}
            self._memory.add(read.values())
            found = [one or read.get(number) for number, one in zip(numbers, found, strict=True)]
        return [one for one in found if one is not None]

    def _read(self, numbers: Sequence[int]) -> Iterator[Told]:
        self._settle()
        for first in range(0, len(numbers), _CHUNK):
            for row in self._connection.execute(_READ, {"numbers": numbers[first : first + _CHUNK]}):
                claim = claim_of(row.record)
                yield told(claim, number=row.ordinal, base=row.base, published=row.published_day, around=row.around)


def _told(claim: Claim, *, number: int, base: str, published: date | None, text: str) -> Told:
    start, end = window(claim.evidence[0].quote.start)
    return told(claim, number=number, base=base, published=published, around=text[start:end])


def _decided(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The pairs of claims of which somebody decided that they are two events."""
    return tuple((row.left, row.right) for row in _DECIDED.rows(connection, kind=_OTHER))


def behind(connection: Connection) -> int | None:
    """The first claim that is not joined yet, in order of keeping; None where all are."""
    came = connection.scalar(select(progress.c.value).where(progress.c.name == PROGRESS)) or 0
    last = connection.scalar(select(func.max(claims.c.ordinal))) or 0
    return came + 1 if came < last else None


def catch_up(
    connection: Connection,
    *,
    at: str,
    memory: Memory,
    first: int,
    most: int,
    refused: AbstractSet[Pair] | None = None,
) -> None:
    """Join claims that were kept without it, from this one on: so many, and all that were kept with the last one."""
    rows = connection.execute(_WAITING, {"first": first, "most": most}).all()
    runs = [(document, list(run)) for document, run in groupby(rows, key=lambda row: row.document)]
    if len(rows) == most and len(runs) > 1:
        runs.pop()  # it may go on
    joiner = Joiner(connection, at=at, memory=memory, refused=refused)
    for document, run in runs:
        row = connection.execute(_DOCUMENT, {"ordinal": document}).one()
        kept = [(one.ordinal, claim_of(one.record)) for one in run if one.superseded is None]
        joiner.add(kept, base=row.base, published=row.published_day, text=row.text)
        joiner.came(run[-1].ordinal)
    joiner.close()


# --- statements

_KEYS = 48
_SIZES = (8, 16, 24, 32, 48)
"""How many keys one statement looks up: few shapes, so that each is made once."""


@cache
def _standing(size: int) -> Prepared:
    """The newest claims under each of so many keys, with the place of the key."""
    parts = [
        select(literal_column(str(i)).label("at"), blocks.c.claim)
        .where(blocks.c.key == bindparam(f"key{i}"))
        .order_by(blocks.c.claim.desc())
        .limit(FULL)
        .subquery()
        for i in range(size)
    ]
    both = union_all(*(select(part.c.at, part.c.claim) for part in parts)).subquery()
    return Prepared(select(both.c.at, both.c.claim))


_MINE = members.alias("mine")
_COMPANY = Prepared(
    select(claims.c.ordinal, claims.c.id, documents.c.base)
    .select_from(
        _MINE.join(members, (members.c.kind == bindparam("kind")) & (members.c.head == _MINE.c.head))
        .join(claims, claims.c.id == members.c.member)
        .join(documents, documents.c.ordinal == claims.c.document)
    )
    .where(
        _MINE.c.kind == bindparam("kind"),
        _MINE.c.member == bindparam("member"),
        claims.c.ordinal <= bindparam("until"),
        claims.c.superseded.is_(None),
    )
    .order_by(claims.c.ordinal)
)
_DECIDED = Prepared(
    select(judgements.c.left, judgements.c.right).where(
        judgements.c.kind == bindparam("kind"), judgements.c.withdrawn.is_(False)
    )
)
_READ = (
    select(
        claims.c.ordinal,
        claims.c.record,
        documents.c.base,
        documents.c.published_day,
        case(
            (claims.c.start > BEFORE, func.substr(documents.c.text, claims.c.start - BEFORE + 1, BEFORE + BEHIND)),
            else_=func.substr(documents.c.text, 1, claims.c.start + BEHIND),
        ).label("around"),
    )
    .join(documents, documents.c.ordinal == claims.c.document)
    .where(claims.c.ordinal.in_(bindparam("numbers", expanding=True)), claims.c.superseded.is_(None))
)
_WAITING = (
    select(claims.c.ordinal, claims.c.document, claims.c.record, claims.c.superseded)
    .where(claims.c.ordinal >= bindparam("first"))
    .order_by(claims.c.ordinal)
    .limit(bindparam("most"))
)
_DOCUMENT = select(documents.c.base, documents.c.published_day, documents.c.text).where(
    documents.c.ordinal == bindparam("ordinal")
)
