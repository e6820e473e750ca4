"""Pairing: one to one, by the highest sum."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kroniek.evaluation.pairing import best_pairs

weights = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 120), max_size=10)


def highest_sum(table):
    return max(sum(table.get((row, column), 0) for row, column in enumerate(order)) for order in permutations(range(4)))


@given(weights)
def test_no_other_pairing_has_a_higher_sum(table):
    assert sum(table[cell] for cell in best_pairs(table)) == highest_sum(table)


@given(weights)
def test_nothing_is_paired_twice_or_without_weight(table):
    cells = best_pairs(table)
    assert len({row for row, _ in cells}) == len({column for _, column in cells}) == len(cells)
    assert set(cells) <= set(table)
