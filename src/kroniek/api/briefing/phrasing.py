"""What both languages share when an act is put in a sentence: its pattern, who is named, which words are quoted.

An act is told with its status: what is planned, possible, denied, unconfirmed or hangs on a condition is never told
as done, and whoever vouches for it is named. The sentences themselves are made in `dutch` and `english`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kroniek.api.briefing.lemmas import frames
from kroniek.api.briefing.naming import Before, Named, Names, is_many, is_person, is_role
from kroniek.api.briefing.wording import Words, most, read
from kroniek.lexicon.countries import countries
from kroniek.model.actor import Party, Voice
from kroniek.model.brief import between_marks
from kroniek.model.claim import Claim
from kroniek.model.ontology import QUADS, EventType, Quad, Status
from kroniek.model.when import Grain, When

FUTURE = frozenset({EventType.AGREE, EventType.CONCEDE})
"""Acts in words about what lies ahead: planned ones were said already."""

UTTERED = FUTURE | {EventType.THREATEN}
"""Acts whose status tells how firm the word is; the word itself was spoken."""

GIVEN = UTTERED | {EventType.SUPPORT, EventType.AID, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT}
"""Acts that somebody gets rather than faces."""

CUT = " […]"
"""Stands where words go on."""

MANY_PARTIES = 4
"""How many parties a sentence names before it counts the rest."""

Entry = dict[str, str]
"""The patterns of one act, by who takes part."""

_DEEDS = frozenset({Quad.MATERIAL_COOPERATION, Quad.MATERIAL_CONFLICT})

_STOPPED = re.compile(r"""\.$|[.!?]["'’”]*[”»]$""")
"""How a sentence ends that needs no stop: its own, or that of the words it quotes, whichever marks close them."""

