"""A brief as Markdown, with footnotes as GitHub, Pandoc and most editors read them.

Characters that Markdown or HTML would take for their own are escaped, so that no text of an article can change the
page.
"""

from __future__ import annotations

import re

from kroniek.faces.briefs import noting
from kroniek.faces.cli.terminal import shown
from kroniek.faces.cli.wording import Wording
from kroniek.model.brief import Brief, Note, Section

_OWN = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_OPENS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def write(brief: Brief) -> str:
    """The brief as the text of a Markdown file."""
    words = noting.words_of(brief)
    blocks = [f"# {escaped(brief.title)}"]
    blocks += [_section(section) for section in brief.sections]
    blocks.append("\n".join(f"*{escaped(remark)}*  " for remark in brief.remarks).rstrip())
    blocks += [_note(note, words) for note in brief.notes]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _section(section: Section) -> str:
    lines = [f"- {escaped(one.text)}{''.join(f'[^{number}]' for number in one.notes)}" for one in section.sentences]
    return "\n".join([f"## {escaped(section.title)}", "", *lines])


def _note(note: Note, words: Wording) -> str:
    origin = escaped(noting.origin(note, words))
    if address := noting.link(note):
        origin = f"[{origin}](<{_address(address)}>)"
    return f"[^{note.number}]: {escaped(noting.quote(note))} {origin} · {escaped(noting.ids(note, words))}"


def _address(address: str) -> str:
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found.group()):02X}", address)


def escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    line = _OWN.sub(r"\\\1", shown(text))
    return _OPENS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)
