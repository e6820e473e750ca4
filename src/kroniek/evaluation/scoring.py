"""The walk over documents that fills an evaluation: what is counted, in one place.

1. Events are paired per document (`pairing`); events, classes and types are counted over all of them.
2. Dyads are compared per document without pairing.
3. Parties, fields and evidence are compared over pairs of one type. A field that gold leaves out is not counted.

An event is *strict* where type, countries of both sides, date and status are all right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kroniek.evaluation import dates, parties
from kroniek.evaluation.evidence import Quotes
from kroniek.evaluation.pairing import pair, quad
from kroniek.evaluation.records import CodedEvent, Coding
from kroniek.evaluation.report import Evaluation, Miss, MissKind
from kroniek.evaluation.tallies import Overlap, Share
from kroniek.model.ontology import Quad

Dyad = tuple[str, Quad | None, str]


def _overlaps(*labels: str) -> dict[str, Overlap]:
    return {label: Overlap() for label in labels}


@dataclass(slots=True)
class _Tallies:
    """All that is counted, in the order in which it is printed."""

    events: dict[str, Overlap] = field(default_factory=lambda: _overlaps("spotted", "quad", "typed", "strict"))
    dyads: Overlap = field(default_factory=Overlap)
    parties: dict[str, Overlap] = field(
        default_factory=lambda: _overlaps(
            "actor country", "actor name", "recipient country", "recipient name", "source"
        )
    )
    shares: dict[str, Share] = field(
        default_factory=lambda: {
            label: Share() for label in ("status", "date given", "date invented", "condition given")
        }
    )
    fields: dict[str, Overlap] = field(
        default_factory=lambda: _overlaps("mode", "figures", "condition", "place country", "hedged")
    )
    evidence: Overlap = field(default_factory=Overlap)
    types: defaultdict[str, Overlap] = field(default_factory=lambda: defaultdict(Overlap))
    quotes_not_found: int = 0
    misses: list[Miss] = field(default_factory=list)


def evaluate(gold: Coding, system: Coding, texts: Mapping[str, str] | None = None) -> Evaluation:
    """How well the system's coding agrees with gold.

    `texts` holds the documents' texts by id; without a text quotes are compared with each other and the evidence is
    not counted. Events of documents that gold does not name are left out.
    """
    quotes = Quotes(texts or {})
    tallies = _Tallies()
    for document in sorted(gold.documents):
        _add_document(tallies, document, gold.of_document(document), system.of_document(document), quotes)
    return Evaluation(
        documents=len(gold.documents),
        events={label: tally.row() for label, tally in tallies.events.items()},
        dyads=tallies.dyads.row(),
        parties={label: tally.row() for label, tally in tallies.parties.items()},
        fields={label: tally.row() for label, tally in (tallies.shares | tallies.fields).items()},
        evidence=tallies.evidence.row(),
        types={label: tally.row() for label, tally in sorted(tallies.types.items())},
        quotes_not_found=tallies.quotes_not_found,
        misses=tuple(tallies.misses),
    )


def _add_document(
    tallies: _Tallies, document: str, gold: Sequence[CodedEvent], system: Sequence[CodedEvent], quotes: Quotes
) -> None:
    if quotes.has_text(document):
        tallies.quotes_not_found += sum(
            not quotes.places(document, quote) for event in system for quote in event.quotes
        )
    pairs = pair(document, gold, system, quotes)
    typed = [(event, other) for event, other in pairs if event.type == other.type]
    strict = [_add_pair(tallies, event, other, quotes) for event, other in typed]
    hits = {
        "spotted": len(pairs),
        "quad": sum(quad(event.type) == quad(other.type) for event, other in pairs),
        "typed": len(typed),
        "strict": sum(strict),
    }
    for label, number in hits.items():
        tallies.events[label].add(hits=number, gold=len(gold), system=len(system))
    for event in gold:
        tallies.types[str(event.type)].gold += 1
    for event in system:
        tallies.types[str(event.type)].system += 1
    tallies.dyads.add_sets(_dyads(gold), _dyads(system))
    tallies.misses += _misses(MissKind.MISSED, gold, [event for event, _ in typed])
    tallies.misses += _misses(MissKind.SPURIOUS, system, [other for _, other in typed])


def _dyads(events: Iterable[CodedEvent]) -> set[Dyad]:
    return {
        (actor, quad(event.type), recipient)
        for event in events
        for actor, recipient in product(
            parties.countries(event.actors) or {""}, parties.countries(event.recipients) or {""}
        )
    }


def _misses(kind: MissKind, events: Sequence[CodedEvent], found: Sequence[CodedEvent]) -> list[Miss]:
    known = {id(event) for event in found}  # two equal records are two events
    return [
        Miss(
            kind=kind,
            document=event.document,
            type=event.type or "",
            actors=tuple(sorted(parties.countries(event.actors))),
            recipients=tuple(sorted(parties.countries(event.recipients))),
            quote=event.quotes[0] if event.quotes else "",
        )
        for event in events
        if id(event) not in known
    ]


def _add_pair(tallies: _Tallies, gold: CodedEvent, system: CodedEvent, quotes: Quotes) -> bool:
    """Count a pair of one type; True where it is strict."""
    tallies.types[str(gold.type)].hits += 1
    _add_fields(tallies.fields, gold, system)
    _add_condition(tallies, gold, system, quotes)
    if quotes.has_text(gold.document):
        tallies.evidence.add_sets(
            quotes.positions(gold.document, gold.quotes), quotes.positions(gold.document, system.quotes)
        )
    if "sources" in gold.given:
        parties.add_names(tallies.parties["source"], parties.voices(gold.sources), parties.voices(system.sources))
    right = [
        _add_role(tallies, "actor", gold, system),
        _add_role(tallies, "recipient", gold, system),
        _add_date(tallies, gold, system),
        _add_status(tallies, gold, system),
    ]
    return all(right)


def _add_role(tallies: _Tallies, role: str, gold: CodedEvent, system: CodedEvent) -> bool:
    if f"{role}s" not in gold.given:
        return True
    of_gold, of_system = getattr(gold, f"{role}s"), getattr(system, f"{role}s")
    countries, countries_of_system = parties.countries(of_gold), parties.countries(of_system)
    tallies.parties[f"{role} country"].add_sets(countries, countries_of_system)
    parties.add_names(tallies.parties[f"{role} name"], parties.named(of_gold), parties.named(of_system))
    return countries == countries_of_system


def _add_date(tallies: _Tallies, gold: CodedEvent, system: CodedEvent) -> bool:
    if "date" not in gold.given:
        return True
    if gold.date is None:
        tallies.shares["date invented"].add(yes=system.date is not None)
        return system.date is None
    right = dates.agree(gold.date, system.date)
    tallies.shares["date given"].add(yes=right)
    return right


def _add_status(tallies: _Tallies, gold: CodedEvent, system: CodedEvent) -> bool:
    if "status" not in gold.given:
        return True
    tallies.shares["status"].add(yes=gold.status == system.status)
    return gold.status == system.status


def _add_condition(tallies: _Tallies, gold: CodedEvent, system: CodedEvent, quotes: Quotes) -> None:
    if "condition" not in gold.given:
        return
    both = gold.has_condition and system.has_condition
    hit = both and quotes.share(gold.document, gold.condition, system.condition)
    tallies.fields["condition"].add(hits=hit, gold=gold.has_condition, system=system.has_condition)
    if gold.has_condition:
        tallies.shares["condition given"].add(yes=hit)


def _add_fields(fields: Mapping[str, Overlap], gold: CodedEvent, system: CodedEvent) -> None:
    if "hedged" in gold.given:
        fields["hedged"].add(hits=gold.hedged and system.hedged, gold=gold.hedged, system=system.hedged)
    if "figures" in gold.given:
        fields["figures"].add_sets(gold.figures, system.figures)
    if gold.modes:
        fields["mode"].add_sets(gold.modes, system.modes)
    if "place" in gold.given:
        place, place_of_system = gold.place_country, system.place_country
        same = place is not None and place == place_of_system
        fields["place country"].add(hits=same, gold=place is not None, system=place_of_system is not None)
