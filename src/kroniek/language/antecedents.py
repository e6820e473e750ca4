"""Whom a pronoun takes up: of all who were named before it, the one for whom most speaks.

Candidates are the parties that a text has named in the last sentences, each as it was named last. What speaks for one
is counted (how far back, whether it opens its sentence, what it is, whether a pronoun took it up before) and weighed
for the kind of pronoun. Invariant: only what stands before a pronoun is a candidate, one at a time and in text order;
weights are data (`nl/antecedents.toml`); where no candidate leads by enough, there is none. Left out: names and
descriptions, which `coref` decides.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kroniek.lexicon.load import read_lines, read_toml
from kroniek.model.actor import Party
from kroniek.model.analysis import MentionKind

_REACH_SENTENCES = 8  # a pronoun whose noun stands further back would puzzle the reader too
_LEAST_OWNER = 0.6  # *zijn* before a noun takes up whom *hij* would, where that is as likely (17 of 23 in training)
_LEADERS = frozenset({"GOV", "LEG", "OPP", "IGO", "MIL", "JUD", "REB", "PTY"})

_TAKEN_BY_DIE = frozenset(
    {MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION, MentionKind.DEMONYM}
)  # countries are *dat*

_MALE = frozenset({"he", "him"})

FEATURES = (
    "same", "last", "before_last", "far", "opens", "governed", "person", "one", "group", "people", "organisation",
    "country", "plural", "often", "taken_up", "taken_last", "other_gender", "own_gender", "leader", "several", "latest",
    "alone", "paragraph", "opens_here",
)  # fmt: skip
"""What is counted, in the order of the vectors of `Antecedents.features`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """A party as it was named last: where, as what, whether it opens its sentence or hangs on a preposition.

    Several parties that were named in one breath (*Bauer en Fattal*) are one antecedent of a plural pronoun.
    """

    parties: tuple[Party, ...]
    kind: MentionKind
    sentence: int
    paragraph: int
    token: int
    plural: bool
    opens: bool
    governed: bool

    @property
    def name(self) -> str:
        """The name of the party, or of all of them."""
        return " + ".join(party.name for party in self.parties)


@dataclass(frozen=True, slots=True)
class _Weights:
    of: Mapping[str, tuple[float, ...]]
    least: Mapping[str, float]


@cache
def _weights() -> _Weights:
    table = read_toml("nl/antecedents.toml")
    kinds = {kind: tuple(float(row[name]) for name in FEATURES) for kind, row in table["weights"].items()}
    return _Weights(of=kinds, least={kind: float(value) for kind, value in table["least"].items()})


@cache
def _feminine() -> frozenset[str]:
    return frozenset(read_lines("nl/feminine_names.txt"))


