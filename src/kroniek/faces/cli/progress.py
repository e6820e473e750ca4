"""How far reading is, on one line that renews itself: on a terminal only, so logs stay clean."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Self

from kroniek.faces.cli.terminal import Terminal, shown

BAR_CHARS = 24
EVERY_S = 0.1
"""How often the line is renewed at most: more often flickers, and costs time over a slow line."""


@dataclass(slots=True)
class Bar:
    """A progress bar; `total` is None where it is not known how much there is."""

    total: int | None
    say: Callable[[int], str]
    stream: IO[str] = field(default_factory=lambda: sys.stderr)
    done: int = 0
    _shown_at: float = 0.0

    def step(self, what: str) -> None:
        """One more is done; `what` is its name."""
        self.done += 1
        now = time.monotonic()
        if not self.stream.isatty() or now - self._shown_at < EVERY_S:
            return
        self._shown_at = now
        width = Terminal.of(self.stream).width - 1
        self.stream.write(f"\r\x1b[2K{self._line(shown(what))[:width]}")
        self.stream.flush()

    def _line(self, what: str) -> str:
        counted = self.say(self.done)
        if not self.total:
            return f"{counted}  {what}"
        share = min(1.0, self.done / self.total)
        full = round(share * BAR_CHARS)
        return f"[{'#' * full}{'.' * (BAR_CHARS - full)}] {share:4.0%}  {counted}  {what}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.stream.isatty():
            self.stream.write("\r\x1b[2K")
            self.stream.flush()
