"""The user's own tiers of sources: a TOML file that says which origins belong together for him. None is built in.

    [[tier]]
    name = "eerste hand"
    sources = ["Reuters", "AFP", "Oekraïne"]

Names are those of origins, in any spelling that the tables know, without regard to case. A tier is shown beside an
origin and changes no count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kroniek.errors import UsageError
from kroniek.memory.standing.tables import outlets
from kroniek.strings.fold import fold


def no_tier(_: str) -> str:
    """What holds without a file: no origin is in a tier."""
    return ""


def tiers(file: str) -> Callable[[str], str]:
    """The tier of an origin's name by this file; empty where it is in none.

    Raises `UsageError` where the file cannot be read, or names a source in two tiers.
    """
    if not file:
        return no_tier
    try:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The tiers in {file} cannot be read: {error}. Mend the file, or unset tiers.") from error
    known = _known(table, file)
    return lambda name: next((known[part] for part in _forms(name) if part in known), "")


def _known(table: Mapping[str, Any], file: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for number, row in enumerate(table.get("tier", ()), 1):
        name, sources = row.get("name"), row.get("sources")
        if not isinstance(name, str) or not name or not isinstance(sources, list) or not all(map(_is_name, sources)):
            raise UsageError(f'{file}, tier {number}: give it a name = "…" and sources = ["…", "…"].')
        for source in sources:
            form = _forms(source)[0]
            if known.setdefault(form, name) != name:
                raise UsageError(f"{file}: {source!r} is in the tiers {known[form]!r} and {name!r}. Leave it in one.")
    if extra := sorted(set(table) - {"tier"}):
        raise UsageError(f"{file} has {', '.join(extra)}, but holds [[tier]] only.")
    return known


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _forms(name: str) -> list[str]:
    """A name as it is compared: by its one name in the tables, else folded; of a double mark every part behind it."""
    parts = [name, *(name.split("/") if "/" in name else ())]
    return [fold(outlets().outlet(part) or part) for part in parts]
