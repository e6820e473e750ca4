"""Fit the weights of joining on the stories of `dev`, and on pairs that look alike by chance.

    python benchmarks/fit_joining.py [--keep]

Positive: two claims of one event of a story, as an expert gives them and as the coder does. Negative: two claims of a
story that are not; and pairs of claims from
different articles of the training corpus with the same parties and bordering types, whose days are shifted so that
both fall in one week, since a chronicle of a war has many such pairs and a story has few. Logistic loss with a
quadratic penalty; a feature whose score speaks for one event may not weigh below 0. `--keep` writes
`memory/joining/data/weights.toml`; thresholds there are kept as they are: they were set on `dev`, see the file.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from goldsets import HERE
from joining_set import Story, articles_in, stories

from kroniek.memory.joining import scoring
from kroniek.memory.joining.features import FEATURES, fit
from kroniek.memory.joining.telling import Told, told, window
from kroniek.model.claim import Claim
from kroniek.model.text import Document

OUT = HERE.parent / "src" / "kroniek" / "memory" / "joining" / "data" / "weights.toml"
PENALTY = 0.3
STEPS, RATE = 6000, 0.5
ALIKE = 0.7
CHANCE_PAIRS = 1500
CHANCE_WEIGHT = 0.2
LEAST = {"actors": 0.6, "recipients": 0.5}
FLOOR = 0.1
"""What features weigh at least: that other parties speak against one event is no matter of 200 examples."""
WEEK = 7


def tell(document: Document, claims: Sequence[Claim], first: int) -> Iterator[Told]:
    """The claims of an article for joining, numbered from `first`."""
    for number, claim in enumerate(claims, first):
        start, end = window(claim.evidence[0].quote.start)
        day = document.published.day if document.published else None
        yield told(claim, number=number, base=document.id, published=day, around=document.text[start:end])


def of_story(story: Story) -> list[Told]:
    """All claims of a story for joining."""
    found: list[Told] = []
    for document, claims in story.articles:
        found += tell(document, claims, len(found) + 1)
    return found


def pairs_of_stories(given: Sequence[Story]) -> Iterator[tuple[Told, Told, bool]]:
    """Pairs of claims of one story that may be one, with what they are."""
    for story in given:
        for one, other in combinations(of_story(story), 2):
            if scoring.may_be_one(other, one):
                yield other, one, story.events[one.id] == story.events[other.id]


def pairs_of_coded(given: Sequence[Story]) -> Iterator[tuple[Told, Told, bool]]:
    """Pairs of claims as the coder gives them, of those that stand for a gold claim: with its mistakes."""
    from joining import coded

    articles, stands = coded(given)
    gold = {claim: event for story in given for claim, event in story.events.items()}
    story = {claim: event.partition(".")[0] for claim, event in gold.items()}
    claims = [one for document, own in articles for one in tell(document, own, 1) if one.id in stands]
    for one, other in combinations(claims, 2):
        first, second = stands[one.id], stands[other.id]
        if story[first] == story[second] and scoring.may_be_one(other, one):
            yield other, one, gold[first] == gold[second]


def pairs_by_chance(folder: Path) -> Iterator[tuple[Told, Told]]:
    """Pairs of the corpus with the same parties, moved into one week."""
    claims = [one for document, own in articles_in(folder) for one in tell(document, own, 1)]
    groups: dict[frozenset[str | None], list[Told]] = {}
    for one in claims:
        groups.setdefault(frozenset(who.country for who in one.actors), []).append(one)
    found = [
        (other, one)
        for group in groups.values()
        for one, other in combinations(group, 2)
        if scoring.may_be_one(other, one) and _sides_alike(one, other)
    ]
    for at, (one, other) in enumerate(found[:: max(1, len(found) // CHANCE_PAIRS)]):
        yield one, _moved(other, to=one, days=at % WEEK)


def _sides_alike(one: Told, other: Told) -> bool:
    fitting = fit(one, other)
    return fitting.actors >= ALIKE and fitting.recipients >= (ALIKE if one.recipients or other.recipients else 0)


def _moved(told_: Told, *, to: Told, days: int) -> Told:
    """The claim with its days shifted to shortly after those of the other."""
    own, others = told_.first or told_.reported or 0, to.first or to.reported or 0
    shift = others - own + days

    def moved(day: int | None) -> int | None:
        return day + shift if day is not None else None

    return replace(told_, first=moved(told_.first), last=moved(told_.last), reported=moved(told_.reported))


def values(pairs: Sequence[tuple[Told, Told]]) -> np.ndarray:
    """The scores of each pair, a column for each feature, and a column of ones."""
    return np.array([[*(ask(one, other).value for ask in FEATURES.values()), 1.0] for one, other in pairs])


def fitted(rows: np.ndarray, labels: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weights of the features, none below 0, and the bias last."""
    weights = np.zeros(rows.shape[1])
    least = np.array([LEAST.get(name, FLOOR) for name in FEATURES])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ ((chance - labels) * share) / share.sum()
        slope[:-1] += PENALTY * weights[:-1] / share.sum()
        weights -= RATE * slope
        weights[:-1] = np.maximum(weights[:-1], least)
    return weights


def write(weights: np.ndarray) -> None:
    """Write the table."""
    thresholds = tomllib.loads(OUT.read_text(encoding="utf-8"))["thresholds"]
    lines = [
        "# What each feature weighs in the score that two claims tell of one event. Fitted by benchmarks/fit_joining.py on the",
        "# stories of dev and on pairs of the training corpus that look alike by chance.",
        f"bias = {weights[-1]:.2f}",
        "",
        "[features]",
        *(f"{name} = {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=False)),
        "",
        "# From these scores on a claim joins an event: with its nearest claim, with all of them in the mean, and with each.",
        "# Set on dev, for precision.",
        "[thresholds]",
        *(f"{name} = {value}" for name, value in thresholds.items()),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, tell, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    told_ = list(pairs_of_stories(stories("dev")))
    told_ += pairs_of_coded(stories("dev"))
    chance = list(pairs_by_chance(HERE.parent / "training" / "corpus" / "articles"))
    rows = values([(one, other) for one, other, _ in told_] + chance)
    labels = np.array([float(same) for *_, same in told_] + [0.0] * len(chance))
    share = np.array([1.0] * len(told_) + [CHANCE_WEIGHT] * len(chance))
    weights = fitted(rows, labels, share)
    print(f"{int(labels.sum())} of one event, {len(told_) - int(labels.sum())} not, {len(chance)} alike by chance")
    for name, weight in zip([*FEATURES, "bias"], weights, strict=True):
        print(f"{name:12}{weight:7.2f}")
    scores = 1 / (1 + np.exp(-rows @ weights))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        given = scores >= least
        right = int((given * labels).sum())
        ours = int(given[: len(told_)].sum())
        print(
            f"from {least}: precision {right / max(1, ours):.3f} (with chance {right / max(1, int(given.sum())):.3f}), recall {right / labels.sum():.3f}"
        )
    if options.keep:
        write(weights)


if __name__ == "__main__":
    main()
