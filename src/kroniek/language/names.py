"""Finds who and what a text names: persons, organisations, places, peoples and descriptions of parties.

Words of the gazetteer are matched first, longest match wins; then capitalised words that it does not know; then noun
phrases are built around them: *de Russische minister van Buitenlandse Zaken Sergej Lavrov*, *het Turkse leger*, *de
regering van Maduro*. What a phrase refers to is decided by `coref`. Invariant: a mention's offsets are those of whole
tokens of one sentence, and mentions of one sentence do not overlap. Left out: syntax. A phrase ends where its words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache
from itertools import zip_longest

from kroniek.language.linking import Link
from kroniek.language.pronouns import is_many
from kroniek.lexicon.actors import RoleReading, RoleWord, given_names, roles
from kroniek.lexicon.countries import Country, Seat
from kroniek.lexicon.frames import verb_forms, word_classes
from kroniek.lexicon.gazetteer import Entry, EntryKind, Match, gazetteer
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_lines, read_toml
from kroniek.lexicon.offices import office_title
from kroniek.lexicon.places import KnownPlace, PlaceKind, places
from kroniek.model.analysis import Sentence, Token

_MAX_ADJECTIVES = 3  # *de nieuwe machtige militaire leider*: more in a row is rare, and a guess
_ACRONYM_CHARS = 6
_OF_COMMON_GENDER = frozenset({"de", "die", "deze", "elke", "iedere", "onze"})
_NOUN_CHARS = 9  # *Vliegdekschip*, not *Mohammed*
_ADJECTIVE_CHARS = 4  # *hoge*, *oude*; shorter words in -e are no adjectives


class Shape(Enum):
    """What a phrase is built around."""

    COUNTRY = auto()  # a country's name
    SEAT = auto()  # a capital or seat of government
    PLACE = auto()
    PERSON = auto()
    ORGANISATION = auto()
    PEOPLE = auto()  # inhabitants
    ROLE = auto()  # a description
    NATIONALITY = auto()  # a bare adjective
    UNKNOWN = auto()  # a capitalised word that the gazetteer does not know


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A noun phrase that names or describes somebody, before it is known to whom it refers. Token indices.

    `[first, last)` are the words of the mention; `outer` the first token of the whole phrase, article and office
    included; `tail` the end of the whole phrase. `country` and `sectors` follow from the words alone.
    """

    sentence: int
    first: int
    last: int
    outer: int
    tail: int
    shape: Shape
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    role: str | None = None  # lemma of the describing noun
    office: str | None = None  # with its department: *minister van Buitenlandse Zaken*
    flags: frozenset[str] = frozenset()
    plural: bool = False
    determiner: str = ""
    owner: Phrase | None = None  # *de regering van Maduro*: the phrase behind *van*
    owners: tuple[Phrase, ...] = ()  # *de presidenten van Polen en Litouwen*: all of them, where they are several
    medium: bool = False
    lat: float | None = None
    lon: float | None = None
    surname_only: bool = False
    surname: str = ""  # the surname as the words have it, where the tables know it
    link: Link | None = None  # whom the tables know by that name, once the whole text was seen (`coref`)
    dateline: bool = False
    possessor: bool = False  # a genitive before a description of somebody: *Trumps gezant*


_POSSESSIVE = frozenset({"zijn", "haar", "hun", "diens"})
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_OWNERS = frozenset({Shape.PERSON, Shape.COUNTRY, Shape.ORGANISATION})


