"""Which country a text speaks of where its words do not say: *de oppositie*, *betogers*, *minister Rufus Bousquet*.

Every country that a text names is a candidate. What speaks for one is counted (named in this sentence, before or
behind; in the paragraph; in the heading; as a place; how often) and weighed for the kind of party that is asked about.
Invariant: the weights are data (`nl/focus.toml`), and a country is given only where it leads the next one by enough:
where two compete, none is named. Left out: pronouns and names, which `coref` decides.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.language.names import Phrase, Shape
from kroniek.lexicon.countries import countries
from kroniek.lexicon.load import read_toml
from kroniek.model.analysis import Sentence, SentenceKind

_FADES = 0.7  # what a mention counts for, a sentence later
_REACH_SENTENCES = 12  # what stands further back counts for less than a hundredth
_HOME = frozenset({"van", "uit"})
_POSSESSIVE = frozenset({"zijn", "haar", "hun"})
_PEOPLE_SECTORS = frozenset({"CVL", "REF", "SOC", "CRM", "LAB", "EDU", "REL", "JRN", "BUS", "UNK"})
_ARMED = frozenset({"MIL", "REB", "UAF", "SPY", "COP"})

FEATURES = (
    "nearest", "before", "behind", "place", "last", "last_first", "paragraph", "near", "share", "section", "title",
    "first", "lead", "places", "home", "real", "same_words", "possessed", "opens",
)  # fmt: skip
"""What is counted, in the order of the vectors of `Focus.features`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """For each kind of party: what each of `FEATURES` weighs, and the least probability of the answer."""

    of: Mapping[str, tuple[float, ...]]
    least: Mapping[str, float]


@cache
def _weights() -> Weights:
    table = read_toml("nl/focus.toml")
    kinds = {kind: tuple(float(row[name]) for name in FEATURES) for kind, row in table["weights"].items()}
    return Weights(of=kinds, least={kind: float(value) for kind, value in table["least"].items()})


@dataclass(frozen=True, slots=True)
class _Named:
    """A country at a word of a text: is it a place there (*in Caracas*), or whom somebody turns to (*met Iran*)?"""

    sentence: int
    token: int
    code: str
    place: bool
    toward: bool


