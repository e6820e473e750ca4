"""Alerts posted to an address as JSON, one at a time, signed as Standard Webhooks has it.

With a secret the receiver can check that an alert is ours and not an old one: `webhook-signature` is `v1,` and the
base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`. `webhook-id` is the alert's id. The address may hold a
token of its own, so neither the chronicle nor a message shows more of it than its host.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kroniek.api.feeding import post, utc_now
from kroniek.errors import DeliveryError, FetchError, UsageError
from kroniek.faces.watch.telling import Teller, Told
from kroniek.model.ids import digest

if TYPE_CHECKING:
    from kroniek.settings import Settings

SECRET = "KRONIEK_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
"""Where the secret is looked for; never in an option, which other users of the machine could see."""


class Webhook:
    """An address to which alerts are posted; with `private` it may lie in a private network."""

    together = False

    def __init__(
        self,
        url: str,
        *,
        secret: str,
        settings: Settings,
        private: bool,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._url, self._secret, self._settings, self._private, self._clock = url, secret, settings, private, clock
        host = urlsplit(url).hostname or ""
        self.name = f"webhook:{host}#{digest(url)}"
        self.shown = host

    def prepare(self, teller: Teller) -> None:  # noqa: ARG002 - nothing to say
        """Check address and secret."""
        parts = urlsplit(self._url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError("The webhook is no web address. Give one that begins with https://")
        if self._secret:
            key_of(self._secret)

    def send(self, told: Sequence[Told], teller: Teller) -> None:
        """Post alerts, each by itself."""
        for one in told:
            body = json.dumps(self._record(one, teller), ensure_ascii=False).encode("utf-8", "backslashreplace")
            try:
                post(
                    self._url,
                    body,
                    headers=self._headers(one.alert.id, body),
                    settings=self._settings,
                    private=self._private,
                )
            except FetchError as error:
                raise DeliveryError(self._without_address(str(error))) from error

    def _record(self, told: Told, teller: Teller) -> dict[str, object]:
        data = {"title": told.title, "about": list(told.about)} | teller.chronicle.alert_record(told.alert)
        return {"type": "kroniek.alert", "timestamp": told.alert.noted_at, "data": data}

    def _headers(self, id_: str, body: bytes) -> dict[str, str]:
        stamp = str(int(self._clock().timestamp()))
        headers = {"Content-Type": "application/json; charset=utf-8", "webhook-id": id_, "webhook-timestamp": stamp}
        return headers | ({"webhook-signature": signature(self._secret, id_, stamp, body)} if self._secret else {})

    def _without_address(self, message: str) -> str:
        hint = "Read it by naming it yourself if that is meant."
        return message.replace(self._url, self.shown).replace(hint, "Allow it with --private if that is meant.")


def signature(secret: str, id_: str, stamp: str, body: bytes) -> str:
    """The signature of a message, as Standard Webhooks has it."""
    signed = f"{id_}.{stamp}.".encode() + body
    return f"v1,{base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()}"


def key_of(secret: str) -> bytes:
    """The key of a secret: what follows `whsec_`, from base64; any other secret as it is. Raises `UsageError`."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise UsageError(f"{SECRET} begins with whsec_, but what follows is no base64. Copy it again.") from error