@dataclass(frozen=True, slots=True)
class _Words:
    determiners: frozenset[str]
    adjectives: frozenset[str]
    not_adjectives: frozenset[str]
    particles: frozenset[str]
    inner: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    organisation_heads: frozenset[str]
    departments: tuple[tuple[str, ...], ...]
    neuter_names: frozenset[str]
    qualities: frozenset[str]
    counting: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml("nl/phrases.toml")
    departments = sorted({tuple(name.split()) for name in table["departments"]}, key=lambda words: (-len(words), words))
    return _Words(
        determiners=frozenset(table["determiners"]),
        adjectives=frozenset(table["adjectives"]),
        not_adjectives=frozenset(table["not_adjectives"]),
        particles=frozenset(table["name_particles"]),
        inner=frozenset(table["name_particles_inner_only"]),
        titles=frozenset(table["titles"]),
        openers=frozenset(read_lines("nl/sentence_openers.txt")),
        organisation_heads=frozenset(table["organisation_heads"]),
        departments=tuple(departments),
        neuter_names=frozenset(table["neuter_names"]),
        qualities=frozenset(table["qualities"]),
        counting=frozenset(table["counting"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a piece may be: an entry of the gazetteer or a role, flattened to what phrases are built from.

    `prefix` and `suffix` are the other half of a compound: *EU* in *EU-ministers*, *Maduro* in *regering-Maduro*.
    """

    kind: EntryKind
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    role: str | None = None
    plural: bool = False
    common: bool = False
    words: str = ""
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    owner: _Reading | None = None

    @property
    def medium(self) -> bool:
        return self.kind is EntryKind.MEDIUM


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens `[first, last)` with what they may be; no reading where the words are capitalised but unknown."""

    first: int
    last: int
    readings: tuple[_Reading, ...] = field(default=())
    genitive: bool = False

    def of(self, *kinds: EntryKind) -> _Reading | None:
        return next((reading for reading in self.readings if reading.kind in kinds), None)


def phrases(sentence: Sentence, number: int, text: str) -> tuple[Phrase, ...]:
    """The phrases of a sentence (the `number`th of `text`), in text order."""
    found = tuple(_Builder(sentence.tokens, _pieces(sentence, text), number).build())
    pairs = zip_longest(found, found[1:])
    return tuple(phrase for phrase, following in pairs if not _qualifies(phrase, following))


def _qualifies(phrase: Phrase, following: Phrase | None) -> bool:
    """Is an unknown capitalised word only the adjective of what follows (*de Democratische senator Bob Menendez*)?"""
    if following is None or phrase.shape is not Shape.UNKNOWN or not phrase.name.endswith("e"):
        return False
    return following.role is not None and phrase.tail == following.outer


def surnames(found: Iterable[Phrase]) -> frozenset[str]:
    """What a text may call its persons later: the last word of a name, and a first word that is a surname (*Wang*)."""
    persons = [phrase.name.split() for phrase in found if phrase.shape is Shape.PERSON and not phrase.surname_only]
    taken = _words().openers
    last = {name[-1] for name in persons if len(name) > 1}
    first = {name[0] for name in persons if len(name) > 1 and _is_surname(name[0])}
    return frozenset(name for name in last | first if name.lower() not in taken)


def _is_surname(word: str) -> bool:
    return any(entry.kind is EntryKind.SURNAME for entry in gazetteer().lookup(word))


def named_again(sentence: Sentence, number: int, found: Sequence[Phrase], known: frozenset[str]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, with those surnames of the text that its rules alone take for plain words.

    The first word of a sentence has a capital whether it is a name or not (*Kowalski zweeg*).
    """
    taken = {at for phrase in found for at in range(phrase.outer, phrase.tail)}
    added = [
        Phrase(
            sentence=number, first=at, last=at + 1, outer=at, tail=at + 1, shape=Shape.PERSON, name=token.text,
            surname_only=True,
        )
        for at, token in enumerate(sentence.tokens)
        if token.text in known and at not in taken
    ]  # fmt: skip
    return tuple(sorted([*found, *added], key=lambda phrase: phrase.first)) if added else tuple(found)


# --- pieces: known words, compounds of them, then capitalised unknown ones


def _pieces(sentence: Sentence, text: str) -> list[_Piece]:
    tokens = sentence.tokens
    known = _known(sentence, text)
    pieces: list[_Piece] = []
    at = 0
    while at < len(tokens):
        piece = None if _is_quality(tokens, at) else known.get(at) or _compound(tokens, at)
        unknown = _unknown(tokens, at, known)
        if piece is None or _runs_on(piece, unknown):
            piece = _Piece(at, at + unknown) if unknown else None
        if piece is None:
            at += 1
            continue
        pieces.append(piece)
        at = piece.last
    return pieces


def _known(sentence: Sentence, text: str) -> dict[int, _Piece]:
    """Pieces that the gazetteer knows, by their first token; matches inside a compound are left to `_compound`."""
    starts = {token.start: index for index, token in enumerate(sentence.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(sentence.tokens)}
    found: dict[int, _Piece] = {}
    for match in gazetteer().scan(text, sentence.start, sentence.end):
        first, last = starts.get(match.start), ends.get(match.end)
        if first is None or last is None or last <= first:
            continue
        words = text[match.start : match.end]
        readings = tuple(
            _reading(entry, words) for entry in match.entries if _fits(entry, match, sentence.tokens, first)
        )
        if readings and not (match.genitive and _is_surname_of(sentence.tokens, first, last, found)):
            found[first] = _Piece(first, last, readings, match.genitive)
    return found


def _is_surname_of(tokens: Sequence[Token], first: int, last: int, known: Mapping[int, _Piece]) -> bool:
    """*Raúl Cubas*: a genitive in form behind an unknown first name, and nothing that it could own behind it."""
    before = first - 1
    if before < 0 or _opens(tokens, before) or not _is_name(tokens, before):
        return False
    named = any(piece.last == first for piece in known.values())
    spaced = tokens[first].start - tokens[before].end == 1
    following = tokens[last].lower if last < len(tokens) else "."
    owns = following[0].isalnum() and following not in word_classes().prepositions and not _may_be_finite(following)
    return spaced and not named and not owns


def _fits(entry: Entry, match: Match, tokens: Sequence[Token], first: int) -> bool:
    """May a name that is also a common word (*Best*, *Nice*) be meant here?"""
    if not entry.common or entry.kind is EntryKind.ROLE:
        return True
    if entry.kind is EntryKind.PLACE:
        return first > 0 and tokens[first - 1].lower in ("in", "uit", "naar", "bij", "nabij")
    return entry.kind is not EntryKind.SURNAME and first > 0 and match.end - match.start > 1


def _is_quality(tokens: Sequence[Token], at: int) -> bool:
    """Is a noun for a person an adjective or adverb here: *een militair akkoord*, *heeft militair ingegrepen*?

    Behind *de* or an inflected adjective it is the noun (the adjective would be *militaire*); behind *een* what follows
    decides; bare it says how.
    """
    if tokens[at].text not in _words().qualities:
        return False
    before = tokens[at - 1].lower if at else ""
    if before in _OF_COMMON_GENDER or (before.endswith("e") and before not in _words().not_adjectives):
        return before not in _OF_COMMON_GENDER and _may_be_finite(before)
    if before not in _words().determiners:
        return True
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    classes = word_classes()
    closed = classes.prepositions | classes.coordinators | classes.subordinators | classes.maybe_subordinators
    verb = _may_be_finite(after) or verb_forms().get(after, Form(0)) & Form.PARTICIPLE
    return after.isalpha() and after not in closed and not verb


def _may_be_finite(word: str) -> bool:
    classes = word_classes()
    form = verb_forms().get(word, Form(0))
    return bool(form & (Form.PRESENT | Form.PAST)) or word in classes.perfect | classes.passive | classes.modal


def _reading(entry: Entry, words: str) -> _Reading:
    referent = entry.referent
    if isinstance(referent, RoleReading):
        return _role_reading(referent, entry.name)
    flags = {"famous"} if entry.famous else set()
    point = referent if isinstance(referent, (Country, KnownPlace)) else None
    return _Reading(
        kind=entry.kind,
        name=entry.name,
        country=entry.country,
        sectors=entry.sectors,
        flags=frozenset(flags),
        plural=entry.plural,
        common=entry.common,
        words=words,
        wikidata=None if isinstance(referent, (Country, KnownPlace, Seat)) else getattr(referent, "wikidata", None),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
    )


def _role_reading(reading: RoleReading, words: str, *, owner: _Reading | None = None) -> _Reading:
    return _Reading(
        kind=EntryKind.ROLE,
        name=words,
        sectors=reading.role.sectors,
        flags=_flags(reading.role),
        role=reading.role.lemma,
        plural=reading.plural,
        owner=owner,
    )


def _flags(role: RoleWord) -> frozenset[str]:
    names = ("government", "anonymous", "medium", "former", "spokesperson", "leader", "colleague", "country", "weak")
    return frozenset({role.kind.value, *(name for name in names if getattr(role, name))})


def _compound(tokens: Sequence[Token], at: int) -> _Piece | None:
    """A role as last part (*EU-ministers*, *Kremlinwoordvoerder*) or first part (*regering-Maduro*) of one word."""
    token = tokens[at]
    if not token.text[0].isalnum():
        return None
    before, hyphen, after = token.text.partition("-")
    if hyphen and (first := roles().read(before.lower())) and after[:1].isupper():
        return _Piece(at, at + 1, (_role_reading(first, token.text, owner=_looked_up(after)),))
    if hyphen and _looked_up(before, EntryKind.ADJECTIVE) and _looked_up(after, EntryKind.ADJECTIVE):
        second = _looked_up(after, EntryKind.ADJECTIVE)
        both = replace(_looked_up(before, EntryKind.ADJECTIVE) or _NOTHING, owner=second)
        return _Piece(at, at + 1, (both,))
    role = roles().read(token.lower)
    if role is None and (officer := _officer(tokens, at)):
        return _Piece(at, at + 1, (officer,))
    if role is None or (token.text[0].isupper() and not hyphen and at and not _named_head(token.text, role)):
        return None
    head, _, tail = token.text.rpartition("-")
    owner = _looked_up(head) if head and tail else _named_head(token.text, role)
    return _Piece(at, at + 1, (_role_reading(role, token.text, owner=owner),))


def _officer(tokens: Sequence[Token], at: int) -> _Reading | None:
    """A title that is no known word, of a known body, before a name: *VN-hulpcoördinator Martin Griffiths*."""
    head, hyphen, tail = tokens[at].text.rpartition("-")
    owner = _looked_up(head, EntryKind.ORGANISATION) if hyphen and tail.islower() else None
    if owner is None or not _is_name(tokens, at + 1):
        return None
    return _Reading(
        kind=EntryKind.ROLE,
        name=tokens[at].text,
        sectors=owner.sectors,
        flags=frozenset({"office"}),
        role=tail,
        owner=owner,
    )


def _named_head(word: str, role: RoleReading) -> _Reading | None:
    """The name before the head of a compound without hyphen: *Kremlin* in *Kremlinwoordvoerder*."""
    return _looked_up(word[: len(role.modifier)]) if role.modifier and word[0].isupper() else None


def _looked_up(name: str, kind: EntryKind | None = None) -> _Reading | None:
    entries = gazetteer().lookup(name)
    return next((_reading(entry, name) for entry in entries if kind is None or entry.kind is kind), None)


def _runs_on(piece: _Piece, unknown: int) -> bool:
    """Is a known single word only the beginning of a longer name (*Jordan Peterson*, *Paris Hilton*)?"""
    kinds = {reading.kind for reading in piece.readings}
    if unknown <= piece.last - piece.first or not kinds:
        return False
    return piece.last - piece.first == 1 and kinds <= {EntryKind.PLACE, EntryKind.SURNAME}


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or not tokens[at].text[-1].isalnum():
        return False
    text = tokens[at].text
    article, hyphen, rest = text.partition("-")
    return text[0].isupper() or bool(hyphen and article in _words().particles and rest[:1].isupper())


_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_NO_PART = frozenset({EntryKind.ADJECTIVE, EntryKind.COUNTRY, EntryKind.ROLE, EntryKind.METONYM, EntryKind.INHABITANT})


def _unknown(tokens: Sequence[Token], at: int, known: Mapping[int, _Piece]) -> int:
    """How many tokens from `at` on are a capitalised name; 0 where there is none."""
    words = _words()
    begins = _is_name(tokens, at) or (_INITIALS.fullmatch(tokens[at].text) and _is_name(tokens, at + 1))
    if not begins or (tokens[at].lower in words.determiners and _opens(tokens, at)):
        return 0
    end = at + 1
    while end < len(tokens):
        if end in known and (
            known[end].of(*_NO_PART) or (_is_famous(known[end]) and at in known and _is_famous(known[at]))
        ):
            break
        if _is_name(tokens, end) and tokens[end].start - tokens[end - 1].end == 1:
            end += 1
            continue
        if _INITIALS.fullmatch(tokens[end].text) and _is_name(tokens, end + 1):
            end += 2
            continue
        step = end
        while step < len(tokens) and step - end <= 2 and tokens[step].lower in words.particles:  # noqa: PLR2004 - *van der*
            step += 1
        if step == end or not _is_name(tokens, step) or not _particle_joins(tokens, at, end, step):
            break
        end = step + 1
    if _opens(tokens, at) and (
        end - at == 1
        or tokens[at].lower in words.openers
        or _known_name(tokens, at + 1, end)
        or _is_noun_before_name(tokens, at)
        or _is_verb_before_name(tokens, at, end)
    ):
        return 0  # a sentence's first word is capital for that reason alone
    return end - at


def _is_famous(piece: _Piece) -> bool:
    """Is a word the surname of somebody whom readers know by it alone (*ontmoette Macron Zelensky*: two of them)?"""
    return any(reading.kind is EntryKind.SURNAME and "famous" in reading.flags for reading in piece.readings)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Does a word open a sentence, or what is like one: behind a colon, a dash or a quotation mark?"""
    return at == 0 or not (tokens[at - 1].text[0].isalnum() or tokens[at - 1].text in {",", "'", "’", "("})


def _known_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Are the words behind a sentence's first word a name by themselves (*Werkt Iran niet mee*)?"""
    words = " ".join(token.text for token in tokens[first:last])
    return any(entry.kind is not EntryKind.SURNAME for entry in gazetteer().lookup(words))


def _is_noun_before_name(tokens: Sequence[Token], at: int) -> bool:
    """Does a noun open a sentence before a first name (*Vliegdekschip Gerald R. Ford*)? Long words are seldom names."""
    return (
        len(tokens[at].text) >= _NOUN_CHARS
        and tokens[at].text not in given_names()
        and tokens[at + 1].text in given_names()
    )


def _is_verb_before_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Does a finite verb open a sentence before a surname (*Blijft Trump bij zijn besluit, dan …*)?"""
    form = verb_forms().get(tokens[at].lower, Form(0))
    finite = bool(form & (Form.PRESENT | Form.PAST)) and not form & (Form.PARTICIPLE | Form.STEM)
    return finite and bool(gazetteer().lookup(" ".join(token.text for token in tokens[at + 1 : end])))


def _particle_joins(tokens: Sequence[Token], start: int, end: int, after: int) -> bool:
    """Is the word between two names part of a name (*Joke van Dam*), not a preposition (*Rutte van Nederland*)?"""
    between = {tokens[index].lower for index in range(end, after)}
    if end - start > 1 or any(names[0] == tokens[after].text for names in _words().departments):
        return False  # minister Jerin van Binnenlandse Zaken
    if tokens[start].text in given_names():
        return True  # Jan de Vries
    if between <= _words().inner:  # both words unknown: a Dutch surname more likely than an owner
        return between == {"van"} and not any(gazetteer().lookup(tokens[index].text) for index in (start, after))
    return not any(entry.kind is EntryKind.COUNTRY for entry in gazetteer().lookup(tokens[after].text))


_WHERE = frozenset({"in", "te", "nabij", "uit", "vanuit", "rond", "rondom"})
_PLACED = frozenset({EntryKind.PLACE, EntryKind.METONYM, EntryKind.COUNTRY})
_TOWNS = ("stad", "stadje", "steden", "plaats", "plaatsje", "dorp", "dorpje", "deelstaat", "provincie")


def _is_region(reading: _Reading) -> bool:
    known = places().by_name(reading.name, country=reading.country)
    return known is not None and known.kind is PlaceKind.REGION


_NOTHING = _Reading(kind=EntryKind.ADJECTIVE, name="")


# --- phrases


class _Builder:
    """Joins pieces of one sentence to phrases, from left to right."""

    def __init__(self, tokens: Sequence[Token], pieces: Sequence[_Piece], number: int) -> None:
        self.tokens, self.pieces, self.number = tokens, pieces, number
        self.words = _words()
        self.starts = {piece.first: index for index, piece in enumerate(pieces)}
        self.free = 0  # first token that no phrase has taken yet

    def build(self) -> Iterator[Phrase]:
        """The phrases, each taking the words that belong to it."""
        last: Phrase | None = None
        for index, piece in enumerate(self.pieces):
            if piece.first < self.free:
                continue
            phrase = self.phrase(index)
            if phrase is None:
                continue
            self._describe(last, phrase)
            self._possess(last, phrase)
            self._share(last, phrase)
            last = phrase
            self.free = phrase.tail
            yield phrase

    def _share(self, first: Phrase | None, second: Phrase) -> None:
        """*regering en oppositie van Venezuela*: both are of Venezuela."""
        if first is None or first.shape is not Shape.ROLE or second.shape is not Shape.ROLE:
            return
        between = [token.lower for token in self.tokens[first.tail : second.outer]]
        if between == ["en"] and first.country is None and first.owner is None and second.owner is not None:
            first.country, first.owner = second.country, second.owner

    def _possess(self, owner: Phrase | None, phrase: Phrase) -> None:
        """*Trumps gezant Richard Grenell*: the envoy acts, not his president, and has his country."""
        if owner is None or owner.shape not in _OWNERS or phrase.shape not in (Shape.ROLE, Shape.PERSON):
            return
        between = [token.lower for token in self.tokens[owner.tail : phrase.outer]]
        genitive = any(piece.genitive and piece.last == owner.last for piece in self.pieces)
        if genitive and (not between or (len(between) == 1 and between[0] in _GENITIVES)):
            owner.possessor = True
            phrase.country = phrase.country or owner.country
            phrase.owner = phrase.owner or owner

    def _describe(self, person: Phrase | None, phrase: Phrase) -> None:
        """*Sergej Lavrov, minister van Rusland*, *Franjo Tudjman van Kroatië*: the country behind a name."""
        if person is None or person.shape is not Shape.PERSON or person.country is not None:
            return
        between = [token.lower for token in self.tokens[person.tail : phrase.outer]]
        if (between == [","] and phrase.shape is Shape.ROLE) or (between == ["van"] and phrase.shape is Shape.COUNTRY):
            person.country = phrase.country
            person.sectors = person.sectors or phrase.sectors
            person.role = person.role or phrase.role

    def phrase(self, index: int) -> Phrase | None:
        """The phrase that begins with a piece."""
        piece = self.pieces[index]
        adjective = piece.of(EntryKind.ADJECTIVE)
        if adjective and not piece.of(EntryKind.COUNTRY, EntryKind.ORGANISATION, EntryKind.PERSON):
            return self._after_adjective(index, adjective)
        if (role := piece.of(EntryKind.ROLE)) and not self._is_body_by_name(piece):
            return self._role(index, role)
        return self._name(index)

    def _is_body_by_name(self, piece: _Piece) -> bool:
        """Is a word with a capital inside a sentence the name of a body (*de Veiligheidsraad*), not a description?"""
        organisation = piece.of(EntryKind.ORGANISATION)
        return organisation is not None and self.tokens[piece.first].text[0].isupper()

    # a nationality, then what it belongs to

    def _after_adjective(self, index: int, adjective: _Reading) -> Phrase:
        piece = self.pieces[index]
        following = self._next(index, adjectives=True)
        if following is not None:
            after = self.pieces[following]
            if role := after.of(EntryKind.ROLE):
                phrase = self._role(following, role, country=adjective, start=piece.first)
                phrase.outer = self._outer(piece.first)
                return phrase
            second = after.of(EntryKind.ADJECTIVE)
            if second is None and after.of(
                EntryKind.PERSON, EntryKind.SURNAME, EntryKind.ORGANISATION, EntryKind.MEDIUM
            ):
                phrase = self._name(following) or self._bare(index, adjective)
                if phrase.shape is not Shape.NATIONALITY:
                    phrase.country = phrase.country or adjective.country
                    phrase.outer = self._outer(piece.first)
                return phrase
            if second is None and not after.readings and after.first == piece.last:
                phrase = self._unknown(after, country=adjective.country)
                phrase.outer = self._outer(piece.first)
                return phrase
        return self._bare(index, adjective)

    def _bare(self, index: int, adjective: _Reading) -> Phrase:
        piece = self.pieces[index]
        return Phrase(
            sentence=self.number, first=piece.first, last=piece.last, outer=self._outer(piece.first), tail=piece.last,
            shape=Shape.NATIONALITY, name=adjective.name, country=adjective.country, sectors=("GOV",),
            determiner=self._determiner(piece.first), wikidata=adjective.wikidata,
        )  # fmt: skip

    # an office or a group, with its department, its owner and its name

    def _role(self, index: int, role: _Reading, *, country: _Reading | None = None, start: int | None = None) -> Phrase:
        piece = self.pieces[index]
        first = piece.first if start is None else start
        if start is None:
            first = self._with_adjectives(piece.first)
        phrase = Phrase(
            sentence=self.number, first=first, last=piece.last, outer=self._outer(first), tail=piece.last,
            shape=Shape.ROLE, name=self._said(first, piece.last), sectors=role.sectors, role=role.role,
            flags=role.flags, plural=role.plural, determiner=self._determiner(first),
            country=country.country if country else None,
        )  # fmt: skip
        owner = role.owner or self._joined(piece, role)
        if owner is not None:
            phrase.country = phrase.country or owner.country
            phrase.owner = self._entry_phrase(owner, piece.first, piece.last)
        phrase.tail = department = self._department(piece.last)
        self._take_owner(phrase, department=department > piece.last)
        self._take_name(phrase)
        behind = self._department(phrase.tail)  # minister Sergej Lavrov van Buitenlandse Zaken
        phrase.office = self._office(role, piece, (piece.last, department), (phrase.tail, behind))
        phrase.tail = behind
        return phrase

    def _joined(self, piece: _Piece, role: _Reading) -> _Reading | None:
        """Whose a listed compound is: *VN* of *VN-militairen*, *EU* of *EU-landen*."""
        head, hyphen, _ = self.tokens[piece.first].text.partition("-")
        return _looked_up(head) if hyphen and role.role and piece.last == piece.first + 1 else None

    def _office(self, role: _Reading, piece: _Piece, *spans: tuple[int, int]) -> str | None:
        """The office with the department that is part of its word, follows it, or follows the name."""
        word = self.tokens[piece.first].lower
        if office_title(word) != word:  # defensieminister
            return word
        for first, last in spans:
            if last > first and role.role:
                return f"{role.role} van {self._said(first + 1, last)}"
        return role.role

    def _department(self, at: int) -> int:
        """The end of *van Buitenlandse Zaken* behind an office at `at`."""
        if at >= len(self.tokens) or self.tokens[at].lower not in ("van", "voor", "op"):
            return at
        for names in self.words.departments:
            end = at + 1 + len(names)
            if tuple(token.text for token in self.tokens[at + 1 : end]) == names:
                return self._more_departments(end)
        return at

    def _more_departments(self, end: int) -> int:
        if end + 1 < len(self.tokens) and self.tokens[end].lower == "en":
            for names in self.words.departments:
                if tuple(token.text for token in self.tokens[end + 1 : end + 1 + len(names)]) == names:
                    return end + 1 + len(names)
        return end

    def _take_owner(self, phrase: Phrase, *, department: bool) -> None:
        """*de president van Rusland*, *een woordvoerder van de regering*, *de rechtbank in Den Haag*."""
        at = phrase.tail
        words = {"van", "bij", "namens", "in" if "body" in phrase.flags else "uit"}
        if at >= len(self.tokens) or self.tokens[at].lower not in words:
            return
        owner = self._owner(at + 1, department=department)
        located = self.tokens[at].lower in ("in", "uit")
        if self.tokens[at].lower == "uit" and phrase.determiner in _POSSESSIVE:
            return  # riep zijn gezant uit Moskou terug: he is not of Moskou
        if owner is None or (located and owner.shape not in (Shape.PLACE, Shape.SEAT, Shape.COUNTRY)):
            return
        phrase.owner = owner
        phrase.country = phrase.country or owner.country
        phrase.tail = owner.tail
        if phrase.plural and owner.shape is Shape.COUNTRY:
            self._take_more_owners(phrase, owner)

    def _owner(self, at: int, *, department: bool) -> Phrase | None:
        """The phrase behind *van*, its article and adjectives passed over."""
        if at < len(self.tokens) and self.tokens[at].lower in self.words.determiners:
            at += 1
        index = self.starts.get(self._skip_adjectives(at))
        if index is None:
            return None
        piece = self.pieces[index]
        adjective = piece.of(EntryKind.ADJECTIVE)
        if adjective and not piece.of(EntryKind.COUNTRY):
            owner = self._after_adjective(index, adjective)
            return owner if owner.shape is not Shape.NATIONALITY else None
        if role := piece.of(EntryKind.ROLE):
            return self._role(index, role) if not department or role.flags & {"government", "country"} else None
        return self._name(index)

    def _take_more_owners(self, phrase: Phrase, first: Phrase) -> None:
        """*de presidenten van Polen, Litouwen en Oekraïne*: every country behind a plural office."""
        owners = [first]
        while phrase.tail + 1 < len(self.tokens) and self.tokens[phrase.tail].lower in {",", "en"}:
            index = self.starts.get(phrase.tail + 1)
            country = self.pieces[index].of(EntryKind.COUNTRY) if index is not None else None
            if index is None or country is None:
                break
            owners.append(self._entry_phrase(country, self.pieces[index].first, self.pieces[index].last))
            phrase.tail = self.pieces[index].last
        phrase.owners = tuple(owners) if len(owners) > 1 else ()

    def _take_name(self, phrase: Phrase) -> None:
        """The name behind an office: *premier Mark Rutte*, *de president, Nicolás Maduro,*, *oud-premiers John …*."""
        at = phrase.tail
        comma = at < len(self.tokens) and self.tokens[at].text == ","
        index = self.starts.get(at + 1 if comma else at)
        if (
            index is None
            or (comma and phrase.plural)
            or not self._may_be_named(phrase, self.pieces[index], comma=comma)
        ):
            return
        named = self._name(index)
        if named is None:
            return
        if named.shape in (Shape.UNKNOWN, Shape.PLACE) and _takes_any_name(phrase):
            named.shape = Shape.PERSON
        if named.shape is Shape.PLACE:
            return
        if named.shape is Shape.UNKNOWN:
            named.shape = Shape.ORGANISATION
        self._named(phrase, named)

    @staticmethod
    def _may_be_named(phrase: Phrase, piece: _Piece, *, comma: bool) -> bool:
        """May the words behind a description be the name of what it describes?"""
        if piece.of(EntryKind.COUNTRY, EntryKind.METONYM, EntryKind.ADJECTIVE, EntryKind.ROLE):
            return False
        person = piece.of(EntryKind.PERSON, EntryKind.SURNAME)
        several_words = not piece.readings and piece.last - piece.first > 1
        if comma or phrase.plural:
            return several_words or (person is not None and person.kind is EntryKind.PERSON)
        known = piece.of(EntryKind.ORGANISATION) is not None and "body" in phrase.flags
        return person is not None or known or not piece.readings or "medium" in phrase.flags or _takes_any_name(phrase)

    @staticmethod
    def _named(phrase: Phrase, named: Phrase) -> None:
        phrase.first, phrase.last, phrase.tail = named.first, named.last, named.tail
        phrase.shape, phrase.name, phrase.wikidata = named.shape, named.name, named.wikidata
        phrase.surname_only = named.surname_only
        phrase.country = named.country or phrase.country
        phrase.surname = named.surname
        if named.surname_only and named.shape is Shape.PERSON and _is_surname(named.name):
            phrase.surname = named.surname or named.name  # an office tells that a doubtful one is a name: *premier Kok*
        phrase.sectors = phrase.sectors or named.sectors
        phrase.plural = False
        if named.shape is Shape.ORGANISATION:
            phrase.sectors = named.sectors or phrase.sectors
            phrase.medium = named.medium or "medium" in phrase.flags

    # names

    def _name(self, index: int) -> Phrase | None:
        piece = self.pieces[index]
        if not piece.readings:
            return self._unknown(piece)
        entry = self._homonym(index, self._best(piece, self.tokens[piece.first - 1].lower if piece.first else ""))
        if entry.kind is EntryKind.METONYM:  # a capital lies where it lies, not in the middle of its country
            place = piece.of(EntryKind.PLACE)
            entry = replace(entry, lat=place.lat if place else None, lon=place.lon if place else None)
        return self._entry_phrase(entry, piece.first, piece.last)

    @staticmethod
    def _best(piece: _Piece, before: str) -> _Reading:
        """The reading that comes first; a place goes before a surname where the word before says so (*in Luik*)."""
        nearer = piece.of(EntryKind.COUNTRY, EntryKind.ORGANISATION, EntryKind.PERSON, EntryKind.METONYM)
        if before in _WHERE and nearer is None and (place := piece.of(EntryKind.PLACE)) is not None:
            return place
        order = (
            EntryKind.COUNTRY, EntryKind.ORGANISATION, EntryKind.PERSON, EntryKind.METONYM, EntryKind.SURNAME,
            EntryKind.INHABITANT, EntryKind.PLACE, EntryKind.ADJECTIVE, EntryKind.ROLE, EntryKind.MEDIUM,
        )  # fmt: skip
        return min(piece.readings, key=lambda entry: order.index(entry.kind))

    def _homonym(self, index: int, entry: _Reading) -> _Reading:
        """*Hyderabad in Pakistan*, *het Amerikaanse Odessa*: the place of that name in the country beside it."""
        country = self._country_beside(index) if entry.kind in _PLACED else None
        if country is None or country == entry.country:
            return entry
        piece = self.pieces[index]
        name = self._said(piece.first, piece.last)
        known = places().by_name(name, country=country)
        found = known if known is not None and known.country == country else None
        if found is None and entry.kind is EntryKind.COUNTRY:
            return entry
        point = {"lat": found.lat, "lon": found.lon} if found else {"lat": None, "lon": None}
        return _Reading(kind=EntryKind.PLACE, name=name, country=country, words=entry.words, **point)

    def _country_beside(self, index: int) -> str | None:
        """The country that an adjective before a place, or a country or region behind it, tells it to lie in."""
        piece = self.pieces[index]
        before = self.pieces[index - 1] if index else None
        if before is not None and before.last == piece.first and before.first:
            adjective = before.of(EntryKind.ADJECTIVE)
            if adjective is not None and self.tokens[before.first - 1].lower == "het":
                return adjective.country
        if index + 1 == len(self.pieces):
            return None
        following = self.pieces[index + 1]
        gap = [token.lower for token in self.tokens[piece.last : following.first]]
        if gap in (["in"], ["("]):
            where = following.of(EntryKind.COUNTRY) or following.of(EntryKind.PLACE)
            region = where is not None and where.kind is EntryKind.PLACE and _is_region(where)
            return where.country if where is not None and (where.kind is EntryKind.COUNTRY or region) else None
        if len(gap) == 2 and gap[0] == "," and gap[1] in self.words.determiners:  # noqa: PLR2004 - *, de Libanese*
            adjective = following.of(EntryKind.ADJECTIVE)
            kind = self.tokens[following.last].lower if following.last < len(self.tokens) else ""
            return adjective.country if adjective is not None and kind.endswith(_TOWNS) else None
        return None

    def _entry_phrase(self, entry: _Reading, first: int, last: int) -> Phrase:
        shape = {
            EntryKind.COUNTRY: Shape.COUNTRY,
            EntryKind.METONYM: Shape.SEAT,
            EntryKind.PLACE: Shape.PLACE,
            EntryKind.PERSON: Shape.PERSON,
            EntryKind.SURNAME: Shape.PERSON,
            EntryKind.ORGANISATION: Shape.ORGANISATION,
            EntryKind.MEDIUM: Shape.ORGANISATION,
            EntryKind.INHABITANT: Shape.PEOPLE,
            EntryKind.ADJECTIVE: Shape.NATIONALITY,
            EntryKind.ROLE: Shape.ROLE,
        }[entry.kind]
        surname = entry.kind is EntryKind.SURNAME  # whose it is, the whole text tells (`coref`)
        return Phrase(
            sentence=self.number, first=first, last=last, outer=self._outer_of_name(first, last, shape), tail=last,
            shape=shape, name=entry.name, country=None if surname else entry.country,
            sectors=() if surname else entry.sectors, wikidata=None if surname else entry.wikidata,
            surname=entry.words if surname else "", flags=entry.flags, plural=entry.plural,
            determiner=self._determiner(first), medium=entry.medium, lat=entry.lat, lon=entry.lon,
            surname_only=surname, dateline=self._is_dateline(first, last),
        )  # fmt: skip

    def _unknown(self, piece: _Piece, *, country: str | None = None) -> Phrase:
        said = self._said(piece.first, piece.last)
        parts = said.split()
        organisation = any(part.lower() in self.words.organisation_heads for part in parts) or (
            len(parts) == 1 and said.isupper() and len(said) <= _ACRONYM_CHARS
        )
        shape = Shape.ORGANISATION if organisation else Shape.PERSON if len(parts) > 1 else Shape.UNKNOWN
        return Phrase(
            sentence=self.number, first=piece.first, last=piece.last, outer=self._outer(piece.first), tail=piece.last,
            shape=shape, name=said, country=country, determiner=self._determiner(piece.first),
            surname_only=len(parts) == 1, dateline=self._is_dateline(piece.first, piece.last),
        )  # fmt: skip

    # words around

    def _said(self, first: int, last: int) -> str:
        return " ".join(token.text for token in self.tokens[first:last])

    def _is_dateline(self, first: int, last: int) -> bool:
        """*WASHINGTON –* or *BRUSSEL (ANP)* at the head of a sentence: where the report was written."""
        if first != 0 or last >= len(self.tokens) or not self.tokens[0].text.isupper():
            return False
        return self.tokens[last].text in ("–", "-", "—", "(")

    def _outer(self, first: int) -> int:
        at = first
        while at > self.free and first - at < _MAX_ADJECTIVES + 1:
            word = self.tokens[at - 1].lower
            if word in self.words.determiners:
                return at if word == "het" and self._is_many(first) else at - 1
            if not (self._is_adjective(at - 1) or _counts(word)):
                return at
            at -= 1
        return at if at == first else self._without_strays(at, first)

    def _is_many(self, first: int) -> bool:
        """*dat het Koerdische dorpen beschoot*: is the noun a plural, so that *het* is no article?"""
        return any(token.text.islower() and is_many(token.text) for token in self.tokens[first : first + 2])

    def _outer_of_name(self, first: int, last: int, shape: Shape) -> int:
        """*dat het Oekraïne aanviel*: a name of one word that takes no article leaves *het* to be a pronoun."""
        outer = self._outer(first)
        bare = shape in (Shape.PLACE, Shape.PERSON, Shape.COUNTRY) and last - first == 1
        alone = bare and first - outer == 1 and self.tokens[outer].lower == "het"
        return first if alone and self.tokens[first].lower not in self.words.neuter_names else outer

    def _without_strays(self, at: int, first: int) -> int:
        return at if self._is_adjective(at) or _counts(self.tokens[at].lower) else first

    def _determiner(self, first: int) -> str:
        outer = self._outer(first)
        word = self.tokens[outer].lower
        return word if outer < first and word in self.words.determiners else ""

    def _is_adjective(self, at: int) -> bool:
        token = self.tokens[at]
        if token.lower in self.words.adjectives:
            return True
        return (
            token.text[0].islower()
            and len(token.text) >= _ADJECTIVE_CHARS
            and token.lower.endswith("e")
            and token.lower not in self.words.not_adjectives
            and not self._is_past_tense(at)
        )

    def _is_past_tense(self, at: int) -> bool:
        """Is a word a verb (*De politie veroordeelde betogers*), not a participle (*de veroordeelde betogers*)?"""
        form = verb_forms().get(self.tokens[at].lower, Form(0))
        if not form & Form.PAST:
            return False
        return not (form & Form.INFLECTED and at and self.tokens[at - 1].lower in self.words.determiners)

    def _with_adjectives(self, first: int) -> int:
        at = first
        while at > self.free and first - at < _MAX_ADJECTIVES and self._is_adjective(at - 1):
            at -= 1
        return at

    def _skip_adjectives(self, at: int) -> int:
        end = at
        while (
            end < len(self.tokens) and end - at < _MAX_ADJECTIVES and end not in self.starts and self._is_adjective(end)
        ):
            end += 1
        return end if end in self.starts else at

    def _next(self, index: int, *, adjectives: bool) -> int | None:
        """The piece behind this one, adjectives between them passed over."""
        last = self.pieces[index].last
        at = self._skip_adjectives(last) if adjectives else last
        return self.starts.get(at)


def _counts(word: str) -> bool:
    """Is a word a number: *1.400*, *twaalf*, *tienduizenden*?"""
    return word[0].isdigit() or word in _words().counting or word.endswith(("honderd", "duizend", "duizenden"))


def _takes_any_name(phrase: Phrase) -> bool:
    """Is the phrase about one person, so that a capitalised word behind it is a name of a person?"""
    return "body" not in phrase.flags and "group" not in phrase.flags
