"""Answers that cost much are kept, as long as the chronicle stands still; where it changed they are made again aside.

A front page is not worse for being half a minute old, and while articles are read in it would be made again for every
one of them. So an answer that is out of date is given once more while a new one is made; what is asked for the first
time is waited for. Articles, claims, events and searches are never kept.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any

log = logging.getLogger("kroniek.web")

MOST = 200
"""Answers that are kept."""

FRESH_S = 30.0
"""Seconds for which an answer holds though the chronicle has grown."""

LONG_S = 1.0
"""Seconds of making from which nobody is made to wait for it a second time."""

ANSWERS = "kroniek-answers"
"""What the threads are called that make answers aside."""

Make = Callable[[], Any]
Aside = Callable[[Make], None]


def in_a_thread(work: Make) -> None:
    """Do it while others go on."""
    threading.Thread(target=work, name=ANSWERS, daemon=True).start()


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer with the state of the chronicle, when it was made, and how long that took."""

    state: str
    made: float
    took: float
    answer: Any


@dataclass(slots=True)
class Answers:
    """Answers by question, with the state of the chronicle and the time at which they were made."""

    clock: Callable[[], float]
    aside: Aside = in_a_thread
    _answers: OrderedDict[Hashable, _Answer] = field(default_factory=OrderedDict)
    _making: set[Hashable] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, question: Hashable, state: str, make: Make) -> Any:
        """The answer to a question in this state of the chronicle: kept, or made now."""
        with self._lock:
            found = self._answers.get(question)
            is_old = found is not None and found.state != state and self.clock() - found.made >= FRESH_S
            begins = is_old and question not in self._making
            if begins:
                self._making.add(question)
        if found is None:
            return self._make(question, state, make)
        if begins:
            self.aside(lambda: self._renew(question, state, make))
        return found.answer

    def forget(self) -> None:
        """Let go: somebody decided something, or read something in, and wants to see it.

        What took long to make is given once more, and made again aside.
        """
        with self._lock:
            for question, found in list(self._answers.items()):
                if found.took > LONG_S:
                    self._answers[question] = replace(found, state="", made=float("-inf"))
                else:
                    del self._answers[question]

    def _make(self, question: Hashable, state: str, make: Make) -> Any:
        begun = self.clock()
        made = make()
        now = self.clock()
        with self._lock:
            self._answers.pop(question, None)
            self._answers[question] = _Answer(state, now, now - begun, made)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return made

    def _renew(self, question: Hashable, state: str, make: Make) -> None:
        try:
            self._make(question, state, make)
        except Exception:
            log.exception("an answer could not be made again")
        finally:
            with self._lock:
                self._making.discard(question)
