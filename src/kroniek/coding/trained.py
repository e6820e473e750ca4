"""The trained coder: a reader's probabilities and the frame lexicon's knowledge, weighed by one readable formula.

A trigger is read as the type for which the model (its sentence and its word) and the lexicon (a frame of that type, and
how often it was right) speak loudest together; below the threshold nothing is coded. The model also proposes words
that the lexicon lacks. Who takes part is weighed by `casting`; all else is found by the rules. Invariant: weights and
thresholds are data (`coding/trained.toml`), fitted on held-out annotated articles by `training/fit_coder.py`;
everything that a claim holds is a mention of the text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kroniek.coding.casting import LEAST, NOMINAL, Scored, Stage, chosen, logit, others
from kroniek.coding.hints import likeliest
from kroniek.coding.implied import name_recipients
from kroniek.coding.modality import only_considers
from kroniek.coding.roles import Cast, cast
from kroniek.coding.rules import (
    MODEL,
    Candidate,
    Complete,
    claims_of,
    drafts_of,
    matters,
    why_not_told,
    without_content,
)
from kroniek.coding.scene import Named, Scene
from kroniek.coding.topics import is_political
from kroniek.coding.tracing import Chances, Trace, words_of
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.coding.unreal import untold
from kroniek.errors import UsageError
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.lexicon.speech import speech
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.considered import Note, Omission
from kroniek.model.ontology import CONFLICT, EventType
from kroniek.model.signals import TYPES, Signals

_OF_WHAT_LIES_AHEAD = frozenset({EventType.THREATEN, EventType.AGREE, EventType.CONCEDE})
_CAUSE_REACH = 4  # tokens between *na*, *wegens* and the noun behind it
_VERB_SLOTS = (("su", "door"), ("obj1", "tegen", "aan", "met", "van", "op"))  # what most verbs and nouns of
_NOUN_SLOTS = (("poss", "adj", "van", "door", "tussen", "su"), ("tegen", "aan", "met", "op", "voor"))  # frames have


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each voice weighs, and from where on a decision is taken. Data: `coding/trained.toml`.

    The first seven weigh `features`. `accept` is the least chance of a claim, `second` that of another one of its type
    in the sentence, `denied` that of an act that did not happen; `doubt` is added to the first two in a text that seems
    not political. `propose` is the least probability of a word that the lexicon lacks, `content` that of a word inside
    what is asked or promised, `mode` that of a mode.
    """

    bias: float
    sentence: float
    word: float
    lexicon: float
    known: float
    weak: float
    nominal: float
    accept: float
    second: float
    denied: float
    doubt: float
    propose: float
    content: float
    mode: float


@cache
def shipped() -> Weights:
    """The weights of the data file, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/trained.toml")
    return Weights(**table["weights"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A trigger read as a type, by a frame, with its chance; `known` where the lexicon has the word with that type."""

    trigger: Trigger
    frame: Frame
    type: EventType
    chance: float
    known: bool


