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
from functools import reduce
from hashlib import blake2b
from operator import xor

from kroniek.strings.remembered import Remembered

SIZE = 4
"""Words in a shingle. One changed word breaks four of them. Three, four and five words tell copies of
`tests/cases/near_copies.toml` from other accounts equally well; four leave the widest gap for texts of one pattern."""

SKETCH = 24
"""Hashes in a sketch; `copies.py` in `memory` asks for three shared ones before it compares in full."""


_BITS = 63


def shingles(words: Sequence[str], *, size: int = SIZE) -> frozenset[int]:
    """The hashes of all runs of `size` words; one run of all words where there are fewer, none where there is none."""
    if not words:
        return frozenset()
    hashed = list(map(_HASHES.__getitem__, words))
    if size == SIZE <= len(hashed):  # the usual case, in one go
        first, second, third, fourth = zip(*hashed, strict=True)
        pairs = map(xor, first, second[1:]), map(xor, third[2:], fourth[3:])
        return frozenset(map(xor, *pairs))
    length = min(size, len(hashed))
    return frozenset(
        reduce(xor, (_turned(hashes, place) for place, hashes in enumerate(hashed[i : i + length])))
        for i in range(len(hashed) - length + 1)
    )


def sketch(hashes: Iterable[int], *, length: int = SKETCH) -> tuple[int, ...]:
    """The `length` smallest hashes, smallest first."""
    return tuple(heapq.nsmallest(length, hashes))


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    """What both hold as a part of what either holds, in [0, 1]; two empty sets share nothing."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def _hashes(word: str) -> tuple[int, ...]:
    """A hash of the word for each place in a run, so that *a b* and *b a* are two runs."""
    hashed = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8 * SIZE).digest()
    return tuple(int.from_bytes(hashed[8 * i : 8 * i + 8]) >> 1 for i in range(SIZE))


_HASHES = Remembered(_hashes, most=200_000)


def _turned(hashes: tuple[int, ...], place: int) -> int:
    """The hash for a place beyond those that a word has hashes for: its bits, turned."""
    turns, hash_ = place // SIZE, hashes[place % SIZE]
    return ((hash_ << turns) | (hash_ >> (_BITS - turns))) & ((1 << _BITS) - 1) if turns % _BITS else hash_
