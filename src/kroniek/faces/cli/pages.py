"""The pages of `kroniek show`: a claim with all its fields, a document with all its claims.

Every field stands with the words that it leads back to; a field that only the context tells says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kroniek.api.records import act_intensity
from kroniek.faces.cli.marking import MarkedSpan, by_line, marked
from kroniek.faces.cli.telling import Teller, quoted
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, Reason
from kroniek.model.ontology import QUADS
from kroniek.model.text import Document, Quote

Row = tuple[str, str]

MANY_COPIES = 10
"""How many near-copies are listed: an agency item may have a hundred. `--json` gives all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in the words of one language, on one terminal."""

    words: Wording
    terminal: Terminal

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=self.terminal)

    # -- a claim ---------------------------------------------------------------------------------------------------

    def claim(self, stored: StoredClaim, document: StoredDocument | None, same_event: Sequence[StoredClaim]) -> None:
        """Print a claim: its fields, its words in the text, its reasons, and where else the event is reported."""
        self._print(self._teller.headline(stored.claim))
        self._print(self.terminal.style(shown(stored.claim.id), dim=True))
        self.terminal.line()
        self.terminal.table(self._fields(stored.claim))
        self.terminal.line()
        self._title(f"{self.words.say('show.evidence')}: {self._source(stored)}")
        for evidence in stored.claim.evidence:
            self._passage(stored.claim, evidence.quote, document.document if document else None)
        self._reasons(stored.claim.reasons)
        if same_event:
            self._title(self.words.say("show.same_event"))
            for other in same_event:
                self._print(f"{self._teller.origin(other)} · {shown(other.claim.id)}", indent="  ")

    def _fields(self, claim: Claim) -> list[Row]:
        say, label = self.words.say, self.words.label
        none = say("show.none")
        return [
            (say("show.kind"), self._kind(claim)),
            (say("show.who"), "; ".join(map(self._party, claim.actors)) or none),
            (say("show.whom"), "; ".join(map(self._party, claim.recipients)) or none),
            (say("show.when"), self._when(claim) or none),
            (say("show.where"), self._where(claim) or none),
            (say("show.status"), label("statuses", claim.status.value)),
            (say("show.hedged"), say("show.yes") if claim.hedged else ""),
            (say("show.voices"), " ← ".join(map(self._voice, claim.voices))),
            (say("show.condition"), self._words(claim.condition)),
            (say("show.figures"), "; ".join(f"{self._teller.figure(f)} {self._words(f.quote)}" for f in claim.figures)),
            (say("show.contexts"), ", ".join(map(self.words.context, claim.contexts))),
            (say("show.coder"), claim.coder),
        ]

    def _kind(self, claim: Claim) -> str:
        quad = self.words.label("quads", QUADS[claim.type].value)
        score = self.words.say("show.intensity", score=f"{act_intensity(claim):g}")
        return f"{' / '.join([claim.type.value, *claim.modes])} ({self.words.act(claim)}; {quad}; {score})"

    def _party(self, party: Party) -> str:
        codes = ", ".join(filter(None, [party.country, *party.sectors, party.wikidata]))
        words = self._words(party.quote) or f"({self.words.say('show.context_only')})"
        notes = "".join(f" ({self.words.say('show.note', note=shown(note))})" for note in party.notes)
        return f"{shown(self.words.party(party))}{f' [{codes}]' if codes else ''} {words}{notes}"

    def _voice(self, voice: Voice) -> str:
        flags = [name for name in ("anonymous", "medium") if getattr(voice, name)]
        told = ", ".join(self.words.say(f"show.{name}") for name in flags)
        return f"{self._party(voice.party)}{f' ({told})' if told else ''}"

    def _when(self, claim: Claim) -> str:
        if not claim.when:
            return ""
        basis = self.words.label("bases", claim.when.basis.value)
        return f"{self.words.when(claim.when)} {self._words(claim.when.quote)} ({basis})"

    def _where(self, claim: Claim) -> str:
        place = claim.place
        if not place:
            return ""
        point = f" ({place.lat:.2f}, {place.lon:.2f})" if place.lat is not None and place.lon is not None else ""
        country = f" [{place.country}]" if place.country else ""
        precision = f", {self.words.label('precisions', place.precision.value)}" if place.precision else ""
        words = self._words(place.quote) or f"({self.words.say('show.context_only')})"
        return f"{shown(self.words.place(place.name))}{country}{precision}{point} {words}"

    def _words(self, quote: Quote | None) -> str:
        return quoted(shown(quote.text)) if quote else ""

    def _passage(self, claim: Claim, evidence: Quote, document: Document | None) -> None:
        """The evidence with the words of the claim's fields marked, each with the name of its field."""
        spans = [
            (quote.start - evidence.start, quote.end - evidence.start, name)
            for name, quote in self._named_quotes(claim)
            if evidence.start <= quote.start and quote.end <= evidence.end
        ]
        text = document.text[evidence.start : evidence.end] if document else evidence.text
        self._print(marked(text, spans, terminal=self.terminal), indent="  ")
        self.terminal.line()

    def _named_quotes(self, claim: Claim) -> Iterable[tuple[str, Quote]]:
        say = self.words.say
        found: list[tuple[str, Quote | None]] = [
            *((say("show.kind"), trigger) for evidence in claim.evidence for trigger in evidence.triggers),
            *((say("show.who"), party.quote) for party in claim.actors),
            *((say("show.whom"), party.quote) for party in claim.recipients),
            *((say("show.voices"), voice.party.quote) for voice in claim.voices),
            (say("show.when"), claim.when.quote if claim.when else None),
            (say("show.where"), claim.place.quote if claim.place else None),
            (say("show.condition"), claim.condition),
            *((say("show.figures"), figure.quote) for figure in claim.figures),
        ]
        return ((name, quote) for name, quote in found if quote)

    def _reasons(self, reasons: Sequence[Reason]) -> None:
        if not reasons:
            return
        self._title(self.words.say("show.reasons"))
        self.terminal.table((self.words.field(reason.field), self._reason(reason)) for reason in reasons)
        self.terminal.line()

    def _reason(self, reason: Reason) -> str:
        score = f"({self.words.score(reason.score)})" if reason.score is not None else ""
        told = " ".join(filter(None, [shown(self.words.rule(reason.rule)), score]))
        return f"{told}: {self._words(reason.quote)}" if reason.quote else told

    # -- a document ------------------------------------------------------------------------------------------------

    def document(
        self, stored: StoredDocument, versions: Sequence[StoredDocument], claims: Sequence[StoredClaim]
    ) -> None:
        """Print a document: what is known of it, its text with the evidence marked, and the list of its claims."""
        document = stored.document
        self._print(self.terminal.style(shown(document.title or document.id), bold=True))
        self._print(self.terminal.style(shown(document.id), dim=True))
        self.terminal.line()
        self.terminal.table(self._about(stored))
        if len(versions) > 1:
            self.terminal.line()
            self._title(self.words.say("show.versions"))
            self.terminal.table((shown(version.document.id), self._version(version)) for version in versions)
        self.terminal.line()
        ordered = sorted(claims, key=lambda one: (one.claim.evidence[0].quote.start, one.claim.id))
        self._text(document, ordered)
        self._claims(ordered)

    def _about(self, stored: StoredDocument) -> list[Row]:
        say, document = self.words.say, stored.document
        return [
            (say("show.published"), self._published(document)),
            (say("show.publisher"), shown(document.publisher or "")),
            (say("show.url"), shown(document.url or "")),
            (say("show.source"), shown(str(document.source))),
            (say("show.language"), document.language),
            (say("show.hash"), document.content_hash),
            (say("show.copies"), self._copies(stored.copies)),
        ]

    def _copies(self, copies: Sequence[str]) -> str:
        listed = ", ".join(map(shown, copies[:MANY_COPIES]))
        more = len(copies) - MANY_COPIES
        return f"{listed} {self.words.say('show.more_copies', n=self.words.number(more))}" if more > 0 else listed

    def _published(self, document: Document) -> str:
        published = document.published
        if not published:
            return self.words.say("dates.unknown")
        known = self.words.label("known", published.known.value)
        reliability = self.words.label("reliabilities", published.reliability.value)
        return (
            f"{self.words.day(published.day)}{f' {published.time}' if published.time else ''} ({known}, {reliability})"
        )

    def _version(self, stored: StoredDocument) -> str:
        state = self.words.say("show.current" if stored.current else "show.superseded")
        length = self.words.say("show.length", n=self.words.number(len(stored.document.text)))
        return f"{self._published(stored.document)} · {length} · {state}"

    def _text(self, document: Document, claims: Sequence[StoredClaim]) -> None:
        """The text by paragraph; evidence bears the numbers of its claims in the list below."""
        spans: list[MarkedSpan] = [
            (evidence.quote.start, evidence.quote.end, str(number))
            for number, one in enumerate(claims, 1)
            for evidence in one.claim.evidence
        ]
        for line, inside in by_line(document.text, spans):
            paragraph = marked(line, inside, terminal=self.terminal, strong=False)
            self._print(paragraph, indent="  ")
            if paragraph:
                self.terminal.line()

    def _claims(self, claims: Sequence[StoredClaim]) -> None:
        if not claims:
            self._print(self.words.say("show.no_claims"))
            return
        self._title(self.words.say("show.claims"))
        width = len(str(len(claims)))
        for number, one in enumerate(claims, 1):
            hang = " " * (width + 4)
            head = f"{self._teller.headline(one.claim)} · {self._teller.moment(one)}"
            self._print(head, indent=f"  {number:>{width}}  ", hang=hang)
            self._print(self.terminal.style(shown(one.claim.id), dim=True), indent=hang)

    # -- lines -----------------------------------------------------------------------------------------------------

    def _source(self, stored: StoredClaim) -> str:
        origin = self._teller.origin(stored)
        title = quoted(shown(stored.title)) if stored.title else shown(stored.claim.document)
        return origin if origin.startswith(title) else f"{title}, {origin}"

    def _title(self, text: str) -> None:
        for line in self.terminal.wrap(text):
            self.terminal.line(self.terminal.style(line, bold=True))

    def _print(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)
