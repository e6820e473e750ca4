import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.reading.clean import boilerplate, patterns

ROWS = [(number, pattern) for number, pattern in enumerate(patterns())]


@pytest.mark.parametrize(("kind", "text"), [(p.kind, text) for _, p in ROWS for text in p.yes])
def test_an_example_of_boilerplate_is_marked_as_what_it_is(kind, text):
    assert kind in {mark.kind for mark in boilerplate(text)}


@pytest.mark.parametrize("text", [text for _, p in ROWS for text in p.no])
def test_an_example_of_news_is_left_alone(text):
    assert boilerplate(text) == ()


def test_every_pattern_has_examples_of_both():
    assert all(pattern.yes and pattern.no for pattern in patterns())


def marked(text):
    return [text[mark.start : mark.end] for mark in boilerplate(text)]


def test_a_caption_stays_and_its_credit_is_marked():
    assert marked("Betogers klimmen op het dak van het Congres. © AFP") == ["© AFP"]


def test_the_clock_before_a_headline_is_marked_and_the_headline_is_not():
    assert marked("UPDATE 19.30 u. Kadhafi kondigt bestand af") == ["UPDATE 19.30 u."]


def test_a_question_is_boilerplate_only_before_an_offer():
    assert marked("Hoe reageert de bevolking?") == []
    assert marked("Meer weten? Schrijf u in voor onze nieuwsbrief.") == [
        "Meer weten?",
        "Schrijf u in voor onze nieuwsbrief.",
    ]


def test_a_pitch_under_an_offer_is_marked_as_a_whole():
    pitch = "De wereld staat nooit stil. Schrijf je in op onze nieuwsbrief en wij praten je bij."
    assert marked(f"Ontvang de Zuidkrant-nieuwsbrieven\n\n{pitch}")[-1] == pitch


def test_links_below_lees_ook_are_marked_up_to_the_blank_line():
    text = "Lees ook:\nWaarom suiker duurder wordt\nWie is de premier?\n\nRusland trok zich maandag terug."
    assert marked(text) == ["Lees ook:", "Waarom suiker duurder wordt", "Wie is de premier?"]


def test_a_boilerplate_sentence_inside_prose_is_not_marked():
    assert marked("Hij vertrok maandag. Klik hier. Daarna begon in Kiev de oorlog.") == []


def test_a_date_line_under_the_headline_is_no_prose():
    assert marked("Akkoord in Genève\n\nGepubliceerd: 2 maart 2019 om 14.05 uur\n\nRusland tekende.") == [
        "Gepubliceerd: 2 maart 2019 om 14.05 uur"
    ]


@given(st.text(alphabet="aA .\n©-–:?!0123456789/,'’Foto", max_size=300))
def test_marks_lie_in_the_text_in_order_without_overlap(text):
    end = 0
    for mark in boilerplate(text):
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end


@pytest.mark.parametrize(
    "piece",
    ["A-", "Foto: A-", "Facebook ", "op via ", "A. ", "12:34 ", "© A ", "lees ", "cookie ", "Door A ", "€ 1 ", "| "],
)
def test_hostile_lines_take_no_longer_than_news(piece):
    text = "\n".join((piece * 2000)[:length] + "!" for length in (60, 110, 190, 1000, 3900))
    begin = time.perf_counter()
    boilerplate(text)
    assert time.perf_counter() - begin < 1
