"""Whom an act is directed at where its sentence does not say so: the likeliest country of the article, or nobody.

*Zweden noemde de stap onbegrijpelijk*, behind *Turkije riep zijn ambassadeur terug*: the reader knows whose step. Every
country that the article names near the act is weighed by one readable formula: how far away and how often it is
named, what the article's other claims tell of it and of who acts, and how near the sentence came to naming it. Below
the threshold nobody is named. Invariant: weights are data (`coding/implied.toml`), fitted by
`training/fit_implied.py`; a party found so has no words of its own (`quote` is None), and its reason leads to the words
that name it. Left out: actors, and parties without a country.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any

from kroniek.coding.casting import Features, logit, total
from kroniek.coding.merging import Draft
from kroniek.lexicon.countries import countries
from kroniek.lexicon.load import read_toml
from kroniek.model.actor import Party
from kroniek.model.analysis import Analysis, Mention, MentionKind
from kroniek.model.claim import Reason
from kroniek.model.ontology import CONFLICT
from kroniek.model.text import Quote

REACH_SENTENCES = 12
"""A country that was named longer ago is not thought of, unless it is one of those that the article is about."""

RULE = "implied by the article"
"""The rule of a recipient that only the context tells."""

_ABOUT = 3  # so many countries, the most named, an article is about
_TOP_SENTENCES = 2  # title and lead
_NAMELESS = frozenset({MentionKind.GROUP, MentionKind.PRONOUN})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weight of each feature, and from which chance on a country is named."""

    least: float
    weights: Features


