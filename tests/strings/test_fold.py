import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.strings.fold import fold, folded_in_place, folded_words, words

ROWS = [
    ("Nicolás MADURO", "nicolas maduro"),
    ("Erdoğan", "erdogan"),
    ("İstanbul", "istanbul"),
    ("Kadıköy", "kadikoy"),
    ("Lech Wałęsa", "lech walesa"),
    ("Jens Stoltenberg Øster", "jens stoltenberg oster"),
    ("Straße", "strasse"),
    ("Ærø", "aero"),
    ("IJsland", "ijsland"),
    ("Ĳsland", "ijsland"),
    ("Oekraïne", "oekraine"),
    ("Đinđić", "dindic"),
    ("  veel \n wit  ", "veel wit"),
    ("’s-Hertogenbosch", "'s-hertogenbosch"),
    ("ﬁets", "fiets"),
    ("Москва", "москва"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), ROWS)
def test_case_and_accents_do_not_count(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_stand_in_order_where_they_say(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.folded
        assert all(letter.isalnum() for letter in word.folded)
        end = word.end


def test_words_are_runs_of_letters_and_digits():
    assert folded_words("EU-ministers in Zoë's huis_nr. 1.500!") == [
        "eu", "ministers", "in", "zoe", "s", "huis", "nr", "1", "500",
    ]  # fmt: skip


def test_a_decomposed_word_is_one_word():
    (word,) = words("Nicola\u0301s")
    assert (word.folded, word.start, word.end) == ("nicolas", 0, 8)


@given(st.text(alphabet="aAéÉïβßæı’ .-Δ1_e\u0301", max_size=40))
def test_words_are_the_same_with_and_without_their_places(text):
    assert folded_words(text) == [word.folded for word in words(text)]


@given(st.text(max_size=40))
def test_what_is_folded_in_place_has_its_letters_where_the_text_has_them(text):
    plain = folded_in_place(text)
    if plain is not None:
        assert len(plain) == len(text)
        assert [word.folded for word in words(text)] == [plain[word.start : word.end] for word in words(text)]
