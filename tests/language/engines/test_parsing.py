"""A tree comes out of any scores, and it is the best one."""

import sys
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kroniek.language.engines.parsing import tree_of


def _is_tree(heads: tuple[int, ...]) -> bool:
    if sum(token == head for token, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        token, steps = start, 0
        while heads[token] != token:
            token, steps = heads[token], steps + 1
            if steps > len(heads):
                return False
    return True


def test_the_likeliest_heads_are_kept_where_they_make_a_tree() -> None:
    assert tree_of([[0.0, 5.0, 0.0], [0.0, 5.0, 0.0], [0.0, 5.0, 0.0]]) == (1, 1, 1)


def test_a_circle_is_undone_where_that_costs_least() -> None:
    scores = [[0.0, 9.0, 1.0], [8.0, 0.0, 7.0], [0.0, 0.0, 5.0]]
    assert tree_of(scores) == (1, 2, 2)


def test_of_two_roots_one_stays() -> None:
    assert tree_of([[5.0, 4.0], [0.0, 5.0]]) == (1, 1)


def test_no_words_make_no_tree() -> None:
    assert tree_of([]) == ()


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
def test_no_tree_has_a_greater_sum(scores: list[list[int]]) -> None:
    rows = [[float(value) for value in row] for row in scores]
    found = tree_of(rows)
    assert _is_tree(found)
    best = max(
        sum(rows[token][head] for token, head in enumerate(heads))
        for heads in product(range(len(rows)), repeat=len(rows))
        if _is_tree(heads)
    )
    assert sum(rows[token][head] for token, head in enumerate(found)) == best


def _nested(count: int) -> list[list[float]]:
    """Scores by which every two words take each other for their head, then every two pairs, and so on."""
    return [[-999.0 if head == token else -float(head ^ token) for head in range(count)] for token in range(count)]


def _calls(count: int) -> int:
    """How many functions are called to find a tree."""
    calls = 0

    def heard(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event == "call"

    scores = _nested(count)
    sys.setprofile(heard)
    try:
        tree_of(scores)
    finally:
        sys.setprofile(None)
    return calls


def test_circles_inside_circles_cost_no_more_than_there_are_pairs_of_words() -> None:
    assert _is_tree(tree_of(_nested(64)))
    assert _calls(128) < 5 * _calls(64)
