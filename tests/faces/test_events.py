"""`kroniek events`: what several reports tell of, and what people decide on which claims are one event."""

import json
from dataclasses import replace
from functools import partial

import pytest

from kroniek.faces.cli.progress import Bar
from kroniek.memory import open_store
from kroniek.model.judgement import Judgement, JudgementKind
from tests.faces.test_event import kept, reports
from tests.faces.test_terminal import Screen


@pytest.fixture
def told(tmp_path):
    """A chronicle in which five reports are one event, with the ids of their claims."""
    path = tmp_path / "odesa.db"
    kept(path)
    return str(path), [claim.id for _, claim in reports()]


def test_an_event_of_several_reports_is_listed_once(run, told):
    db, claims = told
    shown = run("events", "--db", db, "--lang", "nl")
    assert shown.stdout.count("5 artikelen · 3 bronnen · 1 ontkenning") == 1
    assert claims[0] in shown.stdout
    assert not any(claim in shown.stdout for claim in claims[1:])
    assert "Met meer dan één bericht: 1 van 1 gebeurtenis." in shown.stderr


def test_events_of_one_report_are_counted_and_not_listed(run, db):
    shown = run("events", "--db", db, "--lang", "nl")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "0 van 4 gebeurtenissen" in shown.stderr
    assert len(json.loads(run("events", "--json", "--db", db).stdout)) == 4


def test_a_claim_that_was_split_off_is_an_event_again_until_it_is_joined(run, told):
    db, claims = told
    one = claims[1]
    assert run("events", "split", one, "--db", db, "--reason", "andere dag").exit_code == 0
    assert len(json.loads(run("events", "--json", "--db", db).stdout)) == 2
    assert run("events", "join", claims[0], one, "--db", db).exit_code == 0
    assert len(json.loads(run("events", "--json", "--db", db).stdout)) == 1


def test_decisions_are_listed_with_their_reason_and_nothing_left_open(run, told):
    db, claims = told
    run("events", "split", claims[1], "--db", db, "--by", "redactie", "--reason", "andere dag")
    lines = run("events", "decided", "--db", db, env={"COLUMNS": "200"}).stdout.splitlines()
    assert any("≠" in line and "redactie" in line and "andere dag" in line for line in lines)
    assert not any(line.rstrip().endswith("·") for line in lines)


def test_all_is_joined_anew_and_what_came_of_it_is_counted(run, told):
    db, claims = told
    run("events", "split", claims[1], "--db", db)
    shown = run("events", "rejoin", "--db", db, "--lang", "en")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "What people decided stays." in shown.stderr
    assert json.loads(run("events", "rejoin", "--db", db, "--json").stdout)["withdrawn"] == 0
    assert len(json.loads(run("events", "--json", "--db", db).stdout)) >= 2


def test_joining_anew_tells_on_a_terminal_how_far_it_is(run, told, monkeypatch):
    db, claims = told
    screen = Screen()
    monkeypatch.setattr("kroniek.faces.cli.events.Bar", partial(Bar, stream=screen))
    run("events", "rejoin", "--db", db, "--lang", "nl")
    assert f"[{'#' * 24}] 100%  {len(claims)} beweringen opnieuw bekeken" in screen.getvalue()


def test_no_chronicle_is_made_to_join_it_anew(run, tmp_path):
    assert run("events", "rejoin", "--db", str(tmp_path / "geen.db")).exit_code != 0
    assert not (tmp_path / "geen.db").exists()


def test_links_are_told_in_the_words_of_the_reader(run, told):
    db, claims = told
    with open_store(db) as store:
        other = sorted(claims[:2])
        for one in store.judgements():
            store.judge(replace(one, withdrawn=True))
        reason = "the same ones do it again, 3 days later"
        store.judge(
            Judgement(kind=JudgementKind.REPEAT, left=other[0], right=other[1], score=0.8, by="x", reason=reason)
        )
    for words in (("events", "links"), ("event",)):
        shown = run(*words, claims[0], "--db", db, "--lang", "nl")
        assert shown.exit_code == 0
        assert f"nog eens hetzelfde: {claims[1]}" in shown.stdout
        assert "dezelfden doen het opnieuw, 3 dagen later" in shown.stdout
    links = json.loads(run("event", claims[0], "--db", db, "--json").stdout)["links"]
    assert [(link["kind"], link["event"]) for link in links] == [("repeat", claims[1])]


@pytest.mark.parametrize("words", [("join", "geen", "ander"), ("split", "geen"), ("links", "geen")])
def test_an_id_that_does_not_exist_is_told(run, told, words):
    db, _ = told
    result = run("events", *words, "--db", db)
    assert result.exit_code == 2
    assert "There is no event 'geen'" in result.stderr
