"""Words of time and the rules by which they go together, compiled from `time.toml` and `time_rules.toml`.

A token has a set of classes; every set that can occur has one letter, so that a sentence becomes a string of letters
and a rule becomes a regular expression over it. Rules are tried only at letters with which they can begin. Both files
are read once, when first asked. What a rule means is said in `language.dates`; here nothing knows a calendar.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kroniek.errors import LexiconError
from kroniek.lexicon.numberwords import number_word, number_words

Value = int | float | str | tuple[int, ...]
Entry = Mapping[str, Value]
"""The classes of a word, each with the word's value in it. A literal word of a rule is the class `=word`."""

OTHER = " "
_FIRST_LETTER = 0x4E00  # one letter per set of classes: a range without case or regex meaning
_EMPTY: Entry = MappingProxyType({})
_LONGEST_HOUR, _LAST_DAY, _FIRST_YEAR, _LAST_YEAR, _FOUR_DIGITS, _TWO_DIGITS = 12, 31, 1500, 2199, 4, 2
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+,\d+")
_ORDINAL = re.compile(r"(\d{1,2})(?:e|de|ste)")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2})")
_CLOCK_JOINED = re.compile(r"(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?u|(?:[01]?\d|2[0-3])u[0-5]\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")
_YEARS = re.compile(r"(1[5-9]\d\d|20\d\d)[-–/](1[5-9]\d\d|20\d\d|\d\d)")
_SHORT_YEAR = re.compile(r"'(\d\d)")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[-/](1[89]\d\d|20\d\d)")
_DAYS = re.compile(r"([12]?\d|3[01])[-–]([12]?\d|3[01])")
_YEAR_PART = re.compile(r"(?=[kq][1-4]|h[12])([kqh])([1-4])")
_JOINED_MONTHS = re.compile(r"([a-z]{3,9})[-–]([a-z]{3,9})")
_NAMED_MONTH = re.compile(r"(\d{1,2})[-/]([a-z]{3,9})(?:[-/](\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_FIRST_YEARWORD = 1100
_LONGEST_SHAPE = 20  # *september-november* has 18 characters; Python refuses to read a number of thousands of digits
_MONTHS, _CENTURY_TURN = 12, 35
_SAMPLES = (
    "5", "05", "35", "10", "20", "90", "150", "1999", "2.000", "3e", "35e", "02-03-2019", "19.30", "2014-2016",
    "3-2015", "1-jan", "11-13", "22/04", "k3", "h2", "jan-feb", "22u", "00", "'15", "2,5", "een", "twee", "veertien",
    "dertig", "vijfendertig", "honderd", "tweeduizend", "anderhalf", "eerste", "twintigste",
)  # fmt: skip
"""Tokens of every shape that gets computed classes: their sets get letters too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """A rule: `pattern` over letters, the classes behind each named group, and what is to be done with a match.

    `gives` is what the match is to the frames; `trim` how many first words are left out of the mention; `adjacent` asks
    for two years that follow each other; `closes` that no word follows one without digits; `heads` says that what
    follows is of that day.
    """

    name: str
    pattern: re.Pattern[str]
    firsts: frozenset[str]
    groups: Mapping[str, tuple[str, ...]]
    read: str | None
    gives: frozenset[str]
    fixed: Mapping[str, Value]
    unless_after: str | None
    closes: bool
    at_start: bool
    adjacent: bool
    heads: bool
    trim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A day and month that mean one year where one of the words `before` stands shortly before them."""

    day: int
    month: int
    year: int
    before: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """The rules that can begin with a letter; `fits` is one pattern for all of them, which spares trying each."""

    fits: re.Pattern[str]
    rules: tuple[TimeRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """All tables, compiled. `cores` and `frames` give the rules that can begin with a letter."""

    words: Mapping[str, Entry]
    letters: Mapping[frozenset[str], str]
    triggers: re.Pattern[str]
    cores: Mapping[str, TimeRules]
    frames: Mapping[str, TimeRules]
    feasts: Mapping[str, Mapping[str, int]]
    known: tuple[Known, ...]
    vague: Mapping[str, int]
    rules: tuple[TimeRule, ...] = field(default=())


# --- classes of a token -----------------------------------------------------------------------------------------------


def _number_classes(value: float, *, spelled: bool) -> dict[str, Value]:
    entry: dict[str, Value] = {"NUM": value}
    if isinstance(value, int):
        if 1 <= value <= _LAST_DAY:
            entry["DAY"] = value
        if spelled and 1 <= value <= _LONGEST_HOUR:
            entry["HOUR"] = value
        if spelled and _FIRST_YEARWORD <= value <= _LAST_YEAR:
            entry["YEARWORD"] = value
    return entry


def _digit_classes(word: str) -> dict[str, Value]:
    entry = _number_classes(int(word.replace(".", "")), spelled=False)
    if len(word) == _FOUR_DIGITS and word.isdecimal() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        entry["YEAR"] = int(word)
    if len(word) == _TWO_DIGITS and word.endswith("0"):
        entry["TENS"] = int(word)
    if len(word) == _TWO_DIGITS and word.isdecimal():
        entry["TWODIGITS"] = _full_year(word)
    return entry


def _full_year(digits: str) -> int:
    """The year of two digits nearest to our time: 15 is 2015, 94 is 1994."""
    year = int(digits)
    if len(digits) == _FOUR_DIGITS:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _numeric_date(found: re.Match[str]) -> tuple[int, int, int] | None:
    """Day, month and year as Dutch writes them; None where they are no date."""
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6])
    else:
        day, month, year = int(found[1]), int(found[2]), _full_year(found[3])
    fits = 1 <= month <= _MONTHS and 1 <= day <= _LAST_DAY
    return (year, month, day) if fits else None


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    months: dict[str, int] = _load("time.toml")["class"]["MONTH"]
    return MappingProxyType(months)


