"""Series, differences between days, articles coded again, and the past: what people see of time and generations."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kroniek.api import workshops
from kroniek.memory import open_store
from kroniek.pipeline import Steps
from tests import build, walking


def told(store, text, *, day, name, kind="ASSAULT", verb="valt", url=None, status="happened"):
    article = build.document(text, id=name, published=day, url=url, publisher="De Krant")
    placement = store.place(article)
    placed = replace(article, id=placement.key)
    made = build.claim(
        placed,
        verb,
        kind,
        actors=["Rusland/RUS/GOV"],
        recipients=["Oekraïne/UKR/GOV"],
        status=status,
        on=build.when(day),
    )
    store.add(placed, [made], placement=placement)
    return made


@pytest.fixture
def past(tmp_path):
    """Three months of one pair, with an article that was put right in May."""
    path = tmp_path / "tijd.db"
    with open_store(path) as store:
        told(store, "Rusland valt Oekraïne aan.", day="2022-02-24", name="een")
        told(store, "Rusland spreekt Oekraïne.", day="2022-03-10", name="twee", kind="CONSULT", verb="spreekt")
        told(store, "Rusland valt Oekraïne weer aan.", day="2022-04-02", name="drie", url="https://x.example/d")
        told(
            store,
            "Rusland valt Oekraïne niet aan.",
            day="2022-05-01",
            name="drie",
            url="https://x.example/d",
            status="denied",
        )
    return path


SERIES = """\
periode  gebeurd  woord +  daad +  woord -  daad -    +     -
2022-02        1                                 1       -9.0  ------------|
2022-03        1        1                           2.5                    |+++
"""


def test_a_series_counts_each_period(run, past):
    result = run("series", "RUS", "UKR", "--db", past)
    assert result.stdout == SERIES
    assert result.stderr.startswith("2 gebeurtenissen, verteld door 2 beweringen.")


def test_a_series_of_the_past_has_what_was_told_then(run, past):
    found = json.loads(
        run("series", "RUS", "UKR", "--db", past, "--json", "--as-of", "2022-04", "--grain", "year").stdout
    )
    assert [period["events"] for period in found["periods"]] == [3]
    assert (found["as_of"], found["periods"][0]["material_conflict"]) == ("2022-04-30", 2)


def test_everything_counts_what_was_denied_too(run, past):
    found = json.loads(run("series", "RUS", "UKR", "--db", past, "--json", "--everything").stdout)
    assert sum(period["events"] for period in found["periods"]) == 3


def test_an_empty_series_says_so(run, past):
    result = run("series", "FRA", "--db", past, "--lang", "en")
    assert (result.stdout, result.stderr.startswith("No events.")) == ("", True)


def test_a_timeline_of_the_past_is_that_of_the_day(run, past):
    then = json.loads(run("timeline", "--db", past, "--json", "--as-of", "2022-04-15").stdout)
    assert [(one["doc_id"], one["status"], one["current"]) for one in then] == [
        ("een", "happened", True),
        ("twee", "happened", True),
        ("drie", "happened", True),
    ]
    assert "drie@2" in run("timeline", "--db", past).stdout
    assert json.loads(run("status", "--db", past, "--json", "--as-of", "2022-03").stdout)["documents"] == 2
    assert json.loads(run("actors", "--db", past, "--json", "--as-of", "2022-02").stdout)[0]["as_actor"] == 1
    assert [
        hit["document"]
        for hit in json.loads(run("search", "weer", "--db", past, "--json", "--as-of", "2022-04").stdout)
    ] == ["drie"]


def test_what_had_not_been_told_cannot_be_shown(run, past):
    result = run("show", "drie", "--db", past, "--as-of", "2022-03")
    assert result.exit_code == 2
    assert "that had been reported by 2022-03" in result.stderr
    assert (
        json.loads(run("show", "drie", "--db", past, "--json", "--as-of", "2022-04").stdout)["document"]["doc_id"]
        == "drie"
    )


def test_a_difference_tells_what_came_and_what_was_put_right(run, past):
    result = run("diff", "2022-03-05", "2022-05-05", "--db", past)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("    ")]
    assert lines[0] == "2 beweringen erbij"
    assert lines[1] == "  + Rusland → Oekraïne · overleg"
    assert "nieuw artikel van 2022-03-10" in result.stdout
    assert result.stderr == "Van eind 2022-03-05 tot eind 2022-05-05: 2 artikelen nieuw, 0 veranderde artikelen.\n"
    result = run("diff", "2022-04-05", "2022-05-05", "--db", past)
    assert result.stdout.splitlines()[0] == "1 bewering anders verteld"
    assert "status: happened → denied" in result.stdout
    assert "drie@2 van 2022-05-01 in plaats van drie" in result.stdout


def test_a_difference_needs_two_days_in_order(run, past):
    result = run("diff", "2022-05", "2022-03", "--db", past)
    assert (result.exit_code, "earlier day first" in result.stderr) == (2, True)


@pytest.fixture
def coder(monkeypatch):
    """The small coder of the tests, in place of the real one."""
    monkeypatch.setattr(workshops, "steps", lambda **_: walking.steps({}))


def test_articles_are_coded_again_and_the_old_coding_is_kept(run, past, coder):
    result = run("recode", "--db", past, "--lang", "en")
    assert "een · generation 2" in result.stdout
    assert "3 articles:" in result.stderr
    assert run("recode", "--db", past).stdout == ""
    now = json.loads(run("timeline", "--db", past, "--json").stdout)
    then = json.loads(run("timeline", "--db", past, "--json", "--generation", "1").stdout)
    assert [one["type"] for one in then] == ["ASSAULT", "CONSULT", "ASSAULT"]
    assert "CONSULT" not in [one["type"] for one in now]


def test_one_article_can_be_coded_again(run, past, coder):
    found = json.loads(run("recode", "twee", "--db", past, "--json").stdout)
    assert [(one["doc_id"], one["generation"], len(one["changes"])) for one in found] == [("twee", 2, 1)]
    assert found[0]["changes"][0]["before"]["type"] == "CONSULT"


def test_what_is_not_there_is_not_coded_again(run, past, coder, tmp_path):
    assert "no document 'x'" in run("recode", "x", "--db", past).stderr
    assert run("recode", "--db", tmp_path / "geen.db").exit_code == 3
    assert not (tmp_path / "geen.db").exists()


def test_what_fails_stays_as_it_was(run, past, monkeypatch):
    def refuse(_):
        raise ZeroDivisionError("kapot")

    steps = walking.steps({})
    monkeypatch.setattr(workshops, "steps", lambda **_: Steps(read=steps.read, analyse=refuse, code=steps.code))
    result = run("recode", "twee", "--db", past)
    assert (result.exit_code, "kapot" in result.stderr) == (1, True)
    assert [
        one["type"]
        for one in json.loads(
            run("timeline", "--db", past, "--json", "--since", "2022-03", "--until", "2022-03").stdout
        )
    ] == ["CONSULT"]
