"""Parties as a sentence names them: *de Verenigde Staten* (many), *het Oekraïense leger*, *Rusland*, *inwoners*.

Claims hold names without an article. Which one a Dutch name takes follows from a table of names, from the article
that stands before it in the text, from its head noun, or from the kind of party; where none tells, it takes none. An
English sentence has English names of countries and of what the tables know; others stay as Dutch news prints them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Protocol

from kroniek.api.briefing.wording import Words, read
from kroniek.api.briefing.wording import words as read_words
from kroniek.lexicon.actors import ActorKind, RoleKind, actors, roles
from kroniek.lexicon.countries import Country, countries
from kroniek.lexicon.inflect import adjective_forms
from kroniek.lexicon.places import places
from kroniek.model.actor import Party
from kroniek.strings.fold import fold

Before = Callable[[Party], str]
"""The words of the text right before a party's own, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a sentence, and whether its verb is that of many."""

    text: str
    many: bool


class Names(Protocol):
    """Names parties in one language."""

    def __call__(self, party: Party, before: str = "") -> Named:
        """The party's name; `before` is the text right before it."""


def naming(language: str, words: Words) -> Names:
    """How a language names parties."""
    return _Dutch() if language == "nl" else _English(words)


def in_sentence(party: Party, language: str) -> str:
    """What a party is called within a sentence, with its article: *volgens het Oekraïense leger*."""
    return _in_sentence(party.name, party.country, party.sectors, language)


@lru_cache(maxsize=10_000)
def _in_sentence(name: str, country: str | None, sectors: tuple[str, ...], language: str) -> str:
    return naming(language, read_words(language))(Party(name=name, country=country, sectors=sectors)).text


def called(party: Party, language: str) -> str:
    """What a party is called in a line of this language, without article; where only its name is known, by that."""
    return party.name if language == "nl" else _called(party.name, party.country, language)


@lru_cache(maxsize=10_000)
def _called(name: str, country: str | None, language: str) -> str:
    known = None if country else countries().by_name(name)
    whose = Party(name=name, country=known.code if known else country)
    return naming(language, read_words(language))(whose).text.removeprefix("the ")


def called_place(name: str, language: str) -> str:
    """What a place or country is called in a line of this language; where only its Dutch name is known, by that."""
    if known := places().by_name(name) if name.isupper() else None:
        name = known.name  # *BELFAST*, as the line that names the place of writing has it
    if language == "nl":
        return name
    return read("english.toml")["places"].get(name) or called(Party(name=name), language)


def called_office(title: str, language: str) -> str:
    """What an office is called in a line of this language; where only its Dutch title is known, by that."""
    return title if language == "nl" else str(read("english.toml")["offices"].get(title, title))


def meant(name: str) -> str:
    """The Dutch name of whom an English one means (*Russia*, *the Netherlands*); any other name as it is."""
    return _from_english().get(fold(name.strip().removeprefix("the ")), name)


@cache
def _from_english() -> dict[str, str]:
    """Dutch names of countries, persons and bodies by their English ones, as far as those are names."""
    words = read_words("en").table
    named = {code: countries().by_code(code) for code in words["countries"]}
    pairs = [
        *((words["countries"][code], country.name) for code, country in named.items() if country),
        *((english, dutch) for dutch, english in words["parties"].items() if dutch != dutch.lower()),
        *((english, dutch) for dutch, english in read("english.toml")["persons"].items()),
    ]
    return {fold(english): dutch for english, dutch in reversed(pairs)}


_PREPOSITIONS = re.compile(r" (?:van|voor|zonder|in|op|bij|uit|tegen|met|en|aan|over|naar) ")
_GROUPS = ("ties", "cies", "nies", "ërs")
_PURPOSE = re.compile(r" (?:van|voor|zonder|tegen|in|op) ")
_ARTICLE = re.compile(r"\b(de|het|’t|'t)\s*$", re.IGNORECASE)
_OPENS = re.compile(r"^(?:[Dd]e|[Hh]et|[Ee]en) (?=[a-z])")
_CAPITALS = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}")


class _Dutch:
    """Dutch names with their articles."""

    def __call__(self, party: Party, before: str = "") -> Named:
        party = replace(party, name=_OPENS.sub("", party.name))
        party = replace(party, name=party.name.lower()) if _is_noun(party) else party
        many = is_many(party.name)
        name, article = party.name, self._article(party, many=many, before=before)
        return Named(f"{article} {_inflected(name)}" if article else name, many)

    def _article(self, party: Party, *, many: bool, before: str) -> str:
        table, name = _names(), party.name
        for article in ("de", "het", "none"):
            if name in table[article]:
                return article.replace("none", "")
        if many:
            return ""
        if countries().by_name(name) or is_person(party):
            return ""
        known = _of_head(_head(name)) or _told(party, before)
        return known or ("de" if not is_proper(name) or _is_body(party) else "")


