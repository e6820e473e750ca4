"""Which documents are near-copies (wire copy in several outlets, an edited second printing), and which of their claims
are therefore one event.

Found through sketches and then compared in full, so what is judged depends on the documents and their order alone.
Precision first: two accounts of one event in their own words are no copies; a claim is joined only to one of equal
type, status and parties whose evidence uses the same words. The thresholds: docs/decisions/0022-near-copies.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import BigInteger, Connection, bindparam, func, select

from kroniek.memory.prepared import Prepared
from kroniek.memory.rows import claim_of, marks_of
from kroniek.memory.tables import claims as claims_table
from kroniek.memory.tables import documents, sketches
from kroniek.model.claim import Claim
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.text import Mark
from kroniek.strings.fold import Word, fold, folded_words, words
from kroniek.strings.similarity import jaccard, shingles

NEAR_COPY = 0.3
"""Shared part of four-word runs from which two texts are near-copies. Copies in `tests/cases/near_copies.toml` share
0.5 and more, other accounts of the same events 0.09 at most, as do unrelated articles, single sentences aside."""

SMALLEST = 20
"""Runs that the shorter text must have: below it, one shared sentence would decide. Equal texts are copies anyhow."""

SHARED = 3
"""Sketch hashes that a pair must share to be compared in full."""

COMPARED = 8
"""Documents that one new document is compared with in full, the most alike first: in a group of many copies a few links
hold it together."""

SAME_WORDS = 0.5
"""Shared part of the evidence's words from which two claims of near-copies tell of one event."""

BY_TEXT = "near-copy-1"
BY_CLAIM = "copied-claim-1"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that is being kept: its row's number, key, first version's key, text hash, whether no version stands
    before it, the runs of its unmarked words, and their sketch.
    """

    ordinal: int
    key: str
    base: str
    content_hash: str
    is_first: bool
    runs: frozenset[int]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier document that tells the same in the same words, or an earlier version."""

    ordinal: int
    key: str
    score: float
    reason: str
    version: bool = False


class Aside:
    """Documents whose rows wait to be written: of which later ones these may be copies."""

    def __init__(self) -> None:
        self._documents: dict[int, list[int]] = {}
        self._texts: set[str] = set()

    def add(self, kept: Kept) -> None:
        """Let a document wait."""
        self._texts.add(kept.content_hash)
        for hash_ in kept.sketch:
            self._documents.setdefault(hash_, []).append(kept.ordinal)

    def concerns(self, kept: Kept) -> bool:
        """Must what waits be written before the twins of this one are looked for?"""
        met = Counter(document for hash_ in kept.sketch for document in self._documents.get(hash_, ()))
        return kept.content_hash in self._texts or any(shared >= SHARED for shared in met.values())

    def clear(self) -> None:
        """Nothing waits any more."""
        self._documents.clear()
        self._texts.clear()


def unmarked(text_words: Sequence[Word], marks: Sequence[Mark]) -> list[str]:
    """The folded words outside boilerplate."""
    if not marks:
        return [word.folded for word in text_words]
    kept: list[str] = []
    position = 0
    for word in text_words:
        while position < len(marks) and marks[position].end <= word.start:
            position += 1
        if position == len(marks) or word.end <= marks[position].start:
            kept.append(word.folded)
    return kept


_EQUAL = Prepared(
    select(documents.c.ordinal, documents.c.key)
    .where(documents.c.content_hash == bindparam("content_hash"), documents.c.base != bindparam("base"))
    .order_by(documents.c.ordinal)
    .limit(1)
)


@cache
def _candidates(hashes: int) -> Prepared:
    """The documents that share hashes with a sketch of so many."""
    count = func.count().label("count")
    return Prepared(
        select(sketches.c.document, count)
        .where(sketches.c.hash.in_([bindparam(f"hash{i}", type_=BigInteger) for i in range(hashes)]))
        .group_by(sketches.c.document)
        .having(func.count() >= SHARED)
        .order_by(count.desc(), sketches.c.document)
        .limit(COMPARED)
    )


def twins(connection: Connection, kept: Kept) -> list[Twin]:
    """Earlier documents that this one is a near-copy of, and the version before it, in order of reading."""
    found = {twin.ordinal: twin for twin in _alike(connection, kept)}
    found |= {twin.ordinal: twin for twin in _equal(connection, kept)}
    found |= {twin.ordinal: twin for twin in _versions(connection, kept)}
    return [found[ordinal] for ordinal in sorted(found)]


