"""Who acts and who speaks: persons, organisations, media, and the nouns that describe them.

Invariant: every sector is one of PLOVER's, every country a code that the codebook allows; an office has the years in
which it was held. Names are what a Dutch newspaper prints; other spellings are variants. Left out: which person a
bare surname means in a text (`language`), and which actors of many texts are one (`memory`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kroniek.lexicon.countries import body, by_fold, split
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.overlay import current, laid_over
from kroniek.strings.fold import fold


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held, in Dutch, with the first and last day known (ISO, year or longer), "" if open.

    `country` is "" where it is the person's own; else the country whose office it was (*Ursula von der Leyen* was a
    minister of Germany).
    """

    title: str
    since: str = ""
    until: str = ""
    country: str = ""

    def held_on(self, day: date) -> bool:
        """Whether it was held on that day, as far as the dates tell: a year or month that one gives counts in full."""
        return self.since <= day.isoformat()[: len(self.since)] and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Whether it had ended before that day, or before the year or month of it where no day is known."""
        return bool(self.until) and self.until < day.isoformat()[: len(self.until)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """As what somebody is coded on a day: country, sectors, and the office by which, if known."""

    country: str | None
    sectors: tuple[str, ...]
    office: Office | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or organisation. `surname` is what a text calls a person later on (*Poetin*, *De Gaulle*).

    `famous` is True where the bare surname is enough in a text on international politics; `medium` for a news outlet
    or agency; `common` where the name is also a word, a place or another's initials (*Trouw*, *PAN*). `doubtful` and
    `doubtful_surname` hold forms of which that is true (*Commissie*, *Kok*) though it is not true of the name.
    `parties` are the political parties of a person, the last one last, `wires` the agencies whose reports a medium
    usually carries, where the tables know them.
    """

    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    doubtful_surname: tuple[str, ...] = ()
    famous: bool = False
    medium: bool = False
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()
    common: bool = False
    parties: tuple[str, ...] = ()
    wires: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes under which somebody stands on one day or another: his country, and those of his offices."""
        bodies = (
            country
            for office in self.offices
            for words, country, _ in _international_offices()
            if words in office.title
        )
        found = (self.country, *(office.country for office in self.offices), *bodies)
        return tuple(dict.fromkeys(code for code in found if code))

    def standing(self, day: date) -> Standing:
        """Country and sectors on a day, which follow from the office held then; `ELI` for one who left office.

        On the day, or in the year, in which an office ends its holder still has it, and an international one that
        begins then goes first (the other order was tried: right less often on the annotated articles).
        """
        held = [office for office in self.offices if office.held_on(day)]
        for office in held:
            for words, country, sectors in _international_offices():
                if words in office.title:
                    return Standing(country=country, sectors=sectors, office=office)
        if held:
            return Standing(country=held[-1].country or self.country, sectors=self._serving(held), office=held[-1])
        left = bool(self.offices) and all(office.ended_before(day) for office in self.offices)
        if left and "GOV" in self.sectors:
            others = tuple(sector for sector in self.sectors if sector != "GOV")
            return Standing(country=self.country, sectors=("ELI", *others))
        return Standing(country=self.country, sectors=self.sectors)

    def _serving(self, held: Sequence[Office]) -> tuple[str, ...]:
        """The sectors in office: government for who holds one of state, or is known as having left that one since."""
        sectors = dict.fromkeys("GOV" if sector == "ELI" else sector for sector in self.sectors)
        if not any(office.title.split(maxsplit=1)[0] in _offices_of_state() for office in held):
            return tuple(sectors)
        first = {} if "GOV" in sectors else {"GOV": None}
        return tuple(sector for sector in first | sectors if sector not in {"OPP", "LEG"})


class RoleKind(StrEnum):
    """What a describing noun names."""

    OFFICE = "office"  # president, minister, generaal
    BODY = "body"  # regering, leger, partij
    PERSON = "person"  # inwoner, betoger, functionaris
    GROUP = "group"  # oppositie, troepen, bevolking


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWord:
    """A noun that heads a description: *president*, *rebellen*, *functionarissen*.

    `government`: stands for the government of its country (*regering*, *autoriteiten*); `anonymous`: an unnamed voice
    where it is a source; `medium`: an unnamed outlet; `former`: somebody who left office, or is to come to it;
    `spokesperson`: speaks for the body named beside it; `leader`: head of the body named beside it, whose sectors it
    takes; `colleague`: has the office of somebody named before (*zijn Amerikaanse collega*); `country`: a country by
    itself (*buurland*); `weak`: too general to be a party unless an act makes it one (*mensen*, *groep*).
    """

    lemma: str
    plural_forms: tuple[str, ...]
    kind: RoleKind
    sectors: tuple[str, ...] = ()
    government: bool = False
    anonymous: bool = False
    medium: bool = False
    former: bool = False
    spokesperson: bool = False
    leader: bool = False
    colleague: bool = False
    country: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReading:
    """A word read as a role: which, whether it is plural, and the words before the head (*rebellen* in *-leider*)."""

    role: RoleWord
    plural: bool
    modifier: str = ""


class Named(NamedTuple):
    """The names of an actor, and `whole`: the actor, or the row of the table from which it is made when asked for."""

    kind: ActorKind
    name: str
    variants: tuple[str, ...]
    doubtful: tuple[str, ...]
    surname: tuple[str, ...]
    doubtful_surname: tuple[str, ...]
    famous: bool
    whole: Actor | list[str]

    @classmethod
    def of(cls, actor: Actor) -> Named:
        """The names of an actor who is there already."""
        names = (actor.name, actor.variants, actor.doubtful, actor.surname, actor.doubtful_surname)
        return cls(actor.kind, *names, actor.famous, actor)


class Actors:
    """All known actors, with look-up by folded name or variant. Each becomes a record when it is first asked for."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.named = named
        self._made: dict[int, Actor] = {}
        self._names: dict[str, list[int]] | None = None

    def __iter__(self) -> Iterator[Actor]:
        return map(self.__getitem__, range(len(self.named)))

    def __len__(self) -> int:
        return len(self.named)

    def __getitem__(self, at: int) -> Actor:
        """The actor whose names stand at that place of `named`."""
        if at not in self._made:
            self._made.setdefault(at, _actor(self.named[at]))
        return self._made[at]

    def by_name(self, name: str) -> tuple[Actor, ...]:
        """The actors of a name or variant, without regard to case and accents; the better known first."""
        if self._names is None:
            self._names = by_fold((one.name, *one.variants) for one in self.named)
        return tuple(self[at] for at in self._names.get(fold(name), ()))

    def with_office(self, country: str) -> Iterator[Actor]:
        """Those of a country, or who had an office of it, and have an office."""
        for at, one in enumerate(self.named):
            if one.kind is ActorKind.PERSON and _has_office(one.whole, country):
                yield self[at]


