"""Reasons of joins and links in the words of a reader: every sentence that the program makes has a saying."""

import ast

import pytest

from kroniek.faces.cli.because import because
from kroniek.faces.cli.wording import wording
from tests.test_house import PACKAGE

CASES = [
    (
        "both are ASSAULT; both by aerial; both on 2022-07-23; Rusland: the same ones act",
        "beide: geweld; beide: luchtaanval; beide op 23 juli 2022; dezelfde partij handelt: Rusland",
    ),
    ("both are REJECT; both by change", "beide: afwijzing; beide: weigering"),
    ("both in odesa; though 1 day apart", "beide in Odesa; maar 1 dag ertussen"),
    ("Verenigde Staten and Mike Pompeo: the same ones act", "dezelfde partij handelt: Verenigde Staten en Mike Pompeo"),
    (
        "both are versions of one article; equal type, status and parties, and 84% of the evidence's words are shared",
        "twee versies van één artikel; soort, status en partijen gelijk, en 84% van de woorden",
    ),
    ("the answer, 1 days later", "het antwoord, 1 dag later"),
    ("the one is happened, the other denied", "de ene is gebeurd, de andere ontkend"),
    ("as many killed; both on 2022-07-01 to 2022-07-31", "evenveel doden; beide op 1 juli 2022 – 31 juli 2022"),
    ("what a later version wrote", "what a later version wrote"),
    ("", ""),
]


@pytest.mark.parametrize(("reason", "told"), CASES)
def test_a_reason_is_told_in_dutch(reason, told):
    assert because(reason, wording("nl")) == told


FILLED = {".type": "AID", "_shown": "2022-07-01", "'days'": "days", "value": "50%"}
"""What stands for a value in a sentence of the source, by what its expression holds."""


def sentences():
    """The sentences of the source that become reasons, with names and numbers filled in."""
    for name in ("features.py", "links.py"):
        tree = ast.parse((PACKAGE / "memory" / "joining" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Lambda):
                yield from told([node.body])
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_found":
                yield from told(node.args)


def told(nodes):
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else filled(part.value) for part in node.values)
        elif isinstance(node, ast.IfExp):
            yield from told([node.body])


def filled(expression):
    source = ast.unparse(expression)
    return next((text for part, text in FILLED.items() if part in source), "7")


def test_every_sentence_that_the_program_makes_has_a_saying():
    found = sorted(set(sentences()))
    assert len(found) > 20
    assert [text for text in found if because(text, wording("nl")) == text] == []
