"""What a site lets a program read: its robots.txt, by RFC 9309.

The longest rule that matches a path decides, and of two as long the one that allows. Groups of one name count as one;
where none names us, those for everybody do. `Crawl-delay`, which the RFC does not know, is heeded as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

NAME = "kroniek"
"""What we call ourselves in robots.txt."""

MOST_CHARS = 500_000
"""What is read of a robots.txt: what the RFC asks for at least."""

LONGEST_DELAY_S = 60.0
"""The longest pause between two requests that is heeded: some sites ask for hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern of paths, and whether they may be read."""

    pattern: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Does it say something about this path?"""
        first, *others = self.pattern.removesuffix("$").split("*")
        last = others.pop() if others and self.pattern.endswith("$") else None
        if not path.startswith(first) or (self.pattern.endswith("$") and last is None and path != first):
            return False
        at = len(first)
        for part in others:  # each as early as it can be: no later place would leave more for the rest
            at = path.find(part, at)
            if at < 0:
                return False
            at += len(part)
        return last is None or (path.endswith(last) and len(path) - len(last) >= at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules that hold for us, and how long a pause the site asks for."""

    rules: tuple[Rule, ...] = ()
    delay_s: float = 0.0

    def allows(self, url: str) -> bool:
        """May this address be read?"""
        parts = urlsplit(url)
        path = _encoded(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")
        found = [rule for rule in self.rules if rule.matches(path)]
        return max(found, key=lambda rule: (len(rule.pattern), rule.allows)).allows if found else True


EVERYTHING = Robots()
NOTHING = Robots(rules=(Rule(pattern="/", allows=False),))


def robots(text: str) -> Robots:
    """The rules of a robots.txt."""
    groups = list(_groups(text[:MOST_CHARS].splitlines()))
    mine = [lines for names, lines in groups if NAME in names] or [lines for names, lines in groups if "*" in names]
    lines = [line for group in mine for line in group]
    rules = [
        Rule(pattern=_encoded(value), allows=key == "allow")
        for key, value in lines
        if key in {"allow", "disallow"} and value.startswith(("/", "*"))
    ]
    delays = [_seconds(value) for key, value in lines if key == "crawl-delay"]
    return Robots(rules=tuple(rules), delay_s=min(max(delays, default=0.0), LONGEST_DELAY_S))


def _groups(lines: Iterable[str]) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Each group: the names that it is for, in small letters, and its lines."""
    names: set[str] = set()
    told: list[tuple[str, str]] = []
    for line in lines:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon or key == "sitemap":
            continue
        if key == "user-agent":
            if told:
                yield names, told
                names, told = set(), []
            names.add(re.match(r"[\w*-]*", value)[0].lower())  # type: ignore[index]  # matches nothing too
        elif names:
            told.append((key, value))
    if names:
        yield names, told


def _encoded(path: str) -> str:
    """A path with what is no ASCII written out, so that both ways to write it are one."""
    return quote(path, safe="%/?&=*$~!'()+,;:@[]")


def _seconds(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0
