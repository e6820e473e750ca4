"""From the parser's scores to a tree: the likeliest head for every word, with circles and further roots undone.

The likeliest heads are a tree in most sentences. Where they are not, the Chu-Liu/Edmonds algorithm finds the
tree with the greatest sum of scores and one root. Left out: the scores, which the network gives.
"""

from __future__ import annotations

from collections.abc import Sequence

Scores = Sequence[Sequence[float]]
"""A row for each token with the score of each token as its head, the token itself where it is the root."""


def tree_of(scores: Scores) -> tuple[int, ...]:
    """The heads of a sentence's tokens, the root its own head; ties go to the earlier token."""
    if not scores:
        return ()
    heads = [max(range(len(row)), key=lambda head, row=row: (row[head], -head)) for row in scores]  # type: ignore[misc]
    roots = [token for token, head in enumerate(heads) if token == head]
    if len(roots) == 1 and not _circle(heads):
        return tuple(heads)
    return _best(scores)


def _best(scores: Scores) -> tuple[int, ...]:
    """The tree with the greatest sum of scores of those that have one root.

    A node above all takes the place of "is the root". Each edge from it costs more than all other edges can gain, so
    the best tree has one such edge (Stanojević and Cohen, "A Root of a Problem", EMNLP 2021).
    """
    above = len(scores)
    cost = above * (max(map(max, scores)) - min(map(min, scores))) + 1
    edges = {
        token: {head: value for head, value in enumerate(row) if head != token} | {above: row[token] - cost}
        for token, row in enumerate(scores)
    }
    found = _arborescence(edges, above)
    return tuple(token if found[token] == above else found[token] for token in range(above))


def _arborescence(edges: dict[int, dict[int, float]], root: int) -> dict[int, int]:
    """Chu-Liu/Edmonds: the head of every node but the root; `edges` are scores by node and head."""
    best = {token: max(row, key=lambda head, row=row: (row[head], -head)) for token, row in edges.items()}  # type: ignore[misc]
    circle = _circle_of(best, root)
    if not circle:
        return best
    inside = set(circle)
    new = max(*edges, root) + 1
    joined: dict[int, dict[int, float]] = {}
    enters: dict[int, int] = {}
    leaves: dict[int, int] = {}
    into: dict[int, float] = {}
    for token, row in edges.items():
        if token in inside:
            for head, value in row.items():
                gain = value - row[best[token]]
                if head not in inside and (head not in into or gain > into[head]):
                    into[head], enters[head] = gain, token
            continue
        kept = {head: value for head, value in row.items() if head not in inside}
        within = {head: value for head, value in row.items() if head in inside}
        if within:
            leaves[token] = max(within, key=lambda head, within=within: (within[head], -head))  # type: ignore[misc]
            kept[new] = within[leaves[token]]
        joined[token] = kept
    joined[new] = into
    found = _arborescence(joined, root)
    outer = found.pop(new)
    heads = {token: leaves[token] if head == new else head for token, head in found.items()}
    heads |= {token: best[token] for token in circle}
    heads[enters[outer]] = outer
    return heads


def _circle_of(best: dict[int, int], root: int) -> list[int]:
    """The nodes of a circle of heads, none where there is none."""
    done: set[int] = {root}
    for start in sorted(best):
        path: list[int] = []
        token = start
        while token not in done and token not in path:
            path.append(token)
            token = best[token]
        if token in path:
            return path[path.index(token) :]
        done.update(path)
    return []


def _circle(heads: Sequence[int]) -> bool:
    """Do heads run in a circle anywhere?"""
    root = next(token for token, head in enumerate(heads) if token == head)
    return bool(_circle_of({token: head for token, head in enumerate(heads) if head != token}, root))
