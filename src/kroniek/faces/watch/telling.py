"""An alert in words, once for all outlets: what came, why, and the words of the articles on which it rests.

Nothing here is for one outlet alone; each puts these parts on its own page. Texts of articles have no characters left
that steer a terminal or break a header.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kroniek.faces.cli.telling import QUOTE_CHARS, clipped
from kroniek.faces.cli.terminal import shown
from kroniek.faces.cli.wording import Wording, wording
from kroniek.faces.exports.telling import headline
from kroniek.memory.store import StoredClaim
from kroniek.model.claim import Claim
from kroniek.model.ontology import Status
from kroniek.model.watching import Alarm, Alert, Counted, Week

if TYPE_CHECKING:
    from kroniek.api import Chronicle


SHORT_WEEKS = 50
"""Judged weeks below which a share of alarms is told to be uncertain: a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on which an alert rests: what was done, the quotation, the outlet and its day, and where to find it."""

    what: str
    quote: str
    origin: str
    claim: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert in words: a line, sentences about it, and the words of articles."""

    alert: Alert
    title: str
    about: tuple[str, ...]
    words: tuple[Words, ...]

    def source(self, one: Words) -> str:
        """Where words come from, and what they tell where the title does not say it already."""
        what = () if one.what in self.title else (one.what,)
        return " · ".join([*what, one.origin, one.claim])

    def lines(self) -> Iterator[str]:
        """Plain lines, for a mail or an entry of a feed."""
        yield from self.about
        for one in self.words:
            yield ""
            yield f"“{one.quote}”"
            yield self.source(one)
            if one.url:
                yield one.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Puts alerts in words of one language."""

    chronicle: Chronicle
    language: str

    def told(self, alert: Alert) -> Told:
        """The alert in words."""
        claims = [claim for id_ in alert.claims if (claim := self.chronicle.claim(id_))]
        return Told(
            alert=alert,
            title=self._title(alert, claims),
            about=tuple(self._about(alert, claims)),
            words=tuple(map(self._words, claims)),
        )

    @property
    def _said(self) -> Wording:
        return said(self.language)

    @property
    def _plain(self) -> Wording:
        return wording(self.language)

    def _title(self, alert: Alert, claims: list[StoredClaim]) -> str:
        say = self._said.say
        if alert.week:
            kind = "" if alert.week.counted is Counted.ALL else f"_{alert.week.counted.value}"
            actor, other = (self._called(name) for name in (alert.week.actor, alert.week.other))
            return say(f"alert.week{kind}", actor=actor, other=other)
        if alert.alarm is Alarm.DENIAL:
            return self._denial(alert, claims)
        what = self._what(claims[0].claim) if claims else shown(alert.subject)
        day = self._plain.day(alert.day) if alert.day else say("alert.no_day")
        return say(f"alert.{alert.alarm.value}", what=what, day=day)

    def _denial(self, alert: Alert, claims: list[StoredClaim]) -> str:
        """Who denies what: as it is asserted, where it is; an act of denying itself is not told twice."""
        who, told = self._called(alert.by), (claims[1:] or claims)[:1]
        if not told or (who and any(party.name == alert.by for party in told[0].claim.actors)):
            return self._said.say("alert.denial_alone", who=who or self._said.say("alert.nobody"))
        what = self._what(replace(told[0].claim, status=Status.HAPPENED, hedged=False))
        return self._said.say("alert.denial_by" if who else "alert.denial", who=who, what=what)

    def _what(self, claim: Claim) -> str:
        return shown(headline(claim, self._plain))

    def _called(self, name: str) -> str:
        return shown(self._plain.called(name))

    def _about(self, alert: Alert, claims: list[StoredClaim]) -> Iterator[str]:
        yield self._said.say("alert.of_question", name=shown(alert.name))
        if alert.week:
            yield from self._week(alert.week)
        if not claims:
            yield self._said.say("alert.gone")

    def _week(self, week: Week) -> Iterator[str]:
        say, plain = self._said.say, self._plain
        first = plain.day(week.start)
        if week.start.year == week.end.year:
            first = first.removesuffix(f" {week.start.year}")
        span = say("alert.span", first=first, last=plain.day(week.end))
        yield say(
            "alert.busy",
            events=self._said.count("counts.events", week.events),
            span=span,
            expected=self.decimal(week.expected),
            once=self.about_so_many(1 / week.chance),
        )
        yield say(
            "alert.false_alarms",
            shuffled=self.decimal(1000 * week.shuffled),
            flagged=plain.number(week.flagged),
            weeks=plain.number(week.weeks),
        )
        if week.weeks < SHORT_WEEKS:
            yield say("alert.short")

    def about_so_many(self, number: float) -> str:
        """A number of which two digits count: *1.200*."""
        return self._plain.number(int(float(f"{number:.2g}")))

    def decimal(self, number: float) -> str:
        """A number with one digit behind the mark."""
        return f"{number:.1f}".replace(".", self._said.say("alert.comma"))

    def _words(self, stored: StoredClaim) -> Words:
        outlet = shown(stored.publisher or "") or self._said.say("alert.no_outlet")
        day = self._plain.day(stored.published) if stored.published else self._said.say("alert.no_day")
        return Words(
            what=self._what(stored.claim),
            quote=clipped(shown(stored.claim.evidence[0].quote.text), QUOTE_CHARS),
            origin=f"{outlet}, {day}",
            claim=shown(stored.claim.id),
            url=stored.url,
        )


@cache
def said(language: str) -> Wording:
    """What watching says in `nl` or `en`."""
    import tomllib  # noqa: PLC0415 - the first alert needs it
    from importlib import resources  # noqa: PLC0415 - likewise

    file = resources.files("kroniek.faces.watch").joinpath("data", f"{language}.toml")
    return Wording(tomllib.loads(file.read_text(encoding="utf-8")))