class TrainedCoder:
    """Codes with a trained reader's signals, frames and rules; `note` is told of everything that was weighed.

    `complete` adds to the claims of a text what only the whole text tells.
    """

    name = "trained"

    def __init__(
        self, weights: Weights | None = None, *, note: Note | None = None, complete: Complete = name_recipients
    ) -> None:
        self._weights = weights or shipped()
        self._note = note
        self._complete = complete

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their first evidence."""
        signals = analysis.signals
        if signals is None:
            raise UsageError("The trained coder needs signals: choose the analyser of the same engine.")
        doubt = 0.0 if is_political(analysis.document.text) else self._weights.doubt

        def chances(scene: Scene, trigger: Trigger) -> Chances:
            return Decider(scene, signals, self._weights).chances(trigger)

        least = self._weights.accept + doubt
        trace = Trace(self._note, chances, lambda _: least) if self._note is not None else None

        def choose(scene: Scene) -> list[tuple[Candidate, Cast]]:
            return Decider(scene, signals, self._weights, trace).chosen(doubt)

        drafts = drafts_of(analysis, choose, denied=self._weights.denied, trace=trace)
        yield from claims_of(analysis, drafts, coder=f"{self.name} {signals.model}", complete=self._complete)


class Decider:
    """Decides for one sentence which triggers are coded, as what, and with whom."""

    def __init__(self, scene: Scene, signals: Signals, weights: Weights, trace: Trace | None = None) -> None:
        self._scene, self._signals, self._weights, self._trace = scene, signals, weights, trace
        self._sentence = signals.sentences[scene.number]

    # which triggers, as which type

    def triggers(self) -> list[Trigger]:
        """The triggers of the lexicon, and behind them words that the model takes for acts and the lexicon lacks."""
        found = list(self._scene.triggers)
        taken = {token for trigger in found for token in trigger.tokens} | self._scene.blocked
        classes = word_classes()
        helping = classes.perfect | classes.passive | classes.modal
        for at, row in enumerate(self._sentence.tokens):
            word = self._scene.tokens[at]
            if at in taken or max(row) < self._weights.propose or not word.text[0].isalnum() or word.lower in helping:
                continue
            found.append(self._proposed(at, TYPES[max(range(len(TYPES)), key=lambda place: (row[place], -place))]))
        return found

    def kinds(self, trigger: Trigger) -> tuple[EventType, ...]:
        """The types that come into question: those of its frames, and those that the model holds possible.

        What the words of a frame do, to work together or against somebody, is the lexicon's to say: *zal bombarderen*
        is no agreement and *niet ontmoet* no refusal, however near the model finds them. An expression of several words
        (*in beslag nemen*) tells another act only as a threat or a promise of it, and what is planned, considered or
        tried (*overweegt aan te vallen*) is no threat.
        """
        rows = [self._sentence.tokens[token] for token in trigger.tokens]
        least = self._weights.propose / 2
        frames = {frame.type for frame in trigger.frames}
        return tuple(
            kind
            for at, kind in enumerate(TYPES)
            if kind in frames or (max(row[at] for row in rows) >= least and self._may_be(trigger, kind))
        )

    def _may_be(self, trigger: Trigger, kind: EventType) -> bool:
        """May the words of a trigger tell a type that no frame of theirs has?"""
        if (kind in CONFLICT) not in _sides(trigger) or (trigger.phrase and kind not in _OF_WHAT_LIES_AHEAD):
            return False
        known = trigger in self._scene.triggers
        return not (known and kind is EventType.THREATEN and trigger.form is TriggerForm.TE_INFINITIVE)

    def features(self, trigger: Trigger, kind: EventType) -> tuple[float, ...]:
        """What speaks for a type: constant, sentence, word, lexicon, known, weak, nominal."""
        at = TYPES.index(kind)
        frames = [frame for frame in trigger.frames if frame.type is kind]
        return (
            1.0,
            logit(self._sentence.types[at]),
            logit(self._word(trigger, kind)),
            max((frame.precision for frame in frames), default=0.0),
            1.0 if frames else 0.0,
            1.0 if trigger.weak else 0.0,
            1.0 if trigger.form in NOMINAL else 0.0,
        )

    def _word(self, trigger: Trigger, kind: EventType) -> float:
        """The model's probability of a type at the likeliest word, given that no type is meant that cannot be."""
        at = TYPES.index(kind)
        sides = _sides(trigger)
        best = 0.0
        for token in trigger.tokens:
            row = self._sentence.tokens[token]
            impossible = sum(row[place] for place, other in enumerate(TYPES) if (other in CONFLICT) not in sides)
            best = max(best, row[at] / max(row[at], 1 - impossible, LEAST))
        return best

    def _chance(self, trigger: Trigger, kind: EventType) -> float:
        w = self._weights
        vector = (w.bias, w.sentence, w.word, w.lexicon, w.known, w.weak, w.nominal)
        total = sum(weight * value for weight, value in zip(vector, self.features(trigger, kind), strict=True))
        return 1 / (1 + math.exp(-total))

    def chances(self, trigger: Trigger) -> Chances:
        """The types that come into question, with the chance of each."""
        return [(kind, self._chance(trigger, kind)) for kind in self.kinds(trigger)]

    def _read(self, trigger: Trigger) -> Reading:
        """The type for which most speaks; the first of `TYPES` where several have as much."""
        _, _, kind = max((self._chance(trigger, kind), -TYPES.index(kind), kind) for kind in self.kinds(trigger))
        return self.as_type(trigger, kind)

    def as_type(self, trigger: Trigger, kind: EventType) -> Reading:
        """A trigger read as a type, by its likeliest frame of that type; one of another type lends its slots."""
        chance = self._chance(trigger, kind)
        same = [frame for frame in trigger.frames if frame.type is kind]
        frame = same[0] if same else replace(trigger.frames[0], type=kind)
        sure = bool(same) and not trigger.weak
        modes = tuple(mode for mode in frame.modes if sure and all(mode in other.modes for other in same))
        known = bool(same) and trigger in self._scene.triggers
        told = modes or self._modes(trigger, kind)
        return Reading(trigger=trigger, frame=replace(frame, modes=told), type=kind, chance=chance, known=known)

    def _modes(self, trigger: Trigger, kind: EventType) -> tuple[str, ...]:
        """The modes of a type that the model is sure of, where the lexicon tells none."""
        signal = likeliest(self._signals, self._scene.number, trigger.tokens)
        found = signal.modes if signal is not None else ()
        return tuple(mode for type_, mode, chance in found if type_ is kind and chance >= self._weights.mode)

    def _proposed(self, at: int, kind: EventType) -> Trigger:
        """A trigger for a word without frame: a verb by its form, else a noun."""
        form = self._scene.syntax.forms[at]
        actor, recipient = _VERB_SLOTS if form else _NOUN_SLOTS
        pos = PartOfSpeech.VERB if form else PartOfSpeech.NOUN
        frame = Frame(lemma=self._scene.tokens[at].lower, pos=pos, type=kind, actor=actor, recipient=recipient)
        clause = self._scene.syntax.clause_of[at]
        words = self._scene.words(self._scene.syntax.clauses[clause])
        return Trigger(
            frames=(frame,),
            words=(self._scene.quote(at, at + 1),),
            tokens=(at,),
            head=at,
            form=_form(form),
            clause=clause,
            passive=bool(form & Form.PARTICIPLE) and bool(word_classes().passive & set(words)),
        )

    def chosen(self, doubt: float) -> list[tuple[Candidate, Cast]]:
        """The readings that are sure enough, with their parties, in text order; one of a type in a clause.

        `doubt` raises the thresholds for a text that seems not to be about politics.
        """
        readings = [self._read(trigger) for trigger in self.triggers()]
        kept: list[tuple[Candidate, Cast]] = []
        told: dict[EventType, set[int]] = {}
        for reading in sorted(
            readings, key=lambda one: (self._comes_first(one.trigger), -one.chance, one.trigger.head)
        ):
            if (untrue := untold(self._scene, reading.trigger)) is not None:
                if self._trace is not None:
                    self._trace.skip(self._scene, reading.trigger, untrue)
                continue
            clauses = told.get(reading.type, set())
            least = self._weights.second if clauses else self._weights.accept
            if reading.chance < least + doubt or reading.trigger.clause in clauses:
                if self._trace is not None:
                    below = reading.chance < least + doubt
                    why = Omission.CHANCE if below else Omission.TWICE
                    first = (
                        words_of(one.trigger)
                        for one, _ in kept
                        if not below and one.clause == reading.trigger.clause and one.frame.type is reading.type
                    )
                    limit = least + doubt if below else None
                    self._trace.skip(self._scene, reading.trigger, why, least=limit, by=next(first, None))
                continue
            parts = self._cast(reading)
            if not any(map(matters, (*parts.actors, *parts.recipients))):
                if self._trace is not None:
                    self._trace.skip(self._scene, reading.trigger, why_not_told(parts))
                continue
            told[reading.type] = {*clauses, reading.trigger.clause}
            rule = f"model and frame {reading.frame.id}" if reading.known else "model"
            found = Candidate(reading.trigger, reading.frame, reading.chance, rule, least + doubt)
            kept.append((found, parts))
        return self._told_for_themselves(sorted(kept, key=lambda one: one[0].trigger.head))

    def _told_for_themselves(self, chosen: list[tuple[Candidate, Cast]]) -> list[tuple[Candidate, Cast]]:
        """Leave out what is only asked for, refused or promised, unless the model is sure that it is an act too."""
        told = without_content(self._scene, [candidate for candidate, _ in chosen])
        kept = [(one, parts) for one, parts in chosen if one in told or self._is_act_too(one)]
        if self._trace is not None:
            self._trace.lost(
                self._scene,
                [candidate for candidate, _ in chosen],
                [candidate for candidate, _ in kept],
                Omission.CONTENT,
                trigger=lambda one: one.trigger,
                step=lambda pair: without_content(self._scene, pair),
            )
        return kept

    def _is_act_too(self, candidate: Candidate) -> bool:
        """Is the model sure that the content of another act is told as an act as well? What is considered is not."""
        sure = self._word(candidate.trigger, candidate.frame.type) >= self._weights.content
        return sure and not only_considers(candidate.frame)

    # who

    def stage(self, reading: Reading) -> Stage:
        """All that is known for choosing who takes part."""
        trees = self._signals.trees
        return Stage(
            scene=self._scene,
            trigger=reading.trigger,
            frame=reading.frame,
            known=reading.known,
            ruled=cast(self._scene, reading.trigger, reading.frame),
            tree=trees[self._scene.number] if trees else None,
            signal=likeliest(self._signals, self._scene.number, reading.trigger.tokens),
        )

    def _cast(self, reading: Reading) -> Cast:
        """The parties by all that is known of them; by the frame's slots alone where the model saw no trigger."""
        stage = self.stage(reading)
        if stage.signal is None:
            return stage.ruled
        actors, recipients, weighed = chosen(stage)
        if actors != stage.ruled.actors and any(self._answers(one, reading.trigger) for one in actors):
            actors, recipients = (
                tuple(one for one in found if not self._answers(one, reading.trigger)) for found in (actors, recipients)
            )
        verbal = reading.trigger.form not in NOMINAL
        if not recipients and reading.known:  # a slot that is filled says more than arcs too weak to say anything
            recipients = tuple(one for one in stage.ruled.recipients if one in stage.mentions)
        if not actors and reading.known and verbal:
            actors = tuple(one for one in stage.ruled.actors if one in stage.mentions and one not in recipients)
        actors = _without(actors, self._only_says)
        recipients = others(_without(recipients, self._is_in_cause) if verbal else recipients, actors)
        return replace(
            stage.ruled,
            actors=actors,
            recipients=recipients,
            actor_rule=_rule(actors, stage.ruled.actors, stage.ruled.actor_rule),
            recipient_rule=_rule(recipients, stage.ruled.recipients, stage.ruled.recipient_rule),
            used=frozenset(one.first for one in (*actors, *recipients)),
            leanings=_leanings(weighed),
        )

    def _only_says(self, one: Named) -> bool:
        """*Volgens Von der Leyen heft de EU de sancties op*: who says so does not act where somebody else does."""
        return bool(one.outer) and (self._scene.tokens[one.outer - 1].lower,) in speech().before

    def _is_in_cause(self, one: Named) -> bool:
        """*legt Iran sancties op vanwege drones voor Rusland*: who belongs to the cause undergoes nothing."""
        clause = self._scene.syntax.clauses[self._scene.syntax.clause_of[one.first]]
        before = (self._scene.tokens[at].lower for at in clause.tokens if at < one.first)
        return not word_classes().grounds.isdisjoint(before)

    def _answers(self, one: Named, trigger: Trigger) -> bool:
        """*De politie pakte hem op na een aanslag*: who stands before the cause answers to it, and did not do it.

        The same behind the verb where the cause comes first: *Na de aanslag viel Israël Gaza binnen*.
        """
        at = self._cause_before(trigger)
        if at is None:
            return False
        clause = self._scene.syntax.clauses[trigger.clause]
        return one.first < at or (self._comes_first(trigger) and one.first > (clause.finite or 0))

    def _comes_first(self, trigger: Trigger) -> bool:
        """Does a cause with its noun stand in front of the verb of its clause?"""
        clause = self._scene.syntax.clauses[trigger.clause]
        at = self._cause_before(trigger)
        return at == clause.tokens[0] and clause.finite is not None and clause.finite > trigger.head

    def _cause_before(self, trigger: Trigger) -> int | None:
        """The *na*, *wegens* or *vanwege* before a hostile noun, which tells what came before the act of its clause."""
        if trigger.form not in NOMINAL or trigger.phrase or True not in _sides(trigger):
            return None
        first = min(trigger.tokens)
        near = range(max(0, first - 1 - _CAUSE_REACH), first)
        return max((at for at in near if self._scene.tokens[at].lower in word_classes().causes), default=None)


