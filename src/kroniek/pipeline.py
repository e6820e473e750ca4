"""The order of the steps, and nothing else: read, place, analyse, code, keep.

Two ways through the house: `code` (nothing is kept) and `keep` (what is known is skipped, the rest is coded and
kept: each document by itself, or where they come faster than the store likes to write, some together). The workshops
come in as arguments (`Steps`), so tests walk the same path with small fakes. The invariant: every source that was read
gives exactly one outcome per document, a result or a `Rejected` with its reason; a document on which analyser or coder
fails is rejected, and the run goes on. No outcome is told before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol

from kroniek.errors import DocumentError, KroniekError, UsageError
from kroniek.memory.store import Added, View, Writer
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.ids import digest
from kroniek.model.recoding import Recoding
from kroniek.model.text import Document, DocumentId, Rejected, Source


class Store(Writer, View, Protocol):
    """Both sides of a store."""


class Analyse(Protocol):
    """The language workshop: what Dutch says in a document."""

    def __call__(self, document: Document, /) -> Analysis:
        """Sentences, mentions, times and numbers of the document."""


class Code(Protocol):
    """The coding workshop: what a document says that happened."""

    def __call__(self, analysis: Analysis, /) -> Iterable[Claim]:
        """The claims of an analysis, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The workshops, each as one call: an address to documents, a document to its analysis, that to claims."""

    read: Callable[[str], Iterable[Document | Rejected]]
    analyse: Analyse
    code: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A document with the claims that were found in it."""

    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one document: under which key it is kept, and how many claims were kept with it now."""

    source: Source
    key: DocumentId
    added: Added
    claim_count: int


def code(addresses: Iterable[str], *, steps: Steps) -> Iterator[Coded | Rejected]:
    """Read and code, in the order of reading; two documents of one id get ids of their own."""
    taken: set[str] = set()
    for found in _read(addresses, steps):
        if isinstance(found, Rejected):
            yield found
            continue
        document = _with_own_id(found, taken)
        taken.add(document.id)
        yield _code(document, steps)


SLOW_S = 0.02
"""A document that took longer to code is kept at once: keeping it by itself takes a fraction of that."""

IN_A_ROW = 20
"""Documents that were coded faster, one after the other, before the next ones may wait for each other."""

TOGETHER, TOGETHER_S = 250, 1.0
"""How many documents, or how many seconds, may wait to be kept together: what a kill can cost."""


def keep(addresses: Iterable[str], *, steps: Steps, store: Writer) -> Iterator[Kept | Rejected]:
    """Read, code what is not known yet, and keep it; each outcome is kept before it is told."""
    waiting: list[Kept | Rejected] = []
    fast, since = 0, monotonic()
    try:
        for found in _read(addresses, steps):
            began = monotonic()
            waiting.append(_keep(found, steps, store))
            now = monotonic()
            fast = fast + 1 if now - began < SLOW_S else 0
            if fast <= IN_A_ROW or now - since > TOGETHER_S or len(waiting) >= TOGETHER:
                _flush(store, waiting)
                yield from _told(waiting)
                since = now
        _flush(store, waiting)
    except Exception:
        _flush(store, waiting)  # what waits is whole, and is told before the trouble is
        yield from _told(waiting)
        raise
    except BaseException:  # the user, or who asked for outcomes, wants to leave
        _flush(store, waiting)
        raise
    yield from _told(waiting)


def recode(keys: Iterable[str], *, steps: Steps, store: Store) -> Iterator[Recoding | Rejected]:
    """Code kept documents again, by their exact keys; what coding fails on is told and stays as it was."""
    for key in keys:
        stored = store.document(key)
        if stored is None:
            raise UsageError(f"The chronicle holds no document {key!r}. The ids stand in: kroniek timeline")
        coded = _code(stored.document, steps)
        yield coded if isinstance(coded, Rejected) else store.recode(stored.document.id, coded.claims)


def _flush(store: Writer, waiting: list[Kept | Rejected]) -> None:
    try:
        store.flush()
    except BaseException:
        waiting.clear()  # none of them is kept, so none is told
        raise


def _told(waiting: list[Kept | Rejected]) -> Iterator[Kept | Rejected]:
    told = list(waiting)
    waiting.clear()
    yield from told


def _read(addresses: Iterable[str], steps: Steps) -> Iterator[Document | Rejected]:
    for address in addresses:
        yield from steps.read(address)


def _keep(document: Document | Rejected, steps: Steps, store: Writer) -> Kept | Rejected:
    if isinstance(document, Rejected):
        store.reject(document)
        return document
    try:
        placement = store.place(document)
    except DocumentError as error:  # a text that no store can hold, such as one with half a character
        rejected = Rejected(source=document.source, reason=error.reason, message=str(error))
        store.reject(rejected)
        return rejected
    outcome = Kept(source=document.source, key=placement.key, added=placement.added, claim_count=0)
    if placement.added is Added.KNOWN:
        return outcome
    coded = _code(replace(document, id=placement.key), steps)
    if isinstance(coded, Rejected):
        store.reject(coded)
        return coded
    store.queue(coded.document, coded.claims, placement=placement)
    return replace(outcome, claim_count=len(coded.claims))


def _code(document: Document, steps: Steps) -> Coded | Rejected:
    try:
        claims = tuple(steps.code(steps.analyse(document)))
    except DocumentError as error:
        return Rejected(source=document.source, reason=error.reason, message=str(error))
    except (KroniekError, ImportError):  # a broken installation breaks every document
        raise
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one text must not cost the user the other texts
        return Rejected(source=document.source, reason="coding", message=_what_failed(error))
    return Coded(document=document, claims=claims)


def _what_failed(error: Exception) -> str:
    kind, text = type(error).__name__, " ".join(str(error).split())
    return (
        f"Coding this text failed ({kind}: {text}), which is a mistake in Kroniek. "
        "The text was left out; please report it with the text."
    )


def _with_own_id(document: Document, taken: set[str]) -> Document:
    if document.id not in taken:
        return document
    for extra in range(len(taken) + 1):  # one more try than ids that could be in the way
        own = f"{document.id}-{digest(str(document.source), *([str(extra)] if extra else []), chars=4)}"
        if own not in taken:
            break
    return replace(document, id=DocumentId(own))
