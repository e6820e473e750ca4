"""What every section is written with: the material, a speaker of the language, and the notes so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kroniek.api.briefing.dutch import Dutch
from kroniek.api.briefing.english import English
from kroniek.api.briefing.material import Material
from kroniek.api.briefing.naming import Named
from kroniek.api.briefing.notes import Notes, carrying
from kroniek.api.briefing.phrasing import Act, Told
from kroniek.api.briefing.wording import Words, most
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.brief import Sentence
from kroniek.model.event import EventId

_BEFORE = 12
"""Characters before a name in which its article may stand."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Tells claims in sentences, and hands out their notes."""

    material: Material
    words: Words
    speaker: Dutch | English
    notes: Notes

    def act(self, stored: StoredClaim, *, quoting: bool = True) -> Act:
        """A claim to be told, with the words that tell it."""
        return Act(
            claim=stored.claim,
            outlet=stored.publisher or "",
            near=self.material.asked.until,
            before=self.before(stored),
            quote=carrying(stored).text if quoting else None,
        )

    def tell(self, stored: StoredClaim, *, quoting: bool = True) -> Told:
        """The sentence of a claim."""
        return self.speaker.act(self.act(stored, quoting=quoting))

    def parties(self, parties: Sequence[Party], stored: StoredClaim) -> Named:
        """The parties of a claim, named."""
        return self.speaker.parties(parties, self.before(stored))

    def before(self, stored: StoredClaim) -> Callable[[Party], str]:
        """What stands in the article right before a party's words."""
        text = self.material.text(str(stored.claim.document))
        return lambda party: text[max(0, party.quote.start - _BEFORE) : party.quote.start] if party.quote else ""

    def event_notes(self, stored: StoredClaim) -> tuple[int, ...]:
        """Notes to the claims that tell an event: its lead and the first of other articles, each article once."""
        group = self.material.telling(stored)
        firsts = {one.claim.document: one for one in reversed(group) if one.claim.document != stored.claim.document}
        return self.notes.all([stored, *list(firsts.values())[::-1][: most("news", "notes") - 1]])

    def told_events(self) -> set[EventId]:
        """The events that notes lead to."""
        ids = (str(id_) for note in self.notes.told() for id_ in (note.claim, *note.also))
        return {self.material.claims[id_].event for id_ in ids}

    def sentence(self, told: Told, notes: Iterable[int]) -> Sentence:
        """A sentence with its notes."""
        return Sentence(text=told.text, notes=tuple(sorted(set(notes))), quoted=told.quoted)
