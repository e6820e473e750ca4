"""Turtle: the statements of `rdf`, a block for each thing; what repeats itself is said once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

from kroniek.faces.exports.rdf import PREFIXES, VOCABULARY, Node, Ref, Text, statements
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.model.ids import digest

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SPECIAL = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write(claims: Claims, stream: IO[str], how: How, tally: Tally) -> None:
    """Write the statements of every claim."""
    stream.writelines(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    stream.writelines(_block(node) for node in VOCABULARY)
    for node in fresh(claims, how, tally):
        stream.write(_block(node))


def fresh(claims: Claims, how: How, tally: Tally) -> Iterator[Node]:
    """The statements of all claims; what repeats itself (articles, parties, places) once."""
    said: set[str] = set()
    for stored in counted(claims, tally):
        for node in statements(stored, how):
            if node.shared and (mark := digest(node.iri, repr(node.said), chars=16)) in said:
                continue
            if node.shared:
                said.add(mark)
            yield node


def _block(node: Node) -> str:
    lines = [f"{_short(property_)} {', '.join(map(_value, values))}" for property_, values in node.said]
    said = " ;\n    ".join(lines)
    return f"\n{_ref(node.iri)} {said} .\n"


def _short(property_: str) -> str:
    return "a" if property_ == "rdf:type" else property_


def _value(value: Ref | Text) -> str:
    if isinstance(value, Ref):
        return _ref(value.iri)
    mark = f"@{value.language}" if value.language else f"^^{value.kind}" if value.kind else ""
    return f'"{value.value.translate(_SPECIAL)}"{mark}'


@lru_cache(maxsize=10_000)
def _ref(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _LOCAL.fullmatch(local := iri[len(start) :]):
            return f"{prefix}:{local}"
    return f"<{_FORBIDDEN.sub(lambda found: f'%{ord(found.group()):02X}', iri)}>"
