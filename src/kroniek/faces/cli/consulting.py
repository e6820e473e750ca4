"""What a user must know where a language model is asked: where texts go, what it cost, and what was not believed.

Invariant: the notice that texts leave this machine is shown before the first of them does; the account is shown also
where the run breaks off. Shows nothing for engines that ask nobody.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kroniek.faces.cli.sources import MANY
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.model.consulted import Consulted, Refusal

if TYPE_CHECKING:
    from kroniek.api import Consulting
    from kroniek.faces.cli.session import Session


@dataclass(slots=True)
class Account:
    """Collects what asking came to, between the notice before and the figures after.

    with Account(here) as account: api.code(..., told=account.add)
    """

    here: Session
    documents: list[Consulted] = field(default_factory=list)
    _asked: Consulting | None = None

    def add(self, consulted: Consulted) -> None:
        """One more document."""
        self.documents.append(consulted)

    def record(self) -> dict[str, Any]:
        """The account for programs; empty where nobody was asked."""
        if self._asked is None:
            return {}
        refusals = [refusal for one in self.documents for refusal in one.refusals]
        return {
            "consulted": {
                "model": self._asked.model,
                "host": self._asked.host,
                "questions": sum(one.questions for one in self.documents),
                "prompt_tokens": sum(one.prompt_tokens for one in self.documents),
                "completion_tokens": sum(one.completion_tokens for one in self.documents),
                "questions_without_tokens": sum(one.untold for one in self.documents),
                "records": sum(one.records for one in self.documents),
                "refused": dict(sorted(Counter(one.cause.value for one in refusals).items())),
            }
        }

    def __enter__(self) -> Self:
        from kroniek.api import consulting

        self._asked = consulting(self.here.settings)
        if self._asked is not None and not self._asked.stays_here:
            words = self.here.words
            terminal = Terminal.of(sys.stderr)
            notice = words.say("consulted.leaves", host=shown(self._asked.host), model=shown(self._asked.model))
            if not self._asked.encrypted:
                notice += " " + words.say("consulted.plain")
            for line in terminal.wrap(notice):
                terminal.line(line)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._asked is not None and any(one.questions for one in self.documents):
            self._tell(self._asked)

    def _tell(self, asked: Consulting) -> None:
        words, terminal = self.here.words, Terminal.of(sys.stderr)
        at_most = None if self.here.verbose else MANY
        said = words.say(
            "consulted.total",
            model=shown(asked.model),
            prompt=words.number(sum(one.prompt_tokens for one in self.documents)),
            completion=words.number(sum(one.completion_tokens for one in self.documents)),
            questions=words.count("consulted.questions", sum(one.questions for one in self.documents)),
            documents=words.count("counts.documents", len(self.documents)),
        )
        if untold := sum(one.untold for one in self.documents):
            said += " " + words.count("consulted.untold", untold)
        for line in terminal.wrap(said):
            terminal.line(line)
        self._tell_documents(terminal, self.documents[:at_most])
        self._tell_more(terminal, len(self.documents), at_most)
        self._tell_refused(terminal, at_most)

    def _tell_documents(self, terminal: Terminal, documents: Sequence[Consulted]) -> None:
        words = self.here.words
        rows = [
            (
                shown(one.document),
                words.say(
                    "consulted.document",
                    prompt=words.number(one.prompt_tokens),
                    completion=words.number(one.completion_tokens),
                    claims=words.say("consulted.failed") if one.failed else words.count("counts.claims", one.claims),
                ),
            )
            for one in documents
        ]
        terminal.table(rows)

    def _tell_refused(self, terminal: Terminal, at_most: int | None) -> None:
        """Causes with their number, and under each the words that were at fault, the most frequent cause first."""
        words = self.here.words
        for key, whole in (("consulted.refused", True), ("consulted.left_out", False)):
            found = [
                (one.document, refusal) for one in self.documents for refusal in one.refusals if refusal.whole is whole
            ]
            if not found:
                continue
            terminal.line(words.count(key, len(found)))
            for cause, number in Counter(refusal.cause for _, refusal in found).most_common():
                terminal.line(f"  {words.label('causes', cause.value)}: {words.number(number)}")
                own = [one for one in found if one[1].cause is cause]
                self._tell_words(terminal, own[:at_most])
                self._tell_more(terminal, number, at_most)

    def _tell_words(self, terminal: Terminal, found: Sequence[tuple[str, Refusal]]) -> None:
        for document, refusal in found:
            for line in terminal.wrap(f"{shown(document)}: {shown(refusal.words)}", indent="    ", hang="      "):
                terminal.line(terminal.style(line, dim=True))

    def _tell_more(self, terminal: Terminal, number: int, at_most: int | None) -> None:
        if at_most is not None and number > at_most:
            more = self.here.words.say("read.more_rejected", n=self.here.words.number(number - at_most))
            terminal.line(f"    {more}")
