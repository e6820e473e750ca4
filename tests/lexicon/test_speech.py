"""Words of saying."""

import pytest

from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.speech import speech

TABLE = read_toml("coding/speech.toml")
LEMMAS = sorted((lemma, strength) for strength, lemmas in TABLE["verbs"].items() for lemma in lemmas)


@pytest.mark.parametrize(
    ("word", "lemma", "strength", "beside"),
    [
        ("zegt", "zeggen", "neutral", ""), ("zeiden", "zeggen", "neutral", ""), ("gezegd", "zeggen", "neutral", ""),
        ("meldde", "melden", "neutral", ""), ("schreef", "schrijven", "neutral", ""), ("beweert", "beweren", "claims", ""),
        ("liet", "laten weten", "neutral", "weten"), ("deelde", "meedelen", "neutral", "mee"), ("geeft", "toegeven", "confirms", "toe"),
        ("toegaf", "toegeven", "confirms", ""), ("waarschuwde", "waarschuwen", "warns", ""), ("ontkent", "ontkennen", "denies", ""),
        ("gaf", "aangeven", "neutral", "aan"), ("medegedeeld", "mededelen", "neutral", ""),
    ],
)  # fmt: skip
def test_a_form_leads_to_its_verb(word, lemma, strength, beside):
    assert (lemma, strength, beside) in {(v.lemma, v.strength, v.beside) for v in speech().forms[word]}


@pytest.mark.parametrize(("written", "strength"), LEMMAS)
def test_every_verb_of_the_table_is_found_by_a_finite_form(written, strength):
    lemma = written.replace("|", "")
    found = [v for verbs in speech().forms.values() for v in verbs if (v.lemma, v.strength) == (lemma, strength)]
    assert [v for v in found if v.form & (Form.PRESENT | Form.PAST)]


def test_no_verb_stands_under_two_strengths():
    lemmas = [lemma for lemma, _ in LEMMAS]
    assert sorted(set(lemmas)) == lemmas


def test_longer_words_of_according_come_first():
    lengths = [len(words) for words in speech().before]
    assert lengths == sorted(lengths, reverse=True)


def test_heads_of_nobody_named_are_lower_case_and_once():
    words = TABLE["anonymous"]["heads"]
    assert words == [word.lower() for word in words]
    assert len(set(words)) == len(words)