class Focus:
    """The countries of one text, and which of them is spoken of at one of its words."""

    def __init__(self, sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]]) -> None:
        self._sentences = sentences
        places, sides = _prepositions("place_prepositions"), _prepositions("side_prepositions")
        self._at: list[list[_Named]] = [
            [_named(phrase, sentence, places, sides) for phrase in found if _counts(phrase)]
            for sentence, found in zip(sentences, phrases, strict=True)
        ]
        self._section = _sections(sentences)
        everything = [named for row in self._at for named in row]
        self._counts = Counter(named.code for named in everything)
        self._first_named: dict[str, int] = {}
        for named in everything:
            self._first_named.setdefault(named.code, named.sentence)
        self._in_section = Counter((self._section[named.sentence], named.code) for named in everything)
        self._section_total = Counter(self._section[named.sentence] for named in everything)
        self._first = everything[0].code if everything else ""
        title = self._at[0] if sentences and sentences[0].kind is SentenceKind.HEADLINE else ()
        self._title = frozenset(named.code for named in title)
        lead = next((row for sentence, row in zip(sentences, self._at, strict=True) if _is_prose(sentence)), ())
        self._lead = frozenset(named.code for named in lead if named.place)
        self._answers: dict[str, str] = {}

    def country(self, phrase: Phrase) -> str | None:
        """The country of a description or an unknown person, None where no country leads by enough.

        People who fled or moved are of the country that they left, which is seldom the one spoken of.
        """
        if "REF" in phrase.sectors:
            return None
        kind = kind_of(phrase)
        weights = _weights()
        scored = sorted(
            (
                (sum(w * x for w, x in zip(weights.of[kind], self.features(phrase, code), strict=True)), code)
                for code in self.candidates(phrase)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not scored:
            return None
        best, code = scored[0]
        chance = 1 / sum(math.exp(score - best) for score, _ in scored)
        return code if chance >= weights.least[kind] else None

    def candidates(self, phrase: Phrase) -> list[str]:
        """The countries that the text has named by the end of the phrase's sentence, in the order of naming.

        One that is named for the first time behind a description is the other side where a preposition says so (*de
        regering levert geen wapens aan Soedan*); behind a person it is where he goes or whom he meets (*De Vries reisde
        naar Kiev*), unless it hangs on his name.
        """
        own = {one.code for one in self._at[phrase.sentence] if not self._is_other_side(one, phrase)}
        return [
            code
            for code, sentence in self._first_named.items()
            if sentence < phrase.sentence or (sentence == phrase.sentence and code in own)
        ]

    def _is_other_side(self, one: _Named, phrase: Phrase) -> bool:
        if one.token < phrase.last:
            return False
        between = self._sentences[phrase.sentence].tokens[phrase.last : one.token]
        home = len(between) in (1, 2) and between[0].lower in _HOME  # *Anne Hidalgo van Parijs*
        return not home and (one.toward or phrase.shape is Shape.PERSON)

    def settle(self, phrase: Phrase, code: str) -> None:
        """Note which country a description was given: the same words mostly mean the same one again."""
        self._answers[phrase.role or phrase.name] = code

    def features(self, phrase: Phrase, code: str) -> tuple[float, ...]:
        """What speaks for a country, in the order of `FEATURES`."""
        number = phrase.sentence
        here = self._at[number]
        before = [named for named in here if named.token < phrase.first]
        behind = [named for named in here if named.token >= phrase.last]
        last = self._at[number - 1] if number else []
        near, places, paragraph = self._backwards(number, code)
        total, section = sum(self._counts.values()), self._section[number]
        return (
            float(bool(before) and before[-1].code == code),
            float(any(named.code == code for named in before)),
            float(any(named.code == code for named in behind)),
            float(any(named.code == code and named.place for named in here)),
            float(any(named.code == code for named in last)),
            float(bool(last) and last[0].code == code),
            float(paragraph),
            math.log1p(near),
            self._counts[code] / total,
            self._in_section[section, code] / max(1, self._section_total[section]),
            float(code in self._title),
            float(code == self._first),
            float(code in self._lead),
            math.log1p(places),
            float(code in {"NLD", "BEL"}),
            float(countries().by_code(code) is not None),
            float(self._answers.get(phrase.role or phrase.name) == code),
            float(phrase.determiner in _POSSESSIVE and bool(before) and before[-1].code == code),
            float(bool(before) and before[0].code == code),
        )

    def _backwards(self, number: int, code: str) -> tuple[float, float, bool]:
        """How much a country was named of late, as a place and at all, and whether in this paragraph."""
        near = places = 0.0
        paragraph = False
        for back in range(1, min(_REACH_SENTENCES, number) + 1):
            for named in self._at[number - back]:
                if named.code == code:
                    near += _FADES**back
                    places += _FADES**back if named.place else 0.0
                    paragraph |= self._sentences[number - back].paragraph == self._sentences[number].paragraph
        return near, places, paragraph


def kind_of(phrase: Phrase) -> str:
    """The kind of party that a phrase describes, by which the weights differ."""
    if phrase.shape is Shape.PERSON:
        return "official" if phrase.role else "person"
    if phrase.shape is not Shape.ROLE:
        return "organisation"
    if "country" in phrase.flags:
        return "country"
    sectors = set(phrase.sectors)
    if sectors & _ARMED:
        return "armed"
    if not sectors or sectors & _PEOPLE_SECTORS:
        return "people"
    return "power"


def _counts(phrase: Phrase) -> bool:
    """Does a phrase name a country that a text may be about? A news outlet tells of others."""
    return bool(phrase.country) and not phrase.medium


def _named(phrase: Phrase, sentence: Sentence, places: frozenset[str], sides: frozenset[str]) -> _Named:
    where = phrase.shape in (Shape.PLACE, Shape.SEAT, Shape.COUNTRY)
    before = sentence.tokens[phrase.outer - 1].lower if phrase.outer else ""
    place = where and (phrase.dateline or phrase.shape is Shape.PLACE or before in places)
    toward = before in sides
    return _Named(sentence=phrase.sentence, token=phrase.first, code=phrase.country or "", place=place, toward=toward)


def _is_prose(sentence: Sentence) -> bool:
    return sentence.kind is SentenceKind.PROSE


@cache
def _prepositions(name: str) -> frozenset[str]:
    return frozenset(read_toml("nl/phrases.toml")[name])


def _sections(sentences: Sequence[Sentence]) -> list[int]:
    """The number of each sentence's part of the text: a heading or an item of a live blog begins a new one."""
    found: list[int] = []
    section, last = 0, None
    for sentence in sentences:
        heading = sentence.kind is SentenceKind.HEADLINE
        fresh = heading and last is not None and last.kind is not SentenceKind.HEADLINE
        section += fresh or (last is not None and last.item != sentence.item)
        found.append(section)
        last = sentence
    return found
