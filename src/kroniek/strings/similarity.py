"""How alike two texts are, by the word sequences they share, and a sketch by which likely pairs are found.

A text is the set of its shingles: runs of `SIZE` words, each hashed to 63 bits from the hashes of its words, which are
kept, as a newspaper uses the same words again and again. `jaccard` over two sets is exact. A `sketch` is the `SKETCH`
smallest hashes of a set (a bottom-k MinHash): two texts that share a part of their shingles share about that part of
their sketches, so a table of sketches finds the candidates and only those are compared in full. No random numbers: the
same text gives the same sketch on every machine.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from hashlib import blake2b

SIZE = 4
"""Words in a shingle. One changed word breaks four of them. Three, four and five words tell copies of
`tests/cases/near_copies.toml` from other accounts equally well; four leave the widest gap for texts of one pattern."""

SKETCH = 24
"""Hashes in a sketch; `copies.py` in `memory` asks for three shared ones before it compares in full."""


_BITS = (1 << 63) - 1
_STEP = 0x5851F42D4C957F2D
"""Odd, so that no bit of a word's hash is lost as the run goes on; the number is that of Knuth's MMIX generator."""


def shingles(words: Sequence[str], *, size: int = SIZE) -> frozenset[int]:
    """The hashes of all runs of `size` words; one run of all words where there are fewer, none where there is none."""
    if not words:
        return frozenset()
    hashes = [_hash(word) for word in words]
    run = min(size, len(hashes))
    mixed = hashes[: len(hashes) - run + 1]
    for i in range(1, run):
        mixed = [(before * _STEP + after) & _BITS for before, after in zip(mixed, hashes[i:], strict=False)]
    return frozenset(mixed)


def sketch(hashes: Iterable[int], *, length: int = SKETCH) -> tuple[int, ...]:
    """The `length` smallest hashes, smallest first."""
    return tuple(heapq.nsmallest(length, hashes))


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    """What both hold as a part of what either holds, in [0, 1]; two empty sets share nothing."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
