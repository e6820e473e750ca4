"""PLOVER's conflict–cooperation score of an act: by type, refined by mode.

The scores stand in `data/coding/intensity.tsv`, from −10 (most conflict) to +10 (most cooperation). Every type has a
score; a mode without one of its own has its type's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from kroniek.errors import LexiconError
from kroniek.model.ontology import EventType


def intensity(type_: EventType, modes: Sequence[str] = ()) -> float:
    """The score of an act of this type; of its first mode that has a score of its own, where there is one."""
    scores = _scores()
    return next((scores[key] for mode in modes if (key := (type_, mode)) in scores), scores[type_, ""])


@cache
def _scores() -> dict[tuple[EventType, str], float]:
    table = resources.files("kroniek.lexicon").joinpath("data", "coding", "intensity.tsv").read_text(encoding="utf-8")
    scores: dict[tuple[EventType, str], float] = {}
    for number, line in enumerate(table.splitlines()[1:], 2):
        if not line or line.startswith("#"):
            continue
        try:
            type_, mode, score = line.split("\t")
            scores[EventType(type_), mode] = float(score)
        except ValueError as error:
            raise LexiconError(f"intensity.tsv, line {number}: {error}. A line is type, mode, score.") from error
    if missing := [type_.value for type_ in EventType if (type_, "") not in scores]:
        raise LexiconError(f"intensity.tsv has no score for {', '.join(missing)}: every type needs one without a mode.")
    return scores
