"""What must not happen: other people's words as markup, strangers who write, names that point here, floods."""

import re
from dataclasses import replace

import pytest

from kroniek.errors import UsageError
from kroniek.faces.web.access import Door, Right
from kroniek.faces.web.guard import HEADERS, LONGEST_PATH
from kroniek.faces.web.limits import Buckets
from kroniek.faces.web.options import Options, checked
from kroniek.memory import open_store
from tests import build

TOKEN, READING = "schrijf-" + "x" * 24, "lees-" + "y" * 24
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} &amp; 'onload=' </textarea>"


def mark_of(page):
    return re.search(r'name="mark" value="([0-9a-f]{64})"', page.text)[1]


@pytest.fixture
def hostile(tmp_path):
    """A chronicle in which title, outlet, text, party, voice and place try to be markup."""
    db = tmp_path / "kwaad.db"
    text = f"{HOSTILE} heeft dinsdag <u>Kiev</u> aangevallen, zegt </p><script>x</script>. Dat is zo."
    document = build.document(
        text, id="kwaad", title=HOSTILE, publisher="<i>Krant</i>", url="https://krant.example/?a=%22%3E<script>"
    )
    claim = build.claim(
        document,
        "aangevallen",
        "ASSAULT",
        actors=["<script>alert(3)</script>/RUS/GOV"],
        recipients=["<u>Kiev</u>=Oekraïne/UKR/GOV"],
        voices=["</p><script>x</script>/RUS"],
    )
    with open_store(db) as store:
        store.add(document, [claim], placement=store.place(document))
        store.reject(build.rejected("<script>alert(4)</script>.txt", message="<img src=x onerror=alert(5)>"))
    return str(db)


PLACES = [
    "/", "/zoek", "/zoek?q=Kiev", "/artikel/kwaad", "/wie", "/citaten", "/netwerk", "/kaart", "/bronnen", "/controle",
    "/over", "/paar?a=%3Cscript%3Ealert(6)%3C/script%3E&b=%22onfocus=%22", "/zoek?actor=%22%3E%3Cscript%3E",
    "/wie?like=%3Cscript%3E", "/wie/%3Cscript%3Ealert(7)%3C%2Fscript%3E", "/artikel/%3Cscript%3E", "/toegang?next=%22%3E%3Cscript%3E",
    "/%3Cscript%3Ealert(8)%3C%2Fscript%3E",
]  # fmt: skip


@pytest.mark.parametrize("address", PLACES)
def test_words_of_others_never_become_markup(serve, hostile, address):
    with serve(hostile) as client:
        page = client.get(address).text
        ids = re.findall(r'href="(/(?:bewering|gebeurtenis)/[^"]+)"', page)
        pages = [page, *(client.get(href.replace("&amp;", "&")).text for href in ids[:2])]
    for one in pages:
        scripts = re.findall(r"<script\b[^>]*>", one)
        assert all(re.fullmatch(r'<script src="/static/[\w.]+\?v=[\w.]+" defer>', script) for script in scripts)
        assert "<img" not in one
        assert "<u>" not in one
        assert not re.search(r"<[^>]+\son\w+=", one)
        assert "7*7 }}" in one or "{{" not in one


def test_what_was_written_is_shown_as_it_was_written(serve, hostile):
    with serve(hostile) as client:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/artikel/kwaad").text
        assert client.get("/artikel/kwaad.json").json()["document"]["title"] == HOSTILE


def test_a_link_to_somewhere_else_is_only_ever_a_web_address(serve, tmp_path):
    db = tmp_path / "kwaad.db"
    document = build.document("Rusland valt aan.", id="x", url="javascript:alert(1)")
    with open_store(db) as store:
        store.add(document, [], placement=store.place(document))
    with serve(str(db)) as client:
        assert "javascript:" not in client.get("/artikel/x").text


