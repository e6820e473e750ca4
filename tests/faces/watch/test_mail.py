"""Alerts by mail, to a server on the loopback that speaks as much SMTP as is needed."""

from __future__ import annotations

import email
import email.policy
import shutil
import socketserver
import ssl
import subprocess
import threading

import pytest

from kroniek.errors import DeliveryError, UsageError
from kroniek.faces.watch.mail import Mail, Server, server

from .conftest import CLOCK


class Post(socketserver.ThreadingTCPServer):
    """A mail server: `refuses` a command with an answer of its own; `tls` is offered where there is one."""

    daemon_threads = True

    def __init__(self, *, tls=None, refuses=None, secure=False):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.tls, self.refuses, self.secure = tls, refuses or {}, secure
        self.heard, self.mail = [], []

    @property
    def port(self):
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 post.example")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            self.server.heard.append(line if word != "AUTH" else "AUTH")
            if word in self.server.refuses:
                self.say(self.server.refuses[word])
            elif word == "EHLO":
                offered = ["post.example", "8BITMIME"]
                encrypted = isinstance(self.connection, ssl.SSLSocket)
                offered += ["AUTH PLAIN"] if encrypted else ["STARTTLS"] if self.server.tls else []
                for one in offered[:-1]:
                    self.say(f"250-{one}")
                self.say(f"250 {offered[-1]}")
            elif word == "STARTTLS":
                self.say("220 go")
                self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
            elif word == "AUTH":
                self.say("235 ok")
            elif word == "DATA":
                self.say("354 go")
                self.server.mail.append(self.data())
                self.say("250 ok")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def finish(self):
        super().finish()
        self.connection.close()

    def data(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()


@pytest.fixture
def post():
    """Start a mail server."""
    started = []

    def start(**given):
        one = Post(**given)
        threading.Thread(target=one.serve_forever, daemon=True).start()
        started.append(one)
        return one

    yield start
    for one in started:
        one.shutdown()
        one.server_close()


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("a certificate is made by openssl, which is not there")
    key, made = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", key, "-out", made, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


def mail(post, **given):
    to = given.pop("to", "redactie@example.org")
    host = Server(**{"host": "127.0.0.1", "port": post.port} | given)
    return Mail(to, sender="kroniek@example.org", server=host, clock=lambda: CLOCK)


def test_the_alerts_of_a_round_come_in_one_mail_with_their_words(post, teller, told):
    box = post()
    mail(box).send(told("act", "due"), teller)
    (message,) = box.mail
    assert (message["Subject"], message["To"], message["From"]) == (
        "Kroniek: 2 meldingen", "redactie@example.org", "kroniek@example.org",
    )  # fmt: skip
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content().replace("\r\n", "\n")
    assert "Nieuw: Rusland → Kyiv: geweld\n=====" in body
    assert "“Rusland beschiet <Kyiv> & Lviv.”\nDe Krant, 2 maart 2022" in body
    assert "https://krant.example/raid?a=1&b=2" in body
    assert "of het waar is" in body


def test_one_alert_is_named_in_the_subject(post, teller, told):
    box = post()
    mail(box).send(told("act"), teller)
    assert box.mail[0]["Subject"] == "Kroniek: Nieuw: Rusland → Kyiv: geweld"


def test_the_same_alerts_are_the_same_mail(post, teller, told):
    box, alerts = post(), told("act")
    mail(box).send(alerts, teller)
    mail(box).send(alerts, teller)
    assert box.mail[0]["Message-ID"] == box.mail[1]["Message-ID"]


def test_a_name_and_password_go_encrypted(post, teller, told, certificate, monkeypatch):
    context, made = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    box = post(tls=context)
    mail(box, user="redactie", password="geheim").send(told("act"), teller)
    assert [line.split()[0].upper() for line in box.heard][:4] == ["EHLO", "STARTTLS", "EHLO", "AUTH"]
    assert len(box.mail) == 1


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(post, teller, told, certificate):
    box = post(tls=certificate[0])
    with pytest.raises(DeliveryError, match="certificate"):
        mail(box, user="redactie", password="geheim").send(told("act"), teller)
    assert box.mail == []
    assert "AUTH" not in box.heard


def test_this_machine_needs_nobody_to_vouch_for_it_where_no_password_is_sent(post, teller, told, certificate):
    box = post(tls=certificate[0])
    mail(box).send(told("act"), teller)
    assert "STARTTLS" in [line.upper() for line in box.heard]
    assert len(box.mail) == 1


def test_another_machine_is_verified_also_where_no_password_is_sent(post, teller, told, certificate, monkeypatch):
    monkeypatch.setattr(Server, "is_here", property(lambda _: False))
    box = post(tls=certificate[0])
    with pytest.raises(DeliveryError, match="certificate"):
        mail(box).send(told("act"), teller)
    assert box.mail == []


def test_a_password_is_never_sent_unencrypted_not_even_to_this_machine(post, teller, told):
    box = post()
    with pytest.raises(DeliveryError, match="offers no STARTTLS"):
        mail(box, user="redactie", password="geheim").send(told("act"), teller)
    assert "AUTH" not in box.heard


def test_another_machine_without_encryption_gets_nothing(post, teller, told, monkeypatch):
    box = post()
    monkeypatch.setattr(Server, "is_here", property(lambda _: False))
    with pytest.raises(DeliveryError, match="nothing is sent unencrypted"):
        mail(box).send(told("act"), teller)
    assert box.mail == []


@pytest.mark.parametrize(("word", "answer"), [("RCPT", "550 no such box"), ("DATA", "552 full"), ("MAIL", "451 later")])
def test_a_server_that_refuses_is_a_failure_with_its_reason(post, teller, told, word, answer):
    with pytest.raises(DeliveryError, match=answer.split(" ", 1)[1]):
        mail(post(refuses={word: answer})).send(told("act"), teller)


def test_nobody_at_home_is_a_failure(post, teller, told):
    box = post()
    box.shutdown()
    box.server_close()
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1"):
        mail(box).send(told("act"), teller)


@pytest.mark.parametrize(
    ("spec", "host", "port"),
    [
        ("smtp.example.org", "smtp.example.org", 587),
        ("localhost:25", "localhost", 25),
        ("[::1]:2525", "[::1]", 2525),
        ("[::1]", "[::1]", 587),
    ],
)
def test_a_server_is_a_host_with_or_without_a_port(spec, host, port):
    found = server(spec, user="", password="")
    assert (found.host, found.port) == (host, port)


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.0.0.2", True), ("[::1]", True), ("smtp.example.org", False)]
)
def test_what_counts_as_this_machine(host, here):
    assert Server(host=host).is_here is here


@pytest.mark.parametrize("spec", ["", "host:", "host:nul", "host:70000", ":25"])
def test_what_is_no_server_is_refused(spec):
    with pytest.raises(UsageError, match="is no mail server"):
        server(spec, user="", password="")


def test_a_name_without_a_password_says_where_it_belongs():
    with pytest.raises(UsageError, match="KRONIEK_SMTP_PASSWORD"):
        server("smtp.example.org", user="redactie", password="")


@pytest.mark.parametrize("to", ["", "redactie", "a@b\nBcc: c@d", "@example.org", "Redactie <a@b.example>"])
def test_what_is_no_mail_address_is_refused(to):
    with pytest.raises(UsageError, match="is no mail address"):
        Mail(to, sender="", server=Server(host="localhost"))
