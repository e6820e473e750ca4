"""Texts that are not about politics are left alone."""

import pytest

from kroniek.coding.topics import is_political
from kroniek.lexicon.load import read_toml
from tests.coding.told import group

TABLE = read_toml("coding/offtopic.toml")


@pytest.mark.parametrize("row", group("coder.toml", "topic"))
def test_a_text_is_left_out_only_where_other_topics_outnumber_politics(row):
    assert is_political(row["text"]) is row["political"]


@pytest.mark.parametrize("topic", sorted(TABLE["topics"]))
def test_the_words_of_a_topic_show_it(topic):
    assert not is_political(" ".join(word.strip("-") for word in TABLE["topics"][topic]))


def test_a_word_of_the_topics_that_is_told_often_counts_once():
    assert is_political("doelpunt " * 50 + "trainer " * 50)
