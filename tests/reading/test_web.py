"""The real fetcher against a server on the loopback: no other network is used."""

import contextlib
import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kroniek.errors import FetchError
from kroniek.model.text import Document
from kroniek.reading.web import Web, is_public

from .build import DUTCH, PAGES, html, only, outcomes

PAGE = html("Top in Genève")


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        host = self.headers["Host"]
        port = host.rpartition(":")[2]
        moves = {
            "/weg": "/top",
            "/lus": "/lus",
            "/binnen": f"http://10.0.0.1:{port}/",
            "/schema": "file:///etc/passwd",
            "/elders": f"http://ander.example:{port}/top",
        }
        if self.path in moves:
            self.answer(302, b"", Location=moves[self.path])
        elif self.path == "/top":
            self.answer(200, PAGE, **{"Content-Type": "text/html; charset=utf-8"})
        elif self.path == "/rss":
            self.answer(200, (PAGES / "feed.xml").read_bytes(), **{"Content-Type": "text/xml"})
        elif self.path == "/bom":
            self.answer(200, gzip.compress(b"a" * 5_000_000), **{"Content-Encoding": "gzip"})
        elif self.path == "/gzip":
            self.answer(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip", "Content-Type": "text/html"})
        elif self.path == "/br":
            self.answer(200, b"x", **{"Content-Encoding": "br"})
        elif self.path == "/host":
            self.answer(200, f"{DUTCH} {host} {self.headers['User-Agent']}".encode(), **{"Content-Type": "text/plain"})
        elif self.path == "/traag":
            self.answer(200, b"")
            self.dribble()
        elif self.path == "/trage-kop":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Kop: ")
            self.dribble()
        else:
            self.answer(404, b"")

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def dribble(self):
        """A byte now and then, for far longer than any test waits."""
        with contextlib.suppress(OSError):  # who asked has gone
            for _ in range(600):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(**limits):
    return Web(**({"timeout_s": 5, "max_bytes": 1_000_000, "resolve": lambda host, port: ["127.0.0.1"]} | limits))


def test_a_page_is_fetched_and_read(port):
    found = only(f"http://zuidkrant.example:{port}/weg", fetch=fetcher())
    assert isinstance(found, Document)
    assert found.id == "top"
    assert found.url == f"http://zuidkrant.example:{port}/top"
    assert found.source.address == f"http://zuidkrant.example:{port}/weg"


def test_a_feed_is_known_by_what_it_holds(port):
    assert len(outcomes(f"http://127.0.0.1:{port}/rss", fetch=fetcher())) == 2


def test_the_server_hears_the_name_it_was_asked_by_and_who_asks(port):
    text = fetcher()(f"http://zuidkrant.example:{port}/host", trusted=True).content.decode()
    assert f"zuidkrant.example:{port}" in text
    assert "kroniek/" in text


def test_a_packed_page_is_unpacked(port):
    assert fetcher()(f"http://127.0.0.1:{port}/gzip", trusted=True).content == PAGE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nergens", "404"),
        ("lus", "redirects more than"),
        ("binnen", "private network"),
        ("elders", "private network"),
        ("schema", "only http"),
        ("bom", "larger than"),
        ("br", "packed as br"),
    ],
)
def test_what_may_not_be_read_is_refused_with_the_reason(port, path, words):
    with pytest.raises(FetchError, match=words):
        fetcher(resolve=lambda host, port: [host if host[0] == "1" else "127.0.0.1"])(
            f"http://zuidkrant.example:{port}/{path}", trusted=True
        )


def test_a_link_to_the_own_network_is_refused_unless_it_was_typed(port):
    with pytest.raises(FetchError, match="private network"):
        fetcher()(f"http://zuidkrant.example:{port}/top", trusted=False)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(FetchError, match="private network"):
        Web(resolve=lambda host, port: ["93.184.216.34", "169.254.169.254"])("http://a.example/", trusted=False)


@pytest.mark.parametrize("path", ["traag", "trage-kop"])
def test_a_page_that_comes_a_byte_at_a_time_is_given_up_when_its_time_is_over(port, path):
    begin = time.monotonic()
    with pytest.raises(FetchError, match=r"took longer than 0\.4 seconds"):
        fetcher(timeout_s=0.4)(f"http://127.0.0.1:{port}/{path}", trusted=True)
    assert time.monotonic() - begin < 1.2  # the whole page takes half a minute


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "http://[::1", "http://a.example:99999/", "http://\ud800/", "https://xn--\x00/"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(FetchError):
        fetcher()(url, trusted=True)


@pytest.mark.parametrize("path", ["nergens", "lus", "bom", "br", "traag", "weg"])
def test_no_message_shows_the_login_of_an_address(port, path):
    url = f"http://piet:geheim@127.0.0.1:{port}/{path}"
    web = fetcher(timeout_s=0.4)
    told = []
    for asked in (web, lambda url, trusted: web.post(url, trusted=trusted, content=b"")):
        try:
            told.append(asked(url, trusted=True).url)
        except FetchError as error:
            told.append(str(error))
    assert "geheim" not in " ".join(told)
    assert f"http://127.0.0.1:{port}/" in told[0]


@pytest.mark.parametrize("url", ["https://piet:geheim/x@krant.example/", "https://piet:geheim@krant.example:x/"])
def test_the_message_on_an_address_that_is_none_shows_no_login(url):
    with pytest.raises(FetchError, match="no sound web address") as caught:
        fetcher()(url, trusted=True)
    assert "geheim" not in str(caught.value)


def test_no_network_is_one_clear_message():
    def offline(host, port):
        raise OSError(-3, "Temporary failure in name resolution")

    found = only("https://zuidkrant.example/top", fetch=Web(resolve=offline))
    assert found.reason == "fetch"
    assert "network" in found.message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_only_addresses_that_everybody_can_reach_are_public(address, public):
    assert is_public(address) is public
