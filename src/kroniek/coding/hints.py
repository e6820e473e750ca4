"""What a trained reader holds of one trigger: its status, whether it is hearsay, and the words that go with it.

The coder of rules has no such reader and gets hints that say nothing, so that one code serves both. Invariant: a hint
never makes words up, it points at words of the text. From where on a hint counts is data (`coding/hints.toml`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from kroniek.coding.triggers import Trigger
from kroniek.lexicon.load import read_toml
from kroniek.model.analysis import Analysis, Mention, TimeMention, Token
from kroniek.model.ontology import Status
from kroniek.model.signals import STATUSES, Arc, ArcRole, Signals, TriggerSignal


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """From which probability on a hint counts. Data: `coding/hints.toml`, where each has its reason."""

    status: float
    hedged: float
    time: float
    time_far: float
    time_headline: float
    time_sentences: int
    source: float
    source_far: float


@cache
def least() -> Least:
    """The thresholds, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/hints.toml")
    return Least(**table["least"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a trigger beside its words; `signal` is None where no trained reader looked at it."""

    sentence: int
    analysis: Analysis | None = None
    signal: TriggerSignal | None = None

    @classmethod
    def of(cls, analysis: Analysis, sentence: int, trigger: Trigger) -> Hints:
        """The hints at the likeliest word of a trigger in a sentence."""
        signals = analysis.signals
        if signals is None:
            return cls(sentence=sentence)
        return cls(sentence=sentence, analysis=analysis, signal=likeliest(signals, sentence, trigger.tokens))

    def status(self) -> tuple[Status, float] | None:
        """The likeliest status and how likely it is."""
        if self.signal is None:
            return None
        return max(zip(STATUSES, self.signal.status, strict=True), key=lambda one: one[1])

    @property
    def hedged(self) -> float:
        """How likely the act is told as hearsay; 0 where nobody knows."""
        return self.signal.hedged if self.signal is not None else 0.0

    def times(self) -> Iterator[tuple[TimeMention, float, int]]:
        """The times that may be that of the act, how likely, and how many sentences further on."""
        if self.analysis is None:
            return
        found: dict[int, tuple[float, int]] = {}
        for arc, token in self._arcs(ArcRole.TIME):
            place = _covering(self.analysis.times, token)
            if place is not None:
                found[place] = max(found.get(place, (0.0, 0)), (arc.score, arc.sentence - self.sentence))
        for place in sorted(found):
            yield self.analysis.times[place], *found[place]

    def mentions(self, role: ArcRole) -> Iterator[tuple[Mention, float, int]]:
        """The mentions that may fill a role, how likely, and how many sentences further on; in text order."""
        if self.analysis is None:
            return
        found: dict[int, tuple[float, int]] = {}
        for arc, token in self._arcs(role):
            place = _covering(self.analysis.mentions, token)
            if place is not None:
                found[place] = max(found.get(place, (0.0, 0)), (arc.score, arc.sentence - self.sentence))
        for place in sorted(found):
            yield self.analysis.mentions[place], *found[place]

    def _arcs(self, role: ArcRole) -> Iterator[tuple[Arc, Token]]:
        if self.signal is None or self.analysis is None:
            return
        for arc in self.signal.arcs:
            if arc.role is role:
                yield arc, self.analysis.sentences[arc.sentence].tokens[arc.token]


def likeliest(signals: Signals, sentence: int, tokens: Sequence[int]) -> TriggerSignal | None:
    """The signal at the likeliest of some words of a sentence."""
    found = [signals.trigger_at(sentence, token) for token in tokens]
    known = [signal for signal in found if signal is not None]
    return max(known, key=lambda signal: (max(signal.types), -signal.token), default=None)


def _covering(spans: Sequence[Mention] | Sequence[TimeMention], token: Token) -> int | None:
    """The number of the span that a token stands in."""
    at = bisect_right(spans, token.start, key=attrgetter("start")) - 1
    return at if at >= 0 and spans[at].end > token.start else None
