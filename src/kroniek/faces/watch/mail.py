"""Alerts by mail: one message for the alerts of a round, over SMTP with TLS.

TLS is required, but for a server on this machine; a password never goes without it. The password comes from the
environment alone. `Message-ID` follows from the alerts, so a mail that is sent again is known as the same one.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address

from kroniek.api.feeding import utc_now
from kroniek.errors import DeliveryError, UsageError
from kroniek.faces.watch.telling import Teller, Told, said
from kroniek.model.ids import digest

PASSWORD = "KRONIEK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
"""Where the password is looked for; never in an option, which other users of the machine could see."""

_SUBMISSION, _SECURE = 587, 465
_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server: TLS from the first byte on port 465, after STARTTLS on others."""

    host: str
    port: int = _SUBMISSION
    user: str = ""
    password: str = ""

    @property
    def is_here(self) -> bool:
        """Is it this machine, so that nobody reads along?"""
        if self.host.lower() == "localhost":
            return True
        try:
            return ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False


def server(spec: str, *, user: str, password: str) -> Server:
    """The server of `HOST` or `HOST:PORT`. Raises `UsageError` for anything else, or a name without a password."""
    host, colon, port = spec.strip().rpartition(":") if not spec.endswith("]") else (spec, "", "")
    host, port = (host, port) if colon else (spec.strip(), "")
    if not host or (colon and not (port.isdecimal() and 0 < int(port) < 65536)):  # noqa: PLR2004 - the highest port
        raise UsageError(f"{spec!r} is no mail server. Give HOST or HOST:PORT, such as smtp.example.org:587")
    if user and not password:
        raise UsageError(f"There is no password for {user}. Put it in the environment variable {PASSWORD}.")
    return Server(host=host, port=int(port) if port else _SUBMISSION, user=user, password=password)


class Mail:
    """A mailbox to which alerts are sent."""

    together = True

    def __init__(self, to: str, *, sender: str, server: Server, clock: Callable[[], datetime] = utc_now) -> None:
        self._to, self._sender = _address(to), _address(sender or to)
        self._server, self._clock = server, clock
        self.name = f"mail:{self._to.addr_spec}"
        self.shown = self._to.addr_spec

    def prepare(self, teller: Teller) -> None:
        """Nothing more than what was checked when it was made."""

    def send(self, told: Sequence[Told], teller: Teller) -> None:
        """Send one message."""
        try:
            with self._connected() as connection:
                connection.send_message(self._message(told, teller))
        except (OSError, smtplib.SMTPException, MessageError) as error:
            raise DeliveryError(f"{self._server.host}:{self._server.port}: {_why(error)}") from error

    def _connected(self) -> smtplib.SMTP:
        one, tls = self._server, self._tls()
        if one.port == _SECURE:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(one.host, one.port, timeout=_TIMEOUT_S, context=tls)
        else:
            connection = smtplib.SMTP(one.host, one.port, timeout=_TIMEOUT_S)
        try:
            self._secure(connection, tls)
            if one.user:
                connection.login(one.user, one.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _tls(self) -> ssl.SSLContext:
        """Encryption; unverified where nothing leaves this machine and no password is at stake.

        A mail server of a laptop mostly vouches for itself.
        """
        tls = ssl.create_default_context()
        if self._server.is_here and not self._server.user:
            tls.check_hostname = False
            tls.verify_mode = ssl.CERT_NONE
        return tls

    def _secure(self, connection: smtplib.SMTP, tls: ssl.SSLContext) -> None:
        if isinstance(connection, smtplib.SMTP_SSL):
            return
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=tls)
        elif not self._server.is_here or self._server.user:
            raise smtplib.SMTPNotSupportedError("the server offers no STARTTLS, and nothing is sent unencrypted")

    def _message(self, told: Sequence[Told], teller: Teller) -> EmailMessage:
        words = said(teller.language)
        subject = told[0].title if len(told) == 1 else words.count("counts.all_alerts", len(told))
        message = EmailMessage()
        message["Subject"] = words.say("watch.mail_subject", alerts=subject)
        message["From"], message["To"] = self._sender, self._to
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = f"<{digest(*(one.alert.id for one in told), chars=24)}@kroniek.invalid>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n".join(_body(told, words.say("watch.mail_end"))), cte="quoted-printable")
        return message


def _body(told: Sequence[Told], end: str) -> Iterator[str]:
    for one in told:
        yield one.title
        yield "=" * min(len(one.title), 72)
        yield from one.lines()
        yield ""
    yield "-- "
    yield end


def _address(text: str) -> Address:
    try:
        found = Address(addr_spec=text.strip())
    except (HeaderParseError, ValueError, IndexError) as error:
        raise UsageError(f"{text!r} is no mail address. Give one like redactie@example.org") from error
    if not found.username or not found.domain:
        raise UsageError(f"{text!r} is no mail address. Give one like redactie@example.org")
    return found


def _why(error: Exception) -> str:
    """What went wrong, without what the server was told."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the server does not accept the name or the password; check {PASSWORD}"
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return f"{error.smtp_code} {told.decode('utf-8', 'replace') if isinstance(told, bytes) else told}"
    return str(error) or type(error).__name__
