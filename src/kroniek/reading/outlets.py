"""Which outlet a URL belongs to, so that one newspaper has one name however its pages spell it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

_BETWEEN = re.compile(r"\s+[-–—|:·»>]\s+|:\s+")


@cache
def _outlets() -> dict[str, str]:
    rows = (files(__package__) / "data" / "outlets.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(row.split("\t") for row in rows if row)


@cache
def _sections() -> frozenset[str]:
    lines = (files(__package__) / "data" / "sections.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def without_section(title: str) -> str | None:
    """The outlet in the title of its feed: *NOS - Buitenland* is the NOS."""
    parts = [part for part in _BETWEEN.split(title.strip()) if part and part.lower() not in _sections()]
    return parts[0] if parts else None


def host_of(url: str | None) -> str:
    """The host of a URL in lower case, empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def outlet(url: str | None) -> str | None:
    """The name of the outlet whose domain this is, or a domain above it."""
    labels = host_of(url).split(".")
    for at in range(len(labels) - 1):
        name = _outlets().get(".".join(labels[at:]))
        if name is not None:
            return name
    return None
