"""The example articles are whole: every format is there, every file parses, dates and outlets are set.

The files are parsed with the standard library and lxml, so that a fault in `kroniek.reading` cannot hide a fault in a
file; then `kroniek.reading` must find the same articles in them.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree, html

from kroniek.model.text import Document, Rejected
from kroniek.reading import Fetched, ReadingOptions, read

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
BUILDER = ROOT / "tools" / "build_examples.py"
DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
FILES = sorted(path for folder in ("dossier", "wereld") for path in (EXAMPLES / folder).rglob("*") if path.is_file())


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One article as a plain parser sees it."""

    file: Path
    title: str
    text: str
    published: date
    url: str = ""


def by_suffix(suffix: str) -> list[Path]:
    return [path for path in FILES if path.name.endswith(suffix)]


def from_text(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    _, fields, text = text.split("---\n", 2) if text.startswith("---\n") else ("", "", text)
    title = text.strip().split("\n", 1)[0].removeprefix("# ")
    url = re.search(r"^url: (\S+)$", fields, re.MULTILINE)
    return Example(
        file=path, title=title, text=text, published=date_of_text(path.name, text), url=url[1] if url else ""
    )


def date_of_text(name: str, text: str) -> date:
    """The date that the file's name begins with, or the first one written out in the text's head."""
    if found := re.match(r"\d{4}-\d{2}-\d{2}", name):
        return date.fromisoformat(found[0])
    found = re.search(rf"(\d{{1,2}}) ({'|'.join(DUTCH_MONTHS)}) (\d{{4}})", text[:300].lower())
    assert found, f"{name}: no date in its name or its first lines"
    return date(int(found[3]), DUTCH_MONTHS.index(found[2]) + 1, int(found[1]))


def from_page(path: Path, source: bytes) -> Example:
    tree = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    (data,) = tree.xpath("//script[@type='application/ld+json']")
    meta = json.loads(data.text)
    (url,) = tree.xpath("//link[@rel='canonical']/@href")
    (article,) = tree.xpath("//article")
    return Example(
        file=path,
        title=meta["headline"],
        text=" ".join(article.text_content().split()),
        published=datetime.fromisoformat(meta["datePublished"]).date(),
        url=url,
    )


def from_records(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert set(record) == {"id", "text", "title", "published", "publisher", "url", "language"}
        day = datetime.fromisoformat(record["published"]).date()
        yield Example(file=path, title=record["title"], text=record["text"], published=day, url=record["url"])


def from_feed(path: Path) -> Iterator[Example]:
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    for item in etree.parse(path).iterfind("channel/item"):
        text = html.fromstring(f"<div>{item.findtext(content)}</div>").text_content()
        day = parsedate_to_datetime(item.findtext("pubDate")).date()
        yield Example(file=path, title=item.findtext("title"), text=text, published=day, url=item.findtext("link"))


def from_archive(path: Path) -> Iterator[Example]:
    rest = gzip.decompress(path.read_bytes())
    while rest:
        head, rest = rest.split(b"\r\n\r\n", 1)
        version, *lines = head.decode().split("\r\n")
        assert version == "WARC/1.1"
        fields = dict(line.split(": ", 1) for line in lines)
        size = int(fields["Content-Length"])
        block, end, rest = rest[:size], rest[size : size + 4], rest[size + 4 :]
        assert end == b"\r\n\r\n"
        if fields["WARC-Type"] == "response":
            page = from_page(path, block.split(b"\r\n\r\n", 1)[1])
            assert page.url == fields["WARC-Target-URI"]
            yield page


def all_examples() -> Iterator[Example]:
    for path in FILES:
        if path.suffix in {".txt", ".md"}:
            yield from_text(path)
        elif path.suffix == ".html":
            yield from_page(path, path.read_bytes())
        elif path.suffix == ".jsonl":
            yield from from_records(path)
        elif path.suffix == ".xml":
            yield from from_feed(path)
        else:
            yield from from_archive(path)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(all_examples())


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    if not BUILDER.is_file():
        pytest.skip("a source distribution brings the examples but not the tools that build them")
    spec = importlib.util.spec_from_file_location("build_examples", BUILDER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("suffix", "least"),
    [(".txt", 6), (".html", 5), (".md", 1), (".jsonl", 1), (".xml", 1), (".warc.gz", 1)],
)
def test_every_format_has_its_examples(suffix: str, least: int) -> None:
    assert len(by_suffix(suffix)) >= least


def test_every_file_has_a_known_format() -> None:
    suffixes = (".txt", ".html", ".md", ".jsonl", ".xml", ".warc.gz")
    assert [path.name for path in FILES if not path.name.endswith(suffixes)] == []


def test_there_are_enough_articles_and_most_follow_the_dossier(examples: list[Example]) -> None:
    dossier = [example for example in examples if EXAMPLES / "dossier" in example.file.parents]
    assert len(examples) >= 22
    assert len(dossier) >= 16
    assert len(examples) - len(dossier) >= 4


@pytest.mark.parametrize(("suffix", "least"), [(".jsonl", 5), (".xml", 3), (".warc.gz", 2)])
def test_a_file_of_many_articles_holds_many(examples: list[Example], suffix: str, least: int) -> None:
    counts = Counter(example.file for example in examples if example.file.name.endswith(suffix))
    assert max(counts.values()) >= least


def test_every_article_has_a_title_and_a_length_of_a_news_item(examples: list[Example]) -> None:
    for example in examples:
        assert 10 <= len(example.title) <= 120, example.title
        assert 150 <= len(example.text.split()) <= 500, (example.title, len(example.text.split()))


def test_every_date_is_in_range(examples: list[Example]) -> None:
    for example in examples:
        assert date(1995, 1, 1) <= example.published <= date(2025, 12, 31), example.title


def test_a_date_in_a_files_name_is_the_date_in_the_file(examples: list[Example]) -> None:
    named = [example for example in examples if re.match(r"\d{4}-\d{2}-\d{2}", example.file.name)]
    assert named
    for example in named:
        assert example.file.name.startswith(example.published.isoformat()), example.file.name


def test_a_date_line_says_the_same_day_as_the_name() -> None:
    written = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(DUTCH_MONTHS)}) (\d{{4}})\b")
    for path in [*by_suffix(".txt"), *by_suffix(".md")]:
        text = path.read_text(encoding="utf-8").lower()
        head = written.search("\n".join(text.split("\n")[:6]))
        if head and re.match(r"\d", path.name):
            day = date(int(head[3]), DUTCH_MONTHS.index(head[2]) + 1, int(head[1]))
            assert path.name.startswith(day.isoformat())