_PROMISED = re.compile(r"a promise of ([A-Z]+)")
_PEOPLE = frozenset({"CVL", "REF", "SOC", "JRN", "LAB", "EDU", "REL", "CRM", "UNK", "ELI"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A claim to be told: how its parties are introduced in the text, who published it, and the day it is told near.

    `quote` is the words that are told with it, None where the act says enough.
    """

    claim: Claim
    outlet: str
    near: date
    before: Before = field(default=lambda _: "")
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the words within it that an article has."""

    text: str
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stands before the verb, the verb, and what stands behind it (see `nl.toml`)."""

    middle: str
    verb: str
    tail: str
    passive: bool = False

    @classmethod
    def of(cls, text: str, **values: str) -> Pattern:
        """The pattern of a text, filled in."""
        parts = [part.strip().format(**values) for part in f"{text} | ".split("|")]
        return cls(parts[0], parts[1], parts[2])


class Speaker:
    """What is told alike in every language."""

    def __init__(self, words: Words, names: Names) -> None:
        self.words = words
        self.names = names

    # -- who ---------------------------------------------------------------------------------------------------------

    def parties(self, parties: Sequence[Party], before: Before = lambda _: "") -> Named:
        """*Rusland en de Verenigde Staten*; of many the first few, and how many more."""
        named = list(dict.fromkeys(self.name(party, before(party)) for party in parties))
        texts, more = [one.text for one in named[:MANY_PARTIES]], len(named) - MANY_PARTIES
        if more > 0:
            texts.append(self.words.count("lists.others", more))
        return Named(self.words.together(texts), len(named) > 1 or any(one.many for one in named))

    def name(self, party: Party, before: str = "") -> Named:
        """One party; quotation marks in a name go, since marks are for words of an article."""
        named = self.names(party, before)
        return Named(unmarked(named.text), named.many)

    def according(self, act: Act, *, always: bool) -> str:
        """*, volgens Sergej Lavrov*; the outlet where nobody is named and the sentence needs somebody who vouches."""
        claim = act.claim
        actors = {party.name for party in claim.actors}
        voices = [voice for voice in claim.voices if voice.party.name not in actors]
        if voices:
            return self._voiced(voices, act)
        if claim.voices and (always or QUADS[claim.type] in _DEEDS):
            return self.words.say("according.himself")
        return self.outlet(act.outlet) if always else ""

    def _voiced(self, voices: Sequence[Voice], act: Act) -> str:
        first = voices[0]
        through = next((voice for voice in voices[1:] if voice.medium), None)
        named = self.voice(first, act.before)
        key = "medium" if first.medium else first.strength.value
        text = self.words.say(f"according.{key}_{'many' if named.many else 'one'}", who=named.text)
        if through is not None:
            text += self.words.say("according.in", medium=self.name(through.party).text)
        return text

    def voice(self, voice: Voice, before: Before = lambda _: "") -> Named:
        """Somebody who says so; that he is not named is told."""
        if not voice.anonymous:
            return self.name(voice.party, before(voice.party))
        name = voice.party.name
        bare = re.sub(rf"^(?:(?:anonieme?|{'|'.join(read('names.toml')['quantifiers'])}) )+", "", name)
        many = is_many(bare)
        return Named(self.words.say(f"according.unnamed_{'many' if many else 'one'}", who=unmarked(bare)), many)

    def outlet(self, outlet: str) -> str:
        """*, schrijft Voorbeeldkrant*."""
        return (
            self.words.say("according.outlet", who=unmarked(outlet)) if outlet else self.words.say("according.article")
        )

    # -- when --------------------------------------------------------------------------------------------------------

    def time(self, when: When | None, near: date, *, since: bool = False) -> str:
        """*op 3 mei*, *in mei 2019*, *tussen 3 en 5 mei*; *sinds 3 mei* of what goes on."""
        if when is None:
            return ""
        lasting = since and when.start < when.end
        kind, values = self._moment(when, near, since=lasting)
        return self.words.say(f"time_{'since' if lasting else 'on'}.{kind}", **values)

    def _moment(self, when: When, near: date, *, since: bool) -> tuple[str, dict[str, Any]]:
        start, day = when.start, self.words.day
        if since and (start.month, start.day) == (1, 1):
            return "year", {"year": start.year}
        if since or start == when.end:
            return "day", {"day": day(start, near=near)}
        told: dict[Grain, dict[str, Any]] = {
            Grain.WEEK: {"day": day(start, near=near)},
            Grain.MONTH: {"month": self.words.month(start, near=near)},
            Grain.QUARTER: {"quarter": self.words.say(f"dates.q{(start.month + 2) // 3}"), "year": start.year},
            Grain.YEAR: {"year": start.year},
        }
        if when.grain in told:
            return when.grain.value, told[when.grain]
        if (start.month, start.day, when.end.month, when.end.day) == (1, 1, 12, 31):
            return "years", {"start": start.year, "end": when.end.year}
        same_month = (start.year, start.month) == (when.end.year, when.end.month)
        span = {"start": start.day if same_month else day(start, near=when.end), "end": day(when.end, near=near)}
        return "night" if _is_night(when) else "span", span

    def moment(self, act: Act) -> str:
        """When it took place or will; nothing where the time is that of the words alone, or of what was promised."""
        claim = act.claim
        if claim.status is Status.POSSIBLE and claim.type in UTTERED:
            return ""
        if _promised(claim):
            return ""
        return self.time(claim.when, act.near, since=claim.status is Status.ONGOING)

    def due(self, act: Act) -> str:
        """*, gepland op 3 mei*: what was promised for when."""
        time = self.time(act.claim.when, act.near) if _promised(act.claim) else ""
        return f", {self.words.say('status.planned', time=time)}" if time else ""

    # -- what --------------------------------------------------------------------------------------------------------

    def entry(self, claim: Claim) -> Entry:
        """The patterns of an act: by the lemma that told it, else by its first mode, else by its type."""
        acts: dict[str, Entry] = self.words.table["acts"]
        key = next(key for key in _keys(claim) if key in acts)
        return {"alone": acts[claim.type.value]["alone"]} | acts[key]

    def pattern(self, act: Act) -> Pattern:
        """The pattern that tells this act, with those to whom it was done."""
        claim = act.claim
        entry = self._ahead(claim) or self.entry(claim)
        if not claim.actors:
            return self._undergone(claim)
        others = [one for one in claim.recipients if one.name not in {actor.name for actor in claim.actors}]
        if others and "to" in entry:
            people = "people" in entry and all(map(_is_people, others))
            whom = self.parties(others, act.before).text
            return Pattern.of(entry["people" if people else "to"], whom=whom)
        together = len(claim.actors) > 1 and not others
        return Pattern.of(entry["mutual"] if together and "mutual" in entry else entry["alone"])

    def _undergone(self, claim: Claim) -> Pattern:
        """The pattern where nobody is told who did it: it was done to somebody, or he got it, or came to face it."""
        entry = self.entry(claim)
        if "undergone" in entry and ("people" not in entry or all(map(_is_people, claim.recipients))):
            return replace(Pattern.of(entry["undergone"]), passive=True)
        return Pattern.of(
            self.words.say("untold.gets" if claim.type in GIVEN else "untold.faces", what=entry["as_noun"])
        )

    def _ahead(self, claim: Claim) -> Entry | None:
        """The patterns of what was promised, by the type of what lies ahead; None where the act tells it better."""
        if claim.type not in FUTURE or claim.status not in {Status.PLANNED, Status.CONDITIONAL}:
            return None
        ahead: dict[str, Entry] = self.words.table["ahead"]
        promised = (_PROMISED.search(reason.rule) for reason in claim.reasons)
        types = [found.group(1) for found in promised if found and found.group(1) in ahead]
        framed = any(frame in read("brief.toml")["frames"] for frame in frames(claim))
        return ahead[types[0]] if types else None if framed else ahead[claim.type.value]

    def subject(self, act: Act) -> Named:
        """Who did it; where nobody is told, to whom it was done."""
        return self.parties(act.claim.actors or act.claim.recipients, act.before)

    # -- in his own words --------------------------------------------------------------------------------------------

    def quoting(self, act: Act, text: str) -> Told:
        """The sentence with the words that tell the act, or else with the condition on which it hangs."""
        condition = act.claim.condition
        if condition is None and act.quote is None:
            return self.finished(text)
        if condition is None or (act.quote and condition.text in clipped(act.quote)):
            words = clipped(act.quote or "")
            return self.finished(f"{text}{self._conditional(act)}: {between_marks(words)}", [words])
        words = clipped(condition.text)
        return self.finished(f"{text}, {self.words.say('status.condition')}: {between_marks(words)}", [words])

    def _conditional(self, act: Act) -> str:
        return f", {self.words.say('status.conditional')}" if act.claim.condition else ""

    def finished(self, text: str, quoted: Sequence[str] = ()) -> Told:
        """The sentence with its stop, and a capital."""
        text = " ".join(text.split()).replace(" ,", ",").replace(" :", ":")
        text = text[:1].upper() + text[1:]
        return Told(text if _STOPPED.search(text) else f"{text}.", tuple(quoted))


def _keys(claim: Claim) -> list[str]:
    """The keys of an act's patterns, the most telling first."""
    modes = [f"{claim.type.value}.{mode}" for mode in claim.modes]
    telling = [mode for mode in modes if mode in read("brief.toml")["acts"]["first"]]
    framed = [by for frame in frames(claim) if (by := read("brief.toml")["frames"].get(frame))]
    return [*telling, *framed, *modes, claim.type.value]


def is_said(claim: Claim) -> bool:
    """Was the word itself given by somebody, whatever is to follow: a promise, a concession, a threat?"""
    by_deed = any(key in read("brief.toml")["acts"]["deeds"] for key in _keys(claim))
    return claim.type in UTTERED and bool(claim.actors) and not by_deed


def _promised(claim: Claim) -> bool:
    """Was it promised by somebody, for later?"""
    return claim.type in FUTURE and claim.status is Status.PLANNED and is_said(claim)


def _is_night(when: When) -> bool:
    """Two days that words tell as the night between them."""
    return (when.end - when.start).days == 1 and when.quote is not None and "nacht" in when.quote.text.casefold()


_MARKS = str.maketrans(dict.fromkeys("“”„«»"))


def unmarked(text: str) -> str:
    """A name or title without quotation marks."""
    return text.translate(_MARKS)


def clipped(text: str, chars: int | None = None) -> str:
    """Words of an article on one line, cut between words where they are long, with a mark that they go on."""
    line = " ".join(text.split())
    limit = chars or most("words")
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]}{CUT}"


def _is_people(party: Party) -> bool:
    """Is it somebody rather than a state or an organisation?"""
    if countries().by_name(party.name):
        return False
    return is_person(party) or is_role(party) or is_many(party.name) or bool(_PEOPLE & set(party.sectors))
