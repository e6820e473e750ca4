"""Who: a party to an act, and a voice that tells of it, as one text names them.

A `Party` is what one document says; which parties of many documents are one actor is a judgement of `memory`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.model.text import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts or is acted upon.

    `name` is what a Dutch newspaper prints (a person's full name, a country's name); `quote` the words in the text,
    None where only the context tells; `country` an ISO 3166 alpha-3 code or one of the codebook's special codes;
    `sectors` PLOVER sector codes; `wikidata` a Wikidata id where known.
    """

    name: str
    quote: Quote | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says so. `anonymous` where not named (*bronnen*), `medium` where it is a news outlet."""

    party: Party
    anonymous: bool = False
    medium: bool = False
