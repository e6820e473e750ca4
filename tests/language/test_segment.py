"""Paragraphs, sentences and tokens: cases as rows, invariants as properties."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.language.segment import sentences, tokenise
from kroniek.model.analysis import SentenceKind
from kroniek.model.text import LiveItem
from tests.build import document, mark

PIECES = st.sampled_from(
    ["Rusland", "zei", "Dr.", "o.a.", "J.P.", "’s", "'", '"', "“", "”", ".", "…", "...", "19.30", "U.S.", "\n", "\n\n", "\r\n",
     " ", "-", "—", "•", "# ", "aankomen.VS", "foto's", "a\u0301", "\u00ad", "\u2028", "1.500", "?!", "(", ")", "https://nu.nl/a."]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=60).map(" ".join)
)

TOKENS = [
    ("De EU-landen en Kim Jong-un.", ["De", "EU-landen", "en", "Kim", "Jong-un", "."]),
    ("Een F-16 en twee F-16's.", ["Een", "F-16", "en", "twee", "F-16's", "."]),
    ("Op 02-03-2019 om 19.30 uur: 1.500 man, 3,5%.",
     ["Op", "02-03-2019", "om", "19.30", "uur", ":", "1.500", "man", ",", "3,5", "%", "."]),
    ("Trump's plan, Obama's reis, China’s eis", ["Trump", "'s", "plan", ",", "Obama", "'s", "reis", ",", "China", "’s", "eis"]),
    ("Houthi's en foto's, NGO’s en Foto's", ["Houthi's", "en", "foto's", ",", "NGO’s", "en", "Foto's"]),
    ("Côte d'Ivoire en 's-Gravenhage", ["Côte", "d'Ivoire", "en", "'s-Gravenhage"]),
    ("'s Avonds was 't stil.", ["'s", "Avonds", "was", "'t", "stil", "."]),
    ("o.a. dr. J.P. Balkenende", ["o.a.", "dr.", "J.P.", "Balkenende"]),
    ("Zie www.nu.nl/abc. Of NU.nl.", ["Zie", "www.nu.nl/abc", ".", "Of", "NU.nl", "."]),
    ("„Nee…” zei hij -- en ging.", ["„", "Nee", "…", "”", "zei", "hij", "--", "en", "ging", "."]),
    ("Het is zo. Do. 3 mei wel.", ["Het", "is", "zo", ".", "Do.", "3", "mei", "wel", "."]),
]  # fmt: skip

SENTENCES = [
    ("Dr. Jansen sprak met mr. De Vries. Hij ging.", ["Dr. Jansen sprak met mr. De Vries.", "Hij ging."]),
    ("J.P. Balkenende kwam. De zaal zweeg.", ["J.P. Balkenende kwam.", "De zaal zweeg."]),
    ("Hij zei: „Dat kan niet.” Daarna ging hij.", ["Hij zei: „Dat kan niet.”", "Daarna ging hij."]),
    ('"Dat kan niet." Hij ging.', ['"Dat kan niet."', "Hij ging."]),
    ("'Dat kan niet.' Hij ging.", ["'Dat kan niet.'", "Hij ging."]),
    ('"Waarom?" vroeg hij.', ['"Waarom?" vroeg hij.']),
    ("Zij zullen aankomen.VS en Rusland praten.", ["Zij zullen aankomen.", "VS en Rusland praten."]),
    ("Om 19.30 uur steeg de prijs met 1.5 procent. Klaar.", ["Om 19.30 uur steeg de prijs met 1.5 procent.", "Klaar."]),
    ("Wachten… Poetin zweeg. Nog...  De rest volgt.", ["Wachten…", "Poetin zweeg.", "Nog...", "De rest volgt."]),
    ("De U.S. Army kwam. De V.S. De regering zweeg.", ["De U.S. Army kwam.", "De V.S.", "De regering zweeg."]),
    ("Appels, peren enz. Rusland koopt.", ["Appels, peren enz.", "Rusland koopt."]),
    ("Zaterdag jl. Rusland", ["Zaterdag jl. Rusland"]),
    ("Zaterdag jl. De president ging.", ["Zaterdag jl.", "De president ging."]),
    ("Mohammed B. De verdachte zweeg.", ["Mohammed B.", "De verdachte zweeg."]),
    ("Het is zo. 's Avonds niet.", ["Het is zo.", "'s Avonds niet."]),
    ("De reis (naar Rome.) Daarna rust.", ["De reis (naar Rome.)", "Daarna rust."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_words_numbers_and_marks_are_tokens(text, expected):
    assert [token.text for token in tokenise(text, 0, len(text))] == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert [text[sentence.start : sentence.end] for sentence in sentences(document(text))] == expected


def test_a_wrapped_line_goes_on_and_a_blank_line_ends_the_paragraph():
    text = "De minister zei vrijdag in Brussel dat de\nRussische regering de sancties zal voelen.\n\nDat meldt AFP."
    found = sentences(document(text))
    assert [(sentence.paragraph, text[sentence.start : sentence.end].split(maxsplit=1)[0]) for sentence in found] == [
        (0, "De"),
        (1, "Dat"),
    ]


def test_short_lines_without_a_full_stop_are_headlines():
    text = "Kop zonder punt\n\nDe minister trad af.\n\n# Tussenkop!\n\n- Eerste punt\n- Tweede punt\n1. Dit is een zin."
    kinds = [sentence.kind for sentence in sentences(document(text))]
    head, prose = SentenceKind.HEADLINE, SentenceKind.PROSE
    assert kinds == [head, prose, head, head, head, prose]


def test_a_text_without_full_stops_is_cut_so_that_reading_it_ends():
    found = sentences(document("Rusland veroordeelde Oekraïne omdat " * 1000))
    assert len(found) == 10
    assert {len(sentence.tokens) for sentence in found} == {400}
    assert [token.text for sentence in found for token in sentence.tokens][-2:] == ["Oekraïne", "omdat"]


def test_the_known_title_is_a_headline_although_it_ends_in_a_mark():
    text = "Valt de regering?\n\nDe regering viel."
    assert [s.kind for s in sentences(document(text, title="Valt de regering?"))] == [
        SentenceKind.HEADLINE,
        SentenceKind.PROSE,
    ]


def test_marked_words_are_boilerplate_and_live_items_are_numbered():
    text = "Lees ook ons dossier over Rusland.\n\nDe minister trad af.\n\nHij ging."
    items = [LiveItem(start=36, end=57, time="10:00"), LiveItem(start=58, end=len(text), time="09:00")]
    found = sentences(document(text, marks=[mark(text, "Lees ook ons dossier over Rusland.", "related")], items=items))
    assert [sentence.kind for sentence in found] == [SentenceKind.BOILERPLATE, SentenceKind.PROSE, SentenceKind.PROSE]
    assert [sentence.item for sentence in found] == [None, 0, 1]


@given(TEXTS)
def test_tokens_have_true_offsets_and_never_overlap(text):
    last = 0
    for token in tokenise(text, 0, len(text)):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.lower == token.text.lower()
        assert not any(character.isspace() for character in token.text)
        last = token.end
    covered = sum(token.end - token.start for token in tokenise(text, 0, len(text)))
    assert covered == sum(not character.isspace() for character in text)


@given(TEXTS)
def test_every_word_is_in_exactly_one_sentence(text):
    found = sentences(document(text))
    seen = [token for sentence in found for token in sentence.tokens]
    assert all(first.end <= second.start for first, second in pairwise(seen))
    for sentence in found:
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
    inside = {at for token in seen for at in range(token.start, token.end)}
    left_out = [character for at, character in enumerate(text) if at not in inside and character.isalpha()]
    assert not left_out
    paragraphs = [sentence.paragraph for sentence in found]
    assert paragraphs == sorted(paragraphs)


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("piece", ["a.a.", "a-", "\"'", "A.b", "a@", ". ", "'s "])
def test_time_grows_with_the_length_only(piece):
    def seconds(count):
        start = time.process_time()
        sentences(document(piece * count))
        return time.process_time() - start

    seconds(100)
    short, long = seconds(4_000), seconds(40_000)
    assert long < 40 * max(short, 0.005)
