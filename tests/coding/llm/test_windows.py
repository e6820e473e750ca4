"""A long text is cut between paragraphs; every sentence is asked about once, and what is before it is shown again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.coding.llm.options import limits
from kroniek.coding.llm.windows import halves, windows
from kroniek.model.analysis import Sentence, SentenceKind
from tests import build


def analysis_of(paragraphs):
    """One sentence for each text of each paragraph; `!` before it makes it boilerplate."""
    text, sentences = "", []
    for number, paragraph in enumerate(paragraphs):
        for words in paragraph:
            kind = SentenceKind.BOILERPLATE if words.startswith("!") else SentenceKind.PROSE
            tokens = build.tokens(text + words, start=len(text))
            sentences.append(
                Sentence(start=len(text), end=len(text) + len(words), tokens=tokens, kind=kind, paragraph=number)
            )
            text += words + " "
        text += "\n\n"
    return replace(build.analysis(build.document(text)), sentences=tuple(sentences))


def cut(paragraphs, chars, **changes):
    return windows(analysis_of(paragraphs), chars=chars, limits=replace(limits(), **changes))


def test_a_short_text_is_one_window_without_its_boilerplate():
    (window,) = cut([["Een.", "!Lees ook dit.", "Twee."], ["!Deel dit."], ["Drie."]], 1000)
    assert window.article() == "Een. Twee.\n\nDrie."
    assert window.context() == ""


def test_paragraphs_stay_whole_and_those_before_are_shown_again():
    first, second = cut([["A" * 30], ["B" * 30], ["C" * 30]], 70, before_share=0.6)
    assert first.article() == f"{'A' * 30}\n\n{'B' * 30}"
    assert (second.context(), second.article()) == ("B" * 30, "C" * 30)
    assert second.shown_from < second.start


def test_what_is_shown_again_is_limited():
    *_, last = cut([["A" * 30], ["B" * 30], ["C" * 30]], 40, before_share=0.5)
    assert last.context() == ""


def test_a_paragraph_that_is_too_long_is_cut_between_sentences():
    found = cut([["A" * 30, "B" * 30, "C" * 30]], 65)
    assert [window.article() for window in found] == [f"{'A' * 30} {'B' * 30}", "C" * 30]


def test_a_sentence_that_is_too_long_is_a_window_of_its_own():
    assert [window.article() for window in cut([["A" * 90], ["B"]], 50)] == ["A" * 90, "B"]


def test_a_text_of_boilerplate_alone_has_no_windows():
    assert cut([["!Deel dit."]], 1000) == ()


def test_a_window_is_halved_at_the_paragraph_nearest_to_its_middle():
    (window,) = cut([["A" * 20, "B" * 20], ["C" * 20]], 1000)
    first, second = halves(window)
    assert (first.article(), second.article()) == (f"{'A' * 20} {'B' * 20}", "C" * 20)
    assert second.context() == "B" * 20
    assert [half.article() for half in halves(first)] == ["A" * 20, "B" * 20]
    assert halves(second) is None


@given(
    st.lists(st.lists(st.text("ab!", min_size=1, max_size=40), min_size=1, max_size=5), max_size=8),
    st.integers(1, 120),
)
def test_every_sentence_that_is_no_boilerplate_is_asked_about_exactly_once(paragraphs, chars):
    analysis = analysis_of(paragraphs)
    found = windows(analysis, chars=chars, limits=limits())
    asked = [sentence for window in found for sentence in window.sentences]
    assert asked == [sentence for sentence in analysis.sentences if sentence.kind is SentenceKind.PROSE]
    assert all(window.end - window.start <= chars or len(window.sentences) == 1 for window in found)


@pytest.mark.parametrize("name", ["answer_tokens", "attempts", "answer_bytes", "failures_in_a_row"])
def test_the_limits_are_read(name):
    assert getattr(limits(), name) > 1
