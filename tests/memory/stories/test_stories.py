"""Stories: same parties and same issue; nothing that is read later changes them; told in quotes only."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from kroniek.memory.stories.naming import nouns
from kroniek.memory.stories.telling import retold, stories, story
from kroniek.memory.stories.threads import happenings, threads

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("stories")


@pytest.fixture
def told(bench):
    def claims(text):
        from commitments import claims as of  # the benchmarks' own module

        return list(of(text))

    return claims


# Three reports on tariffs of the same two, one on a visit, one of others.
TRADE = """
2019-05-10 | SANCTION/discontinue happened | Verenigde Staten/USA/GOV > China/CHN/GOV | economic | Washington **verhoogt** de heffingen op Chinees staal tot een kwart.
2019-05-13 | SANCTION/discontinue happened | China/CHN/GOV > Verenigde Staten/USA/GOV | economic | Peking **antwoordt** met heffingen op sojabonen en staal uit Amerika.
2019-05-20 | PROTEST/demo happened | boeren/FRA/CVL > Frankrijk/FRA/GOV | economic | Franse boeren **blokkeren** de snelwegen met tractoren.
2019-06-29 | CONSULT happened | Verenigde Staten/USA/GOV; China/CHN/GOV > | cbrn; diplomatic | Amerikaanse en Chinese diplomaten **bespraken** de kernproeven van Noord-Korea.
2019-08-02 | THREATEN/restrict happened | Donald Trump/USA/GOV > China/CHN/GOV | economic | Trump **dreigt** met nog meer heffingen op staal en elektronica uit China.
"""


def test_events_of_the_same_parties_and_issue_are_one_story(told):
    claims = told(TRADE)
    (one,) = stories(claims)
    assert [claims[at].event for at in (0, 1, 4)] == list(one.events)
    assert one.title == "China – Verenigde Staten: heffingen, staal" or one.title.startswith(
        "Verenigde Staten – China: "
    )
    assert (one.first.isoformat(), one.last.isoformat()) == ("2019-05-10", "2019-08-02")


def test_every_claim_with_a_day_and_a_party_is_in_one_story(told):
    claims = told(TRADE)
    found = stories(claims, articles=1)
    assert sorted(id_ for one in found for id_ in one.claims) == sorted(one.claim.id for one in claims)


def test_what_is_read_later_changes_nothing_of_what_was_told_before(bench):
    claims = [claim for dossier in bench.dossiers() for claim in dossier.claims]
    days = sorted({claim.published for claim in claims})
    whole = [[one.id for one in thread.happenings] for thread in threads(happenings(claims))]
    for day in days[:: len(days) // 7]:
        early = {claim.event for claim in claims if claim.published <= day}
        then = threads(happenings([claim for claim in claims if claim.published <= day]))
        cut = [[id_ for id_ in group if id_ in early] for group in whole]
        assert [[one.id for one in thread.happenings] for thread in then] == [group for group in cut if group]


def test_the_order_of_the_claims_changes_nothing(bench):
    claims = [claim for dossier in bench.dossiers() for claim in dossier.claims]
    assert stories(claims) == stories(list(reversed(claims)))


def test_kroniek_beats_every_baseline_in_both_halves(bench):
    for half in bench.HALVES:
        some = [one for one in bench.dossiers() if one.half == half]
        rows = {name: bench.measured(some, way) for name, way in bench.WAYS.items()}
        assert max(rows, key=lambda name: rows[name]["f1"]) == "Kroniek"
        assert rows["Kroniek"]["f1"] >= 0.85
        assert rows["Kroniek"]["purity"] >= 0.95


def test_the_page_tells_the_figures_that_were_kept(bench):
    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert bench.table(json.loads(bench.RESULTS.read_text(encoding="utf-8"))) in page


def test_a_story_is_told_in_quotes_by_day_and_nothing_else(bench):
    claims = [claim for dossier in bench.dossiers() for claim in dossier.claims]
    texts = {claim.claim.id: {evidence.quote for evidence in claim.claim.evidence} for claim in claims}
    for one in stories(claims):
        found, passages = story(claims, one.id)
        assert found == one
        assert passages
        assert retold([claim for claim in claims if claim.claim.id in one.claims]) == passages
        assert all(passage.quote in texts[passage.claim] for passage in passages)
        assert [passage.day for passage in passages] == sorted(passage.day for passage in passages)
        assert len({passage.quote.text for passage in passages}) == len(passages)


def test_the_words_of_a_title_stand_in_the_articles(bench):
    claims = [claim for dossier in bench.dossiers() for claim in dossier.claims]
    by_id = {claim.claim.id: claim.claim for claim in claims}
    for one in stories(claims, articles=1):
        text = " ".join(evidence.quote.text for id_ in one.claims for evidence in by_id[id_].evidence)
        assert all(word in text for word in one.issue), one.title


def test_any_event_of_a_story_leads_to_it(told):
    claims = told(TRADE)
    first, _ = story(claims, claims[0].event)
    last, _ = story(claims, claims[4].claim.id)
    assert first == last
    assert story(claims, "nergens") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De sancties treffen de olie.", {"sancties", "olie"}),
        ("Washington erkent de vrije verkiezingen.", {"verkiezingen"}),
        ("Minister Oleksandr Koebrakov bezoekt de haven van Odesa.", {"haven", "Odesa"}),
        ("Het graanakkoord ging maandag in.", {"graanakkoord"}),
        ("Russisch gas stroomt weer.", {"gas"}),
    ],
)
def test_nouns_are_told_by_what_stands_before_them_or_by_their_ending(text, found):
    assert set(nouns(text)) == found
