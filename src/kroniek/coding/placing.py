"""Decides where an act took place, apart from where it was said and from other places that a text names.

Every country in which it may have been is a candidate: of the places that stand round the act, of those who take part,
of the dateline. What speaks for one is counted and weighed for the kind of act, beside the chance that the act has no
place at all (codebook, rule 17: the place of a word is null, that of a meeting, a signing or a deed is told). Of the
likeliest country the nearest and most precise place is taken. Invariant: weights are data (`coding/places.toml`); a
place that no words of the article name has no quote. Left out: where something was said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.coding.voices import Saying, sayings
from kroniek.lexicon.countries import countries
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.places import PlaceKind, places
from kroniek.model.actor import Party
from kroniek.model.analysis import Analysis, Mention, MentionKind, Sentence, SentenceKind, Token
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place, Precision
from kroniek.model.signals import ArcRole, Signals
from kroniek.model.text import Quote

_BACK, _AHEAD = 6, 1  # sentences before and behind an act in which its place may stand
_NOUN_PHRASE = 5  # tokens from the noun of an act back to its preposition: *na een zware Russische aanval*
_FADES = 0.6  # what a place counts for, a sentence further back

LOCAL = frozenset({"COP", "JUD", "CVL", "OPP", "REB", "CRM", "LAB", "EDU", "REL", "REF", "BUS", "SOC", "JRN"})
"""Sectors of those who mostly act where they are; governments and armies act elsewhere too."""

_GROUPS: Mapping[EventType, str] = {
    EventType.ASSAULT: "force", EventType.PROTEST: "force", EventType.MOBILIZE: "force",
    EventType.COERCE: "power", EventType.RETREAT: "power",
    EventType.CONSULT: "talks",
    EventType.AGREE: "word", EventType.SUPPORT: "word", EventType.CONCEDE: "word",
    EventType.AID: "help", EventType.COOPERATE: "help",
}  # fmt: skip
_OTHERS = "other"

FEATURES = (
    "clause", "sentence", "nearest", "bare", "goal", "origin", "actor", "recipient", "last", "near", "paragraph",
    "dateline", "lead", "title", "share", "adjective", "precise", "head", "behind", "water",
    "both", "alone", "local_actor", "local_recipient", "before_act",
)  # fmt: skip
"""What is counted of a country, in the order of the vectors of `Grounds.features`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """By kind of act: what each of `FEATURES` weighs; by type, mode and status: what speaks for no place.

    `arc` is what the trained reader's arc weighs beside them, `shift` what it takes from those who are not sure.
    """

    of: Mapping[str, tuple[float, ...]]
    nowhere: Mapping[str, float]
    arc: float
    shift: float


