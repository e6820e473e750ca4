"""What stands in a sentence but is told as no act of its own: conditions, dangers, what is remembered."""

import pytest

from kroniek.coding.unreal import untold
from kroniek.model.considered import Omission
from tests.coding.told import scene_of

CONDITION, DANGER, REMEMBERED = Omission.CONDITION, Omission.DANGER, Omission.REMEMBERED
COUNTERFACTUAL = Omission.COUNTERFACTUAL


def omissions(sentence):
    scene = scene_of(sentence)
    return {" ".join(word.text for word in one.words): untold(scene, one) for one in scene.triggers}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Als Rusland Oekraïne aanvalt, steunt Polen Kiev.", {"aanvalt": CONDITION, "steunt": None}),
        ("Stel dat Rusland Oekraïne aanvalt.", {"aanvalt": CONDITION}),
        ("Het akkoord tussen Iran en Irak dreigt te mislukken.", {"akkoord": DANGER, "dreigt": DANGER}),
        ("Het bezoek van Rutte aan Warschau dreigde te worden afgezegd.", None),
        ("Griekenland dreigt failliet te gaan.", {"dreigt": DANGER}),
        ("Het Iraanse schip dreigt te zinken.", {"dreigt": DANGER}),
        ("De Franse regering dreigt te vallen.", {"dreigt": DANGER}),
        ("Duitsland dreigt in een recessie te belanden.", {"dreigt": DANGER}),
        ("Rusland dreigt Polen aan te vallen.", {"dreigt": None, "aan vallen": None}),
        ("Rusland dreigt met een aanval op Polen.", {"dreigt": None, "aanval": None}),
        ("De Navo zou hebben ingegrepen als Rusland Polen had aangevallen.", {"ingegrepen": COUNTERFACTUAL}),
        ("Als Rusland Polen had aangevallen, zou de Navo hebben ingegrepen.", {"ingegrepen": COUNTERFACTUAL}),
        ("De Navo zou hebben ingegrepen.", {"ingegrepen": None}),
        ("De Navo zou ingrijpen als Rusland Polen aanvalt.", {"ingrijpen": None}),
        ("Tonga herdacht de aanval op Samoa.", {"aanval": REMEMBERED}),
        ("Bij de herdenking van de aanval op Samoa viel Tonga Fiji aan.", {"aanval": REMEMBERED, "viel aan": None}),
    ],
)
def test_words_that_tell_no_act_are_left_out_with_a_reason(sentence, wanted):
    found = omissions(sentence)
    if wanted is None:
        assert found
        assert set(found.values()) == {DANGER}
        return
    assert {words: found[words] for words in wanted} == wanted
