"""Windows hold whole sentences in order, and every token knows its own subwords."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kroniek.language.engines.windows import BEGIN, END, LONGEST, Pieces, pieces, windows
from kroniek.language.segment import sentences
from kroniek.model.analysis import Sentence, Token
from tests.build import document


@dataclass
class Encoded:
    ids: list
    offsets: list


class Chopper:
    """Cuts a text into pieces of three characters that never hold a space inside, with the space in front of a word."""

    def encode_batch(self, texts, *, add_special_tokens):
        assert not add_special_tokens
        return [self._encode(text) for text in texts]

    def _encode(self, text):
        offsets, at = [], 0
        while at < len(text):
            end = at + 1
            while end < len(text) and end - at < 3 and not text[end].isspace():
                end += 1
            offsets.append((at, end))
            at = end
        return Encoded([100 + len(text[a:b]) for a, b in offsets], offsets)


TEXT = "Rusland trok zich terug. De VN-gezant sprak met Kiev, zei hij.\n\nDat was zaterdag."


def read(text):
    found = sentences(document(text))
    return found, pieces(text, found, Chopper())


def test_first_and_last_subword_cover_the_token():
    found, rows = read(TEXT)
    for sentence, row in zip(found, rows, strict=True):
        _, offsets = vars(Chopper()._encode(TEXT[sentence.start : sentence.end])).values()
        for token, first, last in zip(sentence.tokens, row.firsts, row.lasts, strict=True):
            start, end = sentence.start + offsets[first][0], sentence.start + offsets[last][1]
            assert start <= token.start
            assert token.end <= end
            assert sentence.start + offsets[first][1] > token.start
            assert sentence.start + offsets[last][0] < token.end


def test_a_long_sentence_is_read_up_to_its_limit():
    text = "Rusland " * LONGEST
    words = [Token(text="Rusland", start=8 * at, end=8 * at + 7, lower="rusland") for at in range(LONGEST)]
    (row,) = pieces(text, [Sentence(start=0, end=len(text), tokens=tuple(words))], Chopper())
    assert len(row.ids) == LONGEST
    assert row.firsts[0] is not None
    assert row.firsts[-1] is None


sizes = st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=30)


@given(sizes, st.integers(min_value=10, max_value=80))
def test_windows_hold_every_sentence_once_and_in_order(lengths, limit):
    rows = [Pieces(ids=(7,) * length, firsts=(0,), lasts=(length - 1,)) for length in lengths]
    found = list(windows(rows, limit=limit))
    assert (found[0].first, found[-1].end) == (0, len(rows))
    assert all(before.end == after.first for before, after in pairwise(found))
    for window in found:
        assert window.ids[0] == BEGIN
        assert window.ids[-1] == END
        assert len(window.ids) - 2 <= limit or window.end - window.first == 1
        assert [sentence for sentence, _ in window.tokens] == list(range(window.first, window.end))
        assert all(window.ids[first] == 7 for first in (*window.firsts, *window.lasts))


def test_training_can_cut_elsewhere():
    rows = [Pieces(ids=(7,) * 10, firsts=(0,), lasts=(9,)) for _ in range(4)]
    assert [(one.first, one.end) for one in windows(rows, limit=20, first_limit=10)] == [(0, 1), (1, 3), (3, 4)]


def test_no_sentences_make_no_windows():
    assert list(windows(())) == []
