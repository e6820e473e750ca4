"""A brief laid out: sections of sentences in a fixed order, the notes they stand on, and what was left out.

Pure: the same material gives the same brief. A section without a sentence is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kroniek.api.briefing import choosing
from kroniek.api.briefing.dutch import Dutch
from kroniek.api.briefing.english import English
from kroniek.api.briefing.gathering import Asked, Material
from kroniek.api.briefing.naming import naming
from kroniek.api.briefing.notes import Notes, carrying
from kroniek.api.briefing.phrasing import Act, Told
from kroniek.api.briefing.wording import Words, words
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.brief import Brief, Part, Section, Sentence
from kroniek.model.ontology import QUADS, Quad

SPOKEN = frozenset({Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT})
"""Acts in words: what was said tells more than that it was said."""

_BEFORE = 12
"""Characters before a name in which its article may stand."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every section is written with."""

    material: Material
    words: Words
    speaker: Dutch | English
    notes: Notes

    def tell(self, stored: StoredClaim, *, quoting: bool = True) -> Told:
        """The sentence of a claim; with its words where it was an act in words."""
        spoken = quoting and QUADS[stored.claim.type] in SPOKEN
        return self.speaker.act(
            Act(
                claim=stored.claim,
                outlet=stored.publisher or "",
                near=self.material.asked.until,
                before=self.before(stored),
                quote=carrying(stored).text if spoken else None,
            )
        )

    def before(self, stored: StoredClaim) -> Callable[[Party], str]:
        """What stands in the article right before a party's words."""
        text = self.material.text(str(stored.claim.document))
        return lambda party: text[max(0, party.quote.start - _BEFORE) : party.quote.start] if party.quote else ""

    def sentence(self, told: Told, *notes: int) -> Sentence:
        """A sentence with its notes."""
        return Sentence(text=told.text, notes=tuple(sorted(set(notes))), quoted=told.quoted)


def compose(material: Material, *, language: str) -> Brief:
    """The brief of this material."""
    said = words(language)
    speaker = (Dutch if language == "nl" else English)(said, naming(language, said))
    desk = Desk(material, said, speaker, Notes())
    sections = tuple(
        Section(part=part, title=said.say(f"titles.{part.value}"), sentences=tuple(sentences))
        for part, write in _SECTIONS
        if (sentences := write(desk))
    )
    asked = material.asked
    return Brief(
        title=_title(asked, said),
        about=asked.about or "",
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        language=language,
        sections=sections,
        notes=desk.notes.told(),
        remarks=(),
    )


def _title(asked: Asked, said: Words) -> str:
    about = asked.about or said.say("brief.everybody")
    key = "brief.title_day" if asked.since == asked.until else "brief.title"
    return said.say(key, about=about, since=said.day(asked.since), until=said.day(asked.until))


def _news(desk: Desk) -> list[Sentence]:
    return [
        desk.sentence(desk.tell(one), *desk.notes.all(desk.material.events[one.event]))
        for one in choosing.news(desk.material)
    ]


_SECTIONS: tuple[tuple[Part, Callable[[Desk], list[Sentence]]], ...] = ((Part.NEWS, _news),)
