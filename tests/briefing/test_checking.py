"""The check refuses a brief with a sentence that no words carry, in every way in which one can be broken."""

from dataclasses import replace
from datetime import date

import pytest

from kroniek.api.briefing.checking import BriefError, checked, faults
from kroniek.api.briefing.composing import compose
from kroniek.api.briefing.gathering import gather
from kroniek.api.briefing.material import Asked
from kroniek.memory import open_store
from kroniek.model.brief import Note, Sentence
from kroniek.model.text import DocumentId, Quote

ASKED = Asked(
    about=None, since=date(2022, 3, 1), until=date(2022, 3, 7), as_of=date(2022, 3, 7), ahead=date(2022, 4, 7)
)


@pytest.fixture(scope="module")
def material(db):
    with open_store(db, read_only=True) as store:
        return gather(store, ASKED)


@pytest.fixture(scope="module")
def brief(material):
    return compose(material, language="nl")


def first(brief, **changes):
    """The brief with its first sentence changed."""
    section = brief.sections[0]
    sentence = replace(section.sentences[0], **changes)
    changed = replace(section, sentences=(sentence, *section.sentences[1:]))
    return replace(brief, sections=(changed, *brief.sections[1:]))


def noted(brief, **changes):
    """The brief with its first note changed."""
    return replace(brief, notes=(replace(brief.notes[0], **changes), *brief.notes[1:]))


def added(brief, sentence):
    section = brief.sections[0]
    return replace(brief, sections=(replace(section, sentences=(*section.sentences, sentence)), *brief.sections[1:]))


def shifted(quote):
    return Quote(text=quote.text, start=quote.start + 1, end=quote.end + 1)


def shorter(quote):
    return Quote(text=quote.text[:-1], start=quote.start, end=quote.end - 1)


def spare(brief):
    note: Note = replace(brief.notes[0], number=len(brief.notes) + 1)
    return replace(brief, notes=(*brief.notes, note))


BREAKS = {
    "no note": (lambda brief: first(brief, notes=()), "no note carries"),
    "a note that is not there": (lambda brief: first(brief, notes=(1, 2, 99)), "there is no note 99"),
    "a sentence that somebody added": (
        lambda brief: added(brief, Sentence(text="Rusland wint.", notes=())),
        "no note carries 'Rusland wint.'",
    ),
    "words put in somebody's mouth": (
        lambda brief: added(brief, Sentence(text="Hij zei: “Ja, zeker.”", notes=(1,), quoted=("Ja, zeker.",))),
        "has the words 'Ja, zeker.'",
    ),
    "marks around words that are not led to": (
        lambda brief: added(brief, Sentence(text="Hij zei: “Ja, zeker.”", notes=(1,))),
        "quotes words that it does not lead to",
    ),
    "other marks": (
        lambda brief: added(brief, Sentence(text="Hij zei: «Ja, zeker.»", notes=(1,))),
        "quotes words that it does not lead to",
    ),
    "words that stand elsewhere": (
        lambda brief: noted(brief, quote=shifted(brief.notes[0].quote)),
        "do not stand in 'haven'",
    ),
    "words that the claim does not stand on": (
        lambda brief: noted(brief, quote=shorter(brief.notes[0].quote)),
        "does not stand on its words",
    ),
    "an article that is not there": (
        lambda brief: noted(brief, document=DocumentId("nergens")),
        "an article 'nergens' that is not there",
    ),
    "a claim of another article": (
        lambda brief: noted(brief, claim=brief.notes[1].claim),
        "does not stand on its words",
    ),
    "another claim that is none": (lambda brief: noted(brief, also=("x",)), "a claim 'x' that does not stand"),
    "a note that no sentence names": (spare, "no sentence names note"),
    "numbers that jump": (
        lambda brief: replace(brief, notes=brief.notes[1:]),
        "not numbered one by one",
    ),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_brief_is_refused(brief, material, broken):
    change, message = BREAKS[broken]
    with pytest.raises(BriefError, match="cannot be given") as refused:
        checked(change(brief), material)
    assert message in str(refused.value)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_brief_that_is_composed_has_no_fault(material, language):
    found = compose(material, language=language)
    assert list(faults(found, material)) == []
    assert checked(found, material) is found


def test_no_brief_leaves_unchecked(db, monkeypatch):
    """The way from a chronicle to a brief goes through the check."""
    from tests.briefing.conftest import opened

    monkeypatch.setattr("kroniek.api.briefing.composing._SECTIONS", ())
    asked = []
    monkeypatch.setattr("kroniek.api.briefing.checking.faults", lambda brief, _: asked.append(brief) or iter(["fout"]))
    with opened(db) as chronicle, pytest.raises(BriefError, match="fout"):
        chronicle.brief()
    assert len(asked) == 1
