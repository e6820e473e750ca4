"""Why something is refused, in the language of the page.

The library and the server speak English, for programs and logs. Pages say the same in words of `data/refusals.toml`;
what stands there in no form is told as it is, and marked as English.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_PLACE = re.compile(r"\{(\w+)\}")
_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_A_FIELD, _ANYTHING = r"\w+", ".+?"
_TOLD_IN = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says, and in which language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is told, as a pattern, and how each language says it."""

    told: re.Pattern[str]
    says: dict[str, str]


def refused(told: str, language: str) -> Said:
    """What was told, as pages of this language say it; as it is where the table has no words for it."""
    for rule in _rules():
        if found := rule.told.fullmatch(told):
            values = {name: _value(name, text, language) for name, text in found.groupdict().items()}
            return Said(rule.says[language].format(**values), language)
    return Said(told, _TOLD_IN)


def _value(name: str, text: str, language: str) -> str:
    if name == "field":
        return _field(text, language)
    if name == "fields":
        names = [_field(one, language) for one in text.split(", ")]
        return ", ".join(one[:1].lower() + one[1:] for one in names)
    return _THOUSANDS.sub(lambda number: number[0].replace(",", "."), text) if language == "nl" else text


def _field(name: str, language: str) -> str:
    return str(_table()["fields"][language].get(name, name))


@cache
def _table() -> dict[str, Any]:
    file = resources.files("kroniek.faces.web").joinpath("data", "refusals.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rows of the table, those with the most words of their own first: they fit the least."""
    rows = sorted(_table()["refusal"], key=lambda row: -len(_PLACE.sub("", row["told"])))
    return tuple(_Rule(_pattern(row["told"]), {"nl": row["nl"], "en": row.get("en", row["told"])}) for row in rows)


def _pattern(told: str) -> re.Pattern[str]:
    parts = _PLACE.split(told)  # words and names of places, in turn
    whole = "".join(_place(part) if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(whole, re.DOTALL)


def _place(name: str) -> str:
    return f"(?P<{name}>{_A_FIELD if name == 'field' else _ANYTHING})"
