"""One index over every name: finds the longest known names in a text, by offset, without judging which is meant.

Invariant: a match covers whole words, `text[start:end]` are its words, and matches do not overlap. What a name can be
stands side by side in `entries`, the likeliest first; the reader of the text decides. Names are matched as printed
(*VS*, not *vs*); role words (*president*) also in lower case and with a capital at the start of a sentence. A genitive
*-s* (*Poetins*), names without their accents (*Erdogan*) and places in capitals (*DEN HAAG*) are found too.

It does not use a tokeniser's tokens but words and marks of its own, so *V.S.*, *EU-ministers* and *Hay'at* match the
same way however a tokeniser cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial

from kroniek.lexicon.actors import Actor, ActorKind, Actors, RoleReading, actors, roles
from kroniek.lexicon.countries import Country, FormerState, People, Seat, countries, inflected
from kroniek.lexicon.load import read_lines
from kroniek.lexicon.overlay import current
from kroniek.lexicon.places import KnownPlace, Places, places

_PIECE = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
_DATELINE_CHARS = 4  # the shortest name read in capitals (*OSLO*, *KIEV*); shorter ones are abbreviations
_GENITIVE_CHARS = 4  # the shortest genitive with a bare -s: *Kims*; *Xis* and *EUs* are not Dutch


class EntryKind(StrEnum):
    """What a name can be."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    INHABITANT = "inhabitant"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    MEDIUM = "medium"
    PERSON = "person"
    SURNAME = "surname"
    PLACE = "place"
    ROLE = "role"


Referent = Country | FormerState | People | Seat | Actor | KnownPlace | RoleReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a name can be; `name`, `country` and `sectors` are those of a party so named.

    `common`: the name is also an ordinary Dutch word or first name, so it needs more than its capital; `famous`: a bare
    surname that is enough by itself.
    """

    kind: EntryKind
    name: str
    country: str | None
    referent: Referent
    sectors: tuple[str, ...] = ()
    plural: bool = False
    common: bool = False
    famous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A known name at `[start, end)`.

    `genitive`: the words end in a genitive (*Poetins*; for *Obama's* the *'s* lies outside). `before` and `after`: the
    name is part of a hyphenated compound, with `text[outer_start:outer_end]` the whole of it (*pro-Russische*,
    *EU-ministers*).
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    genitive: bool = False
    before: bool = False
    after: bool = False
    outer_start: int = 0
    outer_end: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    end: int


Maker = Callable[[], Entry]


class Gazetteer:
    """The index. `scan` finds names in a text, `lookup` tells what a name can be.

    A name has the makers of its entries until it is first asked for: of twenty thousand an article has a few dozen.
    """

    def __init__(self, makers: Iterable[tuple[str, Maker]]) -> None:
        self._index: dict[str, list[Maker] | tuple[Entry, ...]] = {}
        self._longest: dict[str, int] = {}
        index: dict[str, list[Maker]] = {}
        for surface, make in makers:
            for key in _keys(surface):
                if key in index:
                    index[key].append(make)
                else:
                    index[key] = [make]
        for key in index:
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if length > self._longest.get(first, 0):
                self._longest[first] = length
        self._index.update(index)

    def __len__(self) -> int:
        return len(self._index)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """What a name as printed can be, the likeliest first; empty where it is unknown."""
        return self._at(_key(name))

    def _at(self, key: str) -> tuple[Entry, ...]:
        found = self._index.get(key, ())
        if isinstance(found, list):
            found = self._index[key] = tuple(_distinct(make() for make in found))
        return found

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """The longest names in `text[start:end]`, from left to right. A sentence at a time is what it is made for."""
        pieces = [_piece(found) for found in _PIECE.finditer(text, start, len(text) if end is None else end)]
        at = 0
        while at < len(pieces):
            found = self._longest_at(pieces, at)
            if found is None:
                at += 1
                continue
            count, entries, genitive = found
            title = self._title(pieces[at].text, count, entries)
            if title:
                yield _match(pieces, at, 1, title, genitive=False)
            skip = 1 if title else 0
            yield _match(pieces, at + skip, count - skip, entries, genitive=genitive)
            at += count

    def _longest_at(self, pieces: list[_Piece], at: int) -> tuple[int, tuple[Entry, ...], bool] | None:
        first = pieces[at].text
        if not first[0].isalnum():
            return None
        lowered = first[0].lower() + first[1:] if first[0].isupper() else ""
        longest = max(
            self._longest.get(first.title(), 0) if first.isupper() else 0,
            self._longest.get(first, 0),
            self._longest.get(first[:-1], 0),
            self._longest.get(lowered, 0),
        )
        for count in range(min(longest, len(pieces) - at), 0, -1):
            if entries := self._entries(pieces, at, count, lowered):
                return count, entries, False
            if entries := self._genitive(pieces, at, count):
                return count, entries, True
        return None

    def _title(self, first: str, count: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The role that a person's name begins with (*koning Abdullah*): a match of its own, as before any name."""
        if count == 1 or entries[0].kind is not EntryKind.PERSON:
            return ()
        known = self._at(first[0].lower() + first[1:])
        return tuple(entry for entry in known if entry.kind is EntryKind.ROLE)

    def _entries(self, pieces: list[_Piece], at: int, count: int, lowered: str) -> tuple[Entry, ...]:
        key = " ".join([piece.text for piece in pieces[at : at + count]])
        found = self._at(key)
        if not lowered:
            return found
        low = self._at(lowered + key[len(lowered) :])
        if not found and not low and key.isupper() and len(key) >= _DATELINE_CHARS:
            return tuple(entry for entry in self._at(key.title()) if entry.kind in _IN_DATELINES)
        return (*found, *(entry for entry in low if entry not in found))

    def _genitive(self, pieces: list[_Piece], at: int, count: int) -> tuple[Entry, ...]:
        last = pieces[at + count - 1].text
        if not last.endswith("s") or len(last) < _GENITIVE_CHARS or not last[0].isupper():
            return ()
        key = " ".join([piece.text for piece in pieces[at : at + count]])[:-1]
        return tuple(entry for entry in self._at(key) if entry.kind in _TAKE_GENITIVE and not entry.common)


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those that say the same as an earlier one."""
    found: list[Entry] = []
    for entry in entries:
        if not any(_same(other, entry) for other in found):
            found.append(entry)
    return found


def _same(one: Entry, other: Entry) -> bool:
    return one.name == other.name and one.kind is other.kind and one.country == other.country


_IN_DATELINES = frozenset({EntryKind.COUNTRY, EntryKind.METONYM, EntryKind.PLACE})
_TAKE_GENITIVE = frozenset(
    {
        EntryKind.COUNTRY,
        EntryKind.METONYM,
        EntryKind.ORGANISATION,
        EntryKind.MEDIUM,
        EntryKind.PERSON,
        EntryKind.SURNAME,
        EntryKind.PLACE,
    }
)


def gazetteer() -> Gazetteer:
    """The index over all tables, and the user's own actors where an overlay holds; built once."""
    return _gazetteer(current())


