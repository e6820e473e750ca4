"""The brief in the browser: sentences whose notes lead to the words, and files to take along."""

import re

import pytest

from kroniek.faces.web.pages import brief

ASKED = "about=Rusland&since=2022-03&until=2022-05"


def test_every_sentence_has_notes_that_are_on_the_page(client):
    page = client.get(f"/overzicht?{ASKED}").text
    body = page.partition('<article class="brief"')[2].partition('id="notes"')[0]
    sentences = [one for one in re.findall(r"<p>(.*?)</p>", body, re.DOTALL) if one.strip()]
    assert sentences
    assert all('href="#n' in one for one in sentences)
    for number in set(re.findall(r'href="#n(\d+)"', page)):
        assert f'id="n{number}"' in page


def test_a_note_leads_to_its_words(client):
    found = client.get(f"/overzicht.json?{ASKED}").json()
    page = client.get(f"/overzicht?{ASKED}").text
    assert found["notes"]
    for href in re.findall(r'<li id="n\d+"[^>]*><a href="([^"#]+)', page):
        assert client.get(href.replace("&amp;", "&")).status_code == 200


def test_a_brief_is_told_in_the_language_of_the_reader(client):
    assert client.get(f"/overzicht.json?{ASKED}").json()["language"] == "nl"
    assert client.get(f"/overzicht.json?{ASKED}&lang=en").json()["language"] == "en"
    client.get("/over?lang=en")
    assert client.get(f"/overzicht.json?{ASKED}").json()["language"] == "en"
    assert '<article class="brief" lang="en">' in client.get(f"/overzicht?{ASKED}").text


@pytest.mark.parametrize("ending", brief.FORMATS)
def test_a_brief_can_be_taken_along(client, ending):
    answer = client.get(f"/overzicht.{ending}?{ASKED}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="kroniek-2022-05-31.{ending}"'
    assert answer.headers["content-type"].startswith(brief.FORMATS[ending][0].partition(";")[0])
    begin = {"md": b"# ", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-"}[ending]
    assert answer.content.startswith(begin)
    again = client.get(f"/overzicht.{ending}?{ASKED}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "asked",
    [
        "until=9999-12-31",
        "since=0001&until=0001-01-01",
        "until=0001-01-01",
        "since=2022-05&until=2022-03",
        "period=jaar",
        "since=1500&until=2022",
    ],
)
def test_a_period_that_cannot_be_is_refused_with_the_reason(client, asked):
    answer = client.get(f"/api/v1/brief?{asked}")
    assert answer.status_code == 400
    assert len(answer.json()["detail"]) > 20


def test_too_many_claims_are_refused_with_a_way_out(client, monkeypatch):
    monkeypatch.setattr(brief, "LARGEST", 1)
    answer = client.get("/api/v1/brief?since=2022-01&until=2022-06")
    assert answer.status_code == 400
    assert "kroniek brief --period 2022-01-01..2022-06-30" in answer.json()["detail"]
