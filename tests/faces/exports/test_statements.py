"""RDF and JSON-LD, read back with rdflib; PLOVER by the field names of its manual; entities with followthemoney."""

import json

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from kroniek.faces.exports.rdf import PREFIXES

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # of rdflib's own reader
SEM, GAF, GRASP, GRASPF, KRO, PROV = (
    Namespace(PREFIXES[prefix]) for prefix in ("sem", "gaf", "grasp", "graspf", "kro", "prov")
)
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture
def graph(export):
    return Graph().parse(export("ttl"), format="turtle")


def test_turtle_tells_events_apart_from_the_claims_that_tell_of_them(graph):
    claims = set(graph.subjects(RDF.type, GAF.Assertion))
    assert len(claims) == 10
    events = {event for claim in claims for event in graph.objects(claim, KRO.tellsOf)}
    assert len(events) == 8
    assert all((event, RDF.type, SEM.Event) in graph for event in events)
    raid = graph.value(predicate=SEM.hasTimeStamp, object=Literal("2022-03-01", datatype=XSD.date))
    assert raid is not None
    mentions = list(graph.objects(graph.value(raid, KRO.tellsOf), GAF.denotedBy))
    assert len(mentions) == 2


def test_turtle_says_how_it_is_told_and_on_whose_word(graph):
    (denied,) = graph.subjects(KRO.status, Literal("denied"))
    (mention,) = graph.objects(denied, GAF.denotedBy)
    (attribution,) = graph.objects(mention, GRASP.hasAttribution)
    assert GRASPF.NEGATIVE in set(graph.objects(attribution, RDF.value))
    (raid,) = graph.subjects(SEM.hasTimeStamp, Literal("2022-03-01", datatype=XSD.date))
    (reported,) = graph.subjects(GRASP.isAttributionFor, next(graph.objects(raid, GAF.denotedBy)))
    (reuters,) = graph.objects(reported, GRASP.wasAttributedTo)
    assert str(graph.value(reuters, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))) == "Reuters"


def test_a_month_lies_between_two_bounds(graph):
    (meeting,) = graph.subjects(KRO.grain, Literal("month"))
    assert str(graph.value(meeting, SEM.hasEarliestBeginTimeStamp)) == "2022-03-01"
    assert str(graph.value(meeting, SEM.hasLatestEndTimeStamp)) == "2022-03-31"
    assert (meeting, SEM.hasTimeStamp, None) not in graph


def test_words_come_back_exactly(graph):
    quotes = {str(value) for value in graph.objects(None, PROV.value)}
    assert any('<geweld> & "de\tdaders"' in quote for quote in quotes)


def test_a_person_has_wikidatas_address(graph):
    assert (URIRef("http://www.wikidata.org/entity/Q7747"), RDF.type, SEM.Actor) in graph


def test_every_term_of_our_own_is_explained_or_a_type(graph):
    ours = {term for triple in graph for term in triple if isinstance(term, URIRef) and term in KRO}
    comment = URIRef("http://www.w3.org/2000/01/rdf-schema#comment")
    types = set(graph.objects(None, SEM.eventType))
    assert not {term for term in ours - types if (term, comment, None) not in graph}


def test_json_ld_says_the_same(graph, export):
    other = Graph().parse(export("jsonld"), format="json-ld")
    assert isomorphic(graph, other)


def test_addresses_begin_as_asked(export):
    text = export("ttl", "--base", "https://kroniek.example/").read_text(encoding="utf-8")
    assert "<https://kroniek.example/claim/krant%2F%C3%A9%C3%A9n:" in text
    assert "urn:kroniek:claim" not in text


CLAIM_PROPERTIES = {
    "Claim": "identifier name text inLanguage datePublished author appearance about creativeWorkStatus keywords",
    "NewsArticle": "headline url datePublished publisher",
    "Action": "name agent participant startTime endTime location actionStatus",
    "Thing": "name description",
    "Organization": "name",
    "Place": "name address geo",
    "PostalAddress": "addressCountry",
    "GeoCoordinates": "latitude longitude",
}
"""What schema.org lets its types have, as far as we use it."""


