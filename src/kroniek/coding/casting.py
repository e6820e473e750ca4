"""Who takes part in an act, by everything that is known of a mention, weighed by one readable formula.

For every party that a sentence names, and for acting and being acted upon, the weights of what holds for it are added:
how it hangs on the trigger in the tree, whether the frame has a slot for that, what the rules by place say, what kind
of mention it is (its *structure*), and how strongly the model ties it to the trigger. Invariant: weights are data
(`coding/casting.toml`), fitted by `training/fit_casting.py`; only mentions of the sentence are chosen. Left out:
parties that only the context tells.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from kroniek.coding.relations import FAR, head_of, relation
from kroniek.coding.roles import Cast
from kroniek.coding.scene import Named, Scene
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import Frame
from kroniek.model.analysis import MentionKind
from kroniek.model.signals import ArcRole, TriggerSignal
from kroniek.model.syntax import Tree

Features = Mapping[str, float]
"""What holds for a mention, by name; what does not hold is left out."""

LEAST = 1e-3  # probabilities are kept this far from 0 and 1 before their logarithms are taken
_WHERE = frozenset({"in", "te", "nabij", "boven"})
_ARCS = (ArcRole.ACTOR, ArcRole.RECIPIENT, ArcRole.SOURCE, ArcRole.PLACE)
_CHANNEL = frozenset({"op", "via"})
NOMINAL = frozenset({TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE})
_ADJECTIVAL = frozenset({"mod", "det"})


class Part(StrEnum):
    """A part in an act, as `casting.toml` names it."""

    ACTOR = "actor"
    RECIPIENT = "recipient"

    @property
    def arc(self) -> ArcRole:
        """The model's arc for it."""
        return ArcRole(self.value)

    @property
    def other(self) -> Part:
        """The other part."""
        return Part.RECIPIENT if self is Part.ACTOR else Part.ACTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWeights:
    """The weights of one part: of the structure's features, of the final ones, and from where on a party plays it.

    `accept` is the least chance; the likeliest mention of a sentence plays the part from `alone` on.
    """

    structure: Features
    final: Features
    accept: float
    alone: float


@cache
def shipped() -> Mapping[Part, PartWeights]:
    """The weights of the data file, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/casting.toml")
    return {part: PartWeights(**table[part.value]) for part in Part}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A trigger, read as a frame, in its sentence: what the features of every mention are told from.

    `ruled` is what the slots say by place (`roles`); `tree` and `signal` are None where the model gave none.
    """

    scene: Scene
    trigger: Trigger
    frame: Frame
    known: bool
    ruled: Cast
    tree: Tree | None
    signal: TriggerSignal | None
    mentions: tuple[Named, ...] = field(init=False)
    """The mentions that may take part."""
    arcs: Mapping[ArcRole, Mapping[tuple[int, int], float]] = field(init=False)
    """How strongly the model ties each of them to the trigger, by role and tokens."""

    def __post_init__(self) -> None:
        found = tuple(
            one
            for one in self.scene.named
            if _may_take_part(one) and not self._is_trigger(one) and not self._is_channel(one)
        )
        object.__setattr__(self, "mentions", found)
        arcs = {role: {(one.first, one.last): self._arc(one, role) for one in found} for role in _ARCS}
        object.__setattr__(self, "arcs", arcs)

    def _is_trigger(self, one: Named) -> bool:
        """Is a mention nothing but a word of the trigger (*de stakers*, told to strike)?"""
        return one.last - one.first == 1 and one.first in self.trigger.tokens

    def _is_channel(self, one: Named) -> bool:
        """Is a medium only where something is said (*op Truth Social*, *via TASS*)?"""
        return bool(one.mention.medium and one.outer and self.scene.tokens[one.outer - 1].lower in _CHANNEL)

    # what is known of a mention

    def arc(self, one: Named, role: ArcRole) -> float:
        """How strongly the model ties a mention that may take part to the trigger."""
        return self.arcs[role][one.first, one.last]

    def _arc(self, one: Named, role: ArcRole) -> float:
        if self.signal is None:
            return 0.0
        return self.signal.filler_score(role, [(self.scene.number, token) for token in range(one.first, one.last)])

    def relation(self, one: Named) -> str:
        """How a mention hangs on the trigger, "" where no tree is known."""
        if self.tree is None:
            return ""
        found = relation(self.tree, self.trigger.head, head_of(self.tree, one.first, one.last))
        if found != FAR or len(self.trigger.tokens) == 1:
            return found
        others = (relation(self.tree, at, head_of(self.tree, one.first, one.last)) for at in self.trigger.tokens)
        return next((other for other in others if other not in {FAR, "self"}), found)

    def structure(self, one: Named, part: Part) -> dict[str, float]:
        """What the sentence alone tells of a mention."""
        mention, clause = one.mention, self.scene.syntax.clauses[self.trigger.clause]
        own, others = self._ruled(part), self._ruled(part.other)
        slots = self.frame.actor if part is Part.ACTOR else self.frame.recipient
        how = self.relation(one)
        bare = how.rpartition(":")[2]
        nominal = self.trigger.form in NOMINAL
        found = {
            "bias": 1.0,
            f"kind {mention.kind.value}": 1.0,
            f"type {self.frame.type.value}": 1.0,
            f"{'noun' if nominal else 'verb'} {how or 'no tree'}": 1.0,
            "slot by place": float(one in own),
            "slot by place, known": float(one in own and self.known),
            "slot by place, other part": float(one in others),
            "slot by place has another": float(bool(own) and one not in own),
            "slot by tree": float(_fits(bare, slots, mention.kind)),
            "slot by tree, known": float(self.known and _fits(bare, slots, mention.kind)),
            "slot by tree, direct": float(self.known and _fits(how, slots, mention.kind)),
            "place where": float(self._is_where(one)),
            "no seat": float(not mention.can_act),
            "unknown": float(mention.party is None or mention.party.country is None),
            "anonymous": float(mention.anonymous or mention.medium),
            "before": float(one.last <= self.trigger.head),
            "in clause": float(one.first in clause.tokens),
            "mutual": float(self.frame.reciprocal),
            "alone": float(len(self.mentions) == 1),
            "inside another": float(self._is_inside(one)),
            "noun": float(nominal),
            "nearest before": float(self._is_nearest(one, before=True)),
            "nearest behind": float(self._is_nearest(one, before=False)),
            "in quotation of its own": float(part is Part.ACTOR and self._is_voice(one)),
        }
        return {name: value for name, value in found.items() if value}

    def _ruled(self, part: Part) -> tuple[Named, ...]:
        return self.ruled.actors if part is Part.ACTOR else self.ruled.recipients

    def _is_where(self, one: Named) -> bool:
        return bool(one.mention.is_place and one.outer and self.scene.tokens[one.outer - 1].lower in _WHERE)

    def _is_inside(self, one: Named) -> bool:
        """Does a mention stand inside the noun phrase of another (*de Russische president*)?"""
        return any(
            other is not one and other.outer <= one.first and one.last <= other.last for other in self.scene.named
        )

    def _is_nearest(self, one: Named, *, before: bool) -> bool:
        head = self.trigger.head
        ranked = [other for other in self.mentions if (other.last <= head if before else other.first > head)]
        return bool(ranked) and one is ranked[-1 if before else 0]

    def _is_voice(self, one: Named) -> bool:
        return self.arc(one, ArcRole.SOURCE) >= 0.5  # noqa: PLR2004 - even odds

    def final(self, one: Named, part: Part, structure: float) -> dict[str, float]:
        """What decides: the structure's sum, the model's arcs, and how they compare with those of other mentions."""
        arc, other = self.arc(one, part.arc), self.arc(one, part.other.arc)
        strongest = max(self.arcs[part.arc].values(), default=0.0)
        found = {
            "bias": 1.0,
            "structure": structure,
            "arc": logit(arc),
            "arc of the other part": logit(other),
            "strongest arc": float(arc == strongest and arc > 0.1),  # noqa: PLR2004 - weaker ones are noise
            "arc beside the strongest": arc / strongest if strongest else 0.0,
            "source": self.arc(one, ArcRole.SOURCE),
            "place": self.arc(one, ArcRole.PLACE),
        }
        return {name: value for name, value in found.items() if value}


