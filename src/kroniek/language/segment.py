"""Cuts a text into paragraphs, sentences and tokens.

Invariant: offsets are code points into the unchanged text; tokens never overlap and hold no whitespace; sentences
stand in text order, every word is in exactly one of them. Time is linear in the length of the text.

Tokens are words, numbers or marks. A hyphenated word (`EU-landen`, `Jong-un`), a designation (`F-16`), a number
(`1.500`, `19.30`, `02-03-2019`), an abbreviation with its dots (`o.a.`, `dr.`, `J.P.`) and an address are one token.
An *'s* is cut off where it is a genitive: after a capitalised word (`Trump` + `'s`, `China` + `'s`), unless that word
ends in a digit (`F-16's`) or is listed as a plural (`Houthi's`, `NGO's`, `Foto's`); after a lower-case word it is a
plural and stays (`foto's`). Left out: word classes, clauses (`coding.triggers`), and what is boilerplate (`reading`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.lexicon.load import read_lines, read_rows
from kroniek.model.analysis import Sentence, SentenceKind, Token
from kroniek.model.text import Document, Mark, merge_marks

_HEADLINE_WORDS = 15  # a longer line without a full stop is prose whose stop was lost (checked on saved pages)
_WRAP_CHARS = 130  # no editor wraps wider; a longer line shows that a line is a paragraph
_WRAP_SLACK_CHARS = 6  # a line this much shorter than the widest was still wrapped (ragged margins)

_W = r"[\w\u0300-\u036f\u00ad]"  # combining accents and soft hyphens belong to the word
# Plain repeats: parts end in characters that the next part cannot begin with, so they are linear as they are, and the
# possessive ones of Python 3.11.2 (Debian 12) match nothing after a group (gh-106052).
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”»]*[^\s<>"”».,;:!?)\]'’]   # address
    | [\w.+-]{{1,64}}@\w[\w-]*(?:\.\w[\w-]*)+               # e-mail
    | {_W}+(?:-{_W}+)*\.(?:nl|com|org|eu|be)(?![\w-])    # NU.nl
    | (?:[^\W\d_]\.){{2,}}(?:[Cc]hr\.)?                     # o.a.  J.P.  U.S.
    | [nv]\.[Cc]hr\.
    | ['’][sS]-{_W}+(?:-{_W}+)*                          # 's-Gravenhage
    | ['’‘](?:[stnkrSTN]|ns|er)(?!{_W})                     # 's avonds, 't
    | {_W}+(?:(?:[-‐‑]|(?<=\w)['’](?=\w)|(?<=[A-Z])&(?=[A-Z])|(?<=\d)[.,:/](?=\d)){_W}+)*
    | \.{{2,}} | -{{2,}}
    | \S
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"\s*(?:[•·▪▫●○◦‣⁃*]\s*|[-–—]\s+(?=[\"'“‘„«]?[A-ZÀ-Þ0-9])|\(?\d{1,2}[.)]\s+(?=[\"'“‘„«]?[A-ZÀ-Þ]))"
)
_HEADING = re.compile(r"\s*#{1,6}\s+")
_FINAL = frozenset({".", "!", "?", "…"})
_FINAL_CHARS = ".!?…:;"
# The longest sentence of the examples and the gold texts has 55 tokens. A text without full stops (a transcript, a
# table) is cut, because the time for a sentence grows with the square of its length.
_LONGEST_TOKENS = 400
_CLOSERS = frozenset("”’»)]\"'“")  # “ closes after „ in German and older Dutch typesetting
_OPENERS = frozenset("“‘„«‚([\"'")


@dataclass(frozen=True, slots=True)
class _Tables:
    """The word lists that sentence ends are read by."""

    abbreviations: dict[str, str]
    openers: frozenset[str]
    plurals: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """`[start, end)` of a paragraph, bullet left out; `line` where it is a heading or stands on one line."""

    start: int
    end: int
    line: bool
    heading: bool


@cache
def _tables() -> _Tables:
    rows = read_rows("nl/abbreviations.tsv", columns=3)
    return _Tables(
        abbreviations={row[0]: row[1] for row in rows},
        openers=frozenset(read_lines("nl/sentence_openers.txt")),
        plurals=frozenset(read_lines("nl/plurals_with_apostrophe.txt")),
    )


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    tables = _tables()
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        if word == "." and tokens and _is_abbreviation(text, tokens[-1], at, tables):
            last = tokens.pop()
            tokens.append(_token(last.text + ".", last.start))
            continue
        cut = _genitive(word, tables)
        if cut:
            tokens.append(_token(word[:cut], at))
            tokens.append(_token(word[cut:], at + cut))
        else:
            tokens.append(_token(word, at))
    return tuple(tokens)


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, in text order; marks without a word (a rule of dashes) make none."""
    return tuple(_sentences(document))


