"""How much one reader may ask: a bucket of tokens that fills at a steady pace, for each address.

The clock is given, so tests need not wait. The table of buckets is bounded: a flood from many addresses forgets the
longest silent ones instead of filling the memory.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_READERS = 10_000
"""Buckets that are remembered; a forgotten reader starts with a full one."""


@dataclass(slots=True)
class Buckets:
    """Token buckets by reader: `burst` at once, `per_second` from then on."""

    per_second: float
    burst: int
    clock: Callable[[], float]
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, reader: str, cost: float = 1.0) -> float:
        """Take from the reader's bucket: 0 where there was enough, else the seconds until there is."""
        now = self.clock()
        with self._lock:
            left, at = self._left.pop(reader, (float(self.burst), now))
            left = min(float(self.burst), left + (now - at) * self.per_second)
            enough = left >= cost
            self._left[reader] = (left - cost if enough else left, now)
            while len(self._left) > MOST_READERS:
                self._left.popitem(last=False)
        return 0.0 if enough else (cost - left) / self.per_second
