"""How well a network answers: pairs of sentence and act type, and each head at the tokens of true triggers.

A pair is right where the sentence tells an act of the type. The score of a pair is the mean of the sentence head and
of the strongest token. Left out: claims; `kroniek evaluate` scores those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from batches import IGNORED, batches, collate, cut
from kroniek.model.signals import TYPES, ArcRole
from labels import Act, At, Labelled
from network import NAME_LABELS, ROLES, Network

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Prediction:
    """The network's answers for one text; `tokens` and the rest by (sentence, token)."""

    sentences: Floats
    token_types: Floats  # the strongest token of each sentence
    names: dict[At, str]
    types: dict[At, Floats]
    status: dict[At, int]
    hedged: dict[At, float]
    arcs: dict[At, dict[ArcRole, dict[At, float]]]  # at the tokens of true triggers only


@torch.no_grad()
def predict(network: Network, texts: Sequence[Labelled], budget: int = 3000) -> dict[str, Prediction]:
    """The answers for each text, by its id."""
    network.eval()
    found = {
        text.id: Prediction(
            np.zeros((len(text.sentences), len(TYPES))), np.zeros((len(text.sentences), len(TYPES))), {}, {}, {}, {}, {}
        )
        for text in texts
    }
    for rows in batches(cut(texts), budget):
        batch = collate(rows)
        outputs = network(*batch.inputs())
        types, told = outputs.types.softmax(-1).double().numpy(), outputs.sentences.sigmoid().double().numpy()
        names, status = outputs.names.argmax(-1).numpy(), outputs.status.argmax(-1).numpy()
        hedged = outputs.hedged.sigmoid().numpy()
        for row, (text, window) in enumerate(rows):
            answer = found[text.id]
            answer.sentences[window.first : window.end] = told[row, : window.end - window.first]
            for number, at in enumerate(window.tokens):
                answer.types[at] = types[row, number, 1:]
                best = answer.token_types[at[0]]
                np.maximum(best, types[row, number, 1:], out=best)
                answer.names[at] = NAME_LABELS[names[row, number]]
                answer.status[at], answer.hedged[at] = int(status[row, number]), float(hedged[row, number])
                if at in text.acts:
                    scores = outputs.arcs[row, :, number].sigmoid().numpy()
                    answer.arcs[at] = {
                        role: dict(zip(window.tokens, map(float, scores[place]), strict=False))
                        for place, role in enumerate(ROLES)
                    }
    return found


@dataclass(frozen=True, slots=True)
class SyntaxScore:
    """Shares of tokens: right tag, right head, right head and relation; then the last two without punctuation."""

    tags: float
    heads: float
    labelled: float
    heads_of_words: float
    labelled_of_words: float

    def __str__(self) -> str:
        return (
            f"tags {self.tags:.4f} UAS {self.heads:.4f} LAS {self.labelled:.4f}; "
            f"without punctuation UAS {self.heads_of_words:.4f} LAS {self.labelled_of_words:.4f}"
        )


@torch.no_grad()
def syntax_score(network: Network, texts: Sequence[Labelled], budget: int = 3000) -> SyntaxScore:
    """Tags, heads and relations of texts with trees; heads are the likeliest ones, whether or not they make a tree."""
    network.eval()
    parts: list[torch.Tensor] = []
    for rows in batches(cut(texts), budget):
        batch = collate(rows)
        outputs = network(*batch.inputs())
        head = outputs.heads.argmax(-1) == batch.heads
        label = head & (outputs.relations.argmax(-1) == batch.relations)
        tag = outputs.tags.argmax(-1) == batch.tags
        known, tagged = batch.heads != IGNORED, batch.tags != IGNORED
        word = torch.tensor(
            [
                [text.sentences[at[0]].tokens[at[1]].text[0].isalnum() for at in window.tokens]
                + [False] * (known.shape[1] - len(window.tokens))
                for text, window in rows
            ]
        )
        counted = [tag & tagged, tagged, head & known, label & known, known, head & known & word, label & known & word,
                   known & word]  # fmt: skip
        parts.append(torch.stack([one.sum() for one in counted]))
    tag, tagged, head, label, known, head_word, label_word, words = torch.stack(parts).sum(0).tolist()
    return SyntaxScore(tag / tagged, head / known, label / known, head_word / words, label_word / words)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def score(right: float, given: float, true: float) -> Score:
    """A score from counts."""
    return Score(right / given if given else 0.0, right / true if true else 0.0)


