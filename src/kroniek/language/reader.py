"""Reads a document with rules and word lists: the first `Analyser`, and the baseline for later ones.

Invariant: whatever engine fills an `Analysis`, its offsets point into the unchanged text of the document. Boilerplate
keeps its sentences (their kind says so) and gets no mentions, times or numbers. Left out: syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kroniek.language.coref import mentions
from kroniek.language.dates import find_all_times
from kroniek.language.names import Phrase, named_again, phrases, surnames
from kroniek.language.numbers import find_numbers
from kroniek.language.quotations import quotations
from kroniek.language.segment import sentences
from kroniek.model.analysis import Analysis, NumberMention, Sentence, SentenceKind, TimeMention
from kroniek.model.signals import Signals
from kroniek.model.text import Document


class Analyser(Protocol):
    """Turns a document into everything that is known of its language."""

    name: str

    def __call__(self, document: Document) -> Analysis:
        """Read one document; the same document gives the same analysis."""


class SignalReader(Protocol):
    """Makes a trained reader's signals for the sentences of a document (`language.engines.neural.Reader`)."""

    def signals(self, document: Document, sentences: Sequence[Sentence], /) -> Signals:
        """Probabilities at sentences and tokens; the same text gives the same ones."""


class RuleAnalyser:
    """Sentences, names, times, numbers and quotations by word lists and rules."""

    name = "rules"

    def __call__(self, document: Document) -> Analysis:
        """Read one document; time is linear in its length."""
        found = sentences(document)
        anchor = document.published.anchor if document.published else None
        times = find_all_times(found, anchor=anchor, text=document.text)
        return Analysis(
            document=document,
            sentences=found,
            mentions=mentions(document, found, _phrases(found, document.text)),
            times=times,
            numbers=_numbers(found, times),
            quotations=quotations(document.text, found),
            engine=self.name,
        )


class SignalAnalyser:
    """What rules read, with a trained reader's signals beside it."""

    name = "trained"

    def __init__(self, read: SignalReader) -> None:
        self._rules = RuleAnalyser()
        self._read = read

    def __call__(self, document: Document) -> Analysis:
        """Read one document; time is linear in its length."""
        analysis = self._rules(document)
        return replace(analysis, signals=self._read.signals(document, analysis.sentences), engine=self.name)


def _phrases(found: Sequence[Sentence], text: str) -> list[tuple[Phrase, ...]]:
    alone = [
        () if sentence.kind is SentenceKind.BOILERPLATE else phrases(sentence, number, text)
        for number, sentence in enumerate(found)
    ]
    known = surnames(phrase for sentence in alone for phrase in sentence)
    return [
        () if sentence.kind is SentenceKind.BOILERPLATE else named_again(sentence, number, alone[number], known)
        for number, sentence in enumerate(found)
    ]


def _numbers(found: Sequence[Sentence], times: Sequence[TimeMention]) -> tuple[NumberMention, ...]:
    numbers: list[NumberMention] = []
    at = 0
    for sentence in found:
        if sentence.kind is SentenceKind.BOILERPLATE:
            continue
        while at < len(times) and times[at].start < sentence.start:
            at += 1
        own: list[TimeMention] = []
        ahead = at
        while ahead < len(times) and times[ahead].start < sentence.end:
            own.append(times[ahead])
            ahead += 1
        numbers += find_numbers(sentence, times=own)
    return tuple(numbers)
