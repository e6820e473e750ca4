"""Who with whom in a period: the strongest ties as a drawing and as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, records
from kroniek.api.asking import first_day, last_day, query
from kroniek.api.briefing.naming import is_general
from kroniek.faces.web import shapes
from kroniek.faces.web.charts.labels import Point, placed
from kroniek.faces.web.charts.network import HEIGHT, WIDTH, network
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Day, Json, Name, Types, View
from kroniek.model.browsing import Tie

DAYS = 365
"""The period that is drawn where none is asked for: the last year of the chronicle."""

ROWS = 40
LETTERS = 12.5
"""Size of names in the drawing, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Of which period, and around whom."""

    actor: Name = None
    since: Day = None
    until: Day = None
    type: Types = None
    general: Annotated[
        str | None,
        Asked(description="true: also who is told by a common noun alone (troops).", pattern="^(true|false)?$"),
    ] = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ties of a period."""

    since: date | None
    until: date | None
    ties: tuple[Tie, ...]
    hidden: int = 0


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The strongest ties."""
    since, until = first_day(asked.since or None), last_day(asked.until or None)
    if since is None and until is None:
        until = last_day(asked.as_of or None) or browsing.period(chronicle)[1]
        since = until - timedelta(days=DAYS) if until and until.toordinal() > DAYS else None
    asked_for = query(
        actor=asked.actor or None, since=since, until=until, type=asked.type or (), as_of=asked.as_of or None
    )
    ties = browsing.ties(chronicle, asked_for)
    whole = asked.general == "true" or (asked.actor is not None and is_general(asked.actor))
    shown = ties if whole else tuple(filter(_is_named, ties))
    return Found(since=since, until=until, ties=shown, hidden=len(ties) - len(shown))


def _is_named(tie: Tie) -> bool:
    """Are both of them more than a common noun? Whoever *partijen* are is different in each article."""
    return not (is_general(tie.actor_name) or is_general(tie.recipient_name))


def record(found: Found) -> Json:
    """The ties."""
    return {
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "ties": [records.plain(one) | {"number": one.number} for one in found.ties],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    drawn = network(found.ties)
    called = telling.words.called
    points = [Point(node.x, node.y, node.radius, called(node.name)) for node in drawn.nodes]
    labels = list(placed(points, size=LETTERS, width=WIDTH, height=HEIGHT))
    since, until = (str(day) if day else "" for day in (found.since, found.until))

    def href(first: str, second: str) -> str:
        return telling.links.search(actor=first, with_=second, since=since, until=until)

    return {
        "title": telling.words.say("network.title"),
        "actor": asked.actor or "",
        "since": since,
        "until": until,
        "hidden": telling.words.count("network.hidden", found.hidden) if found.hidden else "",
        "general": asked.general == "true",
        "general_url": telling.links.to(
            "/netwerk", actor=asked.actor, since=asked.since, until=asked.until, type=asked.type, general="true"
        ),
        "nodes": [
            (node, called(node.name), telling.links.actor(node.name), label)
            for node, label in zip(drawn.nodes, labels, strict=True)
        ],
        "edges": [
            {
                "edge": edge,
                "name": f"{called(edge.first.name)} – {called(edge.second.name)}",
                "href": href(edge.first.name, edge.second.name),
            }
            for edge in drawn.edges
        ],
        "rows": [
            {
                "first": called(edge.first.name),
                "second": called(edge.second.name),
                "number": telling.number(edge.number),
                "conflict": round(100 * edge.conflict),
                "pair": telling.links.pair(edge.first.name, edge.second.name),
                "claims": href(edge.first.name, edge.second.name),
            }
            for edge in drawn.edges[:ROWS]
        ],
    }


VIEW = View(
    name="network",
    path="/netwerk",
    api="/network",
    about="Who acted how often toward whom in a period, by type of act.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Network,
    kept=True,
    tag="actors",
)