@cache
def _gazetteer(overlay: str) -> Gazetteer:
    del overlay  # `actors` knows it too
    common = frozenset(read_lines("places/common_words.txt"))
    return Gazetteer(
        (surface, partial(_common, make) if surface in common else make)
        for source in (_countries(), _actors(), _places(), _roles())
        for surface, make in source
    )


def _common(make: Maker) -> Entry:
    return replace(make(), common=True)


def _countries() -> Iterator[tuple[str, Maker]]:
    known = countries()
    for country in known:
        make = partial(_country_entry, country.name, country.code, country)
        for name in country.names:
            yield name, make
    for state in known.former:
        make = partial(_country_entry, state.name, state.country, state)
        for name in state.names:
            yield name, make
    for seat in known.seats:
        yield seat.words, partial(_seat_entry, seat.name, seat.country, seat, seat.sectors)
    for country in known:
        make = partial(_seat_entry, country.name, country.code, country, ("GOV",))
        for capital in country.capitals:
            yield capital, make
        yield from _people_words(country, country.adjectives, country.inhabitant, country.inhabitants)
    for state in known.former:
        yield from _people_words(state, state.adjectives, state.inhabitant, state.inhabitants)
    for people in known.peoples:
        yield from _people_words(people, people.adjectives, people.singular, people.plural)


def _country_entry(name: str, code: str, referent: Country | FormerState) -> Entry:
    return Entry(kind=EntryKind.COUNTRY, name=name, country=code, referent=referent, sectors=("GOV",))


def _seat_entry(name: str, code: str, referent: Country | Seat, sectors: tuple[str, ...]) -> Entry:
    return Entry(kind=EntryKind.METONYM, name=name, country=code, referent=referent, sectors=sectors)


def _people_words(
    referent: Country | FormerState | People, adjectives: tuple[str, ...], one: tuple[str, ...], many: tuple[str, ...]
) -> Iterator[tuple[str, Maker]]:
    """Adjectives, and inhabitants in the singular and plural; inhabitants are named by their first plural."""
    make = partial(_adjective_entry, referent)
    for adjective in adjectives:
        for form in dict.fromkeys((adjective, inflected(adjective))):
            yield form, make
    called = many[0] if many else referent.name
    for forms, plural in ((one, False), (many, True)):
        make = partial(_inhabitant_entry, referent, called, plural)
        for form in forms:
            yield form, make


def _adjective_entry(referent: Country | FormerState | People) -> Entry:
    return Entry(kind=EntryKind.ADJECTIVE, name=referent.name, country=_code(referent), referent=referent)


def _inhabitant_entry(referent: Country | FormerState | People, name: str, plural: bool) -> Entry:  # noqa: FBT001 - of a word
    sectors = referent.sectors if isinstance(referent, People) and referent.sectors else ("CVL",)
    return Entry(
        kind=EntryKind.INHABITANT,
        name=name,
        country=_code(referent),
        referent=referent,
        sectors=sectors,
        plural=plural,
    )


