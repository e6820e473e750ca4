"""Stories in the browser: a list by period, and one story told in quotes, both with the same record beside them."""

from urllib.parse import quote

import pytest

from kroniek.faces.web import shapes
from kroniek.faces.web.desk import tied
from kroniek.faces.web.pages import stories
from tests.faces.test_stories import db  # noqa: F401 - a fixture

HEAD = "Verenigde Staten – China: heffingen, staal"


@pytest.fixture
def client(serve, db):  # noqa: F811 - the fixture
    with serve(db) as client:
        yield client


@pytest.fixture
def story(client):
    (found,) = client.get("/api/v1/stories").json()["stories"]
    return found


def test_a_story_is_listed_with_its_newest_words(client, story):
    page = client.get("/verhalen").text
    assert tied(HEAD) in page
    assert tied("10 mei 2019 – 2 augustus 2019") in page
    assert "Trump <b>dreigt</b> met nog meer heffingen" in page
    assert f"/verhaal/{quote(story['id'], safe='')}" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_story_is_told_in_quotes_that_lead_to_their_words(client, story, language):
    page = client.get(f"/verhaal/{quote(story['id'], safe='')}?lang={language}")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "Washington verhoogt de heffingen op Chinees staal tot een kwart." in page.text
    assert "/artikel/heffing%401?b=" in page.text


def test_the_record_of_a_story_is_the_same_in_three_places(client, story):
    address = f"/verhaal/{quote(story['id'], safe='')}"
    beside = client.get(f"{address}.json").json()
    shapes.StoryFound.model_validate(beside)
    assert beside["story"] == story
    assert client.get(f"/api/v1/stories/{quote(story['id'], safe='')}").json() == beside


def test_a_story_is_found_by_any_of_its_events_and_claims(client, story):
    for id_ in (*story["events"], *story["claims"]):
        assert client.get(f"/api/v1/stories/{quote(id_, safe='')}").json()["story"] == story
    assert client.get("/verhaal/nergens").status_code == 404


def test_a_story_as_of_a_day_knows_nothing_later(client, story):
    early = client.get(f"/api/v1/stories/{quote(story['id'], safe='')}?as_of=2019-06-01").json()["story"]
    assert early["last"] == "2019-05-13"


def test_too_many_claims_are_narrowed_to_a_period_that_can_be_followed(client, monkeypatch):
    monkeypatch.setattr(stories, "LARGEST", 3)
    assert client.get("/api/v1/stories").json()["since"] == "2019-07-03"
    monkeypatch.setattr(stories, "LARGEST", 2)
    found = client.get("/api/v1/stories?until=2019").json()
    assert (found["too_large"], found["stories"]) == (True, [])
    assert "te veel beweringen" in client.get("/verhalen?until=2019").text
