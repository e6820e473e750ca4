"""Reading in from pages: texts, files and addresses, watched until they are done."""

import re
import time

import pytest

from kroniek.faces.web.reading import safe_name
from kroniek.memory import open_store
from kroniek.reading.web import Web
from tests import build

TEXT = "Rusland heeft dinsdag Oekraïne aangevallen. De Franse president veroordeelde de aanval. De regering in Kiev vroeg om hulp."


def mark_of(page):
    return re.search(r'name="mark" value="([0-9a-f]{64})"', page.text)[1]


def read_in(client, files=None, **sent):
    data = {"mark": mark_of(client.get("/lees")), **sent}
    answer = client.post("/lees", data=data, files=files, follow_redirects=False)
    if answer.status_code != 303:
        return answer
    address = answer.headers["location"]
    for _ in range(300):
        account = client.get(f"{address}.json").json()
        if account["state"] in {"done", "failed"}:
            return account | {"page": client.get(address).text, "stream": client.get(f"{address}/stroom").text}
        time.sleep(0.1)
    raise AssertionError("the reading does not end")


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    from tests.faces.web.conftest import served

    with served(str(tmp_path_factory.mktemp("lezen") / "nieuw.db")) as client:
        yield client


def test_a_pasted_text_is_coded_and_kept(reading):
    account = read_in(reading, text=TEXT, title="Aanval op Oekraïne", published="2022-03-02", publisher="De Krant")
    assert account["state"] == "done"
    (document,) = account["documents"]
    assert document["added"] == "new"
    assert document["claims"] > 0
    found = reading.get(f"/api/v1/documents/{document['doc_id']}").json()["document"]
    assert found["text"] == TEXT
    assert (found["title"], found["publisher"]) == ("Aanval op Oekraïne", "De Krant")
    assert found["published"]["date"] == "2022-03-02"
    assert found["source"].startswith("ingelezen/")
    assert "Aanval op Oekraïne" in account["page"]
    assert '"state": "done"' in account["stream"]


def test_the_same_text_again_is_known(reading):
    read_in(reading, text=TEXT, title="Aanval op Oekraïne", published="2022-03-02", publisher="De Krant")
    account = read_in(reading, text=TEXT, title="Aanval op Oekraïne", published="2022-03-02", publisher="De Krant")
    assert [one["added"] for one in account["documents"]] == ["known"]


def test_two_files_of_one_name_are_two_articles(reading):
    other = TEXT.replace("Oekraïne", "Georgië").replace("Franse", "Duitse")
    for text in (TEXT, other):
        files = [("files", ("artikel.txt", text.encode(), "text/plain"))]
        account = read_in(reading, files=files, published="2008-08-08")
        assert [one["added"] for one in account["documents"]] != ["changed"]


def test_a_file_that_is_no_article_is_told(reading):
    account = read_in(reading, files=[("files", ("leeg.html", b"<html></html>", "text/html"))])
    assert account["state"] == "done"
    assert [one["reason"] for one in account["rejected"]] == ["no-text"]
    assert account["rejected"][0]["source"].endswith("/leeg.html")
    assert "/tmp" not in account["page"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\boot.ini", ".bashrc", "a/b.txt", "", "x" * 300 + ".txt", "naam\x00.txt", "-rf"],
)
def test_a_name_is_never_a_path(name):
    safe = safe_name(name)
    assert safe
    assert not re.search(r"[/\\\x00]", safe)
    assert not safe.startswith((".", "-"))
    assert len(safe) <= 80


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "   "},
        {},
        {"address": "ftp://krant.example/x"},
        {"address": "file:///etc/passwd"},
        {"address": "krant.example"},
    ],
)
def test_nothing_to_read_is_refused(reading, sent):
    assert read_in(reading, **sent).status_code == 400


@pytest.mark.parametrize("day", ["gisteren", "2022", "file:x"])
def test_a_day_that_is_none_fails_with_the_reason(reading, day):
    account = read_in(reading, text=TEXT + day, published=day)
    assert account["state"] == "failed"
    assert "day of publication" in account["error"]
    assert "kan geen dag van verschijnen zijn" in account["page"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    ],
)  # fmt: skip
def test_an_address_within_a_private_network_is_not_fetched(reading, address):
    account = read_in(reading, address=address)
    assert account["documents"] == []
    assert [one["reason"] for one in account["rejected"]] == ["fetch"]
    assert (
        "private network" in account["rejected"][0]["message"]
        or "cannot be reached" in account["rejected"][0]["message"]
    )


def test_a_page_that_leads_into_a_private_network_is_not_followed(reading, monkeypatch):
    from kroniek.reading.fetch import Fetched

    asked = []

    def send(self, client, request, pinned):
        asked.append(request.url)
        return Fetched(url=request.url, status=302, content=b"", headers={"location": "http://169.254.169.254/"})

    monkeypatch.setattr(Web, "_send", send)
    monkeypatch.setattr(Web, "_checked", _checked_by(["krant.example"]))
    account = read_in(reading, address="https://krant.example/artikel")
    assert asked == ["https://krant.example/artikel"]
    assert [one["reason"] for one in account["rejected"]] == ["fetch"]


def _checked_by(public):
    original = Web._checked

    def checked(self, url, *, allowed):
        if any(name in url for name in public):
            return "93.184.216.34"
        return original(self, url, allowed=allowed)

    return checked


def test_an_account_of_nobody_is_not_found(reading):
    assert reading.get("/lees/niets").status_code == 404
    assert reading.get("/lees/niets.json").status_code == 404
    assert reading.get("/lees/niets/stroom").status_code == 404


@pytest.fixture
def names_alike(tmp_path):
    """A chronicle with two actors whose names are nearly the same."""
    db = tmp_path / "namen.db"
    with open_store(db) as store:
        for number, name in enumerate(["Nicolás Maduro", "Nicolas Madura"]):
            document = build.document(
                f"{name} veroordeelt de sancties.", id=f"b{number}", url=f"https://k.example/{number}"
            )
            claim = build.claim(document, "veroordeelt", "ACCUSE", actors=[f"{name}/VEN/GOV"])
            store.add(document, [claim], placement=store.place(document))
    return db


def test_what_people_decide_is_kept_and_can_be_taken_back(serve, names_alike):
    with serve(str(names_alike)) as client:
        page = client.get("/controle")
        form = page.text.partition('action="/oordeel"')[2]
        left, right = re.search(
            r'name="left" value="([^"]+)"><input type="hidden" name="right" value="([^"]+)"', form
        ).groups()

        def decide(verdict):
            sent = {"mark": mark_of(client.get("/controle")), "left": left, "right": right, "verdict": verdict}
            return client.post("/oordeel", data=sent, follow_redirects=False)

        assert decide("same").headers["location"] == "/controle#decided"
        assert len(client.get("/api/v1/actors").json()["actors"]) == 1
        decide("other")
        assert len(client.get("/api/v1/actors").json()["actors"]) == 2
        assert decide("misschien").status_code == 400
        assert client.get("/api/v1/check").json()["proposals"] == []


def test_names_that_are_not_the_same_are_not_proposed_again(serve, names_alike):
    with serve(str(names_alike)) as client:
        (proposal,) = client.get("/api/v1/check").json()["proposals"]
        sent = {
            "mark": mark_of(client.get("/controle")),
            "left": proposal["first"]["id"],
            "right": proposal["second"]["id"],
            "verdict": "other",
        }
        client.post("/oordeel", data=sent)
        assert client.get("/api/v1/check").json()["proposals"] == []