def test_addresses_are_on_domains_reserved_for_examples(examples: list[Example]) -> None:
    for example in examples:
        assert not example.url or re.match(r"https://www\.voorbeeld[a-z]+\.example/", example.url), example.url


def test_links_in_pages_stay_inside_the_reserved_domains() -> None:
    for path in by_suffix(".html"):
        hosts = set(re.findall(r"https?://([^/\"]+)", path.read_text(encoding="utf-8")))
        assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org"}


def test_one_address_stands_for_one_article_except_for_the_versions(examples: list[Example]) -> None:
    counts = Counter(example.url for example in examples if example.url)
    assert [url for url, count in counts.items() if count > 1] == [
        "https://www.voorbeeldstandaard.example/cnt/vs20220408_kramatorsk-station"
    ]


def test_the_two_versions_share_an_address_and_differ_in_the_toll(examples: list[Example]) -> None:
    first, second = [example for example in examples if example.file.name == "kramatorsk-station.html"]
    assert first.url == second.url
    assert first.published == second.published
    assert "zeker 39 mensen" in first.text
    assert "zeker vijftig mensen" in second.text


def test_the_wire_copies_share_most_of_their_sentences(examples: list[Example]) -> None:
    wire, paper = (
        {sentence.strip() for sentence in re.split(r"(?<=[.])\s+", example.text.replace("’", "'"))}
        for example in examples
        if example.published == date(2019, 1, 29)
    )
    assert len(wire & paper) >= 6
    assert wire != paper


def test_every_article_is_listed_in_the_readme(examples: list[Example]) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for example in examples:
        assert example.title in readme, example.title
        assert example.file.relative_to(EXAMPLES).as_posix() in readme, example.file.name


def test_built_files_equal_their_sources_to_the_byte(builder: ModuleType) -> None:
    built = builder.build()
    assert built == {file: (EXAMPLES / file).read_bytes() for file in built}
    assert any(file.endswith(".warc.gz") for file in built)


def test_the_archive_is_small_and_carries_no_clock(builder: ModuleType) -> None:
    (archive,) = by_suffix(".warc.gz")
    data = archive.read_bytes()
    assert len(data) < 100_000
    assert data[4:8] == b"\x00\x00\x00\x00"  # the modification time of the first gzip member
    assert builder.build()[archive.relative_to(EXAMPLES).as_posix()] == data


def test_checking_reports_a_file_that_differs(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(builder, "EXAMPLES", tmp_path)
    assert builder.main(["--check"]) == 1
    assert "voorbeelddagblad.jsonl" in capsys.readouterr().err
    assert builder.main([]) == 0
    assert builder.main(["--check"]) == 0


@pytest.fixture(scope="module")
def outcomes() -> list[Document | Rejected]:
    def no_network(url: str, **_: object) -> Fetched:
        raise AssertionError(f"the examples need no network, yet {url} was fetched")

    folders = (str(EXAMPLES / "dossier"), str(EXAMPLES / "wereld"))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return [found for folder in folders for found in read(folder, options=ReadingOptions(), fetch=no_network, now=now)]


@pytest.fixture(scope="module")
def documents(outcomes: list[Document | Rejected]) -> list[Document]:
    return [outcome for outcome in outcomes if isinstance(outcome, Document)]


def test_nothing_in_the_examples_is_rejected(outcomes: list[Document | Rejected]) -> None:
    assert [outcome for outcome in outcomes if isinstance(outcome, Rejected)] == []


def test_reading_finds_the_titles_and_dates_of_the_files(examples: list[Example], documents: list[Document]) -> None:
    found = Counter((document.title, document.published and document.published.day) for document in documents)
    assert found == Counter((example.title, example.published) for example in examples)


def test_every_date_is_fit_to_resolve_relative_dates(documents: list[Document]) -> None:
    assert [document.id for document in documents if document.published is None or not document.published.anchor] == []


def test_outlets_are_known_wherever_the_format_can_tell(documents: list[Document]) -> None:
    untold = [document.source.address for document in documents if not document.publisher]
    assert [address for address in untold if not address.endswith(".txt")] == []


def test_the_live_blog_has_ten_items_of_its_day(documents: list[Document]) -> None:
    (live,) = [document for document in documents if document.items]
    assert len(live.items) == 10
    assert {item.day for item in live.items} == {date(2022, 2, 24)}


def test_most_articles_carry_boilerplate_that_is_marked(documents: list[Document]) -> None:
    assert sum(bool(document.marks) for document in documents) > len(documents) / 2
