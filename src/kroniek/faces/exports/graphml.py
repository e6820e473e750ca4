"""GraphML: a network of actors, an edge per event and pair of parties, for networkx, igraph, yEd and Gephi.

Edges carry type, status and doubt, so nothing is left out for those. Acts that actors do to each other give one edge
with `mutual` true. An act with one side only has no edge; its actor is a node. Lost: sources, conditions, figures,
modes beside the first, quotations beside the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from kroniek.api.events import ToldEvent, pairs, told_events
from kroniek.api.records import act_intensity
from kroniek.faces.exports.writing import Claims, How, Tally
from kroniek.faces.exports.xml import attribute, text
from kroniek.model.actor import Party
from kroniek.model.ontology import QUADS

Value = str | int | float | bool | None

NODE_KEYS = {"label": "string", "country": "string", "sectors": "string", "wikidata": "string"}
EDGE_KEYS = {
    "event": "string", "type": "string", "mode": "string", "quad": "string", "intensity": "double",
    "weight": "double", "status": "string", "hedged": "boolean", "mutual": "boolean", "start": "string",
    "end": "string", "grain": "string", "first_published": "string", "claims": "int", "documents": "int",
    "place": "string", "quote": "string",
}  # fmt: skip


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write nodes as they are first met, and an edge per event and pair."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            stream.write(f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n')
    stream.write('<graph id="kroniek" edgedefault="directed">\n')
    known: set[str] = set()
    edges = 0
    for event in told_events(claims):
        tally.written += len(event.claims)
        for party in _parties(event):
            if (id_ := how.who(party)) not in known:
                known.add(id_)
                stream.write(_node(id_, party))
        for source, target in edges_of(event, how):
            edges += 1
            stream.write(_edge(edges, source, target, _about(event, how)))
    stream.write("</graph>\n</graphml>\n")


def edges_of(event: ToldEvent, how: How) -> list[tuple[str, str]]:
    """From whom to whom, by id; each pair once, and one way only where an act is mutual."""
    told, mutual = pairs(event.lead.claim)
    found = [(how.who(source), how.who(target)) for source, target in told if source and target]
    kept = dict.fromkeys(pair for pair in found if pair[0] != pair[1])
    return [pair for pair in kept if not mutual or pair[0] < pair[1]]


def _parties(event: ToldEvent) -> tuple[Party, ...]:
    claim = event.lead.claim
    return (*claim.actors, *claim.recipients)


def _about(event: ToldEvent, how: How) -> Mapping[str, Value]:
    claim, when, place = event.lead.claim, event.when, event.place
    first = event.reported[0]
    return {
        "event": str(event.id),
        "type": claim.type.value,
        "mode": claim.modes[0] if claim.modes else None,
        "quad": QUADS[claim.type].value,
        "intensity": act_intensity(claim),
        "weight": 1.0,
        "status": event.newest.claim.status.value,
        "hedged": all(stored.claim.hedged for stored in event.claims),
        "mutual": pairs(claim)[1],
        "start": when.start.isoformat() if when else None,
        "end": when.end.isoformat() if when else None,
        "grain": when.grain.value if when else None,
        "first_published": first.isoformat() if first else None,
        "claims": len(event.claims),
        "documents": len(event.documents),
        "place": place.name if place else None,
        "quote": how.words(claim.evidence[0].quote),
    }


def _node(id_: str, party: Party) -> str:
    about = {
        "label": party.name,
        "country": party.country,
        "sectors": " ".join(party.sectors) or None,
        "wikidata": party.wikidata,
    }
    return f"<node id={attribute(id_)}>{_data('node', about)}</node>\n"


def _edge(number: int, source: str, target: str, about: Mapping[str, Value]) -> str:
    ends = f"source={attribute(source)} target={attribute(target)}"
    return f'<edge id="e{number}" {ends}>{_data("edge", about)}</edge>\n'


def _data(kind: str, about: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{kind}_{name}">{text(str(value).lower() if isinstance(value, bool) else value)}</data>'
        for name, value in about.items()
        if value is not None
    )
