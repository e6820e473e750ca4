"""Why two claims are joined or linked, in the words of one language.

The reason of a judgement is English, a few sentences of a closed set with names and numbers in them; the section
`because` has a saying for each. A sentence that a later version wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from kroniek.faces.cli.terminal import shown
from kroniek.faces.cli.wording import Wording

_BETWEEN = "; "
_THOUGH = "though "
_BOTH = re.compile(r"both are ([A-Z]+)")
_CODE = frozenset({"type", "other"})


def because(reason: str, words: Wording) -> str:
    """The reason of a judgement, sentence by sentence."""
    told: list[str] = []
    found = _BOTH.search(reason)
    type_ = found[1] if found else ""
    for part in shown(reason).split(_BETWEEN):
        if part.startswith(_THOUGH):
            against = ", ".join(_said(one, type_, words) for one in part.removeprefix(_THOUGH).split(", "))
            told.append(words.say("because.though", what=against))
        elif part:
            told.append(_said(part, type_, words))
    return _BETWEEN.join(told)


def _said(part: str, type_: str, words: Wording) -> str:
    sayings = words.words["because_sayings"]
    for pattern, said in sayings.items():
        if found := _pattern(pattern).fullmatch(part):
            given = found.groupdict()
            return str(said).format(**{name: _value(name, value, type_, words) for name, value in given.items()})
    return part


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    def group(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{'[A-Z]+' if found[1] in _CODE else '.+?'})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", group, re.escape(pattern)))


def _value(name: str, value: str, type_: str, words: Wording) -> str:
    if name in {"modes", "others"}:
        return ", ".join(_mode(one, type_, words) for one in value.split(", "))
    told = _VALUES.get(name)
    return told(value, words) if told else value


def _type(value: str, words: Wording) -> str:
    return str(words.words["types"].get(value, value))


def _mode(value: str, type_: str, words: Wording) -> str:
    return str(words.words["modes"].get(f"{type_}.{value}", value))


def _day(value: str, words: Wording) -> str:
    first, _, last = value.partition(" to ")
    return " – ".join(words.day(date.fromisoformat(one)) for one in (first, last) if one)


def _days(value: str, words: Wording) -> str:
    return words.count("because.days", int(value))


def _names(value: str, words: Wording) -> str:
    return value.replace(" and ", f" {words.label('claim', 'and')} ")


def _place(value: str, _: Wording) -> str:
    """Places are compared without capitals."""
    return value if value.isupper() else value.title()


_VALUES: dict[str, Callable[[str, Wording], str]] = {
    "type": _type,
    "other": _type,
    "day": _day,
    "days": _days,
    "names": _names,
    "place": _place,
    "elsewhere": _place,
    "figure": lambda value, words: str(words.words["figures"].get(value, value)),
    "status": lambda value, words: str(words.words["statuses"].get(value, value)),
    "state": lambda value, words: str(words.words["statuses"].get(value, value)),
}
