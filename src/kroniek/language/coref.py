"""Decides to whom the phrases of one text refer, inside that text.

*Lavrov* is the Sergej Lavrov named before; *de president* the president named last; *het land* the country spoken of;
*de regering* that country's government. Reads the text once, from beginning to end, and never looks ahead except for
a full name in the same text. Invariant: a phrase that could be several parties gets none, or what its words alone say.
Left out: who is who across texts (`memory`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from kroniek.language import pronouns
from kroniek.language.antecedents import Antecedent, Antecedents
from kroniek.language.focus import Focus
from kroniek.language.linking import Context, link, most_named, remark
from kroniek.language.names import Phrase, Shape
from kroniek.lexicon.actors import Actor, actors, roles
from kroniek.lexicon.countries import countries
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.offices import office_holder, office_title
from kroniek.model.actor import Party
from kroniek.model.analysis import Mention, MentionKind, Sentence, Token
from kroniek.model.text import Document, Quote
from kroniek.strings.fold import fold

_YEAR_CHARS = 4
_COMPATRIOT_SENTENCES = 5  # how far back somebody was named whom *de Rus* takes up
_BODY_SENTENCES = 8  # how far back a body was named that *de rebellen* take up
_SEAT_SENTENCES = 3  # how far back what is said tells which power a seat of two stands for

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
    vague: frozenset[str]
    former: frozenset[str]
    not_yet: frozenset[str]
    elected_how: frozenset[str]
    of_another_time: frozenset[str]
    two_powers: dict[str, tuple[str, str]]
    no_state: frozenset[str]
    takes_up: dict[str, frozenset[str]]
    openers: frozenset[str]  # what the collectives begin with
    own_country: tuple[tuple[str, ...], ...]
    both: tuple[tuple[str, ...], ...]
    persons_too: frozenset[tuple[str, ...]]


@cache
def _words() -> _Words:
    table = read_toml("nl/phrases.toml")

    def split(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(words.split()) for words in table[name]), key=lambda words: (-len(words), words)))

    own_country, both = split("own_country"), split("both")
    return _Words(
        vague=frozenset(table["vague_determiners"]),
        former=frozenset(table["former"]),
        not_yet=frozenset(table["not_yet"]),
        elected_how=frozenset(table["elected_how"]),
        of_another_time=frozenset(table["of_another_time"]),
        own_country=own_country,
        both=both,
        persons_too=frozenset(split("persons_too")),
        no_state=frozenset(table["no_state"]),
        takes_up={word: frozenset(sectors) for word, sectors in table["takes_up"].items()},
        two_powers={word: (codes[0], codes[1]) for word, codes in table["two_powers"].items()},
        openers=frozenset(words[0] for words in (*own_country, *both)) | pronouns.openers(),
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
    roles: dict[str, _Known] = field(default_factory=dict)  # persons by the title of their office
    last: tuple[Phrase, Antecedent] | None = None  # what was named just before, with what it was joined to
    bodies: dict[str, _Known] = field(default_factory=dict)  # organisations by the noun that their name ends in
    named_bodies: list[_Known] = field(default_factory=list)  # all organisations, as they were named


def mentions(
    document: Document, sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]]
) -> tuple[Mention, ...]:
    """The mentions of a text in text order; `phrases` holds one sequence for every sentence."""
    return tuple(_Resolver(document, sentences, phrases).run())


class _Resolver:
    """Walks through the sentences and keeps what was named."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]]) -> None:
        self.text = document.text
        self.sentences = sentences
        self.day = document.published.anchor if document.published else None
        self.phrases = phrases
        self.memory = _Memory()
        self.antecedents = Antecedents()
        self.words = _words()
        self.full_names = _full_names(phrases)
        self._settle_seats()
        self.countries = most_named(
            phrase.country for found in phrases for phrase in found if phrase.country and not phrase.medium
        )
        for phrase in (phrase for found in phrases for phrase in found):
            self._link(phrase)
            if phrase.owner is not None:
                self._link(phrase.owner)
                phrase.country = phrase.country or phrase.owner.country
        self.focus = Focus(sentences, phrases)

    def _link(self, phrase: Phrase) -> None:
        """Tell whose surname a phrase is, unless the text gives the full name itself."""
        if not phrase.surname or phrase.link is not None:
            return
        if phrase.shape is not Shape.PERSON or fold(phrase.surname) in self.full_names:
            phrase.name = phrase.surname
            return
        found = link(phrase.surname, surname=True, context=self._context(phrase))
        if found is None:
            phrase.name = phrase.surname
            return
        known = _party_of(found.actor, None, self.day)
        phrase.link, phrase.name, phrase.wikidata = found, known.name, known.wikidata
        phrase.country, phrase.sectors = known.country, known.sectors

    def _settle_seats(self) -> None:
        """*Brussel* is the Union, or Belgium where the text speaks of Belgium and not of the Union round it."""
        seats = self.words.two_powers
        near: list[tuple[int, str]] = []
        for number, (sentence, found) in enumerate(zip(self.sentences, self.phrases, strict=True)):
            seat_at = [phrase for phrase in found if phrase.shape is Shape.SEAT]
            words = [sentence.tokens[phrase.first].text for phrase in seat_at]
            others = [phrase for phrase in found if phrase.country and not phrase.medium]
            near += [(number, other.country) for other in others if other not in seat_at and other.country]
            for phrase, word in zip(seat_at, words, strict=True):
                if word not in seats:
                    continue
                first, second = seats[word]
                reach = [code for at, code in near if number - at <= _SEAT_SENTENCES]
                if reach.count(second) > reach.count(first):
                    phrase.country = second

    def _context(self, phrase: Phrase) -> Context:
        return Context(
            day=self.day, countries=self.countries, country=phrase.country, role=phrase.office or phrase.role
        )

    def run(self) -> Iterator[Mention]:
        """The mentions, sentence by sentence."""
        for number, sentence in enumerate(self.sentences):
            yield from sorted(self._sentence(number, sentence.tokens), key=lambda mention: (mention.start, mention.end))

    def _sentence(self, number: int, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The mentions of a sentence, read from left to right: a pronoun never refers to what comes behind it."""
        starts = {phrase.first: phrase for phrase in self.phrases[number]}
        several: dict[int, list[Phrase]] = {}
        for phrase in self.phrases[number]:
            several.setdefault(phrase.first, []).append(phrase)
        taken = {index for phrase in self.phrases[number] for index in range(phrase.outer, phrase.tail)}
        whole = {(phrase.outer, phrase.tail) for phrase in self.phrases[number] if phrase.shape is Shape.ROLE}
        at = 0
        while at < len(tokens):
            if at in starts:
                for phrase in several[at]:
                    yield from self._both(phrase, tokens) or self._one(phrase, tokens)
            length = self._collective_at(tokens, at)
            counted = length == _COUNTED and (at, at + length) in whole  # *de twee landen* is a phrase too
            if at in taken and not counted:
                length = 0
            if at + length in starts:  # *de twee buurlanden* is one description
                length = 0
            if length:
                yield from self._collective(tokens, at, length, number)
            elif at not in taken:
                yield from self._pronoun(tokens, at, number)
            at += length or 1

    # phrases

    def _mention(self, phrase: Phrase, tokens: Sequence[Token]) -> Mention | None:
        if phrase.shape is Shape.ROLE and "weak" in phrase.flags and not (phrase.country or phrase.owner):
            several = phrase.plural or "group" in phrase.flags
            counted = several and phrase.outer < phrase.first and tokens[phrase.first - 1].lower not in _words().vague
            if not counted and self._body_of_kind(phrase) is None:
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
            score=phrase.link.score if phrase.link else None,
            why=phrase.link.reasons if phrase.link else (),
        )

    def _one(self, phrase: Phrase, tokens: Sequence[Token]) -> list[Mention]:
        mention = self._mention(phrase, tokens)
        found = [mention] if mention is not None else []
        return [*found, *self._places_inside(phrase, tokens)]

    def _places_inside(self, phrase: Phrase, tokens: Sequence[Token]) -> Iterator[Mention]:
        """*Een ziekenhuis in Gaza* names Gaza too: a place, and nobody who acts."""
        owner = phrase.owner
        while owner is not None and owner.first >= phrase.last:
            if owner.shape in _PLACES and tokens[owner.outer - 1].lower in _LIES_IN:
                quote = Quote.of(self.text, tokens[owner.first].start, tokens[owner.last - 1].end)
                yield Mention(
                    start=quote.start, end=quote.end, outer=tokens[owner.outer].start, kind=MentionKind.LOCATION,
                    party=_named(owner, quote), is_place=True, can_act=False, lat=owner.lat, lon=owner.lon,
                )  # fmt: skip
            owner = owner.owner

    def _both(self, phrase: Phrase, tokens: Sequence[Token]) -> list[Mention]:
        """One mention for each party of *beide staatshoofden*; empty for other phrases."""
        words = {token.lower for token in tokens[max(0, phrase.outer - 1) : phrase.last]}
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
        if phrase.shape is Shape.SEAT and "GOV" not in phrase.sectors:  # a parliament, a ministry: not the government
            return _named(phrase, quote)
        if phrase.shape in (Shape.COUNTRY, Shape.SEAT, Shape.NATIONALITY):
            return self._government(phrase.country, quote, sectors=phrase.sectors) or _named(phrase, quote)
        if phrase.shape in (Shape.PERSON, Shape.UNKNOWN):
            return self._person(phrase, quote)
        if phrase.shape is Shape.ROLE:
            return self._role(phrase, quote)
        if phrase.shape is Shape.PEOPLE:
            return self._people(phrase, quote)
        party = _named(phrase, quote)
        known_place = phrase.shape is Shape.PLACE  # a sea is of no country, whichever is spoken of
        if party.country is None and party.wikidata is None and not phrase.medium and not known_place:
            party = replace(party, country=self.focus.country(phrase))
        return party

    def _people(self, phrase: Phrase, quote: Quote) -> Party:
        """*De Amerikanen* are their government, *de Rus* is the Russian named last; others are people."""
        before = self.sentences[phrase.sentence].tokens[phrase.first - 1].lower if phrase.first else ""
        if before == "de" and phrase.plural and _is_of_state(phrase):
            government = self._government(phrase.country, quote)
            if government is not None:
                return government
        if before == "de" and not phrase.plural and (known := self._compatriot(phrase)):
            return replace(known.party, quote=quote)
        return Party(name=_bare(quote.text), quote=quote, country=phrase.country, sectors=phrase.sectors or ("CVL",))

    def _compatriot(self, phrase: Phrase) -> _Known | None:
        """Who of a country was named last, a few sentences back at most."""
        found = [
            known
            for known in self.memory.persons.values()
            if known.party.country == phrase.country and phrase.sentence - known.sentence <= _COMPATRIOT_SENTENCES
        ]
        return max(found, key=lambda known: known.sentence, default=None)

    def _government(self, code: str | None, quote: Quote, *, sectors: tuple[str, ...] = ()) -> Party | None:
        country = countries().by_code(code) if code else None
        if country is None:
            return None
        return Party(name=country.name, quote=quote, country=country.code, sectors=sectors or ("GOV",))

    def _person(self, phrase: Phrase, quote: Quote) -> Party | None:
        name = phrase.surname or phrase.name
        known = self.memory.persons.get(_surname(name)) or self.full_names.get(fold(name))
        if phrase.surname_only and phrase.link is None and known:
            return replace(
                known.party, quote=quote, country=known.party.country or phrase.country,
                sectors=known.party.sectors or phrase.sectors,
            )  # fmt: skip
        if phrase.surname and phrase.link is None and phrase.role is None and phrase.country is None:
            return None  # one of several, or a word that is also a name: nothing tells who
        party = self._dated(_named(phrase, quote), phrase)
        if known and known.party.name == party.name:
            party = replace(
                party, country=party.country or known.party.country, sectors=party.sectors or known.party.sectors,
                wikidata=party.wikidata or known.party.wikidata,
            )  # fmt: skip
        if party.country is None and (phrase.role or not phrase.surname_only):
            party = replace(party, country=self.focus.country(phrase))
        return party

    def _dated(self, party: Party, phrase: Phrase | None = None) -> Party:
        """A known person with country and sectors of the day of publication: who left office is no government."""
        context = Context(
            day=self.day, countries=self.countries, country=party.country,
            role=(phrase.office or phrase.role) if phrase else None,
        )  # fmt: skip
        found = (phrase.link if phrase else None) or link(party.name, surname=False, context=context)
        if found is None:
            return party
        notes: tuple[str, ...] = ()
        if phrase is not None:
            phrase.link, notes = found, self._remarks(found.actor, phrase)
        if self.day is None:
            return replace(party, wikidata=found.actor.wikidata)
        return replace(_party_of(found.actor, party.quote, self.day), notes=notes)

    def _remarks(self, actor: Actor, phrase: Phrase) -> tuple[str, ...]:
        """What does not fit in the office by which the words call somebody; the words stay as they are."""
        role = phrase.office or phrase.role
        if self.day is None or role is None:
            return ()
        tokens = self.sentences[phrase.sentence].tokens
        words = {token.lower for token in tokens[max(0, phrase.outer - 1) : phrase.first]}
        former = "former" in phrase.flags or bool(words & self.words.former)
        told_of_then = any(token.text.isdigit() and len(token.text) == _YEAR_CHARS for token in tokens)
        if not former and (told_of_then or words & self.words.of_another_time):
            return ()
        for prefix in self.words.former:
            role = role.removeprefix(f"{prefix}-")
        said = remark(actor, self.day, role, former=former)
        return (said,) if said else ()

    def _role(self, phrase: Phrase, quote: Quote) -> Party | None:
        owner = phrase.owner
        if "country" in phrase.flags:
            return self._same_country(phrase, quote)
        troops = phrase.plural and "MIL" in phrase.sectors  # VN-militairen are no voice of the VN
        speaks_for = owner is not None and not (troops or phrase.flags & {"body", "group"})
        if owner is not None and owner.shape is Shape.ORGANISATION and speaks_for:
            return Party(name=owner.name, quote=quote, country=owner.country, sectors=owner.sectors or phrase.sectors)
        country = phrase.country or (owner.country if owner else None)
        if same := self._named_before(phrase, country) or self._body_of_kind(phrase):
            return replace(same.party, quote=quote)
        if country is None:
            country = _of_no_country(phrase, quote)
        if country is None and not _is_of_many(phrase) and not _is_unnamed_voice(phrase):
            country = self._country_of_owner(phrase) or self.focus.country(phrase)
        if country is not None:
            self.focus.settle(phrase, country)
        return self._described(phrase, country, quote)

    def _country_of_owner(self, phrase: Phrase) -> str | None:
        """*Zijn regering*: the country of whom *hij* would mean."""
        kind = _OWNED_BY.get(phrase.determiner)
        if kind is None:
            return None
        paragraph = self.sentences[phrase.sentence].paragraph
        owner = self.antecedents.owner(kind, sentence=phrase.sentence, paragraph=paragraph)
        return owner.country if owner is not None else None

    def _described(self, phrase: Phrase, country: str | None, quote: Quote) -> Party:
        """A description as a party: who held the office that day, the government, or what the words say."""
        if (at := self._out_of_office(phrase)) is not None:
            words = (token.text for token in self.sentences[phrase.sentence].tokens[at : phrase.last])
            return Party(name=" ".join(words), quote=quote, country=country, sectors=("ELI",))
        if holder := self._holder(phrase, country):
            return replace(holder, quote=quote)
        if _stands_for_government(phrase) and (government := self._government(country, quote, sectors=phrase.sectors)):
            return government
        return Party(name=_bare(quote.text), quote=quote, country=country, sectors=phrase.sectors)

    def _body_of_kind(self, phrase: Phrase) -> _Known | None:
        """*De rebellen* are the rebel group that was named last, where words do not say whose they are."""
        kinds = self.words.takes_up.get(phrase.role or "")
        if not kinds or phrase.determiner not in {"de", "het", "die", "deze"} or phrase.country or phrase.owner:
            return None
        found = [
            known
            for known in self.memory.named_bodies
            if kinds & set(known.party.sectors) and phrase.sentence - known.sentence <= _BODY_SENTENCES
        ]
        return found[-1] if found and len({known.party.name for known in found}) == 1 else None

    def _named_before(self, phrase: Phrase, country: str | None) -> _Known | None:
        """Whom a description takes up again: somebody with that role, or a body whose name ends in that word."""
        if phrase.plural or phrase.role is None or phrase.determiner == "een":
            return None
        same = self.memory.roles.get(office_title(phrase.office or phrase.role))
        if same is not None and self._out_of_office(phrase) is not None and self._is_holder(same):
            return None
        if same is not None and country in (None, same.party.country):
            return same
        if country is None and phrase.owner is None and phrase.flags & {"body", "group"}:
            return self.memory.bodies.get(phrase.role)
        return None

    def _holder(self, phrase: Phrase, country: str | None) -> Party | None:
        """Who held the office on the day of publication; None for groups, bodies, and where it is not known.

        *Zijn Franse collega* holds the office of whoever is named before it.
        """
        if country is None or phrase.plural or phrase.role is None or self.day is None:
            return None
        if phrase.flags & {"body", "group", "former"} or phrase.determiner == "een":
            return None
        role = phrase.office or phrase.role
        if "colleague" in phrase.flags:
            before = self.memory.last_person
            office = self._office_as(before) if before else None
            if office is None:
                return None
            role = office
        name = office_holder(role, country, self.day)
        return self._dated(Party(name=name, country=country, sectors=phrase.sectors)) if name else None

    def _out_of_office(self, phrase: Phrase) -> int | None:
        """The token that says that an office is over or to come (*voormalige*, *gekozen*); None where none does."""
        tokens = self.sentences[phrase.sentence].tokens
        if phrase.plural or "office" not in phrase.flags:
            return None
        for at in range(max(0, phrase.outer - 1), phrase.last):
            chosen = at > 0 and tokens[at - 1].lower in self.words.elected_how
            if tokens[at].lower in self.words.former | self.words.not_yet and not chosen:
                return at
        return None

    def _is_holder(self, known: _Known) -> bool:
        """Is a description of an office (*de Turkse minister van Buitenlandse Zaken*) known to be somebody?"""
        if self.day is None or known.role is None or known.party.country is None:
            return False
        return known.party.name == office_holder(known.role, known.party.country, self.day)

    def _office_as(self, known: _Known) -> str | None:
        """The office of somebody named before: that of the tables where it is the fuller one, else that of the text."""
        found = link(known.party.name, surname=False, context=Context(day=self.day, country=known.party.country))
        office = found.actor.standing(self.day).office if found and self.day else None
        if office is not None and (known.role is None or office.title.startswith(f"{known.role} ")):
            return office.title
        return known.role

    def _several(self, phrase: Phrase, quote: Quote) -> Iterator[Party]:
        """*de presidenten van Polen en Litouwen*; *beide staatshoofden*: the two countries named last."""
        codes = [owner.country for owner in phrase.owners] or list(self._two_countries(phrase.sentence))
        for code in codes:
            if party := self._government(code, quote, sectors=phrase.sectors):
                yield party

    def _two_countries(self, sentence: int) -> tuple[str, ...]:
        """*Beide landen*: two named in one breath where a country was named last, else the two named last."""
        last = self.memory.recent[-1][0] if self.memory.recent else sentence
        pair = self.antecedents.together(2, sentence=sentence, reach=sentence - last)
        codes = tuple(dict.fromkeys(one.country for one in pair if one.country and countries().by_code(one.country)))
        return codes if len(codes) > 1 else _last_two(self.memory.recent)

    def _same_country(self, phrase: Phrase, quote: Quote) -> Party | None:
        if phrase.plural and phrase.owner is not None and phrase.owner.shape is Shape.ORGANISATION:
            return Party(name=_bare(quote.text), quote=quote, country=phrase.owner.country, sectors=phrase.sectors)
        if phrase.plural or phrase.country:
            return self._government(phrase.country, quote) or self._countries(phrase, quote)
        return self._government(self.focus.country(phrase), quote)

    def _countries(self, phrase: Phrase, quote: Quote) -> Party | None:
        """*De lidstaten* are those of the union named last; *westerse landen* are named by their words."""
        words = _bare(quote.text).split()
        while len(words) > 1 and words[0].lower() in self.words.vague:
            del words[0]
        if phrase.role in _MEMBERS and len(words) == 1:
            unions = [known for known in self.memory.named_bodies if known.party.country in {"EUR", "IGO", "UNO"}]
            if unions and phrase.determiner != "":
                last = unions[-1].party
                return Party(name=_members(last), quote=quote, country=last.country, sectors=phrase.sectors)
        known = phrase.determiner in _DEFINITE and len(words) == 1
        return None if known else Party(name=" ".join(words), quote=quote, sectors=phrase.sectors)

    def _land(self, tokens: Sequence[Token], at: int, length: int, number: int) -> str | None:
        """The country that *het land*, *ons land* or *het* means."""
        phrase = Phrase(
            sentence=number, first=at, last=at + length, outer=at, tail=at + length, shape=Shape.ROLE, name="land",
            role="land", flags=frozenset({"country", "body"}), determiner=tokens[at].lower,
        )  # fmt: skip
        return self.focus.country(phrase)

    def _remember(self, phrase: Phrase, party: Party | None) -> None:
        if party is None:
            return
        memory = self.memory
        party = replace(party, notes=())  # what was remarked of one mention does not hold for the next
        known = _Known(party=party, role=phrase.office or phrase.role, sentence=phrase.sentence)
        if phrase.shape is Shape.PERSON:
            memory.persons[_surname(party.name)] = known
            memory.last_person = known
            memory.roles.update(dict.fromkeys(_offices(phrase), known))
        elif phrase.shape is Shape.ROLE and self._is_holder(known):
            memory.last_person = known
        elif phrase.shape is Shape.ORGANISATION and not phrase.medium:
            memory.bodies.update(dict.fromkeys(_heads(party.name), known))
            memory.named_bodies.append(known)
        if not self._is_scenery(phrase):
            one = self._antecedent(phrase, party)
            self.antecedents.name(one)
            self._join(phrase, one)
        if party.country and countries().by_code(party.country) and not phrase.medium:
            memory.recent.append((phrase.sentence, party.country))

    def _is_scenery(self, phrase: Phrase) -> bool:
        """Is what a phrase names only where something is (*in Washington*), or whose it is?"""
        if phrase.shape in (Shape.NATIONALITY, Shape.PLACE) or phrase.dateline:
            return True
        before = self.sentences[phrase.sentence].tokens[phrase.outer - 1].lower if phrase.outer else ""
        return phrase.shape in (Shape.SEAT, Shape.COUNTRY) and before in ("in", "te", "nabij", "uit")

    def _antecedent(self, phrase: Phrase, party: Party) -> Antecedent:
        sentence = self.sentences[phrase.sentence]
        before = sentence.tokens[phrase.outer - 1].lower if phrase.outer else ""
        return Antecedent(
            parties=(party,),
            kind=_KINDS[phrase.shape],
            sentence=phrase.sentence,
            paragraph=sentence.paragraph,
            token=phrase.first,
            plural=phrase.plural,
            opens=self.phrases[phrase.sentence][0] is phrase,
            governed=before in word_classes().prepositions,
        )

    def _join(self, phrase: Phrase, one: Antecedent) -> None:
        """Note *Bauer, Fattal en Shourd* as one antecedent too."""
        last = self.memory.last
        self.memory.last = (phrase, one)
        if last is None or last[0].sentence != phrase.sentence:
            return
        tokens = self.sentences[phrase.sentence].tokens
        between = [token.lower for token in tokens[last[0].tail : phrase.outer]]
        if between not in (["en"], [","]):
            return
        names = {party.name for party in last[1].parties}
        if one.parties[0].name in names:
            return
        several = replace(last[1], parties=(*last[1].parties, *one.parties), token=one.token, plural=True)
        self.memory.last = (phrase, several)
        if between == ["en"]:
            self.antecedents.name(several)

    # pronouns and *beide landen*

    def _collective_at(self, tokens: Sequence[Token], at: int) -> int:
        if tokens[at].lower not in self.words.openers:
            return 0
        length = _phrase_at(tokens, at, self.words.both) or _phrase_at(tokens, at, self.words.own_country)
        return length or pronouns.several_at(tokens, at)

    def _collective(self, tokens: Sequence[Token], at: int, length: int, number: int) -> Iterator[Mention]:
        quote = Quote.of(self.text, tokens[at].start, tokens[at + length - 1].end)
        words = tuple(token.lower for token in tokens[at : at + length])
        if words in self.words.persons_too or pronouns.several(words):
            wanted = pronouns.several(words) or 2
            several = self.antecedents.together(wanted, sentence=number) or self.antecedents.persons(
                wanted, sentence=number, reach=1
            )
            yield from (_pronoun(quote, replace(one, quote=quote), plural=True) for one in several)
            if several or pronouns.several(words):
                return
        if words in self.words.both:
            for code in self._two_countries(number):
                if party := self._government(code, quote):
                    yield _pronoun(quote, party, plural=True)
            return
        if party := self._government(self._land(tokens, at, length, number), quote):
            yield _pronoun(quote, party, plural=False)

    def _country_meant(self, tokens: Sequence[Token], at: int, number: int) -> Mention:
        """*Het sleepte Rusland voor het hof*: the only country of this sentence so far, else the one spoken of.

        Where an organisation opens the sentence, it is that.
        """
        quote = Quote.of(self.text, tokens[at].start, tokens[at].end)
        if body := self.antecedents.opening_body(sentence=number):
            return _pronoun(quote, replace(body, quote=quote), plural=False)
        here = {code for sentence, code in self.memory.recent[-len(tokens) :] if sentence == number}
        code = here.pop() if len(here) == 1 else self._land(tokens, at, 1, number)
        return _pronoun(quote, self._government(code, quote), plural=False)

    def _pronoun(self, tokens: Sequence[Token], at: int, number: int) -> Iterator[Mention]:
        """The mention of a pronoun, one for each of several whom it means; none for other words."""
        word = tokens[at].lower
        if word == "die":
            yield from self._demonstrative(tokens, at, number)
            return
        here = bool(self.memory.recent) and self.memory.recent[-1][0] == number
        if word == "het" and pronouns.is_country(tokens, at, named_here=here):
            yield self._country_meant(tokens, at, number)
            return
        kind = pronouns.kind_of(tokens, at)
        if kind is None:
            return
        quote = Quote.of(self.text, tokens[at].start, tokens[at].end)
        parties = self._meant(kind, number, quote)
        for party in parties:
            yield _pronoun(quote, replace(party, quote=quote), plural=kind == "they")
        if not parties:
            yield _pronoun(quote, None, plural=kind == "they")

    def _demonstrative(self, tokens: Sequence[Token], at: int, number: int) -> Iterator[Mention]:
        """*Die weigerde*: whoever was named last, in the sentence before or (*nadat die …*) in this one."""
        plural = pronouns.number_of_die(tokens, at)
        if plural is None:
            return
        quote = Quote.of(self.text, tokens[at].start, tokens[at].end)
        opens = not any(token.text[0].isalnum() for token in tokens[:at])
        reach = 1 if opens else 0
        for party in self.antecedents.latest(sentence=number, plural=plural, reach=reach):
            yield _pronoun(quote, replace(party, quote=quote), plural=plural)

    def _meant(self, kind: str, number: int, quote: Quote) -> tuple[Party, ...]:
        """Whom a pronoun of this kind means."""
        del quote
        return self.antecedents.meant(kind, sentence=number, paragraph=self.sentences[number].paragraph)


_COUNTED = 3  # tokens of *de twee landen*
_PLACES = frozenset({Shape.COUNTRY, Shape.SEAT, Shape.PLACE})
_LIES_IN = frozenset({"in", "uit"})
_MEMBERS = frozenset({"lidstaat", "bondgenoot"})


def _members(union: Party) -> str:
    """What the members of a union are called: *EU-landen*, *Navo-landen*."""
    short = {"Europese Unie": "EU", "Verenigde Naties": "VN"}.get(union.name, union.name)
    return f"{short}-landen" if " " not in short else f"lidstaten van {short}"


_DEFINITE = frozenset({"de", "deze", "die", "beide", "alle"})
_OWNED_BY = {"zijn": "he", "diens": "he", "haar": "she"}


def _last_two(recent: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The two countries named last, in the order in which they were first named of late; none where only one was."""
    latest = recent[-1][1] if recent else ""
    before = next((code for _, code in reversed(recent) if code != latest), None)
    return (before, latest) if before is not None else ()


def _full_names(phrases: Sequence[Sequence[Phrase]]) -> dict[str, _Known]:
    """Persons by what a text may call them later, as the whole text names them in full.

    That is the name itself, its last word, the surname that the tables give (*Kim* for *Kim Jong-un*), or the first
    word where nobody else has it. What two persons may be called is left out.
    """
    names: dict[str, _Known] = {}
    for phrase in (phrase for sentence in phrases for phrase in sentence):
        if phrase.shape is not Shape.PERSON or phrase.surname_only:
            continue
        earlier = names.get(fold(phrase.name))
        if earlier is None or (phrase.country and not earlier.party.country):
            party = Party(name=phrase.name, country=phrase.country, sectors=phrase.sectors, wikidata=phrase.wikidata)
            names[fold(phrase.name)] = _Known(party=party, role=phrase.role, sentence=phrase.sentence)
    found = dict(names)
    for ways in (_by_surname, _by_first_name):
        called = Counter(way for known in names.values() for way in ways(known.party.name))
        for known in names.values():
            for way in ways(known.party.name):
                if called[way] == 1:
                    found.setdefault(way, known)
    return found


def _by_surname(name: str) -> tuple[str, ...]:
    """What a text may call somebody later: the last word, and the surnames of the tables."""
    known = [form for actor in actors().by_name(name) for form in (*actor.surname, *actor.doubtful_surname)]
    return tuple(dict.fromkeys([_surname(name), *(fold(form) for form in known)]))


def _by_first_name(name: str) -> tuple[str, ...]:
    return (fold(name.split(maxsplit=1)[0]),)


@cache
def _heads(name: str) -> tuple[str, ...]:
    """The describing nouns that a name's last word is or ends in: *hof* of *Internationaal Strafhof*."""
    last = name.rsplit(maxsplit=1)[-1].rpartition("-")[2].lower()
    reading = roles().read(last)
    if reading is None:
        return ()
    return tuple(dict.fromkeys((reading.role.lemma, last)))


def _surname(name: str) -> str:
    return fold(name.rsplit(maxsplit=1)[-1])


def _offices(phrase: Phrase) -> tuple[str, ...]:
    """The titles by which a later description may take somebody up: with the department, and without it."""
    return tuple(office_title(role) for role in (phrase.office, phrase.role) if role)


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


def _is_of_state(phrase: Phrase) -> bool:
    """Are people those of a state (*Amerikanen*), not a people within one (*Koerden*)?"""
    country = countries().by_code(phrase.country) if phrase.country else None
    return country is not None and phrase.name in country.inhabitants and country.code not in _words().no_state


def _is_of_many(phrase: Phrase) -> bool:
    """Is a description that of many countries at once: *het Westen*, *de internationale gemeenschap*?"""
    return bool(phrase.role and phrase.role[0].isupper()) or "IGO" in phrase.sectors


def _of_no_country(phrase: Phrase, quote: Quote) -> str | None:
    """PLOVER's code for what is of no country: *mensenrechtenorganisaties*, *buitenlandse bedrijven*."""
    if "NGO" in phrase.sectors:
        return "NGO"
    abroad = quote.text.lower().startswith(("buitenlandse ", "internationale ", "multinationale "))
    return "MNC" if "BUS" in phrase.sectors and abroad else None


def _is_unnamed_voice(phrase: Phrase) -> bool:
    """Is a description meant to hide who speaks (*bronnen*, *functionarissen*), so that its country is a guess?"""
    return "anonymous" in phrase.flags and phrase.determiner in ("", "een")


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


def _pronoun(quote: Quote, party: Party | None, *, plural: bool) -> Mention:
    return Mention(
        start=quote.start, end=quote.end, outer=quote.start, kind=MentionKind.PRONOUN, party=party, plural=plural
    )
