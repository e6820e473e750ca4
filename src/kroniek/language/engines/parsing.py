"""From the parser's scores to a tree: the likeliest head for every word, with circles and further roots undone.

The likeliest heads are a tree in most sentences. Where they are not, the Chu-Liu/Edmonds algorithm finds the
tree with the greatest sum of scores and one root. Left out: the scores, which the network gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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


class _Contraction(NamedTuple):
    """A circle of heads as one node: the heads inside it, and which edges into and out of the node stand for which."""

    node: int
    inner: dict[int, int]  # the circle itself
    enters: dict[int, int]  # by head of the node: the token of the circle that takes this head instead
    leaves: dict[int, int]  # by token outside: its head where the node is its head

    def undo(self, heads: dict[int, int]) -> None:
        """Put the circle back, open where the head of the node comes in."""
        outer = heads.pop(self.node)
        for token, head in heads.items():
            if head == self.node:
                heads[token] = self.leaves[token]
        heads |= self.inner
        heads[self.enters[outer]] = outer


def _arborescence(edges: dict[int, dict[int, float]], root: int) -> dict[int, int]:
    """Chu-Liu/Edmonds: the head of every node but the root; `edges` are scores by node and head, and are used up.

    A circle is contracted in place: each costs its own edges only, so all of them cost no more than there are edges.
    """
    best = {token: _best_of(row) for token, row in edges.items()}
    done: list[_Contraction] = []
    while circle := _circle_of(best, root):
        done.append(_contract(edges, best, sorted(circle), root + 1 + len(done)))
    for contraction in reversed(done):
        contraction.undo(best)
    return best


def _contract(
    edges: dict[int, dict[int, float]], best: dict[int, int], circle: Sequence[int], node: int
) -> _Contraction:
    """Make a circle one node of the graph, in `edges` and `best`."""
    inside = set(circle)
    enters: dict[int, int] = {}
    into: dict[int, float] = {}
    for token in circle:
        row = edges.pop(token)
        for head, value in row.items():
            gain = value - row[best[token]]
            if head not in inside and (head not in into or gain > into[head]):
                into[head], enters[head] = gain, token
    leaves: dict[int, int] = {}
    for token, row in edges.items():
        within = {head: row.pop(head) for head in circle if head in row}
        leaves[token] = _best_of(within)
        row[node] = within[leaves[token]]
        if best[token] in inside:
            best[token] = node
    inner = {token: best.pop(token) for token in circle}
    edges[node], best[node] = into, _best_of(into)
    return _Contraction(node, inner, enters, leaves)


def _best_of(row: dict[int, float]) -> int:
    """The head with the greatest score; of several the first."""
    return max(row, key=lambda head: (row[head], -head))


def _circle_of(best: dict[int, int], root: int) -> list[int]:
    """The nodes of a circle of heads, none where there is none."""
    done: set[int] = {root}
    for start in sorted(best):
        path: dict[int, None] = {}
        token = start
        while token not in done and token not in path:
            path[token] = None
            token = best[token]
        if token in path:
            found = list(path)
            return found[found.index(token) :]
        done.update(path)
    return []


def _circle(heads: Sequence[int]) -> bool:
    """Do heads run in a circle anywhere?"""
    root = next(token for token, head in enumerate(heads) if token == head)
    return bool(_circle_of({token: head for token, head in enumerate(heads) if head != token}, root))
