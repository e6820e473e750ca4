"""Decides to whom the phrases of one text refer, inside that text.

*Lavrov* is the Sergej Lavrov named before; *de president* the president named last; *het land* the country spoken of;
*de regering* that country's government. Reads the text once, from beginning to end, and never looks ahead except for
a full name in the same text. Invariant: a phrase that could be several parties gets none, or what its words alone say.
Left out: who is who across texts (`memory`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kroniek.language.names import Phrase, Shape
from kroniek.lexicon.actors import Actor, ActorKind, actors
from kroniek.lexicon.countries import countries
from kroniek.lexicon.frames import verb_forms
from kroniek.lexicon.gazetteer import EntryKind, gazetteer
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.offices import office_holder
from kroniek.model.actor import Party
from kroniek.model.analysis import Mention, MentionKind, Sentence, Token
from kroniek.model.text import Document, Quote
from kroniek.strings.fold import fold

_FOCUS_SENTENCES = 3  # a country named longer ago is not what *de regering* means without a name
_FOCUS_MENTIONS = 100  # more do not stand in so many sentences of prose; keeps the work linear in the text

_KINDS = {
    Shape.COUNTRY: MentionKind.LOCATION,
    Shape.SEAT: MentionKind.LOCATION,
    Shape.PLACE: MentionKind.LOCATION,
    Shape.PERSON: MentionKind.PERSON,
    Shape.ORGANISATION: MentionKind.ORGANISATION,
    Shape.UNKNOWN: MentionKind.ORGANISATION,
    Shape.PEOPLE: MentionKind.DEMONYM,
    Shape.ROLE: MentionKind.GROUP,
    Shape.NATIONALITY: MentionKind.NATIONALITY,
}


@dataclass(frozen=True, slots=True)
class _Words:
    third_singular: frozenset[str]
    third_feminine: frozenset[str]
    plural: frozenset[str]
    plural_verbs: frozenset[str]
    vague: frozenset[str]
    impersonal: frozenset[str]
    own_country: tuple[tuple[str, ...], ...]
    both: tuple[tuple[str, ...], ...]


@cache
def _words() -> _Words:
    table = read_toml("nl/phrases.toml")

    def split(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(words.split()) for words in table[name]), key=lambda words: (-len(words), words)))

    return _Words(
        third_singular=frozenset(table["third_singular"]),
        third_feminine=frozenset(table["third_feminine"]),
        plural=frozenset(table["plural"]),
        plural_verbs=frozenset(table["plural_verbs"]),
        vague=frozenset(table["vague_determiners"]),
        impersonal=frozenset(table["impersonal"]),
        own_country=split("own_country"),
        both=split("both"),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody named so far: the party without its words, its role, and the sentence that named it last."""

    party: Party
    role: str | None
    sentence: int


@dataclass(slots=True)
class _Memory:
    """What the text has named so far, the latest last."""

    persons: dict[str, _Known] = field(default_factory=dict)  # by folded surname
    last_person: _Known | None = None
    recent: list[tuple[int, str]] = field(default_factory=list)  # (sentence, country code)
    counts: Counter[str] = field(default_factory=Counter)  # how often each country was named
    last_group: _Known | None = None
    first_persons: dict[int, _Known] = field(default_factory=dict)  # the first person named in each sentence
    roles: dict[str, _Known] = field(default_factory=dict)


def mentions(
    document: Document, sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]]
) -> tuple[Mention, ...]:
    """The mentions of a text in text order; `phrases` holds one sequence for every sentence."""
    return tuple(_Resolver(document, phrases).run(sentences))


