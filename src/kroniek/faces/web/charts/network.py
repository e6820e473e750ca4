"""Who with whom as a drawing: nodes pushed apart and pulled together until they lie still, the same every time.

Fruchterman and Reingold's method from fixed places on a circle, without chance; a few dozen nodes. Ties are
straight, thicker where there are more claims, coloured by what prevails in them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.model.browsing import Tie
from kroniek.model.ontology import QUADS, Quad

WIDTH, HEIGHT = 900, 600
EDGE = 46
MOST_NODES = 36
STEPS = 70
LEAST_APART = 1e-4
"""The square of a distance below which nodes push no harder: they may lie on one spot."""

CONFLICT = {Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor: where it lies, how large it is drawn, and how many claims tie it to others that are drawn."""

    id: str
    name: str
    country: str | None
    x: float
    y: float
    radius: float
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two actors with the claims between them, both ways; `conflict` is the share of acts that are conflict."""

    first: Node
    second: Node
    number: int
    conflict: float
    width: float
    quad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What is drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(ties: Sequence[Tie]) -> Network:
    """The drawing of the strongest ties among the most tied actors."""
    names = {tie.actor: (tie.actor_name, tie.actor_country) for tie in ties}
    names |= {tie.recipient: (tie.recipient_name, tie.recipient_country) for tie in ties}
    pairs: dict[tuple[str, str], Counter[Quad]] = defaultdict(Counter)
    for tie in ties:
        pair = (min(tie.actor, tie.recipient), max(tie.actor, tie.recipient))
        for kind, number in tie.types.items():
            pairs[pair][QUADS[kind]] += number
    degree: Counter[str] = Counter()
    for pair, counts in pairs.items():
        for id_ in pair:
            degree[id_] += counts.total()
    chosen = sorted(degree, key=lambda id_: (-degree[id_], names[id_][0], id_))[:MOST_NODES]
    kept = {pair: counts for pair, counts in pairs.items() if pair[0] in chosen and pair[1] in chosen}
    tied = [id_ for id_ in chosen if any(id_ in pair for pair in kept)]
    places = _laid(tied, {pair: counts.total() for pair, counts in kept.items()}, names)
    largest = max(degree.values(), default=1)
    nodes = {
        id_: Node(
            id=id_,
            name=names[id_][0],
            country=names[id_][1],
            x=places[id_][0],
            y=places[id_][1],
            radius=round(4 + 14 * math.sqrt(degree[id_] / largest), 1),
            number=degree[id_],
        )
        for id_ in tied
    }
    edges = [_edge(nodes[first], nodes[second], counts) for (first, second), counts in sorted(kept.items())]
    return Network(nodes=tuple(nodes.values()), edges=tuple(sorted(edges, key=lambda edge: -edge.number)))


def _edge(first: Node, second: Node, counts: Counter[Quad]) -> Edge:
    number = counts.total()
    prevailing = max(Quad, key=lambda quad: (counts[quad], quad.value))
    return Edge(
        first=first,
        second=second,
        number=number,
        conflict=round(sum(counts[quad] for quad in CONFLICT) / number, 2),
        width=round(0.8 + 1.6 * math.log2(number), 1),
        quad=prevailing.value.replace(" ", "-"),
    )


def _laid(
    ids: Sequence[str], weights: dict[tuple[str, str], int], names: dict[str, tuple[str, str | None]]
) -> dict[str, tuple[float, float]]:
    """Places in the drawing: from a circle in order of country, moved by pushing and pulling."""
    order = sorted(ids, key=lambda id_: (names[id_][1] or "~", names[id_][0], id_))
    count = len(order) or 1
    spots = [(math.cos(2 * math.pi * i / count), math.sin(2 * math.pi * i / count)) for i in range(len(order))]
    number = {id_: i for i, id_ in enumerate(order)}
    pulls = [(number[first], number[second], 1 + math.log2(weight)) for (first, second), weight in weights.items()]
    ideal = 1.7 / math.sqrt(count)
    for step in range(STEPS):
        spots = _moved(spots, pulls, ideal, heat=0.25 * (1 - step / STEPS))
    return dict(zip(order, _fitted(spots), strict=True))


def _moved(
    spots: list[tuple[float, float]], pulls: Sequence[tuple[int, int, float]], ideal: float, *, heat: float
) -> list[tuple[float, float]]:
    push = _pushed(spots, ideal * ideal)
    for i, j, weight in pulls:
        dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
        force = math.hypot(dx, dy) / ideal * weight * 0.35
        push[i][0] -= dx * force
        push[i][1] -= dy * force
        push[j][0] += dx * force
        push[j][1] += dy * force
    found = []
    for (x, y), (dx, dy) in zip(spots, push, strict=True):
        inward = 0.7  # a light pull to the middle, so that what is tied to nobody stays in sight
        dx, dy = dx - x * inward, dy - y * inward  # noqa: PLW2901 - the push with the pull
        length = math.hypot(dx, dy) or 1.0
        reach = min(length, heat)
        found.append((x + dx / length * reach, y + dy / length * reach))
    return found


def _pushed(spots: Sequence[tuple[float, float]], strength: float) -> list[list[float]]:
    """What all others do to each: the nearer, the harder. Most of the time of a drawing goes by here."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    across, along = [0.0] * len(spots), [0.0] * len(spots)
    for i, (x, y) in enumerate(spots):
        own_x = own_y = 0.0
        for j in range(i):
            dx, dy = x - xs[j], y - ys[j]
            near = dx * dx + dy * dy
            force = strength / (near if near > LEAST_APART else LEAST_APART)  # noqa: FURB136 - max() takes as long
            dx *= force
            dy *= force
            own_x += dx
            own_y += dy
            across[j] -= dx
            along[j] -= dy
        across[i] += own_x
        along[i] += own_y
    return [[x, y] for x, y in zip(across, along, strict=True)]


def _fitted(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places stretched to fill the drawing."""
    if not spots:
        return []
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return [
        (
            round(EDGE + (x - min(xs)) / wide * (WIDTH - 2 * EDGE - 60), 1),
            round(EDGE + (y - min(ys)) / tall * (HEIGHT - 2 * EDGE), 1),
        )
        for x, y in spots
    ]
