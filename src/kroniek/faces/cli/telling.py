"""How a claim is put in words for a person: one way for every command.

Nothing is said that the claim does not hold: who is not named is "unknown", a time that is not told is not filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, Figure
from kroniek.model.event import EventId
from kroniek.model.ontology import QUADS, Quad, Status
from kroniek.model.standing import Standing

QUOTE_CHARS = 280
"""How much of a quote a list shows; `kroniek show` has all of it. Two to four lines on a screen."""

COLOURS = {
    Quad.VERBAL_COOPERATION: "cyan",
    Quad.MATERIAL_COOPERATION: "green",
    Quad.VERBAL_CONFLICT: "yellow",
    Quad.MATERIAL_CONFLICT: "red",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Puts claims in words of one language for one terminal."""

    words: Wording
    terminal: Terminal
    standings: Mapping[EventId, Standing] | None = None  # of events that several articles tell, to be told in a list

    def headline(self, claim: Claim) -> str:
        """Who, to whom, and what: *Rusland → Oekraïne · geweld · ontkend*."""
        who = self.names(claim.actors) or self.words.say("claim.nobody")
        whom = self.names(claim.recipients)
        parties = self.terminal.style(f"{who} → {whom}" if whom else who, bold=True)
        act = self.terminal.style(self.words.act(claim), fg=COLOURS[QUADS[claim.type]])
        return " · ".join([parties, act, *(self.terminal.style(mark, italic=True) for mark in self.standing(claim))])

    def standing(self, claim: Claim) -> list[str]:
        """What a reader must know before believing it: the status where it did not simply happen, and doubt."""
        marks = [] if claim.status is Status.HAPPENED else [self.words.label("statuses", claim.status.value)]
        return [*marks, self.words.say("claim.hedged")] if claim.hedged else marks

    def names(self, parties: Sequence[Party]) -> str:
        """*Frankrijk, Duitsland en Rusland*."""
        return self.together([shown(self.words.party(party)) for party in parties])

    def together(self, names: Sequence[str]) -> str:
        """Names with commas, the last after *en*."""
        if len(names) < 2:  # noqa: PLR2004 - one name stands alone
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.words.say('claim.and')} {names[-1]}"

    def according(self, voices: Sequence[Voice]) -> str:
        """*volgens functionarissen (anoniem), via The New York Times*; empty where the article says it itself."""
        names = [
            self.words.say("claim.anonymous", who=who) if voice.anonymous else who
            for voice in voices
            for who in [shown(self.words.in_sentence(voice.party))]
        ]
        if not names:
            return ""
        return ", ".join([self.words.say("claim.according", who=names[0]), *(self._via(name) for name in names[1:])])

    def _via(self, name: str) -> str:
        return self.words.say("claim.via", who=name)

    def origin(self, stored: StoredClaim) -> str:
        """Outlet (the headline where that is unknown) and day of publication."""
        title = shown(stored.title or "")
        outlet = shown(stored.publisher or "") or (quoted(title) if title else self.words.say("claim.no_outlet"))
        day = self.words.day(stored.published) if stored.published else self.words.say("dates.unknown")
        older = [] if stored.current else [self.words.say("claim.older")]
        return ", ".join([outlet, day, *older])

    def moment(self, stored: StoredClaim) -> str:
        """When it took place; where that is not told, when it was reported, and that this is so."""
        if stored.claim.when:
            return self.words.when(stored.claim.when)
        if stored.published:
            return self.words.say("dates.undated", day=self.words.day(stored.published))
        return self.words.say("dates.unknown")

    def figure(self, figure: Figure) -> str:
        """*minstens 83 doden* as `doden ≥ 83`."""
        label = self.words.label("figures", figure.key.value)
        low, high = figure.min, figure.max
        if low is not None and low == high:
            return f"{label} {self.words.number(low)}"
        if low is not None and high is not None:
            return f"{label} {self.words.number(low)}–{self.words.number(high)}"
        if low is not None:
            return f"{label} ≥ {self.words.number(low)}"
        return f"{label} ≤ {self.words.number(high)}" if high is not None else label

    def quote(self, claim: Claim) -> str:
        """The first words of evidence, cut at a word where they are long."""
        return quoted(clipped(shown(claim.evidence[0].quote.text), QUOTE_CHARS))

    def by_date(self, claims: Iterable[StoredClaim]) -> None:
        """Print claims under the times at which they took place."""
        for moment, group in groupby(sorted(claims, key=_place_in_time), key=self.moment):
            self.terminal.line(self.terminal.style(moment, bold=True, underline=True))
            self.terminal.line()
            self.entries(group)

    def entries(self, claims: Iterable[StoredClaim]) -> None:
        """Print claims as a list; neighbours that stand on the same words share them."""
        for _, neighbours in groupby(claims, key=self._shared):
            self._entry(list(neighbours))

    def _shared(self, stored: StoredClaim) -> tuple[str, int, int, str]:
        """What claims must have in common to be told together: the article, its words, and who says so."""
        quote = stored.claim.evidence[0].quote
        return stored.claim.document, quote.start, quote.end, self.according(stored.claim.voices)

    def _entry(self, told: Sequence[StoredClaim]) -> None:
        """Print what took place, the words, who says so and where it was read."""
        terminal, first = self.terminal, told[0]
        for stored in told:
            for line in terminal.wrap(self.headline(stored.claim), indent="  ", hang="    "):
                terminal.line(line)
        for line in terminal.wrap(self.quote(first.claim), indent="    "):
            terminal.line(line)
        about = " · ".join(filter(None, [self.according(first.claim.voices), self.origin(first)]))
        events = dict.fromkeys(stored.event for stored in told if self.standings and stored.event in self.standings)
        rests = dict.fromkeys(self.rests_on(self.standings[event]) for event in events if self.standings)
        for text in (about, *rests, " · ".join(shown(stored.claim.id) for stored in told)):
            for line in terminal.wrap(text, indent="    "):
                terminal.line(terminal.style(line, dim=True))
        terminal.line()

    def rests_on(self, standing: Standing) -> str:
        """*4 artikelen · 2 bronnen · 1 ontkenning*; that no source is told is said."""
        origins = len(standing.origins)
        parts = [
            self.words.count("counts.documents", standing.articles),
            self.words.count("event.origins", origins) if origins else self.words.say("event.no_origin"),
        ]
        if standing.denials:
            parts.append(self.words.count("event.denials", len(standing.denials)))
        return " · ".join(parts)

    def day(self, day: date | None) -> str:
        """A day in words, or that it is unknown."""
        return self.words.day(day) if day else self.words.say("dates.unknown")


def quoted(text: str) -> str:
    """The words between quotation marks; marks that they have already at both ends are not doubled."""
    return f"“{text}”"


def _place_in_time(stored: StoredClaim) -> tuple[date, date, bool]:
    """By first day; on one day the more precise first, and what tells no time (its day is that of publication) last.

    The sort is stable, so claims of one time stay in the chronicle's order.
    """
    when, published = stored.claim.when, stored.published or date.max
    return (when.start, when.end, False) if when else (published, published, True)


def clipped(text: str, chars: int) -> str:
    """The beginning of a long text, cut between words, with a mark that it goes on."""
    if len(text) <= chars:
        return text
    return f"{text[:chars].rsplit(' ', 1)[0]} […]"
