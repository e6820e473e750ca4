"""The page of `kroniek explain`: each sentence with its claims, why every field is so, and what was not coded.

A value stands on a line, its reasons under it: what decided, the words it went by, and the score where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kroniek.faces.cli.marking import MarkedSpan, marked
from kroniek.faces.cli.telling import Teller, clipped, quoted
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.model.actor import Party
from kroniek.model.analysis import Sentence
from kroniek.model.claim import Claim, ClaimId, Reason
from kroniek.model.considered import Considered
from kroniek.model.ontology import QUADS

if TYPE_CHECKING:
    from kroniek.api import Explanation

_ALWAYS = ("actors", "recipients", "date", "place")
"""The fields of which a reader wants to know that they are empty."""

_WORDS_CHARS = 90
"""How much of a reason's words is shown; a sentence stands above in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Explanations in the words of one language, on one terminal."""

    words: Wording
    terminal: Terminal

    def explanation(self, told: Explanation) -> None:
        """Print a text sentence by sentence."""
        self._head(told)
        numbers = {claim.id: number for number, claim in enumerate(told.claims, 1)}
        for at, sentence in enumerate(told.sentences):
            considered = [one for one in told.considered if one.sentence == at]
            self._sentence(told, sentence, considered, numbers)
        self._foot(told)

    def _head(self, told: Explanation) -> None:
        document = told.document
        if document.title:
            self._print(self.terminal.style(shown(document.title), bold=True))
        if str(document.source) != document.id:
            day = self.words.day(document.published.day) if document.published else self.words.say("dates.unknown")
            source = self.words.say("explain.stdin") if document.source.address == "-" else shown(str(document.source))
            self._print(self.terminal.style(f"{source} · {day}", dim=True))
            self.terminal.line()
        if not told.political:
            self._print(self.words.say("explain.other_topic"))
            self.terminal.line()

    def _foot(self, told: Explanation) -> None:
        if told.undated:
            words = ", ".join(dict.fromkeys(quoted(shown(quote.text)) for quote in told.undated))
            hint = "" if told.document.published else f" {self.words.say('explain.undated_how')}"
            self._print(self.words.say("explain.undated", words=words) + hint)
        left_out = sum(one.omission is not None for one in told.considered)
        claims = self.words.count("counts.claims", len(told.claims))
        seen = self.words.count("explain.seen", len(told.considered))
        number = self.words.number(left_out)
        self._print(self.words.say("explain.summary", claims=claims, seen=seen, left_out=number))

    # -- a sentence ------------------------------------------------------------------------------------------------

    def _sentence(
        self, told: Explanation, sentence: Sentence, considered: Sequence[Considered], numbers: dict[ClaimId, int]
    ) -> None:
        text = told.document.text[sentence.start : sentence.end]
        spans: list[MarkedSpan] = [
            (quote.start - sentence.start, quote.end - sentence.start, "") for one in considered for quote in one.words
        ]
        self._print(marked(text, spans, terminal=self.terminal))
        own = [claim for claim in told.claims if sentence.start <= claim.evidence[0].quote.start < sentence.end]
        for claim in own:
            self.terminal.line()
            by = next((one for one in considered if one.omission is None and told.claim_of(one) is claim), None)
            self._claim(claim, numbers, by)
        again = [claim for claim in told.claims if claim not in own and _is_told_in(claim, sentence)]
        left_out = [one for one in considered if one.omission is not None]
        if own and (again or left_out):
            self.terminal.line()
        for claim in again:
            words = [self._expression(one) for one in considered if told.claim_of(one) is claim]
            line = self.words.say("explain.again", n=numbers[claim.id])
            self._print(f"{line}: {', '.join(words)}" if words else line, indent="  ", hang="    ")
        self._left_out(left_out)
        if not own and not again and not left_out and told.engine != "llm":
            self._print(self.terminal.style(self.words.say("explain.nothing"), dim=True), indent="  ")
        self.terminal.line()

    def _left_out(self, left_out: Iterable[Considered]) -> None:
        for number, one in enumerate(left_out):
            if not number:
                self._print(self.terminal.style(self.words.say("explain.left_out"), italic=True), indent="  ")
            kind, chance = one.types[0]
            score = self.words.score(chance, beside=one.least)
            likeliest = f"{self.words.label('types', kind.value)} ({kind.value} {score})"
            line = f"{self.terminal.style(self._expression(one), bold=True)} {likeliest}: {self._omission(one)}"
            self._print(line, indent="  · ", hang="    ")

    def _omission(self, one: Considered) -> str:
        if one.omission is None:
            return ""
        least = self.words.score(one.least) if one.least is not None else ""
        why = self.words.label("omissions", one.omission.value).format(least=least)
        return self.words.say("explain.by", why=why, words=quoted(shown(one.by.text))) if one.by else why

    def _expression(self, one: Considered) -> str:
        return quoted(" … ".join(self._runs(one)))

    def _runs(self, one: Considered) -> list[str]:
        """The words of an expression; those that stand apart stay apart (*riep … terug*)."""
        runs: list[list[str]] = []
        end = -2
        for quote in one.words:
            if quote.start - end > 1:
                runs.append([])
            runs[-1].append(shown(quote.text))
            end = quote.end
        return [" ".join(run) for run in runs]

    # -- a claim ---------------------------------------------------------------------------------------------------

    def _claim(self, claim: Claim, numbers: dict[ClaimId, int], considered: Considered | None) -> None:
        """Print a claim field by field; `considered` are the words that tell it first, where that is known."""
        teller = Teller(words=self.words, terminal=self.terminal)
        self._print(teller.headline(claim), indent=f"{numbers[claim.id]:>3}  ", hang="     ")
        values = self._values(claim, teller, numbers)
        column = max(len(self.words.label("fields", field)) for field in values) + 2
        for field, value in values.items():
            reasons = [reason for reason in claim.reasons if reason.field == field]
            if not value and not reasons and field not in _ALWAYS:
                continue
            name = self.terminal.style(self.words.label("fields", field).ljust(column), dim=True)
            empty = self.terminal.style(self.words.say("show.none"), dim=True)
            indent = " " * (5 + column)
            lines = self.terminal.wrap(value, indent=indent) if value else [indent + empty]
            self.terminal.line(f"     {name}{lines[0].removeprefix(indent)}")
            for line in lines[1:]:
                self.terminal.line(line)
            told = [self._reason(reason, considered) for reason in reasons]
            if field == "type" and considered is not None and len(considered.types) > 1:
                told.append(self._others(considered))
            for text in dict.fromkeys(told):
                for line in self.terminal.wrap(text, indent=f"{indent}· ", hang=f"{indent}  "):
                    self.terminal.line(self.terminal.style(line, dim=True))

    def _reason(self, reason: Reason, considered: Considered | None) -> str:
        """What decided, its score, and the words it went by; the type goes by all words of an expression."""
        words = quoted(clipped(shown(reason.quote.text), _WORDS_CHARS)) if reason.quote else ""
        if considered is not None and reason.quote == considered.words[0]:
            words = self._expression(considered)
        numbers = [self.words.score(reason.score)] if reason.score is not None else []
        if numbers and reason.field == "type" and considered is not None and considered.least is not None:
            numbers.append(self.words.say("explain.least", least=self.words.score(considered.least)))
        told = " ".join([shown(self.words.rule(reason.rule)), *([f"({'; '.join(numbers)})"] if numbers else [])])
        return f"{told}: {words}" if words else told

    def _others(self, considered: Considered) -> str:
        """The types that were less likely."""
        others = (
            f"{self.words.label('types', kind.value)} ({self.words.score(chance)})"
            for kind, chance in considered.types[1:]
        )
        return self.words.say("explain.others", types=", ".join(others))

    def _values(self, claim: Claim, teller: Teller, numbers: dict[ClaimId, int]) -> dict[str, str]:
        """The fields that a claim may have, in the codebook's order, empty where it has none."""
        say, label = self.words.say, self.words.label
        quad = label("quads", QUADS[claim.type].value)
        linked = f" ({say('explain.link', n=numbers[claim.condition_claim])})" if claim.condition_claim else ""
        place = claim.place
        return {
            "type": f"{label('types', claim.type.value)} ({claim.type.value}; {quad})",
            "mode": ", ".join(self._mode(claim, mode) for mode in claim.modes),
            "context": ", ".join(claim.contexts),
            "actors": "; ".join(map(self._party, claim.actors)),
            "recipients": "; ".join(map(self._party, claim.recipients)),
            "date": f"{self.words.when(claim.when)} ({label('bases', claim.when.basis.value)})" if claim.when else "",
            "place": f"{shown(self.words.place(place.name))}{f' [{place.country}]' if place.country else ''}"
            if place
            else "",
            "status": label("statuses", claim.status.value),
            "hedged": say("show.yes") if claim.hedged else "",
            "sources": teller.according(claim.voices),
            "condition": quoted(shown(claim.condition.text)) + linked if claim.condition else "",
            "figures": "; ".join(map(teller.figure, claim.figures)),
        }

    def _mode(self, claim: Claim, mode: str) -> str:
        return f"{self.words.label('modes', f'{claim.type.value}.{mode}')} ({mode})"

    def _party(self, party: Party) -> str:
        codes = ", ".join(filter(None, [party.country, *party.sectors]))
        notes = "".join(f" ({self.words.say('show.note', note=shown(note))})" for note in party.notes)
        return f"{shown(self.words.party(party))}{f' [{codes}]' if codes else ''}{notes}"

    def _print(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)


def _is_told_in(claim: Claim, sentence: Sentence) -> bool:
    """Does a sentence give evidence for a claim?"""
    return any(sentence.start <= evidence.quote.start < sentence.end for evidence in claim.evidence)
