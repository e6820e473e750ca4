"""The coder that asks a language model: a question for each window of a text, a draft for each legal record.

Invariant: a text is coded whole or not at all; every text is told with what it cost and what was refused, also where it
failed. The same answers give the same claims. Left out: what a server answers, which only temperature 0 and a seed make
the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kroniek.coding.llm.answers import records
from kroniek.coding.llm.checking import Checker
from kroniek.coding.llm.options import Options, checked, host, limits
from kroniek.coding.llm.prompt import NOT_READABLE, Message, question, version
from kroniek.coding.llm.server import Answer, Server, TooLong
from kroniek.coding.llm.windows import Window, halves, windows
from kroniek.coding.merging import Draft
from kroniek.coding.rules import claims_of
from kroniek.errors import AnswerError, ServerError, UsageError
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.consulted import Consulted, Refusal
from kroniek.model.text import Document

Told = Callable[[Consulted], None]


@dataclass(slots=True)
class _Bill:
    """What one document costs, and what was refused of the answers."""

    questions: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    untold: int = 0
    records: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        self.prompt_tokens += answer.prompt_tokens or 0
        self.completion_tokens += answer.completion_tokens or 0
        if answer.prompt_tokens is not None and answer.completion_tokens is not None:
            self.untold -= 1


class LlmCoder:
    """Codes with a language model on a server that the user named; `told` gets an account of every document."""

    name = "llm"

    def __init__(self, options: Options, *, told: Told | None = None, server: Server | None = None) -> None:
        self._options = checked(options)
        self._server = server or Server(self._options)
        self._told = told
        if not self._options.model:
            raise UsageError(
                f"The engine llm needs the name of a model on {host(self._options.server)}: --llm-model NAME, or the "
                f"variable KRONIEK_LLM_MODEL.{self._server.offered()}"
            )

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their first evidence."""
        bill = _Bill()
        claims: list[Claim] | None = None
        try:
            drafts = self._drafts(analysis, bill)
            claims = list(claims_of(analysis, drafts, coder=f"{self.name} {self._options.model} {version()}"))
        finally:
            self._tell(analysis.document, bill, claims)
        yield from claims

    def _tell(self, document: Document, bill: _Bill, claims: list[Claim] | None) -> None:
        if self._told is None:
            return
        self._told(
            Consulted(
                document=document.id,
                model=self._options.model,
                questions=bill.questions,
                prompt_tokens=bill.prompt_tokens,
                completion_tokens=bill.completion_tokens,
                untold=bill.untold,
                records=bill.records,
                claims=len(claims or ()),
                refusals=tuple(bill.refusals),
                failed=claims is None,
            )
        )

    def _drafts(self, analysis: Analysis, bill: _Bill) -> list[Draft]:
        """The drafts of a text, in text order."""
        checker = Checker(analysis, model=self._options.model)
        drafts: list[Draft] = []
        for window in windows(analysis, chars=self._options.window_chars, limits=limits()):
            for part, record in self._records(window, analysis.document, bill):
                result = checker.check(record, part)
                bill.records += 1
                bill.refusals += result.refusals
                if result.draft is not None:
                    drafts.append(result.draft)
        return sorted(drafts, key=lambda draft: (draft.sentence, draft.evidence[0].triggers[0].start))

    def _records(self, window: Window, document: Document, bill: _Bill) -> Iterator[tuple[Window, Any]]:
        """The records that a model gives for a window, each with the part of it that was asked about."""
        published = document.published.day if document.published else None
        messages = question(window.article(), before=window.context(), published=published)
        try:
            found = self._answered(messages, bill)
        except TooLong:
            parts = halves(window)
            if parts is None:
                raise AnswerError(
                    "A single sentence of this text is too long for the model, or the answer to it is. Give the "
                    "server a larger context, or choose another model or engine."
                ) from None
            for part in parts:
                yield from self._records(part, document, bill)
            return
        for record in found:
            yield window, record

    def _answered(self, messages: list[Message], bill: _Bill) -> list[Any]:
        """The records of the answer; a model that gives no JSON is told so once."""
        answer = self._asked(messages, bill)
        found = records(answer.text)
        if found is None:
            said = [{"role": "assistant", "content": answer.text}, {"role": "user", "content": NOT_READABLE}]
            found = records(self._asked([*messages, *said], bill).text)
        if found is None:
            raise AnswerError(
                f"The model {self._options.model} answered twice with something that is not the JSON that was asked "
                "for. Try a larger model, or a server that knows JSON schemas."
            )
        return found

    def _asked(self, messages: list[Message], bill: _Bill) -> Answer:
        bill.questions += 1
        bill.untold += 1  # until an answer tells what it took
        try:
            answer = self._server.ask(messages)
        except ServerError:  # no model was reached
            bill.questions -= 1
            bill.untold -= 1
            raise
        bill.add(answer)
        if answer.cut:
            raise TooLong
        return answer
