"""Fit the weights of joining on the stories of `dev`, and on pairs that look alike by chance.

    python benchmarks/fit_joining.py [--keep]

Two tables. `annotated`: positive are two claims of one event of a story, as an expert gives them; negative two claims of
a story that are not, and pairs of claims from different articles of the training corpus with the same parties and
bordering types, whose days are shifted so that both fall in one week, since a chronicle of a war has many such pairs and
a story has few. `coded`: pairs of claims as the coder gives them, and of one of those with one of the expert's, which
count half; pairs of the coder's claims of articles of the training corpus that a person judged (`wide.tsv`, its dev
half), since stories alone teach nothing of strangers; and the pairs by chance with as many fields missing as the coder
leaves out. These weights start from those of `annotated` and are drawn to them, since a few hundred pairs are few for
fifteen weights. Logistic loss with a quadratic
penalty; a feature whose score speaks for one event may not weigh below 0. `--keep` writes
`memory/joining/data/weights.toml`; thresholds there are kept as they are: they were set on `dev`, see the file.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from goldsets import HERE
from joining import by_spot, coded, coded_corpus, overlap
from joining_set import Story, articles_in, stories, wide_pairs

from kroniek.memory.joining import scoring
from kroniek.memory.joining.features import FEATURES, fit
from kroniek.memory.joining.telling import Told, told, window
from kroniek.model.claim import Claim
from kroniek.model.text import Document

Examples = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Scores of pairs, what they are, and what each counts."""

OUT = HERE.parent / "src" / "kroniek" / "memory" / "joining" / "data" / "weights.toml"
PENALTY = 0.3
STEPS, RATE = 6000, 0.5
DRAWN = 4.0
"""How strongly the weights for coded claims are drawn to those for annotated ones."""
ALIKE = 0.7
CHANCE_PAIRS = 1500
CHANCE_WEIGHT, MIXED_WEIGHT = 0.2, 0.5
LEAST = {"actors": 0.6, "recipients": 0.5}
LEFT_OUT = {"actors": 0.2, "recipients": 0.35, "when": 0.4, "place": 0.3, "modes": 0.4}
"""How often the coder leaves a field out that an expert gives, by the stories of dev, roughly."""
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
    """Pairs of which one claim at least is the coder's: of one story, in two articles, with its mistakes.

    A claim that stands for none of the expert's tells of whatever the words of its evidence tell; pairs that may so be
    one event, and may not, are left out.
    """
    gold = {claim: event for story in given for claim, event in story.events.items()}
    own = [(one, frozenset((gold[one.id],)), one.id in gold) for story in given for one in of_story(story)]
    claims = [*_coded(given, gold), *own]
    for (one, events, by_expert), (other, others, by_another) in combinations(claims, 2):
        if (by_expert and by_another) or not _of_one_story(events, others) or not scoring.may_be_one(other, one):
            continue
        if len(events) == len(others) == 1 or not events & others:
            first, second = sorted((other, one), key=lambda told_: -(told_.reported or 0))
            yield first, second, bool(events & others)


def _coded(given: Sequence[Story], gold: Mapping[str, str]) -> Iterator[tuple[Told, frozenset[str], bool]]:
    """The coder's claims with the events of the expert that they may tell of."""
    articles, stands = coded(given)
    by_document = {document.id: claims for story in given for document, claims in story.articles}
    for document, own in articles:
        for one, claim in zip(tell(document, own, 1), own, strict=True):
            near = {gold[str(other.id)] for other in by_document[document.id] if overlap(claim, other)}
            events = {gold[stands[one.id]]} if one.id in stands else near
            yield one, frozenset(events), False


def _of_one_story(events: AbstractSet[str], others: AbstractSet[str]) -> bool:
    return bool({event.partition(".")[0] for event in events} & {event.partition(".")[0] for event in others})


def pairs_of_corpus() -> Iterator[tuple[Told, Told, bool]]:
    """Pairs of the coder's claims of the training corpus that a person judged."""
    given = [pair for pair in wide_pairs() if pair.half == "dev"]
    articles = coded_corpus({name for pair in given for name in (pair.earlier[0], pair.later[0])})
    spots = by_spot(articles)
    told_ = {one.id: one for document, own in articles for one in tell(document, own, 1)}
    for pair in given:
        if pair.earlier in spots and pair.later in spots:
            one, other = told_[str(spots[pair.later].id)], told_[str(spots[pair.earlier].id)]
            if scoring.may_be_one(one, other):
                yield one, other, pair.same


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