def _may_take_part(one: Named) -> bool:
    """May a mention take part: somebody, or a place that stands for somebody (*Kiev*), not a sea (*Stille Oceaan*)?"""
    mention = one.mention
    if mention.party is None or (mention.is_place and mention.party.country is None):
        return False
    return mention.can_act or mention.is_place or mention.kind is MentionKind.NATIONALITY


def _fits(how: str, slots: Iterable[str], kind: MentionKind) -> bool:
    """Is a relation one of a frame's slots? An adjective before a noun is `adj`, a genitive `poss`."""
    names = {"adj", "poss"} if how in _ADJECTIVAL else {how}
    if how in _ADJECTIVAL and kind is not MentionKind.NATIONALITY:
        names = {"poss"}
    return bool(names & set(slots))


def logit(probability: float) -> float:
    """The logarithm of the odds, kept finite."""
    kept = min(1 - LEAST, max(LEAST, probability))
    return math.log(kept / (1 - kept))


def total(features: Features, weights: Features) -> float:
    """The sum of the weights of what holds."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


@dataclass(frozen=True, slots=True)
class Scored:
    """A mention and the chance that it plays a part."""

    one: Named
    chance: float


def scored(stage: Stage, part: Part, weights: Mapping[Part, PartWeights]) -> tuple[Scored, ...]:
    """The mentions of a sentence with their chances, in text order."""
    own = weights[part]
    found = []
    for one in stage.mentions:
        structure = total(stage.structure(one, part), own.structure)
        found.append(Scored(one, 1 / (1 + math.exp(-total(stage.final(one, part, structure), own.final)))))
    return tuple(found)


def players(found: Sequence[Scored], weights: PartWeights) -> tuple[Scored, ...]:
    """Those who play the part: all that are likely, else the likeliest one that is not unlikely."""
    likely = tuple(one for one in found if one.chance >= weights.accept)
    if likely:
        return likely
    best = max(found, key=lambda one: (one.chance, -one.one.first), default=None)
    return (best,) if best is not None and best.chance >= weights.alone else ()


def chosen(stage: Stage) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[Scored, ...]]:
    """Who acts and who is acted upon, each in text order; one who is likely to play both parts plays the likelier.

    Last come all mentions with their chances to be acted upon.
    """
    weights = shipped()
    acting = {one.one: one.chance for one in players(scored(stage, Part.ACTOR, weights), weights[Part.ACTOR])}
    weighed = scored(stage, Part.RECIPIENT, weights)
    undergoing = players(weighed, weights[Part.RECIPIENT])
    recipients = tuple(one.one for one in undergoing if one.chance > acting.get(one.one, 0.0))
    return tuple(one for one in acting if one not in recipients), recipients, weighed


def others(recipients: Iterable[Named], actors: Iterable[Named]) -> tuple[Named, ...]:
    """The recipients who do not act: what *het land* undergoes from its own ministry is another's."""
    acting = {_who(one) for one in actors}
    return tuple(one for one in recipients if _who(one) not in acting)


def _who(one: Named) -> tuple[str, str | None]:
    party = one.mention.party
    return (party.name, party.country) if party is not None else ("", None)
