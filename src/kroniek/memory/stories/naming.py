"""What a story is called: its main parties, and words of its articles that tell its issue.

Parties are those at the core, the most frequent first, by the name that most claims give. Words are nouns as they
stand in the articles; a noun is told by what stands before it (*de sancties*, *Russisch gas*) or by its ending. Nothing
is written that no article has. Left out: what the issue is about beyond its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import sqrt

from kroniek.lexicon.countries import countries, inflected
from kroniek.lexicon.forms import keys
from kroniek.lexicon.load import read_lines, read_toml
from kroniek.memory.commitments.sides import Identity, own_identity
from kroniek.memory.commitments.tables import common
from kroniek.memory.stories.threads import Thread, no_issue, rarity, settings, sides
from kroniek.model.actor import Party
from kroniek.strings.fold import Word, fold, words
from kroniek.strings.stem import stem

_SHORTEST = 3
"""Letters that a word of an issue has at least."""
_LONG_ENOUGH = 6
"""Letters of a word whose ending tells that it is a noun: *ging* is none."""


def actors(thread: Thread, identity: Identity = own_identity) -> tuple[Party, ...]:
    """The main parties, the most frequent first; a state by its own name where one party stands for it."""
    counts: Counter[str] = Counter()
    named: dict[str, Counter[str]] = {}
    parties: dict[tuple[str, str], Party] = {}
    order: dict[str, int] = {}
    for one in thread.happenings:
        seen: set[str] = set()
        for stored in one.claims:
            for party in (*stored.claim.actors, *stored.claim.recipients):
                side = _side(party, identity)
                order.setdefault(side, len(order))
                named.setdefault(side, Counter())[party.name] += 1
                parties.setdefault((side, party.name), party)
                seen.add(side)
        counts.update(seen)
    least = settings()["likeness"]["core"] * len(thread.happenings)
    ranked = sorted(counts, key=lambda side: (-counts[side], order[side]))
    core = [side for side in ranked if counts[side] >= least] or ranked[:1]
    return tuple(_party(side, named[side], parties) for side in core[: settings()["title"]["actors"]])


def _side(party: Party, identity: Identity) -> str:
    found = sides([party], identity)
    return max(found, key=lambda side: (found[side], side.startswith("state ")))


def _party(side: str, named: Counter[str], parties: dict[tuple[str, str], Party]) -> Party:
    """The party of a side: the state, where it is one, else by its commonest name."""
    if side.startswith("state "):
        code = side.removeprefix("state ")
        country = countries().by_code(code)
        if country is not None:
            return Party(name=country.name, country=country.code, sectors=("GOV",))
        if code in settings()["bodies"]:
            return Party(name=settings()["bodies"][code], country=code, sectors=("IGO",))
    name = max(named, key=lambda one: (named[one], one))
    return parties[side, name]


def issue(thread: Thread, parties: Sequence[Party]) -> tuple[str, ...]:
    """Words that tell the issue, the most telling first; none where no noun stands in several events."""
    rules = settings()["title"]
    size = len(thread.happenings)
    least = max(2.0, rules["share"] * size) if size > 1 else 1.0
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    left_out = _names(thread, parties)
    for one in thread.happenings:
        texts = dict.fromkeys(evidence.quote.text for stored in one.claims for evidence in stored.claim.evidence)
        told = [noun for text in texts for noun in nouns(text)]
        for form in told:
            own = keys(fold(form))[0]
            if own not in left_out:
                forms.setdefault(own, Counter())[form] += 1
        counts.update({key for form in told for key in keys(fold(form))})
    telling = {key: rarity(stem(key)) * sqrt(counts[key] / size) for key in forms if counts[key] >= least}
    chosen: list[str] = []
    for key in sorted(telling, key=lambda key: (-telling[key], key)):
        form = max(forms[key], key=lambda one: (forms[key][one], one))
        if not any(_says_again(form, other) for other in chosen):
            chosen.append(form)
        if len(chosen) == rules["words"]:
            break
    return tuple(chosen)


def _says_again(form: str, other: str) -> bool:
    """Is one a part of the other (*graan*, *graanakkoord*)?"""
    one, two = fold(form), fold(other)
    return one in two or two in one or bool(set(keys(one)) & set(keys(two)))


def _names(thread: Thread, parties: Iterable[Party]) -> frozenset[str]:
    """The keys of words that name somebody who takes part, or a country of theirs."""
    found: set[str] = set()
    everybody = [p for one in thread.happenings for s in one.claims for p in (*s.claim.actors, *s.claim.recipients)]
    for party in (*parties, *everybody):
        found.update(key for word in words(party.name) for key in keys(word.folded))
    return frozenset(found)


def nouns(text: str) -> Iterator[str]:
    """The nouns of a text that may tell an issue, as they stand there."""
    found = list(words(text))
    none, _ = common()
    for at, word in enumerate(found):
        if len(word.folded) < _SHORTEST or word.folded in none or word.folded.isdigit():
            continue
        if _is_of_a_country(word.folded) or word.folded in no_issue():
            continue
        if _is_noun(text, found, at):
            yield text[word.start : word.end]


def _is_noun(text: str, found: Sequence[Word], at: int) -> bool:
    """Is it told as a noun: behind a word that one stands behind, by its ending, or as a known compound?"""
    word = found[at].folded
    if word in _verbs() or _is_surname(text, found, at):
        return False
    if _ends_as_noun(word):
        return True
    if stem(word) in _verb_stems():
        return False
    if not _touches(text, found, at - 1) or _goes_on(text, found, at):
        return False
    before = found[at - 1].folded
    if before in _before_noun() or before in _country_adjectives():
        return not word.endswith(_adjective_endings())
    return text[found[at].start].isupper()


def _ends_as_noun(word: str) -> bool:
    return len(word) >= _LONG_ENOUGH and word.endswith(_endings())


def _is_surname(text: str, found: Sequence[Word], at: int) -> bool:
    """Does a name stand before it? Who somebody is tells no issue."""
    return (
        text[found[at].start].isupper()
        and _touches(text, found, at - 1)
        and text[found[at - 1].start].isupper()
        and found[at - 1].folded not in _closed()
        and not _is_of_a_country(found[at - 1].folded)
    )


def _touches(text: str, found: Sequence[Word], at: int) -> bool:
    """Is there nothing but a space between a word and the next?"""
    return 0 <= at < len(found) - 1 and not text[found[at].end : found[at + 1].start].strip()


def _goes_on(text: str, found: Sequence[Word], at: int) -> bool:
    """Does a word that tells something stand right behind? Then this one may only describe it (*vrije verkiezing*)."""
    if not _touches(text, found, at):
        return False
    after = found[at + 1].folded
    if _ends_as_noun(after):
        return True
    return after not in _closed() and stem(after) not in _verb_stems() and keys(after)[0] not in _verb_stems()


@cache
def _before_noun() -> frozenset[str]:
    table = read_toml("nl/word_classes.toml")
    return frozenset(fold(word) for word in (*table["determiners"], *table["prepositions"]))


@cache
def _closed() -> frozenset[str]:
    table = read_toml("nl/word_classes.toml")
    return frozenset(fold(word) for rows in table.values() if isinstance(rows, list) for word in rows)


@cache
def _verbs() -> frozenset[str]:
    return _closed() | {fold(word) for word in read_lines("nl/common_verbs.txt")}


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in read_lines("nl/common_verbs.txt"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(settings()["title"]["endings"])


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(settings()["title"]["adjective_endings"])


@cache
def _country_words() -> frozenset[str]:
    found: set[str] = set()
    for country in countries():
        for name in (*country.names, *country.adjectives, *map(inflected, country.adjectives)):
            found.update(word.folded for word in words(name))
        for name in (*country.inhabitant, *country.inhabitants, *country.capitals):
            found.update(word.folded for word in words(name))
    return frozenset(found)


@cache
def _country_adjectives() -> frozenset[str]:
    return frozenset(
        fold(name) for country in countries() for word in country.adjectives for name in (word, inflected(word))
    )


def _is_of_a_country(word: str) -> bool:
    return word in _country_words()
