"""How the server is reached: on a pipe where nothing is said, else on a socket, for reading only."""

from __future__ import annotations

from kroniek.faces.web.options import Options, checked

MAX_BODY_BYTES = 1_000_000
"""A question is a few hundred bytes."""


def options(*, host: str, port: int, hosts: tuple[str, ...], token: str, rate: float) -> Options:
    """The options of a socket. Raises `UsageError` where they would let in anybody."""
    return checked(
        Options(
            host=host,
            port=port,
            hosts=hosts,
            token=token,
            read_only=True,
            per_second=rate,
            burst=max(10, round(rate * 10)),
            max_body_bytes=MAX_BODY_BYTES,
        )
    )
