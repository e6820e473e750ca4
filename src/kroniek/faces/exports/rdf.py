"""Claims as statements of RDF: SEM for what is told, GAF and GRaSP for where and how it is told, PROV for what made
it.

What a text tells is a `sem:Event` of its own (also a `gaf:Assertion`), so that accounts that differ stay apart; the
event that they are judged to tell of is another, to which they point with `kro:tellsOf`. `turtle` and `jsonld` write
the same statements. Lost: reasons, notes, the order of parties and voices.

Addresses: everything begins with `How.base`; words of an article are its address with `#char=start,end` (RFC 5147);
actors with a Wikidata id have Wikidata's address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kroniek.api.records import act_intensity
from kroniek.faces.exports.writing import How, address
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim, Figure
from kroniek.model.ids import digest
from kroniek.model.ontology import QUADS, Status
from kroniek.model.place import Place
from kroniek.model.text import Quote
from kroniek.model.when import Grain, When

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "graspf": "http://groundedannotationframework.org/grasp/factuality#",
    "kro": "urn:kroniek:ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Ref:
    """Something with an address."""

    iri: str


@dataclass(frozen=True, slots=True)
class Text:
    """A value: its text, and its kind (a name such as `xsd:date`) or language."""

    value: str
    kind: str = ""
    language: str = ""


Said = tuple[tuple[str, tuple[Ref | Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Something, and what is said of it: names of properties with their values, in order.

    `shared` where many claims say the same of it: an article, a party, a place.
    """

    iri: str
    said: Said
    shared: bool = False


def name(short: str) -> Ref:
    """The thing of a short name such as `sem:Event`."""
    prefix, _, local = short.partition(":")
    return Ref(PREFIXES[prefix] + local)


VOCABULARY: tuple[Node, ...] = tuple(
    Node(PREFIXES["kro"] + local, (*more, ("rdfs:comment", (Text(about, language="en"),))))
    for local, about, more in (
        ("actor", "Who does it, according to the text.", (("rdfs:subPropertyOf", (name("sem:hasActor"),)),)),
        ("recipient", "To whom it is directed.", (("rdfs:subPropertyOf", (name("sem:hasActor"),)),)),
        ("tellsOf", "The event that a claim is judged to tell of; a judgement that can be withdrawn.", ()),
        ("status", "Whether the text says that it took place: one of the codebook's six statuses.", ()),
        ("hedged", "Is it marked as unconfirmed?", ()),
        ("mode", "A PLOVER mode.", ()),
        ("context", "A PLOVER context.", ()),
        ("quad", "PLOVER's quad class.", ()),
        ("intensity", "PLOVER's conflict-cooperation score, from -10 to 10.", ()),
        ("condition", "The words on which it is made to depend.", ()),
        ("grain", "How precisely the time is told.", ()),
        ("precision", "What the point of a place stands for.", ()),
        ("country", "ISO 3166 alpha-3 code, or one of the codebook's own.", ()),
        ("sector", "A PLOVER sector code.", ()),
        ("figure", "A number that is told: what it counts, lowest and highest value.", ()),
    )
)
"""What the terms of our own mean; they stand at the head of every file."""


def statements(stored: StoredClaim, how: How) -> Iterator[Node]:
    """All that a claim says, and what it needs: its event, mentions, attribution, article, parties and place."""
    claim = stored.claim
    ours, event, article = how.iri("claim", claim.id), how.iri("event", stored.event), _article(stored, how)
    mentions = [f"{article}#char={evidence.quote.start},{evidence.quote.end}" for evidence in claim.evidence]
    attribution = f"{ours}/attribution"
    refs = tuple(Ref(mention) for mention in mentions)
    yield Node(event, _said(("rdf:type", name("sem:Event")), ("gaf:denotedBy", *refs)))
    yield Node(ours, _claim(stored, how, event, article, refs))
    for mention, evidence in zip(mentions, claim.evidence, strict=True):
        yield Node(mention, _mention(how.words(evidence.quote), article, attribution))
    yield Node(attribution, _attribution(claim, how, refs, article))
    yield Node(article, _document(stored), shared=True)
    for party in (*claim.actors, *claim.recipients, *(voice.party for voice in claim.voices)):
        yield _party(party, how)
    if claim.place:
        yield _place(claim.place, how)


def _claim(stored: StoredClaim, how: How, event: str, article: str, mentions: tuple[Ref, ...]) -> Said:
    claim = stored.claim
    actors, recipients = _parties(claim.actors, how), _parties(claim.recipients, how)
    return _said(
        ("rdf:type", name("sem:Event"), name("gaf:Assertion")),
        ("kro:tellsOf", Ref(event)),
        ("sem:eventType", name(f"kro:{claim.type.value}")),
        ("sem:hasActor", *dict.fromkeys((*actors, *recipients))),
        ("kro:actor", *actors),
        ("kro:recipient", *recipients),
        ("sem:hasPlace", *([_place_ref(claim.place, how)] if claim.place else [])),
        *_time(claim.when),
        ("sem:accordingTo", Ref(article)),
        ("gaf:denotedBy", *mentions),
        ("kro:status", Text(claim.status.value)),
        ("kro:hedged", Text("true" if claim.hedged else "false", "xsd:boolean")),
        ("kro:quad", Text(QUADS[claim.type].value)),
        ("kro:intensity", Text(str(act_intensity(claim)), "xsd:decimal")),
        ("kro:mode", *map(Text, claim.modes)),
        ("kro:context", *map(Text, claim.contexts)),
        ("kro:condition", *_dutch(how, claim.condition)),
        ("kro:figure", *(Text(_figure(figure)) for figure in claim.figures)),
        ("prov:wasDerivedFrom", Ref(article)),
        ("prov:wasAttributedTo", *([Ref(how.iri("coder", claim.coder))] if claim.coder else [])),
    )


