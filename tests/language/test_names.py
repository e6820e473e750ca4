"""Whom the words of a text mean: names, offices, descriptions, places; and how their phrases are cut."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.language.names import Shape, phrases
from kroniek.language.segment import tokenise
from kroniek.model.analysis import Sentence
from tests.coding.told import analysis_of, party_of, rows


@pytest.mark.parametrize("row", rows("names.toml"))
def test_words_lead_to_the_parties_that_a_reader_takes(row):
    analysis = analysis_of(row["text"])
    found = [one for one in analysis.mentions if row["text"][one.start : one.end] == row["words"]]
    assert [party_of(one.party) if one.party else "" for one in found] == row["parties"]
    told = {(one.can_act, one.is_place, one.anonymous, one.medium) for one in found}
    flags = (row.get("acts", True), row.get("place", False), row.get("anonymous", False), row.get("medium", False))
    assert told <= {flags}


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("Moskou", (55.75, 37.62)),
        ("Ankara", (39.92, 32.85)),
        ("Rusland", (61.9, 96.7)),
        ("Genève", (46.2, 6.15)),
        ("het Kremlin", (None, None)),
    ],
)
def test_a_capital_lies_where_it_lies_and_not_in_the_middle_of_its_country(words, point):
    found = analysis_of(f"De ministers spraken elkaar vrijdag in {words}.").mentions
    (place,) = (one for one in found if one.is_place)
    assert (place.lat, place.lon) == point


def read(text):
    sentence = Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))
    return sentence.tokens, phrases(sentence, 0, text)


def cut(text):
    """The phrases of a sentence: the words of each mention, and the whole phrase around it."""
    tokens, found = read(text)

    def said(first, last):
        return " ".join(token.text for token in tokens[first:last])

    return [(said(one.first, one.last), said(one.outer, one.tail)) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("De Russische president Vladimir Poetin zweeg.", "Vladimir Poetin", "De Russische president Vladimir Poetin"),
        (
            "De minister van Buitenlandse Zaken van Rusland zweeg.",
            "minister van Buitenlandse Zaken",
            "De minister van Buitenlandse Zaken van Rusland",
        ),
        (
            "Minister Sergej Lavrov van Buitenlandse Zaken zweeg.",
            "Sergej Lavrov",
            "Minister Sergej Lavrov van Buitenlandse Zaken",
        ),
        ("De regering van Maduro zweeg.", "regering", "De regering van Maduro"),
        ("Het Turkse leger zweeg.", "Turkse leger", "Het Turkse leger"),
        ("De politie arresteerde betogers.", "betogers", "betogers"),
        ("Zij riepen de veroordeelde president op.", "veroordeelde president", "de veroordeelde president"),
        ("Joke van Dam zweeg.", "Joke van Dam", "Joke van Dam"),
        ("Frans-Duitse gesprekken mislukten.", "Frans-Duitse", "Frans-Duitse"),
    ],
)
def test_a_phrase_takes_the_words_that_belong_to_it(text, words, whole):
    assert (words, whole) in cut(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zij zag Joke van der Velden.", "Joke van der Velden"),
        ("Zij zag Jordan Peterson.", "Jordan Peterson"),
        ("Zij zag Ursula von der Leyen.", "Ursula von der Leyen"),
        ("Zij zag Mohammed bin Salman.", "Mohammed bin Salman"),
        ("Hij zag Macron Zelensky ontmoeten.", "Zelensky"),
        ("Hij zag Poetin van Rusland.", "Poetin"),
    ],
)
def test_names_of_several_words_are_one_and_two_names_are_two(text, words):
    assert words in [said for said, _ in cut(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gisteren regende het.",
        "Best veel mensen kwamen.",
        "Het was een nice gebaar.",
        "Die week viel er sneeuw.",
        "Werkt dat niet?",
    ],
)
def test_a_capital_at_the_head_of_a_sentence_is_no_name(text):
    _, found = read(text)
    assert not [
        one for one in found if one.first == 0 and one.shape in (Shape.PERSON, Shape.ORGANISATION, Shape.UNKNOWN)
    ]


def test_a_dateline_is_no_party():
    _, (place, *_) = read("WASHINGTON – De VS trekken troepen terug.")
    assert place.dateline


@given(st.text(max_size=150))
@settings(deadline=None, max_examples=150)
def test_mentions_are_whole_tokens_that_do_not_overlap(text):
    analysis = analysis_of(text)
    starts = {token.start for sentence in analysis.sentences for token in sentence.tokens}
    ends = {token.end for sentence in analysis.sentences for token in sentence.tokens}
    spans = sorted({(one.start, one.end) for one in analysis.mentions})
    assert all(start in starts and end in ends for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for one in analysis.mentions:
        assert one.outer <= one.start < one.end
        assert one.party is None or one.party.quote.stands_in(text)
