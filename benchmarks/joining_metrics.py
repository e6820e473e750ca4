"""Scores of a clustering against gold: pairs, MUC, B³, CEAF-e, and the mean of the last three (CoNLL)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

Clusters = Sequence[frozenset[str]]
PRF = tuple[float, float, float]


def clusters(events: Mapping[str, str]) -> Clusters:
    """The clusters of a table from claim to event."""
    groups: dict[str, set[str]] = {}
    for claim, event in events.items():
        groups.setdefault(event, set()).add(claim)
    return [frozenset(group) for _, group in sorted(groups.items())]


def prf(precision: float, recall: float) -> PRF:
    """With the harmonic mean."""
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def of_pairs(given: set[frozenset[str]], gold: set[frozenset[str]]) -> PRF:
    """Of pairs."""
    right = len(given & gold)
    return prf(right / len(given) if given else 1.0, right / len(gold) if gold else 1.0)


def muc(given: Clusters, gold: Clusters) -> PRF:
    """Links that are missing."""
    return prf(_muc(given, gold), _muc(gold, given))


def _muc(these: Clusters, those: Clusters) -> float:
    of = {claim: at for at, cluster in enumerate(those) for claim in cluster}
    right = sum(len(cluster) - len({of.get(claim, claim) for claim in cluster}) for cluster in these)
    links = sum(len(cluster) - 1 for cluster in these)
    return right / links if links else 1.0


def b_cubed(given: Clusters, gold: Clusters) -> PRF:
    """Over claims."""
    return prf(_b_cubed(given, gold), _b_cubed(gold, given))


def _b_cubed(these: Clusters, those: Clusters) -> float:
    of = {claim: cluster for cluster in those for claim in cluster}
    count = sum(map(len, these))
    return (
        sum(len(cluster & of.get(claim, frozenset())) / len(cluster) for cluster in these for claim in cluster) / count
    )


def ceaf(given: Clusters, gold: Clusters) -> PRF:
    """Over clusters, each with the one it fits best (CEAF with φ4)."""
    total = sum(_best(block) for block in _blocks(given, gold))
    return prf(total / len(given), total / len(gold))


def _blocks(given: Clusters, gold: Clusters) -> Iterable[np.ndarray]:
    """Likenesses of clusters that have claims in common, in groups that hang together."""
    of = {claim: at for at, cluster in enumerate(gold) for claim in cluster}
    parent = list(range(len(gold)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    touched = [sorted({of[claim] for claim in cluster if claim in of}) for cluster in given]
    for others in touched:
        for at in others[1:]:
            parent[root(at)] = root(others[0])
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for at in range(len(gold)):
        groups.setdefault(root(at), ([], []))[1].append(at)
    for at, others in enumerate(touched):
        if others:
            groups[root(others[0])][0].append(at)
    for ours, theirs in groups.values():
        if ours:
            yield np.array(
                [[2 * len(given[i] & gold[j]) / (len(given[i]) + len(gold[j])) for j in theirs] for i in ours]
            )


def _best(likeness: np.ndarray) -> float:
    """The best sum over pairs of rows and columns: the Hungarian method with potentials."""
    cost = -likeness if likeness.shape[0] <= likeness.shape[1] else -likeness.T
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while True:
            used[column] = True
            delta, following = np.inf, 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                current = cost[match[column] - 1, j - 1] - u[match[column]] - v[j]
                if current < least[j]:
                    least[j], way[j] = current, column
                if least[j] < delta:
                    delta, following = least[j], j
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return -float(sum(cost[match[j] - 1, j - 1] for j in range(1, columns + 1) if match[j]))


def conll(given: Clusters, gold: Clusters) -> float:
    """The mean F1 of MUC, B³ and CEAF-e."""
    return sum(one(given, gold)[2] for one in (muc, b_cubed, ceaf)) / 3
