"""Tiers of sources are the user's own, and change no count."""

from __future__ import annotations

import pytest

from kroniek.errors import UsageError
from kroniek.memory.standing.tiers import tiers


def file(tmp_path, text):
    path = tmp_path / "bronnen.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_without_a_file_no_origin_has_a_tier():
    assert tiers("")("Reuters") == ""


def test_a_source_is_found_in_any_spelling_and_behind_a_double_mark(tmp_path):
    tier = tiers(file(tmp_path, '[[tier]]\nname = "eerst"\nsources = ["reuters", "Algemeen Nederlands Persbureau"]\n'))
    assert [tier(name) for name in ("Reuters", "REUTERS", "ANP", "Belga/ANP", "Belga")] == ["eerst"] * 4 + [""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[tier]]\nname = 1\n", "tier 1"),
        ('[[tier]]\nname = "a"\nsources = [""]\n', "tier 1"),
        ('[[tier]]\nname = "a"\nsources = ["ANP"]\n[[tier]]\nname = "b"\nsources = ["anp"]\n', "Leave it in one"),
        ('[[tiers]]\nname = "a"\n', "holds [[tier]] only"),
        ("[[", "cannot be read"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, text, said):
    path = file(tmp_path, text)
    with pytest.raises(UsageError) as told:
        tiers(path)
    assert said in str(told.value)
    assert path in str(told.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        tiers(str(tmp_path / "weg.toml"))
