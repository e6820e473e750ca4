import gzip
import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kroniek.model.ids import content_hash
from kroniek.model.text import Document, Known, Rejected, Reliability
from kroniek.reading import Names, ReadingOptions, count

from .build import DUTCH, documents, only, outcomes


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_a_text_file_is_a_document_with_its_text_unchanged(tmp_path):
    text = f"Top in Gene\u0300ve\r\n\r\n{DUTCH}\r\n"
    path = write(tmp_path, "2019-03-02-top.txt", b"\xef\xbb\xbf" + text.encode())
    found = only(path)
    assert found.text == text
    assert found.id == "2019-03-02-top"
    assert found.title == "Top in Gene\u0300ve"
    assert found.content_hash == content_hash(text)
    assert (found.published.day, found.published.known, found.published.reliability) == (
        date(2019, 3, 2),
        Known.FILE,
        Reliability.LIKELY,
    )
    assert (found.source.address, found.source.format) == (str(path), "text")


def test_the_same_file_read_twice_gives_the_same_documents(tmp_path):
    path = write(tmp_path, "a.txt", DUTCH)
    assert outcomes(path) == outcomes(path)


def test_a_day_that_the_user_gives_goes_before_all_others(tmp_path):
    path = write(tmp_path, "2019-03-02-top.txt", DUTCH)
    given_day = only(path, options=ReadingOptions(published=date(2020, 1, 1))).published
    assert (given_day.day, given_day.known, given_day.reliability) == (date(2020, 1, 1), Known.GIVEN, Reliability.SURE)


def test_a_day_in_the_future_that_the_user_gives_is_refused(tmp_path):
    found = only(write(tmp_path, "a.txt", DUTCH), options=ReadingOptions(published=date(2099, 1, 1)))
    assert found.reason == "date"
    assert "2099-01-01" in found.message


def test_a_file_s_time_stamp_counts_only_when_asked_for_and_is_weak(tmp_path):
    path = write(tmp_path, "a.txt", DUTCH)
    os.utime(path, (1_500_000_000, 1_500_000_000))
    assert only(path).published is None
    published = only(path, options=ReadingOptions(published="file")).published
    assert (published.day, published.reliability, published.anchor) == (date(2017, 7, 14), Reliability.WEAK, None)


def test_markdown_keeps_its_text_and_marks_its_front_matter(tmp_path):
    text = f'---\ntitle: "Top in Genève"\ndate: 2019-03-02\npublisher: Zuidkrant\n---\n# Top\n\n{DUTCH}\n'
    found = only(write(tmp_path, "top.md", text))
    assert (found.text, found.title, found.publisher, found.published.day) == (
        text,
        "Top in Genève",
        "Zuidkrant",
        date(2019, 3, 2),
    )
    assert text[found.marks[0].start : found.marks[0].end].endswith("Zuidkrant\n---")


def test_a_folder_is_read_sorted_and_tells_what_it_left_out(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.TXT"):
        write(tmp_path, name, DUTCH + name)
    write(tmp_path, ".verborgen/x.txt", DUTCH)
    write(tmp_path, "foto.jpg", b"\xff\xd8\xff")
    found = outcomes(tmp_path)
    assert [one.id for one in found if isinstance(one, Document)] == ["a", "10", "2", "c"]
    assert [(one.source.address.rsplit("/", 1)[1], one.reason) for one in found if isinstance(one, Rejected)] == [
        (".verborgen", "skipped"),
        ("foto.jpg", "skipped"),
    ]


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("README.md", True),
        ("readme.txt", True),
        ("README", True),
        ("README.nl.md", True),
        ("LICENSE-MIT.txt", True),
        ("LICENCE.txt", True),
        ("CHANGELOG 2026.md", True),
        ("SOURCES.md", True),
        ("CONTRIBUTING.md", True),
        ("sources-say.txt", False),
        ("readmission.txt", False),
        ("SOURCESAY.txt", False),
        ("licenses-for-chevron.txt", False),
    ],
)
def test_a_file_about_the_folder_is_left_out_unless_it_is_named(tmp_path, name, left_out):
    path = write(tmp_path, name, DUTCH)
    in_folder = only(tmp_path)
    assert (getattr(in_folder, "reason", None) == "skipped") is left_out
    assert isinstance(only(path), Document)


