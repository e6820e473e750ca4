"""Questions that are saved from the page of the timeline, and forgotten there."""

import re

import pytest

from kroniek.faces.web.pages import search
from kroniek.model.watching import Alarm

ASKED = {"actor": "Rusland", "type": "ASSAULT,ACCUSE", "since": "2022-03", "hedged": "false"}


@pytest.fixture
def client(serve, db):
    with serve(db) as client:
        yield client


def send(client, address, **sent):
    mark = re.search(r'name="mark" value="([^"]+)"', client.get("/zoek?actor=Rusland").text)[1]
    return client.post(address, data={"mark": mark} | sent, follow_redirects=False)


def saved(client):
    return client.get("/api/v1/search").json()["saved"]


def test_a_question_is_kept_under_a_name_and_leads_back_to_itself(client):
    answer = send(client, "/bewaar", name="aanvallen", next="/zoek?actor=Rusland", **ASKED)
    assert answer.headers["location"] == "/zoek?actor=Rusland"
    (one,) = saved(client)
    assert (one["name"], one["alarm"]) == ("aanvallen", None)
    assert one["question"]["types"] == ["ASSAULT", "ACCUSE"]
    assert (one["question"]["since"], one["question"]["hedged"]) == ("2022-03-01", False)
    href = re.search(r'<a href="(/zoek\?[^"]+)">aanvallen</a>', client.get("/zoek").text)[1].replace("&amp;", "&")
    assert "hedged=false" in href
    assert client.get(href).status_code == 200
    asked = client.get(href.replace("/zoek", "/zoek.json")).json()
    assert asked["claims"] == client.get("/zoek.json", params=ASKED).json()["claims"] != []


def test_words_are_kept_too(client):
    send(client, "/bewaar", name="bommen", q="gebombardeerd")
    assert "/zoek?q=gebombardeerd" in client.get("/zoek").text


def test_a_question_that_is_watched_says_for_what(client):
    send(client, "/bewaar", name="aanvallen", alarm="act", actor="Rusland")
    assert saved(client)[0]["alarm"] == "act"
    assert "een nieuwe daad" in client.get("/zoek").text


def test_a_question_is_forgotten(client):
    send(client, "/bewaar", name="aanvallen", actor="Rusland")
    assert send(client, "/vergeet", name="aanvallen").status_code == 303
    assert saved(client) == []


def test_a_question_that_is_not_there_cannot_be_forgotten(client):
    send(client, "/bewaar", name="aanvallen", actor="Rusland")
    answer = send(client, "/vergeet", name="onzin")
    assert answer.status_code == 404
    assert "Er is geen bewaarde vraag &#39;onzin&#39;." in answer.text
    assert len(saved(client)) == 1


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"name": "leeg"}, "vraagt naar niets in het bijzonder"),
        ({"name": "", "actor": "Rusland"}, "1 tot 80 tekens"),
        ({"name": "a\x00b", "actor": "Rusland"}, "De naam bevat een teken dat niet bewaard kan worden."),
        ({"name": "x", "actor": "Rus\x00land"}, "De naam bevat een teken dat niet bewaard kan worden."),
        ({"name": "x", "actor": "Rusland", "alarm": "week"}, "twee partijen"),
        ({"name": "x", "actor": "Rusland", "since": "gisteren"}, "&#39;gisteren&#39; is geen datum"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(client, sent, why):
    answer = send(client, "/bewaar", **sent)
    assert answer.status_code == 400
    assert why in answer.text
    assert saved(client) == []


def test_only_who_may_write_can_keep_and_forget(serve, db):
    with serve(db, read_only=True) as client:
        assert "/bewaar" not in client.get("/zoek?actor=Rusland").text
        for address in ("/bewaar", "/vergeet"):
            assert client.post(address, data={"name": "x", "actor": "Rusland"}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({"q": "woorden"}, []),
        ({"actor": "Rusland"}, [Alarm.ACT, Alarm.DUE, Alarm.DENIAL]),
        ({"actor": "Rusland", "other": "Oekraïne"}, list(Alarm)),
    ],
)
def test_only_alarms_that_fit_the_question_are_offered(asked, offered):
    assert search.alarms(search.Question(**asked)) == offered
