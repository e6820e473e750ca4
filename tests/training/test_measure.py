"""Scores count what they say they count."""

import numpy as np
from measure import best_threshold, pair_score, score, spans


def test_names_are_whole_spans_with_a_kind():
    assert spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == {(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")}


def test_an_inside_without_a_begin_begins_a_name():
    assert spans(["O", "I-ORG", "I-LOC"]) == {(1, 2, "ORG"), (2, 3, "LOC")}


def test_a_score_of_nothing_is_zero():
    assert score(0, 0, 0).f1 == 0.0


def test_pairs_at_a_threshold():
    true, given = np.array([[1.0, 0.0, 1.0]]), np.array([[0.9, 0.6, 0.2]])
    found = pair_score(true, given, 0.5)
    assert (found.precision, found.recall) == (0.5, 0.5)


def test_the_best_threshold_parts_right_from_wrong():
    true, given = np.array([[1.0, 0.0]]), np.array([[0.9, 0.6]])
    assert 0.6 < best_threshold(true, given) <= 0.9