def _inflected(name: str) -> str:
    """The name as it stands behind an article: *Uruguayaanse hof van beroep*."""
    first, space, rest = name.partition(" ")
    country = countries().by_adjective(first) if space else None
    if country is None or first not in country.adjectives:
        return name
    return f"{adjective_forms(first)[-1]} {rest}"


def _is_noun(party: Party) -> bool:
    """Does only the first word of a sentence give its name a capital? Not so of a people (*Spanjaarden*)."""
    name = party.name
    own = countries().by_name(name) or countries().by_inhabitant(name) or "-" in name
    return name[:1].isupper() and not own and _opens_sentence(name)


def _is_body(party: Party) -> bool:
    """Is it an abbreviation of a body of state or politics, no company's? *CIA*, *SPD*."""
    sectors = set(party.sectors)
    return bool(_CAPITALS.fullmatch(party.name) and sectors & _names()["de_sectors"] and "BUS" not in sectors)


def _told(party: Party, before: str) -> str:
    """The article that the text itself has, where the party is called by its name there."""
    if party.quote is None or not party.quote.text.casefold().endswith(_head(party.name).casefold()):
        return ""
    if is_proper(party.name):
        return ""
    found = _ARTICLE.search(before)
    return found.group(1).lower().replace("’", "'").replace("'t", "het") if found else ""


def is_general(name: str) -> bool:
    """Is it a common noun alone, whoever's it is? *migranten*, *Partijen*; not *Oekraïense leger*, *Rusland*."""
    return _bare(name) == _bare(name).lower()


def is_proper(name: str) -> bool:
    """Is its head a proper name? *Rusland*, *Donald Trump*; not *Oekraïense leger*, *oppositie*."""
    head = _head(name)
    return head != head.lower()


def is_person(party: Party) -> bool:
    """Is it one person with a name? By the table of actors; of whom that does not know, two names that tell no body."""
    known = actors().by_name(party.name)
    if known:
        return any(one.kind is ActorKind.PERSON for one in known)
    first, space, _ = party.name.partition(" ")
    of_country = countries().by_name(first) or countries().by_adjective(first)
    return is_proper(party.name) and bool(space) and not of_country and not _tells_body(party.name)


def _tells_body(name: str) -> bool:
    """Is its head the word for a body? *Internationale Walvisvaartcommissie*, *Liga voor Mensenrechten*; not *Bond*."""
    head = _head(name)
    described = name.split(" ", maxsplit=1)[0].endswith("e") or len(head) > max(map(len, _endings(head)), default=0)
    return bool(_of_head(head)) and (described or bool(_PURPOSE.search(name)))


def is_role(party: Party) -> bool:
    """Is it somebody by an office or a trade? *Franse ambassadeur*, *functionaris*."""
    reading = roles().read(_head(party.name))
    return reading is not None and reading.role.kind in {RoleKind.OFFICE, RoleKind.PERSON}


def is_many(name: str) -> bool:
    """Does a Dutch name take the verb of many?"""
    if name in _names()["many"]:
        return True
    if countries().by_name(name):
        return False  # *Polen*, *Zweden*: the country, though its people are called so too
    if " en " in _PURPOSE.split(name)[0]:
        return True  # *personen en bedrijven*
    head = _head(name)
    if not _of_many(head):
        return False
    return head[:1].islower() or countries().by_inhabitant(head) is not None or _opens_sentence(name)


def _opens_sentence(name: str) -> bool:
    """Is it a common noun with the capital of a sentence's first word? *Rebellen*, *Regering*; not *Jensen*."""
    low = name.casefold()
    noun = low in _heads("de") or low in _heads("het") or roles().read(low) is not None or low.endswith(_GROUPS)
    known = any(name in _names()[article] for article in ("de", "het", "none")) or actors().by_name(name)
    return " " not in name and noun and not known


def _of_many(head: str) -> bool:
    """Is a common noun in the plural? By the table of roles, else by its ending."""
    low, table = head.casefold(), _names()
    if low in table["plural"]:
        return True
    if reading := roles().read(low):
        return reading.plural
    if low.endswith(tuple(table["one"])):
        return False
    return low.endswith(tuple(table["many_endings"])) or (
        low.endswith("s") and not low.endswith(tuple(table["one_endings"]))
    )