def copy_judgement(kept: Kept, twin: Twin) -> Judgement:
    """The judgement that both documents are near-copies."""
    left, right = sorted((kept.key, twin.key))
    return Judgement(
        kind=JudgementKind.NEAR_COPY, left=left, right=right, score=twin.score, by=BY_TEXT, reason=twin.reason
    )


def _equal(connection: Connection, kept: Kept) -> Iterator[Twin]:
    """The first document with the very same text; the others are linked to it already."""
    for row in _EQUAL.rows(connection, content_hash=kept.content_hash, base=kept.base):
        yield Twin(row.ordinal, row.key, 1.0, "the texts are the same")


def _versions(connection: Connection, kept: Kept) -> Iterator[Twin]:
    if kept.is_first:
        return
    query = select(documents.c.ordinal, documents.c.key).where(
        documents.c.base == kept.base, documents.c.ordinal < kept.ordinal
    )
    for row in connection.execute(query.order_by(documents.c.version.desc()).limit(1)):
        yield Twin(row.ordinal, row.key, 1.0, "both are versions of one article", version=True)


def _alike(connection: Connection, kept: Kept) -> Iterator[Twin]:
    if len(kept.runs) < SMALLEST:
        return
    hashes = {f"hash{i}": hash_ for i, hash_ in enumerate(kept.sketch)}
    found = _candidates(len(hashes)).rows(connection, **hashes)
    if not found:
        return
    query = (
        select(documents.c.ordinal, documents.c.key, documents.c.text, documents.c.marks)
        .where(documents.c.ordinal.in_([row.document for row in found]), documents.c.base != kept.base)
        .order_by(documents.c.ordinal)
    )
    for row in connection.execute(query).all():
        runs = shingles(unmarked(list(words(row.text)), marks_of(row.marks)))
        score = round(jaccard(kept.runs, runs), 4)
        if len(runs) >= SMALLEST and score >= NEAR_COPY:
            yield Twin(row.ordinal, row.key, score, f"{score:.0%} of their four-word runs are shared")


def same_events(connection: Connection, claims: Sequence[Claim], twins_: Sequence[Twin]) -> Iterator[Judgement]:
    """The judgements that claims of this document and of its twins tell of one event."""
    if not claims:
        return
    for twin in twins_:
        query = select(claims_table.c.record).where(claims_table.c.document == twin.ordinal)
        others = [claim_of(record) for record in connection.scalars(query.order_by(claims_table.c.ordinal))]
        for score, claim, other in _pairs(claims, others):
            left, right = sorted((claim.id, other.id))
            link = twin.reason if twin.version else "their texts are near-copies"
            yield Judgement(
                kind=JudgementKind.SAME_EVENT,
                left=left,
                right=right,
                score=score,
                by=BY_CLAIM,
                reason=f"{link}; equal type, status and parties, and {score:.0%} of the evidence's words are shared",
            )


def _pairs(claims: Sequence[Claim], others: Sequence[Claim]) -> Iterator[tuple[float, Claim, Claim]]:
    """Pairs that tell the same, each claim in one pair at most, the most alike first."""
    scored = [
        (-score, i, j)
        for i, claim in enumerate(claims)
        for j, other in enumerate(others)
        if (score := _likeness(claim, other)) >= SAME_WORDS
    ]
    left: set[int] = set()
    right: set[int] = set()
    for negative, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield -negative, claims[i], others[j]


def _likeness(claim: Claim, other: Claim) -> float:
    """The shared part of the evidence's words; 0 where type, status, parties or time differ."""
    if (claim.type, claim.status) != (other.type, other.status) or _who(claim) != _who(other):
        return 0.0
    if claim.when and other.when and (claim.when.end < other.when.start or other.when.end < claim.when.start):
        return 0.0
    return round(jaccard(_evidence_words(claim), _evidence_words(other)), 4)


def _who(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    actors = frozenset(fold(party.name) for party in claim.actors)
    return actors, frozenset(fold(party.name) for party in claim.recipients)


def _evidence_words(claim: Claim) -> frozenset[str]:
    return frozenset(word for evidence in claim.evidence for word in folded_words(evidence.quote.text))
