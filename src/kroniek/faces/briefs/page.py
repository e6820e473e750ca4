"""A brief as one page of HTML that needs nothing else: no script, no outside request, fit for a printer.

All text is escaped, and the page tells the browser to load nothing at all. A note's number leads to the note, and from
there back to the sentence.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files

from kroniek.faces.briefs import noting
from kroniek.faces.cli.terminal import shown
from kroniek.faces.cli.wording import Wording
from kroniek.model.brief import Brief, Note, Section

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(brief: Brief) -> str:
    """The brief as the text of an HTML file."""
    words, title = noting.words_of(brief), _text(brief.title)
    places = _Places()
    sections = "\n".join(_section(section, words, places) for section in brief.sections)
    notes = "\n".join(_note(note, words) for note in brief.notes)
    remarks = "\n".join(f"<p>{_text(remark)}</p>" for remark in brief.remarks)
    return f"""<!DOCTYPE html>
<html lang="{brief.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Kroniek">
<title>{title}</title>
<style>
{_style()}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{sections}
<footer>
{remarks}
</footer>
{_notes(notes, words)}</main>
</body>
</html>
"""


class _Places:
    """Where each note is named: the first place is where its way back leads."""

    def __init__(self) -> None:
        self.named: dict[int, int] = {}

    def mark(self, number: int) -> str:
        """The id of the next place that names a note."""
        self.named[number] = self.named.get(number, 0) + 1
        return f"r{number}" if self.named[number] == 1 else f"r{number}-{self.named[number]}"


def _section(section: Section, words: Wording, places: _Places) -> str:
    items = "\n".join(
        f"<li>{_text(one.text)}<sup>{' '.join(_mark(number, words, places) for number in one.notes)}</sup></li>"
        for one in section.sentences
    )
    return f'<section id="{section.part.value}">\n<h2>{_text(section.title)}</h2>\n<ul>\n{items}\n</ul>\n</section>'


def _mark(number: int, words: Wording, places: _Places) -> str:
    label = _text(words.say("brief.note", n=number))
    return f'<a id="{places.mark(number)}" href="#n{number}" aria-label="{label}">{number}</a>'


def _notes(notes: str, words: Wording) -> str:
    if not notes:
        return ""
    return f'<section id="notes">\n<h2>{_text(words.say("brief.notes"))}</h2>\n<ol>\n{notes}\n</ol>\n</section>\n'


def _note(note: Note, words: Wording) -> str:
    origin = _text(noting.origin(note, words))
    if address := noting.link(note):
        origin = f'<a href="{escape(address)}" rel="noopener noreferrer">{origin}</a>'
    back = f'<a href="#r{note.number}" aria-label="{_text(words.say("brief.back", n=note.number))}">↑</a>'
    quote, ids = _text(noting.quote(note)), _text(noting.ids(note, words))
    told = f'<span lang="nl">{quote}</span> {origin} <small>{ids}</small> {back}'
    return f'<li id="n{note.number}" value="{note.number}">{told}</li>'


def _text(text: str) -> str:
    return escape(shown(text))


def _style() -> str:
    return files("kroniek.faces.briefs").joinpath("data", "brief.css").read_text(encoding="utf-8")
