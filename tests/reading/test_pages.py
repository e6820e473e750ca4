from datetime import date

import pytest

from kroniek.model.text import Known, Reliability
from kroniek.reading import ReadingOptions

from .build import DUTCH, PAGES, html, only


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself():
    found = only(PAGES / "zuidkrant.html")
    assert found.id == "zuidkrant"
    assert found.title == "Rusland en Georgië praten in Genève over grens"
    assert found.publisher == "Zuidkrant"
    assert found.url == "https://zuidkrant.example/buitenland/rusland-georgie-geneve~b12"
    assert (found.published.day, found.published.time, found.published.known, found.published.reliability) == (
        date(2018, 10, 9),
        "23:40",
        Known.METADATA,
        Reliability.SURE,
    )
    assert found.text.startswith("Rusland en Georgië praten in Genève over grens\n\n")
    assert found.text.count("Rusland en Georgië praten in Genève over grens") == 1
    assert "de afvaardiging uit Tschinvali verliet de zaal" in found.text
    assert "dataLayer" not in found.text
    news = "".join(
        char for at, char in enumerate(found.text) if not any(mark.start <= at < mark.end for mark in found.marks)
    )
    for boilerplate in ("Lees ook", "cookies", "©", "Alle rechten", "correspondent"):
        assert boilerplate not in news


def test_a_page_in_windows_encoding_is_read_by_what_it_declares():
    found = only(PAGES / "scheldebode.html")
    assert "“Wij steunen het verkiezingsproces, niet een kandidaat”" in found.text
    assert (found.published.day, found.published.known) == (date(2018, 10, 9), Known.METADATA)
    assert found.title == "Belgische ambassadeur op het matje in Kinshasa"


def test_the_clock_times_of_a_live_blog_are_kept():
    found = only(PAGES / "liveblog.html")
    assert [item.time for item in found.items] == ["18:20", "17:05", "13:10"]
    assert "ambassadeurs" in found.text[found.items[1].start : found.items[1].end]
    assert "Parmelin" not in found.text[found.items[1].start : found.items[1].end]


@pytest.mark.parametrize(
    ("head", "day", "known", "reliability"),
    [
        (
            '<meta property="article:published_time" content="2019-03-02T14:05:00+01:00">',
            date(2019, 3, 2),
            Known.METADATA,
            Reliability.SURE,
        ),
        ('<meta itemprop="datePublished" content="2 maart 2019">', date(2019, 3, 2), Known.METADATA, Reliability.SURE),
        (
            '<meta property="article:modified_time" content="2019-03-04">',
            date(2019, 3, 4),
            Known.METADATA,
            Reliability.WEAK,
        ),
        (
            '<meta property="article:published_time" content="2099-03-02"><link rel="canonical" href="https://a.example/2019/03/02/top">',
            date(2019, 3, 2),
            Known.URL,
            Reliability.LIKELY,
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', None, None, None),
    ],
)
def test_a_page_is_dated_by_what_it_says_best_first(tmp_path, head, day, known, reliability):
    path = tmp_path / "top.html"
    path.write_bytes(html("Top in Genève", head=head))
    published = only(path).published
    if day is None:
        assert published is None
    else:
        assert (published.day, published.known, published.reliability) == (day, known, reliability)


def test_the_same_page_gives_the_same_text_in_every_run():
    assert len({only(PAGES / "zuidkrant.html").text for _ in range(5)}) == 1


def test_the_outlet_is_named_by_its_domain(tmp_path):
    path = tmp_path / "top.html"
    path.write_bytes(
        html(
            "Top",
            head='<link rel="canonical" href="https://www.nos.nl/artikel/1-top"><meta property="og:site_name" content="NOS.nl Nieuws en Sport">',
        )
    )
    assert only(path).publisher == "NOS"


def test_a_page_without_paragraphs_is_read(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{DUTCH}<br><br>{DUTCH}</body></html>", encoding="utf-8")
    assert "Kremlin" in only(path).text


def test_deeply_nested_markup_is_read_or_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + DUTCH, encoding="utf-8")
    assert only(path) is not None


AHEAD = '<meta property="article:published_time" content="2031-05-06T08:00:00+02:00">'


def test_a_page_that_says_it_is_from_the_future_and_tells_no_other_day_is_refused(tmp_path):
    path = tmp_path / "top.html"
    path.write_bytes(html("Top in Moskou", head=AHEAD))
    found = only(path)
    assert found.reason == "date"
    assert "2031-05-06" in found.message
    assert "--published" in found.message


def test_a_page_from_the_future_is_read_with_the_day_that_the_user_gives(tmp_path):
    path = tmp_path / "top.html"
    path.write_bytes(html("Top in Moskou", head=AHEAD))
    found = only(path, options=ReadingOptions(published=date(2026, 3, 1)))
    assert (found.published.day, found.published.known) == (date(2026, 3, 1), Known.GIVEN)


def test_a_page_from_the_future_is_dated_by_what_else_tells_its_day(tmp_path):
    path = tmp_path / "2026-02-28-top.html"
    path.write_bytes(html("Top in Moskou", head=AHEAD))
    assert (only(path).published.day, only(path).published.known) == (date(2026, 2, 28), Known.FILE)


def test_a_time_in_the_future_that_an_article_tells_of_is_not_its_day_of_publication(tmp_path):
    path = tmp_path / "top.html"
    time = '<article><p>De top begint op <time datetime="2031-05-06">6 mei 2031</time>.</p></article>'
    path.write_bytes(html("Top in Moskou").replace(b"</body>", f"{time}</body>".encode()))
    assert b"2031-05-06" in path.read_bytes()
    assert only(path).published is None
