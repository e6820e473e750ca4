"""A brief as PDF, with fpdf2 and letters of its own; the same brief gives the same bytes.

The letters are Latin, Greek and Cyrillic. A character that they do not hold is written as its number (`[U+0628]`):
nothing of a quote vanishes silently. The numbers of notes lead to the notes and back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from kroniek.errors import UsageError
from kroniek.faces.briefs import noting
from kroniek.faces.cli.terminal import shown
from kroniek.model.brief import Brief, Note, Section

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "DejaVuSerifCondensed"
_FACES = {"": "", "B": "-Bold", "I": "-Italic"}
_MARGIN_MM, _NUMBER_MM, _HEAD_ROOM_MM = 24, 8, 28
_BODY_PT, _SMALL_PT, _TITLE_PT, _HEAD_PT = 10.5, 8.5, 17, 12.5
_LEADING = 0.5  # millimetres of line for each point of letter
_DAY = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_GREY, _BLACK, _BLUE = (95, 90, 80), (20, 20, 20), (18, 63, 99)


def write(brief: Brief) -> bytes:
    """The brief as the bytes of a PDF file. Raises `UsageError` where fpdf2 is not installed."""
    sheet = _Sheet(_pages(), brief)
    sheet.title()
    for section in brief.sections:
        sheet.section(section)
    sheet.remarks(brief.remarks)
    sheet.notes(brief.notes)
    return bytes(sheet.pdf.output())


def _pages() -> FPDF:
    """Empty pages that number themselves."""
    try:
        from fpdf import FPDF  # noqa: PLC0415 - optional, and slow to import
    except ImportError as error:
        raise UsageError("PDF needs fpdf2. Install it with: pip install 'kroniek[pdf]'") from error

    class Pages(FPDF):
        def footer(self) -> None:
            self.set_y(-_MARGIN_MM / 2 - 3)
            self.set_font(FAMILY, "", _SMALL_PT)
            self.set_text_color(*_GREY)
            self.cell(0, 5, f"{self.page_no()}", align="C")

    return Pages(format="A4")


class _Sheet:
    """The pages as they are written, from the top."""

    def __init__(self, pdf: FPDF, brief: Brief) -> None:
        self.pdf, self.brief, self.words = pdf, brief, noting.words_of(brief)
        for style, name in _FACES.items():
            with as_file(files("kroniek.faces.briefs").joinpath("fonts", f"{FAMILY}{name}.ttf")) as file:
                pdf.add_font(FAMILY, style, file)
        self.held: frozenset[int] = frozenset(getattr(pdf.fonts[FAMILY.lower()], "cmap", ()))
        pdf.set_margins(_MARGIN_MM, _MARGIN_MM)
        pdf.c_margin = 0
        pdf.set_auto_page_break(auto=True, margin=_MARGIN_MM)
        pdf.set_creation_date(datetime.combine(brief.as_of, time(), tzinfo=UTC))
        pdf.set_title(self.text(brief.title))
        pdf.set_creator("Kroniek")
        pdf.set_lang(brief.language)
        pdf.add_page()
        self.to_note = {note.number: pdf.add_link() for note in brief.notes}
        self.back = {note.number: pdf.add_link() for note in brief.notes}
        self.named: set[int] = set()

    def title(self) -> None:
        """The title, and a double line."""
        self._paragraph(_DAY.sub("\\1\u00a0\\2\u00a0\\3", self.brief.title), size=_TITLE_PT, style="B")
        y = self.pdf.get_y() + 2
        for line in (y, y + 0.7):
            self.pdf.line(_MARGIN_MM, line, self.pdf.w - _MARGIN_MM, line)
        self.pdf.set_y(y + 4)

    def section(self, section: Section) -> None:
        """A head that does not stand alone at the foot of a page, and its sentences."""
        self._head(section.title)
        for sentence in section.sentences:
            self._letter(_BODY_PT)
            self.pdf.write(_BODY_PT * _LEADING, self.text(sentence.text))
            self._numbers(sentence.notes)
            self.pdf.ln(_BODY_PT * _LEADING + 1.6)

    def remarks(self, remarks: Sequence[str]) -> None:
        """What the brief is made of."""
        self.pdf.ln(3)
        for remark in remarks:
            self._paragraph(remark, size=_SMALL_PT, style="I", colour=_GREY)

    def notes(self, notes: Sequence[Note]) -> None:
        """The notes, each behind its number, which leads back."""
        if not notes:
            return
        self._head(self.words.say("brief.notes"))
        for note in notes:
            self._note(note)

    def _note(self, note: Note) -> None:
        """The words of the article, and on a line of its own where they stand."""
        height = _SMALL_PT * _LEADING
        self._keep(4 * height)
        self.pdf.set_link(self.to_note[note.number], y=self.pdf.get_y(), page=self.pdf.page_no())
        self._letter(_SMALL_PT, colour=_BLUE)
        self.pdf.cell(_NUMBER_MM, height, f"{note.number}", link=self.back[note.number])
        self.pdf.set_left_margin(_MARGIN_MM + _NUMBER_MM)
        self._paragraph(noting.quote(note), size=_SMALL_PT)
        self._letter(_SMALL_PT, colour=_BLUE if noting.link(note) else _BLACK)
        self.pdf.write(height, self.text(noting.origin(note, self.words)), link=noting.link(note))
        self._letter(_SMALL_PT - 1, colour=_GREY)
        self.pdf.write(height, f" · {self.text(noting.ids(note, self.words))}")
        self.pdf.set_left_margin(_MARGIN_MM)
        self.pdf.ln(height + 1)

    def _keep(self, height: float) -> None:
        """Begin a page where so much does not fit on this one."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()

    def _numbers(self, numbers: Sequence[int]) -> None:
        """The numbers of notes, small and raised; the first place that names a note is where it leads back to."""
        self._letter(_BODY_PT, colour=_BLUE)
        self.pdf.char_vpos = "SUP"
        for number in numbers:
            if number not in self.named:
                self.pdf.set_link(self.back[number], y=self.pdf.get_y(), page=self.pdf.page_no())
                self.named.add(number)
            self.pdf.write(_BODY_PT * _LEADING, f" {number}", link=self.to_note[number])
        self.pdf.char_vpos = "LINE"

    def _head(self, title: str) -> None:
        self._keep(_HEAD_ROOM_MM)
        self.pdf.ln(4)
        self.pdf.start_section(self.text(title))
        self._paragraph(title, size=_HEAD_PT, style="B")
        self.pdf.ln(1.2)

    def _paragraph(self, text: str, *, size: float, style: str = "", colour: tuple[int, int, int] = _BLACK) -> None:
        self._letter(size, style=style, colour=colour)
        self.pdf.multi_cell(0, size * _LEADING, self.text(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _letter(self, size: float, *, style: str = "", colour: tuple[int, int, int] = _BLACK) -> None:
        self.pdf.set_font(FAMILY, style, size)
        self.pdf.set_text_color(*colour)

    def text(self, text: str) -> str:
        """A text in characters that the letters hold."""
        return "".join(char if ord(char) in self.held else f"[U+{ord(char):04X}]" for char in shown(text))
