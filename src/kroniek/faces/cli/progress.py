"""How far reading is, on one line that renews itself: on a terminal only, so logs stay clean.

The line moves with every document that is done. Where one takes longer than a second, a thread renews the line with
its name and the seconds that it takes so far, so that a long text does not look like a program that hangs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from types import TracebackType
from typing import IO, Self

from kroniek.faces.cli.terminal import Terminal, shown

BAR_CHARS = 24
EVERY_S = 0.1
"""How often the line is renewed at most: more often flickers, and costs time over a slow line."""
LONG_S = 1.0
"""From how many seconds on a document is named while it is coded: most take a few hundredths."""
BEAT_S = 0.25
_TURNS = "|/-\\"


@dataclass(slots=True)
class Bar:
    """A progress bar; `total` is None where it is not known how much there is. `clock` gives seconds."""

    total: int | None
    say: Callable[[int], str]
    stream: IO[str] = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    _at_work: str = ""
    _since_s: float = 0.0
    _shown_s: float | None = None
    _beats: int = 0
    _lock: Lock = field(default_factory=Lock)
    _stop: Event = field(default_factory=Event)

    def begin(self, what: str) -> None:
        """Work on this one begins; `what` is its name."""
        with self._lock:
            self._at_work, self._since_s = what, self.clock()

    def step(self, what: str, *, number: int = 1) -> None:
        """One more is done, or a `number`; `what` is its name."""
        with self._lock:
            self.done += number
            self._at_work = ""
            now = self.clock()
            if self._shown_s is None or now - self._shown_s >= EVERY_S:
                self._shown_s = now
                self._show(shown(what))

    def beat(self) -> None:
        """Name what is at work, where it takes long."""
        with self._lock:
            seconds = self.clock() - self._since_s
            if self._at_work and seconds >= LONG_S:
                self._beats += 1
                self._show(f"{_TURNS[self._beats % len(_TURNS)]} {seconds:.0f} s  {shown(self._at_work)}")

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        with self._lock:
            self._at_work = ""
            self._write("")

    def _show(self, what: str) -> None:
        if self.stream.isatty():
            self._write(self._line(what)[: Terminal.of(self.stream).width - 1])

    def _write(self, line: str) -> None:
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[2K{line}")
            self.stream.flush()

    def _line(self, what: str) -> str:
        counted = self.say(self.done)
        if not self.total:
            return f"{counted}  {what}"
        share = min(1.0, self.done / self.total)
        full = round(share * BAR_CHARS)
        return f"[{'#' * full}{'.' * (BAR_CHARS - full)}] {share:4.0%}  {counted}  {what}"

    def _keep_beating(self) -> None:
        while not self._stop.wait(BEAT_S):
            self.beat()

    def __enter__(self) -> Self:
        if self.stream.isatty():
            Thread(target=self._keep_beating, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self.clear()
