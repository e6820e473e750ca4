"""How sure it is that two claims tell of one event: a logistic score over the features, and the reason in words.

The weights and thresholds are data (`data/weights.toml`), fitted by `benchmarks/fit_joining.py`. What can never be one
event has no score at all: claims of one article, of two classes of status, of types that do not border on each other, of other
parties, of other days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log

from kroniek.memory.joining.features import FEATURES, Feature, gap_between, long_between, strangers
from kroniek.memory.joining.tables import read, tables
from kroniek.memory.joining.telling import Told

APART = 3
"""Days between two times that are told, as which one act may be told: a night, a slip, a day of signing and of effect."""

_SAID = 4
"""Sentences in a reason."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """What each feature weighs, and from which scores on claims are joined: see the file."""

    bias: float
    features: dict[str, float]
    join: float
    mean: float
    least: float


@cache
def _weights() -> dict[str, Weights]:
    raw = read("weights.toml")
    return {of: Weights(bias=raw[of]["bias"], features=raw[of]["features"], **raw[of]["thresholds"]) for of in raw}


def weights(one: Told, other: Told) -> Weights:
    """The weights of two claims: others where a program coded one of them, since what it leaves out says little."""
    return _weights()["coded" if one.coded or other.coded else "annotated"]


def enough(one: Told, other: Told) -> float:
    """The least score of two claims that are joined."""
    return weights(one, other).join


def may_be_one(one: Told, other: Told) -> bool:
    """Is it possible at all?"""
    if one.kind != other.kind or other.type not in tables().near[one.type] or one.base == other.base:
        return False
    return gap_between(one, other) <= APART and not long_between(one, other) and not strangers(one, other)


def score(one: Told, other: Told, *, least: float = 0.0) -> float:
    """How sure it is that both tell of one event, from 0 to 1; 0 where it is surely less than `least`.

    The questions that are quick to ask come first, and no more are asked where the answers to the others could not make
    the score high enough.
    """
    given = weights(one, other)
    total = given.bias
    floor = log(least / (1 - least)) if least else float("-inf")
    for stage, most in _stages(given):
        if total + most < floor:
            return 0.0
        for weight, ask in stage:
            total += weight * ask(one, other).value
    return round(1 / (1 + exp(-total)), 4)


_LATER = ({"actors", "recipients", "named"}, {"words", "story", "cast", "rare", "bare"})
"""The features that take longer, in the order of how long: they are asked last."""
_CONTRA = frozenset({"apart", "bare", "late"})
"""The features that only speak against."""


@lru_cache(maxsize=4)
def _stages(given: Weights) -> tuple[tuple[tuple[tuple[float, Feature], ...], float], ...]:
    """The features with their weights in the order in which they are asked, and the most that these and later ones add."""
    first = given.features.keys() - set().union(*_LATER)
    stages = [[name for name in given.features if name in some] for some in (first, *_LATER)]
    can_add = [sum(given.features[name] for name in names if name not in _CONTRA) for names in stages]
    return tuple(
        (tuple((given.features[name], FEATURES[name]) for name in names), sum(can_add[at:]))
        for at, names in enumerate(stages)
    )


def reason(one: Told, other: Told) -> str:
    """Why, in a sentence: what weighed most for it, then what spoke against it."""
    said = [
        (weight * found.value, found.say())
        for name, weight in weights(one, other).features.items()
        if (found := FEATURES[name](one, other)).value
    ]
    ranked = sorted(((value, text) for value, text in said if text), key=lambda pair: -pair[0])
    pro = [text for value, text in ranked if value > 0][:_SAID]
    contra = [text for value, text in ranked[::-1] if value < 0][:2]
    return "; ".join(pro) + (f"; though {', '.join(contra)}" if contra else "")
