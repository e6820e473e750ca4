"""What a text tells, the whole way from words to claims, and rows of cases that say what it should be.

Texts are published on the day of the cases. A party is written name/COUNTRY/SECTORS, so that a row fits on a line.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from kroniek.coding import coder
from kroniek.coding.scene import scenes
from kroniek.language import analyser
from tests.build import document

DAY = "2022-03-04"
CASES = Path(__file__).parents[1] / "cases"


@cache
def _reader():
    return analyser()


@cache
def _coder():
    return coder()


def analysis_of(text, published=DAY):
    return _reader()(document(text, published=published))


def claims_of(text, published=DAY):
    return list(_coder()(analysis_of(text, published)))


def scene_of(sentence):
    """The only sentence of a text as a scene."""
    (scene,) = scenes(analysis_of(sentence))
    return scene


def told(row):
    """The claims of a row's text that are of the row's type and, where it names one, of its trigger."""
    found = [claim for claim in claims_of(row["text"], row.get("published", DAY)) if claim.type.value == row["type"]]
    return [claim for claim in found if row.get("trigger") in {None, trigger_of(claim)}]


def trigger_of(claim):
    return " ".join(quote.text for quote in claim.evidence[0].triggers)


def rows(name, *, leave_out=()):
    """The rows of a file of cases, group by group; its known gaps are expected to fail, and told when they do not."""
    return list(_rows(name, leave_out))


def _rows(name, leave_out):
    table = tomllib.loads((CASES / name).read_text(encoding="utf-8"))
    for group, found in table.items():
        if group in leave_out:
            continue
        for number, row in enumerate(found):
            gap = [pytest.mark.xfail(reason=row["why"], strict=True)] if group == "known_gaps" else []
            yield pytest.param(row, marks=gap, id=f"{group}-{number}-{row['text'][:60]}")


def group(name, key):
    """The rows of one group of a file of cases."""
    found = tomllib.loads((CASES / name).read_text(encoding="utf-8"))[key]
    return [pytest.param(row, id=str(row.get("text", row.get("evidence")))[:80] or "empty") for row in found]


def party_of(party):
    """A party as the rows write it."""
    return "/".join([party.name, party.country or "", ",".join(party.sectors)]).rstrip("/")


def voice_of(voice, *, whole=False):
    mark = "?" if voice.anonymous else "@" if voice.medium else ""
    return mark + (party_of(voice.party) if whole else voice.party.name)


def days_of(claim):
    return f"{claim.when.start}..{claim.when.end}" if claim.when else ""
