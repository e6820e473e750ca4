"""Codes that other programs use for countries, for acts and for sectors; the tables stand in `data/`.

Nothing is guessed: a country without a code in a table has none in the export.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kroniek.errors import LexiconError
from kroniek.model.actor import Party
from kroniek.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by its codes: ISO 3166 alpha-3 and alpha-2, FIPS 10-4, Correlates of War, CAMEO; empty where none."""

    code: str
    iso2: str
    fips: str
    cow: str
    cameo: str
    name: str
    name_nl: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A CAMEO root: two digits, its residual event code, its name, Goldstein score and GDELT's quad class (1 to 4)."""

    code: str
    name: str
    event: str
    goldstein: float
    quad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoActor:
    """An actor in CAMEO: its composite code, and the parts of it that a table has columns for."""

    code: str = ""
    country: str = ""
    known: str = ""
    types: tuple[str, ...] = ()


def country(code: str | None) -> Country | None:
    """The country of an alpha-3 code; None for what is no country (`UNO`) and for None."""
    return _countries().get(code or "")


def country_name(code: str | None) -> str:
    """The English name of a country; empty where the code is of none."""
    found = country(code)
    return found.name if found else ""


def english(party: Party) -> str:
    """The name of a party: a country's in English, all others as Dutch news prints them."""
    found = country(party.country)
    return found.name if found and found.name_nl == party.name else party.name


def is_country(party: Party) -> bool:
    """Is the party a country by name, which stands for its government?"""
    found = country(party.country)
    return found is not None and found.name_nl == party.name


def root(claim: Claim) -> Root:
    """The CAMEO root of an act, by type, modes and contexts."""
    table = _cameo()
    code = next((rule["root"] for rule in table["rules"] if _fits(rule, claim)), table["types"][claim.type.value])
    return Root(code=code, **table["roots"][code])


def cameo_actor(party: Party | None) -> CameoActor:
    """The CAMEO codes of a party; all empty for None."""
    if party is None:
        return CameoActor()
    table = _cameo()
    types = tuple(dict.fromkeys(table["sectors"].get(sector, sector) for sector in party.sectors))
    if group := table["groups"].get(party.country or ""):
        rest = tuple(type_ for type_ in types if type_ != group["type"])
        return CameoActor(
            code=group["code"], country=group["country"], known=group["known"], types=(group["type"], *rest)[:3]
        )
    found = country(party.country)
    place = found.cameo if found else ""
    return CameoActor(code=place + "".join(types[:1]), country=place, types=types[:3])


def _fits(rule: dict[str, Any], claim: Claim) -> bool:
    return (
        rule["type"] == claim.type.value
        and ("modes" not in rule or bool(set(rule["modes"]) & set(claim.modes)))
        and ("contexts" not in rule or bool(set(rule["contexts"]) & set(claim.contexts)))
    )


@cache
def _countries() -> dict[str, Country]:
    lines = _data("countries.tsv").splitlines()
    names = lines[0].split("\t")
    try:
        rows = [Country(**dict(zip(names, row.split("\t"), strict=True))) for row in lines[1:]]
    except (TypeError, ValueError) as error:
        raise LexiconError(f"countries.tsv of the exports is damaged: {error}. Install Kroniek again.") from error
    return {row.code: row for row in rows}


@cache
def _cameo() -> dict[str, Any]:
    return tomllib.loads(_data("cameo.toml"))


def _data(name: str) -> str:
    return resources.files("kroniek.faces.exports").joinpath("data", name).read_text(encoding="utf-8")
