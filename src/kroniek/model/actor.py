"""Who: a party to an act, and a voice that tells of it, as one text names them.

A `Party` is what one document says; which parties of many documents are one actor is a judgement of `memory`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kroniek.model.text import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts or is acted upon.

    `name` is what a Dutch newspaper prints (a person's full name, a country's name); `quote` the words in the text,
    None where only the context tells; `country` an ISO 3166 alpha-3 code or one of the codebook's special codes;
    `sectors` PLOVER sector codes; `wikidata` a Wikidata id where known. `notes` say what a reader should know of the
    words, which stay as they are (an office that does not fit the day); they do not make it another party.
    """

    name: str
    quote: Quote | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)


class Strength(StrEnum):
    """How a text presents what somebody says, by its verb of saying."""

    NEUTRAL = "neutral"  # *zegt*, *meldt*, *volgens*
    CLAIMS = "claims"  # *beweert*, *houdt vol*
    CONFIRMS = "confirms"  # *bevestigt*, *geeft toe*
    DENIES = "denies"  # *ontkent*
    SUGGESTS = "suggests"  # *vermoedt*, *speculeert*
    WARNS = "warns"  # *waarschuwt*


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says so.

    `anonymous` where not named (*bronnen*), `medium` where it is a news outlet. `strength` is how the text presents
    what is said; it does not count when two voices are compared.
    """

    party: Party
    anonymous: bool = False
    medium: bool = False
    strength: Strength = field(default=Strength.NEUTRAL, compare=False)