def test_claims_of_schema_org_use_its_terms_only(export):
    graph = Graph().parse(export("claim"), format="json-ld")
    assert len(list(graph.subjects(RDF.type, SCHEMA.Claim))) == 10
    for subject in set(graph.subjects()):
        types = [str(type_).removeprefix(str(SCHEMA)) for type_ in graph.objects(subject, RDF.type)]
        allowed = {word for type_ in types for word in CLAIM_PROPERTIES[type_].split()}
        used = {
            str(predicate).removeprefix(str(SCHEMA)) for predicate in graph.predicates(subject) if predicate != RDF.type
        }
        assert used <= allowed, (types, used - allowed)
    (denied,) = graph.subjects(SCHEMA.creativeWorkStatus, Literal("denied"))
    statuses = [status for claim in graph.subjects(SCHEMA.creativeWorkStatus, Literal("planned"))
                for act in graph.objects(claim, SCHEMA.about) for status in graph.objects(act, SCHEMA.actionStatus)]  # fmt: skip
    assert denied is not None
    assert statuses == [SCHEMA.PotentialActionStatus]


PLOVER = {
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "size_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
    "kroniek",
}
ENTITY = {
    "code",
    "sector",
    "other_sector_codes",
    "entity_text",
    "identifier_id",
    "identifier_text",
    "religion",
    "ethnicity",
    "office",
    "gender",
    "age",
}
LOCATION = {
    "extracted_place",
    "resolved_place",
    "geonameid",
    "lat",
    "lon",
    "city",
    "district",
    "province",
    "country",
    "country_code",
    "feature_class",
    "feature_code",
    "resolution",
}
"""The field names of the manual (chapter "Data Fields"), with `kroniek` for what it has none for."""


def test_plover_has_the_manuals_names_and_its_required_fields(export):
    records = [json.loads(line) for line in export("plover").read_text(encoding="utf-8").splitlines()]
    assert len(records) == 10
    for record in records:
        assert {"id", "date", "actor", "event"} <= set(record) <= PLOVER
        for entity in (*record["actor"], *record.get("recipient", ())):
            assert set(entity) <= ENTITY
        assert set(record.get("event_loc", ())) <= LOCATION
    raid = records[0]
    assert (raid["event"], raid["mode"], raid["quad_code"], raid["event_scale"]) == (["ASSAULT"], ["aerial"], 4, -9.5)
    assert raid["event_loc"]["resolution"] == 4
    assert raid["kroniek"]["sources"][0]["identifier_text"] == "Reuters"
    month = next(record for record in records if record["event"] == ["CONSULT"])
    assert (month["date"], month["enddate"], month["kroniek"]["date_grain"]) == ("2022-03-01", "2022-03-31", "month")
    assert len({record["link"] for record in records}) == 8
    assert next(record for record in records if record.get("size_info"))["size_info"] == {"dead": "83-"}


def test_follow_the_money_takes_every_entity(export):
    followthemoney = pytest.importorskip("followthemoney", reason="make validators")
    from followthemoney.types import registry

    entities = {}
    for line in export("ftm").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        entity = followthemoney.model.get_proxy(record, cleaned=False)
        followthemoney.model.get(record["schema"]).validate(record)
        for name, values in record["properties"].items():
            kept = sorted(entity.get(name))
            assert len(kept) == len(values), (name, values, kept)
        for country in record["properties"].get("country", ()):
            assert registry.country.validate(country)
        entities[entity.id] = entity
    events = [entity for entity in entities.values() if entity.schema.name == "Event"]
    assert len(events) == 5
    whole = [json.loads(line) for line in export("ftm", "--all-statuses").read_text(encoding="utf-8").splitlines()]
    assert ["un"] in [record["properties"].get("country") for record in whole]
    for event in events:
        assert event.get("proof")
        assert all(id_ in entities for name in ("proof", "involved") for id_ in event.get(name))
    assert {"2022-03"} in [set(event.get("date")) for event in events]
    assert {entity.schema.name for entity in entities.values()} == {"Article", "Event", "PublicBody", "LegalEntity"}
