"""Fits the weights by which the trained coder chooses who acts and who is acted upon (`coding/casting.toml`).

    python training/fit_casting.py CORPUS [--packed src/kroniek/language/engines/data/reader.zip] [--write]

CORPUS is a compiled corpus. Every mention in the sentence of an annotated claim's trigger is a case: does the claim
name it as actor, as recipient? The weights of the structure (tree, slots, kinds) are fitted on the training articles;
how structure and the model's arcs are weighed, and the thresholds, on the validation articles, because the model knows
the training articles by heart. Both are logistic regressions with a ridge penalty. Development gold is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fit_coder import PACKAGE, analyses, command
from kroniek.coding import trained
from kroniek.coding.casting import Features, Part, PartWeights, Scored, Stage, players, total
from kroniek.coding.scene import Named, scenes
from kroniek.evaluation import names
from kroniek.language.engines.neural import unpack
from kroniek.model.analysis import Analysis
from kroniek.model.ontology import EventType
from labels import Article, split, stored

TABLE = PACKAGE / "lexicon" / "data" / "coding" / "casting.toml"
_SEEN = 8  # a feature that fewer cases have gets no weight
_RIDGE_STRUCTURE, _RIDGE_FINAL = 4.0, 1.0
_ROUNDS = 40
_NO_WEIGHT = 0.0005  # smaller weights are rounded away
_ACCEPTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(9))
_ALONES = tuple(round(0.1 + 0.05 * step, 2) for step in range(9))

Floats = NDArray[np.float64]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A stage with the mentions that the annotated claim names for each part."""

    stage: Stage
    true: Mapping[Part, frozenset[Named]]
    given: Mapping[Part, bool]  # does the claim name anybody for the part, in whatever sentence?


def cases(found: Sequence[Article], read: Sequence[Analysis]) -> Iterator[Case]:
    """A case for every annotated claim whose trigger the coder sees."""
    for article, analysis in zip(found, read, strict=True):
        signals = analysis.signals
        if signals is None:
            raise ValueError("the analysis has no signals")
        for scene in scenes(analysis):
            decider = trained.Decider(scene, signals, trained.shipped())
            here = [claim for claim in article.claims if _stands_in(claim, scene.sentence.start, scene.sentence.end)]
            triggers = decider.triggers() if here else []
            for claim in here:
                kind = EventType(claim["type"])
                spans = list(_trigger_spans(claim))
                fitting = [
                    trigger
                    for trigger in triggers
                    if any(word.start < end and start < word.end for word in trigger.words for start, end in spans)
                ]
                chosen = next(
                    (one for one in fitting if any(frame.type is kind for frame in one.frames)),
                    next(iter(fitting), None),
                )
                if chosen is None:
                    continue
                stage = decider.stage(decider.as_type(chosen, kind))
                true = {part: frozenset(_named(stage, claim.get(f"{part.value}s") or ())) for part in Part}
                yield Case(stage, true, {part: bool(claim.get(f"{part.value}s")) for part in Part})


def _trigger_spans(claim: Json) -> Iterator[tuple[int, int]]:
    for evidence in claim["evidence"]:
        yield from evidence.get("trigger") or ()


def _stands_in(claim: Json, start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in _trigger_spans(claim))


def _named(stage: Stage, parties: Sequence[Json]) -> Iterator[Named]:
    """The mentions that are these parties: by their words, else by their name where the words stand elsewhere."""
    for party in parties:
        start, end = party.get("start"), party.get("end")
        here = [
            one for one in stage.mentions if start is not None and one.mention.start < end and start < one.mention.end
        ]
        if not here:
            forms = names.forms((party["name"], *party.get("aliases", ())))
            here = [
                one
                for one in stage.mentions
                if one.mention.party is not None and forms & names.forms((one.mention.party.name,))
            ]
        yield from here


