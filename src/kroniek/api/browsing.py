"""Looking around in a chronicle: pages of claims and articles, how they divide, where they took place, who with whom.

    from kroniek.api import browsing
    first = browsing.claims(chronicle, query(actor="Rusland"), size=50, newest=True)
    more = browsing.claims(chronicle, query(actor="Rusland"), size=50, newest=True, after=first[-1].claim.id)

Every question has a limit, so it costs the same however large the chronicle is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kroniek.api.claims import Claims
from kroniek.memory import browsing as rows
from kroniek.memory.store import Proposal, Query
from kroniek.model.browsing import Cited, Course, DocumentLine, Facets, Glance, Holdings, Outlet, Spot, Tie
from kroniek.model.ontology import QUADS, EventType, Quad

if TYPE_CHECKING:
    from kroniek.api.chronicle import Chronicle

CAP = 5_000
"""Claims that are counted or drawn at most: the newest."""

FACETS = 1_500
"""Claims whose division is told."""

NAMES = 500
"""Actors among whom names are compared: the most frequent."""

TIED = 2_500
"""Claims that a network is drawn of."""

PLACED = 3_000
"""Claims that a map is drawn of."""

GLANCES = 200
"""Acts that are drawn one by one: more dots cannot be told apart."""

SPEECH = tuple(
    kind
    for kind in EventType
    if QUADS[kind] in {Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT} and kind is not EventType.CONSULT
)
"""Types that are acts in words and tell what was said; who meets or travels says nothing by that."""


def state(chronicle: Chronicle) -> str:
    """A mark of the content that differs once something was kept, judged or withdrawn; cheap to ask."""
    return chronicle.look(rows.state)


def period(chronicle: Chronicle) -> tuple[date | None, date | None]:
    """The first and last day of publication."""
    return chronicle.look(rows.period)


def claims(chronicle: Chronicle, query: Query, *, size: int, after: str | None = None, newest: bool = False) -> Claims:
    """The claims that come after one, by id (from the start where None), in order of date or the newest first."""
    return Claims(chronicle.look(rows.page, query, size=size, after=after, newest=newest))


def number(chronicle: Chronicle, query: Query, *, cap: int) -> int:
    """How many claims answer a question; of more than `cap`, `cap`."""
    return chronicle.look(rows.number, query, cap=cap)


def facets(chronicle: Chronicle, query: Query, *, cap: int = FACETS) -> Facets:
    """How the newest claims that answer a question divide by type, status, year, outlet and party."""
    return chronicle.look(rows.facets, query, cap=cap)


def courses(chronicle: Chronicle, query: Query, *, cap: int = CAP) -> tuple[Course, ...]:
    """How many acts of a party (or two) fall on which day, by what they are; by month where there are very many."""
    return tuple(chronicle.look(rows.courses, query, cap=cap))


def glances(chronicle: Chronicle, query: Query, *, cap: int = GLANCES) -> tuple[Glance, ...]:
    """The newest claims that answer a question, at a glance, the oldest first."""
    return tuple(chronicle.look(rows.glances, query, cap=cap))


def spots(chronicle: Chronicle, query: Query, *, cap: int = PLACED) -> tuple[tuple[Spot, ...], int]:
    """Where the newest claims that answer a question took place, and how many of them tell no place."""
    found, nowhere = chronicle.look(rows.spots, query, cap=cap)
    return tuple(found), nowhere


def ties(chronicle: Chronicle, query: Query, *, most: int = 120, cap: int = TIED) -> tuple[Tie, ...]:
    """Who acted how often toward whom in the newest claims that answer a question; the strongest ties first."""
    return tuple(chronicle.look(rows.ties, query, cap=cap, most=most))


def sayings(
    chronicle: Chronicle,
    *,
    by: str | None = None,
    about: str | None = None,
    period: Query = Query(),  # noqa: B008 - a frozen record
    size: int,
    after: str | None = None,
) -> Claims:
    """What somebody said, or is quoted for, about somebody; the newest first. Of `period` days and `as_of` count."""
    return Claims(chronicle.look(rows.sayings, by=by, about=about, words=SPEECH, period=period, size=size, after=after))


def documents(
    chronicle: Chronicle,
    *,
    size: int,
    after: str | None = None,
    publisher: str | None = None,
    as_of: date | None = None,
) -> tuple[DocumentLine, ...]:
    """Articles without their text, the newest first; of one outlet where it is named ("" for the unknown)."""
    return tuple(chronicle.look(rows.document_lines, size=size, after=after, publisher=publisher, as_of=as_of))


def names(chronicle: Chronicle, ids: Sequence[str]) -> dict[str, str]:
    """The names of these actors, by id."""
    return chronicle.look(rows.names_of, ids)


def proposals(chronicle: Chronicle, *, most: int = NAMES) -> tuple[Proposal, ...]:
    """Pairs among the most frequent actors that may be one by their names, the likeliest first."""
    return tuple(chronicle.look(rows.proposals, most=most))


def size(chronicle: Chronicle) -> int:
    """How many claims current articles give; cheaper to ask than `holdings`."""
    return chronicle.look(rows.size)


def holdings(chronicle: Chronicle) -> Holdings:
    """How much the chronicle holds, without the hash of its content, which takes reading all of it."""
    return chronicle.look(rows.holdings)


def cited(chronicle: Chronicle, *, most: int = 20, as_of: date | None = None) -> tuple[Cited, ...]:
    """The media on whose word the newest claims report, the most cited first."""
    return tuple(chronicle.look(rows.cited, most=most, as_of=as_of))


def outlets(chronicle: Chronicle, *, as_of: date | None = None) -> tuple[Outlet, ...]:
    """The outlets, the one with most articles first."""
    return tuple(chronicle.look(rows.outlets, as_of=as_of))
