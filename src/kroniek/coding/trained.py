"""The trained coder: a reader's probabilities and the frame lexicon's knowledge, weighed by one readable formula.

A trigger is read as the type for which the model (its sentence and its word) and the lexicon (a frame of that type, and
how often it was right) speak loudest together; below the threshold nothing is coded. The model also proposes words
that the lexicon lacks. Who takes part is found by the slots of the frame, corrected by the model's arcs; all
else by the rules. Invariant: weights and thresholds are data
(`coding/trained.toml`), fitted on held-out annotated articles; everything a claim holds is a mention of the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kroniek.coding.roles import Cast, cast
from kroniek.coding.rules import Candidate, claims_of, drafts_of, without_content
from kroniek.coding.scene import Named, Scene
from kroniek.coding.topics import is_political
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.errors import UsageError
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.analysis import Analysis, MentionKind
from kroniek.model.claim import Claim
from kroniek.model.ontology import EventType
from kroniek.model.signals import TYPES, ArcRole, Signals, TriggerSignal

_LEAST = 1e-3  # probabilities are kept this far from 0 and 1 before their logarithms are taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each voice weighs, and from where on a decision is taken. Data: `coding/trained.toml`."""

    bias: float
    sentence: float
    word: float
    lexicon: float
    known: float
    weak: float
    nominal: float
    accept: float
    doubt: float
    propose: float
    second: float
    content: float
    arc: float
    arc_backed: float
    arc_sure: float


@cache
def weights() -> Weights:
    """The weights, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/trained.toml")
    return Weights(**table["weights"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A trigger read as a type: how sure, by which frame."""

    trigger: Trigger
    frame: Frame
    type: EventType
    score: float
    known: bool  # the lexicon has the word with this type


class TrainedCoder:
    """Codes with a trained reader's signals, frames and rules."""

    name = "trained"

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their first evidence."""
        if analysis.signals is None:
            raise UsageError(
                "The trained coder needs an analysis with signals: choose the analyser of the same engine."
            )
        signals = analysis.signals
        doubt = 0.0 if is_political(analysis.document.text) else weights().doubt
        drafts = drafts_of(analysis, lambda scene: _chosen(scene, signals, doubt))
        yield from claims_of(analysis, drafts, coder=f"{self.name} {signals.model}")


# --- which triggers, as which type


def features(scene: Scene, signals: Signals, trigger: Trigger, kind: EventType) -> tuple[float, ...]:
    """What speaks for reading a trigger as a type: constant, sentence, word, lexicon, known, weak, nominal."""
    sentence = signals.sentences[scene.number]
    at = TYPES.index(kind)
    word = max(sentence.tokens[token][at] for token in trigger.tokens)
    frames = [frame for frame in trigger.frames if frame.type is kind]
    best = max((frame.precision for frame in frames), default=0.0)
    return (
        1.0,
        _logit(sentence.types[at]),
        _logit(word),
        best,
        1.0 if frames else 0.0,
        1.0 if trigger.weak else 0.0,
        1.0 if trigger.form in {TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE} else 0.0,
    )


def _logit(probability: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(kept / (1 - kept))


def score(scene: Scene, signals: Signals, trigger: Trigger, kind: EventType) -> float:
    """How sure a trigger tells an act of a type, in (0, 1)."""
    weighed = weights()
    vector = (
        weighed.bias,
        weighed.sentence,
        weighed.word,
        weighed.lexicon,
        weighed.known,
        weighed.weak,
        weighed.nominal,
    )
    total = sum(weight * value for weight, value in zip(vector, features(scene, signals, trigger, kind), strict=True))
    return 1 / (1 + math.exp(-total))


def readings(scene: Scene, signals: Signals) -> list[Reading]:
    """Every trigger of a sentence, the lexicon's and the model's, each as its likeliest type."""
    found = [_best(scene, signals, trigger) for trigger in scene.triggers]
    taken = {token for trigger in scene.triggers for token in trigger.tokens}
    proposed = [_best(scene, signals, trigger) for trigger in _proposed(scene, signals, taken)]
    return sorted([*found, *proposed], key=lambda reading: reading.trigger.head)


def _best(scene: Scene, signals: Signals, trigger: Trigger) -> Reading:
    """The type for which most speaks; the first of `TYPES` where several have as much."""
    kinds = {frame.type for frame in trigger.frames} | set(_likely(scene, signals, trigger))
    scored = [(score(scene, signals, trigger, kind), -TYPES.index(kind), kind) for kind in kinds]
    sure, _, kind = max(scored)
    known = trigger in scene.triggers and any(frame.type is kind for frame in trigger.frames)
    return Reading(trigger=trigger, frame=_frame(trigger, kind), type=kind, score=sure, known=known)


def _likely(scene: Scene, signals: Signals, trigger: Trigger) -> Iterable[EventType]:
    rows = [signals.sentences[scene.number].tokens[token] for token in trigger.tokens]
    return [kind for at, kind in enumerate(TYPES) if max(row[at] for row in rows) >= weights().propose / 2]


def _frame(trigger: Trigger, kind: EventType) -> Frame:
    """The trigger's likeliest frame of a type; the slots of its other frames where it has none of that type."""
    same = [frame for frame in trigger.frames if frame.type is kind]
    if same:
        return same[0]
    if trigger.frames:
        return replace(trigger.frames[0], type=kind, modes=())
    raise ValueError("a trigger has at least one frame")