def _code(referent: Country | FormerState | People) -> str | None:
    return referent.code if isinstance(referent, Country) else referent.country


def _actors() -> Iterator[tuple[str, Maker]]:
    known = actors()
    for at, one in enumerate(known.named):
        make = partial(_actor_entry, known, at)
        yield one.name, make
        for name in one.variants:
            yield name, make
        for name in one.doubtful:
            yield name, partial(_common, make)
    for famous in (True, False):
        for at, one in enumerate(known.named):
            if one.famous is not famous:
                continue
            for name in one.surname:
                yield name, partial(_surname_entry, known, at)
            for name in one.doubtful_surname:
                yield name, partial(_doubtful_surname_entry, known, at)


def _actor_entry(known: Actors, at: int) -> Entry:
    actor = known[at]
    kind = EntryKind.PERSON if actor.kind is ActorKind.PERSON else EntryKind.ORGANISATION
    return Entry(
        kind=EntryKind.MEDIUM if actor.medium else kind,
        name=actor.name,
        country=actor.country,
        referent=actor,
        sectors=actor.sectors,
        common=actor.common,
    )


def _surname_entry(known: Actors, at: int) -> Entry:
    actor = known[at]
    return Entry(
        kind=EntryKind.SURNAME,
        name=actor.name,
        country=actor.country,
        referent=actor,
        sectors=actor.sectors,
        common=actor.common,
        famous=actor.famous,
    )


def _doubtful_surname_entry(known: Actors, at: int) -> Entry:
    return replace(_surname_entry(known, at), common=True, famous=False)


def _places() -> Iterator[tuple[str, Maker]]:
    known = places()
    for at, names in enumerate(known.names()):
        make = partial(_place_entry, known, at)
        for name in names:
            yield name, make


def _place_entry(known: Places, at: int) -> Entry:
    place = known[at]
    return Entry(kind=EntryKind.PLACE, name=place.name, country=place.country, referent=place, common=place.common)


def _roles() -> Iterator[tuple[str, Maker]]:
    for form, reading in roles().forms():
        yield form, partial(_role_entry, form, reading)


def _role_entry(form: str, reading: RoleReading) -> Entry:
    role = reading.role
    return Entry(
        kind=EntryKind.ROLE,
        name=form,
        country=None,
        referent=reading,
        sectors=role.sectors,
        plural=reading.plural,
        common=role.weak,
    )


def _piece(found: re.Match[str]) -> _Piece:
    return _Piece(_plain(found[0]), found.start(), found.end())


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def _keys(surface: str) -> tuple[str, ...]:
    """Under which keys a name stands: its own, and that without accents."""
    if surface.isascii():
        return (surface if surface.isalnum() else _key(surface),)
    key = _key(surface)
    bare = _without_accents(key)
    return (key,) if bare == key else (key, bare)


def _key(surface: str) -> str:
    """The pieces of a name with spaces between, as `scan` sees them: *Noord - Korea*, *V . S .*."""
    if surface.isalnum():  # most names: no need to look for pieces
        return surface if surface.isascii() else _plain(surface)
    spaced = surface.replace("-", " - ")
    if spaced.replace(" - ", "").replace(" ", "").isalnum():
        return spaced if spaced.isascii() else _plain(spaced)
    return " ".join(_plain(found) for found in _PIECE.findall(surface))


def _without_accents(surface: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", surface) if not unicodedata.combining(sign))
    return bare.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")


def _match(pieces: list[_Piece], at: int, count: int, entries: tuple[Entry, ...], *, genitive: bool) -> Match:
    start, end = pieces[at].start, pieces[at + count - 1].end
    first, last = _glued_before(pieces, at), _glued_after(pieces, at + count - 1)
    possessive = genitive or _possessive(pieces, at + count)
    return Match(
        start=start,
        end=end,
        entries=entries,
        genitive=possessive,
        before=first < at,
        after=last > at + count - 1,
        outer_start=pieces[first].start,
        outer_end=pieces[last].end,
    )


_GLUED = 20
"""Words and hyphens on one side of a name that are looked at: no compound has more, and a page may try to have them."""


def _glued_before(pieces: list[_Piece], at: int) -> int:
    least = max(2, at - _GLUED)
    while (
        at >= least
        and pieces[at - 1].text == "-"
        and pieces[at - 2].end + 1 == pieces[at - 1].end
        and pieces[at - 1].end == pieces[at].start
    ):
        at -= 2
    return at


def _glued_after(pieces: list[_Piece], at: int) -> int:
    last = min(len(pieces), at + _GLUED)
    while (
        at + 2 < last
        and pieces[at + 1].text == "-"
        and pieces[at].end == pieces[at + 1].start
        and pieces[at + 1].end == pieces[at + 2].start
    ):
        at += 2
    return at


def _possessive(pieces: list[_Piece], after: int) -> bool:
    if after >= len(pieces) or pieces[after].text != "'" or pieces[after].start != pieces[after - 1].end:
        return False
    return after + 1 == len(pieces) or pieces[after + 1].text == "s" or pieces[after + 1].start > pieces[after].end