class Antecedents:
    """Who was named so far in one text."""

    def __init__(self) -> None:
        self._named: dict[str, Antecedent] = {}  # by name, the latest last
        self._counts: Counter[str] = Counter()
        self._taken: dict[str, set[str]] = {}  # by name: the kinds of pronouns that took it up
        self._last_taken: dict[str, str] = {}  # by kind of pronoun: the name that it took up last

    def name(self, one: Antecedent) -> None:
        """Note that a party was named; what it was called before counts no more."""
        self._named.pop(one.name, None)
        self._named[one.name] = one
        self._counts[one.name] += 1

    def take_up(self, kind: str, one: Antecedent) -> None:
        """Note whom a pronoun of this kind took up."""
        self._taken.setdefault(one.name, set()).add(kind)
        self._last_taken[kind] = one.name

    def candidates(self, kind: str, sentence: int) -> list[Antecedent]:
        """Who comes into question for a kind of pronoun, the latest last."""
        return [
            one
            for one in self._named.values()
            if sentence - one.sentence <= _REACH_SENTENCES and (kind == "they" or len(one.parties) == 1)
        ]

    def meant(self, kind: str, *, sentence: int, paragraph: int) -> tuple[Party, ...]:
        """Whom a pronoun of this kind (`he`, `him`, `she`, `they`) means; nobody where no one leads by enough."""
        one = self._likeliest(kind, sentence=sentence, paragraph=paragraph, least=_weights().least[kind])
        if one is None:
            return ()
        self.take_up(kind, one)
        return one.parties

    def owner(self, kind: str, *, sentence: int, paragraph: int) -> Party | None:
        """Whose something is (*zijn regering*), by the weights of the pronoun; it takes nobody up."""
        one = self._likeliest(kind, sentence=sentence, paragraph=paragraph, least=_LEAST_OWNER)
        return one.parties[0] if one is not None else None

    def _likeliest(self, kind: str, *, sentence: int, paragraph: int, least: float) -> Antecedent | None:
        """The candidate for whom most speaks, if it is likely enough; of equals the one named last."""
        found = self.candidates(kind, sentence)
        if not found:
            return None
        weights = _weights().of[kind]
        scores = [
            sum(w * x for w, x in zip(weights, row, strict=True))
            for row in self.features(kind, found, sentence=sentence, paragraph=paragraph)
        ]
        best = max(scores)
        if 1 / sum(math.exp(score - best) for score in scores) < least:
            return None
        return found[max(range(len(found)), key=lambda at: (scores[at], at))]

    def latest(self, *, sentence: int, plural: bool, reach: int) -> tuple[Party, ...]:
        """Who was named last, for *die*: one or several, as its verb is; no place, and nobody further back."""
        for one in reversed(self._named.values()):
            if sentence - one.sentence > reach:
                continue
            if one.kind not in _TAKEN_BY_DIE or (len(one.parties) > 1 or one.plural) is not plural:
                continue
            return one.parties
        return ()

    def opening_body(self, *, sentence: int) -> Party | None:
        """The one organisation that a sentence opens with: *Hamas zegt dat het …*; nobody where a person opens it."""
        found = [one for one in self._named.values() if one.sentence == sentence and one.opens and not one.governed]
        alone = len(found) == 1 and len(found[0].parties) == 1 and found[0].kind is MentionKind.ORGANISATION
        return found[0].parties[0] if alone else None

    def together(self, number: int, *, sentence: int, reach: int = _REACH_SENTENCES) -> tuple[Party, ...]:
        """So many parties as were named in one breath last (*de drie*); nobody where none were."""
        for one in reversed(self._named.values()):
            if sentence - one.sentence <= reach and len(one.parties) == number:
                return one.parties
        return ()

    def persons(self, number: int, *, sentence: int, reach: int) -> tuple[Party, ...]:
        """The persons named of late, if they are so many (*de twee*)."""
        found = [
            one.parties[0]
            for one in self._named.values()
            if one.kind is MentionKind.PERSON and len(one.parties) == 1 and sentence - one.sentence <= reach
        ]
        return tuple(found) if len(found) == number else ()

    def features(self, kind: str, found: list[Antecedent], *, sentence: int, paragraph: int) -> list[tuple[float, ...]]:
        """What speaks for each candidate, in the order of `FEATURES`."""
        persons = sum(one.kind is MentionKind.PERSON for one in found)
        return [
            (
                *self._row(kind, one, back=sentence - one.sentence),
                float(one is found[-1]),
                float(persons == 1 and one.kind is MentionKind.PERSON),
                float(one.paragraph == paragraph),
                float(one.opens and one.sentence == sentence),
            )
            for one in found
        ]

    def _row(self, kind: str, one: Antecedent, *, back: int) -> tuple[float, ...]:
        """What is counted of a candidate by itself."""
        name = one.name
        person = one.kind is MentionKind.PERSON
        group = one.kind is MentionKind.GROUP
        taken = self._taken.get(name, set())
        woman = person and name.split(maxsplit=1)[0] in _feminine()
        values = (
            back == 0, back == 1, back == 2, back > 2, one.opens, one.governed, person, group and not one.plural,  # noqa: PLR2004
            group and one.plural, one.kind is MentionKind.DEMONYM, one.kind is MentionKind.ORGANISATION,
            one.kind is MentionKind.LOCATION, one.plural, math.log(self._counts[name]), kind in taken,
            self._last_taken.get(kind) == name, _is_other(kind, taken) or (kind in _MALE and woman),
            (kind == "she" and woman) or (kind in _MALE and person and not woman),
            bool(_LEADERS & set(one.parties[0].sectors)), len(one.parties) > 1,
        )  # fmt: skip
        return tuple(float(value) for value in values)


def _is_other(kind: str, taken: set[str]) -> bool:
    """Was somebody taken up as a man before and is it a woman now, or the other way round?"""
    return (kind in _MALE and "she" in taken) or (kind == "she" and bool(_MALE & taken))