def _sentences(document: Document) -> Iterator[Sentence]:
    text = document.text
    cover = _Cover(merge_marks(document.marks))
    items = sorted(document.items, key=lambda item: item.start)
    item_starts = [item.start for item in items]
    title = " ".join(document.title.split()) if document.title else None
    for number, paragraph in enumerate(_paragraphs(text)):
        groups = tuple(_split(tokenise(text, paragraph.start, paragraph.end)))
        for tokens in groups:
            start, end = tokens[0].start, tokens[-1].end
            at = bisect_right(item_starts, start) - 1
            kind = SentenceKind.PROSE
            if cover.is_boilerplate(start, end):
                kind = SentenceKind.BOILERPLATE
            elif paragraph.heading or (len(groups) == 1 and _is_headline(text, paragraph, tokens, title)):
                kind = SentenceKind.HEADLINE
            yield Sentence(
                start=start,
                end=end,
                tokens=tokens,
                kind=kind,
                paragraph=number,
                item=at if at >= 0 and start < items[at].end else None,
            )


class _Cover:
    """Answers which stretches are boilerplate in logarithmic time: a long live blog has thousands of marks."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._ends = [mark.end for mark in marks]

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Is at least half of `[start, end)` marked? The same question as `Document.is_boilerplate`."""
        covered = 0
        for mark in self._marks[bisect_right(self._ends, start) :]:
            if mark.start >= end:
                break
            covered += min(end, mark.end) - max(start, mark.start)
        return 2 * covered >= max(1, end - start)


def _token(text: str, start: int) -> Token:
    return Token(text=text, start=start, end=start + len(text), lower=text.lower())


def _is_abbreviation(text: str, last: Token, dot: int, tables: _Tables) -> bool:
    """Does the dot at `dot` belong to the word before it: a listed abbreviation, or a single capital (*J.*)?"""
    if last.end != dot:
        return False
    if len(last.text) == 1:
        return last.text.isalpha() and (last.text.isupper() or last.text in "plv")
    ends = tables.abbreviations.get(last.lower + ".")
    if ends is None or last.text.isupper():
        return False
    return ends != "digit" or text[dot + 1 : dot + 3].strip()[:1].isdigit()


def _genitive(word: str, tables: _Tables) -> int:
    """Where a genitive *'s* begins in a word, 0 where there is none to cut off."""
    cut = len(word) - 2
    if cut < 1 or word[cut] not in "'’" or word[-1] not in "sS":
        return 0
    stem = word[:cut]
    if stem[-1].isdigit() or not stem[0].isupper() or stem.rpartition("-")[2].lower() in tables.plurals:
        return 0
    return cut


