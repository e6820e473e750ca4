"""How the web app is served: where it listens, who may come in, and what it takes.

Invariant: outside this machine a token is needed. A name by which the app may be called is listed or is an address:
a page of somebody else that lets its own name point here (DNS rebinding) is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from kroniek.errors import UsageError

LEAST_TOKEN_CHARS = 16
"""Shorter tokens can be guessed; `openssl rand -hex 24` makes a good one."""

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
"""What this machine calls itself."""

MAX_BODY_BYTES = 25_000_000
"""How large one upload may be: a file of articles, not an archive of years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to serve.

    `token` lets in readers who may also read articles in and judge; `read_token` only those who look. `hosts` are
    more names by which the app may be called. `per_second` and `burst` limit the requests of one reader; `read_only`
    lets nobody change the chronicle.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    read_token: str = ""
    hosts: tuple[str, ...] = ()
    read_only: bool = False
    per_second: float = 25.0
    burst: int = 250
    max_body_bytes: int = MAX_BODY_BYTES

    @property
    def is_local(self) -> bool:
        """Does it listen to this machine only?"""
        return self.host in LOCAL_NAMES or _is_loopback(self.host)

    @property
    def is_guarded(self) -> bool:
        """Has a reader to show a token?"""
        return bool(self.token or self.read_token)

    def allows(self, host: str) -> bool:
        """May the app be called by this name (the Host header without its port)?"""
        name = host.strip("[]").lower().rstrip(".")
        return name in LOCAL_NAMES or name in {one.lower() for one in (self.host, *self.hosts)} or _is_address(name)


def checked(options: Options) -> Options:
    """The options. Raises `UsageError` where they would let in anybody."""
    if not options.is_local and not options.is_guarded:
        done, others = (
            ("read", "") if options.read_only else ("read and change", " (and --read-token for who only looks)")
        )
        raise UsageError(
            f"On {options.host} everybody in the network could {done} the chronicle. Give --token{others}, or leave "
            "--host out."
        )
    for name, token in (("token", options.token), ("read-token", options.read_token)):
        if token and len(token) < LEAST_TOKEN_CHARS:
            raise UsageError(
                f"The {name} has {len(token)} characters and could be guessed. Give {LEAST_TOKEN_CHARS} or more, for "
                "example what this prints: openssl rand -hex 24"
            )
    if options.token and options.token == options.read_token:
        raise UsageError("token and read-token are the same, so nobody would only look. Give two, or leave one out.")
    return options


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return _is_address(name) and ip_address(name).is_loopback