def _day_month(day: int, month: int) -> tuple[int, int] | None:
    return (month, day) if 1 <= day <= _LAST_DAY and 1 <= month <= _MONTHS else None


def _named_month(found: re.Match[str]) -> dict[str, Value]:
    """*1-jan*, *1-sep-2019*."""
    month = _months().get(found[2])
    if month is None or not 1 <= int(found[1]) <= _LAST_DAY:
        return {}
    if found[3]:
        return {"NUMDATE": (int(found[3]), month, int(found[1]))}
    return {"NAMEDAY": (month, int(found[1]))}


def _shape_classes(word: str) -> dict[str, Value]:
    """The classes of a token that has a digit in it; none for one that is longer than any time or amount of time."""
    if len(word) > _LONGEST_SHAPE:
        return {}
    if _DIGITS.fullmatch(word):
        clock: dict[str, Value] = {"CLOCK": 0} if _CLOCK.fullmatch(word) else {}
        return _digit_classes(word) | clock
    if _DECIMAL.fullmatch(word):
        return {"NUM": float(word.replace(",", "."))}
    if found := _ORDINAL.fullmatch(word):
        value = int(found[1])
        return {"ORD": value, "DAY": value} if 1 <= value <= _LAST_DAY else {"ORD": value}
    if _CLOCK_JOINED.fullmatch(word):
        return {"CLOCKU": 0}
    return {"CLOCK": 0} if _CLOCK.fullmatch(word) else _date_classes(word)


def _date_classes(word: str) -> dict[str, Value]:
    """The classes of a token that may be a date or years: *'15*, *2014-2016*, *02-03-2019*."""
    if found := _SHORT_YEAR.fullmatch(word):
        return {"SHORTYEAR": _full_year(found[1])}
    if found := _MONTH_YEAR.fullmatch(word):
        return {"MONTHYEAR": (int(found[2]), int(found[1]))}
    if found := _DAYS.fullmatch(word):
        return {"DAYS": (int(found[1]), int(found[2]))} if 0 < int(found[1]) < int(found[2]) else {}
    return _more_date_classes(word)


