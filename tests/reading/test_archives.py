import gzip
import io
import sys

import pytest

from kroniek.model.text import Document
from kroniek.reading import ReadingOptions

from .build import DUTCH, documents, html, only, outcomes, record

FIRST = record("https://a.example/nieuws/top-in-geneve", html("Top in Genève"))
SECOND = record("https://a.example/nieuws/hulp-haiti.html", html("Hulp voor Haïti"))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_its_pages(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress(FIRST) + gzip.compress(SECOND) if name.endswith("gz") else FIRST + SECOND)
    first, second = documents(path)
    assert (first.id, second.id, second.url) == (
        "top-in-geneve",
        "hulp-haiti",
        "https://a.example/nieuws/hulp-haiti.html",
    )
    assert (first.source.part, first.source.format) == ("1", "warc")
    assert first.published is None


def test_an_archive_on_standard_input_is_read(monkeypatch):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation("seek")

    class Stdin:
        buffer = Pipe(gzip.compress(FIRST))

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert only("-").id == "top-in-geneve"


@pytest.mark.parametrize("cut", range(1, 900, 83))
@pytest.mark.parametrize("packed", [True, False])
def test_pages_before_the_damage_of_a_truncated_archive_are_kept(tmp_path, cut, packed):
    path = tmp_path / "a.warc"
    pack = gzip.compress if packed else bytes
    last = pack(SECOND)
    path.write_bytes(pack(FIRST) + last[: max(3, len(last) - cut - 12)])
    found = outcomes(path)
    assert found[0].id == "top-in-geneve"
    assert {type(one).__name__ for one in found[1:]} == {"Rejected"}


def test_what_is_no_page_is_counted_and_told(tmp_path):
    path = tmp_path / "a.warc"
    picture = record("https://a.example/x.png", b"\x89PNG", kind="image/png")
    gone = record("https://a.example/weg", b"weg", status="404 Not Found")
    path.write_bytes(picture + FIRST + picture + gone)
    document, others = outcomes(path)
    assert isinstance(document, Document)
    assert others.message == "3 records are no pages and were left out: 2 image/png, 1 answers with status 404."


def test_packed_and_chunked_answers_are_unpacked(tmp_path):
    body = gzip.compress(html("Top in Genève"))
    chunked = (
        b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:100], body[100:])) + b"0\r\n\r\n"
    )
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("https://a.example/top", chunked, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    )
    assert DUTCH in only(path).text


def test_a_bomb_in_an_archive_is_one_rejected_page(tmp_path):
    path = tmp_path / "a.warc"
    bomb = record("https://a.example/bom", gzip.compress(b" " * 3_000_000), headers="Content-Encoding: gzip\r\n")
    path.write_bytes(bomb + FIRST)
    found = outcomes(path, options=ReadingOptions(max_bytes=100_000))
    assert [type(one).__name__ for one in found] == ["Rejected", "Document"]


def test_a_page_from_the_future_in_an_archive_is_refused_with_its_record(tmp_path):
    ahead = html("Top in Moskou", head='<meta property="article:published_time" content="2031-05-06">')
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://a.example/nieuws/top-in-moskou", ahead) + SECOND)
    refused, read = outcomes(path)
    assert (refused.reason, refused.source.part) == ("date", "1")
    assert isinstance(read, Document)
