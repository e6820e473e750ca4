"""Tells what a coder weighed and left out, and why: for explanations only.

A coder has a `Trace` or None; without one nothing here runs, so that normal coding costs nothing. Steps that take
triggers away as a list are told apart by comparing the list before and after, and the trigger that is to blame is
found by taking the step again with two triggers alone: no rule stands here a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kroniek.coding.clauses import parse
from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger, find_triggers
from kroniek.lexicon.frames import frames
from kroniek.model.analysis import Analysis, SentenceKind
from kroniek.model.considered import Considered, Note, Omission
from kroniek.model.ontology import EventType
from kroniek.model.text import Quote

_MOST_TYPES = 3

Chances = Iterable[tuple[EventType, float]]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Trace:
    """Takes note of triggers; `chances` tells how likely the coder holds each type of one, `least` what it asks for."""

    note: Note
    chances: Callable[[Scene, Trigger], Chances]
    least: Callable[[Trigger], float]

    def coded(self, scene: Scene, trigger: Trigger, *, least: float | None = None) -> None:
        """A trigger that became a claim, or part of one."""
        self._note(scene, trigger, None, least=self.least(trigger) if least is None else least)

    def skip(
        self, scene: Scene, trigger: Trigger, omission: Omission, *, least: float | None = None, by: Quote | None = None
    ) -> None:
        """A trigger that is left out."""
        self._note(scene, trigger, omission, least=least, by=by)

    def lost(
        self,
        scene: Scene,
        before: list[One],
        after: list[One],
        omission: Omission,
        *,
        trigger: Callable[[One], Trigger],
        step: Callable[[list[One]], list[One]],
    ) -> None:
        """Those that a step took away; each with the words of the first other one that alone would have it go."""
        kept = {trigger(one).head for one in after}
        for one in before:
            if trigger(one).head in kept:
                continue
            others = (other for other in before if trigger(other).head != trigger(one).head)
            to_blame = next((other for other in others if not _survives(one, other, step, trigger)), None)
            self.skip(scene, trigger(one), omission, by=words_of(trigger(to_blame)) if to_blame is not None else None)

    def _note(
        self,
        scene: Scene,
        trigger: Trigger,
        omission: Omission | None,
        *,
        least: float | None = None,
        by: Quote | None = None,
    ) -> None:
        types = _likeliest(self.chances(scene, trigger))
        self.note(
            Considered(sentence=scene.number, words=trigger.words, types=types, omission=omission, least=least, by=by)
        )

    def boilerplate(self, analysis: Analysis) -> None:
        """The triggers of the sentences that no coder looks at."""
        for number, sentence in enumerate(analysis.sentences):
            if sentence.kind is not SentenceKind.BOILERPLATE:
                continue
            for trigger in find_triggers(sentence, frames(), parse(sentence)):
                types = _likeliest(by_frames(trigger))
                omission = Omission.BOILERPLATE
                self.note(Considered(sentence=number, words=trigger.words, types=types, omission=omission))


def by_frames(trigger: Trigger) -> Chances:
    """How often the lexicon's best sense of each type was right."""
    best: dict[EventType, float] = {}
    for frame in trigger.frames:
        best[frame.type] = max(best.get(frame.type, 0.0), frame.precision)
    return best.items()


def words_of(trigger: Trigger) -> Quote:
    """The word that stands for a trigger: its head."""
    return trigger.words[trigger.tokens.index(trigger.head)]


def _survives(one: One, other: One, step: Callable[[list[One]], list[One]], trigger: Callable[[One], Trigger]) -> bool:
    pair = sorted([one, other], key=lambda each: trigger(each).head)
    return any(trigger(each).head == trigger(one).head for each in step(pair))


def _likeliest(chances: Chances) -> tuple[tuple[EventType, float], ...]:
    order = {kind: at for at, kind in enumerate(EventType)}
    ranked = sorted(chances, key=lambda one: (-round(one[1], 3), order[one[0]]))
    return tuple((kind, round(chance, 3)) for kind, chance in ranked[:_MOST_TYPES])