def _more_date_classes(word: str) -> dict[str, Value]:
    if found := _YEAR_PART.fullmatch(word):
        return {"HALF" if found[1] == "h" else "QUARTER": int(found[2])}
    if found := _NAMED_MONTH.fullmatch(word):
        return _named_month(found)
    if (found := _DAY_MONTH.fullmatch(word)) and (pair := _day_month(int(found[1]), int(found[2]))):
        return {"DAYMONTH": pair}
    if found := _YEARS.fullmatch(word):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == _FOUR_DIGITS else first // 100 * 100 + int(found[2])
        return {"YEARS": (first, last)} if last > first else {}
    if (found := _NUMERIC_DATE.fullmatch(word)) and (day := _numeric_date(found)):
        return {"NUMDATE": day}
    return {}


def _computed(word: str) -> dict[str, Value]:
    if any(letter.isdecimal() for letter in word):
        return _shape_classes(word)
    if word in number_words().ordinals:
        value = number_words().ordinals[word]
        return {"ORD": value, "DAY": value}
    if (joined := _JOINED_MONTHS.fullmatch(word)) and {joined[1], joined[2]} <= _months().keys():
        return {"MONTHS": (_months()[joined[1]], _months()[joined[2]])}
    number = number_word(word)
    return {} if number is None else _number_classes(number, spelled=True)


@lru_cache(maxsize=32768)
def time_entry(word: str) -> tuple[Entry, str]:
    """The classes of a lower-case word, and the letter of their set."""
    table = time_words()
    word = word.replace("’", "'").replace("‘", "'")
    entry = table.words.get(word)
    if entry is None:
        entry = _computed(word) or _EMPTY
    return entry, table.letters.get(frozenset(entry), OTHER)


def without_names(entry: Entry) -> tuple[Entry, str]:
    """The entry of a capitalised word amid a sentence: it names no month and no weekday (*Mei Li*, *Rode Zondag*)."""
    kept = {name: value for name, value in entry.items() if name not in {"MONTH", "WEEKDAY", "ABBR", "WEEKPART"}}
    return kept, time_words().letters.get(frozenset(kept), OTHER)


# --- patterns ---------------------------------------------------------------------------------------------------------


def _item(item: str) -> tuple[str | None, tuple[str, ...], bool]:
    """Name, classes and whether it may be absent, of `name=A|b?`."""
    optional = item.endswith("?")
    item = item.removesuffix("?")
    name, equals, choice = item.partition("=")
    if not equals or not name:
        name, choice = "", item
    classes = tuple(
        part if (part.isalpha() and part.isupper()) or "_" in part else "=" + part.removeprefix("\\")
        for part in choice.split("|")
    )
    return name or None, classes, optional


def _classes_of(patterns: Iterable[str]) -> Iterator[str]:
    for pattern in patterns:
        for item in pattern.split():
            if item not in {"(", ")?"}:
                yield from _item(item)[1]


def _compile(pattern: str, *, members: Mapping[str, str]) -> tuple[str, frozenset[str], dict[str, tuple[str, ...]]]:
    """A pattern as a regular expression, the letters it can begin with, and the classes of its named groups."""
    parts: list[str] = []
    groups: dict[str, tuple[str, ...]] = {}
    firsts: set[str] = set()
    open_start, depth, inner_open = True, 0, True
    for item in pattern.split():
        if item == "(":
            parts.append("(?:")
            depth, inner_open = depth + 1, open_start
            continue
        if item == ")?":
            parts.append(")?")
            depth -= 1
            continue
        name, classes, optional = _item(item)
        letters = "".join(sorted({letter for one in classes for letter in members.get(one, "")}))
        if not letters:
            raise LexiconError(f"time_rules.toml: {item!r} in {pattern!r} matches no word; is the class spelled right?")
        if depth and inner_open:
            firsts |= set(letters)
            inner_open = optional
        elif not depth and open_start:
            firsts |= set(letters)
            open_start = optional
        group = f"(?P<{name}>[{letters}])" if name else f"[{letters}]"
        parts.append(group + ("?" if optional else ""))
        if name:
            groups[name] = classes
    return "".join(parts), frozenset(firsts), groups