# --- paragraphs


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Stretches between line ends that are not mere wrapping."""
    lines = [match for match in _LINE.finditer(text) if not match.group().isspace()]
    width = max((match.end() - match.start() for match in lines), default=0)
    start = 0
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following and _continues(text, line, following, width=width):
            continue
        yield from _paragraph(text, lines[start], line)
        start = at + 1


def _paragraph(text: str, first: re.Match[str], last: re.Match[str]) -> Iterator[_Paragraph]:
    start, heading = first.start(), False
    if mark := _HEADING.match(text, start, first.end()):
        start, heading = mark.end(), True
    elif bullet := _BULLET.match(text, start, first.end()):
        start = bullet.end()
    if start < last.end():
        yield _Paragraph(start=start, end=last.end(), line=first is last, heading=heading)


def _continues(text: str, line: re.Match[str], following: re.Match[str], *, width: int) -> bool:
    """Is the line end after `line` only a space, because the text was wrapped there?"""
    gap = text[line.end() : following.start()].replace("\r\n", "\n")
    below = following.group().lstrip()
    if len(gap.strip(" \t")) > 1 or "\u2029" in gap or _HEADING.match(line.group()):
        return False
    if _HEADING.match(following.group()) or _BULLET.match(following.group()):
        return False
    above = line.group().rstrip()
    if below[0].islower() and above[-1] not in _FINAL_CHARS:
        return True
    return width <= _WRAP_CHARS and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width - _WRAP_SLACK_CHARS


def _is_headline(text: str, paragraph: _Paragraph, tokens: Sequence[Token], title: str | None) -> bool:
    """Is a paragraph of one sentence a title: the known one, or a short line without a full stop?"""
    if title and " ".join(text[paragraph.start : paragraph.end].split()) == title:
        return True
    marks = [token for token in tokens if token.text not in _CLOSERS]
    if not paragraph.line or not marks or marks[-1].text[-1] in _FINAL_CHARS:
        return False
    return sum(token.text[0].isalnum() for token in tokens) <= _HEADLINE_WORDS


# --- sentences of one paragraph


def _split(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The tokens of a paragraph, sentence by sentence."""
    start = at = 0
    tables = _tables()
    straight_open = False  # inside straight double quotes
    while at < len(tokens):
        token = tokens[at]
        if token.text == '"':
            straight_open = not straight_open
        at += 1
        if not _may_end(token):
            if at - start >= _LONGEST_TOKENS:
                yield from _with_words(tokens[start:at])
                start = at
            continue
        final = at - 1
        while at < len(tokens) and _closes(tokens, at, straight_open=straight_open):
            if tokens[at].text == '"':
                straight_open = not straight_open
            at += 1
        if at < len(tokens) and _is_boundary(tokens, start, final, at, tables):
            yield from _with_words(tokens[start:at])
            start = at
    yield from _with_words(tokens[start:])


def _with_words(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    if any(character.isalnum() for token in tokens for character in token.text):
        yield tuple(tokens)


def _may_end(token: Token) -> bool:
    return token.text in _FINAL or (token.text[-1] == "." and token.text != ".")


def _closes(tokens: Sequence[Token], at: int, *, straight_open: bool) -> bool:
    """Does the mark at `at` stand tight behind a full stop, as its closing quote, bracket or second mark?"""
    token = tokens[at]
    if token.start != tokens[at - 1].end:
        return False
    if token.text in _FINAL:
        return True
    if token.text == '"':
        return straight_open
    if token.text in "'’“":
        return at + 1 == len(tokens) or tokens[at + 1].start > token.end or tokens[at + 1].text in _CLOSERS
    return token.text in _CLOSERS


def _is_boundary(tokens: Sequence[Token], start: int, final: int, at: int, tables: _Tables) -> bool:
    """Does a sentence end before token `at`, after the final mark at `final` and the marks that close with it?"""
    last, following = tokens[final], tokens[at]
    if final == start + 1 and tokens[start].text.isdigit():
        return False  # "2. Rusland": an enumerator opens its sentence
    head = _first_word(tokens, at)
    if head is None or not (head.text[0].isupper() or head.text[0].isdigit()):
        return False
    if following.start == tokens[at - 1].end:
        return _is_glued(tokens, final, head)
    if last.text in _FINAL or last.text.startswith(".."):
        return True
    ends = tables.abbreviations.get(last.lower, "opener")
    if ends == "capital":
        return head.text[0].isupper()
    return ends == "opener" and head.text[0].isupper() and head.lower in tables.openers


def _is_glued(tokens: Sequence[Token], final: int, head: Token) -> bool:
    """Was the space after a full stop lost (`aankomen.VS`): a capital right behind a word in lower case?"""
    return (
        final > 0 and tokens[final].text in _FINAL and tokens[final - 1].text[-1].islower() and head.text[0].isupper()
    )


def _first_word(tokens: Sequence[Token], at: int) -> Token | None:
    """The word that decides whether a sentence begins at `at`: behind opening marks, and behind *'s* or *'t*."""
    while at < len(tokens) and (
        tokens[at].text in _OPENERS or tokens[at].text in "-–—•*" or tokens[at].text[0] in "'’‘"
    ):
        at += 1
    return tokens[at] if at < len(tokens) else None
