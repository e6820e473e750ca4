"""Watched feeds against a server on the loopback: what is new is read, what is known is not asked for again."""

from __future__ import annotations

import threading
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import kroniek
from kroniek.api.feeding import Feeder, post
from kroniek.errors import FetchError, LockedStoreError, ServerError
from kroniek.model.watching import FeedState
from kroniek.settings import Settings

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ARTICLE = (
    "De Russische president heeft dinsdag in Moskou gezegd dat hij bereid is met zijn Amerikaanse ambtgenoot te praten "
    "over een bestand. Volgens het Kremlin is er nog geen datum voor een ontmoeting afgesproken."
)


class Site(ThreadingHTTPServer):
    """A newspaper: its feed has these numbers as entries, each with a page; `etag` changes with them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.numbers, self.asked, self.robots, self.posted, self.logins = [1, 2], [], "", [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def feed(self):
        items = "".join(
            f"<item><title>Bericht {n}</title><link>{self.url}/artikel-{n}</link><guid>g{n}</guid>"
            f"<pubDate>Mon, 02 Mar 2026 0{n}:00:00 GMT</pubDate><description>{ARTICLE} Deel {n}.</description></item>"
            for n in self.numbers
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>De Krant</title>{items}</channel></rss>'


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.logins.append(self.headers.get("Authorization"))
        etag = f'"{len(self.server.numbers)}"'
        if self.path == "/robots.txt":
            self.answer(200 if self.server.robots else 404, self.server.robots)
        elif self.path == "/rss" and self.headers.get("If-None-Match") == etag:
            self.answer(304, "")
        elif self.path == "/rss":
            self.answer(200, self.server.feed(), **{"Content-Type": "application/rss+xml", "ETag": etag})
        elif self.path.startswith("/artikel"):
            page = (
                f"<html><body><article><h1>Kop</h1><p>{ARTICLE}</p><p>{ARTICLE} {self.path}</p></article></body></html>"
            )
            self.answer(200, page, **{"Content-Type": "text/html; charset=utf-8"})
        else:
            self.answer(404, "")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append((self.path, dict(self.headers), body))
        moved = {"Location": f"{self.server.url}/elders"} if self.path == "/weg" else {}
        self.answer({"/weg": 307, "/stuk": 500}.get(self.path, 204), "", **moved)

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())) if status != 204 else "0")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    with Site() as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def chronicle(tmp_path):
    with kroniek.open(tmp_path / "kroniek.db", settings=SETTINGS) as chronicle:
        yield chronicle


SETTINGS = Settings(engine="rules")


def feeder(**given):
    given = {"private": True, "settings": SETTINGS} | given
    return Feeder(every=timedelta(minutes=15), clock=lambda: NOW, sleep=lambda _: None, **given)


def go(feeder, chronicle, site):
    (told,) = feeder.round(chronicle, [f"{site.url}/rss"])
    return told


def test_a_feed_is_read_once_and_then_only_what_is_new(chronicle, site):
    first = go(feeder(), chronicle, site)
    assert (first.report.new, first.why) == (2, "")
    again = go(feeder(), chronicle, site)
    assert (again.report, again.why) == (None, "")
    site.numbers.append(3)
    third = go(feeder(), chronicle, site)
    assert (third.report.new, third.report.known) == (1, 2)
    assert {one.document.publisher for one in chronicle.documents()} == {"De Krant"}


def test_pages_that_a_feed_links_to_are_fetched_once(chronicle, site):
    assert go(feeder(follow=True), chronicle, site).report.new == 2
    site.numbers.append(3)
    assert go(feeder(follow=True), chronicle, site).report.new == 1
    assert [path for path in site.asked if "artikel" in path] == ["/artikel-1", "/artikel-2", "/artikel-3"]
    assert all(ARTICLE in one.document.text for one in chronicle.documents())


def test_no_more_pages_of_a_feed_are_fetched_in_one_round_than_is_set_and_the_rest_comes_in_the_next(chronicle, site):
    site.numbers = [1, 2, 3, 4, 5]
    told = []
    for _ in range(4):
        one = feeder(settings=Settings(engine="rules", feed_pages=2), follow=True)
        told.append(go(one, chronicle, site))
    assert [(one.report.new if one.report else None, one.waiting) for one in told] == [
        (2, 3),
        (2, 1),
        (1, 0),
        (None, 0),
    ]
    assert len([path for path in site.asked if "artikel" in path]) == 5


def test_a_page_that_gave_no_article_is_not_fetched_again(chronicle, site, monkeypatch):
    monkeypatch.setitem(
        globals(), "ARTICLE", "The president said on Tuesday that he is willing to talk to his counterpart."
    )
    assert len(go(feeder(follow=True), chronicle, site).report.rejected) == 2
    site.numbers.append(3)
    assert len(go(feeder(follow=True), chronicle, site).report.rejected) == 1
    assert [path for path in site.asked if "artikel" in path] == ["/artikel-1", "/artikel-2", "/artikel-3"]


def test_pages_that_robots_forbids_leave_the_words_of_the_feed(chronicle, site):
    site.robots = "User-agent: *\nDisallow: /artikel"
    told = go(feeder(follow=True), chronicle, site)
    assert (told.report.new, len(told.report.rejected)) == (2, 2)
    assert not [path for path in site.asked if "artikel" in path]


def test_a_feed_in_a_private_network_is_refused_unless_that_is_meant(chronicle, site):
    told = go(feeder(private=False), chronicle, site)
    assert told.report is None
    assert "private network" in told.why
    assert site.asked == []


def test_a_login_in_an_address_is_sent_to_its_server_and_kept_nowhere(chronicle, site, tmp_path):
    def at(path):
        return f"{site.url}/{path}".replace("://", "://piet:geheim@")

    rounds = [told for _ in range(2) for told in feeder().round(chronicle, [at("rss"), at("artikel-1"), at("weg")])]
    assert set(site.logins) == {"Basic " + b64encode(b"piet:geheim").decode()}
    assert site.asked.count("/rss") == 2
    assert [told.report.new if told.report else told.why[-13:] for told in rounds[:2]] == [2, 0]
    assert "answered 404 Not Found" in rounds[2].why
    listed = [*rounds, *chronicle.documents(), *chronicle.rejects(), *kroniek.code(at("weg"), settings=SETTINGS)]
    assert "geheim" not in repr(listed)
    chronicle.close()
    assert b"geheim" not in (tmp_path / "kroniek.db").read_bytes()


def test_what_is_no_feed_is_named(chronicle, site):
    (told,) = feeder().round(chronicle, [f"{site.url}/artikel-1"])
    assert [one.message for one in told.report.rejected] == [
        f"{site.url}/artikel-1 is no feed (RSS or Atom). Take it off the list, or find the feed's address."
    ]


def test_a_round_that_is_cut_off_before_its_articles_are_kept_asks_for_the_whole_again(chronicle, site, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(chronicle), "read_with", stopped)
    with pytest.raises(KeyboardInterrupt):
        go(feeder(), chronicle, site)
    monkeypatch.undo()
    assert go(feeder(), chronicle, site).report.new == 2


@pytest.mark.parametrize("etag", ['"café"', '"a\nb"', '"\x00"'])
def test_a_feed_of_which_a_version_was_kept_that_cannot_be_sent_is_read(chronicle, site, etag):
    chronicle.remember_feed(FeedState(address=f"{site.url}/rss", etag=etag, failures=9, rest_until=NOW))
    told = go(feeder(), chronicle, site)
    assert (told.why, told.report.new) == ("", 2)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ServerError("The model's server does not answer."), "The model's server does not answer."),
        (OSError(5, "Input/output error"), "fault of the program (OSError: [Errno 5] Input/output error)"),
        (RecursionError("too deep"), "fault of the program (RecursionError: too deep)"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whatever_goes_wrong_with_one_feed_is_told_of_it_and_the_others_are_read(
    chronicle, site, monkeypatch, error, words
):
    bad, good = f"{site.url}/artikel-1", f"{site.url}/rss"
    read_with = type(chronicle).read_with

    def fails(self, steps, addresses):
        if bad in addresses:
            raise error
        return read_with(self, steps, addresses)

    monkeypatch.setattr(type(chronicle), "read_with", fails)
    first, second = feeder().round(chronicle, [bad, good])
    assert words in first.why
    assert "It is asked for again from 2026-03-02 12:30 UTC." in first.why
    assert (first.report, first.resting, second.report.new) == (None, False, 2)
    monkeypatch.undo()
    (again,) = feeder().round(chronicle, [bad])
    assert again.resting


def test_a_chronicle_that_cannot_be_used_ends_the_round(chronicle, site, monkeypatch):
    def locked(*_):
        raise LockedStoreError("Somebody else writes.")

    monkeypatch.setattr(type(chronicle), "read_with", locked)
    with pytest.raises(LockedStoreError):
        go(feeder(), chronicle, site)


def test_bytes_are_posted_and_nothing_follows_a_redirect(site):
    post(f"{site.url}/hier", b"{}", headers={"X-Proef": "ja"}, settings=SETTINGS, private=True)
    path, headers, body = site.posted[0]
    assert (path, headers["X-Proef"], body) == ("/hier", "ja", b"{}")
    assert headers["User-Agent"].startswith("kroniek/")
    with pytest.raises(FetchError, match="redirects, and what is sent is not sent on"):
        post(f"{site.url}/weg", b"{}", headers={}, settings=SETTINGS, private=True)
    with pytest.raises(FetchError, match="500 Internal Server Error"):
        post(f"{site.url}/stuk", b"{}", headers={}, settings=SETTINGS, private=True)
    assert [one[0] for one in site.posted] == ["/hier", "/weg", "/stuk"]


def test_nothing_is_posted_into_a_private_network_unless_that_is_meant(site):
    with pytest.raises(FetchError, match="inside a private network"):
        post(f"{site.url}/hier", b"{}", headers={}, settings=SETTINGS, private=False)
    assert site.posted == []
