"""The REST interface: parts and streams, tags, one shape of errors, and a description that is true."""

import json

import pytest

from kroniek.faces.web import shapes


def test_claims_come_in_parts_that_join_without_loss(client):
    whole = client.get("/api/v1/claims?limit=500").json()["claims"]
    parts, address = [], "/api/v1/claims?limit=1"
    while address:
        answer = client.get(address)
        parts += answer.json()["claims"]
        address = answer.links["next"]["url"] if "next" in answer.links else None
    assert parts == whole
    assert len(whole) == 4


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_both_orders_give_the_same_claims(client, order):
    found = client.get(f"/api/v1/claims?order={order}").json()["claims"]
    shapes.ClaimList.model_validate({"claims": found, "next": None})
    days = [claim["date"]["start"] if claim["date"] else claim["published"] for claim in found]
    assert days == sorted(days, reverse=order == "newest")


def test_a_stream_has_one_claim_a_line(client):
    answer = client.get("/api/v1/claims.jsonl?actor=Rusland")
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines == client.get("/api/v1/claims?actor=Rusland").json()["claims"]


def test_a_stream_of_all_versions_has_the_older_claims_too(client):
    current = client.get("/api/v1/claims.jsonl").text.splitlines()
    assert len(client.get("/api/v1/claims.jsonl?versions=all").text.splitlines()) == len(current) + 1


def test_lists_have_their_documented_shape(client):
    shapes.Lines.model_validate(client.get("/api/v1/documents?limit=1").json())
    shapes.Rejects.model_validate(client.get("/api/v1/rejects").json())
    shapes.Counts.model_validate(client.get("/api/v1/status").json())
    assert client.get("/api/v1/documents?limit=1").links["next"]["url"].endswith("after=bericht%402")


def test_what_did_not_change_is_not_sent_again(client):
    first = client.get("/api/v1/claims")
    again = client.get("/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/claims", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'}).status_code == 304
    assert client.get("/api/v1/claims", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/documents/niets", 404, "not-found"),
        ("/api/v1/claims/niets", 404, "not-found"),
        ("/api/v1/events/niets", 404, "not-found"),
        ("/api/v1/actors/Niemand%20Nergens", 404, "not-found"),
        ("/api/v1/niets", 404, "not-found"),
        ("/api/v1/claims?type=NIETS", 400, "bad-request"),
        ("/api/v1/claims?since=ooit", 400, "bad-request"),
        ("/api/v1/claims?since=2022-02-31", 400, "bad-request"),
        ("/api/v1/claims?since=2023&until=2022", 400, "bad-request"),
        ("/api/v1/claims?limit=0", 400, "bad-request"),
        ("/api/v1/claims?limit=veel", 400, "bad-request"),
        ("/api/v1/claims?hedged=misschien", 400, "bad-request"),
        ("/api/v1/pairs?a=Rusland&b=Rusland&since=x", 400, "bad-request"),
        ("/artikel/niets.json", 404, "not-found"),
    ],
)
def test_errors_have_one_shape(client, address, status, code):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = shapes.Problem.model_validate(answer.json())
    assert (problem.status, problem.code) == (status, code)
    assert len(problem.detail) > 20


def test_errors_of_pages_are_pages(client):
    answer = client.get("/artikel/niets")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_programs_cannot_write(client):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/api/v1/claims")
        assert (answer.status_code, answer.json()["code"]) == (405, "method")


def test_the_description_names_every_address(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.")
    assert all(path.startswith("/api/v1/") for path in told["paths"])
    assert all(list(one) == ["get"] for one in told["paths"].values())
    assert {"/api/v1/claims", "/api/v1/claims.jsonl", "/api/v1/claims/{id}", "/api/v1/events/{id}"} <= set(
        told["paths"]
    )
    page = client.get("/api").text
    assert all(path in page for path in told["paths"])


def test_ids_with_odd_letters_are_found(serve, tmp_path):
    from kroniek.memory import open_store
    from tests import build

    db = tmp_path / "vreemd.db"
    odd = ["a/b", "een twee", "vraag?", "100%", "hek#1", "punt.json", "“citaat”", "@x"]
    with open_store(db) as store:
        for name in odd:
            document = build.document(
                f"Rusland valt {name} aan.", id=name, url=f"https://krant.example/{odd.index(name)}"
            )
            store.add(
                document,
                [build.claim(document, "valt", "ASSAULT", actors=["Rusland/RUS"])],
                placement=store.place(document),
            )
    from urllib.parse import quote

    with serve(str(db)) as client:
        for name in odd:
            assert client.get(f"/api/v1/documents/{quote(name, safe='')}").json()["document"]["doc_id"] == name
            page = client.get(f"/artikel/{quote(name, safe='')}")
            if not name.endswith(".json"):
                assert page.status_code == 200
                assert client.get(f"/artikel/{quote(name, safe='')}.json").json()["document"]["doc_id"] == name
