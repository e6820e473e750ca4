"""What an entry of the frame lexicon may hold: one sense of one word or fixed expression, with one event type.

The TOML files under `data/events/` are written by people and hold examples and notes; a program needs `Frame` only.
Whether a file is right is for `check`; finding frames in a sentence is for `coding.triggers`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kroniek.model.ontology import EventType


class PartOfSpeech(StrEnum):
    """What kind of expression a frame is."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One sense.

    `lemma` is the infinitive with its particle joined, the singular noun, or the expression in its infinitive form.
    `actor` and `recipient` tell where the parties stand: `su`, `obj1`, `obj2`, a preposition, `poss` or `adj`.
    `reciprocal` is true where a plural subject, or subject and *met*, act on each other. One word of `needs` must
    stand in the clause, no word of `blocks` may (nouns match in compounds: *akkoord* is in *vredesakkoord*; a word
    with a `-` behind it matches at its beginning). `hits` and `misses` count how often the word told this type, and
    not, in the annotated corpus.
    """

    lemma: str
    pos: PartOfSpeech
    type: EventType
    modes: tuple[str, ...] = ()
    particle: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    hits: int = field(default=0, compare=False)
    misses: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """A short name for reasons and counts: `SANCTION/uitwijzen`."""
        return f"{self.type}/{self.lemma}"

    @property
    def precision(self) -> float:
        """How often the word tells this type; one imagined hit and one miss keep rare words in the middle."""
        return (self.hits + 1) / (self.hits + self.misses + 2)


FIELDS: dict[str, type] = {
    "lemma": str,
    "pos": str,
    "particle": str,
    "mode": list,
    "actor": list,
    "recipient": list,
    "reciprocal": bool,
    "requires": str,
    "confusable": str,
    "needs": list,
    "blocks": list,
    "yes": list,
    "no": list,
}
"""The fields of an entry and their types."""

REQUIRED: frozenset[str] = frozenset({"lemma", "pos", "mode", "actor", "recipient", "reciprocal", "yes", "no"})
"""The fields that every entry has."""

YES_LEAST, NO_LEAST = 2, 1
"""How many examples and counter-examples an entry has at least."""