@cache
def shipped() -> Weights:
    """The weights of the data file, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/implied.toml")
    return Weights(**table)


@dataclass(frozen=True, slots=True)
class Choice:
    """A country that may be meant, and what speaks for it."""

    country: str
    features: Features


def _countries(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country is not None)


@dataclass(slots=True, kw_only=True)
class Implied:
    """What an article names and what its claims tell, from which a missing recipient is chosen."""

    analysis: Analysis
    drafts: Sequence[Draft]
    _starts: list[int] = field(init=False)
    _named: dict[str, list[int]] = field(init=False, default_factory=dict)  # sentences, in order, by country
    _mentions: dict[str, list[Mention]] = field(init=False, default_factory=dict)
    _about: frozenset[str] = field(init=False)
    _total: int = field(init=False)  # how often countries are named
    _pairs: Counter[tuple[str, str]] = field(init=False, default_factory=Counter)
    _undergone: Counter[str] = field(init=False, default_factory=Counter)
    _hits: Counter[str] = field(init=False, default_factory=Counter)  # who acts against somebody
    _hit: dict[str, Counter[str]] = field(init=False, default_factory=dict)  # who is hit, by whom ("": nobody named)

    def __post_init__(self) -> None:
        self._starts = [sentence.start for sentence in self.analysis.sentences]
        for mention in self.analysis.mentions:
            if mention.party is not None and mention.party.country is not None:
                self._named.setdefault(mention.party.country, []).append(self._sentence(mention.start))
                self._mentions.setdefault(mention.party.country, []).append(mention)
        ranked = sorted(self._named, key=lambda country: (-len(self._named[country]), country))
        self._about = frozenset(ranked[:_ABOUT])
        self._total = sum(map(len, self._named.values()))
        for draft in self.drafts:
            acting, undergoing = _countries(draft.actors), _countries(draft.recipients)
            self._pairs.update(product(sorted(acting), sorted(undergoing)))
            self._undergone.update(sorted(undergoing))
            if draft.type in CONFLICT:
                self._hits.update(sorted(acting))
                for country in sorted(undergoing):
                    self._hit.setdefault(country, Counter()).update(sorted(acting) or [""])

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def choices(self, number: int) -> Iterator[Choice]:
        """The countries that a claim may be directed at, by their codes."""
        draft = self.drafts[number]
        at = self._sentence(draft.evidence[0].quote.start)
        acting = _countries(draft.actors)
        near = [
            country
            for country in sorted(self._named)
            if country not in acting
            and self._is_near(country, at)
            and not (draft.type in CONFLICT and self._is_victim(country, acting))
        ]
        most = max((len(self._named[country]) for country in near), default=0)
        shared = {
            "bias": 1.0,
            f"type {draft.type.value}": 1.0,
            **{f"mode {draft.type.value} {mode}": 1.0 for mode in draft.modes},
            "first sentence": float(at == 0),
            "nobody acts": float(not acting),
            "how many": math.log(max(1, len(near))),
            "only one": float(len(near) == 1),
        }
        for country in near:
            yield Choice(country, _kept({**shared, **self._own(number, country, at, most)}))

    def _is_near(self, country: str, at: int) -> bool:
        before = self._distance(country, at)
        return country in self._about or (before is not None and before <= REACH_SENTENCES)

    def _is_victim(self, country: str, acting: frozenset[str]) -> bool:
        """Is a country hit by others and hits nobody itself? Who condemns an attack does not condemn its victim."""
        return self._hits[country] == 0 and self._hit_by_others(country, acting) > 0

    def _hit_by_others(self, country: str, acting: frozenset[str]) -> int:
        return sum(often for by, often in self._hit.get(country, {}).items() if by not in acting)

    def _distance(self, country: str, at: int) -> int | None:
        """How many sentences ago a country was named last: 0 for the act's own; None where it was not named yet."""
        named = self._named[country]
        last = bisect_right(named, at) - 1
        return at - named[last] if last >= 0 else None

    def _own(self, number: int, country: str, at: int, most: int) -> dict[str, float]:
        """What speaks for one country."""
        draft = self.drafts[number]
        acting = _countries(draft.actors)
        often, distance = len(self._named[country]), self._distance(country, at)
        alike = sum(self._pairs[one, country] for one in acting)
        back = sum(self._pairs[country, one] for one in acting)
        before = self.drafts[number - 1] if number else None
        leaning = draft.leanings.get(country)
        hostile = draft.type in CONFLICT
        told = _countries((*before.actors, *before.recipients)) if before is not None else frozenset[str]()
        return {
            "in the sentence": float(distance == 0),
            "one sentence ago": float(distance == 1),
            "two sentences ago": float(distance == 2),  # noqa: PLR2004 - as the name says
            "not yet": float(distance is None),
            "share": often / self._total,
            "share, logarithm": math.log(often / self._total),
            "named most": float(often == most),
            "at the top": float(self._named[country][0] < _TOP_SENTENCES),
            "leaning": logit(leaning) if leaning is not None else 0.0,
            "leaning known": float(leaning is not None),
            "the same two elsewhere": float(alike > 0),
            "the same two elsewhere, against": float(alike > 0 and draft.type in CONFLICT),
            "the same two elsewhere, often": math.log1p(alike),
            "the other way round": float(back > 0),
            "the other way round, often": math.log1p(back),
            "undergoes elsewhere": math.log1p(self._undergone[country]),
            "acts against somebody, against": math.log1p(self._hits[country]) * hostile,
            "hit by others, against": math.log1p(self._hit_by_others(country, acting)) * hostile,
            "in the claim before": float(country in told),
            "undergoes in the claim before": float(before is not None and country in _countries(before.recipients)),
            "body": float(country in _BODIES),
        }

    def meant(self, country: str) -> Party:
        """Who of a country is meant: its government; of a body without one the party that the article names most."""
        known = countries().by_code(country)
        if known is not None:
            return Party(name=known.name, country=country, sectors=("GOV",))
        names = Counter(mention.party.name for mention in self._mentions[country] if mention.party is not None)
        most = max(names.values())
        return next(
            replace(mention.party, quote=None, notes=())
            for mention in self._mentions[country]
            if mention.party is not None and names[mention.party.name] == most
        )

    def words(self, country: str, number: int) -> Quote:
        """The words that name a country nearest to a claim, by a name if there is one: those before its end, if any."""
        end = self.drafts[number].evidence[0].quote.end
        mentions = self._mentions[country]
        by_name = [mention for mention in mentions if mention.kind not in _NAMELESS] or mentions
        before = [mention for mention in by_name if mention.start < end]
        nearest = (before or by_name[:1])[-1]
        return Quote.of(self.analysis.document.text, nearest.start, nearest.end)


def _kept(features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if value}


def chance(choice: Choice, weights: Features) -> float:
    """How likely it is that an act is directed at a country."""
    return 1 / (1 + math.exp(-total(choice.features, weights)))


def likeliest(choices: Iterable[Choice], weights: Features) -> tuple[float, str]:
    """The likeliest country with its chance, the first by its code of those that are as likely; 0 and "" for none."""
    found = ((chance(one, weights), one.country) for one in choices)
    return min(found, key=lambda one: (-one[0], one[1]), default=(0.0, ""))


def name_recipients(analysis: Analysis, drafts: Sequence[Draft]) -> None:
    """Give the drafts of one text that are directed at nobody the recipient that the article implies, if any."""
    weights = shipped()
    implied = Implied(analysis=analysis, drafts=drafts)
    found: list[tuple[Draft, Party, Reason]] = []
    for number, draft in enumerate(drafts):
        if draft.recipients:
            continue
        how, country = likeliest(implied.choices(number), weights.weights)
        if how >= weights.least:
            quote = implied.words(country, number)
            reason = Reason(field="recipients", rule=RULE, quote=quote, score=round(how, 3))
            found.append((draft, implied.meant(country), reason))
    for draft, party, reason in found:  # all are chosen by what the text says, none by what was chosen before
        draft.recipients = (party,)
        draft.reasons.append(reason)