def _has_office(whole: Actor | list[str], country: str) -> bool:
    if isinstance(whole, Actor):
        return bool(whole.offices) and country in {whole.country, *(office.country for office in whole.offices)}
    home, offices = whole[3], whole[7]
    return bool(offices) and (home == country or f";{country}" in offices)


class Roles:
    """The describing nouns, whole and as the last part of a compound."""

    def __init__(self, *, words: tuple[RoleWord, ...], suffixes: tuple[tuple[RoleWord, frozenset[str]], ...]) -> None:
        self.words = words
        self._forms: dict[str, RoleReading] = {}
        for role in words:
            self._forms.setdefault(role.lemma, RoleReading(role=role, plural=False))
            for form in role.plural_forms:
                self._forms.setdefault(form, RoleReading(role=role, plural=True))
        endings = [
            (form, RoleReading(role=role, plural=form in role.plural_forms), never)
            for role, never in suffixes
            for form in (role.lemma, *role.plural_forms)
        ]
        self._endings = sorted(endings, key=lambda ending: (-len(ending[0]), ending[0]))

    def forms(self) -> Iterator[tuple[str, RoleReading]]:
        """Every listed form, singular and plural, in the order of the table."""
        return iter(self._forms.items())

    def read(self, word: str) -> RoleReading | None:
        """The role that a word in lower case names; a compound by its last part (*defensieminister*), or None.

        A part before the head has at least three letters: shorter ones are rarely words (*ver-bond*).
        """
        if found := self._forms.get(word):
            return found
        for ending, reading, never in self._endings:
            modifier = word.removesuffix(ending)
            if modifier != word and len(modifier) >= _MODIFIER_CHARS and word not in never:
                return RoleReading(role=reading.role, plural=reading.plural, modifier=modifier.rstrip("-"))
        return None


