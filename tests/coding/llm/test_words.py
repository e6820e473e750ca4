"""Words that a model copied are found to the character, or not at all."""

import pytest

from kroniek.coding.llm.words import nearest, quotes_of
from tests.build import quote

TEXT = (
    "De EU-top riep op tot rust.\nPoetin zei: “Wij gaan\nniet  weg.” Volgens de VS – en de VSA – liegt Poetin’s leger."
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Poetin zei", "Poetin zei"),
        ("Wij gaan niet weg.", "Wij gaan\nniet  weg."),  # a line break and blanks count as a blank
        ('"Wij gaan niet weg."', "“Wij gaan\nniet  weg.”"),  # quotation marks of another kind
        ("«Poetin zei»", "Poetin zei"),  # marks that a model put around
        ("Poetin's leger", "Poetin’s leger"),
        ("de VS - en", "de VS – en"),
        ("VSA", "VSA"),
        ("  rust.  ", "rust."),
    ],
)
def test_words_are_found_as_the_text_has_them(words, found):
    (first, *_) = quotes_of(words, TEXT, 0, len(TEXT))
    assert first.text == found
    assert first.stands_in(TEXT)


@pytest.mark.parametrize(
    "words",
    [
        "poetin zei",  # another case
        "Poetin zegt",
        "Poet",  # part of a word
        "Poetin … weg",
        "",
        "“”",
        "...",
        "rust. " * 2000,
    ],
)
def test_other_words_are_not_found(words):
    assert list(quotes_of(words, TEXT, 0, len(TEXT))) == []


def test_words_outside_the_part_are_not_found():
    assert list(quotes_of("EU-top", TEXT, 10, len(TEXT))) == []


@pytest.mark.parametrize(("around", "nth"), [("A B", 1), ("C D", 1), ("nul", 0)])
def test_of_several_places_the_one_in_the_quote_goes_first_then_the_last_before_it(around, nth):
    text = "nul A een. A B. C D. A vier."
    found = nearest("A", text, around=quote(text, around), start=0, end=len(text))
    assert found == quote(text, "A", nth=nth)
