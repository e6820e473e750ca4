"""A promise, threat or demand in words: what was said, until when, on what it hangs, and every step with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kroniek.faces.cli.telling import COLOURS, Teller, clipped, quoted
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.model.commitment import Commitment, Doubt, Move, State
from kroniek.model.ontology import QUADS, EventType
from kroniek.model.text import Quote

if TYPE_CHECKING:
    from kroniek.api import Chronicle

WORDS_CHARS = 240
"""How much of the words a step shows."""
DOUBTS = 3
"""How many doubtful claims are listed; `--json` gives all."""

_STATE_COLOURS = {State.KEPT: "green", State.BROKEN: "red", State.CONDITION_MET: "yellow"}
_KINDS = {EventType.THREATEN: "threat", EventType.REQUEST: "demand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLines:
    """Puts commitments in words of one language."""

    words: Wording
    terminal: Terminal
    chronicle: Chronicle
    as_of: str | None = None

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=self.terminal)

    def print(self, found: Commitment) -> None:
        """Print a commitment with its steps."""
        self._print(self._head(found))
        self._print(f"{self._quote(found.content)} · {self._where(found.id)}", indent="  ")
        for line in self._about(found):
            self._print(line, indent="  ", hang="    ")
        for move in found.moves:
            self._move(found, move)
        for doubt in found.doubts[:DOUBTS]:
            self._doubt(doubt)
        self._dim(" · ".join([shown(found.id), *self._again(found)]))
        self.terminal.line()

    def state(self, found: Commitment, state: State) -> str:
        """A state in the word for its kind: a demand is met, a threat carried out."""
        label = self.words.label("promise_states", f"{kind(found)}.{state.value}")
        return self.terminal.style(label, bold=True, fg=_STATE_COLOURS.get(state))

    def reason(self, reason: str) -> str:
        """A reason in plain words; one that a later version wrote stays as it is."""
        return str(self.words.words["promise_reasons"].get(reason, reason))

    def _head(self, found: Commitment) -> str:
        who = self._teller.names(found.by) or self.words.say("claim.nobody")
        whom = self._teller.names(found.to)
        parties = self.terminal.style(f"{who} → {whom}" if whom else who, bold=True)
        named = self.words.label("promise_kinds", kind(found))
        said = self.terminal.style(named, fg=COLOURS[QUADS[found.type]])
        marks = [self.words.say("promises.negative")] if found.negative else []
        marks += [self.words.say("claim.hedged")] if found.hedged else []
        return " · ".join([parties, ", ".join([said, *marks]), self.state(found, found.state)])

    def _about(self, found: Commitment) -> Iterator[str]:
        if voices := self._teller.according(found.voices):
            yield voices
        if found.condition is not None and found.condition.text not in found.content.text:
            yield self.words.say("promises.condition", words=quoted(shown(found.condition.text)))
        if found.due is not None:
            key = "condition_due" if found.due.for_condition else "due"
            told = self.words.say(f"promises.{key}", day=self.words.day(found.due.day))
            yield f"{told} ({quoted(shown(found.due.quote.text))})" if found.due.quote else told

    def _move(self, found: Commitment, move: Move) -> None:
        same = move.before is move.after
        marks = [self.reason(move.reason)]
        marks += [self.words.say("promises.late")] if move.late else []
        marks += [self.words.say("promises.by_itself")] if move.by_itself else []
        state = "" if same else f"{self.state(found, move.after)}: "
        head = f"{self.words.day(move.day)} · {state}{', '.join(marks)}"
        self._print(head, indent="  → " if not self.terminal.plain else "  - ", hang="    ")
        if move.quote is not None and move.claim is not None:
            about = [self._quote(move.quote), self._teller.according(move.voices), self._where(move.claim)]
            self._print(" · ".join(filter(None, about)), indent="    ")

    def _doubt(self, doubt: Doubt) -> None:
        day = f"{self.words.day(doubt.day)} · " if doubt.day else ""
        told = self.words.say("promises.doubt", reason=self.reason(doubt.reason))
        self._print(f"{day}{told}", indent="  ? ", hang="    ")
        self._print(f"{self._quote(doubt.quote)} · {self._where(doubt.claim)}", indent="    ")

    def _again(self, found: Commitment) -> list[str]:
        more = len(found.claims) - 1
        return [self.words.count("promises.told_again", more)] if more else []

    def _where(self, claim: str) -> str:
        """The article in which a claim stands."""
        stored = self.chronicle.claim(claim, as_of=self.as_of)
        return self._teller.origin(stored) if stored else shown(claim)

    def _quote(self, quote: Quote) -> str:
        return quoted(clipped(shown(quote.text), WORDS_CHARS))

    def _dim(self, text: str) -> None:
        for line in self.terminal.wrap(text, indent="  "):
            self.terminal.line(self.terminal.style(line, dim=True))

    def _print(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)


def kind(found: Commitment) -> str:
    """`promise`, `threat` or `demand`."""
    return _KINDS.get(found.type, "promise")
