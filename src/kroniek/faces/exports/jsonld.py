"""JSON-LD 1.1: the statements of `rdf` as one graph, a node on each line; its context stands in the file."""

from __future__ import annotations

import json
from typing import IO, Any

from kroniek.api.records import dumps
from kroniek.faces.exports.rdf import PREFIXES, VOCABULARY, Node, Ref, Text
from kroniek.faces.exports.turtle import fresh
from kroniek.faces.exports.writing import Claims, How, Tally


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write the statements of every claim."""
    stream.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [\n')
    stream.write(",\n".join(_dumps(node) for node in VOCABULARY))
    for node in fresh(claims, how, tally):
        stream.write(f",\n{_dumps(node)}")
    stream.write("\n]}\n")


def _dumps(node: Node) -> str:
    record: dict[str, Any] = {"@id": node.iri}
    for property_, values in node.said:
        if property_ == "rdf:type":
            record["@type"] = [value.iri for value in values if isinstance(value, Ref)]
        else:
            record[property_] = [_value(value) for value in values]
    return dumps(record)


def _value(value: Ref | Text) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    kind = {"@type": value.kind} if value.kind else {}
    language = {"@language": value.language} if value.language else {}
    return {"@value": value.value} | kind | language
