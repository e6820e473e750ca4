"""What people decide on events from a page: confirmed, refused, parted, joined, and taken back."""

import re
from urllib.parse import quote

import pytest

from kroniek.memory import open_store
from kroniek.model.judgement import Judgement, JudgementKind
from tests.memory.test_joining import FIRST, SECOND, told


@pytest.fixture
def claims(tmp_path):
    """A chronicle in which two papers tell of one attack, and a third claim is said to repeat it."""
    path = str(tmp_path / "haven.db")
    with open_store(path) as store:
        name, _, *rest = SECOND
        pair = [told(store, *FIRST), told(store, name, "2022-07-26", *rest)]  # so late that the join is not certain
        text = "Een elektriciteitscentrale bij Charkiv staat maandag in brand na een inslag van Rusland."
        again = told(store, "c", "2022-10-11", text, *FIRST[3:], trigger="inslag")
        left, right = sorted((pair[0], again))
        reason = "the same ones do it again, 79 days later"
        store.judge(
            Judgement(kind=JudgementKind.REPEAT, left=left, right=right, score=0.7, by="joining-1", reason=reason)
        )
    return path, *pair, again


@pytest.fixture
def client(serve, claims):
    with serve(claims[0]) as client:
        yield client


def mark(client, address):
    return re.search(r'name="mark" value="([^"]+)"', client.get(address).text)[1]


def decide(client, verdict, left, right="", kind="same-event", **more):
    sent = {"mark": mark(client, "/controle"), "kind": kind, "left": left, "right": right, "verdict": verdict}
    return client.post("/oordeel/gebeurtenis", data=sent | more, follow_redirects=False)


def event(client, claim):
    return client.get(f"/api/v1/events/{quote(claim, safe='')}").json()


def check(client):
    return client.get("/api/v1/check").json()


def test_what_is_doubtful_is_asked_with_both_accounts_and_why(client, claims):
    found = check(client)["doubts"]
    assert [one["judgement"]["kind"] for one in found] == ["same-event", "repeat"]
    page = client.get("/controle").text
    assert "Is dit één gebeurtenis?" in page
    assert "beide: geweld" in page
    assert "dezelfden doen het opnieuw, 79 dagen later" in page
    assert page.count('action="/oordeel/gebeurtenis"') == 2


def test_a_confirmed_join_is_asked_no_more_and_can_be_taken_back(client, claims):
    _, one, other, _ = claims
    pair = sorted((one, other))
    assert decide(client, "yes", *pair).headers["location"] == "/controle"
    assert [found["judgement"]["kind"] for found in check(client)["doubts"]] == ["repeat"]
    (decided,) = check(client)["decided_events"]
    assert (decided["judgement"]["by"], decided["stands"]) == ("user", True)
    decide(client, "back", *pair)
    assert len(check(client)["doubts"]) == 2


def test_a_refused_join_makes_two_events_and_says_so_on_both(client, claims):
    _, one, other, _ = claims
    decide(client, "no", *sorted((one, other)))
    assert len(event(client, one)["claims"]) == 1
    assert event(client, one)["apart"][0]["judgement"]["kind"] == "other-event"
    assert "Door mensen apart gehouden" in client.get(f"/gebeurtenis/{quote(other, safe='')}").text
    decide(client, "back", *sorted((one, other)), kind="other-event")
    assert len(event(client, one)["claims"]) == 2


def test_a_claim_leaves_its_event_and_is_joined_again_by_an_address(client, claims):
    _, one, other, _ = claims
    here = f"/gebeurtenis/{quote(one, safe='')}"
    assert decide(client, "out", other, next=here).headers["location"] == here
    assert len(event(client, one)["claims"]) == 1
    address = f"http://localhost/gebeurtenis/{quote(other, safe='')}?lang=nl#waar"
    assert decide(client, "join", one, address).status_code == 303
    assert len(event(client, one)["claims"]) == 2


def test_a_link_is_told_from_both_sides_and_can_be_refused(client, claims):
    _, one, _, again = claims
    for side, far in ((one, again), (again, one)):
        page = client.get(f"/gebeurtenis/{quote(side, safe='')}").text
        assert "nog eens hetzelfde" in page
        assert f"/gebeurtenis/{quote(event(client, far)['event'], safe='')}" in page
    decide(client, "no", *sorted((one, again)), kind="repeat")
    assert event(client, one)["links"] == []
    assert "Niet: Nog eens hetzelfde" in client.get("/controle").text
    decide(client, "yes", *sorted((one, again)), kind="repeat")
    assert [link["by"] for link in event(client, one)["links"]] == ["user"]


@pytest.mark.parametrize(
    "sent",
    [
        {"verdict": "perhaps", "right": "b"},
        {"verdict": "yes"},
        {"verdict": "yes", "right": "b", "kind": "near-copy"},
        {"verdict": "join", "right": "nergens:00000000"},
        {"verdict": "yes", "right": "nergens:00000000"},
        {"verdict": "no", "right": "nergens:00000000"},
        {"verdict": "back", "right": "nergens:00000000", "kind": "other-event"},
    ],
)
def test_a_judgement_that_says_nothing_is_refused_with_the_reason(client, claims, sent):
    answer = decide(client, sent.pop("verdict"), claims[1], **sent)
    assert answer.status_code in {400, 404}
    assert "oordeel over gebeurtenissen" in answer.text or "nergens:00000000" in answer.text


def test_nobody_leads_away_from_the_app_by_a_judgement(client, claims):
    answer = decide(client, "yes", *sorted(claims[1:3]), next="https://elders.example/")
    assert answer.headers["location"] == "/"
