"""Charts for a notebook: a pair of actors through time, a network of a period, a timeline of events; needs Altair.

    kroniek.plot.dyad(chronicle, "Rusland", "Oekraïne", since="2022")

Events are counted, not claims, so that six copies of an agency item weigh as one. Curves and networks take what is told
as having taken place and without doubt; the timeline shows everything, by status. An event without a time stands at the
day of its first report and says so (`dated`). Every point bears the words and the id of its first claim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kroniek.api.asking import Moment
from kroniek.api.events import ToldEvent, pairs
from kroniek.api.records import act_intensity
from kroniek.api.series import GRAINS
from kroniek.errors import UsageError
from kroniek.model.ontology import QUADS, EventType, Quad, Status
from kroniek.model.when import Grain

if TYPE_CHECKING:
    import altair as alt

    from kroniek.api.chronicle import Chronicle

TAKEN_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
COLOURS = {
    Quad.VERBAL_COOPERATION: "#7fb3d5",
    Quad.MATERIAL_COOPERATION: "#1f6f8b",
    Quad.VERBAL_CONFLICT: "#f0a35e",
    Quad.MATERIAL_CONFLICT: "#b03a2e",
}
"""Blue for cooperation, orange to red for conflict, the deed darker than the word; the colour-blind see it too."""

FROM_RED_TO_BLUE = ["#b03a2e", "#c9c9c9", "#1f6f8b"]
WIDTH = 640
MARGIN = 50
"""Pixels around a network, for the names at its edge."""
LETTER_PIXELS, LINE_PIXELS = 6.2, 15
"""How much room a name takes."""
GRAVITY = 1.5
ROUNDS = 150
"""Rounds of the layout of a network: enough for a hundred actors to settle."""

Row = dict[str, Any]


def dyad(
    chronicle: Chronicle,
    a: str,
    b: str,
    *,
    since: Moment = None,
    until: Moment = None,
    grain: str = "month",
    as_of: Moment = None,
) -> alt.VConcatChart:
    """Conflict and cooperation between two actors: mean intensity of a period, and events by quad class below it.

    `grain` is day, week, month, quarter or year. The line breaks where a period has no event: nothing was reported, and
    a line would tell of a course.
    """
    from kroniek.memory.series import period_start  # noqa: PLC0415 - loads the database library

    draw = _altair()
    chosen = next((one for one in GRAINS if one.value == grain), None)
    if chosen is None:
        raise UsageError(f"There is no grain {grain!r}. Choose from {', '.join(one.value for one in GRAINS)}.")
    events = _taken_place(chronicle.events(actor=a, other=b, since=since, until=until, as_of=as_of))
    rows = [row | {"period": period_start(date.fromisoformat(row["day"]), chosen).isoformat()} for row in _rows(events)]
    title = f"{a} – {b}"
    curve = (
        draw.Chart(draw.Data(values=_means(rows, chosen)), title=title)
        .mark_line(point={"color": "#444444", "size": 45}, color="#444444", invalid="break-paths-show-domains")
        .encode(
            x=draw.X("period:T", title=None),
            y=draw.Y("intensity:Q", title="mean intensity", scale=draw.Scale(domain=[-10, 10])),
            tooltip=[
                draw.Tooltip("period:T"),
                draw.Tooltip("intensity:Q", format=".1f"),
                draw.Tooltip("events:Q", title="events"),
            ],
        )
        .properties(width=WIDTH, height=180)
    )
    zero = draw.Chart(draw.Data(values=[{"zero": 0}])).mark_rule(color="#999999").encode(y="zero:Q")
    bars = (
        draw.Chart(draw.Data(values=rows))
        .mark_bar()
        .encode(
            x=draw.X("period:T", title=None),
            y=draw.Y("count():Q", title="events"),
            color=_colour(draw),
            tooltip=[draw.Tooltip("period:T"), draw.Tooltip("quad:N"), draw.Tooltip("count():Q", title="events")],
        )
        .properties(width=WIDTH, height=120)
    )
    chart: alt.VConcatChart = draw.vconcat(draw.layer(zero, curve), bars).resolve_scale(x="shared")
    return chart


def timeline(chronicle: Chronicle, **asked: Any) -> alt.Chart:
    """The events that answer what is asked (as of `Chronicle.claims`), by day and type, with their words."""
    draw = _altair()
    rows = _rows(chronicle.events(**asked))
    chart: alt.Chart = (
        draw.Chart(draw.Data(values=rows))
        .mark_point(filled=True, size=70, opacity=0.8)
        .encode(
            x=draw.X("day:T", title=None),
            y=draw.Y("type:N", title=None, sort=[type_.value for type_ in EventType]),
            color=_colour(draw),
            shape=draw.Shape("status:N", scale=draw.Scale(domain=[status.value for status in Status])),
            tooltip=[
                draw.Tooltip(f"{name}:{kind}")
                for name, kind in (
                    ("day", "T"), ("dated", "N"), ("actors", "N"), ("recipients", "N"), ("type", "N"), ("mode", "N"),
                    ("status", "N"), ("quote", "N"), ("claims", "Q"), ("claim", "N"),
                )
            ],
        )
        .properties(width=WIDTH, height=300)
    )  # fmt: skip
    return chart


def network(chronicle: Chronicle, *, most: int = 40, **asked: Any) -> alt.LayerChart:
    """Who deals with whom: actors, and a line per pair by its events, from blue (cooperation) to red (conflict).

    `most` is the highest number of actors, the busiest first; the rest of what is asked is as of `Chronicle.claims`.
    """
    draw = _altair()
    nodes, edges = _graph(chronicle, asked, most)
    within = draw.Scale(padding=MARGIN, nice=False, zero=False)
    x, y = (draw.X("x:Q", axis=None, scale=within), draw.Y("y:Q", axis=None, scale=within))
    lines = (
        draw.Chart(draw.Data(values=edges))
        .mark_rule(opacity=0.8)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            size=draw.Size("events:Q", legend=None, scale=draw.Scale(range=[1, 6])),
            color=draw.Color(
                "intensity:Q", title="intensity", scale=draw.Scale(domain=[-10, 0, 10], range=FROM_RED_TO_BLUE)
            ),
            tooltip=[
                draw.Tooltip("from:N"),
                draw.Tooltip("to:N"),
                draw.Tooltip("events:Q"),
                draw.Tooltip("intensity:Q", format=".1f"),
            ],
        )
    )
    base = draw.Chart(draw.Data(values=nodes)).encode(x=x, y=y)
    dots = base.mark_circle(color="#333333", opacity=1).encode(
        size=draw.Size("events:Q", legend=None, scale=draw.Scale(range=[40, 400])),
        tooltip=[draw.Tooltip("name:N"), draw.Tooltip("country:N"), draw.Tooltip("events:Q")],
    )
    names = base.mark_text(dy=-12, fontSize=11, stroke="white", strokeWidth=3, strokeOpacity=0.8).encode(text="name:N")
    names += base.mark_text(dy=-12, fontSize=11).encode(text="name:N")
    whole = draw.layer(lines, dots, names).properties(width=WIDTH, height=WIDTH)
    chart: alt.LayerChart = whole.resolve_scale(size="independent")
    return chart


def _altair() -> ModuleType:
    try:
        import altair  # noqa: PLC0415, ICN001 - optional, and slow to import; the module itself is handed on
    except ImportError as error:
        raise UsageError("Charts need Altair. Install it with: pip install 'kroniek[plot]'") from error
    return altair


def _colour(draw: ModuleType) -> Any:
    domain, colours = [quad.value for quad in COLOURS], list(COLOURS.values())
    return draw.Color("quad:N", title=None, scale=draw.Scale(domain=domain, range=colours))


def _taken_place(events: Iterable[ToldEvent]) -> list[ToldEvent]:
    return [event for event in events if event.newest.claim.status in TAKEN_PLACE and not event.lead.claim.hedged]


def _rows(events: Iterable[ToldEvent]) -> list[Row]:
    """A row per event that has a day of its own or of a report."""
    return [_row(event, day) for event in events if (day := _day(event))]


def _day(event: ToldEvent) -> date | None:
    return event.when.start if event.when else event.reported[0]


def _row(event: ToldEvent, day: date) -> Row:
    claim = event.lead.claim
    return {
        "event": str(event.id),
        "day": day.isoformat(),
        "dated": event.when.grain.value if event.when else "by its report",
        "type": claim.type.value,
        "mode": ", ".join(claim.modes),
        "quad": QUADS[claim.type].value,
        "intensity": act_intensity(claim),
        "status": event.newest.claim.status.value,
        "actors": ", ".join(party.name for party in claim.actors),
        "recipients": ", ".join(party.name for party in claim.recipients),
        "claims": len(event.claims),
        "claim": str(claim.id),
        "quote": claim.evidence[0].quote.text,
    }


def _means(rows: Iterable[Row], grain: Grain) -> list[Row]:
    """The periods with events, and after each that is followed by none a period without: there the line breaks."""
    from kroniek.memory.series import next_start  # noqa: PLC0415 - loads the database library

    told: dict[str, list[float]] = {}
    for row in rows:
        told.setdefault(row["period"], []).append(row["intensity"])
    means = []
    for period, values in sorted(told.items()):
        means.append({"period": period, "intensity": round(sum(values) / len(values), 3), "events": len(values)})
        following = next_start(date.fromisoformat(period), grain).isoformat()
        if following not in told and period != max(told):
            means.append({"period": following, "intensity": None, "events": 0})
    return means


def _graph(chronicle: Chronicle, asked: Mapping[str, Any], most: int) -> tuple[list[Row], list[Row]]:
    """The busiest actors with their places, and the pairs among them."""
    who = chronicle.identity()
    names: dict[str, tuple[str, str | None]] = {}
    weights: dict[tuple[str, str], list[float]] = {}
    for event in _taken_place(chronicle.events(**asked)):
        claim = event.lead.claim
        for source, target in pairs(claim)[0]:
            if source is None or target is None:
                continue
            ids = tuple(sorted((who(source), who(target))))
            names |= {who(party): (party.name, party.country) for party in (source, target) if who(party) not in names}
            if ids[0] != ids[1]:
                weights.setdefault((ids[0], ids[1]), []).append(act_intensity(claim))
    busy = Counter[str]()
    for (a, b), values in weights.items():
        busy[a] += len(values)
        busy[b] += len(values)
    kept = [id_ for id_, _ in sorted(busy.items(), key=lambda item: (-item[1], item[0]))[:most]]
    shown = {pair: values for pair, values in weights.items() if pair[0] in kept and pair[1] in kept}
    places = _layout(kept, {pair: len(values) for pair, values in shown.items()})
    places = _legible(places, {id_: names[id_][0] for id_ in kept})
    nodes = [
        {"id": id_, "name": names[id_][0], "country": names[id_][1], "events": busy[id_]} | _xy(places[id_])
        for id_ in kept
    ]
    edges = [
        {"from": names[a][0], "to": names[b][0], "events": len(values), "intensity": sum(values) / len(values)}
        | _xy(places[a])
        | {f"{name}2": value for name, value in _xy(places[b]).items()}
        for (a, b), values in shown.items()
    ]
    return nodes, edges


def _xy(place: complex) -> Row:
    return {"x": round(place.real, 4), "y": round(place.imag, 4)}


def _layout(ids: list[str], weights: Mapping[tuple[str, str], int]) -> dict[str, complex]:
    """Places on a plane by springs (Fruchterman and Reingold), from a circle on: the same every time."""
    places = {id_: complex(math.cos(turn), math.sin(turn)) for id_, turn in _turns(ids)}
    ideal = 1.6 / math.sqrt(max(1, len(ids)))
    for step in range(ROUNDS):
        moves = dict.fromkeys(ids, 0j)
        for number, a in enumerate(ids):
            for b in ids[number + 1 :]:
                gap = places[a] - places[b] or complex(1e-6, 1e-6)
                push = gap / abs(gap) * ideal**2 / abs(gap)
                moves[a] += push
                moves[b] -= push
        for (a, b), weight in weights.items():
            gap = places[a] - places[b]
            pull = gap * abs(gap) / ideal * min(3.0, 1 + math.log(weight))
            moves[a] -= pull
            moves[b] += pull
        for id_ in ids:  # towards the middle, or those without a tie to the rest would drift away
            moves[id_] -= places[id_] * GRAVITY
        heat = 0.15 * (1 - step / ROUNDS)
        for id_, move in moves.items():
            if move:
                places[id_] += move / abs(move) * min(abs(move), heat)
    return places


def _legible(places: Mapping[str, complex], names: Mapping[str, str]) -> dict[str, complex]:
    """The same places in pixels, moved up and down until no name lies over another."""
    widest = max((max(abs(place.real), abs(place.imag)) for place in places.values()), default=1.0) or 1.0
    scale = (WIDTH / 2 - MARGIN) / widest
    moved = {id_: place * scale for id_, place in places.items()}
    ids = sorted(moved, key=lambda id_: (moved[id_].imag, id_))
    for _ in range(ROUNDS):
        still = True
        for number, a in enumerate(ids):
            for b in ids[number + 1 :]:
                gap = moved[b] - moved[a]
                wide = (len(names[a]) + len(names[b])) / 2 * LETTER_PIXELS
                if abs(gap.real) < wide and abs(gap.imag) < LINE_PIXELS:
                    push = (LINE_PIXELS - abs(gap.imag)) / 2 + 0.5
                    side = 1 if gap.imag >= 0 else -1
                    moved[a] -= complex(0, push * side)
                    moved[b] += complex(0, push * side)
                    still = False
        if still:
            break
    return moved


def _turns(ids: list[str]) -> list[tuple[str, float]]:
    return [(id_, 2 * math.pi * number / len(ids)) for number, id_ in enumerate(ids)]
