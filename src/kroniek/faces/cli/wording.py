"""What commands say, in Dutch or English; the words stand in `data/nl.toml` and `data/en.toml`.

Help and errors are in English everywhere. Dates are put in words here, because they are language and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kroniek.model.actor import Party

if TYPE_CHECKING:
    from kroniek.model.claim import Claim
    from kroniek.model.judgement import Link
    from kroniek.model.when import When


_OFFICE = re.compile(
    r"(?P<name>.+): called (?P<former>former )?(?P<role>.+), "
    r"yet (?P<title>.+?) (?P<how>until|only since|since) (?P<day>\S+)"
)
_WEEKDAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) is a \w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    words: dict[str, dict[str, Any]]

    def say(self, key: str, **values: object) -> str:
        """The sentence of `section.name`, filled in."""
        section, _, name = key.partition(".")
        return str(self.words[section][name]).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The sentence of `section.name` for this number."""
        section, _, name = key.partition(".")
        forms: dict[str, str] = self.words[section][name]
        return forms["one" if number == 1 else "many"].format(n=self.number(number), **values)

    def many(self, key: str) -> list[str]:
        """The list of words of `section.name`."""
        section, _, name = key.partition(".")
        return list(self.words[section][name])

    def label(self, section: str, value: str) -> str:
        """The word for a value of a closed set."""
        return str(self.words[section][value])

    def reason(self, code: str) -> str:
        """The word for a reason of rejection; a code that a later version wrote stays as it is."""
        return str(self.words["reasons"].get(code, code))

    def field(self, field: str) -> str:
        """The name of a field that a reason is about; one that a later version wrote stays as it is."""
        return str(self.words["fields"].get(field, field))

    def link(self, link: Link) -> str:
        """What the other event of a link is to this one: *kwam ervan*."""
        way = {None: "", True: "_forward", False: "_back"}[link.forward]
        return self.label("link_kinds", f"{link.kind.value}{way}")

    def act(self, claim: Claim) -> str:
        """The act in plain words: by its first mode, else by its type."""
        if claim.modes:
            return self.label("modes", f"{claim.type.value}.{claim.modes[0]}")
        return self.label("types", claim.type.value)

    def context(self, code: str) -> str:
        """The word for a context; one that a later version wrote stays as it is."""
        return str(self.words["contexts"].get(code, code))

    def rule(self, rule: str) -> str:
        """The rule of a reason in plain words; one that a later version wrote stays as it is."""
        rules: dict[str, str] = self.words["rules"]
        if rule in rules:
            return rules[rule]
        for pattern, said in rules.items():
            before, star, after = pattern.partition("*")
            if star and rule.startswith(before) and rule.endswith(after) and len(rule) > len(before) + len(after):
                return said.format(rest=self._rest(before, rule[len(before) : len(rule) - len(after)]))
        return rule

    def _rest(self, before: str, rest: str) -> str:
        """What a rule is about: a frame by its words alone, a type or several signs in plain words, each once."""
        if before.endswith("frame "):
            return rest.partition("/")[2] or rest
        if before.endswith("a promise of "):
            return str(self.words["types"].get(rest, rest))
        if before == "word of ":
            return self.context(rest)
        if before == "who is meant: ":
            return "; ".join(dict.fromkeys(self.rule(sign) for sign in rest.split("; ")))
        return rest

    def score(self, score: float, *, beside: float | None = None) -> str:
        """A score between 0 and 1 in two decimals, or in three where it would look like the one it stands beside."""
        decimals = 3 if beside is not None and f"{score:.2f}" == f"{beside:.2f}" else 2
        return self.decimal(f"{score:.{decimals}f}")

    def decimal(self, number: str) -> str:
        """A number that is written with a point, with the language's mark."""
        return number.replace(".", "," if self.language == "nl" else ".")

    @property
    def language(self) -> str:
        """The language of these words: `nl` or `en`."""
        return "nl" if self.label("claim", "and") == "en" else "en"

    def party(self, party: Party) -> str:
        """What a party is called: in English by its English name, where one is known."""
        if self.language == "nl":
            return party.name
        from kroniek.api.briefing.naming import called  # loads the tables of names

        return called(party, self.language)

    def in_sentence(self, party: Party) -> str:
        """What a party is called within a sentence: *volgens het Oekraïense leger*."""
        from kroniek.api.briefing.naming import in_sentence  # loads the tables of names

        return in_sentence(party, self.language)

    def called(self, name: str) -> str:
        """Likewise, of whom only the name is known."""
        return self.party(Party(name=name))

    def asked(self, name: str) -> str:
        """What somebody is called by a name that can be asked for again; else the name as it is."""
        if self.language == "nl":
            return name
        from kroniek.api.briefing.naming import meant  # see above

        told = self.called(name)
        return told if meant(told) == name else name

    def place(self, name: str) -> str:
        """What a place is called."""
        if self.language == "nl" and not name.isupper():
            return name
        from kroniek.api.briefing.naming import called_place  # see above

        return called_place(name, self.language)

    def office(self, title: str) -> str:
        """What an office is called."""
        if self.language == "nl":
            return title
        from kroniek.api.briefing.naming import called_office  # see above

        return called_office(title, self.language)

    def note(self, note: str) -> str:
        """What does not fit, in plain words; a note that a later version wrote stays as it is."""
        if found := _OFFICE.fullmatch(note):
            kind = "still" if found["former"] else "left" if found["how"] == "until" else "not_yet"
            name, role, title = self.called(found["name"]), found["role"], self.office(found["title"])
            return self.say(f"notes.{kind}", name=name, role=role, title=title, day=self.partial(found["day"]))
        if found := _WEEKDAY.fullmatch(note):
            day = date.fromisoformat(found["day"])
            weekday = self.many("dates.weekdays")[day.weekday()]
            return self.say("notes.weekday", day=self.day(day), weekday=weekday)
        return note

    def partial(self, text: str) -> str:
        """A day, month or year of the tables: *7 mei 2012*, *mei 2012*, *2012*."""
        if len(text) == len("2022-03-04"):
            return self.day(date.fromisoformat(text))
        year, _, month = text.partition("-")
        return f"{self.many('dates.months')[int(month) - 1]} {year}" if month else year

    def number(self, number: float) -> str:
        """A number with the language's mark between thousands."""
        mark = "." if self.language == "nl" else ","
        return f"{number:,}".replace(",", mark)

    def day(self, day: date) -> str:
        """A day, such as *4 maart 2022*."""
        return self.say("dates.day", day=day.day, month=self.many("dates.months")[day.month - 1], year=day.year)

    def when(self, when: When) -> str:
        """A time as precise as it is told; `~` before what is not a day."""
        grain = when.grain.value
        if grain == "day" and when.start == when.end:
            return self.day(when.start)
        if grain in {"day", "span"}:
            return f"~ {self._span(when.start, when.end)}"
        if grain == "year":
            return f"~ {when.start.year}"
        values = {
            "day": when.start.day,
            "month": self.many("dates.months")[when.start.month - 1],
            "year": when.start.year,
            "quarter": (when.start.month + 2) // 3,
        }
        return f"~ {self.say(f'dates.{grain}', **values)}"

    def _span(self, start: date, end: date) -> str:
        """*3 – 5 mei 2019*: what both ends share is said once."""
        if start == end:
            return self.day(start)
        first = self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            first = str(start.day)
        elif start.year == end.year:
            first = first.removesuffix(f" {start.year}")
        return f"{first} – {self.day(end)}"


@cache
def wording(language: str) -> Wording:
    """The wording of `nl` or `en`."""
    import tomllib
    from importlib import resources

    file = resources.files("kroniek.faces.cli").joinpath("data", f"{language}.toml")
    return Wording(tomllib.loads(file.read_text(encoding="utf-8")))
