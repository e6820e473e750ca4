"""What a sentence says but tells as no act of its own: conditions, dangers, what would have been, what is remembered.

*Als Rusland aanvalt* says nothing of what Rusland does, *het akkoord dreigt te mislukken* threatens nobody, and who
remembers an attack did not make it. Both coders ask here before they look for parties. Invariant: word lists are data
(`coding/modality.toml`). Left out: acts that are told as denied, possible or planned (`modality`), which are claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.coding.modality import condition_clause, has_perfect, in_condition
from kroniek.coding.roles import subject_of
from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.load import read_toml
from kroniek.model.considered import Omission

_WOULD, _HAVE = frozenset({"zou", "zouden"}), frozenset({"hebben", "zijn"})
_HAD = frozenset({"had", "hadden", "was", "waren"})
_NOUN_REACH = 8  # tokens between *herdenking van* and what is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    danger: frozenset[str]
    misfortune: tuple[tuple[str, ...], ...]
    remembers: frozenset[str]
    remembrance: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml("coding/modality.toml")["unreal"]
    return _Words(
        danger=frozenset(table["danger"]),
        misfortune=tuple(tuple(phrase.split()) for phrase in table["misfortune"]),
        remembers=frozenset(table["remembers"]),
        remembrance=frozenset(table["remembrance"]),
    )


def untold(scene: Scene, trigger: Trigger) -> Omission | None:
    """Why the words of a trigger tell no act of their own; None where they may."""
    if in_condition(scene, trigger):
        return Omission.CONDITION
    if _is_danger(scene, trigger):
        return Omission.DANGER
    if _is_counterfactual(scene, trigger):
        return Omission.COUNTERFACTUAL
    return Omission.REMEMBERED if _is_remembered(scene, trigger) else None


def _is_danger(scene: Scene, trigger: Trigger) -> bool:
    """*het bezoek dreigt te worden afgezegd*: a danger that somebody runs, and nothing is told as done."""
    words, own = _words(), scene.syntax.clauses[trigger.clause]
    head = next((at for at in own.tokens if scene.tokens[at].lower in words.danger), None)
    at = next((at for at in own.tokens if head is not None and at > head and scene.tokens[at].lower == "te"), None)
    if head is None or at is None or at + 1 >= len(scene.tokens):
        return False
    before = [token.lower for token in scene.tokens[head + 1 : at]]
    if any(_says(phrase, before, scene.tokens[at + 1].lower) for phrase in words.misfortune):
        return True
    return head in trigger.tokens and subject_of(scene, own) is None


def _says(phrase: Sequence[str], before: Sequence[str], infinitive: str) -> bool:
    """Is a phrase said with *te* before its last word: *failliet te gaan*, *uit te breken*?

    A verb alone is not the same verb with a particle: *te vallen* is a danger, *aan te vallen* is none.
    """
    *first, verb = phrase
    if not first:
        return verb == infinitive and not (before and before[-1] in word_classes().particles)
    return verb == infinitive and list(before[-len(first) :]) == first


def _is_counterfactual(scene: Scene, trigger: Trigger) -> bool:
    """*De Navo zou hebben ingegrepen als Rusland Polen had aangevallen*: neither of the two took place."""
    own = scene.syntax.clauses[trigger.clause]
    if own.finite is None or scene.tokens[own.finite].lower not in _WOULD or not has_perfect(scene, own, _HAVE):
        return False
    others = (clause for clause in scene.syntax.clauses if clause is not own)
    return any(condition_clause(scene, clause) and has_perfect(scene, clause, _HAD) for clause in others)


def _is_remembered(scene: Scene, trigger: Trigger) -> bool:
    """*herdacht de aanslagen*, *de herdenking van de moord*: an old act, and not of whoever remembers it."""
    words = _words()
    own = scene.syntax.clauses[trigger.clause].tokens
    remembering = [at for at in own if scene.tokens[at].lower in words.remembers]
    if remembering and (trigger.form is TriggerForm.NOUN or set(remembering) & set(trigger.tokens)):
        return True
    if trigger.form is not TriggerForm.NOUN:
        return False
    near = range(max(0, trigger.head - _NOUN_REACH), trigger.head)
    return any(scene.tokens[at].lower in words.remembrance for at in near)