@pytest.mark.parametrize(
    "address", ["/", "/api/v1/claims", "/static/kroniek.css", "/niets", "/api/v1/niets", "/artikel/x"]
)
def test_every_answer_carries_the_headers_that_guard_it(client, address):
    answer = client.get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", ""]
)
def test_a_name_of_somebody_else_that_points_here_is_refused(client, host):
    answer = client.get("/api/v1/claims", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "host")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST", "10.0.0.7:80"]
)
def test_our_own_names_and_addresses_are_answered(client, host):
    assert client.get("/api/v1/status", headers={"Host": host}).status_code == 200


def test_a_name_that_was_allowed_is_answered(serve, db):
    with serve(db, hosts=("kroniek.example",)) as client:
        assert client.get("/over", headers={"Host": "kroniek.example:443"}).status_code == 200


@pytest.mark.parametrize(
    "options",
    [
        {"host": "0.0.0.0"},
        {"host": "kroniek.example"},
        {"host": "::"},
        {"token": "kort"},
        {"read_token": "kort"},
        {"token": TOKEN, "read_token": TOKEN},
    ],
)
def test_options_that_would_let_in_anybody_are_refused(options):
    with pytest.raises(UsageError):
        checked(Options(**options))


def test_outside_this_machine_a_token_is_enough():
    assert checked(Options(host="0.0.0.0", token=TOKEN)).is_guarded
    assert not checked(Options(host="127.0.0.9")).is_guarded


