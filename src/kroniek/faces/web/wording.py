"""What pages say, in Dutch or English: the words of the command line, and those that only pages have.

Sections of both tables have different names (a test keeps it so), so one word is told in one way everywhere.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from kroniek.faces.cli import wording as cli
from kroniek.faces.cli.wording import Wording
from kroniek.settings import LANGUAGES


@cache
def wording(language: str) -> Wording:
    """The wording of `nl` or `en`."""
    return Wording({**cli.wording(language).words, **own_words(language)})


def own_words(language: str) -> dict[str, dict[str, object]]:
    """The sections that only pages have."""
    file = resources.files("kroniek.faces.web").joinpath("data", f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def chosen(asked: str | None, kept: str | None, default: str) -> str:
    """The language of a page: as asked now, else as asked before, else as the server was started."""
    return next((one for one in (asked, kept) if one in LANGUAGES), default)