def _mention(words: str | None, article: str, attribution: str) -> Said:
    return _said(
        ("rdf:type", name("gaf:Mention")),
        ("prov:value", *([Text(words, language="nl")] if words else [])),
        ("grasp:hasAttribution", Ref(attribution)),
        ("prov:wasDerivedFrom", Ref(article)),
    )


def _attribution(claim: Claim, how: How, mentions: tuple[Ref, ...], article: str) -> Said:
    """How the text presents it: certain or not, so or not so, past or future, and on whose word."""
    doubtful = claim.hedged or claim.status in {Status.POSSIBLE, Status.CONDITIONAL}
    ahead = claim.status in {Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE}
    return _said(
        ("rdf:type", name("grasp:Attribution")),
        (
            "rdf:value",
            name("graspf:POSSIBLE" if doubtful else "graspf:CERTAIN"),
            name("graspf:NEGATIVE" if claim.status is Status.DENIED else "graspf:POSITIVE"),
            name("grasp:FUTURE" if ahead else "grasp:PAST"),
        ),
        ("grasp:isAttributionFor", *mentions),
        ("grasp:wasAttributedTo", *_parties(tuple(voice.party for voice in claim.voices), how)),
        ("prov:wasDerivedFrom", Ref(article)),
    )


def _document(stored: StoredClaim) -> Said:
    day = stored.published
    return _said(
        ("rdf:type", name("prov:Entity"), name("sem:Authority")),
        ("dcterms:identifier", Text(str(stored.claim.document))),
        ("dcterms:title", *([Text(stored.title, language="nl")] if stored.title else [])),
        ("dcterms:issued", *([Text(day.isoformat(), "xsd:date")] if day else [])),
        ("dcterms:publisher", *([Text(stored.publisher)] if stored.publisher else [])),
        ("dcterms:source", *([Ref(address(stored.url))] if stored.url else [])),
    )


def _party(party: Party, how: How) -> Node:
    return Node(
        _party_ref(party, how).iri,
        _said(
            ("rdf:type", name("sem:Actor"), name("prov:Agent")),
            ("rdfs:label", Text(party.name, language="nl")),
            ("kro:country", *([Text(party.country)] if party.country else [])),
            ("kro:sector", *map(Text, party.sectors)),
        ),
        shared=True,
    )


def _place(place: Place, how: How) -> Node:
    return Node(
        _place_ref(place, how).iri,
        _said(
            ("rdf:type", name("sem:Place")),
            ("rdfs:label", Text(place.name, language="nl")),
            ("kro:country", *([Text(place.country)] if place.country else [])),
            ("geo:lat", *([Text(str(place.lat), "xsd:decimal")] if place.lat is not None else [])),
            ("geo:long", *([Text(str(place.lon), "xsd:decimal")] if place.lon is not None else [])),
            ("kro:precision", *([Text(place.precision.value)] if place.precision else [])),
        ),
        shared=True,
    )


def _time(when: When | None) -> tuple[tuple[str, Ref | Text], ...]:
    """A day as a time stamp; a span by its ends; what is less precise as the bounds between which it lies."""
    if when is None:
        return ()
    start, end = Text(when.start.isoformat(), "xsd:date"), Text(when.end.isoformat(), "xsd:date")
    grain = ("kro:grain", Text(when.grain.value))
    if when.start == when.end:
        return (("sem:hasTimeStamp", start), grain)
    if when.grain is Grain.SPAN:
        return (("sem:hasBeginTimeStamp", start), ("sem:hasEndTimeStamp", end), grain)
    return (("sem:hasEarliestBeginTimeStamp", start), ("sem:hasLatestEndTimeStamp", end), grain)


def _figure(figure: Figure) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (figure.min, figure.max))
    return f"{figure.key.value} {low}..{high}"


def _said(*pairs: tuple[str, *tuple[Ref | Text, ...]]) -> Said:
    """What is said, without what has no value."""
    return tuple((property_, values) for property_, *rest in pairs if (values := tuple(rest)))


def _parties(parties: tuple[Party, ...], how: How) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(_party_ref(party, how) for party in parties))


def _party_ref(party: Party, how: How) -> Ref:
    return Ref(WIKIDATA + party.wikidata if party.wikidata else how.iri("actor", how.who(party)))


def _place_ref(place: Place, how: How) -> Ref:
    return Ref(how.iri("place", digest("place", place.name, place.country or "")))


def _dutch(how: How, quote: Quote | None) -> list[Text]:
    words = how.words(quote)
    return [Text(words, language="nl")] if words else []


def _article(stored: StoredClaim, how: How) -> str:
    return how.iri("document", stored.claim.document)
