"""Which server and model are asked, and within which limits; what the user must say is checked before anything is sent.

Invariant: no question is asked of a server that the user did not name. The key is never part of a message, and not of
what a record prints. The limits are data: `coding/llm.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from kroniek.errors import UsageError
from kroniek.lexicon.load import read_toml

_KEY = re.compile(r"[!-~]+")
_PATHS = ("", "/")
_ENDPOINT = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The server, the model and the key (empty where the server asks for none).

    `timeout_s` limits one question, answer included; `window_chars` is how much of a text one question shows.
    """

    server: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 300.0
    window_chars: int = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How a model is asked; what each figure is for stands in the data file."""

    seed: int
    answer_tokens: int
    attempts: int
    pause_s: float
    longest_pause_s: float
    connect_s: float
    answer_bytes: int
    failures_in_a_row: int
    before_paragraphs: int
    before_share: float


@cache
def limits() -> Limits:
    """The limits of the data file, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/llm.toml")
    return Limits(**table["limits"])


def checked(options: Options) -> Options:
    """The options, with the address of the server in full. Raises `UsageError` for what is missing or cannot be."""
    if not options.server:
        raise UsageError(
            "The engine llm needs a server that you name: --llm-server http://localhost:11434 (Ollama), or the "
            "variable KRONIEK_LLM_SERVER. Any server with an OpenAI-compatible chat will do."
        )
    if options.key and not _KEY.fullmatch(options.key):
        raise UsageError(
            "The key in KRONIEK_LLM_API_KEY holds a blank or a character that no key has. Copy it once more."
        )
    return Options(
        server=_address(options.server),
        model=options.model,
        key=options.key,
        timeout_s=options.timeout_s,
        window_chars=options.window_chars,
    )


def host(server: str) -> str:
    """The host of a server's address, with its port where one is named."""
    parts = urlsplit(server)
    return parts.netloc.rpartition("@")[2]


def stays_here(server: str) -> bool:
    """Does what is sent to this server stay on this machine, as far as its address tells?"""
    name = (urlsplit(server).hostname or "").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _address(server: str) -> str:
    """The address of the chat: `/v1` where no path is named, and a path that is already the chat's own cut off."""
    parts = _parts(server)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(
            f"{server!r} is no address of a server. Write it with http:// or https://, such as http://localhost:11434."
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "The address of the server holds a user name or a password. Leave them out; a key belongs in the variable "
            "KRONIEK_LLM_API_KEY."
        )
    path = parts.path.removesuffix("/").removesuffix(_ENDPOINT)
    return urlunsplit((parts.scheme, parts.netloc, "/v1" if path in _PATHS else path, parts.query, ""))


def _parts(server: str) -> SplitResult | None:
    try:
        parts = urlsplit(server)
        _ = parts.port  # a port that is no number shows only when it is asked for
    except ValueError:
        return None
    return parts


def url(server: str, path: str) -> str:
    """The address of a path (`/chat/completions`, `/models`) of a server."""
    parts = urlsplit(server)
    return urlunsplit((parts.scheme, parts.netloc, parts.path + path, parts.query, ""))
