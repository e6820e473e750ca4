"""Addresses as they are kept and shown: without the name and password that some of them hold.

The address of a database keeps the name, since a command that is told to be repeated needs it, and loses the password.

A login (`https://name:password@host/`) is for asking a server and for nothing else: it stands in no record, message,
export or log. What is between `://` and the last `@` of the host's part is taken for one. A `/`, `?` or `#` in a
password, which should have been written as `%2F` and so on, does not lay it open.
"""

from __future__ import annotations

import re

_LOGIN = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)"
    r"(?:[^/?#\s]*@"
    r"|(?!\[)[^/?#\s@:]*:(?!\d*(?:[/?#\s]|$))\S*@)"  # no port follows the colon, so it is a password with a / in it
)

_PASSWORDS = (
    re.compile(r"(?P<before>://[^:/]*:).*(?=@)"),  # to the last @, whatever stands in between
    re.compile(r"(?P<before>password\s*=\s*)(?:'[^']*'|[^&\s]*)", re.IGNORECASE),
)
HIDDEN = "***"
"""What stands in the place of a password."""


def without_login(words: str) -> str:
    """An address, or a message with addresses, without the logins in them."""
    return _LOGIN.sub(lambda found: found["scheme"], words) if "@" in words else words


def without_password(address: str) -> str:
    """The address of a database, as one may show it; a path stays as it is."""
    for password in _PASSWORDS:
        address = password.sub(rf"\g<before>{HIDDEN}", address)
    return address
