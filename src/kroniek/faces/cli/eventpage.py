"""The page of `kroniek event`: what happened, the voices side by side, the origins, the differences, the denials,
the events that have to do with it.

Every line bears the words that it goes back to and the article in which they stand. Nothing says who is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kroniek.api.standing import EventCard
from kroniek.faces.cli.because import because
from kroniek.faces.cli.telling import Teller, clipped, quoted
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.claim import Claim, ClaimId
from kroniek.model.difference import Account, Difference
from kroniek.model.judgement import Link
from kroniek.model.ontology import Status
from kroniek.model.standing import Origin, Trace
from kroniek.model.text import Quote

WORDS_CHARS = 160
"""How much of the words behind an origin or an account a line shows."""
TITLE_CHARS = 60
"""How much of a headline stands for an article without an outlet."""
MANY = 12
"""How many articles of one origin are listed; `--json` gives all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLines:
    """Puts a difference in words: the field, whether time explains it, and every account with who tells it."""

    words: Wording
    terminal: Terminal
    claims: Mapping[ClaimId, StoredClaim]
    above: Collection[Quote] = ()  # words that stand above already, and are not told again

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=self.terminal)

    def field(self, field: str) -> str:
        """The name of a field."""
        kind, _, key = field.partition(".")
        return self.words.label("figures", key) if kind == "figures" else self.words.field(kind)

    def print(self, difference: Difference, *, indent: str = "  ") -> None:
        """Print a difference and its accounts."""
        head = f"{self.field(difference.field)}: {self.words.label('courses', difference.reason)}"
        for line in self.terminal.wrap(head, indent=indent, hang=indent + "  "):
            self.terminal.line(line)
        values = [(self.value(difference.field, account), account) for account in difference.accounts]
        width = max(len(value) for value, _ in values) if values else 0
        width = min(width, max(8, self.terminal.width // 4))
        for value, account in values:
            self._account(value, account, indent=indent + "  ", width=width)

    def value(self, field: str, account: Account) -> str:
        """A value as a person says it, by the first claim that tells it."""
        stored = self.claims.get(account.claims[0])
        if stored is None:
            return account.value
        claim, teller = stored.claim, self._teller
        kind, _, key = field.partition(".")
        if kind == "figures":
            figure = next((one for one in claim.figures if one.key.value == key), None)
            return teller.figure(figure).removeprefix(f"{self.field(field)} ") if figure else account.value
        if kind == "date" and claim.when:
            return self.words.when(claim.when)
        if kind == "status":
            return self.words.label("statuses", account.value)
        return shown(account.value.replace("; ", ", "))

    def _account(self, value: str, account: Account, *, indent: str, width: int) -> None:
        """The value, then for each article who tells it, with the words."""
        hang = indent + " " * (width + 2)
        head = f"{indent}{self.terminal.style(value.ljust(width), bold=True)}  "
        if len(value) > width:
            self.terminal.line(f"{indent}{self.terminal.style(value, bold=True)}")
            head = hang
        for number, told in enumerate(self._told(account)):
            lines = self.terminal.wrap(told, indent=hang)
            self.terminal.line((head if not number else hang) + lines[0].removeprefix(hang))
            for line in lines[1:]:
                self.terminal.line(line)

    def _told(self, account: Account) -> Iterator[str]:
        """Who tells a value in each article; articles with the same words and voices together."""
        groups: dict[tuple[str, str], list[str]] = {}
        for id_, words in zip(account.claims, account.words, strict=False):
            stored = self.claims.get(id_)
            if stored is None:
                continue
            quote = "" if words.quote in self.above else quoted(clipped(shown(words.quote.text), WORDS_CHARS))
            groups.setdefault((quote, self._teller.according(stored.claim.voices)), []).append(
                self._teller.origin(stored)
            )
        for (quote, voices), origins in groups.items():
            yield " · ".join(filter(None, [quote, voices, "; ".join(dict.fromkeys(origins))]))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """A page in the words of one language, on one terminal."""

    words: Wording
    terminal: Terminal
    card: EventCard
    links: Sequence[tuple[Link, StoredClaim | None]] = ()

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=self.terminal)

    def print(self) -> None:
        """Print the page."""
        self._head()
        self._voices()
        self._origins()
        self._differences()
        self._denials()
        self._links()
        self._versions()

    @property
    def _above(self) -> frozenset[Quote]:
        """The words that stand with the voices."""
        return frozenset(stored.claim.evidence[0].quote for stored in self.card.claims)

    # -- what happened ---------------------------------------------------------------------------------------------

    def _head(self) -> None:
        best = fullest(self.card.claims)
        self._print(self._teller.headline(best.claim))
        place = best.claim.place
        where = shown(self.words.place(place.name)) if place else ""
        self._print(" · ".join(filter(None, [self._teller.moment(best), where])))
        self._print(self.terminal.style(self._teller.rests_on(self.card.standing), bold=True))
        if self.card.as_of:
            self._print(self.words.say("event.as_of", day=self.words.day(self.card.as_of)))
        self._print(self.terminal.style(shown(self.card.event), dim=True))

    # -- voices ----------------------------------------------------------------------------------------------------

    def _voices(self) -> None:
        """Who says what, each voice with its words; the order is that of report."""
        self._title(self.words.say("event.voices"))
        usual = fullest(self.card.claims).claim
        groups: dict[str, list[StoredClaim]] = {}
        for stored in sorted(self.card.claims, key=_moment):
            groups.setdefault(self._teller.according(stored.claim.voices), []).append(stored)
        for voices, told in groups.items():
            self._print(voices or self.words.say("event.article_itself"), indent="  ")
            for stored in told:
                self._words(stored, usual)

    def _words(self, stored: StoredClaim, usual: Claim) -> None:
        marks = [] if self._teller.standing(stored.claim) == self._teller.standing(usual) else self._standing(stored)
        self._print(self._teller.quote(stored.claim), indent="    ")
        about = " · ".join([self._teller.origin(stored), *marks, shown(stored.claim.id)])
        for line in self.terminal.wrap(about, indent="    "):
            self.terminal.line(self.terminal.style(line, dim=True))

    def _standing(self, stored: StoredClaim) -> list[str]:
        return self._teller.standing(stored.claim) or [self.words.label("statuses", stored.claim.status.value)]

    # -- origins ---------------------------------------------------------------------------------------------------

    def _origins(self) -> None:
        standing = self.card.standing
        self._title(self.words.say("event.origins_title"))
        for origin in standing.origins:
            self._origin(origin)
        if standing.unknown:
            number = self.words.count("event.unknown", len(standing.unknown))
            self._print(number, indent="  ", hang="    ")
            self._traces(standing.unknown)

    def _origin(self, origin: Origin) -> None:
        kind = self.words.label("origin_kinds", origin.kind.value)
        tier = self.words.say("event.tier", tier=shown(origin.tier)) if origin.tier else ""
        about = ", ".join(filter(None, [kind, tier]))
        number = self.words.count("counts.documents", len(origin.documents))
        self._print(
            f"{self.terminal.style(shown(self.words.called(origin.name)), bold=True)} ({about}) · {number}",
            indent="  ",
            hang="    ",
        )
        self._traces(origin.traces)

    def _traces(self, traces: Sequence[Trace]) -> None:
        groups: dict[tuple[str, str], list[Trace]] = {}
        for trace in traces:
            groups.setdefault((trace.document, trace.reason), []).append(trace)
        for told in list(groups.values())[:MANY]:
            self._print(self._trace(told), indent="    ", hang="      ")
        if (more := len(groups) - MANY) > 0:
            self._print(self.words.say("show.more_copies", n=self.words.number(more)), indent="    ")

    def _trace(self, traces: Sequence[Trace]) -> str:
        """The article, its words where they do not stand above already, and the rule in plain words."""
        first = traces[0]
        document = self.card.documents.get(first.document)
        where = article(self.words, document) if document else shown(first.document)
        quotes = dict.fromkeys(one.quote.text for one in traces if one.quote and one.quote not in self._above)
        told = [quoted(clipped(shown(quote), WORDS_CHARS)) for quote in quotes]
        return f"{where}: {', '.join([*told, self._reason(first.reason)])}"

    def _reason(self, reason: str) -> str:
        before, copy, other = reason.partition("near-copy of ")
        if copy and not before:
            document = self.card.documents.get(other)
            where = article(self.words, document) if document else shown(other)
            return self.words.say("event.copy_of", other=where)
        return str(self.words.words["traces"].get(reason, reason))

    # -- differences, denials, versions ----------------------------------------------------------------------------

    def _differences(self) -> None:
        if not self.card.differences:
            return
        self._title(self.words.say("event.differences"))
        told = (*self.card.earlier, *self.card.claims, *self.card.denying)
        lines = DifferenceLines(
            words=self.words,
            terminal=self.terminal,
            claims={one.claim.id: one for one in told},
            above=self._above,
        )
        for difference in self.card.differences:
            lines.print(difference)

    def _denials(self) -> None:
        denials = self.card.standing.denials
        if not denials:
            return
        self._title(self.words.say("event.denied"))
        for denial in denials:
            document = self.card.documents.get(denial.document)
            where = article(self.words, document) if document else shown(denial.document)
            who = shown(denial.who) or self.words.say("event.denied_by_nobody")
            self._print(f"{self.terminal.style(who, bold=True)} · {where}", indent="  ", hang="    ")
            self._print(quoted(clipped(shown(denial.quote.text), WORDS_CHARS)), indent="    ")

    def _links(self) -> None:
        """What other events are to it: what came of it, its parts, repeats, the same matter."""
        if not self.links:
            return
        self._title(self.words.say("event.links"))
        for link, other in self.links[:MANY]:
            print_link(self.words, self.terminal, link, other, indent="  ")
        if (more := len(self.links) - MANY) > 0:
            self._print(f"{self.words.count('counts.links', more)} …", indent="  ")

    def _versions(self) -> None:
        """What earlier versions of the articles said of it."""
        earlier = sorted(self.card.earlier, key=_moment)
        if not earlier:
            return
        self._title(self.words.say("event.versions"))
        for stored in earlier:
            self._print(self._teller.quote(stored.claim), indent="  ", hang="    ")
            about = " · ".join([self._teller.origin(replace(stored, current=True)), shown(stored.claim.id)])
            for line in self.terminal.wrap(about, indent="    "):
                self.terminal.line(self.terminal.style(line, dim=True))

    # -- lines -----------------------------------------------------------------------------------------------------

    def _title(self, text: str) -> None:
        self.terminal.line()
        for line in self.terminal.wrap(text):
            self.terminal.line(self.terminal.style(line, bold=True, underline=True))

    def _print(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)


def print_link(words: Wording, terminal: Terminal, link: Link, other: StoredClaim | None, *, indent: str = "") -> None:
    """A link: what the other event is to this one, its words with day and outlet, and why."""
    head = terminal.style(f"{words.link(link)}: {shown(link.event)}", bold=True)
    quote = quoted(clipped(shown(" ".join(other.claim.evidence[0].quote.text.split())), WORDS_CHARS)) if other else ""
    for number, text in enumerate(filter(None, [head, quote])):
        for line in terminal.wrap(text, indent=indent + "  " * bool(number)):
            terminal.line(line)
    teller = Teller(words=words, terminal=terminal)
    where = [teller.origin(other)] if other else []
    about = " · ".join([*where, because(link.reason, words), f"{link.score:.2f}", shown(link.by)])
    for line in terminal.wrap(about, indent=indent + "  "):
        terminal.line(terminal.style(line, dim=True))


def article(words: Wording, stored: StoredDocument) -> str:
    """An article by its outlet (the headline where that is unknown) and its day."""
    document = stored.document
    outlet = shown(document.publisher or "") or quoted(clipped(shown(document.title or document.id), TITLE_CHARS))
    return f"{outlet}, {words.day(document.published.day) if document.published else words.say('dates.unknown')}"


def fullest(claims: Iterable[StoredClaim]) -> StoredClaim:
    """The claim that tells most of what took place, the first of equals, and one that asserts it rather than not."""

    def told(stored: StoredClaim) -> tuple[bool, int]:
        claim = stored.claim
        fields = (claim.actors, claim.recipients, claim.when, claim.place, claim.modes, not claim.hedged)
        return claim.status is not Status.DENIED, sum(bool(field) for field in fields)

    return max(sorted(claims, key=_moment), key=told)


def _moment(stored: StoredClaim) -> tuple[str, str, int]:
    return (str(stored.published or "9999"), stored.claim.document, stored.claim.evidence[0].quote.start)
