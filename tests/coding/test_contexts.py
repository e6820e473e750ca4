"""Contexts by the words of the evidence."""

import pytest

from kroniek.coding.contexts import contexts
from kroniek.lexicon.load import read_toml
from kroniek.model.ontology import CONTEXTS
from tests.coding.told import group


@pytest.mark.parametrize("row", group("coder.toml", "contexts"))
def test_the_context_with_most_words_comes_first(row):
    assert list(contexts(row["evidence"])) == row["contexts"]


def test_every_context_of_plover_has_words():
    assert set(read_toml("coding/contexts.toml")) == CONTEXTS


def test_a_word_counts_at_its_beginning_only():
    assert contexts("De bekering van Abraham.") == ()


@pytest.mark.parametrize(("name", "words"), sorted(read_toml("coding/contexts.toml").items()))
def test_every_word_tells_its_context(name, words):
    assert [word for word in words if name not in contexts(word + " ")] == []
