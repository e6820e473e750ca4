"""The rule-based reader: everything of a text in one record, in text order, by offset."""

from itertools import pairwise

from kroniek.language import analyser
from tests.build import document, mark

TEXT = (
    "Rusland valt aan\n\nRusland heeft donderdag twaalf soldaten gestuurd. “Wij zijn klaar”, zei Poetin.\n\n"
    "Lees ook: neem een abonnement voor 5 euro."
)


def read():
    return analyser()(document(TEXT, marks=[mark(TEXT, "Lees ook: neem een abonnement voor 5 euro.", "related")]))


def test_everything_is_in_text_order():
    analysis = read()
    for parts in (analysis.sentences, analysis.mentions, analysis.times, analysis.numbers, analysis.quotations):
        assert all(first.start <= second.start for first, second in pairwise(parts))


def test_a_text_gives_its_sentences_names_times_numbers_and_quotations():
    analysis = read()
    assert [sentence.kind.value for sentence in analysis.sentences] == ["headline", "prose", "prose", "boilerplate"]
    assert "Poetin" in [TEXT[one.start : one.end] for one in analysis.mentions]
    assert [TEXT[one.start : one.end] for one in analysis.times] == ["donderdag"]
    assert [TEXT[one.start : one.end] for one in analysis.numbers] == ["twaalf"]
    assert [one.text for one in analysis.quotations] == ["Wij zijn klaar"]
    assert analysis.engine == "rules"


def test_boilerplate_has_no_mentions_times_or_numbers():
    analysis = read()
    border = TEXT.index("Lees ook")
    assert not [one for one in (*analysis.mentions, *analysis.times, *analysis.numbers) if one.start >= border]


def test_the_same_document_gives_the_same_analysis():
    assert read() == read()


def test_a_document_without_a_day_has_times_without_a_date():
    analysis = analyser()(document("Rusland viel donderdag aan.", published=None))
    assert [(one.past, one.future) for one in analysis.times] == [(None, None)]


def test_an_empty_document_has_nothing():
    analysis = analyser()(document(""))
    assert (analysis.sentences, analysis.mentions) == ((), ())