@cache
def _weights() -> Weights:
    table: dict[str, Any] = read_toml("coding/places.toml")
    return Weights(
        of={group: tuple(float(row[name]) for name in FEATURES) for group, row in table["weights"].items()},
        nowhere={kind: float(value) for kind, value in table["nowhere"].items()},
        arc=float(table["model"]["arc"]),
        shift=float(table["model"]["shift"]),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    there: frozenset[str]
    goal: frozenset[str]
    origin: frozenset[str]
    apart: frozenset[str]
    after: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml("nl/phrases.toml")
    return _Words(
        there=frozenset(table["place_prepositions"]),
        goal=frozenset({"naar", "richting", "tot"}),
        origin=frozenset({"uit", "vanuit", "vanaf"}),
        apart=frozenset({"tegen", "over", "wegens", "vanwege", "voor", "om", "ondanks"}),
        after=frozenset({"na", "door", "sinds"}),
    )


def group(type_: EventType) -> str:
    """The kind of act by which the weights differ."""
    return _GROUPS.get(type_, _OTHERS)


def has_place(type_: EventType) -> bool:
    """Is the place of an act of this type told: of a meeting, a signing or a deed, not of a word?"""
    return group(type_) != _OTHERS and type_ not in {EventType.AGREE, EventType.CONCEDE}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place that a text names: the mention, its sentence and first token, and how it stands there."""

    mention: Mention
    sentence: int
    token: int
    key: str  # its country, or its name where it lies in none
    there: bool
    goal: bool
    origin: bool
    dateline: bool
    precise: bool  # more precise than a country


@dataclass(frozen=True, slots=True)
class Kind:
    """What an act is."""

    type: EventType
    modes: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is asked about: an act at a token of a sentence, in a clause, of a type, with countries of its parties."""

    sentence: int
    head: int
    clause: frozenset[int]
    tokens: tuple[int, ...]
    type: EventType
    modes: tuple[str, ...]
    status: Status
    actors: frozenset[str]
    recipients: frozenset[str]
    local_actors: frozenset[str]  # of those who act where they are: police, protesters, courts
    local_recipients: frozenset[str]
    before: str | None = None  # the country in which the act told before took place
    taken: frozenset[int] = frozenset()  # offsets of the parties' words, which do not speak for a place
    acting: frozenset[int] = frozenset()  # those of the actors' words
    elsewhere: frozenset[int] = frozenset()  # offsets of places of the sentence that are another act's


def what(act: Act) -> tuple[str, ...]:
    """What an act is, as far as it tells whether it has a place: its type, and with it its modes and status."""
    kind = act.type.value
    ahead = act.status in (Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE)
    status = "ahead" if ahead else act.status.value
    return (kind, f"{kind} {status}", *(f"{kind} {mode}" for mode in act.modes))


class Grounds:
    """The places of one text, and which of them is where an act took place."""

    def __init__(self, analysis: Analysis) -> None:
        self._sentences = analysis.sentences
        self._signals: Signals | None = analysis.signals
        self._text = analysis.document.text
        self._spots, self._adjectives = _spots(analysis)
        everything = [spot for row in self._spots for spot in row]
        self._counts = Counter(spot.key for spot in everything)
        self._dateline = frozenset(spot.key for spot in everything if spot.dateline)
        lead = next((n for n, sentence in enumerate(analysis.sentences) if sentence.kind is SentenceKind.PROSE), 0)
        self._lead = frozenset(spot.key for spot in self._spots[lead] if spot.there) if self._spots else frozenset()
        heading = bool(analysis.sentences) and analysis.sentences[0].kind is SentenceKind.HEADLINE
        self._title = frozenset(spot.key for spot in self._spots[0]) if heading else frozenset()

        self._before: str | None = None
        self._sayings: tuple[int, tuple[Saying, ...]] = (-1, ())

    def place(
        self, scene: Scene, trigger: Trigger, kind: Kind, *, actors: Sequence[Party], recipients: Sequence[Party]
    ) -> Place | None:
        """Where an act took place, None where that is not told."""
        act = Act(
            sentence=scene.number,
            head=trigger.head,
            clause=frozenset(scene.syntax.clauses[trigger.clause].tokens),
            tokens=trigger.tokens,
            type=kind.type,
            modes=kind.modes,
            status=kind.status,
            actors=_countries(actors),
            recipients=_countries(recipients),
            local_actors=_countries(party for party in actors if LOCAL & set(party.sectors)),
            local_recipients=_countries(party for party in recipients if LOCAL & set(party.sectors)),
            before=self._before,
            taken=_words_of([*actors, *recipients]),
            acting=_words_of(actors),
            elsewhere=self._elsewhere(scene, trigger),
        )
        key = self.chosen(act)
        self._before = key or self._before
        return self._named(act, key) if key else None

    def _elsewhere(self, scene: Scene, trigger: Trigger) -> frozenset[int]:
        """The places of the sentence that are another act's, by their offsets.

        *In Wenen zei Zelensky dat …* is where it was said; *in Berlijn* in *In Berlijn protesteerden mensen tegen de
        aanval* is where they protest, and *naar Bangladesh* in *vluchtten naar Bangladesh na een aanval* where they
        fled.
        """
        spots = self._spots[scene.number]
        if not spots:
            return frozenset()
        saying = self._said_in(scene, trigger)
        found = {spot.mention.start for spot in spots if spot.token in saying}
        if trigger.form is TriggerForm.NOUN:
            found |= {spot.mention.start for spot in self._of_the_verb(scene, trigger)}
        return frozenset(found)

    def _said_in(self, scene: Scene, trigger: Trigger) -> frozenset[int]:
        """The tokens of the clauses that only say that an act took place."""
        if self._sayings[0] != scene.number:  # once for all acts of a sentence
            self._sayings = (scene.number, sayings(scene) if len(scene.syntax.clauses) > 1 else ())
        covering = [one for one in self._sayings[1] if one.clause >= 0 and one.reaches(trigger.clause, trigger.head)]
        return frozenset(token for one in covering for token in scene.syntax.clauses[one.clause].tokens)

    def _of_the_verb(self, scene: Scene, trigger: Trigger) -> Iterator[_Spot]:
        """The places before an act that is a noun, which tell where the verb of its clause took place."""
        spots, head = self._spots[scene.number], trigger.head
        clause = scene.syntax.clauses[trigger.clause].tokens
        complement = [token.lower for token in scene.tokens[head + 1 : head + 2]]
        own = any(spot.there and head < spot.token <= head + _NOUN_PHRASE for spot in spots)
        own = own and not _words().there.isdisjoint(complement)  # de aanval op Sarajevo
        at = _preposition(scene, trigger)
        apart = at is not None and scene.tokens[at].lower in _words().apart
        for spot in spots:
            if spot.token not in clause or spot.token >= (head if at is None else at):
                continue
            if (spot.there and (own or apart)) or (spot.goal and at is not None):
                yield spot

    def chosen(self, act: Act) -> str | None:
        """The country in which an act took place, or the name of a place in none; None where no place is told."""
        weights = _weights()
        row = weights.of[group(act.type)]
        nowhere = sum(weights.nowhere.get(word, 0.0) for word in what(act))
        scored: list[tuple[float, str]] = []
        for key in self.candidates(act):
            score = sum(w * x for w, x in zip(row, self.features(act, key), strict=True))
            if self._signals is not None:
                score += weights.arc * self.arc(act, key)
            scored.append((score, key))
        if not scored:
            return None
        least = nowhere + (weights.shift if self._signals is not None else 0.0)
        best, key = min(scored, key=lambda pair: (-pair[0], pair[1]))
        return key if best > least else None

    def candidates(self, act: Act) -> list[str]:
        """The countries that come into question, in the order of the text."""
        found = [spot.key for spot in self._around(act)]
        lead = self._dateline | (self._lead - self._only_elsewhere(act))
        return list(dict.fromkeys([*found, *sorted(act.actors | act.recipients), *sorted(lead)]))

    def _only_elsewhere(self, act: Act) -> frozenset[str]:
        """The countries that the text names only by places of other acts of the sentence."""
        if not act.elsewhere:
            return frozenset()
        spots = [spot for row in self._spots for spot in row]
        apart = {spot.key for spot in self._spots[act.sentence] if spot.mention.start in act.elsewhere}
        return frozenset(apart - {spot.key for spot in spots if spot.mention.start not in act.elsewhere})

    def features(self, act: Act, key: str) -> tuple[float, ...]:
        """What speaks for a country, in the order of `FEATURES`."""
        here = [
            spot
            for spot in self._spots[act.sentence]
            if (spot.there or spot.mention.start not in act.taken) and spot.mention.start not in act.elsewhere
        ]
        own = [spot for spot in here if spot.key == key]
        there = [spot for spot in here if spot.there]
        nearest = min(there, key=lambda spot: (abs(spot.token - act.head), spot.token), default=None)
        near, paragraph = self._backwards(act.sentence, key)
        last = self._spots[act.sentence - 1] if act.sentence else []
        ahead = self._spots[act.sentence + 1] if act.sentence + 1 < len(self._spots) else []
        total = sum(self._counts.values())
        values = (
            any(spot.there and spot.token in act.clause for spot in own),
            any(spot.there for spot in own),
            nearest is not None and nearest.key == key,
            any(not (spot.there or spot.goal or spot.origin) for spot in own),
            any(spot.goal for spot in own),
            any(spot.origin for spot in own),
            key in act.actors,
            key in act.recipients,
            any(spot.there and spot.key == key for spot in last),
            math.log1p(near),
            paragraph,
            key in self._dateline,
            key in self._lead,
            key in self._title,
            self._counts[key] / total if total else 0.0,
            key in self._adjectives[act.sentence],
            any(spot.precise for spot in own),
            any(spot.token in act.clause and spot.token < act.head for spot in own),
            any(spot.there and spot.key == key for spot in ahead),
            countries().by_code(key) is None,
            key in act.actors and key in act.recipients,
            act.actors | act.recipients == {key},
            key in act.local_actors,
            key in act.local_recipients,
            key == act.before,
        )
        return tuple(float(value) for value in values)

    def arc(self, act: Act, key: str) -> float:
        """How likely the trained reader holds it that words of that country are the place."""
        if self._signals is None:
            return 0.0
        found = [self._signals.trigger_at(act.sentence, token) for token in act.tokens]
        signals = [signal for signal in found if signal is not None]
        words = [
            (spot.sentence, token)
            for spot in self._around(act)
            if spot.key == key
            for token in _tokens(self._sentences[spot.sentence], spot.mention)
        ]
        return max((signal.filler_score(ArcRole.PLACE, words) for signal in signals), default=0.0)

    def _around(self, act: Act) -> Iterator[_Spot]:
        first, last = max(0, act.sentence - _BACK), min(len(self._spots), act.sentence + _AHEAD + 1)
        for row in self._spots[first:last]:
            yield from (spot for spot in row if spot.mention.start not in act.elsewhere)

    def _backwards(self, number: int, key: str) -> tuple[float, bool]:
        near, paragraph = 0.0, False
        for back in range(1, min(_BACK, number) + 1):
            same = self._sentences[number - back].paragraph == self._sentences[number].paragraph
            for spot in self._spots[number - back]:
                if spot.key == key and spot.there:
                    near += _FADES**back
                    paragraph |= same
        return near, paragraph

    def _named(self, act: Act, key: str) -> Place:
        """The nearest and most precise place of a country; the country itself where no words name one."""
        found = [spot for spot in self._around(act) if spot.key == key and _may_be_where(spot, act)]
        if found:
            spot = min(found, key=lambda spot: _rank(spot, act))
            return place_of(spot.mention, Quote.of(self._text, spot.mention.start, spot.mention.end))
        country = countries().by_code(key)
        if country is None:
            return Place(name=key)
        return Place(name=country.name, country=key, lat=country.lat, lon=country.lon, precision=Precision.COUNTRY)


def _preposition(scene: Scene, trigger: Trigger) -> int | None:
    """The preposition before an act that is a noun (*tegen de Russische inval*), which parts it from its clause."""
    for at in range(trigger.head - 1, max(-1, trigger.head - _NOUN_PHRASE), -1):
        word = scene.tokens[at].lower
        if word in _words().apart | _words().after:
            return at
        if (
            not word[0].isalnum()
            or word in word_classes().prepositions
            or scene.syntax.clauses[trigger.clause].finite == at
        ):
            return None
    return None


def _may_be_where(spot: _Spot, act: Act) -> bool:
    """May a place be that of an act? The words of a party may in the act's own sentence: *beschoot Donetsk*."""
    return spot.sentence == act.sentence or spot.mention.start not in act.taken


def _rank(spot: _Spot, act: Act) -> tuple[bool, bool, bool, bool, int, bool, int]:
    """What goes first: a place of the sentence, there and not on the way, near; of equals the more precise one.

    What is acted upon lies where the act took place; who acts (*Moskou arresteerde …*) comes last of all.
    """
    here = spot.sentence == act.sentence
    return (
        here and spot.mention.start in act.acting,
        not here,
        here and spot.mention.start in act.taken,
        not (spot.there or spot.dateline),
        abs(spot.sentence - act.sentence),
        not spot.precise,
        abs(spot.token - act.head),
    )


def _words_of(parties: Iterable[Party]) -> frozenset[int]:
    return frozenset(party.quote.start for party in parties if party.quote)


def _countries(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country and countries().by_code(party.country))


def _spots(analysis: Analysis) -> tuple[list[list[_Spot]], list[frozenset[str]]]:
    """The places of each sentence, and the countries that only an adjective or a group names in it."""
    spots: list[list[_Spot]] = [[] for _ in analysis.sentences]
    adjectives: list[set[str]] = [set() for _ in analysis.sentences]
    number = 0
    for mention in analysis.mentions:
        while number + 1 < len(analysis.sentences) and analysis.sentences[number].end <= mention.start:
            number += 1
        country = mention.party.country if mention.party else None
        if mention.is_place:
            spots[number].append(_spot(mention, number, analysis.sentences[number]))
        elif country and mention.kind in (MentionKind.NATIONALITY, MentionKind.GROUP, MentionKind.DEMONYM):
            adjectives[number].add(country)
    return spots, [frozenset(found) for found in adjectives]


def _spot(mention: Mention, number: int, sentence: Sentence) -> _Spot:
    tokens = sentence.tokens
    token = next((at for at, one in enumerate(tokens) if one.end > mention.start), 0)
    outer = next((at for at, one in enumerate(tokens) if one.end > mention.outer), 0)
    before = tokens[outer - 1].lower if outer else ""
    words = _words()
    party = mention.party
    return _Spot(
        mention=mention,
        sentence=number,
        token=token,
        key=(party.country if party else None) or (party.name if party else ""),
        there=before in words.there,
        goal=before in words.goal,
        origin=before in words.origin,
        dateline=not mention.can_act and token == 0 and tokens[0].text.isupper(),
        precise=countries().by_name(" ".join(one.text for one in tokens[token : _end(tokens, mention)])) is None,
    )


def _end(tokens: Sequence[Token], mention: Mention) -> int:
    return next((at for at, one in enumerate(tokens) if one.start >= mention.end), len(tokens))


def _tokens(sentence: Sentence, mention: Mention) -> Sequence[int]:
    return [at for at, token in enumerate(sentence.tokens) if mention.start <= token.start < mention.end]


def place_of(mention: Mention, quote: Quote) -> Place:
    """The place that a mention names by these words."""
    party = mention.party
    name = " ".join(quote.text.split())
    country = party.country if party else None
    return Place(
        name=name, country=country, lat=mention.lat, lon=mention.lon, quote=quote,
        precision=precision_of(name, country=country),
    )  # fmt: skip


_PRECISION = {
    PlaceKind.CITY: Precision.CITY,
    PlaceKind.REGION: Precision.REGION,
    PlaceKind.WATER: Precision.REGION,
    PlaceKind.WORLD: Precision.REGION,
    PlaceKind.SITE: Precision.POINT,
}


@cache
def precision_of(name: str, *, country: str | None = None) -> Precision | None:
    """How precise the place of a name is; a building that stands for a power is a point. None where it is unknown."""
    if countries().by_name(name):
        return Precision.COUNTRY
    known = places().by_name(name, country=country)
    if known is not None:
        return _PRECISION[known.kind]
    return Precision.POINT if countries().metonym(name) else None
