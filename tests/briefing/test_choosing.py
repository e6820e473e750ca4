"""What a front page tells of an article: its news, not its background."""

from dataclasses import replace
from datetime import date

import pytest

from kroniek.api.briefing import choosing
from kroniek.memory.store import StoredClaim
from kroniek.model.claim import Reason
from kroniek.model.event import EventId
from tests import build

DAY = date(2022, 3, 20)
TEXT = (
    "Rusland bedreigt Mali. Iran bestookt China en prijst Cuba. "
    + "Dit is een zin zonder nieuws. " * 25
    + "Polen looft Malta. Frankrijk bombardeert Togo."
)


@pytest.fixture(scope="module")
def tell():
    """Makes a claim of one article, with what a chronicle knows of it."""
    article = build.document(TEXT, id="a", published=str(DAY))

    def made(word, type_, *, sure=0.9, **given):
        claim = build.claim(article, word, type_, **given)
        claim = replace(claim, reasons=(Reason(field="type", rule="model", score=sure),))
        about = {"event": EventId(str(claim.id)), "published": DAY, "title": None, "publisher": None, "url": None}
        return StoredClaim(claim=claim, current=True, **about)

    return made


def types(claims):
    return [one.claim.type.value for one in choosing.front(claims)]


def test_the_lead_comes_before_the_rest_and_the_heavier_act_first(tell):
    late, light, heavy = tell("bombardeert", "ASSAULT"), tell("bedreigt", "THREATEN"), tell("bestookt", "COERCE")
    assert types([late, light, heavy]) == ["COERCE", "THREATEN", "ASSAULT"]


def test_background_comes_last_also_where_the_lead_tells_it(tell):
    old, new = tell("bestookt", "ASSAULT", on="2022-03-01"), tell("looft", "SUPPORT", on="2022-03-18")
    assert types([old, new]) == ["SUPPORT", "ASSAULT"]


def test_what_is_announced_is_no_background(tell):
    ahead, old = (
        tell("looft", "SUPPORT", on="2022-05-01", status="planned"),
        tell("bestookt", "ASSAULT", on="2021-05-01"),
    )
    assert types([old, ahead]) == ["SUPPORT", "ASSAULT"]


def test_what_the_coder_was_not_sure_of_is_left_out(tell):
    assert types([tell("bestookt", "ASSAULT", sure=0.6), tell("looft", "SUPPORT")]) == ["SUPPORT"]


def test_a_sentence_tells_one_act_in_the_place_of_its_heaviest(tell):
    light, heavy, other = tell("prijst", "SUPPORT"), tell("bestookt", "ASSAULT"), tell("bedreigt", "THREATEN")
    assert types([light, other, heavy]) == ["ASSAULT", "THREATEN"]
