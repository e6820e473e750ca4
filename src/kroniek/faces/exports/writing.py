"""What every writer of an export is given, and what it tells: the seam between the command and the formats.

A writer is a function `write(claims, stream, how, tally)`. `claims` can be called more than once, because some formats
need to know something of all claims before they write the first; no writer holds them all. The same claims give the
same bytes: nothing here knows the time, a folder or the order of a set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Protocol
from urllib.parse import quote as percent

from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.ids import digest
from kroniek.model.ontology import Status
from kroniek.model.text import Quote

Claims = Callable[[], Iterator[StoredClaim]]

TAKEN_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
"""What a format that knows no status can hold without saying more than the text."""


def by_name(party: Party) -> str:
    """Who somebody is by Wikidata id, else by name and country: what can be known without a chronicle."""
    return party.wikidata or f"a-{digest('actor', party.name, party.country or '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to write.

    `most` is the highest number of characters of a quotation: None for all of it, 0 for no words of an article at all
    (offsets stay). `everything` also writes what is planned, denied or hedged to a format that cannot say so. `base`
    begins the addresses of things in RDF and JSON-LD. `who` gives the id of the actor that a party is taken for.
    """

    most: int | None = None
    everything: bool = False
    base: str = "urn:kroniek:"
    language: str = "nl"
    who: Callable[[Party], str] = by_name

    def iri(self, kind: str, id_: str) -> str:
        """The address of something of a kind (`claim`, `event`, `document`, `actor`, …)."""
        return f"{self.base}{kind}/{percent(id_, safe=':@', errors='backslashreplace')}"

    def words(self, quote: Quote | None) -> str | None:
        """The words of a quote as far as they may be shown; None where they may not."""
        return self.cut(quote.text) if quote else None

    def cut(self, text: str) -> str | None:
        """A text of an article as far as it may be shown; `…` says that it goes on."""
        if self.most == 0:
            return None
        return text if self.most is None or len(text) <= self.most else f"{text[: self.most - 1]}…"


@dataclass(slots=True)
class Tally:
    """What became of the claims: written, left out (by reason), and written with a remark (by remark)."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    @property
    def untold(self) -> bool:
        """Were claims left out because the format cannot say how they stand?"""
        return any(self.left_out[reason] for reason in ("hedged", *Status))

    def leave_out(self, reason: str, claims: int = 1) -> None:
        """Note that claims that were counted as written are left out after all."""
        self.written -= claims
        self.left_out[reason] += claims


class Write(Protocol):
    """A writer of one format; the stream is binary where the format is."""

    def __call__(self, claims: Claims, stream: IO[Any], how: How, tally: Tally) -> None:
        """Write the claims to the stream, and count what became of them."""


def counted(claims: Claims, tally: Tally) -> Iterator[StoredClaim]:
    """All claims, counted as written."""
    for stored in claims():
        tally.written += 1
        yield stored


def taken_place(claims: Claims, how: How, tally: Tally | None = None) -> Iterator[StoredClaim]:
    """The claims that are told as having taken place, without doubt; with `how.everything` all.

    For formats without a field for status or doubt. Without a `tally` nothing is counted: for a second reading.
    """
    tally = tally or Tally()
    for stored in claims():
        claim = stored.claim
        reason = None if claim.status in TAKEN_PLACE else claim.status.value
        reason = reason or ("hedged" if claim.hedged else None)
        if reason and not how.everything:
            tally.left_out[reason] += 1
            continue
        if reason:
            tally.remarks["untold"] += 1
        tally.written += 1
        yield stored


def counted_once(claims: Claims, how: How, tally: Tally) -> Claims:
    """The claims of `taken_place`, to be read again and again: they are counted in the first reading only."""
    readings = [tally]
    return lambda: taken_place(claims, how, readings.pop() if readings else None)


def address(url: str) -> str:
    """An address from an article's metadata, with nothing in it that an IRI may not hold."""
    return percent(url, safe="-._~!$&'()+*,;=:@/?#%[]", errors="backslashreplace")


def line(text: str | None) -> str:
    """A text for one cell of a line: no tabs, line ends or other control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())


def number(*parts: str) -> int:
    """A positive whole number for ids of parts, the same on every machine and exact in a double (52 bits)."""
    return int(digest(*parts, chars=13), 16)
