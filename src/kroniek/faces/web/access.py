"""Who is asking: tokens, the session that a browser keeps, and the marks that tie a form to the browser it was sent to.

A token is compared in constant time and never stored in a cookie: the cookie holds what may be done, signed with a
secret of this process, so a restart ends all sessions. A form carries a mark that only the browser it was made for
can return (CSRF).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from kroniek.faces.web.options import Options

SESSION, FORM = "kroniek_session", "kroniek_form"
"""Names of the cookies: who may do what, and what forms are tied to."""


class Right(StrEnum):
    """What a reader may do."""

    NOTHING = "nothing"
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Decides what a reader may do."""

    options: Options
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def right_of(self, *, bearer: str | None, session: str | None) -> Right:
        """The right of a request; a bearer token gives reading only, for programs never write here."""
        if not self.options.is_guarded:
            return Right.READ if self.options.read_only else Right.WRITE
        if bearer is not None:
            return Right.NOTHING if self.right_of_token(bearer) is Right.NOTHING else Right.READ
        return self._right_of_session(session) if session else Right.NOTHING

    def right_of_token(self, token: str) -> Right:
        """What a token gives."""
        if self.options.token and _same(token, self.options.token):
            return Right.READ if self.options.read_only else Right.WRITE
        if self.options.read_token and _same(token, self.options.read_token):
            return Right.READ
        return Right.NOTHING

    def session(self, right: Right) -> str:
        """The cookie of a reader with this right."""
        nonce = secrets.token_hex(8)
        return f"{right.value}.{nonce}.{self._sign('session', f'{right.value}.{nonce}')}"

    def _right_of_session(self, session: str) -> Right:
        value, _, signed = session.rpartition(".")
        if not _same(signed, self._sign("session", value)):
            return Right.NOTHING
        return Right(value.partition(".")[0])

    def form_mark(self, cookie: str) -> str:
        """What a form must bring back, for the browser with this cookie."""
        return self._sign("form", cookie)

    def is_own_form(self, cookie: str | None, mark: str | None) -> bool:
        """Was this form made for this browser?"""
        return bool(cookie and mark) and _same(str(mark), self.form_mark(str(cookie)))

    def _sign(self, what: str, value: str) -> str:
        return hmac.new(self.secret, f"{what}:{value}".encode(), hashlib.sha256).hexdigest()


def new_form_cookie() -> str:
    """The value of a new cookie for forms."""
    return secrets.token_hex(16)


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))
