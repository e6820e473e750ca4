import pytest

from tests.build import analysis, claim, document, quote, sentence_quote


def test_a_built_claim_quotes_its_document():
    letter = document("Kop\n\nRusland veroordeelt de sancties. Dat meldt Reuters.", id="brief")
    built = claim(letter, "veroordeelt", actors=["Rusland/RUS/GOV"], voices=["@Reuters/GBR/JRN"], on="2022-03-01")
    assert all(found.stands_in(letter.text) for found in built.quotes())
    assert built.evidence[0].quote.text == "Rusland veroordeelt de sancties."
    assert built.actors[0].country == "RUS"
    assert built.voices[0].medium


def test_a_sentence_starts_and_ends_where_it_should():
    letter = document("Een zin. Nog een zin. Slot")
    assert [sentence_quote(letter, word).text for word in ("Een", "Nog", "Slot")] == [
        "Een zin.",
        "Nog een zin.",
        "Slot",
    ]


def test_words_that_are_not_there_are_a_mistake():
    with pytest.raises(ValueError, match="stands 0 times"):
        quote("abc", "d")


def test_an_analysis_covers_every_word():
    built = analysis(document("Een zin. Nog een."))
    assert [len(sentence.tokens) for sentence in built.sentences] == [3, 3]