def _rule(row: Mapping[str, Any], *, members: Mapping[str, str]) -> TimeRule:
    pattern, firsts, groups = _compile(row["pattern"], members=members)
    return TimeRule(
        name=row["name"],
        pattern=re.compile(pattern),
        firsts=firsts,
        groups=MappingProxyType(groups),
        read=row.get("read"),
        gives=frozenset(row.get("gives", ["D"])),
        fixed=MappingProxyType(row.get("set", {})),
        unless_after=row.get("unless_after"),
        closes=row.get("closes", False),
        at_start=row.get("at_start", False),
        adjacent=row.get("adjacent", False),
        heads=row.get("heads", False),
        trim=row.get("trim", 0),
    )


def _by_first(rules: Iterable[TimeRule]) -> Mapping[str, TimeRules]:
    table: dict[str, list[TimeRule]] = {}
    for rule in rules:
        for letter in rule.firsts:
            table.setdefault(letter, []).append(rule)
    return MappingProxyType(
        {letter: TimeRules(fits=_any_of(found), rules=tuple(found)) for letter, found in table.items()}
    )


def _any_of(rules: Iterable[TimeRule]) -> re.Pattern[str]:
    """One pattern that matches wherever one of the rules does."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules))


# --- loading ----------------------------------------------------------------------------------------------------------


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kroniek.lexicon") / "data/nl" / name).read_text(encoding="utf-8"))


def _static_words(table: Mapping[str, Any], *, literals: frozenset[str]) -> dict[str, dict[str, Value]]:
    words: dict[str, dict[str, Value]] = {}
    for name, entries in table["class"].items():
        for word, value in entries.items():
            words.setdefault(word, {})[name] = value
    for day, value in table["class"]["WEEKDAY"].items():
        for part in table["weekpart"]:
            words.setdefault(day + part, {})["WEEKPART"] = value
    for literal in literals:
        words.setdefault(literal[1:], {})[literal] = 0
    for word, entry in words.items():
        entry |= {name: value for name, value in _computed(word).items() if name not in entry}
    return words


def _letters(words: Mapping[str, Entry], rows: Iterable[Mapping[str, Any]]) -> dict[frozenset[str], str]:
    """A letter for every set of classes that a token or a core can have, in a fixed order."""
    names = {"MONTH", "WEEKDAY", "ABBR", "WEEKPART"}
    sets = {frozenset(entry) for entry in words.values()}
    sets |= {found - names for found in sets}
    sets |= {frozenset(_computed(sample)) for sample in _SAMPLES}
    sets |= {frozenset(row.get("gives", ["D"])) for row in rows}
    ordered = sorted((found for found in sets if found), key=sorted)
    return {found: chr(_FIRST_LETTER + place) for place, found in enumerate(ordered)}


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The tables, read and compiled once when first asked."""
    table, rules = _load("time.toml"), _load("time_rules.toml")
    rows = [*rules["core"], *rules["frame"]]
    literals = frozenset(name for name in _classes_of(row["pattern"] for row in rows) if name.startswith("="))
    words = _static_words(table, literals=literals)
    letters = _letters(words, rows)
    members: dict[str, str] = {}
    for found, letter in letters.items():
        for name in found:
            members[name] = members.get(name, "") + letter
    cores = [_rule(row, members=members) for row in rules["core"]]
    frames = [_rule(row, members=members) for row in rules["frame"]]
    triggers = "".join(sorted({letter for name in table["triggers"] for letter in members[name]}))
    return TimeWords(
        words=MappingProxyType({word: MappingProxyType(entry) for word, entry in words.items()}),
        letters=MappingProxyType(letters),
        triggers=re.compile(f"[{triggers}]"),
        cores=_by_first(cores),
        frames=_by_first(frames),
        feasts=MappingProxyType(table["feast"]),
        known=tuple(
            Known(day=row["day"], month=row["month"], year=row["year"], before=frozenset(row["before"]))
            for row in table["known"]
        ),
        vague=MappingProxyType(table["vague"]),
        rules=(*cores, *frames),
    )