class TestTokens:
    def test_without_one_a_page_leads_to_the_door_and_data_is_refused(self, serve, db):
        with serve(db, token=TOKEN) as client:
            page = client.get("/zoek?actor=Rusland", follow_redirects=False)
            assert (page.status_code, page.headers["location"]) == (303, "/toegang?next=%2Fzoek%3Factor%3DRusland")
            refused = client.get("/api/v1/claims")
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"].startswith("Bearer")
            assert client.post("/lees", data={"text": "x"}).status_code in {401, 403}
            assert client.get("/static/kroniek.css").status_code == 200

    @pytest.mark.parametrize("token", [TOKEN, READING])
    def test_a_bearer_token_reads(self, serve, db, token):
        with serve(db, token=TOKEN, read_token=READING) as client:
            assert client.get("/api/v1/claims", headers={"Authorization": f"Bearer {token}"}).status_code == 200
            assert client.get("/lees", headers={"Authorization": f"Bearer {token}"}).status_code == 403

    @pytest.mark.parametrize("given", ["Bearer fout", "Bearer ", "Basic abc", "Bearer é", f"bearer{TOKEN}"])
    def test_a_wrong_one_does_not(self, serve, db, given):
        with serve(db, token=TOKEN) as client:
            assert client.get("/api/v1/claims", headers={"Authorization": given.encode()}).status_code == 401

    def test_the_door_lets_in_and_out(self, serve, db):
        with serve(db, token=TOKEN, read_token=READING) as client:
            mark = mark_of(client.get("/toegang"))
            assert client.post("/toegang", data={"mark": mark, "token": "fout" * 9}).status_code == 403
            inside = client.post(
                "/toegang", data={"mark": mark, "token": TOKEN, "next": "/over"}, follow_redirects=False
            )
            assert inside.headers["location"] == "/over"
            cookie = inside.headers["set-cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=strict" in cookie
            assert TOKEN not in cookie
            assert client.get("/lees").status_code == 200
            mark = mark_of(client.get("/toegang"))
            client.post("/toegang", data={"mark": mark, "leave": "1"})
            assert client.get("/lees", follow_redirects=False).status_code == 303

    @pytest.mark.parametrize(
        "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "", "/\n/evil"]
    )
    def test_the_door_leads_to_pages_of_ours_only(self, serve, db, target):
        with serve(db, token=TOKEN) as client:
            sent = {"mark": mark_of(client.get("/toegang")), "token": TOKEN, "next": target}
            assert client.post("/toegang", data=sent, follow_redirects=False).headers["location"] in {"/", "/%0A/evil"}

    def test_a_reading_token_may_look_and_not_write(self, serve, db):
        with serve(db, token=TOKEN, read_token=READING) as client:
            client.post("/toegang", data={"mark": mark_of(client.get("/toegang")), "token": READING})
            assert client.get("/controle").status_code == 200
            assert client.get("/lees").status_code == 403
            sent = {"mark": mark_of(client.get("/toegang")), "left": "a", "right": "b", "verdict": "same"}
            assert client.post("/oordeel", data=sent).status_code == 403
            sent |= {"kind": "same-event", "verdict": "yes"}
            assert client.post("/oordeel/gebeurtenis", data=sent).status_code == 403

    def test_a_session_that_was_made_elsewhere_is_worth_nothing(self):
        door, other = Door(options=Options(token=TOKEN)), Door(options=Options(token=TOKEN))
        session = door.session(Right.WRITE)
        assert door.right_of(bearer=None, session=session) is Right.WRITE
        assert other.right_of(bearer=None, session=session) is Right.NOTHING
        assert door.right_of(bearer=None, session=session.replace("write", "read")) is Right.NOTHING
        for forged in ("", ".", "write", "write..", "write.x.y", "niets." + "0" * 64, "é.é.é"):
            assert door.right_of(bearer=None, session=forged) is Right.NOTHING

    def test_guessing_is_slow(self, serve, db):
        with serve(db, token=TOKEN, per_second=1, burst=100, clock=lambda: 0.0) as client:
            mark = mark_of(client.get("/toegang"))
            codes = [client.post("/toegang", data={"mark": mark, "token": "z" * 20}).status_code for _ in range(8)]
            assert codes[0] == 403
            assert codes[-1] == 429


class TestForms:
    def test_a_form_without_its_mark_is_refused(self, client):
        client.get("/lees")
        for sent in ({}, {"mark": "0" * 64}, {"mark": ""}):
            answer = client.post("/lees", data={"text": "Rusland valt aan.", **sent})
            assert answer.status_code == 403

    def test_a_mark_is_worth_nothing_in_another_browser(self, serve, db):
        with serve(db) as client:
            mark = mark_of(client.get("/lees"))
            client.cookies.clear()
            assert client.post("/lees", data={"mark": mark, "text": "x"}).status_code == 403
            client.get("/lees")
            assert client.post("/lees", data={"mark": mark, "text": "x"}).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ],
    )
    def test_a_form_of_another_page_is_refused_even_with_its_mark(self, client, headers):
        sent = {"mark": mark_of(client.get("/lees")), "text": "Rusland valt aan."}
        answer = client.post("/lees", data=sent, headers=headers)
        assert answer.status_code == 403

    def test_a_form_of_our_own_page_is_taken(self, client):
        sent = {"mark": mark_of(client.get("/lees")), "text": "Rusland valt aan."}
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
        assert client.post("/lees", data=sent, headers=headers, follow_redirects=False).status_code == 303

    def test_nobody_writes_where_only_reading_is_served(self, serve, db):
        with serve(db, read_only=True) as client:
            assert client.get("/lees").status_code == 403
            assert client.post("/oordeel", data={"left": "a", "right": "b", "verdict": "same"}).status_code == 403
            sent = {"kind": "same-event", "left": "a", "right": "b", "verdict": "yes"}
            assert client.post("/oordeel/gebeurtenis", data=sent).status_code == 403
            assert "/lees" not in client.get("/").text


class TestPaths:
    @pytest.mark.parametrize(
        "address",
        [
            "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%00",
            "/artikel/..%2f..%2fetc%2fpasswd", "/artikel/%2e%2e", "/artikel/%00", "/artikel/", "/wie/", "/bewering/",
            "/lees/..%2fx", "/lees/x", "/%2e%2e/%2e%2e/etc/passwd", "/artikel/%ff%fe", "/wie/%F0%9F%92%A9",
        ],
    )  # fmt: skip
    def test_no_trick_gets_out_of_the_house(self, client, address):
        answer = client.get(address)
        assert answer.status_code in {400, 404}
        assert "root:" not in answer.text
        assert "Traceback" not in answer.text

    def test_no_folder_of_this_machine_is_told(self, client, tmp_path):
        for address in ("/artikel/aanval", "/artikel/aanval.json", "/bronnen", "/api/v1/rejects", "/over"):
            assert str(tmp_path) not in client.get(address).text


