"""Fits the weights by which the trained coder names a recipient that only the article tells (`coding/implied.toml`).

    python training/fit_implied.py CORPUS [--packed …/reader.zip] [--write | --shipped]

CORPUS is a compiled corpus. Every claim that the coder makes rightly (the same type at the same words), and whose
sentence names it no recipient, is a case: is it directed at this country of the article? The weights are a logistic
regression with a ridge penalty on the training articles, without the leaning of the sentence; what that weighs, and the
threshold, are fitted on the validation articles, because the model knows the training articles by heart. Development
gold is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fit_casting import fitted
from fit_coder import PACKAGE, analyses, command
from kroniek.coding.casting import Features, total
from kroniek.coding.implied import Choice, Implied, Weights, likeliest, shipped
from kroniek.coding.merging import Draft
from kroniek.coding.trained import TrainedCoder
from kroniek.language.engines.neural import unpack
from kroniek.model.analysis import Analysis
from labels import Article, split, stored

TABLE = PACKAGE / "lexicon" / "data" / "coding" / "implied.toml"
_RIDGE_TRAIN, _RIDGE_VALIDATION = 4.0, 1.0
_LEANING = ("leaning", "leaning known")
_LEASTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))

_AS_RIGHT = 0.74
"""Precision of the recipients that sentences name, on the validation articles: what is implied should be as right."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """The countries that a claim may be directed at, and those that the annotated claim names."""

    choices: tuple[Choice, ...]
    true: frozenset[str]


def cases(found: Sequence[Article], read: Sequence[Analysis]) -> list[Case]:
    """A case for every claim that is right but for a recipient that its sentence does not name."""
    gathered: list[Case] = []
    for article, analysis in zip(found, read, strict=True):

        def collect(analysis: Analysis, drafts: Sequence[Draft], *, claims: Sequence[Json] = article.claims) -> None:
            gathered.extend(_of_article(Implied(analysis=analysis, drafts=drafts), claims))

        for _ in TrainedCoder(complete=collect)(analysis):
            pass
    return gathered


def _of_article(implied: Implied, claims: Sequence[Json]) -> Iterator[Case]:
    for number, draft in enumerate(implied.drafts):
        if draft.recipients:
            continue
        claim = next((one for one in claims if _is_same(one, draft)), None)
        if claim is not None:
            true = frozenset(party["country"] for party in claim["recipients"] if party["country"])
            yield Case(tuple(implied.choices(number)), true)


def _is_same(claim: Json, draft: Draft) -> bool:
    spans = [span for evidence in claim["evidence"] for span in evidence.get("trigger") or ()]
    words = [word for evidence in draft.evidence for word in evidence.triggers]
    return claim["type"] == draft.type.value and any(
        word.start < end and start < word.end for word in words for start, end in spans
    )


def weights(train: Sequence[Case], validation: Sequence[Case]) -> Weights:
    """The weights, and the lowest threshold from which on those named are right as often as named recipients are."""
    rows = [(_without_leaning(one.features), one.country in case.true) for case in train for one in case.choices]
    base = fitted([row for row, _ in rows], [right for _, right in rows], _RIDGE_TRAIN)
    beside = [
        ({"base": total(one.features, base), "bias": 1.0, **_leaning(one.features)}, one.country in case.true)
        for case in validation
        for one in case.choices
    ]
    final = fitted([row for row, _ in beside], [right for _, right in beside], _RIDGE_VALIDATION)
    scale = final.get("base", 0.0)
    found = {name: round(value * scale, 3) for name, value in base.items()}
    found["bias"] = round(found.get("bias", 0.0) + final.get("bias", 0.0), 3)
    found |= {name: final[name] for name in _LEANING if name in final}
    tried = [Weights(least=least, weights=found) for least in _LEASTS]
    return next((one for one in tried if measured(validation, one)[0] >= _AS_RIGHT), tried[-1])


def _without_leaning(features: Features) -> dict[str, float]:
    return {name: value for name, value in features.items() if name not in _LEANING}


def _leaning(features: Features) -> dict[str, float]:
    return {name: features[name] for name in _LEANING if name in features}


def measured(found: Sequence[Case], by: Weights) -> tuple[float, float, float]:
    """Precision and recall of the countries that are named, and the share of claims that name just the right ones."""
    hits = given = wanted = exact = 0
    for case in found:
        how, country = likeliest(case.choices, by.weights)
        said = frozenset({country} if how >= by.least else ())
        hits, given, wanted = hits + len(said & case.true), given + len(said), wanted + len(case.true)
        exact += said == case.true
    return hits / given if given else 0.0, hits / wanted, exact / len(found)


def table(one: Weights) -> str:
    """The text of the data file."""
    lines = [
        "# Whom an act is directed at where its sentence does not say so: weights of a logistic regression over the",
        "# countries of the article, and the least chance; fitted by training/fit_implied.py on annotated articles.",
        f"least = {one.least}",
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(one.weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, measure, and write if asked to."""
    parser = command(__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help="put what was fitted into coding/implied.toml")
    what.add_argument("--shipped", action="store_true", help="measure coding/implied.toml as it is")
    options = parser.parse_args()
    parts = split(stored(options.corpus), options.split)
    reader = unpack(options.packed.read_bytes())
    found = {name: cases(parts[name], analyses(parts[name], options.corpus, reader)) for name in parts}
    chosen = shipped() if options.shipped else weights(found["train"], found["validation"])
    for name, own in found.items():
        print(name, f"{len(own)} claims, nobody meant {sum(not case.true for case in own)}", end="; ")
        print("P {:.3f} R {:.3f} just the right ones {:.3f}".format(*measured(own, chosen)), f"from {chosen.least} on")
    if options.write:
        TABLE.write_text(table(chosen), encoding="utf-8")


if __name__ == "__main__":
    main()