_MODIFIER_CHARS = 3  # tried 2 (*EU-leider* has its hyphen as third, *ver-bond* slips in) and 4 (*gas-bedrijf* is lost)
_FLAGS = {"gov": "government", "collega": "colleague"}  # the table's short words for a record's fields


@cache
def _international_offices() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((row[0], row[1], split(row[2])) for row in body("actors/international_offices.tsv", columns=3))


@cache
def _offices_of_state() -> frozenset[str]:
    return frozenset(read_toml("actors/same_office.toml")["of_state"])


def actors() -> Actors:
    """The persons and organisations of `data/actors`, with the user's own where an overlay holds; read once."""
    return _actors(current())


@cache
def _actors(overlay: str) -> Actors:
    if overlay:
        return Actors(tuple(map(Named.of, laid_over(_actors(""), overlay))))
    return Actors((*_organisations(), *_persons()))


@cache
def given_names() -> frozenset[str]:
    """First words of the names of several persons (*Jan*, *Sergej*): after one of them *de* goes on with the name."""
    persons = (one.name for one in _actors("").named if one.kind is ActorKind.PERSON and " " in one.name)
    firsts = Counter(name.split(maxsplit=1)[0] for name in persons)
    return frozenset(name for name, bearers in firsts.items() if bearers > 1 and name.isalpha())


@cache
def roles() -> Roles:
    """The describing nouns of `data/actors`, read once."""
    words = tuple(_role(row) for row in body("actors/roles.tsv", columns=5))
    suffixes = tuple(
        (_role(row), frozenset(form for word in split(row[5]) for form in (word, word + "s", word + "en")))
        for row in body("actors/role_suffixes.tsv", columns=6)
    )
    return Roles(words=words, suffixes=suffixes)


def _role(row: list[str]) -> RoleWord:
    flags = {_FLAGS.get(flag, flag): True for flag in split(row[4])}
    return RoleWord(lemma=row[0], plural_forms=split(row[1]), kind=RoleKind(row[2]), sectors=split(row[3]), **flags)


def _organisations() -> Iterator[Named]:
    for row in body("actors/organisations.tsv", columns=7):
        yield Named(ActorKind.ORGANISATION, row[0], *_variants(row[1]), (), (), "famous" in row[4], row)


def _persons() -> Iterator[Named]:
    for row in body("actors/persons.tsv", columns=10):
        yield Named(ActorKind.PERSON, row[0], split(row[1]), (), *_variants(row[2]), "famous" in row[5], row)


def _actor(named: Named) -> Actor:
    """The record of somebody of whom so far only the names were looked at."""
    if isinstance(named.whole, Actor):
        return named.whole
    make = _person if named.kind is ActorKind.PERSON else _organisation
    return make(named, named.whole)


def _organisation(named: Named, row: list[str]) -> Actor:
    _name, _names, country, sectors, flags, wikidata, wires = row
    return Actor(
        name=named.name,
        kind=ActorKind.ORGANISATION,
        country=country or None,
        sectors=split(sectors),
        variants=named.variants,
        doubtful=named.doubtful,
        medium="medium" in flags,
        common="common" in flags,
        wikidata=wikidata or None,
        wires=split(wires),
    )


def _person(named: Named, row: list[str]) -> Actor:
    _name, _names, _surname, country, sectors, flags, wikidata, offices, parties, _origin = row
    return Actor(
        name=named.name,
        kind=ActorKind.PERSON,
        country=country or None,
        sectors=split(sectors),
        variants=named.variants,
        surname=named.surname,
        doubtful_surname=named.doubtful_surname,
        famous=named.famous,
        common="common" in flags,
        wikidata=wikidata or None,
        offices=tuple(_office(part) for part in split(offices)),
        parties=split(parties),
    )


def _variants(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The variants of a cell, and those that `~` marks as doubtful."""
    forms = split(cell)
    if "~" not in cell:
        return forms, ()
    return (
        tuple(form for form in forms if not form.startswith("~")),
        tuple(form[1:] for form in forms if form.startswith("~")),
    )


def _office(part: str) -> Office:
    title, since, until, *country = part.split(";")
    return Office(title=title, since=since, until=until, country=country[0] if country else "")
