"""The words of a text cut where marks begin and end, so that overlapping marks can be shown without loss.

Each stretch knows every claim and role that it belongs to. Together the stretches are the text again, character for
character; a template escapes them, so a text can say anything and mark up nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kroniek.model.claim import Claim
from kroniek.model.text import Document, Quote


class Role(StrEnum):
    """What words do in a claim; in this order the first that holds is the one that is shown."""

    ACT = "act"
    CONDITION = "condition"
    FIGURE = "figure"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    VOICE = "voice"
    WHEN = "when"
    PLACE = "place"
    EVIDENCE = "evidence"


_ORDER = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Span:
    """Words `[start, end)` with a role in claim number `claim`."""

    start: int
    end: int
    role: Role
    claim: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with the claims (by number) and roles that it has; `dim` where it is no part of the article."""

    text: str
    start: int
    parts: tuple[tuple[int, Role], ...] = ()
    dim: bool = False

    def role(self, claim: int | None = None) -> Role | None:
        """The first role, in one claim or in any."""
        roles = [role for number, role in self.parts if claim in {None, number}]
        return min(roles, key=_ORDER.__getitem__, default=None)

    @property
    def act_of(self) -> int | None:
        """The claim whose act these words express."""
        return next((number for number, role in self.parts if role is Role.ACT), None)

    @property
    def told(self) -> str:
        """The parts for a script: `1:act 3:actor`."""
        return " ".join(f"{number}:{role.value}" for number, role in self.parts)


def spans_of(claim: Claim, number: int) -> Iterable[Span]:
    """Where the fields of a claim stand in its text."""
    quotes: list[tuple[Role, Quote | None]] = []
    for evidence in claim.evidence:
        quotes.append((Role.EVIDENCE, evidence.quote))
        quotes += [(Role.ACT, trigger) for trigger in evidence.triggers]
    quotes += [(Role.ACTOR, party.quote) for party in claim.actors]
    quotes += [(Role.RECIPIENT, party.quote) for party in claim.recipients]
    quotes += [(Role.VOICE, voice.party.quote) for voice in claim.voices]
    quotes += [(Role.WHEN, claim.when.quote if claim.when else None)]
    quotes += [(Role.PLACE, claim.place.quote if claim.place else None), (Role.CONDITION, claim.condition)]
    quotes += [(Role.FIGURE, figure.quote) for figure in claim.figures]
    return (Span(quote.start, quote.end, role, number) for role, quote in quotes if quote and quote.text)


def stretches(text: str, spans: Sequence[Span], *, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The text `[start, end)` in stretches."""
    end = len(text) if end is None else end
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(max(start, one.start) for one in inside), *(min(end, one.end) for one in inside)})
    by_start = sorted(inside, key=lambda one: one.start)
    found: list[Stretch] = []
    active: list[Span] = []
    waiting = 0
    for left, right in pairwise(cuts):
        active = [span for span in active if span.end > left]
        while waiting < len(by_start) and by_start[waiting].start <= left:
            active.append(by_start[waiting])
            waiting += 1
        parts = sorted({(span.claim, span.role) for span in active}, key=lambda part: (part[0], _ORDER[part[1]]))
        found.append(Stretch(text=text[left:right], start=left, parts=tuple(parts)))
    return found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text in stretches; `dim` where it is no part of the article."""

    stretches: tuple[Stretch, ...]
    dim: bool = False


def paragraphs(document: Document, claims: Sequence[Claim]) -> list[Paragraph]:
    """A document by line, with the words of its claims (numbered from 1) marked; empty lines are left out."""
    spans = [span for number, claim in enumerate(claims, 1) for span in spans_of(claim, number)]
    spans.sort(key=lambda one: one.start)
    found: list[Paragraph] = []
    near: list[Span] = []
    at = waiting = 0
    for line in document.text.splitlines(keepends=True):
        start, end = at, at + len(line)
        at = end
        near = [span for span in near if span.end > start]
        while waiting < len(spans) and spans[waiting].start < end:
            near.append(spans[waiting])
            waiting += 1
        shown = len(line.rstrip())
        if not shown:
            continue
        dim = document.is_boilerplate(start, start + shown)
        found.append(Paragraph(tuple(stretches(document.text, near, start=start, end=start + shown)), dim=dim))
    return found


def excerpt(claim: Claim, *, chars: int) -> tuple[list[Stretch], bool]:
    """The first evidence of a claim with its act marked, and whether it was cut; cut between words."""
    quote = claim.evidence[0].quote
    spans = [
        Span(one.start - quote.start, one.end - quote.start, Role.ACT, 0)
        for one in claim.evidence[0].triggers
        if quote.start <= one.start and one.end <= quote.end
    ]
    cut = len(quote.text) > chars
    end = (quote.text.rfind(" ", 0, chars) if cut else len(quote.text)) or chars
    return stretches(quote.text, spans, end=end if end > 0 else chars), cut
