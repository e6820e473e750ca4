"""Cuts sentences into subwords and packs them into the windows that the network reads.

Training and reading both go through this file, so that the network sees at run time what it was trained on. A window
holds whole sentences in text order and at most `LIMIT` subwords (a longer sentence is cut there; its rest is unread
and its tokens get no signal). Left out: the network, and what the windows are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kroniek.model.analysis import Sentence, Token

LIMIT = 200
"""Subwords in a window, without its two end marks. Tuned with the training recipe; both change together."""

LONGEST = 480
"""Subwords of one sentence that are read: the network has 512 positions."""

BEGIN, END = 0, 2
"""The ids of the end marks of a window."""


class Encoding(Protocol):
    """What a tokenizer makes of a string."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Subwords(Protocol):
    """The part of `tokenizers.Tokenizer` that is used here."""

    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> list[Encoding]:
        """Subword ids and offsets of each text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A sentence in subwords: their ids, and for each of its tokens the first and the last subword, None if unread."""

    ids: tuple[int, ...]
    firsts: tuple[int | None, ...]
    lasts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Sentences `[first, end)` as one row of subwords.

    `tokens` are the read tokens as (sentence, token); `firsts` and `lasts` their subwords in the row; `groups` the
    place in the window of each token's sentence.
    """

    first: int
    end: int
    ids: tuple[int, ...]
    tokens: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    groups: tuple[int, ...]


def pieces(text: str, sentences: Sequence[Sentence], subwords: Subwords) -> tuple[Pieces, ...]:
    """Each sentence of a text in subwords."""
    encoded = subwords.encode_batch([text[one.start : one.end] for one in sentences], add_special_tokens=False)
    return tuple(_aligned(text, one, found) for one, found in zip(sentences, encoded, strict=True))


def _aligned(text: str, sentence: Sentence, encoding: Encoding) -> Pieces:
    ids = encoding.ids[:LONGEST]
    spans = [_trimmed(text, sentence.start + start, sentence.start + end) for start, end in encoding.offsets[:LONGEST]]
    firsts: list[int | None] = []
    lasts: list[int | None] = []
    at = 0
    for token in sentence.tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        first, last = _covering(spans, at, token)
        firsts.append(first)
        lasts.append(last)
    return Pieces(ids=tuple(ids), firsts=tuple(firsts), lasts=tuple(lasts))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A subword's span without the space in front of it."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _covering(spans: Sequence[tuple[int, int]], at: int, token: Token) -> tuple[int | None, int | None]:
    """The first and last subword that share a character with a token; a bare space mark shares none."""
    while at < len(spans) and spans[at][0] >= spans[at][1]:
        at += 1
    if at >= len(spans) or spans[at][0] >= token.end:
        return None, None
    last = at
    while last + 1 < len(spans) and spans[last + 1][0] < token.end:
        last += 1
    return at, last


def windows(found: Sequence[Pieces], *, limit: int = LIMIT, first_limit: int | None = None) -> Iterator[Window]:
    """Sentences packed in text order; `first_limit` lets training begin with a shorter window and so vary the cuts."""
    room = first_limit or limit
    first = used = 0
    for number, one in enumerate(found):
        if number > first and used + len(one.ids) > room:
            yield _packed(found, first, number)
            first, used, room = number, 0, limit
        used += len(one.ids)
    if first < len(found):
        yield _packed(found, first, len(found))


def _packed(found: Sequence[Pieces], first: int, end: int) -> Window:
    ids: list[int] = [BEGIN]
    tokens: list[tuple[int, int]] = []
    firsts: list[int] = []
    lasts: list[int] = []
    groups: list[int] = []
    for number in range(first, end):
        one = found[number]
        for at, (left, right) in enumerate(zip(one.firsts, one.lasts, strict=True)):
            if left is not None and right is not None:
                tokens.append((number, at))
                firsts.append(len(ids) + left)
                lasts.append(len(ids) + right)
                groups.append(number - first)
        ids += one.ids
    return Window(
        first=first,
        end=end,
        ids=(*ids, END),
        tokens=tuple(tokens),
        firsts=tuple(firsts),
        lasts=tuple(lasts),
        groups=tuple(groups),
    )
