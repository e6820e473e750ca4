"""How alike two texts are, by the word sequences they share, and a sketch by which likely pairs are found.

A text is the set of its shingles: runs of `SIZE` words, each hashed to 63 bits. `jaccard` over two sets is exact. A
`sketch` is the `SKETCH` smallest hashes of a set (a bottom-k MinHash): two texts that share a part of their shingles
share about that part of their sketches, so a table of sketches finds the candidates and only those are compared in
full. One hash a shingle and no random numbers: the same text gives the same sketch on every machine.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b

SIZE = 4
"""Words in a shingle. One changed word breaks four of them. Three, four and five words tell copies of
`tests/cases/near_copies.toml` from other accounts equally well; four leave the widest gap for texts of one pattern."""

SKETCH = 24
"""Hashes in a sketch; `copies.py` in `memory` asks for three shared ones before it compares in full."""


def shingles(words: Sequence[str], *, size: int = SIZE) -> frozenset[int]:
    """The hashes of all runs of `size` words; one run of all words where there are fewer, none where there is none."""
    if not words:
        return frozenset()
    runs = (words[i : i + size] for i in range(max(1, len(words) - size + 1)))
    return frozenset(_hash(" ".join(run)) for run in runs)


def sketch(hashes: Iterable[int], *, length: int = SKETCH) -> tuple[int, ...]:
    """The `length` smallest hashes, smallest first."""
    return tuple(heapq.nsmallest(length, hashes))


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    """What both hold as a part of what either holds, in [0, 1]; two empty sets share nothing."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
