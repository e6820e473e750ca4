"""The check that every brief passes before anybody gets it: no sentence without words, no words that no article has.

A brief that fails is not given in part: that a template was wrong must not be found out by a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from kroniek.api.briefing.material import Material
from kroniek.api.briefing.phrasing import CUT
from kroniek.errors import KroniekError
from kroniek.model.brief import Brief, Note, Sentence, between_marks


class BriefError(KroniekError):
    """A brief says something that no words of an article carry: a mistake in Kroniek, so no brief is given."""


def checked(brief: Brief, material: Material) -> Brief:
    """The brief itself, where nothing is wrong with it. Raises `BriefError` with all that is."""
    if wrong := list(faults(brief, material)):
        raise BriefError(f"This brief cannot be given: {'; '.join(wrong)}. Please report it: kroniek made a mistake.")
    return brief


def faults(brief: Brief, material: Material) -> Iterator[str]:
    """What is wrong with a brief."""
    notes = {note.number: note for note in brief.notes}
    sentences = [one for section in brief.sections for one in section.sentences]
    if list(notes) != list(range(1, len(brief.notes) + 1)):
        yield "its notes are not numbered one by one"
    for sentence in sentences:
        yield from _of_sentence(sentence, notes)
    for note in brief.notes:
        yield from _of_note(note, material)
    named = {number for sentence in sentences for number in sentence.notes}
    yield from (f"no sentence names note {number}" for number in notes if number not in named)


def _of_sentence(sentence: Sentence, notes: dict[int, Note]) -> Iterator[str]:
    if not sentence.notes:
        yield f"no note carries {sentence.text!r}"
    yield from (f"there is no note {one}, which {sentence.text!r} names" for one in sentence.notes if one not in notes)
    rest = sentence.text
    carried = [_line(notes[number].quote.text) for number in sentence.notes if number in notes]
    for words in sentence.quoted:
        bare = words.removesuffix(CUT)
        if not any(bare in text for text in carried):
            yield f"no note of {sentence.text!r} has the words {words!r}"
        rest = rest.replace(between_marks(words), "", 1)
    if any(mark in rest for mark in "“”«»"):
        yield f"{sentence.text!r} quotes words that it does not lead to"


def _of_note(note: Note, material: Material) -> Iterator[str]:
    document = material.documents.get(str(note.document))
    if document is None:
        yield f"note {note.number} names an article {note.document!r} that is not there"
    elif not note.quote.stands_in(document.document.text):
        yield f"the words of note {note.number} do not stand in {note.document!r}: {note.quote.text!r}"
    for id_ in (note.claim, *note.also):
        stored = material.claims.get(str(id_))
        if stored is None or stored.claim.document != note.document or note.quote not in stored.claim.quotes():
            yield f"note {note.number} names a claim {id_!r} that does not stand on its words"


def _line(text: str) -> str:
    return " ".join(text.split())
