"""The footnotes of a brief, numbered in the order in which sentences name them; the same words have one number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kroniek.memory.store import StoredClaim
from kroniek.model.brief import Note
from kroniek.model.text import Quote


class Notes:
    """Gives out the numbers of notes."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, int, int], Note] = {}

    def add(self, stored: StoredClaim, quote: Quote | None = None) -> int:
        """The number of the note that leads to these words of a claim; to those that carry it where None are given."""
        words = quote or carrying(stored)
        key = (str(stored.claim.document), words.start, words.end)
        known = self._notes.get(key)
        if known is None:
            known = Note(
                number=len(self._notes) + 1,
                quote=words,
                claim=stored.claim.id,
                document=stored.claim.document,
                outlet=stored.publisher or "",
                day=stored.published,
                title=stored.title or "",
                url=stored.url or "",
            )
        elif stored.claim.id not in (known.claim, *known.also):
            known = replace(known, also=(*known.also, stored.claim.id))
        self._notes[key] = known
        return known.number

    def all(self, claims: Iterable[StoredClaim]) -> tuple[int, ...]:
        """The numbers for these claims, each once, in rising order."""
        return tuple(sorted({self.add(one) for one in claims}))

    def told(self) -> tuple[Note, ...]:
        """All notes, in order."""
        return tuple(self._notes.values())


def carrying(stored: StoredClaim) -> Quote:
    """The words that tell a claim: its first evidence that is not the headline."""
    quotes = [evidence.quote for evidence in stored.claim.evidence]
    return next((quote for quote in quotes if quote.text.strip() != (stored.title or "").strip()), quotes[0])
