"""The life of an agreement: one thread for each, steps in order of the acts, and only what an article tells."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import pytest

from kroniek.memory.commitments import agreements as module
from kroniek.memory.commitments import making
from kroniek.memory.commitments.agreements import agreements

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"

GRAIN = """
2022-07-13 | REQUEST/change happened | Turkije/TUR/GOV > Rusland/RUS/GOV; Oekraïne/UKR/GOV | economic | Ankara **stelt** Rusland en Oekraïne een graanakkoord **voor**.
2022-07-22 | SUPPORT happened | Rusland/RUS/GOV; Oekraïne/UKR/GOV; Turkije/TUR/GOV > | economic | In Istanbul hebben Rusland, Oekraïne en Turkije {2022-07-22 vrijdag} het graanakkoord **ondertekend**.
2022-08-02 | COOPERATE happened | Oekraïne/UKR/GOV; Turkije/TUR/GOV > | economic | Krachtens het graanakkoord is {2022-08-01 maandag} het eerste schip uit Odesa **vertrokken**.
2022-10-30 | SANCTION/discontinue happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV | economic | Moskou **schort** zijn deelname aan het graanakkoord {2022-10-29 zaterdag} **op**.
2023-07-17 | SANCTION/withdraw happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV; Turkije/TUR/GOV | economic | Rusland **stapt** {2023-07-17 maandag} uit het graanakkoord.
"""
NUCLEAR = """
2015-07-15 | AGREE happened | Iran/IRN/GOV; Verenigde Staten/USA/GOV > | cbrn | Iran en zes landen **sloten** {2015-07-14 dinsdag} een kernakkoord.
2018-05-09 | SANCTION/withdraw happened | Donald Trump/USA/GOV > Iran/IRN/GOV | cbrn | Trump **trekt** de VS {2018-05-08 dinsdag} **terug** uit het kernakkoord met Iran.
"""


@pytest.fixture
def lives(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    claims = importlib.import_module("commitments").claims

    def found(lines, as_of="2030-01-01"):
        return agreements(claims(lines), as_of=date.fromisoformat(as_of))

    return found


def test_an_agreement_goes_through_its_stages(lives):
    (one,) = lives(GRAIN)
    assert one.name == "graanakkoord"
    assert [step.stage.value for step in one.steps] == ["offered", "signed", "carried-out", "suspended", "ended"]
    assert [step.words.text for step in one.steps[1:]] == ["ondertekend", "Krachtens", "schort", "stapt"]
    assert {party.name for party in one.parties} == {"Turkije", "Rusland", "Oekraïne"}


def test_it_stands_as_of_a_day(lives):
    (one,) = lives(GRAIN, "2022-09-01")
    assert one.stage.value == "carried-out"
    assert lives(GRAIN, "2022-07-20") == ()


def test_what_has_no_word_for_an_agreement_is_not_held(lives, monkeypatch):
    held = []
    monkeypatch.setattr(module, "told", lambda claims: held.extend(claims) or making.told(held))
    other = (
        "2022-07-14 | ASSAULT happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland **beschiet** Odesa."
    )
    assert len(lives(f"{GRAIN}{other}")[0].steps) == 5
    assert len(held) == 5


def test_two_agreements_of_one_party_are_two(lives):
    mixed = [*GRAIN.strip().splitlines(), *NUCLEAR.strip().splitlines()]
    assert sorted(one.name for one in lives("\n".join(sorted(mixed)))) == ["graanakkoord", "kernakkoord"]


def test_a_step_is_placed_by_the_act_and_not_by_the_report(lives):
    late = "2024-01-05 | SUPPORT happened | Rusland/RUS/GOV; Oekraïne/UKR/GOV > | economic | Het graanakkoord werd {2022-07-22 op 22 juli 2022} **ondertekend**."
    (one,) = lives(f"{GRAIN}{late}")
    assert one.stage.value == "ended"


@pytest.mark.parametrize(
    "line",
    [
        "2022-07-22 | SUPPORT happened hedged | Rusland/RUS/GOV; Turkije/TUR/GOV > | economic | Rusland en Turkije zouden een graanakkoord hebben **ondertekend**.",
        "2022-07-22 | SUPPORT denied | Rusland/RUS/GOV; Turkije/TUR/GOV > | economic | Rusland en Turkije hebben geen graanakkoord **ondertekend**.",
        "2022-07-22 | SUPPORT planned | Rusland/RUS/GOV; Turkije/TUR/GOV > | economic | Rusland en Turkije **ondertekenen** morgen een graanakkoord.",
        "2022-07-22 | SUPPORT happened | Europese Unie/EUR/IGO > Turkije/TUR/GOV | economic | De Unie **verwelkomt** het graanakkoord.",
        "2022-07-22 | AGREE happened | Rusland/RUS/GOV > Turkije/TUR/GOV | economic | Rusland **gaat akkoord** met een gesprek.",
    ],
    ids=["unconfirmed", "denied", "planned", "welcomed", "only an idiom"],
)
def test_what_is_not_told_as_done_is_no_step(lives, line):
    assert lives(line) == ()


def test_three_in_four_lives_of_either_half_are_followed_to_where_they_stand(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "benchmarks"))
    for half, number, shares in importlib.import_module("commitments").lives():
        assert number == 15, half
        assert shares["stages"] >= 0.75, half
        assert shares["stands"] >= 0.75 > shares["by its last act"], half
