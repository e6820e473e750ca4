"""From events to stories, in one pass in order of report.

What one article tells first of the same parties goes together (`Strand`): an article is seldom about two things. A
strand goes on the story that it is most like: the same parties at the core, words, contexts, time. Words have fixed
weights, so what is reported later never changes where something went before. Guard against chains that swallow all: a
strand is compared with the core of a story, not with its last event, and parties alone are not enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import sqrt
from tomllib import loads
from typing import Any

from kroniek.lexicon.forms import keys
from kroniek.memory.commitments.sides import Identity, keys_of, own_identity, words_for
from kroniek.memory.commitments.tables import common
from kroniek.memory.joining.rarity import weight
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.event import EventId
from kroniek.model.ontology import QUADS
from kroniek.strings.fold import words
from kroniek.strings.stem import stem


@cache
def settings() -> dict[str, Any]:
    """The numbers of `stories.toml`."""
    return loads(files("kroniek.memory.stories").joinpath("data/stories.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Happening:
    """An event by what can be compared: sides and words with weights, contexts, kind, days.

    All of the reports of its first day; `claims` has all reports.
    """

    id: EventId
    claims: tuple[StoredClaim, ...]
    sides: dict[str, float]
    words: dict[str, float]
    contexts: frozenset[str]
    kinds: frozenset[str]
    reported: date
    day: date

    @property
    def document(self) -> str:
        """The article that tells it first."""
        return str(self.claims[0].claim.document)


@dataclass(slots=True)
class Thread:
    """A story while it is gathered."""

    happenings: list[Happening] = field(default_factory=list)
    sides: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    contexts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, one: Happening) -> None:
        """Take in an event."""
        self.happenings.append(one)
        self.sides.update(one.sides.keys())
        self.words.update(one.words.keys())
        self.contexts.update(one.contexts)
        self.kinds.update(one.kinds)

    @property
    def last(self) -> date:
        """The last day of report."""
        return self.happenings[-1].reported


def happenings(claims: Iterable[StoredClaim], identity: Identity = own_identity) -> list[Happening]:
    """The events of claims, in order of first report; a claim without a day of report or a party is left out."""
    groups: dict[EventId, list[StoredClaim]] = {}
    for one in claims:
        if one.published is not None and (one.claim.actors or one.claim.recipients):
            groups.setdefault(one.event, []).append(one)
    found = [_happening(id_, sorted(group, key=_moment), identity) for id_, group in groups.items()]
    return sorted(found, key=lambda one: (one.reported, one.day, _moment(one.claims[0])))


def _moment(one: StoredClaim) -> tuple[date, str, int, str]:
    return (
        one.published or date.max,
        str(one.claim.document),
        one.claim.evidence[0].quote.start,
        str(one.claim.id),
    )


def _happening(id_: EventId, claims: Sequence[StoredClaim], identity: Identity) -> Happening:
    reported = claims[0].published or date.max
    early = [one.claim for one in claims if one.published == reported]
    parties = [party for claim in early for party in (*claim.actors, *claim.recipients)]
    when = [claim.when for claim in early if claim.when]
    day = min(when, key=lambda one: (one.end - one.start, one.start)).start if when else reported
    return Happening(
        id=id_,
        claims=tuple(claims),
        sides=sides(parties, identity),
        words=weights((evidence.quote.text for claim in early for evidence in claim.evidence), parties),
        contexts=frozenset(context for claim in early for context in claim.contexts),
        kinds=frozenset(kind for claim in early for kind in (claim.type.value, QUADS[claim.type].value)),
        reported=reported,
        day=min(day, reported) if day.year > 1 else reported,
    )


def sides(parties: Iterable[Party], identity: Identity = own_identity) -> dict[str, float]:
    """The sides of parties with their weights; who is no state also counts for his country, by less."""
    found: dict[str, float] = {}
    for party in parties:
        names = keys_of(party, identity)
        state = next((key for key in names if key.startswith("state ")), None)
        if state is not None:
            found[state] = 1.0
            continue
        found[identity(party)] = 1.0
        if party.country and party.country not in _MANY:
            found.setdefault(f"state {party.country}", settings()["words"]["country"])
    return found


_MANY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})


def weights(texts: Iterable[str], parties: Sequence[Party]) -> dict[str, float]:
    """The words of texts that tell an issue, by key: those that say who takes part are left out.

    A word weighs by how few articles of the corpus have it (1 for the rarest), a name that is no party more.
    """
    none, _ = common()
    names = words_for(parties)
    left_out = names | {keys(name)[0] for name in names}
    found: dict[str, float] = {}
    for text in texts:
        for number, (word, start, _) in enumerate(words(text)):
            if word in none or word in left_out or word in no_issue() or len(word) < _SHORTEST or word.isdigit():
                continue
            more = settings()["words"]["name"] if number and text[start].isupper() else 1.0
            for key in keys(word):
                if key not in none and key not in left_out:
                    found[key] = max(found.get(key, 0.0), round(more * rarity(stem(word)), 3))
    return found


@cache
def no_issue() -> frozenset[str]:
    """Words that tell of no issue, though not every article has them: offices, days, what is said and done anywhere."""
    return frozenset(settings()["words"]["no_issue"])


def rarity(word: str) -> float:
    """How much a stem tells by its rarity, 1 where it is not in the table of counts; common words tell little."""
    part = weight(word) / weight(_UNSEEN)
    return float(part ** settings()["words"]["power"])


_SHORTEST = 2
_UNSEEN = "\N{FULL BLOCK}"
"""No word: it has the weight of what was never counted."""


# -- what one article tells -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strand:
    """Events that one article tells first, each of a party with another one of them; with what they have in common."""

    happenings: tuple[Happening, ...]
    sides: dict[str, float]
    words: dict[str, float]
    contexts: dict[str, float]
    kinds: dict[str, float]

    @property
    def reported(self) -> date:
        """The day of report."""
        return self.happenings[0].reported


def strands(found: Iterable[Happening]) -> Iterator[Strand]:
    """The strands of events that come in order of first report, in that order."""
    for _, same_day in groupby(found, key=lambda one: one.reported):
        by_article: dict[str, list[Happening]] = {}
        for one in same_day:
            by_article.setdefault(one.document, []).append(one)
        for told in by_article.values():
            yield from map(_strand, _connected(told))


def _connected(told: Sequence[Happening]) -> list[list[Happening]]:
    """Groups of events that are connected by whom they have in common; people of a country do not connect."""
    groups: list[tuple[set[str], list[Happening]]] = []
    for one in told:
        own = {side for side, weight in one.sides.items() if weight >= 1.0}
        touching = [group for group in groups if group[0] & own]
        groups = [group for group in groups if not group[0] & own]
        groups.append((own.union(*(g[0] for g in touching)), [*(e for g in touching for e in g[1]), one]))
    order = {one.id: at for at, one in enumerate(told)}
    return sorted(
        (sorted(group, key=lambda one: order[one.id]) for _, group in groups), key=lambda group: order[group[0].id]
    )


def _strand(told: Sequence[Happening]) -> Strand:
    """What events of one article have in common: parties and contexts by their share, the words that tell most."""
    size = len(told)
    share = settings()["strands"]["share"]
    sides_: dict[str, float] = {}
    words_: dict[str, float] = {}
    for one in told:
        for side, own in one.sides.items():
            sides_[side] = sides_.get(side, 0.0) + own / size
        for key, own in one.words.items():
            words_[key] = words_.get(key, 0.0) + own
    kept = sorted(words_, key=lambda key: (-words_[key], key))[: settings()["strands"]["words"]]
    rarest = {key: max(one.words.get(key, 0.0) for one in told) for key in kept}
    return Strand(
        happenings=tuple(told),
        sides={side: own for side, own in sides_.items() if own >= share} or sides_,
        words=rarest,
        contexts=_shares((one.contexts for one in told), size),
        kinds=_shares((one.kinds for one in told), size),
    )


def _shares(sets: Iterable[frozenset[str]], size: int) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for one in sets:
        counts.update(one)
    return {name: number / size for name, number in sorted(counts.items())}


# -- one pass --------------------------------------------------------------------------------------------------------


def threads(found: Iterable[Happening]) -> list[Thread]:
    """The stories of events that come in order of first report."""
    made: list[Thread] = []
    by_side: dict[str, list[int]] = {}
    for strand in strands(found):
        near = sorted({at for side in strand.sides for at in by_side.get(side, ())})
        scored = [(likeness(strand, made[at]), at) for at in near]
        best, at = max(scored, default=(0.0, -1))
        if best < settings()["likeness"]["join"]:
            at = len(made)
            made.append(Thread())
        for one in strand.happenings:
            made[at].add(one)
        for side in sorted({side for one in strand.happenings for side in one.sides}):
            known = by_side.setdefault(side, [])
            if at not in known:
                known.append(at)
    return made


def likeness(strand: Strand, thread: Thread) -> float:
    """How much a strand is like a story, from 0 to 1; nought where other parties are at the story's core."""
    rules = settings()["likeness"]
    parties = _parties(strand, thread)
    if parties < rules["parties"]:
        return 0.0
    gap = (strand.reported - thread.last).days
    shared = _words(strand, thread)
    enough = settings()["words"]["enough"]
    if gap > settings()["days"]["asleep"] and shared < settings()["words"]["wake"] * enough:
        return 0.0
    both = min(1.0, shared / enough)
    recent = 0.5 ** (gap / settings()["days"]["half"])
    size = len(thread.happenings)
    contexts = _overlap(strand.contexts, thread.contexts, size)
    kinds = _overlap(strand.kinds, thread.kinds, size)
    issue = rules["words"] * both + rules["contexts"] * contexts + rules["kind"] * kinds
    return float(sqrt(parties) * (issue + rules["recent"] * recent))


def _parties(strand: Strand, thread: Thread) -> float:
    """The part of the strand's sides that are at the core of the story."""
    total = sum(strand.sides.values())
    least = settings()["likeness"]["core"] * len(thread.happenings)
    core = sum(own for side, own in strand.sides.items() if thread.sides[side] >= least)
    return core / total if total else 0.0


def _words(strand: Strand, thread: Thread) -> float:
    """The weight of the words that a strand shares with the story."""
    rules = settings()["words"]
    size = len(thread.happenings)
    least = 1.0 if size < rules["young"] else max(2.0, rules["share"] * size)
    return sum(own for key, own in strand.words.items() if thread.words[key] >= least)


def _overlap(own: dict[str, float], known: Counter[str], size: int) -> float:
    """How far what a strand has is what the story has, by the shares of both."""
    total = sum(own.values())
    if not total or not size:
        return 0.0
    return sum(share * min(1.0, 2 * known[name] / size) for name, share in own.items()) / total


def members(thread: Thread) -> Iterator[StoredClaim]:
    """The claims of a story, in order of its events."""
    for one in thread.happenings:
        yield from one.claims
