"""Networks, maps, calendars and feeds, read back with networkx, lxml, shapely, icalendar and feedparser."""

import json
from datetime import date

import feedparser
import icalendar
import networkx as nx
import pytest
from lxml import etree
from shapely.geometry import Point, box, shape

GEXF = {"g": "http://gexf.net/1.3"}


def label(graph, node):
    return graph.nodes[node]["label"]


def test_graphml_is_a_network_of_actors_with_an_edge_per_event(export):
    graph = nx.read_graphml(export("graphml"), force_multigraph=True)
    told = {(label(graph, a), label(graph, b), edge["type"]): edge for a, b, edge in graph.edges(data=True)}
    raid = told["Rusland", "Oekraïne", "ASSAULT"]
    assert (raid["claims"], raid["status"], raid["hedged"], raid["mutual"]) == (2, "happened", False, False)
    assert told["Verenigde Staten", "Polen", "AGREE"]["status"] == "denied"
    assert told["Rusland", "Polen", "SANCTION"]["status"] == "conditional"
    mutual = [(label(graph, a), label(graph, b)) for a, b, edge in graph.edges(data=True) if edge["mutual"]]
    assert {frozenset(pair) for pair in mutual} == {
        frozenset({"Frankrijk", "Duitsland"}), frozenset({"rebellen", "Congolese leger"}),
    }  # fmt: skip
    assert len(mutual) == 2
    assert any(data.get("wikidata") == "Q7747" for _, data in graph.nodes(data=True))


def test_gexf_has_an_edge_per_pair_and_type_with_spells(export):
    file = export("gexf")
    graph = nx.read_gexf(file, version="1.3")
    assert {label(graph, node) for node in graph} >= {"Rusland", "Oekraïne", "Frankrijk"}
    tree = etree.parse(str(file))
    assert tree.getroot().get("version") == "1.3"
    assert tree.find("g:graph", GEXF).get("mode") == "dynamic"
    names = {node.get("id"): node.get("label") for node in tree.iterfind(".//g:node", GEXF)}
    edges = {
        (names[edge.get("source")], names[edge.get("target")], edge.get("kind")): edge
        for edge in tree.iterfind(".//g:edge", GEXF)
    }
    (spell,) = edges["Rusland", "Oekraïne", "ASSAULT"].iterfind(".//g:spell", GEXF)
    assert (spell.get("start"), spell.get("end")) == ("2022-03-01", "2022-03-01")
    declared = {item.get("id") for item in tree.iterfind(".//g:attribute", GEXF)}
    assert {item.get("for") for item in tree.iterfind(".//g:attvalue", GEXF)} <= declared
    assert not [key for key in edges if key[2] in {"AGREE", "SANCTION"}]
    assert "1 voorwaardelijk" in export.told


def test_geojson_has_points_that_say_what_they_stand_for(export):
    collection = json.loads(export("geojson").read_text(encoding="utf-8"))
    precision = {
        feature["properties"]["place"]: feature["properties"]["precision"] for feature in collection["features"]
    }
    assert precision == {"Kiev": "city", "Genève": "city", "Congo-Kinshasa": "country"}
    for feature in collection["features"]:
        point = shape(feature["geometry"])
        assert isinstance(point, Point)
        assert box(-180, -90, 180, 90).contains(point)
    kiev = shape(collection["features"][0]["geometry"])
    assert (kiev.x, kiev.y) == (30.52, 50.45)
    assert "7 zonder punt" in export.told


def test_the_calendar_cancels_what_was_announced_and_then_denied(export):
    calendar = icalendar.Calendar.from_ical(export("ics").read_bytes())
    (entry,) = calendar.events
    assert entry["STATUS"] == "CANCELLED"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2022, 5, 9), date(2022, 5, 10))
    assert entry["SEQUENCE"] == 1
    assert "Verenigde Staten → Polen" in entry["SUMMARY"]
    assert "2022-04-20" in entry["DESCRIPTION"]
    assert not calendar.errors
    assert not entry.errors


def test_an_announcement_is_tentative_and_keeps_its_uid_when_it_is_denied(export):
    told = [
        icalendar.Calendar.from_ical(export("ics", *arguments).read_bytes()).events[0]
        for arguments in ((), ("--status", "planned"))
    ]
    assert [entry["STATUS"] for entry in told] == ["CANCELLED", "TENTATIVE"]
    assert told[0]["UID"] == told[1]["UID"]
    assert told[0]["SEQUENCE"] > told[1]["SEQUENCE"]


def test_lines_of_the_calendar_are_short_and_end_as_they_must(export):
    data = export("ics").read_bytes()
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or len(line) > 75]
    for line in lines:
        line.decode("utf-8")


def test_the_feed_is_well_formed_and_the_newest_come_first(export):
    feed = feedparser.parse(export("atom").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == 9
    assert [entry.updated for entry in feed.entries] == sorted((entry.updated for entry in feed.entries), reverse=True)
    assert feed.entries[0].title == "Verenigde Staten → Polen: toezegging (ontkend)"
    assert len({entry.id for entry in feed.entries}) == 9
    raid = next(
        entry
        for entry in feed.entries
        if entry.title.startswith("Rusland → Oekraïne") and entry.link.startswith("http")
    )
    assert raid.link == "https://krant.example/aanval?a=1&b=%7Bx%7D"
    assert "1 zonder dag" in export.told


@pytest.mark.parametrize(("format_", "rows"), [("atom", 0), ("graphml", 0), ("geojson", 0), ("ics", 0)])
def test_nothing_asked_for_is_still_a_whole_file(export, format_, rows):
    file = export(format_, "--since", "1990", "--until", "1991")
    readers = {
        "atom": lambda: len(feedparser.parse(file.read_bytes()).entries),
        "graphml": lambda: len(nx.read_graphml(file)),
        "geojson": lambda: len(json.loads(file.read_text(encoding="utf-8"))["features"]),
        "ics": lambda: len(icalendar.Calendar.from_ical(file.read_bytes()).events),
    }
    assert readers[format_]() == rows


def test_as_of_a_day_the_calendar_knows_no_later_denial(export):
    (entry,) = icalendar.Calendar.from_ical(export("ics", "--as-of", "2022-03-31").read_bytes()).events
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("TENTATIVE", 0)
