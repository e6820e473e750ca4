"""Values that are kept: made once, and never too many."""

from __future__ import annotations

from kroniek.strings.remembered import Remembered


def test_a_value_is_made_once():
    made = []
    table = Remembered(lambda word: made.append(word) or len(word), most=10)
    assert list(map(table.__getitem__, ["een", "twee", "een"])) == [3, 4, 3]
    assert made == ["een", "twee"]


def test_a_table_that_is_full_starts_anew():
    table = Remembered(len, most=3)
    assert [table[word] for word in ("a", "bb", "ccc", "dddd", "a")] == [1, 2, 3, 4, 1]
    assert len(table) <= 3