def fitted(rows: Sequence[Features], right: Sequence[bool], ridge: float) -> dict[str, float]:
    """Weights of a ridge-penalised logistic regression over sparse features, by Newton's method."""
    counts = Counter(name for row in rows for name in row)
    kept = sorted(name for name, count in counts.items() if count >= _SEEN)
    place = {name: at for at, name in enumerate(kept)}
    matrix = np.zeros((len(rows), len(kept)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                matrix[at, place[name]] = value
    wanted = np.array(right, dtype=float)
    weights = np.zeros(len(kept))
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (wanted - chance) - ridge * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + ridge * np.eye(len(kept))
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip(kept, weights, strict=True) if abs(value) >= _NO_WEIGHT}


def structure_weights(found: Sequence[Case], part: Part) -> dict[str, float]:
    """The weights of the structure's features."""
    rows = [(case.stage.structure(one, part), one in case.true[part]) for case in found for one in case.stage.mentions]
    return fitted([row for row, _ in rows], [right for _, right in rows], _RIDGE_STRUCTURE)


def part_weights(found: Sequence[Case], part: Part, structure: dict[str, float]) -> PartWeights:
    """The final weights, with the thresholds that find most rightful parties and fewest others (F1)."""
    rows = [
        (case.stage.final(one, part, total(case.stage.structure(one, part), structure)), one in case.true[part])
        for case in found
        for one in case.stage.mentions
    ]
    final = fitted([row for row, _ in rows], [right for _, right in rows], _RIDGE_FINAL)
    tried = [
        PartWeights(structure=structure, final=final, accept=accept, alone=alone)
        for accept in _ACCEPTS
        for alone in _ALONES
        if alone <= accept
    ]
    return max(tried, key=lambda one: (measured(found, part, one)[2], one.accept, one.alone))


def measured(found: Sequence[Case], part: Part, weights: PartWeights) -> tuple[float, float, float]:
    """Precision, recall and F1 of the chosen mentions, by the party that they name; one right of several is enough."""
    hits = given = wanted = 0
    for case in found:
        scored = []
        for one in case.stage.mentions:
            structure = total(case.stage.structure(one, part), weights.structure)
            value = total(case.stage.final(one, part, structure), weights.final)
            scored.append(Scored(one, float(1 / (1 + np.exp(-value)))))
        said = {_name(one.one) for one in players(scored, weights)}
        true = {_name(one) for one in case.true[part]}
        hits, given = hits + len(said & true), given + len(said)
        wanted += max(len(true), int(case.given[part]))
    precision, recall = hits / given if given else 0.0, hits / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ruled(found: Sequence[Case], part: Part) -> tuple[float, float, float]:
    """The same figures for the parties that the slots tell by place."""
    hits = given = wanted = 0
    for case in found:
        own = case.stage.ruled.actors if part is Part.ACTOR else case.stage.ruled.recipients
        said, true = {_name(one) for one in own}, {_name(one) for one in case.true[part]}
        hits, given = hits + len(said & true), given + len(said)
        wanted += max(len(true), int(case.given[part]))
    precision, recall = hits / given, hits / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def _name(one: Named) -> str:
    return one.mention.party.name if one.mention.party is not None else ""


def table(weights: Mapping[Part, PartWeights]) -> str:
    """The text of the data file."""
    lines = [
        "# How the trained coder chooses who acts and who is acted upon: weights of two logistic regressions,",
        "# fitted by training/fit_casting.py on annotated articles (structure on training, the rest on validation).",
    ]
    for part, one in weights.items():
        lines += ["", f"[{part.value}]", f"accept = {one.accept}", f"alone = {one.alone}"]
        for name, features in (("final", one.final), ("structure", one.structure)):
            lines += ["", f"[{part.value}.{name}]"]
            lines += [f'"{feature}" = {value}' for feature, value in sorted(features.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, measure, and write if asked to."""
    parser = command(__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    parts = split(stored(options.corpus), options.split)
    reader = unpack(options.packed.read_bytes())
    found = {name: list(cases(parts[name], analyses(parts[name], options.corpus, reader))) for name in parts}
    chosen: dict[Part, PartWeights] = {}
    for part in Part:
        chosen[part] = part_weights(found["validation"], part, structure_weights(found["train"], part))
        for name in ("validation", "test"):
            print(name, part.value, "by place P {:.3f} R {:.3f} F1 {:.3f}".format(*ruled(found[name], part)), end="  ")
            print("weighed P {:.3f} R {:.3f} F1 {:.3f}".format(*measured(found[name], part, chosen[part])))
    if options.write:
        TABLE.write_text(table(chosen), encoding="utf-8")


if __name__ == "__main__":
    main()
