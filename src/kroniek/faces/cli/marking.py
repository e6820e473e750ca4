"""Words of a text marked where they stand: by colour on a terminal, by [brackets] anywhere else.

Spans may touch, overlap and hold each other; what they share is marked once, with the labels of all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from kroniek.faces.cli.terminal import Terminal, shown

MarkedSpan = tuple[int, int, str]
"""Start, end (not included) and the label that is shown after it, empty for none."""


def merged(spans: Iterable[MarkedSpan]) -> list[MarkedSpan]:
    """Spans in text order without overlap; those that overlap become one that bears the labels of all."""
    result: list[tuple[int, int, list[str]]] = []
    for start, end, label in sorted(spans):
        if result and start < result[-1][1]:
            before_start, before_end, labels = result.pop()
            result.append((before_start, max(before_end, end), [*labels, *([label] if label not in labels else [])]))
        elif start < end:
            result.append((start, end, [label]))
    return [(start, end, ", ".join(filter(None, labels))) for start, end, labels in result]


def marked(text: str, spans: Sequence[MarkedSpan], *, terminal: Terminal, strong: bool = True) -> str:
    """The text on one line with its spans marked; spans that reach outside it are cut to it.

    `strong` is for words in a sentence; where whole sentences are marked it would shout.
    """
    parts, done = [], 0
    inside = [(max(0, start), min(len(text), end), label) for start, end, label in spans]
    for start, end, label in merged(inside):
        parts += [_kept(text[done:start]), _mark(text[start:end], label, terminal, strong=strong)]
        done = end
    return "".join([*parts, _kept(text[done:])]).strip()


def by_line(text: str, spans: Iterable[MarkedSpan]) -> Iterator[tuple[str, list[MarkedSpan]]]:
    """Every line of a text with the spans that reach into it, counted from the line's start; in linear time."""
    waiting = deque(merged(spans))
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        while waiting and waiting[0][1] <= start:
            waiting.popleft()
        inside = []
        for first, last, label in waiting:
            if first >= end:
                break
            inside.append((max(first, start) - start, min(last, end) - start, label))
        yield line, inside
        start = end


def _mark(words: str, label: str, terminal: Terminal, *, strong: bool) -> str:
    words = shown(words)
    after = f"({label})" if label else ""
    if terminal.colour:
        return terminal.style(words, fg="yellow", bold=strong) + terminal.style(after, dim=True)
    return f"[{words}]{after}"


def _kept(text: str) -> str:
    """A stretch on one line, with a space where it began or ended with one."""
    line = shown(text)
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{line}{after}" if line else before or after
