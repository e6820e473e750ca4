from datetime import date

import pytest

from kroniek.errors import FetchError
from kroniek.model.text import Document, Known
from kroniek.reading import ReadingOptions

from .build import DUTCH, PAGES, FakeWeb, documents, html, only, outcomes

URL = "https://zuidkrant.example/rss"


def test_entries_are_documents_with_what_the_feed_tells():
    first, second = documents(PAGES / "feed.xml")
    assert (first.id, first.title, first.publisher) == ("top-in-geneve", "Top in Genève & daarna", "Zuidkrant")
    assert first.text.split("\n\n") == [
        "Top in Genève & daarna",
        "De presidenten van Rusland en de Verenigde Staten hebben woensdag in Genève vier uur met elkaar gesproken.",
        "Zij sturen hun ambassadeurs terug.",
    ]
    assert (first.published.day, first.published.time, first.published.known) == (
        date(2021, 6, 17),
        "00:30",
        Known.METADATA,
    )
    assert first.source.part == "zk-1"
    assert second.url == "https://zuidkrant.example/buitenland/hulp-haiti"


def test_a_broken_feed_is_salvaged_and_its_damage_told(tmp_path):
    path = tmp_path / "stuk.xml"
    path.write_bytes(
        (PAGES / "feed.xml").read_bytes()[:-120].replace(b"<description>Korte", b"<description>Korte < & ")
    )
    found = outcomes(path)
    assert isinstance(found[0], Document)
    assert found[0].id == "top-in-geneve"
    assert "broken" in found[-1].message


def test_an_atom_feed_is_read(tmp_path):
    path = tmp_path / "a.atom"
    path.write_text(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>NOS - Nieuws</title><entry><title>Top</title><id>urn:1</id>'
        "<updated>2021-06-16T10:00:00+02:00</updated><summary>De presidenten hebben woensdag in Genève gesproken.</summary></entry></feed>",
        encoding="utf-8",
    )
    found = only(path)
    assert (found.id, found.publisher, found.published.day) == ("a-1", "NOS", date(2021, 6, 16))


def test_links_are_followed_only_where_asked_and_not_as_trusted_elsewhere():
    feed = (
        (PAGES / "feed.xml")
        .read_bytes()
        .replace(b"https://zuidkrant.example/buitenland/hulp-haiti", b"http://192.168.1.1/beheer")
    )
    page = html("Top in Genève & daarna", "De presidenten spraken woensdag vier uur met elkaar in Genève. " * 3)
    web = FakeWeb(
        {URL: ("application/rss+xml", feed), "https://zuidkrant.example/buitenland/top-in-geneve": ("text/html", page)}
    )
    assert len(documents(URL, fetch=web)) == 2
    assert web.asked == [(URL, True)]
    web.asked.clear()
    found = outcomes(URL, fetch=web, options=ReadingOptions(follow=True))
    assert web.asked == [
        (URL, True),
        ("https://zuidkrant.example/buitenland/top-in-geneve", True),
        ("http://192.168.1.1/beheer", False),
    ]
    assert "vier uur met elkaar in Genève." in found[0].text
    assert found[0].published.day == date(2021, 6, 17)
    assert (found[1].reason, found[2].text.startswith("Kabinet")) == (FetchError.reason, True)


@pytest.mark.parametrize("field", ["published", "updated"])
def test_an_entry_from_the_future_that_tells_no_other_day_is_refused_and_the_others_are_read(tmp_path, field):
    def entry(name, day):
        return f"<entry><id>{name}</id><title>{name}</title><{field}>{day}</{field}><summary>{DUTCH}</summary></entry>"

    entries = entry("later", "2031-05-06T08:00:00Z") + entry("nu", "2026-03-01T08:00:00Z")
    path = tmp_path / "feed.xml"
    path.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Krant</title>{entries}</feed>', encoding="utf-8")
    later, now = outcomes(path)
    assert (later.reason, later.source.part) == ("date", "later")
    assert "2031-05-06" in later.message
    assert now.published.day == date(2026, 3, 1)