def pairs(texts: Sequence[Labelled], found: dict[str, Prediction]) -> tuple[Floats, Floats]:
    """True pairs and their scores, a row for each sentence."""
    true = np.concatenate([np.array(text.told).reshape(-1, len(TYPES)) for text in texts])
    given = np.concatenate([(found[text.id].sentences + found[text.id].token_types) / 2 for text in texts])
    return true, given


def pair_score(true: Floats, given: Floats, threshold: float) -> Score:
    """The score of the pairs above a threshold."""
    said = given >= threshold
    return score((said * true).sum(), said.sum(), true.sum())


def best_threshold(true: Floats, given: Floats) -> float:
    """The threshold with the best F1, the lowest of equals."""
    return max((round(0.02 * step, 2) for step in range(3, 48)), key=lambda at: pair_score(true, given, at).f1)


def pair_scores(texts: Sequence[Labelled], found: dict[str, Prediction]) -> str:
    """A line on pairs, names, status and arcs: what a training log needs."""
    true, given = pairs(texts, found)
    threshold = best_threshold(true, given)
    heads = attributes(texts, found)
    return (
        f"pairs at {threshold}: {pair_score(true, given, threshold)}; names {name_score(texts, found)}; "
        + ", ".join(f"{name} {value:.3f}" for name, value in heads.items())
    )


def attributes(texts: Sequence[Labelled], found: dict[str, Prediction]) -> dict[str, float]:
    """Accuracy at true triggers: type, status, hedged (F1), and for each role whether the strongest filler is right."""
    acts = [(text, at, act) for text in texts for at, act in text.acts.items() if act.status is not None]
    answers = [(found[text.id], at, act) for text, at, act in acts if at in found[text.id].types]
    values = {
        "type": _share(int(one.types[at].argmax()) in act.types for one, at, act in answers),
        "status": _share(one.status[at] == act.status for one, at, act in answers),
    }
    hedged = [(one.hedged[at] >= 0.5, bool(act.hedged)) for one, at, act in answers]  # noqa: PLR2004 - even odds
    values["hedged"] = score(
        sum(said and true for said, true in hedged), sum(said for said, _ in hedged), sum(true for _, true in hedged)
    ).f1
    for role in ROLES:
        values[role.value] = _share(
            max(one.arcs[at][role], key=lambda filler: one.arcs[at][role][filler]) in _fillers(act, role)
            for one, at, act in answers
            if _fillers(act, role) & set(one.arcs[at][role])
        )
    return values


def _fillers(act: Act, role: ArcRole) -> set[At]:
    return (act.arcs or {}).get(role, set())


def _share(found: object) -> float:
    answers = [bool(one) for one in found]  # type: ignore[attr-defined]
    return sum(answers) / len(answers) if answers else float("nan")


def name_score(texts: Sequence[Labelled], found: dict[str, Prediction]) -> Score:
    """Whole names and times with their kind."""
    right = given = true = 0
    for text in texts:
        if text.names is None:
            continue
        order = sorted(found[text.id].names)
        said = spans([found[text.id].names[at] for at in order])
        real = spans([text.names.get(at, "O") for at in order])
        right, given, true = right + len(said & real), given + len(said), true + len(real)
    return score(right, given, true)


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Names in a row of labels as (first, end, kind); an I without its B begins a name."""
    found: set[tuple[int, int, str]] = set()
    begin, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        prefix, _, here = label.partition("-")
        if kind and not (prefix == "I" and here == kind):
            found.add((begin, at, kind))
            kind = ""
        if prefix in {"B", "I"} and not kind:
            begin, kind = at, here
    return found
