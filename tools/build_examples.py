"""Build the examples that are not plain text: saved pages, JSON Lines, the feed, and the web archive.

Sources stand in `tools/examples`: one TOML file per article, the outlets, and a page template per outlet. They stand
outside `examples/`, so that `kroniek read examples/` meets every article once. The same sources give the same bytes on
every machine: dates come from the sources, ids are hashes, and the archive is gzip without compression, because the
bytes that compressors write differ between versions of zlib.

    python tools/build_examples.py            write the files under examples/
    python tools/build_examples.py --check    change nothing; exit 1 if a file differs from its sources
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import string
import struct
import sys
import tomllib
import uuid
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path(__file__).resolve().parent / "examples"
EXAMPLES = ROOT / "examples"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet that does not exist; `template` is empty where no pages of it are built."""

    name: str
    domain: str
    locale: str
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it stands in its source; `file` is the path under `examples/` that it ends up in."""

    file: str
    outlet: Outlet
    path: str
    published: datetime
    title: str
    body: str
    modified: datetime
    id: str = ""
    kind: str = "article"
    section: str = ""
    byline: str = ""
    lead: str = ""
    caption: str = ""
    credit: str = ""
    related: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The article's address, on a domain that is reserved for examples."""
        return f"https://{self.outlet.domain}{self.path}"

    @property
    def blocks(self) -> tuple[str, ...]:
        """The body's paragraphs, subheads and live items."""
        return tuple(self.body.strip().split("\n\n"))


def build(sources: Path = SOURCES) -> dict[str, bytes]:
    """All files that the sources give, by path under `examples/`."""
    articles: defaultdict[str, list[Article]] = defaultdict(list)
    for article in _articles(sources):
        articles[article.file].append(article)
    return {file: _writer(file)(group, sources) for file, group in sorted(articles.items())}


def _articles(sources: Path) -> Iterator[Article]:
    """The articles in order of their file names, which begin with a date."""
    outlets = {
        key: Outlet(**fields)
        for key, fields in tomllib.loads((sources / "outlets.toml").read_text(encoding="utf-8")).items()
    }
    for path in sorted((sources / "articles").glob("*.toml")):
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        fields["outlet"] = outlets[fields["outlet"]]
        fields["related"] = tuple(fields.get("related", ()))
        fields.setdefault("modified", fields["published"])
        yield Article(**fields)


def _writer(file: str) -> Callable[[list[Article], Path], bytes]:
    """What writes a file of this name."""
    writers = {".html": _page_file, ".jsonl": _records, ".xml": _feed, ".gz": _archive}
    return writers[Path(file).suffix]


# Saved pages


def _page_file(articles: list[Article], sources: Path) -> bytes:
    (article,) = articles
    return page(article, sources).encode()


def page(article: Article, sources: Path = SOURCES) -> str:
    """The article as a saved page of its outlet."""
    template = string.Template((sources / article.outlet.template).read_text(encoding="utf-8"))
    blocks = [_block_html(block) for block in article.blocks]
    changed = article.modified != article.published
    return template.substitute(
        title=escape(article.title),
        outlet=escape(article.outlet.name),
        domain=article.outlet.domain,
        locale=article.outlet.locale,
        url=article.url,
        lead=escape(article.lead),
        section=article.section,
        byline=escape(article.byline),
        published=article.published.isoformat(),
        modified=article.modified.isoformat(),
        day=_dutch_day(article.published.date()),
        clock=_clock(article.published, article.outlet.locale),
        updated=f" &middot; bijgewerkt om {_clock(article.modified, article.outlet.locale)}" if changed else "",
        year=str(article.published.year),
        caption=escape(article.caption),
        credit=escape(article.credit),
        related=escape(article.related[0]),
        links="\n".join(f'<li><a href="/artikel/{n}">{escape(t)}</a></li>' for n, t in enumerate(article.related, 1)),
        first="\n".join(blocks[:2]),
        rest="\n".join(blocks[2:]),
        jsonld=_jsonld(article),
    )


def _block_html(block: str) -> str:
    """A paragraph, `## subhead`, or `[hh.mm] title` with the text of a live item on the next line."""
    if block.startswith("## "):
        return f"<h2>{escape(block[3:], quote=False)}</h2>"
    if block.startswith("["):
        head, text = block.split("\n", 1)
        clock, title = head[1:].split("] ", 1)
        heading = f'<h3><span class="tijd">{clock} uur</span> – {escape(title, quote=False)}</h3>'
        return f'<section class="liveblog-item">\n{heading}\n<p>{escape(text, quote=False)}</p>\n</section>'
    return f"<p>{escape(block, quote=False)}</p>"


