"""Answers that cost much are kept for a while: as long as the chronicle stands still, and otherwise for some seconds.

A count of all claims is not worse for being half a minute old, and while articles are read in it would be made again
for every one of them. Lists and articles are never kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MOST = 200
"""Answers that are kept."""

FRESH_S = 30.0
"""Seconds for which an answer holds though the chronicle has grown."""


@dataclass(slots=True)
class Answers:
    """Answers by question, with the state of the chronicle and the time at which they were made."""

    clock: Callable[[], float]
    _answers: OrderedDict[Any, tuple[str, float, Any]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, question: Any, state: str, make: Callable[[], Any]) -> Any:
        """The answer to a question in this state of the chronicle: kept, or made now."""
        with self._lock:
            found = self._answers.get(question)
        if found is not None and (found[0] == state or self.clock() - found[1] < FRESH_S):
            return found[2]
        made = make()
        with self._lock:
            self._answers.pop(question, None)
            self._answers[question] = (state, self.clock(), made)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return made

    def forget(self) -> None:
        """Let go of everything: somebody decided something and wants to see it."""
        with self._lock:
            self._answers.clear()
