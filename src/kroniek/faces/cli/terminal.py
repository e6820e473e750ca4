"""Where people read: how wide it is, whether it shows colour, and which characters it can print.

Text of articles is shown, never obeyed: control characters, with which a text could move the cursor or hide words,
are taken out. A terminal that cannot print a character gets a plain one instead.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

import click

WIDTH_CHARS = 80
"""Width where none is known: what fits a mail and a page."""
WIDEST_CHARS = 100
"""Lines longer than this are hard to read, however wide the screen is."""
NARROWEST_CHARS = 40

_PLAIN = str.maketrans({"→": "->", "·": "-", "“": '"', "”": '"', "–": "-", "…": "...", "≥": ">=", "≤": "<=", "─": "-"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A stream that people read."""

    stream: IO[str]
    width: int = WIDTH_CHARS
    colour: bool = False
    plain: bool = False  # only characters of the simplest sets

    @classmethod
    def of(cls, stream: IO[str], environ: Mapping[str, str] = os.environ) -> Terminal:
        """The terminal behind this stream."""
        live = stream.isatty()
        columns = shutil.get_terminal_size((WIDTH_CHARS, 24)).columns if live or "COLUMNS" in environ else WIDTH_CHARS
        colour = live and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
        if not _prints(stream, "é"):  # what cannot be printed becomes "?", an error would hide the rest
            _reconfigure(stream, errors="replace")
        return cls(
            stream=stream,
            width=max(NARROWEST_CHARS, min(columns, WIDEST_CHARS)),
            colour=colour,
            plain=not _prints(stream, "→·“”–…≥─"),
        )

    def line(self, text: str = "") -> None:
        """Print a line."""
        print(text.translate(_PLAIN) if self.plain else text, file=self.stream)

    def style(self, text: str, **how: Any) -> str:
        """The text in a style (see `click.style`); as it is where there is no colour."""
        return click.style(text, **how) if self.colour and text else text

    def wrap(self, text: str, *, indent: str = "", hang: str | None = None) -> list[str]:
        """The text in lines that fit, each with its indent (`hang` for the second and later).

        Styles take no room; a word that is longer than a line (an address) stays whole.
        """
        lines: list[str] = []
        start, words = indent, list[str]()
        for word in text.split():
            if words and len(click.unstyle(f"{start}{' '.join(words)} {word}")) > self.width:
                lines.append(start + " ".join(words))
                start, words = (indent if hang is None else hang), []
            words.append(word)
        return [*lines, start + " ".join(words)] if words else lines

    def table(self, rows: Iterable[tuple[str, str]], *, indent: str = "  ") -> None:
        """Print names and values in two columns, values wrapped; rows without a value are left out."""
        given = [(name, value) for name, value in rows if value]
        column = max((len(name) for name, _ in given), default=0) + 2
        for name, value in given:
            lines = self.wrap(value, indent=indent + " " * column) or [""]
            head = f"{indent}{self.style(name.ljust(column), dim=True)}"
            self.line(head + lines[0].removeprefix(indent + " " * column))
            for more in lines[1:]:
                self.line(more)


def shown(text: str) -> str:
    """A text of others on one line, without the characters that steer a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def speak(text: str = "") -> None:
    """Say something to the user, on standard error."""
    Terminal.of(sys.stderr).line(text)


def _prints(stream: IO[str], characters: str) -> bool:
    try:
        characters.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _reconfigure(stream: IO[str], **how: str) -> None:
    if callable(reconfigure := getattr(stream, "reconfigure", None)):
        reconfigure(**how)