def _proposed(scene: Scene, signals: Signals, taken: set[int]) -> Iterator[Trigger]:
    """Words that the model takes for acts and the lexicon does not know."""
    for at, row in enumerate(signals.sentences[scene.number].tokens):
        if at in taken or max(row) < weights().propose or not scene.tokens[at].text[0].isalnum():
            continue
        kind = TYPES[max(range(len(TYPES)), key=lambda place: (row[place], -place))]
        yield _made(scene, at, kind)


def _made(scene: Scene, at: int, kind: EventType) -> Trigger:
    """A trigger for a word without frame: a verb by its form, else a noun, with the slots that most such words have."""
    form = scene.syntax.forms[at]
    verb = bool(form)
    frame = Frame(
        lemma=scene.tokens[at].lower,
        pos=PartOfSpeech.VERB if verb else PartOfSpeech.NOUN,
        type=kind,
        actor=("su", "door") if verb else ("poss", "adj", "van", "door", "tussen", "su"),
        recipient=("obj1", "tegen", "aan", "met", "van", "op") if verb else ("tegen", "aan", "met", "op", "voor"),
    )
    return Trigger(
        frames=(frame,),
        words=(scene.quote(at, at + 1),),
        tokens=(at,),
        head=at,
        form=_form(form),
        clause=scene.syntax.clause_of[at],
        passive=bool(form & Form.PARTICIPLE) and _has_passive(scene, at),
    )


def _form(form: Form) -> TriggerForm:
    if form & Form.INFLECTED and not form & ~Form.INFLECTED:
        return TriggerForm.ATTRIBUTIVE
    if form & Form.PARTICIPLE:
        return TriggerForm.PARTICIPLE
    if form & (Form.PAST | Form.PAST_PLURAL):
        return TriggerForm.PAST
    return TriggerForm.FINITE if form else TriggerForm.NOUN


def _has_passive(scene: Scene, at: int) -> bool:
    words = scene.words(scene.syntax.clauses[scene.syntax.clause_of[at]])
    return any(word in {"word", "wordt", "worden", "werd", "werden"} for word in words)


