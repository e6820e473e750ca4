"""A claim as lists and pages show it: who, what, to whom, when, on whose word, with the words of the article.

Values for templates, in the words of one language; nothing is told that the claim does not hold. Every entry carries
the addresses that lead to its words.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kroniek.api.who import country_name
from kroniek.faces.cli.telling import Teller, clipped
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.faces.web.links import Links
from kroniek.faces.web.marking import Stretch, excerpt
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, Figure, Reason
from kroniek.model.ontology import QUADS, EventType
from kroniek.model.text import Quote

QUOTE_CHARS = 320
"""How much of the evidence a list shows; the article has all of it."""

MANY_PARTIES = 4
"""How many parties a headline names before it counts the rest."""

WORDS_CHARS = 120
"""How much of the words of a reason is shown; the sentence stands beside it in full."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; no address where there is nowhere to go."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim in a list."""

    id: str
    actors: tuple[Link, ...]
    recipients: tuple[Link, ...]
    act: str
    quad: str
    status: str
    marks: tuple[str, ...]
    moment: str
    quote: tuple[Stretch, ...]
    cut: bool
    voices: tuple[Link, ...]
    according: str
    title: str
    origin: str
    href: str
    words: str
    event: str
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason of a field: what decided, how sure, and the words it went by."""

    rule: str
    score: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a claim: its name, its values, whether it is empty, and why it is so."""

    name: str
    key: str
    values: tuple[Value, ...]
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a field: words that may lead somewhere, codes and remarks beside it, and its words in the text."""

    text: str
    href: str = ""
    codes: str = ""
    notes: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells claims in the words of one language."""

    words: Wording
    links: Links

    # -- in a list ---------------------------------------------------------------------------------------------------

    def entry(self, stored: StoredClaim) -> Entry:
        """A claim for a list."""
        claim = stored.claim
        quote, cut = excerpt(claim, chars=QUOTE_CHARS)
        return Entry(
            id=claim.id,
            actors=self.parties(claim.actors),
            recipients=self.parties(claim.recipients),
            act=self.words.act(claim),
            quad=quad_class(claim.type),
            status=claim.status.value,
            marks=self.marks(claim),
            moment=self.moment(stored),
            quote=tuple(quote),
            cut=cut,
            voices=tuple(self.voice(voice) for voice in claim.voices),
            according=self._teller.according(claim.voices),
            title=shown(stored.title or ""),
            origin=self.origin(stored),
            href=self.links.claim(claim.id),
            words=self.links.article(claim.document if stored.current else exact(claim.document), claim.id),
            event=self.links.event(stored.event),
            dated=claim.when is not None,
        )

    def entries(self, claims: Iterable[StoredClaim]) -> list[Entry]:
        """Claims for a list."""
        return [self.entry(stored) for stored in claims]

    def headline(self, claim: Claim) -> str:
        """*Rusland → Oekraïne: luchtaanval*, without marks."""
        who = self.names(claim.actors) or self.words.say("claim.nobody")
        whom = self.names(claim.recipients)
        return f"{f'{who} → {whom}' if whom else who}: {self.words.act(claim)}"

    def parties(self, parties: Sequence[Party]) -> tuple[Link, ...]:
        """Parties that lead to their cards; of many the first, and how many more there are."""
        named = [Link(shown(self.words.party(party)), self.links.actor(party.name)) for party in parties[:MANY_PARTIES]]
        more = len(parties) - MANY_PARTIES
        return (*named, Link(self.words.say("site.more", n=more))) if more > 0 else tuple(named)

    def names(self, parties: Sequence[Party]) -> str:
        """*Frankrijk, Duitsland en Rusland*."""
        return self._teller.together([link.text for link in self.parties(parties)])

    def voice(self, voice: Voice) -> Link:
        """Who says so; an unnamed one leads nowhere."""
        name = shown(self.words.party(voice.party))
        if voice.anonymous:
            return Link(self.words.say("claim.anonymous", who=name))
        return Link(name, self.links.actor(voice.party.name))

    def named(self, voices: Iterable[Voice]) -> str:
        """The names of those who say so, each once."""
        return ", ".join(dict.fromkeys(shown(self.words.party(voice.party)) for voice in voices))

    def according(self, voices: Sequence[Voice]) -> str:
        """*volgens functionarissen (anoniem), via The New York Times*."""
        return self._teller.according(voices)

    def marks(self, claim: Claim) -> tuple[str, ...]:
        """What a reader must know before believing it: the status where it did not simply happen, and doubt."""
        return tuple(self._teller.standing(claim))

    def moment(self, stored: StoredClaim) -> str:
        """When it took place; where that is not told, when it was reported."""
        return self._teller.moment(stored)

    def origin(self, stored: StoredClaim) -> str:
        """Outlet and day of publication."""
        return self._teller.origin(stored)

    def day(self, day: date | None) -> str:
        """A day in words."""
        return self.words.day(day) if day else self.words.say("dates.unknown")

    def figure(self, figure: Figure) -> str:
        """*doden ≥ 83*."""
        return self._teller.figure(figure)

    def span(self, first: date | None, last: date | None) -> str:
        """From one day to another; nothing where neither is known."""
        days = dict.fromkeys(self.words.day(day) for day in (first, last) if day)
        return " – ".join(days)

    def signed(self, number: float) -> str:
        """A number with its sign and one decimal."""
        return self.words.decimal(f"{number:+.1f}").replace("-", "−")

    def number(self, number: float) -> str:
        """A number with the language's mark between thousands."""
        return self.words.number(number)

    def country(self, code: str | None) -> str:
        """A country, or what stands in its place, in words; a code that nothing is known of stays as it is."""
        if not code:
            return ""
        special = self.words.words["special_countries"]
        if code in special:
            return str(special[code])
        told = country_name(code)
        return self.words.called(told) if told else code

    def sectors(self, codes: Iterable[str]) -> str:
        """Of which part of a society somebody is."""
        labels = self.words.words["sectors"]
        return ", ".join(str(labels.get(code, code)) for code in codes)

    # -- field by field ----------------------------------------------------------------------------------------------

    def fields(self, claim: Claim, *, linked: str | None = None) -> list[Field]:
        """Every field of a claim with why it is so; `linked` is the address of the claim that tells the condition."""
        values: dict[str, tuple[Value, ...]] = {
            "type": (self._kind(claim),),
            "mode": tuple(Value(text=self._mode(claim.type, mode), codes=mode) for mode in claim.modes),
            "actors": tuple(map(self._party, claim.actors)),
            "recipients": tuple(map(self._party, claim.recipients)),
            "date": self._when(claim),
            "place": self._place(claim),
            "status": (Value(text=self.words.label("statuses", claim.status.value), codes=claim.status.value),),
            "hedged": (Value(text=self.words.say("show.yes")),) if claim.hedged else (),
            "sources": tuple(map(self._source, claim.voices)),
            "condition": self._condition(claim, linked),
            "figures": tuple(Value(text=self.figure(one), quote=_told(one.quote)) for one in claim.figures),
            "context": tuple(Value(text=self.words.context(one), codes=one) for one in claim.contexts),
        }
        always = {"actors", "recipients", "date", "place"}
        return [
            Field(name=self.words.field(key), key=key, values=told, reasons=self.reasons(claim.reasons, key))
            for key, told in values.items()
            if told or key in always
        ]

    def reasons(self, reasons: Iterable[Reason], field: str) -> tuple[Why, ...]:
        """Why a field is so, each reason once."""
        told = (
            Why(
                rule=shown(self.words.rule(reason.rule)),
                score=self.words.score(reason.score) if reason.score is not None else "",
                words=clipped(_told(reason.quote), WORDS_CHARS),
            )
            for reason in reasons
            if reason.field == field
        )
        return tuple(dict.fromkeys(told))

    def _kind(self, claim: Claim) -> Value:
        quad = self.words.label("quads", QUADS[claim.type].value)
        quote = " … ".join(_told(trigger) for trigger in claim.evidence[0].triggers)
        return Value(
            text=self.words.label("types", claim.type.value), codes=claim.type.value, notes=(quad,), quote=quote
        )

    def _mode(self, type_: EventType, mode: str) -> str:
        return self.words.label("modes", f"{type_.value}.{mode}")

    def _party(self, party: Party) -> Value:
        return Value(
            text=shown(self.words.party(party)),
            href=self.links.actor(party.name),
            notes=(
                *dict.fromkeys(filter(None, [self._of_country(party), self.sectors(party.sectors)])),
                *(self.words.say("show.note", note=shown(note)) for note in party.notes),
                *(() if party.quote else (self.words.say("show.context_only"),)),
            ),
            quote=_told(party.quote),
        )

    def _of_country(self, party: Party) -> str:
        told = self.country(party.country)
        return "" if told == self.words.party(party) else told

    def _source(self, voice: Voice) -> Value:
        told = self._party(voice.party)
        flags = tuple(self.words.say(f"show.{name}") for name in ("anonymous", "medium") if getattr(voice, name))
        strength = self.words.label("strengths", voice.strength.value)
        return Value(
            text=told.text,
            href="" if voice.anonymous else told.href,
            notes=(*flags, *([strength] if strength else []), *told.notes),
            quote=told.quote,
        )

    def _when(self, claim: Claim) -> tuple[Value, ...]:
        when = claim.when
        if when is None:
            return ()
        basis = self.words.label("bases", when.basis.value)
        return (Value(text=self.words.when(when), notes=(basis,), quote=_told(when.quote)),)

    def _place(self, claim: Claim) -> tuple[Value, ...]:
        place = claim.place
        if place is None:
            return ()
        precision = (self.words.label("precisions", place.precision.value),) if place.precision else ()
        implied = () if place.quote else (self.words.say("show.context_only"),)
        country, name = self.country(place.country), self.words.place(place.name)
        return (
            Value(
                text=shown(name),
                notes=(*([country] if country != name else []), *precision, *implied),
                quote=_told(place.quote),
            ),
        )

    def _condition(self, claim: Claim, linked: str | None) -> tuple[Value, ...]:
        if claim.condition is None:
            return ()
        return (Value(text=_told(claim.condition), href=linked or "", quote=_told(claim.condition)),)

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=Terminal(stream=io.StringIO()))


def exact(key: str) -> str:
    """The version that a key means by itself: a bare id is the first one, where a reader's bare id means the newest."""
    return key if "@" in key else f"{key}@1"


def quad_class(type_: EventType) -> str:
    """The quad class as a name for styles: `material-conflict`."""
    return QUADS[type_].value.replace(" ", "-")


def _told(quote: Quote | None) -> str:
    return shown(quote.text) if quote else ""
