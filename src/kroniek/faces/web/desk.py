"""What all requests share: the open chronicle, how it is served, the door, the templates, and the reading that goes on.

Made once when the app starts. Everything in it may be used by several threads at a time.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from kroniek.api import Chronicle
from kroniek.faces.web.access import Door
from kroniek.faces.web.keeping import Answers
from kroniek.faces.web.options import Options
from kroniek.settings import Settings

if TYPE_CHECKING:
    from kroniek.faces.web.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the pages are made."""

    chronicle: Chronicle
    settings: Settings
    options: Options
    door: Door
    templates: Environment
    kept: Answers
    reader: Reader | None = None


@cache
def assets() -> str:
    """A hash of what pages load: it stands in their addresses, so that browsers keep them until they change."""
    folder = resources.files("kroniek.faces.web").joinpath("static")
    hashed = hashlib.sha256()
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:12]


def tied(text: str) -> str:
    """The text with what belongs together on one line: *3 december 2025*, and a dash with what stands before it."""
    return re.sub(r"(?<=\d) (?=\w)|(?<=\w) (?=\d{4}\b)| (?=[–·])", "\N{NO-BREAK SPACE}", text)


def templates() -> Environment:
    """The templates; everything in them is escaped, and a name that is not given is an error."""
    environment = Environment(
        loader=PackageLoader("kroniek.faces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["assets"] = assets()
    environment.filters["tied"] = tied
    return environment