def _jsonld(article: Article) -> str:
    """The article's metadata as schema.org describes them."""
    live = article.kind == "live"
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if live else "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "inLanguage": article.outlet.locale.replace("_", "-"),
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "mainEntityOfPage": article.url,
        "author": {"@type": "Organization", "name": article.byline},
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name},
    }
    if live:
        data["coverageStartTime"] = article.published.isoformat()
        data["coverageEndTime"] = article.modified.isoformat()
        data["liveBlogUpdate"] = [_update(block, article) for block in article.blocks if block.startswith("[")]
    return json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _update(block: str, article: Article) -> dict[str, str]:
    head, text = block.split("\n", 1)
    clock, title = head[1:].split("] ", 1)
    hour, minute = map(int, clock.split("."))
    posted = article.published.replace(hour=hour, minute=minute)
    return {"@type": "BlogPosting", "headline": title, "datePublished": posted.isoformat(), "articleBody": text}


def _dutch_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _clock(moment: datetime, locale: str) -> str:
    """The time of day as papers print it: 09.15 in the Netherlands, 9u15 in Flanders."""
    return f"{moment.hour}u{moment.minute:02}" if locale == "nl_BE" else f"{moment:%H.%M}"


# JSON Lines


def _records(articles: list[Article], _: Path) -> bytes:
    return "".join(json.dumps(_record(article), ensure_ascii=False) + "\n" for article in articles).encode()


def _record(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "text": article.body.strip(),
        "published": article.published.isoformat(),
        "publisher": article.outlet.name,
        "url": article.url,
        "language": "nl",
    }


# Feed


def _feed(articles: list[Article], _: Path) -> bytes:
    """RSS 2.0 with the full text in `content:encoded`, the newest item first."""
    outlet = articles[0].outlet
    newest = max(article.published for article in articles)
    items = "".join(_feed_item(article) for article in sorted(articles, key=lambda article: article.url, reverse=True))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(outlet.name)}</title>\n<link>https://{outlet.domain}/</link>\n"
        f'<atom:link href="https://{outlet.domain}/rss/buitenland.xml" rel="self" type="application/rss+xml"/>\n'
        f"<description>Het laatste nieuws uit het buitenland</description>\n<language>nl-NL</language>\n"
        f"<lastBuildDate>{format_datetime(newest)}</lastBuildDate>\n{items}</channel>\n</rss>\n"
    ).encode()


def _feed_item(article: Article) -> str:
    paragraphs = [article.lead, *article.blocks]
    content = "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in paragraphs)
    return (
        f"<item>\n<title>{escape(article.title, quote=False)}</title>\n<link>{article.url}</link>\n"
        f'<guid isPermaLink="true">{article.url}</guid>\n<pubDate>{format_datetime(article.published)}</pubDate>\n'
        f"<dc:publisher>{escape(article.outlet.name)}</dc:publisher>\n<category>{article.section}</category>\n"
        f"<description>{escape(article.lead, quote=False)}</description>\n"
        f"<content:encoded><![CDATA[{content}"
        "<p>Volg het laatste nieuws in onze app of via WhatsApp.</p>]]></content:encoded>\n</item>\n"
    )


# Web archive (WARC 1.1, ISO 28500)


def _archive(articles: list[Article], sources: Path) -> bytes:
    """A `warcinfo` record and one `response` per page, each a gzip member of its own."""
    name = Path(articles[0].file).name
    captured = max(article.modified for article in articles)
    info = b"software: tools/build_examples.py\r\nformat: WARC File Format 1.1\r\n"
    records = [_warc_record("warcinfo", name, captured, "application/warc-fields", info, {"WARC-Filename": name})]
    for article in articles:
        body = page(article, sources).encode()
        headers = {"WARC-Target-URI": article.url, "WARC-Payload-Digest": _sha1(body)}
        response = _http(body, article.modified)
        records.append(
            _warc_record(
                "response", article.url, article.modified, "application/http; msgtype=response", response, headers
            )
        )
    return b"".join(_gzip_member(record) for record in records)


def _http(body: bytes, moment: datetime) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Date: {format_datetime(moment.astimezone(UTC), usegmt=True)}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def _warc_record(
    kind: str, name: str, moment: datetime, content_type: str, block: bytes, headers: dict[str, str]
) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {name}')}>",
        "WARC-Date": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        **headers,
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in fields.items()) + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


def _sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode("ascii")


def _gzip_member(data: bytes) -> bytes:
    """`data` as a gzip member of stored blocks (RFC 1951, 3.2.4), without name or time."""
    size = 0xFFFF  # the most that one stored block holds
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    blocks = b"".join(
        struct.pack("<BHH", chunk is chunks[-1], len(chunk), len(chunk) ^ 0xFFFF) + chunk for chunk in chunks
    )
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    return header + blocks + struct.pack("<II", zlib.crc32(data), len(data))


def main(arguments: list[str] | None = None) -> int:
    """Write or check the files; the exit code is 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(description="Build examples/ from tools/examples/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    check = parser.parse_args(arguments).check
    different = 0
    for file, data in build().items():
        target = EXAMPLES / file
        if target.is_file() and target.read_bytes() == data:
            continue
        different += 1
        print(f"{'differs' if check else 'written'}: examples/{file}", file=sys.stderr)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
