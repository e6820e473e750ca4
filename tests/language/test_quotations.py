"""Words between quotation marks, and apostrophes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.language.quotations import quotations
from kroniek.language.segment import sentences
from tests.build import document

CASES = [
    ("“Wij gaan niet weg”, zei hij. „Nooit.”", ["Wij gaan niet weg", "Nooit."]),
    ('"Ja", zei zij. "En Trump\'s foto\'s?"', ["Ja", "En Trump's foto's?"]),
    ("‘Nee,’ zei zij. ’s Avonds zweeg zij.", ["Nee,"]),
    ("Hij noemt 'Wilders' plan' dom en Hamas' eis ook.", ["Wilders' plan"]),
    ("«Oui», zei Macron.", ["Oui"]),
    ("“Hij zei ‘nooit’ tegen mij”, zei zij.", ["Hij zei ‘nooit’ tegen mij", "nooit"]),
    ("“Eerste alinea.\n\n“Tweede alinea.” Zei hij.", ["Eerste alinea.", "Tweede alinea."]),
    ("De foto's van de jaren '90 en 't strand.", []),
    ('Een losse " in de tekst.', []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_between_marks_are_found(text, expected):
    assert [quote.text for quote in quotations(text, sentences(document(text)))] == expected


@given(st.text(alphabet="aZs '\"“”„‘’«».\n,", max_size=120))
def test_quotations_stand_in_the_text_and_are_sorted(text):
    found = quotations(text, sentences(document(text)))
    assert all(quote.stands_in(text) and quote.text.strip() == quote.text for quote in found)
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
