"""The words of a brief in one language, and the numbers that steer it; read once, when first asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `say("news.title")` fills in a text, `count` chooses it by a number."""

    table: Table

    def say(self, key: str, **values: object) -> str:
        """The text of `section.name`, filled in."""
        return str(self._at(key)).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The text of `section.name` for this number."""
        forms: dict[str, str] = self._at(key)
        form = {1: "one", 2: "two"}.get(number, "many")
        return forms.get(form, forms["many"]).format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A small number as a word, a larger one in figures."""
        small: list[str] = self._at("numbers.small")
        if 0 < number <= len(small):
            return small[number - 1]
        return f"{number:,}".replace(",", self.say("numbers.thousands"))

    def day(self, day: date, *, near: date | None = None) -> str:
        """A day in words, without the year where `near` has the same."""
        values = {"day": day.day, "month": self._at("dates.months")[day.month - 1], "year": day.year}
        return self.say("dates.day_near" if near and near.year == day.year else "dates.day", **values)

    def month(self, day: date, *, near: date | None = None) -> str:
        """A month in words, without the year where `near` has the same."""
        values = {"month": self._at("dates.months")[day.month - 1], "year": day.year}
        return self.say("dates.month_near" if near and near.year == day.year else "dates.month", **values)

    def together(self, names: list[str]) -> str:
        """*Frankrijk, Duitsland en Polen*."""
        if len(names) < 2:  # noqa: PLR2004 - one name stands alone
            return "".join(names)
        return self.say("lists.last", before=", ".join(names[:-1]), last=names[-1])

    def _at(self, key: str) -> Any:
        found: Any = self.table
        for name in key.split("."):
            found = found[name]
        return found


LANGUAGES = ("nl", "en")


@cache
def words(language: str) -> Words:
    """The words of `nl` or `en`."""
    return Words(read(f"{language}.toml"))


@cache
def number(section: str, name: str) -> float:
    """A number of `brief.toml`."""
    return float(read("brief.toml")[section][name])


def most(section: str, name: str = "most") -> int:
    """A number of `brief.toml` that counts something."""
    return int(number(section, name))


@cache
def read(name: str) -> Table:
    """A table of `data/`."""
    return tomllib.loads(files("kroniek.api.briefing").joinpath("data", name).read_text(encoding="utf-8"))