MHTML = (
    "From: <Saved by Blink>\r\nSubject: Top\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    f'\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n----x\r\nContent-Type: text/html\r\n\r\n<p>{DUTCH}</p>'
)


def test_a_page_saved_as_mhtml_is_left_out_of_a_folder_and_refused_by_name_with_what_to_do(tmp_path):
    path = write(tmp_path, "top.mhtml", MHTML)
    in_folder, named = only(tmp_path), only(path)
    assert (in_folder.reason, named.reason) == ("skipped", "unreadable")
    assert in_folder.message == named.message
    assert "save it as HTML" in named.message


def test_an_article_that_speaks_of_mail_is_no_mail(tmp_path):
    text = f"Content-Type: multipart/related staat boven zo'n bericht.\n\n{DUTCH}"
    assert isinstance(only(write(tmp_path, "a.txt", f"Uitleg over mail\n\n{text}")), Document)


def test_links_in_a_folder_are_told_and_not_followed(tmp_path):
    folder = tmp_path / "map"
    write(folder, "a.txt", DUTCH)
    (folder / "lus").symlink_to(folder, target_is_directory=True)
    (folder / "uit.txt").symlink_to(write(tmp_path, "geheim.txt", DUTCH))
    (folder / "stuk.txt").symlink_to(tmp_path / "weg.txt")
    (folder / "zelf.txt").symlink_to("zelf.txt")
    found = outcomes(folder)
    assert [type(one) for one in found] == [Document, Rejected, Rejected, Rejected, Rejected]
    assert "inside the folder" in found[1].message
    assert "out of the folder" in found[3].message


def test_a_pipe_in_a_folder_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pijp.txt")
    assert only(tmp_path).reason == "skipped"


def test_a_deep_folder_is_read(tmp_path):
    write(tmp_path, "/".join(["m"] * 300 + ["a.txt"]), DUTCH)
    assert only(tmp_path).id == "a"


@pytest.mark.parametrize("address", ["bestaat-niet.txt", "map/weg", "a\x00b", "x" * 5000, "bestaat-niet/"])
def test_a_path_that_is_not_there_is_missing(tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    assert only(address).reason == "missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = write(tmp_path, "a.txt", DUTCH)
    path.chmod(0)
    assert "may not read" in only(path).message


@pytest.mark.parametrize("address", ["ftp://a.example/x", "file:///etc/passwd", "gopher://x"])
def test_other_schemes_are_refused(address):
    assert only(address).reason == "fetch"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leeg.txt", b"", "unreadable"),
        ("wit.txt", b" \n\n ", "no-text"),
        ("pdf.txt", b"%PDF-1.4 ...", "unreadable"),
        ("nul.txt", b"De president\x00 zei", "unreadable"),
        ("groot.txt", b"x" * 2001, "unreadable"),
        (
            "engels.txt",
            b"The president announced on Friday that the government will impose new sanctions. " * 4,
            "language",
        ),
        (
            "script.html",
            b"<!doctype html><html><head><script>var a=1;</script></head><body><script>go()</script></body></html>",
            "no-text",
        ),
        ("stuk.jsonl", b"{", "unreadable"),
        ("leeg.json", b"[]", "no-text"),
        ("zonder.csv", b"titel;datum\na;b\n", "unreadable"),
        ("kop.csv", b"id,text\n", "no-text"),
        ("leeg.xml", b"<rss><channel></channel></rss>", "no-text"),
        (
            "bom.xml",
            b"<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><item><title>&b;</title></item></channel></rss>",
            "unreadable",
        ),
        ("stuk.warc", b"WARC/1.0\r\nnonsense", "unreadable"),
        ("bom.txt.gz", gzip.compress(b"a" * 100_000), "unreadable"),
        ("stuk.txt.gz", gzip.compress(DUTCH.encode())[:-9], "unreadable"),
        ("half.txt", b"\xff\xfea", "unreadable"),
    ],
)
def test_a_bad_file_is_rejected_with_a_reason(tmp_path, name, content, reason):
    found = only(write(tmp_path, name, content), options=ReadingOptions(max_bytes=2000))
    assert found.reason == reason
    assert found.message.endswith(".")