def _chosen(scene: Scene, signals: Signals, doubt: float) -> list[tuple[Candidate, Cast]]:
    """The readings that are sure enough, with their parties; one of a type in a clause.

    `doubt` raises the thresholds for a text that seems not to be about politics.
    """
    kept: list[tuple[Candidate, Cast]] = []
    told: dict[EventType, list[Reading]] = {}
    for reading in sorted(readings(scene, signals), key=lambda reading: (-reading.score, reading.trigger.head)):
        least = weights().second if reading.type in told else weights().accept
        if reading.score < least + doubt:
            continue
        if any(other.trigger.clause == reading.trigger.clause for other in told.get(reading.type, ())):
            continue
        parts = _parties(scene, signals, reading)
        if not parts.actors and not parts.recipients:
            continue
        told.setdefault(reading.type, []).append(reading)
        rule = f"model and frame {reading.frame.id}" if reading.known else "model"
        kept.append((Candidate(reading.trigger, reading.frame, reading.score, rule), parts))
    return _told_for_themselves(scene, signals, sorted(kept, key=lambda one: one[0].trigger.head))


def _told_for_themselves(
    scene: Scene, signals: Signals, chosen: list[tuple[Candidate, Cast]]
) -> list[tuple[Candidate, Cast]]:
    """Leave out what is only asked for, refused or promised, unless the model is sure that it is told as an act too."""
    told = without_content(scene, [candidate for candidate, _ in chosen])
    return [
        (candidate, parts)
        for candidate, parts in chosen
        if candidate in told or _word(scene, signals, candidate) >= weights().content
    ]


def _word(scene: Scene, signals: Signals, candidate: Candidate) -> float:
    at = TYPES.index(candidate.frame.type)
    return max(signals.sentences[scene.number].tokens[token][at] for token in candidate.trigger.tokens)


# --- who


def _parties(scene: Scene, signals: Signals, reading: Reading) -> Cast:
    """The parties by the frame's slots, corrected by the model's arcs."""
    parts = cast(scene, reading.trigger, reading.frame)
    signal = _signal(scene, signals, reading.trigger)
    if signal is None:
        return parts
    backed = weights().arc_backed if reading.known else 1.0  # slots of a word without a frame of the type are a guess
    actors, actor_rule = _role(scene, signal, ArcRole.ACTOR, parts.actors, parts.actor_rule, backed)
    recipients, recipient_rule = _role(scene, signal, ArcRole.RECIPIENT, parts.recipients, parts.recipient_rule, backed)
    recipients = tuple(one for one in recipients if one not in actors)
    return replace(
        parts,
        actors=actors,
        recipients=recipients,
        actor_rule=actor_rule,
        recipient_rule=recipient_rule,
        used=frozenset(one.first for one in (*actors, *recipients)),
    )


def _signal(scene: Scene, signals: Signals, trigger: Trigger) -> TriggerSignal | None:
    """The signal at the likeliest word of a trigger."""
    found = [signal for token in trigger.tokens if (signal := signals.trigger_at(scene.number, token)) is not None]
    return max(found, key=lambda signal: (max(signal.types), -signal.token), default=None)


def _role(
    scene: Scene, signal: TriggerSignal, role: ArcRole, ruled: tuple[Named, ...], rule: str, least_backed: float
) -> tuple[tuple[Named, ...], str]:
    """The parties of a role: those of the slots, unless the model sees none of them there and another one surely."""
    scored = [(one, _arc(scene, signal, role, one)) for one in scene.named if _can_be_party(one)]
    likely = tuple(one for one, strength in scored if strength >= weights().arc)
    if not likely:
        return ruled, rule
    backed = max((strength for one, strength in scored if one in ruled), default=0.0)
    sure = max(strength for _, strength in scored) >= weights().arc_sure or least_backed >= 1
    if ruled and (backed >= least_backed or not sure):
        return ruled, rule
    return likely, "model"


def _arc(scene: Scene, signal: TriggerSignal, role: ArcRole, one: Named) -> float:
    return signal.filler_score(role, [(scene.number, token) for token in range(one.first, one.last)])


def _can_be_party(one: Named) -> bool:
    return one.mention.party is not None and (
        one.mention.can_act or one.mention.kind is MentionKind.NATIONALITY or one.mention.is_place
    )
