"""Which event of the system tells the same as which event of gold: one to one, by highest total agreement.

Two events can be paired only where they quote the same words. Among these, the type counts most, then the class of
the type, then countries and names of the parties. The pairing is that of the Hungarian method; ties fall the same way
in every run, because rows and columns are taken in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kroniek.evaluation import parties
from kroniek.evaluation.evidence import LONGEST_QUOTE_CHARS, Quotes
from kroniek.evaluation.records import CodedEvent
from kroniek.model.ontology import QUADS, Quad

QUOTE_POINTS, TYPE_POINTS, QUAD_POINTS, COUNTRY_POINTS, NAME_POINTS = 1, 100, 30, 5, 3
INFINITY = float("inf")
QUAD_OF_NAME = {type_.value: quad for type_, quad in QUADS.items()}

Cell = tuple[int, int]


def quad(type_: str | None) -> Quad | None:
    """The class of an event type; None for a type that PLOVER does not have."""
    return QUAD_OF_NAME.get(type_) if type_ else None


def pair(
    document: str, gold: Sequence[CodedEvent], system: Sequence[CodedEvent], quotes: Quotes
) -> list[tuple[CodedEvent, CodedEvent]]:
    """The pairs (of gold, of the system) of one document."""
    weights = {
        (row, column): _agreement(event, other)
        for row, event in enumerate(gold)
        for column, other in enumerate(system)
        if _same_words(document, event, other, quotes)
    }
    return [(gold[row], system[column]) for row, column in best_pairs(weights)]


def _same_words(document: str, gold: CodedEvent, system: CodedEvent, quotes: Quotes) -> bool:
    return any(
        len(other) <= LONGEST_QUOTE_CHARS and quotes.share(document, quote, other)
        for quote in gold.quotes
        for other in system.quotes
    )


def _agreement(gold: CodedEvent, system: CodedEvent) -> int:
    points = QUOTE_POINTS
    if gold.type == system.type:
        points += TYPE_POINTS
    elif quad(gold.type) == quad(system.type):
        points += QUAD_POINTS
    for role in ("actors", "recipients"):
        if role in gold.given:
            of_gold, of_system = getattr(gold, role), getattr(system, role)
            points += COUNTRY_POINTS * len(parties.countries(of_gold) & parties.countries(of_system))
            points += NAME_POINTS * parties.name_hits(of_gold, of_system)
    return points


def best_pairs(weights: Mapping[Cell, float]) -> list[Cell]:
    """The one-to-one pairing of rows and columns with the highest sum of weights; absent cells are never paired."""
    rows = sorted({row for row, _ in weights})
    columns = sorted({column for _, column in weights})
    size = max(len(rows), len(columns))
    costs = [[0.0] * size for _ in range(size)]
    for (row, column), weight in weights.items():
        costs[rows.index(row)][columns.index(column)] = -weight
    cells = (
        (rows[row], columns[column])
        for column, row in enumerate(_assign(costs))
        if row < len(rows) and column < len(columns)
    )
    return [cell for cell in cells if cell in weights]


def _assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each column of a square table the row that makes the sum of costs lowest (Kuhn and Munkres, O(n³)).

    Rows join one by one. Column and row 0 are a seat for the row that joins; all others count from 1.
    """
    size = len(costs)
    row_of = [0] * (size + 1)
    row_prices, column_prices = [0.0] * (size + 1), [0.0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        came_from, last = _shortest_path(costs, row_of, row_prices, column_prices)
        while last:
            row_of[last] = row_of[came_from[last]]
            last = came_from[last]
    return [row - 1 for row in row_of[1:]]


def _shortest_path(
    costs: Sequence[Sequence[float]], row_of: list[int], row_prices: list[float], column_prices: list[float]
) -> tuple[list[int], int]:
    """The cheapest way from the row in seat 0 to a free column; prices are kept up on the way."""
    size = len(costs)
    came_from = [0] * (size + 1)
    distances = [INFINITY] * (size + 1)
    visited = [False] * (size + 1)
    column = 0
    while row_of[column]:
        visited[column] = True
        row, step, nearest = row_of[column], INFINITY, 0
        for other in range(1, size + 1):
            if visited[other]:
                continue
            distance = costs[row - 1][other - 1] - row_prices[row] - column_prices[other]
            if distance < distances[other]:
                distances[other], came_from[other] = distance, column
            if distances[other] < step:
                step, nearest = distances[other], other
        for other in range(size + 1):
            if visited[other]:
                row_prices[row_of[other]] += step
                column_prices[other] -= step
            else:
                distances[other] -= step
        column = nearest
    return came_from, column
