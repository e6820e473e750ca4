"""Keys by which words are found: irregular forms, compounds, and what only looks like a compound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kroniek.lexicon.forms import key, keys


@pytest.mark.parametrize(
    "forms",
    [
        "stemmen stemde stemden gestemd stemt",
        "roepen riep riepen geroepen roept",
        "aankondigen aangekondigd aankondigde aankondigt aankondiging",
        "werken werkte gewerkt",
        "verdrag verdragen",
        "stad steden",
        "wapen wapens",
        "grens grenzen",
    ],
)
def test_forms_that_no_ending_tells_are_listed(forms):
    assert len({key(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("oliesancties", "sancties"),
        ("sanctiepakket", "pakket sancties"),
        ("vredesonderhandelingen", "onderhandeling vrede"),
        ("regeringsleiders", "leider regering"),
        ("kernwapens", "wapen kern"),
        ("wapenleveranties", "leverantie wapens"),
        ("vicepresident", "president"),
    ],
)
def test_a_compound_is_found_by_its_parts(compound, parts):
    assert set(map(key, parts.split())) <= set(keys(compound))


@pytest.mark.parametrize(
    "word", ["verzet", "onderhandel", "slecht", "terecht", "belegeren", "verslag", "inzet", "tegenpartij"]
)
def test_what_is_no_compound_is_left_whole(word):
    assert keys(word) == (key(word),)


def test_a_key_of_its_own_comes_first():
    assert keys("oliesancties")[0] == key("oliesancties")


def test_no_word_is_too_odd():
    for word in ("", "a", "x" * 500, "кремльсанкции", "2022sancties"):
        assert keys(word)


def test_the_table_of_forms_is_the_newest():
    tool = Path(__file__).parents[2] / "tools" / "build_search_forms.py"
    assert subprocess.run([sys.executable, str(tool), "--check"], check=False).returncode == 0