def blurred(told_: Told, chance: random.Random) -> Told:
    """The claim with as many fields missing as a coder leaves out."""
    gone = {name for name, share in LEFT_OUT.items() if chance.random() < share}
    actors = () if "actors" in gone else told_.actors
    recipients = () if "recipients" in gone else told_.recipients
    told_ = replace(told_, coded=True, actors=actors, recipients=recipients, parties=actors + recipients)
    if "when" in gone:
        told_ = replace(told_, first=None, last=None, length=0)
    if "place" in gone:
        told_ = replace(told_, place=None, place_country=None, place_is_country=False)
    return replace(told_, modes=frozenset()) if "modes" in gone else told_


def values(pairs: Sequence[tuple[Told, Told]]) -> np.ndarray:
    """The scores of each pair, a column for each feature, and a column of ones."""
    return np.array([[*(ask(one, other).value for ask in FEATURES.values()), 1.0] for one, other in pairs])


def fitted(examples: Examples, *, start: np.ndarray | None = None) -> np.ndarray:
    """Weights of the features, none below 0, and the bias last: drawn to those of `start`, else to nothing."""
    rows, labels, share = examples
    drawn = PENALTY if start is None else DRAWN
    origin = np.zeros(rows.shape[1]) if start is None else start
    weights = origin.copy()
    least = np.array([LEAST.get(name, FLOOR) for name in FEATURES])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ ((chance - labels) * share) / share.sum()
        slope[:-1] += drawn * (weights - origin)[:-1] / share.sum()
        weights -= RATE * slope
        weights[:-1] = np.maximum(weights[:-1], least)
    return weights


def annotated(given: Sequence[Story], chance: Sequence[tuple[Told, Told]]) -> Examples:
    """What the weights for annotated claims are fitted on."""
    told_ = list(pairs_of_stories(given))
    return _examples([(*pair, 1.0) for pair in told_] + [(one, other, False, CHANCE_WEIGHT) for one, other in chance])


def of_coder(given: Sequence[Story], chance: Sequence[tuple[Told, Told]]) -> Examples:
    """What the weights for coded claims are fitted on."""
    drawer = random.Random(1)
    found = [
        (one, other, same, 1.0 if one.coded and other.coded else MIXED_WEIGHT)
        for one, other, same in pairs_of_coded(given)
    ]
    found += [(one, other, same, 1.0) for one, other, same in pairs_of_corpus()]
    for pair in chance:
        one, other = (blurred(told_, drawer) for told_ in pair)
        if scoring.may_be_one(one, other):
            found.append((one, other, False, CHANCE_WEIGHT))
    return _examples(found)


def _examples(found: Sequence[tuple[Told, Told, bool, float]]) -> Examples:
    rows = values([(one, other) for one, other, *_ in found])
    return rows, np.array([float(same) for _, _, same, _ in found]), np.array([share for *_, share in found])


def write(tables: Mapping[str, np.ndarray]) -> None:
    """Write the weights; the head of the file and the thresholds stay."""
    text = OUT.read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    lines = [line for line in text.splitlines() if line.startswith("#")]
    for of, weights in tables.items():
        thresholds = raw[of]["thresholds"].items()
        lines += ["", f"[{of}]", f"bias = {weights[-1]:.2f}", "", f"[{of}.features]"]
        lines += [f"{name} = {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=False)]
        lines += ["", f"[{of}.thresholds]", *(f"{name} = {value}" for name, value in thresholds)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(of: str, examples: Examples, weights: np.ndarray) -> None:
    """Tell the weights, and how well they tell pairs apart."""
    rows, labels, share = examples
    print(f"{of}: {int(labels.sum())} of one event, {int((1 - labels).sum())} not")
    for name, weight in zip([*FEATURES, "bias"], weights, strict=True):
        print(f"{name:12}{weight:7.2f}")
    scores = 1 / (1 + np.exp(-rows @ weights))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        given = scores >= least
        right, told_ = (given * labels * share).sum(), (given * share).sum()
        print(f"from {least}: precision {right / max(1, told_):.3f}, recall {right / (labels * share).sum():.3f}")


def main() -> None:
    """Fit, tell, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    given = stories("dev")
    chance = list(pairs_by_chance(HERE.parent / "training" / "corpus" / "articles"))
    by_people, by_coder = annotated(given, chance), of_coder(given, chance)
    weights = {"annotated": fitted(by_people)}
    weights["coded"] = fitted(by_coder, start=weights["annotated"])
    show("annotated", by_people, weights["annotated"])
    show("coded", by_coder, weights["coded"])
    if options.keep:
        write(weights)


if __name__ == "__main__":
    main()
