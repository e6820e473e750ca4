"""The word lists of standing, read once when first asked for: agencies, and how articles mark where news is from.

Data with their reasons: `data/agencies.toml`, `data/marks.toml`. Left out: what follows from the words (`signs`,
`chains`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from kroniek.lexicon.actors import actors
from kroniek.strings.fold import fold


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its one name, and what of its forms counts where (see `agencies.toml`)."""

    name: str
    forms: tuple[str, ...]
    hosts: tuple[str, ...]
    bare: bool
    not_de: bool


@dataclass(frozen=True, slots=True)
class Outlets:
    """Agencies and other outlets by the forms that print uses. `named` finds one in running text."""

    agencies: dict[str, Agency]
    by_form: dict[str, str]
    behind_noun: frozenset[str]
    not_de: frozenset[str]
    hosts: dict[str, str]
    named: re.Pattern[str]

    def is_agency(self, name: str) -> bool:
        """Is this the name of an agency?"""
        return name in self.agencies

    def agency(self, form: str) -> str | None:
        """The agency of this form, without regard to case; None where there is none."""
        name = self.by_form.get(fold(form))
        return name if name in self.agencies else None

    def outlet(self, form: str) -> str | None:
        """The agency or other outlet of this form, without regard to case; None where none is known."""
        return self.by_form.get(fold(form))

    def of_host(self, url: str | None) -> str | None:
        """The agency whose own site this address is on."""
        if not url:
            return None
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return next((name for known, name in self.hosts.items() if host == known or host.endswith(f".{known}")), None)


def table(name: str) -> dict[str, Any]:
    """A data file of standing."""
    return tomllib.loads(files("kroniek.memory.standing").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def marks() -> dict[str, Any]:
    """The words by which articles tell where news is from."""
    return table("marks.toml")


@cache
def outlets() -> Outlets:
    """The agencies, and the outlets of the table of actors."""
    agencies = {
        row["name"]: Agency(
            row["name"], tuple(row["forms"]), tuple(row["hosts"]), row.get("bare", True), row.get("not_de", False)
        )
        for row in table("agencies.toml")["agency"]
    }
    by_form: dict[str, str] = {}
    written: set[str] = set()
    behind_noun: set[str] = set()
    for agency in agencies.values():
        by_form |= {fold(form): agency.name for form in (agency.name, *agency.forms)}
        written |= {agency.name, *agency.forms}
        behind_noun |= set() if agency.bare else {fold(form) for form in (agency.name, *agency.forms)}
    for actor in actors():
        if not actor.medium:
            continue
        for form in (actor.name, *actor.variants):
            by_form.setdefault(fold(form), actor.name)
            written.add(form)
            if actor.common:
                behind_noun.add(fold(form))
    longest_first = sorted(written, key=lambda form: (-len(form), form))
    return Outlets(
        agencies=agencies,
        by_form=by_form,
        behind_noun=frozenset(behind_noun),
        not_de=frozenset(fold(form) for one in agencies.values() if one.not_de for form in (one.name, *one.forms)),
        hosts={host: one.name for one in agencies.values() for host in one.hosts},
        named=re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]|['’]\w)"),
    )
