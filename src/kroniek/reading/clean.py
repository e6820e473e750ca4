"""Marks what is no news: offers, notices, credits, links, buttons, clock times.

Nothing is cut, so offsets stay true; what is marked is not coded. The patterns stand in `data/boilerplate.toml`, each
with examples. A pattern never reaches over a line, and a sentence in the middle of prose is never marked: a
boilerplate sentence counts only with everything before it, or everything after it, in its line. Where in doubt the
words stay unmarked: a link that is read as news does less harm than news that is not read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from kroniek.model.text import Mark, MarkKind, merge_marks
from kroniek.reading.published import date_lines

_CHARS = 200  # longest line or sentence that a pattern fits, where it does not say another length
_PART_CHARS = 4000  # a longer line is not searched for credits
_BLOCK_LINES = 8  # a list of links under "Lees ook" is not longer
_LINK_CHARS = 120
_MOST_LINES = 20_000  # no article has more; a list or a log that has is not searched to its end
_HEAD_SENTENCES, _TAIL_SENTENCES = 6, 12
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘„(€©]*[A-ZÀ-Þ0-9©€])")


class _Scope(StrEnum):
    LINE = "line"
    SENTENCE = "sentence"
    PART = "part"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An entry of the table: what it is, how far it reaches, the expression, and its examples."""

    kind: MarkKind
    scope: _Scope
    match: re.Pattern[str]
    chars: int
    block: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and whether a blank line stands before it."""

    start: int
    text: str
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@cache
def patterns() -> tuple[Pattern, ...]:
    """The table of boilerplate, in its order."""
    table = tomllib.loads((files(__package__) / "data" / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(
        Pattern(
            kind=MarkKind(row["kind"]),
            scope=_Scope(row["scope"]),
            match=re.compile(row["match"], re.IGNORECASE),
            chars=row.get("chars", _CHARS),
            block=row.get("block", False),
            yes=tuple(row["yes"]),
            no=tuple(row["no"]),
        )
        for row in table["pattern"]
    )


def boilerplate(text: str) -> tuple[Mark, ...]:
    """The boilerplate of a text, in text order, without overlap."""
    marks = [Mark(start=start, end=end, kind=MarkKind.CLOCK) for start, end in date_lines(text)]
    marks += _marked(islice(_lines(text), _MOST_LINES))
    return merge_marks(marks)


def _lines(text: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if not bare:
            continue
        start = match.start() + match.group().index(bare)
        yield _Line(start, bare, len(re.findall(r"\r\n|[\n\r]", text[end:start])) > 1)
        end = start + len(bare)


def _marked(lines: Iterable[_Line]) -> Iterator[Mark]:
    block: MarkKind | None = None
    block_lines = 0
    offer_before = False
    for line in lines:
        if block is not None and not line.after_blank and block_lines < _BLOCK_LINES and _is_link(line):
            block_lines += 1
            yield Mark(start=line.start, end=line.end, kind=block)
            continue
        whole = _whole_line(line)
        block, block_lines = (whole.kind, 0) if whole is not None and whole.block else (None, 0)
        if whole is not None:
            yield Mark(start=line.start, end=line.end, kind=whole.kind)
            offer_before = whole.kind is MarkKind.SUBSCRIPTION
            continue
        found = list(_sentences(line, offer_before=offer_before)) or list(_parts(line))
        yield from found
        offer_before = any(mark.kind is MarkKind.SUBSCRIPTION for mark in found)


def _is_link(line: _Line) -> bool:
    return len(line.text) <= _LINK_CHARS and not line.text.endswith(".")


def _whole_line(line: _Line) -> Pattern | None:
    return _fitting(line.text, _Scope.LINE)


@lru_cache(maxsize=4096)  # the same buttons stand on every page
def _fitting(text: str, *scopes: _Scope) -> Pattern | None:
    return next(
        (
            pattern
            for pattern in patterns()
            if pattern.scope in scopes and len(text) <= pattern.chars and pattern.match.fullmatch(text)
        ),
        None,
    )


def _sentences(line: _Line, *, offer_before: bool) -> Iterator[Mark]:
    """Boilerplate sentences at the beginning and at the end of a line.

    Directly under an offer (*Ontvang onze nieuwsbrieven*), a line that holds another one is boilerplate as a whole.
    """
    spans = _outer(list(_split(line)))
    kinds = _kinds([line.text[start:end] for start, end in spans])
    if offer_before and MarkKind.SUBSCRIPTION in kinds:
        yield Mark(start=line.start, end=line.end, kind=MarkKind.SUBSCRIPTION)
        return
    head = next((at for at, kind in enumerate(kinds) if kind is None), len(kinds))
    tail = next((at for at in range(len(kinds), head, -1) if kinds[at - 1] is None), head)
    for at, (start, end) in enumerate(spans):
        kind = kinds[at]
        if kind is not None and (at < head or at >= tail):
            yield Mark(start=line.start + start, end=line.start + end, kind=kind)


def _outer(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and last sentences of a line that is a whole article; what lies between counts as one."""
    if len(spans) <= _HEAD_SENTENCES + _TAIL_SENTENCES:
        return spans
    between = (spans[_HEAD_SENTENCES][0], spans[-_TAIL_SENTENCES - 1][1])
    return [*spans[:_HEAD_SENTENCES], between, *spans[-_TAIL_SENTENCES:]]


def _split(line: _Line) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(line.text):
        gap = match.end() - len(match.group()) + len(match.group().rstrip())
        yield start, gap
        start = match.end()
    yield start, len(line.text)


def _kinds(sentences: Sequence[str]) -> list[MarkKind | None]:
    """What each sentence is; a lead is boilerplate where the next sentence is."""
    kinds: list[MarkKind | None] = []
    following: MarkKind | None = None
    for sentence in reversed(sentences):
        found = _fitting(sentence, _Scope.SENTENCE) or _credit(sentence)
        if found is None and following in _LED and _fitting(sentence, _Scope.LEAD):
            kinds.append(following)
            continue
        following = found.kind if found is not None else None
        kinds.append(following)
    return kinds[::-1]


_LED = frozenset({MarkKind.SUBSCRIPTION, MarkKind.RELATED, MarkKind.SHARING})


def _credit(sentence: str) -> Pattern | None:
    """A sentence that a part pattern fits as a whole: *Foto: ANP*."""
    return _fitting(sentence, _Scope.PART)


def _parts(line: _Line) -> Iterator[Mark]:
    if len(line.text) > _PART_CHARS:
        return
    for pattern in patterns():
        match = pattern.match.search(line.text) if pattern.scope is _Scope.PART else None
        if match is not None and match.group().strip():
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield Mark(
                start=line.start + start,
                end=line.start + match.start() + len(match.group().rstrip()),
                kind=pattern.kind,
            )