class TestFloods:
    def test_who_asks_too_fast_waits(self, serve, db):
        now = [0.0]
        with serve(db, per_second=1, burst=3, clock=lambda: now[0]) as client:
            codes = [client.get("/api/v1/rejects").status_code for _ in range(5)]
            assert codes == [200, 200, 200, 429, 429]
            slow = client.get("/api/v1/rejects")
            assert slow.json()["code"] == "too-fast"
            now[0] += int(slow.headers["retry-after"])
            assert client.get("/api/v1/rejects").status_code == 200
            assert client.get("/static/kroniek.css").status_code == 200

    def test_buckets_of_many_readers_stay_few(self):
        buckets = Buckets(per_second=1, burst=2, clock=lambda: 0.0)
        assert [buckets.take("a") for _ in range(3)] == [0.0, 0.0, 1.0]
        for number in range(20_000):
            buckets.take(f"lezer {number}")
        assert len(buckets._left) == 10_000

    def test_a_body_that_is_too_large_is_not_taken(self, serve, db):
        with serve(db, max_body_bytes=10_000) as client:
            mark = mark_of(client.get("/lees"))
            answer = client.post("/lees", data={"mark": mark, "text": "x" * 20_000})
            assert answer.status_code == 413

            def drip():
                for _ in range(50):
                    yield b"x" * 1000

            slow = client.post("/lees", content=drip(), headers={"Content-Type": "application/x-www-form-urlencoded"})
            assert slow.status_code == 413

    @pytest.mark.parametrize("size", ["-1", "1e9", "99999999999999999999", "tien"])
    def test_a_size_that_is_none_is_refused(self, client, size):
        assert client.request("GET", "/api/v1/status", headers={"Content-Length": size}).status_code == 413

    def test_an_address_that_is_too_long_is_refused(self, client):
        assert client.get("/api/v1/claims?actor=" + "x" * LONGEST_PATH).json()["code"] == "too-long"
        assert client.get("/api/v1/claims?actor=" + "x" * 500).status_code == 400

    @pytest.mark.parametrize(
        "query",
        [
            "q=" + "a*+" * 90,
            "q=%00",
            "q=" + "%22" * 50,
            "actor=%25%25_%5C",
            "since=0001",
            "until=9999",
            "since=0001&until=9999",
        ],
    )
    def test_odd_questions_have_an_answer(self, client, query):
        assert client.get(f"/zoek?{query}").status_code in {200, 400}
        assert client.get(f"/kaart?{query}").status_code in {200, 400}


def test_a_mistake_of_ours_tells_no_secrets(serve, db, monkeypatch):
    from kroniek.api import browsing

    def broken(*_, **__):
        raise RuntimeError("secret path /srv/kroniek")

    monkeypatch.setattr(browsing, "outlets", broken)
    with serve(db) as client:
        for address in ("/bronnen", "/api/v1/sources"):
            answer = client.get(address)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_never_changes_may_be_kept_and_nothing_else(client):
    page = client.get("/over")
    style = re.search(r'href="(/static/kroniek.css\?v=[0-9a-f]{12})"', page.text)[1]
    assert "immutable" in client.get(style).headers["cache-control"]
    for address in ("/over", "/static/kroniek.css", "/static/niets.css?v=1", "/api/v1/status?v=1"):
        assert client.get(address).headers["cache-control"] == "private, no-cache"


def test_options_are_taken_as_they_are():
    assert replace(Options(), hosts=("a",)).allows("A.")
    assert not Options().allows("a")