class _Resolver:
    """Walks through the sentences and keeps what was named."""

    def __init__(self, document: Document, phrases: Sequence[Sequence[Phrase]]) -> None:
        self.text = document.text
        self.day = document.published.anchor if document.published else None
        self.phrases = phrases
        self.memory = _Memory()
        self.words = _words()
        self.full_names = _full_names(phrases)
        self.countries = frozenset(
            phrase.country
            for sentence in phrases
            for phrase in sentence
            if phrase.country and phrase.shape in (Shape.COUNTRY, Shape.SEAT, Shape.NATIONALITY, Shape.ROLE)
        )

    def run(self, sentences: Sequence[Sentence]) -> Iterator[Mention]:
        for number, sentence in enumerate(sentences):
            yield from sorted(self._sentence(number, sentence.tokens), key=lambda mention: (mention.start, mention.end))

    def _sentence(self, number: int, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The mentions of a sentence, read from left to right: a pronoun never refers to what comes behind it."""
        starts = {phrase.first: phrase for phrase in self.phrases[number]}
        several: dict[int, list[Phrase]] = {}
        for phrase in self.phrases[number]:
            several.setdefault(phrase.first, []).append(phrase)
        taken = {index for phrase in self.phrases[number] for index in range(phrase.outer, phrase.tail)}
        at = 0
        while at < len(tokens):
            if at in starts:
                for phrase in several[at]:
                    yield from self._both(phrase, tokens) or self._one(phrase, tokens)
            length = 0 if at in taken else self._collective_at(tokens, at)
            if length:
                yield from self._collective(tokens, at, length, number)
            elif at not in taken and (mention := self._pronoun(tokens, at, number)):
                yield mention
            at += length or 1

    # phrases

    def _mention(self, phrase: Phrase, tokens: Sequence[Token]) -> Mention | None:
        if phrase.shape is Shape.ROLE and "weak" in phrase.flags and not (phrase.country or phrase.owner):
            several = phrase.plural or "group" in phrase.flags
            counted = several and phrase.outer < phrase.first and tokens[phrase.first - 1].lower not in _words().vague
            if not counted:
                return None
        quote = Quote.of(self.text, tokens[phrase.first].start, tokens[phrase.last - 1].end)
        party = self._party(phrase, quote)
        self._remember(phrase, party)
        place = phrase.shape in (Shape.COUNTRY, Shape.SEAT, Shape.PLACE)
        return Mention(
            start=quote.start,
            end=quote.end,
            outer=tokens[phrase.outer].start,
            kind=_KINDS[phrase.shape],
            party=party,
            anonymous="anonymous" in phrase.flags and phrase.shape is Shape.ROLE,
            medium=phrase.medium or ("medium" in phrase.flags and phrase.shape is not Shape.PERSON),
            plural=phrase.plural,
            can_act=not (phrase.dateline or phrase.possessor) and phrase.shape not in (Shape.PLACE, Shape.NATIONALITY),
            is_place=place,
            lat=phrase.lat,
            lon=phrase.lon,
        )

    def _one(self, phrase: Phrase, tokens: Sequence[Token]) -> list[Mention]:
        mention = self._mention(phrase, tokens)
        return [mention] if mention is not None else []

    def _both(self, phrase: Phrase, tokens: Sequence[Token]) -> list[Mention]:
        """One mention for each party of *beide staatshoofden*; empty for other phrases."""
        words = {token.lower for token in tokens[phrase.outer : phrase.last]}
        if phrase.shape is not Shape.ROLE or not phrase.plural:
            return []
        if not phrase.owners:
            if phrase.country or not words & {"beide", "twee"}:
                return []
            if not phrase.flags & {"country", "government", "office"}:
                return []
        quote = Quote.of(self.text, tokens[phrase.first].start, tokens[phrase.last - 1].end)
        outer = tokens[phrase.outer].start
        return [
            Mention(start=quote.start, end=quote.end, outer=outer, kind=MentionKind.GROUP, party=party, plural=True)
            for party in self._several(phrase, quote)
        ]

    def _party(self, phrase: Phrase, quote: Quote) -> Party | None:
        if phrase.shape in (Shape.COUNTRY, Shape.SEAT, Shape.NATIONALITY):
            return self._government(phrase.country, quote, sectors=phrase.sectors) or _named(phrase, quote)
        if phrase.shape in (Shape.PERSON, Shape.UNKNOWN):
            return self._person(phrase, quote)
        if phrase.shape is Shape.ROLE:
            return self._role(phrase, quote)
        if phrase.shape is Shape.PEOPLE:
            return Party(
                name=_bare(quote.text), quote=quote, country=phrase.country, sectors=phrase.sectors or ("CVL",)
            )
        return _named(phrase, quote)

    def _government(self, code: str | None, quote: Quote, *, sectors: tuple[str, ...] = ()) -> Party | None:
        country = countries().by_code(code) if code else None
        if country is None:
            return None
        return Party(name=country.name, quote=quote, country=country.code, sectors=sectors or ("GOV",))

    def _person(self, phrase: Phrase, quote: Quote) -> Party | None:
        known = self.memory.persons.get(_surname(phrase.name)) or self.full_names.get(_surname(phrase.name))
        if phrase.surname_only and known:
            return Party(
                name=known.party.name, quote=quote, country=known.party.country or phrase.country,
                sectors=known.party.sectors or phrase.sectors, wikidata=known.party.wikidata,
            )  # fmt: skip
        if (
            phrase.surname_only
            and phrase.shape is Shape.PERSON
            and phrase.role is None
            and "famous" not in phrase.flags
        ):
            if phrase.country is None or phrase.country in self.countries:
                return _named(phrase, quote)  # a text that speaks of Burundi means its Buyoya
            return None
        if (
            phrase.surname_only
            and phrase.shape is Shape.PERSON
            and phrase.role is None
            and (alone := self._in_office(quote))
        ):
            return _party_of(alone, quote, self.day)
        party = self._dated(_named(phrase, quote))
        if known and known.party.name == party.name:
            party = Party(
                name=party.name, quote=quote, country=party.country or known.party.country,
                sectors=party.sectors or known.party.sectors, wikidata=party.wikidata or known.party.wikidata,
            )  # fmt: skip
        return party

    def _in_office(self, quote: Quote) -> Actor | None:
        """The one famous person of a bare surname who held an office on the day of publication."""
        if self.day is None:
            return None
        found = [
            entry.referent
            for entry in gazetteer().lookup(quote.text)
            if entry.kind is EntryKind.SURNAME and entry.famous and isinstance(entry.referent, Actor)
        ]
        held = [actor for actor in found if actor.standing(self.day).office is not None]
        return held[0] if len(held) == 1 and len(found) > 1 else None

    def _dated(self, party: Party) -> Party:
        """A known person with country and sectors of the day of publication: who left office is no government."""
        if self.day is None:
            return party
        known = [actor for actor in actors().by_name(party.name) if actor.kind is ActorKind.PERSON]
        if len(known) != 1 or (party.country and known[0].country != party.country):
            return party
        return _party_of(known[0], party.quote, self.day)

    def _role(self, phrase: Phrase, quote: Quote) -> Party | None:
        owner = phrase.owner
        if "country" in phrase.flags:
            return self._same_country(phrase, quote)
        if owner is not None and owner.shape is Shape.ORGANISATION and not phrase.flags & {"body", "group"}:
            return Party(name=owner.name, quote=quote, country=owner.country, sectors=owner.sectors or phrase.sectors)
        country = phrase.country or (owner.country if owner else None)
        if country is None and (same := self._same_role(phrase)):
            return Party(
                name=same.party.name, quote=quote, country=same.party.country, sectors=same.party.sectors,
                wikidata=same.party.wikidata,
            )  # fmt: skip
        if country is None and self._is_of_the_country(phrase):
            country = self._focus(phrase.sentence)
        if _stands_for_government(phrase):
            holder = self._holder(phrase, country)
            if holder is not None:
                return Party(name=holder, quote=quote, country=country, sectors=phrase.sectors)
            if government := self._government(country, quote, sectors=phrase.sectors):
                return government
        return Party(name=_bare(quote.text), quote=quote, country=country, sectors=phrase.sectors)

    @staticmethod
    def _is_of_the_country(phrase: Phrase) -> bool:
        """Does a description without a country mean that of the country spoken of: *de regering*?"""
        if _is_of_many(phrase) or phrase.determiner == "een":
            return False
        return bool(phrase.determiner or phrase.flags & {"government", "body"})

    def _holder(self, phrase: Phrase, country: str | None) -> str | None:
        """Who held the office on the day of publication; None for groups, bodies, and where it is not known."""
        if country is None or phrase.plural or phrase.role is None or self.day is None:
            return None
        if phrase.flags & {"body", "group", "former"} or phrase.determiner == "een":
            return None
        return office_holder(phrase.role, country, self.day)

    def _several(self, phrase: Phrase, quote: Quote) -> Iterator[Party]:
        """*de presidenten van Polen en Litouwen*; *beide staatshoofden*: the two countries named last."""
        codes = [owner.country for owner in phrase.owners] or list(_last_two(self.memory.recent))
        for code in codes:
            if party := self._government(code, quote, sectors=phrase.sectors):
                yield party

    def _same_country(self, phrase: Phrase, quote: Quote) -> Party | None:
        if phrase.plural or phrase.country:
            return self._government(phrase.country, quote)
        return self._government(self._focus(phrase.sentence), quote)

    def _same_role(self, phrase: Phrase) -> _Known | None:
        """The person named last with this role: *de president* after *president Maduro*."""
        if phrase.plural or phrase.role is None or phrase.determiner == "een":
            return None
        return self.memory.roles.get(phrase.role)

    def _focus(self, sentence: int) -> str | None:
        """The country spoken of: of those named just before, the one that the text names most."""
        latest = reversed(self.memory.recent[-_FOCUS_MENTIONS:])
        near = [code for number, code in latest if sentence - number <= _FOCUS_SENTENCES]
        counts = self.memory.counts
        return max(dict.fromkeys(near), key=lambda code: counts[code], default=None)

    def _remember(self, phrase: Phrase, party: Party | None) -> None:
        if party is None:
            return
        memory = self.memory
        known = _Known(party=party, role=phrase.role, sentence=phrase.sentence)
        if phrase.shape is Shape.PERSON:
            memory.persons[_surname(party.name)] = known
            if phrase.sentence not in memory.first_persons:
                memory.first_persons[phrase.sentence] = known
                memory.last_person = known
            if phrase.role:
                memory.roles[phrase.role] = known
        elif phrase.plural or phrase.shape is Shape.PEOPLE:
            memory.last_group = known
        if party.country and countries().by_code(party.country) and not phrase.medium:
            memory.recent.append((phrase.sentence, party.country))
            memory.counts[party.country] += 1

    # pronouns and *beide landen*

    def _collective_at(self, tokens: Sequence[Token], at: int) -> int:
        return _phrase_at(tokens, at, self.words.both) or _phrase_at(tokens, at, self.words.own_country)

    def _collective(self, tokens: Sequence[Token], at: int, length: int, number: int) -> Iterator[Mention]:
        quote = Quote.of(self.text, tokens[at].start, tokens[at + length - 1].end)
        words = tuple(token.lower for token in tokens[at : at + length])
        if words in self.words.both:
            for code in _last_two(self.memory.recent):
                if party := self._government(code, quote):
                    yield _pronoun(quote, party, plural=True)
            return
        if party := self._government(self._focus(number), quote):
            yield _pronoun(quote, party, plural=False)

    def _person_meant(self, number: int) -> _Known | None:
        """Whom *hij* means: the first person of the nearest sentence that names one, which is mostly its subject."""
        return self.memory.first_persons.get(number) or self.memory.last_person

    def _country_meant(self, tokens: Sequence[Token], at: int, number: int) -> Mention:
        """*Het sleepte Rusland voor het hof*: the only country of this sentence so far, else the one spoken of."""
        quote = Quote.of(self.text, tokens[at].start, tokens[at].end)
        here = {code for sentence, code in self.memory.recent[-len(tokens) :] if sentence == number}
        code = here.pop() if len(here) == 1 else self._focus(number)
        return _pronoun(quote, self._government(code, quote), plural=False)

    def _is_reported(self, tokens: Sequence[Token], at: int, number: int) -> bool:
        """*Rusland zegt dat het zijn troepen terugtrekt*: no article, and the country named in this sentence."""
        if not at or at + 1 >= len(tokens) or tokens[at - 1].lower not in {"dat", "of"}:
            return False
        following = tokens[at + 1]
        article = following.lower not in {"zijn", "haar", "de", "een"} and not following.text[0].isupper()
        return not article and bool(self.memory.recent) and self.memory.recent[-1][0] == number

    def _pronoun(self, tokens: Sequence[Token], at: int, number: int) -> Mention | None:
        word = tokens[at].lower
        if word == "het" and (_acts(tokens, at, self.words.impersonal) or self._is_reported(tokens, at, number)):
            return self._country_meant(tokens, at, number)
        if word in self.words.third_singular:
            known = self._person_meant(number)
        elif word in self.words.plural or word in self.words.third_feminine:
            known = (
                self.memory.last_group
                if _is_plural(tokens, at, self.words.plural_verbs)
                else self._person_meant(number)
            )
        else:
            return None
        quote = Quote.of(self.text, tokens[at].start, tokens[at].end)
        if known is None:
            return _pronoun(quote, None, plural=False)
        party = Party(
            name=known.party.name, quote=quote, country=known.party.country, sectors=known.party.sectors,
            wikidata=known.party.wikidata,
        )  # fmt: skip
        return _pronoun(quote, party, plural=False)


def _last_two(recent: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The two countries named last, in the order in which they were first named of late; none where only one was."""
    latest = recent[-1][1] if recent else ""
    before = next((code for _, code in reversed(recent) if code != latest), None)
    return (before, latest) if before is not None else ()


def _full_names(phrases: Sequence[Sequence[Phrase]]) -> dict[str, _Known]:
    """Persons by surname as the whole text names them in full; a surname of two persons is left out."""
    found: dict[str, _Known] = {}
    several: set[str] = set()
    for phrase in (phrase for sentence in phrases for phrase in sentence):
        if phrase.shape is not Shape.PERSON or phrase.surname_only:
            continue
        surname = _surname(phrase.name)
        earlier = found.get(surname)
        if earlier and fold(earlier.party.name) != fold(phrase.name):
            several.add(surname)
        if earlier is None or (phrase.country and not earlier.party.country):
            party = Party(name=phrase.name, country=phrase.country, sectors=phrase.sectors, wikidata=phrase.wikidata)
            found[surname] = _Known(party=party, role=phrase.role, sentence=phrase.sentence)
    return {surname: known for surname, known in found.items() if surname not in several}


def _acts(tokens: Sequence[Token], at: int, impersonal: frozenset[str]) -> bool:
    """Does *Het* open its sentence before a finite verb that somebody does (not *Het regende*, *Het gaat om*)?"""
    if at or len(tokens) < 2:  # noqa: PLR2004 - the pronoun and its verb
        return False
    form = verb_forms().get(tokens[1].lower, Form(0))
    return form.may_be_finite and not form & Form.PLURAL and tokens[1].lower not in impersonal


def _surname(name: str) -> str:
    return fold(name.rsplit(maxsplit=1)[-1])


def _bare(words: str) -> str:
    return " ".join(words.split())


def _party_of(actor: Actor, quote: Quote | None, day: date | None) -> Party:
    """A known person as a party, coded as on that day."""
    standing = actor.standing(day) if day else None
    return Party(
        name=actor.name,
        quote=quote,
        country=standing.country if standing else actor.country,
        sectors=standing.sectors if standing else actor.sectors,
        wikidata=actor.wikidata,
    )


def _named(phrase: Phrase, quote: Quote) -> Party:
    return Party(
        name=phrase.name, quote=quote, country=phrase.country, sectors=phrase.sectors, wikidata=phrase.wikidata
    )


def _is_of_many(phrase: Phrase) -> bool:
    """Is a description that of many countries at once: *het Westen*, *de internationale gemeenschap*?"""
    return bool(phrase.role and phrase.role[0].isupper()) or "IGO" in phrase.sectors


def _stands_for_government(phrase: Phrase) -> bool:
    """Does the description mean the government: *de regering*, *functionarissen*, *Kremlinwoordvoerder*?"""
    if "government" in phrase.flags:
        return True
    if "spokesperson" in phrase.flags and phrase.owner and phrase.owner.shape in (Shape.SEAT, Shape.COUNTRY):
        return True
    return "GOV" in phrase.sectors and "former" not in phrase.flags


def _phrase_at(tokens: Sequence[Token], at: int, options: Sequence[tuple[str, ...]]) -> int:
    for option in options:
        if tuple(token.lower for token in tokens[at : at + len(option)]) == option:
            return len(option)
    return 0


def _is_plural(tokens: Sequence[Token], at: int, verbs: frozenset[str]) -> bool:
    """Is *ze* plural? Told by the verb beside it."""
    beside = [tokens[index].lower for index in (at - 1, at + 1) if 0 <= index < len(tokens)]
    return any(word in verbs or (word.endswith("en") and len(word) > 4) for word in beside)  # noqa: PLR2004


def _pronoun(quote: Quote, party: Party | None, *, plural: bool) -> Mention:
    return Mention(
        start=quote.start, end=quote.end, outer=quote.start, kind=MentionKind.PRONOUN, party=party, plural=plural
    )
