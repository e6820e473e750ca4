"""Stems of Dutch words: forms that belong together, words that do not, and what holds for any word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.strings.fold import fold
from kroniek.strings.stem import stem


@pytest.mark.parametrize(
    "forms",
    [
        "sanctie sancties",
        "brief brieven",
        "huis huizen",
        "stem stemmen",
        "raket raketten",
        "leger legers",
        "mogelijkheid mogelijkheden",
        "onderhandelen onderhandeling onderhandelingen",
        "ontmoeten ontmoeting",
        "russisch russische",
        "raad raden",
        "vrede",
    ],
)
def test_forms_of_one_word_share_a_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["leger leider", "vrede vreemd", "raket raad", "grens grond", "minister ministerie"])
def test_other_words_do_not(words):
    assert len({stem(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("word", ["eu", "vn", "кремль", "2022", "f16", "xi", ""])
def test_what_is_no_dutch_word_stays(word):
    assert stem(word) == word


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_never_longer_and_never_empty(word):
    assert 0 < len(stem(word)) <= len(word)


@given(st.text(max_size=15))
def test_any_folded_word_has_a_stem(word):
    assert isinstance(stem(fold(word)), str)
