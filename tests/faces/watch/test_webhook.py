"""Alerts posted to a server on the loopback: signed, and only where they are meant to go."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kroniek.errors import DeliveryError, UsageError
from kroniek.faces.watch.webhook import Webhook, key_of, signature
from kroniek.settings import Settings

from .conftest import CLOCK

SECRET = "whsec_" + base64.b64encode(b"een geheim van 24 bytes!").decode()


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.got, self.status = [], 204
        self.url = f"http://127.0.0.1:{self.server_address[1]}/haak/geheime-sleutel"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def hook(receiver, *, secret="", private=True, timeout_s=5.0):
    settings = Settings(timeout_s=timeout_s)
    return Webhook(receiver.url, secret=secret, settings=settings, private=private, clock=lambda: CLOCK)


def test_an_alert_arrives_as_json_with_its_words(receiver, teller, told):
    hook(receiver).send(told("act"), teller)
    ((headers, body),) = receiver.got
    record = json.loads(body)
    assert (record["type"], record["data"]["id"], record["data"]["alarm"]) == ("kroniek.alert", "act0", "act")
    assert record["data"]["title"] == "Nieuw: Rusland → Kyiv: geweld"
    assert record["data"]["claims"][0]["publisher"] == "De Krant"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["webhook-id"] == "act0"
    assert "webhook-signature" not in headers


def test_each_alert_is_posted_by_itself(receiver, teller, told):
    hook(receiver).send(told("act", "due"), teller)
    assert [headers["webhook-id"] for headers, _ in receiver.got] == ["act0", "due1"]


def test_a_receiver_can_check_that_an_alert_is_ours(receiver, teller, told):
    hook(receiver, secret=SECRET).send(told("act"), teller)
    ((headers, body),) = receiver.got
    stamp = headers["webhook-timestamp"]
    assert stamp == str(int(CLOCK.timestamp()))
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    mac = hmac.new(key, f"act0.{stamp}.".encode() + body, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"


def test_the_signature_is_that_of_standard_webhooks():
    """The example of its specification's own libraries."""
    body = b'{"test": 2432232314}'
    secret, id_, stamp = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"
    assert signature(secret, id_, stamp, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_of_another_make_is_its_own_key():
    assert key_of("geheim") == b"geheim"
    with pytest.raises(UsageError, match="no base64"):
        key_of("whsec_geen base64!")


@pytest.mark.parametrize("status", [302, 400, 401, 410, 500, 503])
def test_an_answer_that_is_no_yes_is_a_failure_and_tells_no_secret(receiver, teller, told, status):
    receiver.status = status
    with pytest.raises(DeliveryError) as error:
        hook(receiver).send(told("act"), teller)
    assert str(status) in str(error.value)
    assert "geheime-sleutel" not in str(error.value)


def test_nothing_is_posted_into_a_private_network_unless_that_is_meant(receiver, teller, told):
    with pytest.raises(DeliveryError, match=r"inside a private network.*Allow it with --private"):
        hook(receiver, private=False).send(told("act"), teller)
    assert receiver.got == []


def test_nobody_at_home_is_a_failure(receiver, teller, told):
    dead = hook(receiver)
    receiver.shutdown()
    receiver.server_close()
    with pytest.raises(DeliveryError, match="cannot be reached"):
        dead.send(told("act"), teller)


@pytest.mark.parametrize("url", ["", "krant.example/haak", "ftp://krant.example", "https://"])
def test_what_is_no_web_address_is_said_before_anything_is_watched(teller, url):
    with pytest.raises(UsageError, match="no web address"):
        Webhook(url, secret="", settings=Settings(), private=False).prepare(teller)


def test_the_chronicle_remembers_the_host_and_no_secret(receiver):
    assert hook(receiver).name.startswith("webhook:127.0.0.1#")
    assert "geheime-sleutel" not in hook(receiver).name
    assert hook(receiver).shown == "127.0.0.1"
