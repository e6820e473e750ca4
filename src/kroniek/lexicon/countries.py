"""Countries as Dutch names them: names, adjectives, inhabitants, seats of power, and peoples without a state.

Invariant: every code is an ISO 3166 alpha-3 code, `KOS`, or a special code of the codebook; a name, adjective or
inhabitant belongs to one country, except where Dutch itself uses the word twice (*Dominicaans*), where the larger
country has it. Names of former states lead to the code that the codebook's data use for them and carry their years.
Left out: cities and regions (`places`), persons and organisations (`actors`), which country a text means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kroniek.errors import LexiconError
from kroniek.lexicon.load import read_text
from kroniek.strings.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory; `name` is what a newspaper prints, `adjectives` are uninflected (*Amerikaans*).

    `inhabitant` and `inhabitants` hold singular and plural forms; `capitals` the cities that stand for its
    government, the usual one first, by every Dutch spelling; `lat` and `lon` are its middle.
    """

    code: str
    name: str
    variants: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitant: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerState:
    """A state of the past: the country whose code it has now, and the years in which it existed.

    `successors` are the states that came after it or left it, each with the day from which it counts (ISO).
    """

    name: str
    country: str
    since: int | None
    until: int | None
    variants: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitant: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A building, street or city that stands for a power: *het Kremlin* for the government of Rusland."""

    words: str
    name: str
    country: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A people or the inhabitants of a region; `country` is None where they live in several countries."""

    name: str
    country: str | None
    adjectives: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Countries:
    """All countries, with look-up by code and by folded Dutch word."""

    def __init__(
        self,
        *,
        countries: tuple[Country, ...],
        former: tuple[FormerState, ...],
        seats: tuple[Seat, ...],
        peoples: tuple[People, ...],
    ) -> None:
        self.former = former
        self.seats = seats
        self.peoples = peoples
        self._codes = {country.code: country for country in countries}
        self._names: dict[str, Country] = {}
        self._adjectives: dict[str, Country] = {}
        self._inhabitants: dict[str, Country] = {}
        self._former = {fold(name): state for state in former for name in state.names}
        self._peoples = {fold(word): people for people in peoples for word in (people.name, *people.plural)}
        self._metonyms = {fold(seat.words): seat for seat in seats}
        for country in countries:
            self._index(country)
        for state in former:
            self._index_former(state)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._codes.values())

    def __len__(self) -> int:
        return len(self._codes)

    def by_code(self, code: str) -> Country | None:
        """The country of an alpha-3 code, in any case; None for a code without a country (`UNO`)."""
        return self._codes.get(code.upper())

    def by_name(self, name: str) -> Country | None:
        """The country of a name or variant (*VS*, *Wit-Rusland*, *Zaïre*), without regard to case and accents."""
        return self._names.get(fold(name))

    def former_by_name(self, name: str) -> FormerState | None:
        """The state of the past that was called so (*Joegoslavië*, *USSR*)."""
        return self._former.get(fold(name))

    def people_by_name(self, name: str) -> People | None:
        """The people that is called so, in the plural (*Koerden*)."""
        return self._peoples.get(fold(name))

    def by_adjective(self, word: str) -> Country | None:
        """The country of an adjective, inflected or not (*Amerikaanse*)."""
        return self._adjectives.get(fold(word))

    def by_inhabitant(self, word: str) -> Country | None:
        """The country of its inhabitants, one or many (*Amerikanen*)."""
        return self._inhabitants.get(fold(word))

    def metonym(self, words: str) -> Seat | None:
        """What a seat of power stands for (*Kremlin*, *Moskou*); None for other words."""
        return self._metonyms.get(fold(words))

    def _index(self, country: Country) -> None:
        for name in country.names:
            self._names.setdefault(fold(name), country)
        for adjective in country.adjectives:
            self._adjectives.setdefault(fold(adjective), country)
            self._adjectives.setdefault(fold(inflected(adjective)), country)
        for word in (*country.inhabitant, *country.inhabitants):
            self._inhabitants.setdefault(fold(word), country)
        for capital in country.capitals:
            seat = Seat(words=capital, name=country.name, country=country.code, sectors=("GOV",))
            self._metonyms.setdefault(fold(capital), seat)

    def _index_former(self, state: FormerState) -> None:
        country = self._codes[state.country]
        for name in state.names:
            self._names.setdefault(fold(name), country)
        for adjective in state.adjectives:
            self._adjectives.setdefault(fold(adjective), country)
            self._adjectives.setdefault(fold(inflected(adjective)), country)
        for word in (*state.inhabitant, *state.inhabitants):
            self._inhabitants.setdefault(fold(word), country)


def inflected(adjective: str) -> str:
    """The adjective with the *-e* that it has before most nouns: *Amerikaanse*, *Chinese*, *Grieks-Cypriotische*."""
    if adjective.endswith("ees"):
        return adjective[:-3] + "ese"
    if adjective.endswith("aas"):
        return adjective[:-3] + "ase"
    if adjective.endswith(("i", "e")) or adjective in {"Tamil", "Welsh", "Pashtun"}:
        return adjective
    return adjective + "e"


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several words, `|` between them."""
    return tuple(cell.split("|")) if cell else ()


@cache
def countries() -> Countries:
    """The countries of `data/places`, read once."""
    return Countries(
        countries=tuple(_country(row) for row in body("places/countries.tsv", columns=9)),
        former=tuple(_former(row) for row in body("places/historical.tsv", columns=9)),
        seats=tuple(
            Seat(words=row[0], name=row[1], country=row[2], sectors=split(row[3]))
            for row in body("places/seats.tsv", columns=4)
        ),
        peoples=tuple(_people(row) for row in body("places/peoples.tsv", columns=6)),
    )


def body(name: str, *, columns: int) -> list[list[str]]:
    """The rows of a table under its heading. It has thousands of rows, so nothing is stripped and nothing skipped."""
    rows = [line.split("\t") for line in read_text(name).splitlines()][1:]
    if wrong := next((row for row in rows if len(row) != columns), None):
        raise LexiconError(f"{name}: {len(wrong)} columns where {columns} belong in {wrong!r}.")
    return rows


def by_fold(names: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """By each folded name, at which places of the table those stand who bear it."""
    found: dict[str, list[int]] = {}
    for at, forms in enumerate(names):
        for known in dict.fromkeys(map(fold, forms)):
            found.setdefault(known, []).append(at)
    return found


def _country(row: list[str]) -> Country:
    return Country(
        code=row[0],
        name=row[1],
        variants=split(row[2]),
        adjectives=split(row[3]),
        inhabitant=split(row[4]),
        inhabitants=split(row[5]),
        capitals=split(row[6]),
        lat=float(row[7]),
        lon=float(row[8]),
    )


def _former(row: list[str]) -> FormerState:
    return FormerState(
        name=row[0],
        variants=split(row[1]),
        country=row[2],
        since=int(row[3]) if row[3] else None,
        until=int(row[4]) if row[4] else None,
        adjectives=split(row[5]),
        inhabitant=split(row[6]),
        inhabitants=split(row[7]),
        successors=tuple(_successor(part) for part in split(row[8])),
    )


def _successor(part: str) -> tuple[str, str]:
    name, _, day = part.partition(";")
    return name, day


def _people(row: list[str]) -> People:
    return People(
        name=row[0],
        country=row[1] or None,
        adjectives=split(row[2]),
        singular=split(row[3]),
        plural=split(row[4]),
        sectors=split(row[5]),
    )
