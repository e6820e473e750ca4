"""Decides when an act took place: which time of the sentence is its time, and which of its readings.

A time in the clause of the trigger wins; a time in a clause of saying tells when something was said, not when it was
done. Past tense takes the past reading of a bare weekday, present and future tense the future one where the act lies
ahead. Invariant: no time in the sentence, no date. Left out: dates that another sentence tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.scene import Scene, Timed
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.inflect import Form
from kroniek.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The time of an act, whether it lies after publication, and the rule that chose it."""

    when: When | None = None
    future: bool = False
    rule: str = ""


def dated(scene: Scene, trigger: Trigger, *, sayings: frozenset[int], published: date | None) -> Dated:
    """When the act of a trigger took place; `sayings` are the clauses that only say something."""
    clause = scene.syntax.clauses[trigger.clause]
    timed, rule = _own(scene, clause, trigger)
    if timed is None:
        timed, rule = _near(scene, clause, sayings)
    if timed is None:
        return Dated()
    past = is_past(scene, clause, trigger)
    when = timed.time.past if past else timed.time.future or timed.time.past
    if not past and timed.time.past is not None and _is_nominal(trigger) and clause.finite is None:
        when = timed.time.past
    future = bool(when and published and when.start > published)
    return Dated(when=when, future=future, rule=rule)


def _own(scene: Scene, clause: Clause, trigger: Trigger) -> tuple[Timed | None, str]:
    own = set(clause.tokens)
    found = [timed for timed in scene.times if timed.first in own and (timed.time.past or timed.time.future)]
    if not found:
        return None, ""
    nearest = min(found, key=lambda timed: (min(abs(timed.first - at) for at in trigger.tokens), timed.first))
    return nearest, "time in the clause"


def _near(scene: Scene, clause: Clause, sayings: frozenset[int]) -> tuple[Timed | None, str]:
    """The time of the clause that this one hangs on, unless that clause only says something."""
    if clause.kind is ClauseKind.MAIN and clause.opener is not None and clause.index:
        before = scene.syntax.clauses[clause.index - 1]
        if before.kind is ClauseKind.MAIN and before.index not in sayings and _is_elliptic(clause):
            return _only(scene, before), "time in the clause that it goes on from"
    if clause.parent is None or clause.kind is ClauseKind.MAIN or clause.parent in sayings:
        return None, ""
    if clause.kind is ClauseKind.SUB and clause.opener is not None and scene.tokens[clause.opener].lower != "dat":
        return None, ""
    return _only(scene, scene.syntax.clauses[clause.parent]), "time in the clause above"


def _only(scene: Scene, clause: Clause) -> Timed | None:
    """The time of a clause that has exactly one."""
    own = set(clause.tokens)
    found = [timed for timed in scene.times if timed.first in own and (timed.time.past or timed.time.future)]
    return found[0] if len(found) == 1 else None


def _is_elliptic(clause: Clause) -> bool:
    """Does a clause open with its verb behind *en*, so that it tells on (*… en sloot de grens*)?"""
    return clause.finite is not None and clause.opener is not None and clause.finite - clause.opener == 1


def _is_nominal(trigger: Trigger) -> bool:
    return trigger.form in {TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE}


def is_past(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Is a clause told in the past: past tense, or a perfect?"""
    finite = clause.finite
    if finite is None:
        return _past_above(scene, clause)
    form = scene.syntax.forms[finite]
    word = scene.tokens[finite].lower
    if form & (Form.PAST | Form.PAST_PLURAL) and not form & (Form.PRESENT | Form.PLURAL):
        return word not in {"zou", "zouden"} or trigger.form is TriggerForm.PARTICIPLE
    perfect = word in {"heeft", "hebben", "is", "zijn", "heb"}
    return perfect and any(at != finite and scene.syntax.forms[at] & Form.PARTICIPLE for at in clause.tokens)


def _past_above(scene: Scene, clause: Clause) -> bool:
    """A clause without a finite verb has the tense of the one above it; a headline is told in the past."""
    if clause.parent is None:
        return True
    parent = scene.syntax.clauses[clause.parent]
    if parent.finite is None:
        return True
    form = scene.syntax.forms[parent.finite]
    return bool(form & (Form.PAST | Form.PAST_PLURAL)) and not form & (Form.PRESENT | Form.PLURAL)