def test_a_file_in_windows_encoding_is_read(tmp_path):
    assert only(write(tmp_path, "a.txt", DUTCH.replace("heeft", "zegt – “é”").encode("cp1252"))).text.count("“é”") == 1


def test_what_a_file_holds_goes_before_what_its_name_says(tmp_path):
    page = f"<!doctype html><html><head><title>x</title></head><body><article><h1>Top</h1><p>{DUTCH}</p></article></body></html>"
    assert only(write(tmp_path, "a.txt", page)).source.format == "html"
    assert only(write(tmp_path, "b.txt", '{"id": "r1", "text": "Hij vertrekt."}\n')).id == "r1"
    assert only(write(tmp_path, "c.html", DUTCH)).source.format == "text"
    assert only(write(tmp_path, "d.txt", gzip.compress(DUTCH.encode()))).text == DUTCH


def test_two_files_of_one_name_get_ids_of_their_own(tmp_path):
    write(tmp_path, "a/x.txt", DUTCH)
    write(tmp_path, "b/x.txt", DUTCH)
    first, second = documents(tmp_path)
    assert first.id == "x"
    assert second.id.startswith("x-")
    assert len(second.id) == 6


def test_one_run_over_two_addresses_shares_its_names(tmp_path):
    names = Names()
    first = only(write(tmp_path, "a/x.txt", DUTCH), names=names)
    second = only(write(tmp_path, "b/x.txt", DUTCH), names=names)
    assert first.id != second.id


def test_standard_input_is_sniffed(monkeypatch):
    import io
    import sys

    for data, shape in (
        (DUTCH.encode(), "text"),
        (b'{"text": "Hij vertrekt."}\n', "jsonl"),
        (b"id;tekst\na;Hij vertrekt.\n", "csv"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert only("-").source.format == shape


def test_documents_are_counted_where_that_is_cheap(tmp_path):
    write(tmp_path, "a.txt", DUTCH)
    lines = write(tmp_path, "b.jsonl", '{"text": "a"}\n\n{"text": "b"}\n')
    assert (count(str(tmp_path)), count(str(lines)), count("-"), count("https://a.example")) == (2, 2, None, None)


TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t"), min_size=1, max_size=200
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(TEXT)
def test_the_text_of_a_text_file_is_its_bytes(tmp_path, text):
    path = write(tmp_path, "a.txt", f"Hij zegt: {text}")
    for found in outcomes(path, options=ReadingOptions(language="nl")):
        assert found.text.encode("utf-8") == path.read_bytes()
        assert replace(found, marks=()).text == found.text


ENDINGS = ["txt", "md", "html", "jsonl", "json", "csv", "tsv", "xml", "warc", "warc.gz", "txt.gz", "bin"]
PIECES = [
    b"<p>",
    b"</p>",
    b"<html>",
    b"<rss>",
    b"<item>",
    b"WARC/1.0\r\n",
    b'{"text": "',
    b'"}',
    b"id;text\n",
    b"\x00",
    b"\xff\xfe",
    b"\\ud800",
    b"\n",
    b"[[[[",
    b"\x1f\x8b\x08",
    b"---\n",
    b"\r\n\r\n",
    b"Content-Length: 9",
    b"12.30 uur - ",
    b"&#xd800;",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.sampled_from(ENDINGS),
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=30), TEXT.map(str.encode)), max_size=12),
)
def test_any_bytes_in_any_format_give_an_outcome(tmp_path, ending, pieces):
    path = write(tmp_path, f"a.{ending}", b"".join(pieces))
    found = outcomes(path)
    assert found
    for one in found:
        if isinstance(one, Document):
            assert all(0 <= mark.start < mark.end <= len(one.text) for mark in one.marks)
            one.text.encode("utf-8")
        else:
            assert one.reason
            assert one.message
