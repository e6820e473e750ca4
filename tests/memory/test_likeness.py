"""What two claims have in common: the small questions by which joining scores a pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kroniek.memory.joining import features, scoring
from kroniek.memory.joining.blocking import MOST, keys, nearest
from kroniek.memory.joining.cast import cast
from kroniek.memory.joining.telling import told
from kroniek.model.claim import Figure
from kroniek.model.ontology import FigureKey
from tests.build import claim, document, when

TEXT = "Rusland trof zaterdag de haven van Odesa."


def tell(name, day, *, text=TEXT, trigger="trof", coder="", **fields):
    given = {"actors": ["Rusland/RUS/GOV"], "recipients": ["Oekraïne/UKR/GOV"]} | fields
    made = claim(document(text, id=name, published=day), trigger, "ASSAULT", **given)
    return told(replace(made, coder=coder), number=1, base=name, published=date.fromisoformat(day), around=text)


@pytest.mark.parametrize(("reported", "value"), [("2022-07-24", 0), ("2022-07-26", -0.2), ("2022-08-20", -1)])
def test_a_report_without_a_time_that_comes_late_tells_of_something_newer(reported, value):
    dated = tell("a", "2022-07-23", on="2022-07-23")
    assert features.late(tell("b", reported), dated).value == pytest.approx(value)


def test_nobody_reports_as_done_what_comes_tomorrow():
    tomorrow = tell("a", "2022-07-24", on="2022-07-24")
    assert features.reports(tell("b", "2022-07-23"), tomorrow).value == -1


def test_a_deed_on_a_day_after_its_report_has_no_day():
    assert tell("a", "2022-07-23", on="2022-07-26").first is None
    assert tell("a", "2022-07-23", on="2022-07-23").first == date(2022, 7, 23).toordinal()


@pytest.mark.parametrize(
    ("month", "possible"), [(("2022-07-01", "2022-07-31"), True), (("2022-01-01", "2022-01-31"), False)]
)
def test_an_undated_report_and_a_late_one_meet_where_the_late_one_tells_of_those_days(month, possible):
    then, later = tell("a", "2022-07-24"), tell("b", "2023-12-01", on=when(*month))
    assert scoring.may_be_one(later, then) is possible


def test_an_exact_figure_lets_claims_meet_that_share_no_party():
    dead = [Figure(key=FigureKey.KILLED, min=17, max=17)]
    one = tell("a", "2022-07-24", actors=[], recipients=["inwoners"], figures=dead)
    other = tell("b", "2022-07-24", actors=[], recipients=["slachtoffers"], figures=dead)
    assert set(keys(one).look) & set(keys(other).own)
    assert not set(keys(replace(one, figures={})).look) & set(keys(other).own)


def test_a_name_in_both_sentences_counts_whatever_it_was_coded_as():
    text = "De rechtbank veroordeelde Gersjkovitsj."
    one = tell("a", "2024-07-20", text=text, trigger="veroordeelde", recipients=["Gersjkovitsj"])
    other = tell("b", "2024-07-20", text=text, trigger="veroordeelde", recipients=["krant"])
    unlike = tell("c", "2024-07-20", text="De rechtbank veroordeelde hem.", trigger="veroordeelde")
    assert "gersjkovitsj" in features.rare(one, other).say()
    assert features.rare(one, unlike).value < features.rare(one, other).value


def test_a_text_is_about_the_countries_that_it_names_in_any_form():
    assert cast("Het Kremlin en de Verenigde Staten spraken met Franse officieren over Nigerianen.") == {
        "RUS",
        "USA",
        "FRA",
        "NGA",
    }


def test_articles_about_the_same_countries_are_nearer():
    one, other = tell("a", "2022-07-24"), tell("b", "2022-07-24")
    elsewhere = tell("c", "2022-07-24", text=f"{TEXT} In Nigeria, Kenia en Tsjaad bleef het stil.")
    assert features.cast(one, other).value == 1
    assert features.cast(one, elsewhere).value < features.ABOUT
    assert features.cast(one, elsewhere).say() == ""


def test_claims_of_a_program_are_weighed_by_weights_of_their_own():
    by_people, by_program = tell("a", "2022-07-24"), tell("b", "2022-07-24", coder="trained")
    other = tell("c", "2022-07-25")
    assert scoring.score(by_people, other) != scoring.score(by_program, other)
    assert scoring.enough(by_program, other) > scoring.enough(by_people, other)


def test_of_many_claims_those_that_share_most_keys_are_compared_then_the_newest():
    crowd = list(range(1, 200))
    found = nearest([crowd, [3, 7], [7], [900]], before=800)
    assert len(found) == MOST
    assert found[:2] == [3, 7]
    assert found[2:] == crowd[-MOST + 2 :]


def test_claims_that_are_kept_together_with_it_are_not_met():
    assert nearest([[1, 2, 3]], before=2) == [1]
