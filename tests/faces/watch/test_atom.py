"""Alerts as a feed, read by a feed reader."""

from __future__ import annotations

import feedparser
import pytest

from kroniek.errors import DeliveryError, UsageError
from kroniek.faces.watch.atom import AtomFile


def read(file):
    parsed = feedparser.parse(file.read_bytes())
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def test_a_feed_is_there_before_the_first_alert(tmp_path, teller):
    AtomFile(tmp_path / "meldingen.xml").prepare(teller)
    parsed = read(tmp_path / "meldingen.xml")
    assert (parsed.feed.title, parsed.feed.id, parsed.entries) == ("Kroniek: meldingen", "urn:kroniek:watch", [])
    assert parsed.feed.updated


def test_each_alert_is_an_entry_with_its_words_the_newest_first(tmp_path, teller, told):
    outlet = AtomFile(tmp_path / "meldingen.xml")
    outlet.send(told("act", "due"), teller)
    first, second = read(tmp_path / "meldingen.xml").entries
    assert [first.id, second.id] == ["urn:kroniek:alert:due1", "urn:kroniek:alert:act0"]
    assert second.title == "Nieuw: Rusland → Kyiv: geweld"
    assert "“Rusland beschiet <Kyiv> & Lviv.”" in second.content[0].value
    assert "De Krant, 2 maart 2022" in second.content[0].value
    assert second.link == "https://krant.example/raid?a=1&b=2"
    assert (second.published, second.updated) == ("2026-03-02T12:00:00+00:00",) * 2
    assert {tag.term for tag in second.tags} == {"act", "oorlog"}


def test_making_the_feed_again_changes_nothing(tmp_path, teller, told):
    outlet, file = AtomFile(tmp_path / "meldingen.xml"), tmp_path / "meldingen.xml"
    outlet.send(told("act"), teller)
    before = file.read_bytes()
    outlet.send([], teller)
    assert file.read_bytes() == before


def test_the_outlet_is_known_by_where_the_file_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert AtomFile("a.xml").name == f"atom:{tmp_path / 'a.xml'}"


def test_a_folder_that_is_missing_is_said_at_once_and_one_that_goes_missing_is_a_failure(tmp_path, teller):
    outlet = AtomFile(tmp_path / "weg" / "a.xml")
    with pytest.raises(UsageError, match="cannot be written"):
        outlet.prepare(teller)
    with pytest.raises(DeliveryError, match="cannot be written"):
        outlet.send([], teller)
