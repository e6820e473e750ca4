"""A server that answers a byte at a time has its time and no more; what else goes wrong has the client's own names."""

import contextlib
import socket
import threading
import time

import httpx
import pytest

from kroniek.network.within import Transport

SECONDS = 0.3
"""What an answer may take here."""
FAR_LONGER = 5
PAUSE_S = 0.05


@contextlib.contextmanager
def site(*parts, drips=False):
    """A server that reads a question, sends these parts, and then goes, or a byte now and then for ten seconds."""

    def serve():
        with contextlib.suppress(OSError), listening.accept()[0] as connection:  # who asked has gone
            connection.recv(65536)
            for part in parts:
                connection.sendall(part)
            for _ in range(200 if drips else 0):
                connection.sendall(b"a")
                time.sleep(PAUSE_S)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    thread.join()


def got(url, *, within=SECONDS, timeout=None):
    with httpx.Client(timeout=timeout, transport=Transport(deadline=time.monotonic() + within)) as client:
        return client.get(url, headers={"X-Vraag": "ja"})


def test_an_answer_in_time_is_the_answer():
    with site(b"HTTP/1.1 200 OK\r\nX-Kop: ", b"ja\r\nContent-Length: 4\r\n\r\nwo", b"rd") as url:
        answer = got(url, within=FAR_LONGER)
    assert (answer.status_code, answer.headers["x-kop"], answer.text) == (200, "ja", "word")


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 200 OK\r\nX-Kop: ", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4", b"HTTP/1.1 200 OK\r\n\r\n"],
    ids=["status", "headers", "size of a chunk", "body"],
)  # fmt: skip
def test_a_byte_now_and_then_makes_nobody_wait_longer(first):
    with site(first, drips=True) as url:
        begun = time.monotonic()
        with pytest.raises(httpx.ReadTimeout):
            got(url)
        assert time.monotonic() - begun < FAR_LONGER


def test_the_time_is_that_of_all_questions_together():
    deadline = time.monotonic() - 1
    with httpx.Client(transport=Transport(deadline=deadline)) as client, pytest.raises(httpx.TimeoutException):
        client.get("http://127.0.0.1:9/")


def test_a_shorter_limit_of_the_client_holds_too():
    with site(drips=True) as url, pytest.raises(httpx.ReadTimeout):
        got(url, within=60, timeout=PAUSE_S / 5)


def test_a_port_where_nobody_listens_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(httpx.ConnectError):
        got(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("parts", [(), (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",)], ids=["none", "half"])
def test_an_answer_that_breaks_off_is_told_by_the_name_of_the_client(parts):
    with site(*parts) as url, pytest.raises(httpx.RemoteProtocolError):
        got(url, within=FAR_LONGER)


def test_a_question_that_is_no_http_is_refused():
    with pytest.raises(httpx.UnsupportedProtocol):
        got("ftp://example.org/")
