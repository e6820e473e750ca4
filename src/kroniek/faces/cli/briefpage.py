"""A brief on a terminal: its sentences with the numbers of their notes, and the notes behind them."""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.faces.briefs import noting
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.model.brief import Brief, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """A page in the words of one language, on one terminal."""

    words: Wording
    terminal: Terminal
    brief: Brief

    def print(self) -> None:
        """Print the page."""
        self._lines(self.terminal.style(shown(self.brief.title), bold=True))
        for section in self.brief.sections:
            self._title(section.title)
            for sentence in section.sentences:
                numbers = self.terminal.style(f"[{','.join(map(str, sentence.notes))}]", dim=True)
                self._lines(f"{shown(sentence.text)} {numbers}", indent="  ", hang="    ")
        self.terminal.line()
        for remark in self.brief.remarks:
            self._lines(self.terminal.style(remark, dim=True))
        if self.brief.notes:
            self._title(self.words.say("brief.notes"))
        for note in self.brief.notes:
            self._note(note)

    def _note(self, note: Note) -> None:
        head = f"[{note.number}]".rjust(6)
        about = f"{noting.origin(note, self.words)} · {noting.ids(note, self.words)}"
        self._lines(f"{head} {noting.quote(note)}", indent=" " * (6 - len(head.strip())), hang=" " * 7)
        self._lines(self.terminal.style(about, dim=True), indent=" " * 7)

    def _title(self, text: str) -> None:
        self.terminal.line()
        self._lines(self.terminal.style(text, bold=True, underline=True))

    def _lines(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)
