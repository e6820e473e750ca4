"""The formats of `kroniek export`, by name; a format's module is loaded when it is asked for.

To add one: a file in this folder with a `write` (see `writing.Write`) and a docstring that says what is lost, a row
here, a test that reads it back with a reader that is not ours, and a row in `docs/reference/export-formats.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from kroniek.faces.exports.writing import Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, what it is in a few words, its module, and whether it is bytes.

    `beside` is the word for a second table that goes to a file of its own (GDELT's mentions).
    """

    name: str
    about: str
    module: str
    binary: bool = False
    beside: str = ""

    @property
    def write(self) -> Write:
        """Its writer."""
        return cast("Write", import_module(f"kroniek.faces.exports.{self.module}").write)


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(name="jsonl", about="everything, exactly, a claim per line", module="jsonl"),
        Format(name="csv", about="flat, for spreadsheets", module="table"),
        Format(name="parquet", about="flat, with kinds", module="parquet", binary=True),
        Format(name="plover", about="PLOVER JSON Lines", module="plover"),
        Format(name="polecat", about="POLECAT's 40 columns", module="polecat"),
        Format(name="gdelt", about="GDELT 2.0 Events, and Mentions beside it", module="gdelt", beside="mentions"),
        Format(name="cameo", about="CAMEO root codes in ICEWS's 20 columns", module="cameo"),
        Format(name="ttl", about="RDF (SEM, GRaSP, PROV) as Turtle", module="turtle"),
        Format(name="jsonld", about="the same as JSON-LD", module="jsonld"),
        Format(name="ftm", about="FollowTheMoney entities", module="ftm"),
        Format(name="claim", about="schema.org Claim", module="claim"),
        Format(name="graphml", about="network of actors", module="graphml"),
        Format(name="gexf", about="network in time, for Gephi", module="gexf"),
        Format(name="geojson", about="points on a map, with precision", module="geojson"),
        Format(name="ics", about="calendar of what is announced", module="ics"),
        Format(name="atom", about="feed of the newest reports", module="atom"),
        Format(name="datapackage", about="ZIP of tables that describe themselves", module="datapackage", binary=True),
    )
}
"""Every format, in the order of the documentation."""