def _head(name: str) -> str:
    """The head noun: the last word before a preposition, of a compound its last part (*VN-blauwhelmen*)."""
    word = _PREPOSITIONS.split(name)[0].split(" ")[-1]
    last = word.rpartition("-")[2]
    return last if last[:1].islower() and (roles().read(last) or _of_many(last) or _of_head(last)) else word


def _of_head(head: str) -> str:
    """The article of a head noun, by the longest ending that is known."""
    found = [(len(end), article) for article in ("de", "het") for end in _endings(head) if end in _heads(article)]
    return max(found, default=(0, ""))[1]


def _endings(head: str) -> list[str]:
    """The words for bodies in which a head noun ends."""
    low = head.casefold()
    return [end for article in ("de", "het") for end in _heads(article) if low.endswith(end)]


@cache
def _heads(article: str) -> tuple[str, ...]:
    return tuple(read("names.toml")[f"{article}_heads"])


@cache
def _names() -> dict[str, frozenset[str]]:
    return {
        key: frozenset(read("names.toml")[key])
        for key in ("de", "het", "none", "many", "one", "plural", "many_endings", "one_endings", "de_sectors")
    }


def _bare(name: str) -> str:
    """A common noun without article and capital: *De regering*, *Regering*; any other name as it is."""
    rest = _OPENS.sub("", name)
    return rest[:1].lower() + rest[1:] if rest != name or _opens_sentence(name) else name


class _English:
    """English names of countries and of those parties that the table has; else what Dutch news prints."""

    def __init__(self, words: Words) -> None:
        names = read("english.toml")
        self._adjectives: dict[str, str] = names["adjectives"]
        self._people: dict[str, str] = names["people"]
        self._parties: dict[str, str] = {**words.table["parties"], **names["persons"]}
        self._countries: dict[str, str] = words.table["countries"]
        self._the: frozenset[str] = frozenset(words.table["names"]["the"])
        self._of = words

    def __call__(self, party: Party, before: str = "") -> Named:  # noqa: ARG002 - of use in Dutch
        name = _bare(party.name)
        if known := self._parties.get(party.name) or self._country(party) or self._parties.get(name):
            return self._named(party, known)
        if found := self._of_country(name):
            return self._owned(party, *found)
        people = None if countries().by_name(party.name) else countries().by_inhabitant(party.name)
        if people:
            many = party.name in people.inhabitants
            if many and (called_ := self._inhabitants(people)):
                return Named(called_, many)
            home = self._with_article(self._called(people))
            return Named(self._of.say(f"names.from_{'many' if many else 'one'}", country=home), many)
        return self._named(party, party.name)

    def _owned(self, party: Party, rest: str, country: Country) -> Named:
        """*the Ukrainian army*; where the country has no adjective here, *the army of Ukraine*."""
        own = self._named(party, self._parties[rest])
        if adjective := self._adjectives.get(country.code):
            the, name = ("the ", own.text.removeprefix("the ")) if own.text.startswith("the ") else ("", own.text)
            return Named(f"{the}{adjective} {name}", own.many)
        whose = self._with_article(self._called(country))
        return Named(self._of.say("names.of", who=own.text, country=whose), own.many)

    def _inhabitants(self, country: Country) -> str:
        """*Russians*; empty where English makes none of the adjective."""
        adjective = self._adjectives.get(country.code, "")
        return self._people.get(country.code) or (f"{adjective}s" if adjective.endswith(("an", "i")) else "")

    def _of_country(self, name: str) -> tuple[str, Country] | None:
        """A party that the table has, and whose it is: *Franse regering*, *parlement van Burundi*."""
        adjective, _, noun = name.partition(" ")
        own, _, owner = name.partition(" van ")
        found = ((noun, countries().by_adjective(adjective)), (own, countries().by_name(owner)))
        return next(((rest, country) for rest, country in found if country and rest in self._parties), None)

    def _called(self, country: Country) -> str:
        return self._countries.get(country.code, country.name)

    def _named(self, party: Party, name: str) -> Named:
        return Named(self._with_article(name), is_many(_bare(party.name)) and name not in self._the)

    def _with_article(self, name: str) -> str:
        return f"the {name}" if name in self._the else name

    def _country(self, party: Party) -> str:
        found = countries().by_name(party.name)
        return self._countries.get(found.code, "") if found and found.code == party.country else ""