def _without(found: tuple[Named, ...], unfit: Callable[[Named], bool]) -> tuple[Named, ...]:
    """Those who are not unfit for a part, unless nobody would be left."""
    return tuple(one for one in found if not unfit(one)) or found


def _sides(trigger: Trigger) -> frozenset[bool]:
    """May the words of a trigger be against somebody, may they be with somebody?"""
    return frozenset(frame.type in CONFLICT for frame in trigger.frames)


def _leanings(weighed: Iterable[Scored]) -> Mapping[str, float]:
    """The greatest chance of a country's mentions."""
    found: dict[str, float] = {}
    for scored in weighed:
        party = scored.one.mention.party
        if party is not None and party.country is not None:
            found[party.country] = max(found.get(party.country, 0.0), scored.chance)
    return found


def _rule(found: tuple[Named, ...], ruled: tuple[Named, ...], rule: str) -> str:
    """What gave the parties: the slots where both agree, else the model."""
    if not found:
        return ""
    return rule if found == ruled else MODEL


def _form(form: Form) -> TriggerForm:
    if form and not form & ~Form.INFLECTED:
        return TriggerForm.ATTRIBUTIVE
    if form & Form.PARTICIPLE:
        return TriggerForm.PARTICIPLE
    if form & (Form.PAST | Form.PAST_PLURAL):
        return TriggerForm.PAST
    return TriggerForm.FINITE if form else TriggerForm.NOUN
