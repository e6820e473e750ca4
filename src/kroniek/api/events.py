"""Events as judged: claims that tell of one thing, brought together; a row for each, and the pairs of parties in it.

An event is a judgement over claims, so nothing is decided here. Where accounts differ, the event shows its first
report, with the most precise date and place that any report tells; who needs the accounts apart reads the claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from typing import TYPE_CHECKING, Any, overload

from kroniek.api import frames, records
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.event import EventId
from kroniek.model.ontology import QUADS, EventType
from kroniek.model.place import Place, Precision
from kroniek.model.when import When

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Pair = tuple[Party | None, Party | None]

MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Acts that those who do them do to each other, where no recipient is told."""

_PRECISIONS = {precision: rank for rank, precision in enumerate(Precision)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event with the claims that tell of it, in order of report."""

    id: EventId
    claims: tuple[StoredClaim, ...]

    @property
    def lead(self) -> StoredClaim:
        """The first report."""
        return self.claims[0]

    @property
    def newest(self) -> StoredClaim:
        """The last report, which tells how the event stands."""
        return self.claims[-1]

    @property
    def when(self) -> When | None:
        """The most precise time that is told; the first report's of equals."""
        told = [stored.claim.when for stored in self.claims if stored.claim.when]
        return min(told, key=lambda when: when.end - when.start, default=None)

    @property
    def place(self) -> Place | None:
        """The most precise place that is told; the first report's of equals."""
        told = [stored.claim.place for stored in self.claims if stored.claim.place]
        return min(told, key=_coarseness, default=None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The articles, each once."""
        return tuple(dict.fromkeys(str(stored.claim.document) for stored in self.claims))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The outlets, each once."""
        return tuple(dict.fromkeys(stored.publisher for stored in self.claims if stored.publisher))

    @property
    def reported(self) -> tuple[date | None, date | None]:
        """The first and the last day of publication."""
        days = [stored.published for stored in self.claims if stored.published]
        return min(days, default=None), max(days, default=None)


def _coarseness(place: Place) -> tuple[bool, int]:
    return place.lat is None, _PRECISIONS[place.precision] if place.precision else len(_PRECISIONS)


def told_event(claims: Iterable[StoredClaim]) -> ToldEvent:
    """The event of claims that are judged one; there must be at least one."""
    ordered = sorted(claims, key=lambda stored: stored.published or date.max)
    return ToldEvent(id=ordered[0].event, claims=tuple(ordered))


def told_events(claims: Callable[[], Iterable[StoredClaim]]) -> Iterator[ToldEvent]:
    """The events of claims that are too many to hold: they are read twice, and an event waits for its last claim.

    The first reading counts, for events of several claims alone. What the filter left without its first claim comes at
    the end.
    """
    expected = Counter(stored.event for stored in claims() if str(stored.event) != stored.claim.id)
    waiting: dict[EventId, list[StoredClaim]] = {}
    for stored in claims():
        if stored.event not in expected:
            yield told_event((stored,))
            continue
        group = waiting.setdefault(stored.event, [])
        group.append(stored)
        if len(group) > expected[stored.event]:
            yield told_event(waiting.pop(stored.event))
    yield from (told_event(group) for group in waiting.values())


def pairs(claim: Claim) -> tuple[tuple[Pair, ...], bool]:
    """Who did it to whom, one pair at a time, and whether they did it to each other.

    Where no recipient is told, those who meet, agree or cooperate do so with each other, and so do those who fight
    (force without a mode; an air raid has victims). A side that is not told is None; without a party there is no pair.
    """
    actors, recipients = _each_once(claim.actors), _each_once(claim.recipients)
    if actors and recipients:
        return tuple((a, r) for a, r in product(actors, recipients) if _key(a) != _key(r)), False
    fought = claim.type is EventType.ASSAULT and not claim.modes
    if len(actors) > 1 and not recipients and (claim.type in MUTUAL or fought):
        return tuple(permutations(actors, 2)), True
    return (*((actor, None) for actor in actors), *((None, recipient) for recipient in recipients)), False


def _each_once(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple({_key(party): party for party in reversed(parties)}.values())[::-1]


def _key(party: Party) -> tuple[str, str | None]:
    return party.name, party.country


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumn:
    """A column of a table of events: its name, the kind of its cells, what it holds, and how that follows."""

    name: str
    kind: type[str | int | float | bool | date]
    about: str
    cell: Callable[[ToldEvent], records.Cell]


class Events(Sequence[ToldEvent]):
    """An unchangeable sequence of events, in order of the first of their claims that was asked for."""

    __slots__ = ("_events",)

    def __init__(self, events: Iterable[ToldEvent] = ()) -> None:
        self._events = tuple(events)

    @classmethod
    def of(cls, claims: Iterable[StoredClaim]) -> Events:
        """The events that these claims tell of."""
        groups: dict[EventId, list[StoredClaim]] = {}
        for stored in claims:
            groups.setdefault(stored.event, []).append(stored)
        return cls(told_event(group) for group in groups.values())

    @overload
    def __getitem__(self, index: int) -> ToldEvent: ...
    @overload
    def __getitem__(self, index: slice) -> Events: ...
    def __getitem__(self, index: int | slice) -> ToldEvent | Events:
        return Events(self._events[index]) if isinstance(index, slice) else self._events[index]

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[ToldEvent]:
        return iter(self._events)

    def __repr__(self) -> str:
        return f"<{len(self)} event{'' if len(self) == 1 else 's'}>"

    def to_rows(self) -> list[dict[str, records.Cell]]:
        """Every event as one flat row, by column name."""
        return [event_row(event) for event in self._events]

    def to_pandas(self) -> pd.DataFrame:
        """A pandas data frame of `to_rows`, dates as timestamps. Raises `UsageError` where pandas is not installed."""
        return frames.pandas_frame(self.to_rows(), EVENT_COLUMNS)

    def to_polars(self) -> pl.DataFrame:
        """A polars data frame of `to_rows`. Raises `UsageError` where polars is not installed."""
        return frames.polars_frame(self.to_rows(), EVENT_COLUMNS)


def event_row(event: ToldEvent) -> dict[str, records.Cell]:
    """An event as one flat row, by column name."""
    return {column.name: column.cell(event) for column in EVENT_COLUMNS}


def _of_lead(name: str) -> EventColumn:
    column = next(column for column in records.COLUMNS if column.name == name)
    return EventColumn(
        name=name, kind=column.kind, about=f"{column.about} (first report)", cell=lambda event: column.cell(event.lead)
    )


def _of_when(name: str, about: str, kind: Any, pick: Callable[[When], records.Cell]) -> EventColumn:
    return EventColumn(name=name, kind=kind, about=about, cell=lambda event: pick(event.when) if event.when else None)


def _of_place(name: str, about: str, kind: Any, pick: Callable[[Place], records.Cell]) -> EventColumn:
    return EventColumn(name=name, kind=kind, about=about, cell=lambda event: pick(event.place) if event.place else None)


def _joined(values: Iterable[str]) -> str | None:
    return records.SEPARATOR.join(dict.fromkeys(values)) or None


EVENT_COLUMNS: tuple[EventColumn, ...] = (
    EventColumn(name="event", kind=str, about="The event's id: that of its first claim", cell=lambda e: e.id),
    *(_of_lead(name) for name in ("type", "modes", "contexts")),
    EventColumn(name="quad", kind=str, about="Quad class of the type", cell=lambda e: QUADS[e.lead.claim.type].value),
    _of_lead("intensity"),
    EventColumn(name="status", kind=str, about="Status in the last report", cell=lambda e: e.newest.claim.status.value),
    EventColumn(
        name="statuses",
        kind=str,
        about="All statuses, in order of report",
        cell=lambda e: _joined(stored.claim.status.value for stored in e.claims),
    ),
    EventColumn(
        name="hedged",
        kind=bool,
        about="Is it marked as unconfirmed in every report?",
        cell=lambda e: all(stored.claim.hedged for stored in e.claims),
    ),
    *(_of_lead(f"{role}{what}") for role in ("actor", "recipient") for what in ("s", "_countries", "_sectors")),
    _of_when("date_start", "First day, as the most precise report tells it", date, lambda when: when.start),
    _of_when("date_end", "Last day, included", date, lambda when: when.end),
    _of_when("date_grain", "How precisely the time is told", str, lambda when: when.grain.value),
    _of_place("place", "Where, as the most precise report tells it", str, lambda place: place.name),
    _of_place("place_country", "Country code of the place", str, lambda place: place.country),
    _of_place("lat", "Latitude of the place, WGS 84 degrees", float, lambda place: place.lat),
    _of_place("lon", "Longitude of the place, WGS 84 degrees", float, lambda place: place.lon),
    _of_place(
        "place_precision",
        "What the point of the place stands for: point, city, region or country",
        str,
        lambda place: place.precision.value if place.precision else None,
    ),
    EventColumn(name="claims", kind=int, about="How many claims tell of it", cell=lambda e: len(e.claims)),
    EventColumn(name="documents", kind=int, about="In how many articles", cell=lambda e: len(e.documents)),
    EventColumn(name="outlets", kind=int, about="In how many outlets", cell=lambda e: len(e.publishers)),
    EventColumn(name="publishers", kind=str, about="Which outlets", cell=lambda e: _joined(e.publishers)),
    EventColumn(name="first_published", kind=date, about="First day of publication", cell=lambda e: e.reported[0]),
    EventColumn(name="last_published", kind=date, about="Last day of publication", cell=lambda e: e.reported[1]),
    _of_lead("quote"),
)
"""The columns of a table of events, in order."""
