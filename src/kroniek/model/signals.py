"""What a trained reader makes of a text: probabilities at sentences and tokens, and nothing decided yet.

`language.engines` makes signals, `coding` weighs them; they meet in `pipeline`. A token is known by the number of its
sentence and its own number in that sentence, as in the `Analysis` the signals were made for. Probabilities are
rounded, so that the same text gives the same numbers whatever the machine's last bits. Left out: what the model is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from kroniek.model.ontology import EventType, Status
from kroniek.model.syntax import Tree

TYPES: tuple[EventType, ...] = tuple(EventType)
"""The order of the sixteen type probabilities."""

STATUSES: tuple[Status, ...] = tuple(Status)
"""The order of the six status probabilities."""


class ArcRole(StrEnum):
    """What a token is to an act. A condition's, place's or time's arc holds for every word of its words."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    SOURCE = "source"
    PLACE = "place"
    TIME = "time"
    CONDITION = "condition"


class NameKind(StrEnum):
    """Kinds of names and times."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    LOCATION = "LOC"
    OTHER = "MISC"  # adjectives and inhabitants of places, treaties, events by name
    TIME = "TIME"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSignal:
    """Words `[start, end)` of the text that are a name or a time; `score` is that of their weakest token."""

    start: int
    end: int
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """How likely token `token` of sentence `sentence` is (part of) the words that fill a role."""

    role: ArcRole
    sentence: int
    token: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSignal:
    """A token that may express an act.

    `types` are probabilities in the order of `TYPES`; what they lack to 1 is the probability of no act. `status` is
    in the order of `STATUSES` and sums to 1; `hedged` is a probability; `modes` holds (type, mode, probability given
    the type), likeliest first; `arcs` the strongest first.
    """

    sentence: int
    token: int
    types: tuple[float, ...]
    status: tuple[float, ...]
    hedged: float
    modes: tuple[tuple[EventType, str, float], ...] = ()
    arcs: tuple[Arc, ...] = ()

    @property
    def type(self) -> EventType:
        """The likeliest type; the first of `TYPES` where several are equal."""
        return TYPES[max(range(len(TYPES)), key=lambda at: (self.types[at], -at))]

    @property
    def likeliest_status(self) -> Status:
        """The likeliest status."""
        return STATUSES[max(range(len(STATUSES)), key=lambda at: (self.status[at], -at))]

    def filler_score(self, role: ArcRole, tokens: Iterable[tuple[int, int]]) -> float:
        """How likely words fill a role: the strongest arc to one of their tokens, given as (sentence, token)."""
        wanted = set(tokens)
        return max(
            (arc.score for arc in self.arcs if arc.role is role and (arc.sentence, arc.token) in wanted), default=0.0
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSignal:
    """A sentence: the probability of each of `TYPES` being told in it, and at each of its tokens."""

    types: tuple[float, ...]
    tokens: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the trained reader makes of a document; `sentences` has one entry for each sentence of the analysis.

    `trees` has one too, None where a sentence was not read whole; it is empty where the reader does not parse.

    `threshold` is the `score` from which on the model, asked alone, is right most often (on validation articles).
    """

    sentences: tuple[SentenceSignal, ...]
    triggers: tuple[TriggerSignal, ...] = ()
    names: tuple[NameSignal, ...] = ()
    trees: tuple[Tree | None, ...] = ()
    model: str = ""
    threshold: float = 0.5
    _index: dict[tuple[int, int], TriggerSignal] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update(((trigger.sentence, trigger.token), trigger) for trigger in self.triggers)

    def trigger_at(self, sentence: int, token: int) -> TriggerSignal | None:
        """The signal at a token, None where the model sees no act there at all."""
        return self._index.get((sentence, token))

    def score(self, sentence: int, kind: EventType, tokens: Iterable[int] | None = None) -> float:
        """How likely a sentence tells an act of a type, by the mean of its sentence and its strongest token.

        `tokens` restricts the look at tokens to some of the sentence (the words of one trigger).
        """
        found = self.sentences[sentence]
        at = TYPES.index(kind)
        rows = found.tokens if tokens is None else [found.tokens[token] for token in tokens]
        return (found.types[at] + max((row[at] for row in rows), default=0.0)) / 2
