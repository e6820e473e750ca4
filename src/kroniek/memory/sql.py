"""The store on SQLite and PostgreSQL: `Writer` and `View` over one engine.

Each method of the writer is one transaction, so a process may die anywhere and leaves whole documents only; each
question reads one state of the chronicle. What the statements are is said in the files beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, insert, select

from kroniek.errors import StoreError, UnreadableError, UsageError
from kroniek.memory import asking, counting, deciding, eventing, identity, joiner, judging, rejoining, searching
from kroniek.memory.actors import Gazetteer
from kroniek.memory.collecting import uncollected
from kroniek.memory.keeping import Coming, Keeping, note
from kroniek.memory.opening import writing
from kroniek.memory.store import (
    ActorCount,
    ActorName,
    Added,
    Counts,
    Hit,
    Placement,
    Proposal,
    Query,
    StoredClaim,
    StoredDocument,
)
from kroniek.memory.tables import judgements, rejects
from kroniek.memory.trouble import trouble
from kroniek.model.claim import Claim
from kroniek.model.judgement import Judgement, Rejoined
from kroniek.model.recoding import Recoding
from kroniek.model.text import Document, DocumentId, Rejected, Source

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


_TOGETHER = 2000
"""Claims that are joined in one transaction where many were kept without it."""


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class SqlStore:
    """A chronicle in a database. Close it, or use it as a context manager."""

    def __init__(
        self,
        engine: Engine,
        *,
        name: str,
        read_only: bool,
        gazetteer: Gazetteer,
        clock: Callable[[], datetime] = utc_now,
        joins: bool = True,
    ) -> None:
        self._engine = engine
        self._name = name
        self._read_only = read_only
        self._gazetteer = gazetteer
        self._clock = clock
        # The ids that readers gave to documents which were placed and are not yet added.
        self._placed: dict[str, tuple[DocumentId, str]] = {}
        self._queue = identity.Queue()
        self._coming: list[Coming] = []
        self._joins = joins
        self._joining = joiner.Memory()
        self._known: set[tuple[str, str]] = set()  # actors with their names that are known to be kept
        self._held: Connection | None = None  # the one state that all questions see; see `still`

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; what was kept is on disk already, what still waits in the queue is not kept."""
        self._engine.dispose()

    # Writing

    def place(self, document: Document) -> Placement:
        """Where this document would stand, without writing; what waits in the queue counts as kept.

        Raises `UnreadableError` for a text that no database can hold.
        """
        _check_text(document)
        with self._reading(as_it_comes=True) as connection:
            placement = identity.place(connection, document, queue=self._queue)
        if placement.added is not Added.KNOWN:
            self._placed[placement.key] = (document.id, identity.address_of(document))
        return placement

    def add(self, document: Document, claims: Iterable[Claim], *, placement: Placement) -> None:
        """Keep a placed document with its claims, actors, search words and likenesses, in one transaction.

        What waits in the queue is kept before it, in the same transaction.
        """
        self.queue(document, claims, placement=placement)
        self.flush()

    def queue(self, document: Document, claims: Iterable[Claim], *, placement: Placement) -> None:
        """Let a placed document wait until `flush` keeps it together with others."""
        if placement.added is Added.KNOWN:
            raise UsageError(f"{placement.key} is kept already; a placement that is known is not added.")
        if document.id != placement.key:
            raise UsageError(f"The document is called {document.id}, its place {placement.key}: give it that id first.")
        # The claims may come from a generator that codes: they are made before the writer's place is taken.
        kept_claims = tuple(claims)
        name, address = self._placed.pop(
            placement.key, (DocumentId(identity.split_key(placement.key)[0]), identity.address_of(document))
        )
        self._coming.append(
            Coming(document=document, claims=kept_claims, placement=placement, name=name, address=address)
        )
        self._queue.add(document, placement, name=name)

    def flush(self) -> None:
        """Keep all documents that wait, in one transaction: all of them or, where it fails, none."""
        coming, self._coming = self._coming, []
        self._queue.clear()
        if not coming:
            return
        if self._joins:
            self.join()
        try:
            with uncollected(), self._writing() as connection:
                memory = self._joining if self._joins else None
                keeping = Keeping(connection, at=self._now(), known=self._known, memory=memory)
                for one in coming:
                    keeping.add(one)
                keeping.close()
        except BaseException:
            self._known.clear()
            self._joining.clear()
            raise

    def join(self) -> None:
        """Join the claims that were kept without it, by an earlier version; many documents in one transaction.

        Documents that are kept are joined with it, so there is nothing to do but after an upgrade.
        """
        while True:
            with self._reading() as connection:
                first = joiner.behind(connection)
            if first is None:
                return
            try:
                with uncollected(), self._writing() as connection:
                    joiner.catch_up(connection, at=self._now(), memory=self._joining, first=first, most=_TOGETHER)
            except BaseException:
                self._joining.clear()
                raise

    def rejoin(self, *, progress: Callable[[int, int], None] | None = None) -> Rejoined:
        """Join all claims anew by today's rule, in one transaction; what people decided stays.

        `progress` is told now and then how many claims were looked at, and of how many.
        """
        try:
            with uncollected(), self._writing() as connection:
                return rejoining.rejoin(connection, at=self._now(), memory=self._joining, progress=progress)
        except BaseException:
            self._joining.clear()
            raise

    def recode(self, key: str, claims: Iterable[Claim], *, coder: str | None = None) -> Recoding:
        """Put a new coding of a kept document (by its exact key) beside the one that stands, in one transaction."""
        coded = tuple(claims)
        named = coder or next((claim.coder for claim in coded if claim.coder), None)
        self.join()
        try:
            with self._writing() as connection:
                keeping = Keeping(connection, at=self._now(), known=self._known, memory=self._joining)
                done = keeping.recode(key, coded, coder=named)
                keeping.close()
        except BaseException:
            self._known.clear()
            self._joining.clear()
            raise
        return done

    def reject(self, rejected: Rejected) -> None:
        """Note a source that gave no document; the same source and reason are noted once."""
        source = rejected.source
        with self._writing() as connection:
            known = select(rejects.c.ordinal).where(
                rejects.c.address == _storable(source.address),
                rejects.c.part == _storable(source.part),
                rejects.c.reason == rejected.reason,
            )
            if connection.scalar(known) is not None:
                return
            row = {
                "ordinal": judging.next_ordinal(connection, rejects.c.ordinal),
                "address": _storable(source.address),
                "part": _storable(source.part),
                "format": source.format,
                "reason": rejected.reason,
                "message": _storable(rejected.message),
                "noted_at": self._now(),
            }
            connection.execute(insert(rejects), row)

    def judge(self, judgement: Judgement) -> None:
        """Note a judgement, or withdraw it where it is `withdrawn`; what it names must be in the chronicle."""
        with self._writing() as connection:
            note(connection, judgement, at=self._now())

    def merge_actors(self, first: str, second: str, *, by: str, reason: str) -> Judgement:
        """Decide that two actors, by id, are one; what said that they are not is withdrawn."""
        with self._writing() as connection:
            return deciding.merge(connection, first, second, by=by, reason=reason, at=self._now())

    def split_actor(self, id_: str, other: str | None = None, *, by: str, reason: str) -> tuple[Judgement, ...]:
        """Decide that an actor is not one with another, or with any; the judgements that this withdrew."""
        with self._writing() as connection:
            return tuple(deciding.split(connection, id_, other, by=by, reason=reason, at=self._now()))

    def join_events(self, first: str, second: str, *, by: str, reason: str) -> Judgement:
        """Decide that the events of two claims, by id, are one; what said that they are not is withdrawn."""
        with self._writing() as connection:
            return eventing.join(connection, first, second, by=by, reason=reason, at=self._now())

    def split_events(self, first: str, second: str | None = None, *, by: str, reason: str) -> tuple[Judgement, ...]:
        """Decide that a claim is not one event with another, or with any; the judgements that this withdrew."""
        with self._writing() as connection:
            return tuple(eventing.split(connection, first, second, by=by, reason=reason, at=self._now()))

    def add_name(self, id_: str, name: str, *, by: str, reason: str) -> Judgement:
        """Decide that an actor has another name."""
        with self._writing() as connection:
            return deciding.add_name(connection, id_, name, by=by, reason=reason, at=self._now())

    def change(
        self,
        action: Callable[Concatenate[Connection, str, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Do one of the actions of `memory.saving` or `memory.doubting`, in one transaction."""
        with self._writing() as connection:
            return action(connection, self._now(), *given, **named)

    # Asking

    def claims(self, query: Query) -> Iterator[StoredClaim]:
        """Claims in order of date of the act (of publication where it has none), document and place in the text."""
        with self._reading() as connection:
            yield from asking.find_claims(connection, query, gazetteer=self._gazetteer)

    def claim(self, claim: str, *, as_of: date | None = None) -> StoredClaim | None:
        """The claim of this id or of a beginning of it; raises `UsageError` where several begin so."""
        with self._reading() as connection:
            return asking.find_claim(connection, claim, as_of)

    def document(self, key: str, *, as_of: date | None = None) -> StoredDocument | None:
        """The document of this key; a bare id means its current version (its newest by that day), `id@1` the first."""
        with self._reading() as connection:
            return asking.find_document(connection, key, as_of)

    def documents(self, *, newest: bool = False, as_of: date | None = None) -> Iterator[StoredDocument]:
        """All documents in order of reading; with `newest` or a day the newest version of each article (by then)."""
        with self._reading() as connection:
            yield from asking.find_documents(connection, newest=newest, day=as_of)

    def actors(
        self, *, like: str | None = None, limit: int | None = None, as_of: date | None = None
    ) -> Iterator[ActorCount]:
        """Actors, the most frequent first."""
        with self._reading() as connection:
            yield from asking.find_actors(connection, like=like, limit=limit, gazetteer=self._gazetteer, day=as_of)

    def named(self, name: str) -> tuple[ActorName, ...]:
        """The actors that bear exactly this name or id; case and accents do not count."""
        with self._reading() as connection:
            return tuple(deciding.named(connection, name))

    def proposals(self) -> Iterator[Proposal]:
        """Pairs of actors that may be one by their names, the likeliest first."""
        with self._reading() as connection:
            found = list(asking.find_actors(connection, like=None, limit=None, gazetteer=self._gazetteer))
            yield from deciding.proposals(connection, found)

    def search(self, words: str, *, limit: int = 20, query: Query | None = None) -> Iterator[Hit]:
        """Passages of current documents that hold all these words, best first; `woord*` finds beginnings."""
        with self._reading() as connection:
            yield from searching.find(connection, words, limit=limit, query=query or Query(), gazetteer=self._gazetteer)

    def rejects(self) -> Iterator[Rejected]:
        """Sources that gave no document and gave none later either, in order of reading."""
        with self._reading() as connection:
            for row in connection.execute(counting.unresolved().order_by(rejects.c.ordinal)):
                source = Source(address=row.address, part=row.part, format=row.format)
                yield Rejected(source=source, reason=row.reason, message=row.message)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements in order of noting, withdrawn ones too."""
        with self._reading() as connection:
            for row in connection.execute(select(judgements).order_by(judgements.c.ordinal)):
                yield judging.judgement_of(row)

    def counts(self, *, as_of: date | None = None) -> Counts:
        """How much there is, or had been reported by that day; the hash is always that of everything."""
        with self._reading() as connection:
            return counting.count(connection, as_of)

    def digest(self) -> str:
        """SHA-256 over all content rows in a fixed order, clock times left out."""
        with self._reading() as connection:
            return counting.digest(connection)

    def look(
        self,
        question: Callable[Concatenate[Connection, Gazetteer, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """The answer to one of the questions of `memory.browsing`."""
        with self._reading() as connection:
            return question(connection, self._gazetteer, *given, **named)

    @contextmanager
    def still(self) -> Iterator[Self]:
        """The chronicle as it is now: all that is asked of it within sees one state, whoever writes meanwhile."""
        with self._reading() as connection, connection.begin():
            view = copy(self)
            view._held = connection  # noqa: SLF001 - a copy of itself
            yield view

    # Within

    @contextmanager
    def _reading(self, *, as_it_comes: bool = False) -> Iterator[Connection]:
        """A connection that sees one state; `as_it_comes` where each statement may see its own, without a transaction.

        Beginning and ending one takes PostgreSQL as long as answering a small question.
        """
        if self._held is not None:
            yield self._held
            return
        with trouble(self._name), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                level = "AUTOCOMMIT" if as_it_comes else "REPEATABLE READ"
                connection = connection.execution_options(isolation_level=level)  # noqa: PLW2901 - the same one
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._read_only:
            raise StoreError(f"{self._name}: this chronicle was opened for reading only; open it for writing.")
        self.flush()  # in order: what is judged or rejected now comes after what waits
        with trouble(self._name), writing(self._engine) as connection:
            yield connection

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _check_text(document: Document) -> None:
    """Half characters and NUL cannot be kept by every store, and changing them would move the offsets."""
    for name, value in (("text", document.text), ("title", document.title or "")):
        if "\0" in value or value != _storable(value):
            raise UnreadableError(
                f"{document.source}: the {name} holds a NUL or half a character (a lone surrogate), which comes of a "
                "wrong encoding. Save the source as UTF-8 and read it again."
            )


def _storable(value: str) -> str:
    """The value with what no database can hold written out."""
    return value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
