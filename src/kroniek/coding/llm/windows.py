"""Cuts a text into windows of whole paragraphs, small enough for one question each.

Every sentence that is no boilerplate belongs to exactly one window, so no act is asked for twice; a window shows the
paragraphs before it once more, so that names and pronouns can be understood. A paragraph that is longer than a window
is cut between sentences. Invariant: windows follow the text, and their words are the text's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kroniek.coding.llm.options import Limits
from kroniek.model.analysis import Analysis, Sentence, SentenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Sentences of a text that are asked about together, and those before them that are shown with them."""

    text: str
    sentences: tuple[Sentence, ...]
    before: tuple[Sentence, ...] = ()

    @property
    def start(self) -> int:
        """Where its own sentences begin."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where they end."""
        return self.sentences[-1].end

    @property
    def shown_from(self) -> int:
        """Where what is shown begins."""
        return (self.before or self.sentences)[0].start

    def article(self) -> str:
        """The words that are asked about."""
        return _words(self.text, self.sentences)

    def context(self) -> str:
        """The words that are shown before them."""
        return _words(self.text, self.before)


def windows(analysis: Analysis, *, chars: int, limits: Limits) -> tuple[Window, ...]:
    """The windows of a text, each of at most `chars` characters, unless one sentence is longer."""
    sentences = [one for one in analysis.sentences if one.kind is not SentenceKind.BOILERPLATE]
    found: list[Window] = []
    read: list[Sentence] = []
    for own in _filled(_blocks(sentences, chars), chars):
        before = _before(read, chars=chars, limits=limits)
        found.append(Window(text=analysis.document.text, sentences=tuple(own), before=before))
        read += own
    return tuple(found)


def halves(window: Window) -> tuple[Window, Window] | None:
    """A window in two, cut at the paragraph nearest to its middle; None where it is one sentence."""
    sentences = window.sentences
    if len(sentences) == 1:
        return None
    middle = (window.start + window.end) // 2

    def rank(at: int) -> tuple[bool, int, int]:
        same = sentences[at - 1].paragraph == sentences[at].paragraph
        return same, abs(sentences[at].start - middle), at

    cut = min(range(1, len(sentences)), key=rank)
    first, second = sentences[:cut], sentences[cut:]
    return (
        Window(text=window.text, sentences=first, before=window.before),
        Window(text=window.text, sentences=second, before=first[-1:]),
    )


def _blocks(sentences: Sequence[Sentence], chars: int) -> Iterator[list[Sentence]]:
    """Paragraphs; those that are longer than a window in pieces."""
    for _, group in groupby(sentences, key=lambda one: one.paragraph):
        paragraph = list(group)
        if _length(paragraph) <= chars:
            yield paragraph
        else:
            yield from _filled(([one] for one in paragraph), chars)


def _filled(blocks: Iterator[list[Sentence]], chars: int) -> Iterator[list[Sentence]]:
    """Blocks put together while they fit."""
    held: list[Sentence] = []
    for block in blocks:
        if held and block[-1].end - held[0].start > chars:
            yield held
            held = []
        held = [*held, *block]
    if held:
        yield held


def _length(sentences: Sequence[Sentence]) -> int:
    return sentences[-1].end - sentences[0].start


def _before(read: Sequence[Sentence], *, chars: int, limits: Limits) -> tuple[Sentence, ...]:
    """The last paragraphs that were read, as far as there is room."""
    shown: list[Sentence] = []
    paragraphs: set[int] = set()
    for one in reversed(read):
        paragraphs.add(one.paragraph)
        room = (read[-1].end - one.start) <= chars * limits.before_share
        if len(paragraphs) > limits.before_paragraphs or not room:
            break
        shown.insert(0, one)
    return tuple(shown)


def _words(text: str, sentences: Sequence[Sentence]) -> str:
    """Sentences as they stand in the text, with an empty line between paragraphs and nothing where boilerplate is."""
    pieces = []
    for _, group in groupby(sentences, key=lambda one: one.paragraph):
        paragraph = list(group)
        pieces.append(" ".join(text[one.start : one.end] for one in paragraph))
    return "\n\n".join(pieces)
