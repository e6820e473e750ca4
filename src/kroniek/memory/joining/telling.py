"""A claim as joining sees it: who, what, when, where, how many, and the words, in a form that is quick to compare.

Made from the claim, its day of publication and some text around it; nothing else decides what is joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kroniek.memory.joining.cast import cast, weigh
from kroniek.memory.joining.rarity import mass, stems
from kroniek.memory.joining.tables import tables
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.place import Place
from kroniek.strings.fold import fold, folded_words

BEFORE, BEHIND = 300, 600
"""Letters before the start of the evidence, and from it on, that tell what the story is."""


@dataclass(frozen=True, slots=True, eq=False)
class Who:
    """A party: its name as printed and folded, the words of the name, its country, whether it acts for the state, and
    whether it is the country itself or has a name like a person's. Equal ones are one object (`_who`), told apart by it.
    """

    shown: str
    name: str
    words: frozenset[str]
    country: str | None
    state: bool
    is_country: bool
    is_person: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """A claim for joining. Days are ordinals; `base` is the article, whatever the version; `number` order of keeping."""

    id: str
    number: int
    base: str
    type: str
    kind: str  # the class of its status
    status: str
    coded: bool  # by a program, which errs more often than a person
    modes: frozenset[str]
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    first: int | None
    last: int | None
    reported: int | None
    place: str | None
    place_country: str | None
    place_is_country: bool
    figures: Mapping[str, tuple[int | None, int | None]]
    said: frozenset[str]  # the words of the evidence, names too; without those of its parties `words`
    words: frozenset[str]
    words_mass: float
    around: frozenset[str]
    around_mass: float
    cast: frozenset[str]  # the countries that the text around it names
    cast_mass: float
    spot: tuple[int, int]
    cues: frozenset[str]
    length: int  # days that it may have taken place on; 0 where no time is told
    mutual: bool  # something that both sides do
    parties: tuple[Who, ...]
    tags: frozenset[str]  # its type, alone and with each of its modes


def told(claim: Claim, *, number: int, base: str, published: date | None, around: str) -> Told:
    """The claim for joining; `around` is the text around its first evidence (see `window`)."""
    table = tables()
    when = None if _foretold(claim, published) else claim.when
    people = _people(claim.actors), _people(claim.recipients)
    named = frozenset(word for who in (*people[0], *people[1]) for word in who.words)
    said = frozenset().union(*(stems(one.quote.text) for one in claim.evidence))
    words = said - named
    wider = (words | stems(around)) - named
    codes = cast(around)
    return Told(
        id=str(claim.id),
        number=number,
        base=base,
        type=claim.type.value,
        kind=table.classes[claim.status],
        status=claim.status.value,
        coded=bool(claim.coder),
        modes=frozenset(claim.modes),
        actors=people[0],
        recipients=people[1],
        first=when.start.toordinal() if when else None,
        last=when.end.toordinal() if when else None,
        reported=published.toordinal() if published else None,
        place=fold(claim.place.name) if claim.place else None,
        place_country=claim.place.country if claim.place else None,
        place_is_country=_is_country(claim.place),
        figures={figure.key.value: (figure.min, figure.max) for figure in claim.figures},
        said=said,
        words=words,
        words_mass=mass(words),
        around=wider,
        around_mass=mass(wider),
        cast=codes,
        cast_mass=weigh(codes),
        spot=(claim.evidence[0].quote.start, claim.evidence[0].quote.end),
        length=(when.end - when.start).days + 1 if when else 0,
        mutual=claim.type.value in table.mutual_types
        or not table.mutual_modes.isdisjoint(claim.modes)
        or (not claim.recipients and len(claim.actors) > 1),
        parties=people[0] + people[1],
        tags=frozenset((claim.type.value, *(f"{claim.type.value}.{mode}" for mode in claim.modes))),
        cues=_cues([one.quote.text for one in claim.evidence]),
    )


def _foretold(claim: Claim, published: date | None) -> bool:
    """Is it told as done on a day after its report? Then the day is a mistake, and it is as if none were told."""
    done = tables().classes[claim.status] == "done"
    return done and claim.when is not None and published is not None and claim.when.start > published


def _cues(texts: Sequence[str]) -> frozenset[str]:
    """The kinds of words in the evidence that links go by."""
    said = {word for text in texts for word in folded_words(text)}
    return frozenset(kind for kind, words in tables().cues.items() if words & said)


def window(start: int) -> tuple[int, int]:
    """From where to where the text around an evidence reaches; the second may lie behind the text."""
    return max(0, start - BEFORE), start + BEHIND


def _people(parties: Sequence[Party]) -> tuple[Who, ...]:
    return tuple(_who(party.name, party.country, party.sectors) for party in parties)


@lru_cache(maxsize=50_000)
def _who(name: str, country: str | None, sectors: tuple[str, ...]) -> Who:
    folded = fold(name)
    acts = set(sectors)
    is_country = country is not None and _names_country(folded, country)
    return Who(
        shown=name,
        name=folded,
        words=frozenset(stems(name)) or frozenset(folded_words(name)),
        country=country,
        state=country is not None and (not acts or bool(acts & tables().state)),
        is_country=is_country,
        is_person=not is_country and len(name.split()) > 1 and all(word[0].isupper() for word in name.split()),
    )


def _is_country(place: Place | None) -> bool:
    return place is not None and place.country is not None and _names_country(fold(place.name), place.country)


def _names_country(folded: str, country: str) -> bool:
    from kroniek.lexicon.countries import countries

    found = countries().by_code(country)
    return found is not None and folded == fold(found.name)
