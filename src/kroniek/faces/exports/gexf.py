"""GEXF 1.3: a network of actors in time, for Gephi: an edge per pair and type, with a spell for each event.

`kind` and `type` tell parallel edges apart, `weight` counts events. GEXF has no place for a status of a spell, so
claims that are not told as having taken place, or with doubt, are left out unless `How.everything`. An act without a
time has the day of its first report; one without any day makes no spell. Acts that actors do to each other give one
edge with `mutual` true. Lost: modes, sources, conditions, figures, quotations, which event a spell is, how precise a
date is.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from kroniek.api.events import ToldEvent, pairs, told_events
from kroniek.api.records import act_intensity
from kroniek.faces.exports.graphml import edges_of
from kroniek.faces.exports.writing import Claims, How, Tally, counted_once
from kroniek.faces.exports.xml import attribute
from kroniek.model.actor import Party
from kroniek.model.ontology import QUADS, EventType

NODE_KEYS = {"country": "string", "sectors": "string", "wikidata": "string"}
EDGE_KEYS = {"type": "string", "quad": "string", "intensity": "double", "mutual": "boolean"}
Edge = tuple[str, str, EventType, bool]


@dataclass(slots=True)
class _Bundle:
    """The events of one edge: how many, their intensities together, and first and last day of each in turn."""

    events: int = 0
    intensity: float = 0.0
    days: array[int] = field(default_factory=lambda: array("i"))


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write all actors, then all edges; what is held meanwhile is an actor's name and eight bytes for a spell."""
    nodes: dict[str, Party] = {}
    edges: dict[Edge, _Bundle] = {}
    for event in told_events(counted_once(claims, how, tally)):
        claim = event.lead.claim
        for party in (*claim.actors, *claim.recipients):
            nodes.setdefault(how.who(party), party)
        for source, target in edges_of(event, how):
            _add(edges.setdefault((source, target, claim.type, pairs(claim)[1]), _Bundle()), event, tally)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    stream.write('<meta><creator>kroniek</creator></meta>\n<graph mode="dynamic" defaultedgetype="directed"')
    stream.write(' timeformat="date" timerepresentation="interval">\n')
    for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        stream.write(f'<attributes class="{kind}" mode="static">')
        stream.writelines(f'<attribute id="{name}" title="{name}" type="{type_}"/>' for name, type_ in keys.items())
        stream.write("</attributes>\n")
    stream.write("<nodes>\n")
    stream.writelines(_node(id_, party) for id_, party in nodes.items())
    stream.write("</nodes>\n<edges>\n")
    stream.writelines(_edge(number, *edge) for number, edge in enumerate(edges.items(), 1))
    stream.write("</edges>\n</graph>\n</gexf>\n")


def _add(bundle: _Bundle, event: ToldEvent, tally: Tally) -> None:
    bundle.events += 1
    bundle.intensity += act_intensity(event.lead.claim)
    first = event.reported[0]
    if event.when:
        bundle.days.extend((event.when.start.toordinal(), event.when.end.toordinal()))
    elif first:
        tally.remarks["undated"] += len(event.claims)
        bundle.days.extend((first.toordinal(), first.toordinal()))


def _node(id_: str, party: Party) -> str:
    about = {"country": party.country, "sectors": " ".join(party.sectors), "wikidata": party.wikidata}
    return f"<node id={attribute(id_)} label={attribute(party.name)}>{_values(about)}</node>\n"


def _edge(number: int, edge: Edge, bundle: _Bundle) -> str:
    source, target, type_, mutual = edge
    about = {
        "type": type_.value,
        "quad": QUADS[type_].value,
        "intensity": round(bundle.intensity / bundle.events, 2),
        "mutual": str(mutual).lower(),
    }
    ends = f"source={attribute(source)} target={attribute(target)}"
    return (
        f'<edge id="e{number}" {ends} kind="{type_.value}" weight="{bundle.events}.0">'
        f"{_values(about)}{_spells(bundle.days)}</edge>\n"
    )


def _spells(days: Sequence[int]) -> str:
    spells = sorted(set(zip(days[::2], days[1::2], strict=True)))
    if not spells:
        return ""
    told = "".join(f'<spell start="{_day(start)}" end="{_day(end)}"/>' for start, end in spells)
    return f"<spells>{told}</spells>"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _values(about: Mapping[str, object]) -> str:
    told = "".join(
        f'<attvalue for="{name}" value={attribute(value)}/>' for name, value in about.items() if value not in (None, "")
    )
    return f"<attvalues>{told}</attvalues>" if told else ""
