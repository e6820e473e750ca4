import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.strings.similarity import SKETCH, jaccard, shingles, sketch

TEN = [f"w{i}" for i in range(10)]
numbers = st.sets(st.integers(0, 50))


def test_shingles_are_runs_of_words():
    assert len(shingles(TEN, size=4)) == 7
    assert len(shingles(TEN, size=20)) == 1
    assert shingles([], size=4) == frozenset()
    assert shingles(TEN[:4]) < shingles(TEN[:5])


def test_a_hash_is_the_same_on_every_machine():
    assert shingles(["de", "president", "van", "mali"]) == {5820577662418747707}


def test_a_hash_fits_a_column_of_64_bits():
    assert all(0 <= hash_ < 2**63 for hash_ in shingles(TEN))


@given(numbers, numbers)
def test_likeness_is_symmetric_and_bounded(left, right):
    assert jaccard(left, right) == jaccard(right, left)
    assert 0 <= jaccard(left, right) <= 1
    assert (jaccard(left, right) == 1) == (left == right != set())


@pytest.mark.parametrize(
    ("left", "right", "score"), [({1, 2}, {2, 3}, 1 / 3), ({1}, {2}, 0), ({1}, {1}, 1), (set(), set(), 0)]
)
def test_likeness_is_the_shared_part(left, right, score):
    assert jaccard(left, right) == score


@given(st.sets(st.integers(), max_size=100))
def test_a_sketch_holds_the_smallest(hashes):
    assert sketch(hashes) == tuple(sorted(hashes)[:SKETCH])


def test_sketches_share_about_what_their_sets_share():
    left = shingles([f"w{i}" for i in range(2000)])
    right = shingles([f"w{i}" for i in range(500, 2500)])
    shared = len(set(sketch(left, length=400)) & set(sketch(right, length=400)))
    assert abs(jaccard(left, right) - 0.6) < 0.01
    assert 200 < shared < 340
