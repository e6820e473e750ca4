"""The seam to the network: what reading asks of whoever fetches. Tests pass a small fake; `web` is the real one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that was fetched: where it was found after redirects, its status, its bytes, and what the server says.

    The names of `headers` are in small letters.
    """

    url: str
    status: int
    content: bytes
    content_type: str = ""
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetch(Protocol):
    """Fetches one page."""

    def __call__(self, url: str, *, trusted: bool) -> Fetched:
        """The page at `url`; `trusted` where the user named this address or its host. Raises `FetchError`."""
