"""How sure it is that two claims tell of one event: a logistic score over the features, and the reason in words.

The weights and thresholds are data (`data/weights.toml`), fitted by `benchmarks/fit_joining.py`. What can never be one
event has no score at all: claims of one article, of two classes of status, of types that do not border on each other, of other
parties, of other days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log

from kroniek.memory.joining.features import FEATURES, Feature, gap_between, strangers
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
    coded: float
    mean: float
    least: float


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    raw = read("weights.toml")
    return Weights(bias=raw["bias"], features=raw["features"], **raw["thresholds"])


def enough(one: Told, other: Told) -> float:
    """The least score of two claims that are joined; more where a program coded one of them."""
    return weights().coded if one.coded or other.coded else weights().join


def may_be_one(one: Told, other: Told) -> bool:
    """Is it possible at all?"""
    if one.kind != other.kind or other.type not in tables().near[one.type] or one.base == other.base:
        return False
    return gap_between(one, other) <= APART and not strangers(one, other)


def score(one: Told, other: Told, *, least: float = 0.0) -> float:
    """How sure it is that both tell of one event, from 0 to 1; 0 where it is surely less than `least`.

    Comparing words takes longest, and is left out where no words could make the score high enough.
    """
    plain, wordy, most = _split(weights())
    total = weights().bias + sum(weight * ask(one, other).value for weight, ask in plain)
    if least and total + most < log(least / (1 - least)):
        return 0.0
    total += sum(weight * ask(one, other).value for weight, ask in wordy)
    return round(1 / (1 + exp(-total)), 4)


_WORDY = frozenset({"words", "story", "rare", "bare"})
"""The features that compare words; `bare` only speaks against."""

_Weighed = tuple[tuple[float, Feature], ...]


@lru_cache(maxsize=4)
def _split(given: Weights) -> tuple[_Weighed, _Weighed, float]:
    """The features with their weights, those that compare words apart, and the most that these can add."""
    both = [(name, weight, FEATURES[name]) for name, weight in given.features.items()]
    return (
        tuple((weight, ask) for name, weight, ask in both if name not in _WORDY),
        tuple((weight, ask) for name, weight, ask in both if name in _WORDY),
        sum(weight for name, weight, _ in both if name in _WORDY and name != "bare"),
    )


def reason(one: Told, other: Told) -> str:
    """Why, in a sentence: what weighed most for it, then what spoke against it."""
    said = [
        (weight * found.value, found.say())
        for name, weight in weights().features.items()
        if (found := FEATURES[name](one, other)).value
    ]
    ranked = sorted(((value, text) for value, text in said if text), key=lambda pair: -pair[0])
    pro = [text for value, text in ranked if value > 0][:_SAID]
    contra = [text for value, text in ranked[::-1] if value < 0][:2]
    return "; ".join(pro) + (f"; though {', '.join(contra)}" if contra else "")
