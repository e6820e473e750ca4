"""Annotated articles as they are written (`training/corpus/FORMAT.md`): marked text and claims become offsets.

An article file has three parts: head, marked text, claims. Reading it never repairs anything: what is not as the
format says becomes a `Problem`, and every offset that is given points at the very words. Left out: whether a claim is
right by the codebook (`corpus_checks`), and what is done with the result (`corpus_compile`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Span = tuple[int, int]

KINDS = ("PER", "ORG", "LOC", "MISC", "TIME")
ROLES = ("actors", "recipients", "sources")
FIELDS = (
    "type", "mode", "context", "actors", "recipients", "date", "place", "status", "hedged", "sources", "condition",
    "figures", "evidence",
)  # fmt: skip
_MARK = re.compile(r"\{(" + "|".join(KINDS) + r")\|([^{}|]+)\}")
_RULE = re.compile(r"(?m)^---\s*$")
_PARTS = 3


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is not as it should be in one file: in claim `claim` (from 1), or in head and text (0)."""

    file: str
    claim: int
    rule: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, claim {self.claim}" if self.claim else self.file
        return f"{where}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `[start, end)` of the text that are marked as a name or a time."""

    kind: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Article:
    """An article: plain text, marks, and claims in the codebook's JSON with offsets; `problems` as they were met."""

    id: str
    head: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    claims: list[Json] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def published(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.head["published"])

    @property
    def hand(self) -> str:
        """Who wrote it, as the first part of the id tells."""
        return self.id.partition("-")[0]

    def say(self, claim: int, rule: str, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.id, claim, rule, message))

    def numbered(self) -> Iterator[tuple[int, Json]]:
        """The claims with their numbers, as in their `event_id`."""
        for claim in self.claims:
            yield int(claim["event_id"].rpartition("-")[2]), claim


def read_articles(folder: Path) -> list[Article]:
    """Every `*.md` of the folder, in the order of their names."""
    return [read_article(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))]


def read_article(name: str, raw: str) -> Article:
    """One article out of the text of its file, `name` being the file's name without extension."""
    parts = _RULE.split(raw, maxsplit=_PARTS - 1)
    if len(parts) != _PARTS:
        article = Article(id=name, head={"published": "1900-01-01"}, text="", marks=())
        article.say(0, "format", "three parts separated by lines of --- are needed: head, text, claims")
        return article
    text, marks = plain(joined(parts[1]))
    article = Article(id=name, head=_head(parts[0]), text=text, marks=marks)
    _check_head(article)
    if "{" in text or "}" in text:
        article.say(0, "format", "a brace is left over: a mark is {KIND|words}, never nested")
    for number, line in enumerate((line for line in parts[2].splitlines() if line.strip()), 1):
        claim = _claim(article, number, line)
        if claim is not None:
            article.claims.append({"doc_id": name, "event_id": f"{name}-{number:02d}", **claim})
    return article


def joined(raw: str) -> str:
    """The paragraphs with one blank line between them; a line break inside a paragraph is a space."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", raw.strip()))


def plain(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and where they were."""
    pieces: list[str] = []
    marks: list[Mark] = []
    last = length = 0
    for match in _MARK.finditer(marked):
        pieces += [marked[last : match.start()], match[2]]
        start = length + match.start() - last
        length = start + len(match[2])
        marks.append(Mark(match[1], start, length))
        last = match.end()
    return "".join([*pieces, marked[last:]]), tuple(marks)


def locate(text: str, words: str, near: int) -> Span | None:
    """Where the words stand nearest to an offset, as whole words if they can."""
    places = list(occurrences(text, words))
    whole = [place for place in places if _is_whole(text, place)]
    return min(whole or places, key=lambda place: abs(place[0] - near), default=None)


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Every place where the words stand, also inside longer words, without overlap."""
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + len(words))


def _is_whole(text: str, place: Span) -> bool:
    return not (_is_word(text[: place[0]][-1:]) or _is_word(text[place[1] : place[1] + 1]))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _head(raw: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in raw.strip().splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _check_head(article: Article) -> None:
    if article.head.get("id") != article.id:
        article.say(0, "head", f"id {article.head.get('id')!r} is not the file's name")
    if not article.head.get("outlet"):
        article.say(0, "head", "no outlet: name its kind and country, as in 'agency report, NL'")
    try:
        date.fromisoformat(article.head.get("published", ""))
    except ValueError:
        article.say(0, "head", f"published {article.head.get('published')!r} is no ISO day")
        article.head["published"] = "1900-01-01"


def _claim(article: Article, number: int, line: str) -> Json | None:
    try:
        claim: Json = json.loads(line)
    except json.JSONDecodeError as error:
        article.say(number, "format", f"not JSON: {error}")
        return None
    if set(claim) != set(FIELDS):
        article.say(number, "format", f"fields missing or unknown: {sorted(set(claim) ^ set(FIELDS))}")
        return None
    claim["evidence"] = list(_evidence(article, number, claim["evidence"]))
    if not claim["evidence"]:
        article.say(number, "evidence", "a claim needs evidence")
        return None
    middle = (claim["evidence"][0]["start"] + claim["evidence"][0]["end"]) // 2
    _locate_fields(article, number, claim, middle)
    return claim


def _evidence(article: Article, number: int, pieces: list[Json]) -> Iterator[Json]:
    near = -1
    for piece in pieces:
        place = locate(article.text, piece.get("quote") or "\0", max(near, 0))
        if place is None:
            article.say(number, "evidence", f"the quote does not stand in the text: {piece.get('quote')!r}")
            continue
        near = place[0] if near < 0 else near
        out: Json = {"quote": article.text[slice(*place)], "start": place[0], "end": place[1]}
        if piece.get("trigger"):
            out["trigger"] = _trigger(article, number, piece["trigger"], place)
        else:
            article.say(number, "evidence", f"no trigger in the quote {piece['quote']!r}")
        yield out


def _trigger(article: Article, number: int, trigger: str | list[str], place: Span) -> list[list[int]]:
    spans: list[list[int]] = []
    at = place[0]
    for words in [trigger] if isinstance(trigger, str) else trigger:
        hit = locate(article.text[at : place[1]], words, 0)
        if hit is None:
            article.say(number, "evidence", f"the trigger {words!r} does not stand in its quote, or not in this order")
            break
        spans.append([at + hit[0], at + hit[1]])
        at += hit[1]
    return spans


def _locate_fields(article: Article, number: int, claim: Json, middle: int) -> None:
    for role in ROLES:
        for party in claim[role]:
            place = _place_of(article, number, role, party, middle)
            if place:
                party["start"], party["end"] = place
    for name in ("date", "place", "condition"):
        value = claim[name]
        place = _place_of(article, number, name, value or {}, middle)
        if place and name == "condition":
            value["start"], value["end"] = place
        elif place:
            value["at"] = list(place)


def _place_of(article: Article, number: int, name: str, value: Json, middle: int) -> Span | None:
    if not value.get("text"):
        return None
    place = locate(article.text, value["text"], middle)
    if place is None:
        article.say(number, "words", f"{name}: {value['text']!r} does not stand in the text")
    return place
