"""What was worked out for a word, kept: a newspaper uses the same words again and again.

Faster than `functools.lru_cache` where a whole text is mapped at once, because a look-up is a plain one; a table that
has grown too long starts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Remembered(dict[str, Value]):
    """The values of a function of one word; `map(remembered.__getitem__, words)` gives those of a text."""

    def __init__(self, make: Callable[[str], Value], *, most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[word] = self._make(word)
        return value
