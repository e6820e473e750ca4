"""The order of the steps, and nothing else: read, place, analyse, code, keep.

Two ways through the house: `code` (nothing is kept) and `keep` (what is known is skipped, the rest is coded and
kept, one document at a time). The workshops come in as arguments (`Steps`), so tests walk the same path with small
fakes. The invariant: every source that was read gives exactly one outcome per document, a result or a `Rejected`
with its reason; a document on which analyser or coder fails is rejected, and the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from kroniek.errors import DocumentError, KroniekError
from kroniek.memory.store import Added, Writer
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.ids import digest
from kroniek.model.text import Document, DocumentId, Rejected, Source


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


def keep(addresses: Iterable[str], *, steps: Steps, store: Writer) -> Iterator[Kept | Rejected]:
    """Read, code what is not known yet, and keep it; each outcome is kept before it is told."""
    for found in _read(addresses, steps):
        if isinstance(found, Rejected):
            store.reject(found)
            yield found
        else:
            yield _keep(found, steps, store)


def _read(addresses: Iterable[str], steps: Steps) -> Iterator[Document | Rejected]:
    for address in addresses:
        yield from steps.read(address)


def _keep(document: Document, steps: Steps, store: Writer) -> Kept | Rejected:
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
    store.add(coded.document, coded.claims, placement=placement)
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
