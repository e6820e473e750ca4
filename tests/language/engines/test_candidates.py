"""The lexicon's types are hinted at the words that can express them."""

import pytest

from kroniek.language.engines.candidates import candidates
from kroniek.language.segment import sentences
from kroniek.lexicon.frames import index
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.ontology import EventType
from kroniek.model.signals import TYPES
from tests.build import document


def frame(lemma, pos, kind, particle=""):
    return Frame(lemma=lemma, pos=PartOfSpeech(pos), type=EventType(kind), particle=particle)


FRAMES = index(
    [
        frame("uitwijzen", "verb", "SANCTION", "uit"),
        frame("overleg", "noun", "CONSULT"),
        frame("de banden verbreken", "phrase", "SANCTION"),
        frame("bereid", "adj", "AGREE"),
    ]
)


def hinted(text):
    (sentence,) = sentences(document(text))
    rows = candidates(sentence, FRAMES)
    return {
        token.text: [TYPES[at].value for at in row] for token, row in zip(sentence.tokens, rows, strict=True) if row
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Praag wees diplomaten uit.", {"wees": ["SANCTION"]}),
        ("Praag wees op de gevolgen.", {}),
        ("Er was overleg in Genève.", {"overleg": ["CONSULT"]}),
        ("Er was topoverleg in Genève.", {"topoverleg": ["CONSULT"]}),
        ("Rwanda verbrak de banden met België.", {"verbrak": ["SANCTION"]}),
        ("Rwanda verbrak het record.", {}),
        ("Moskou is bereid tot praten.", {"bereid": ["AGREE"]}),
    ],
)
def test_a_word_is_hinted_where_the_lexicon_knows_an_act_for_it(text, expected):
    assert hinted(text) == expected
