"""HTML pages: the article's text by trafilatura, and what the page says of itself.

The headline is put before the text where the page prints it, as it stands in print; the rest of the text is what
trafilatura takes for the article, a blank line between paragraphs. Dates come from JSON-LD, meta tags and `time`
elements, read as the outlet wrote them; what htmldate finds beyond those is a guess and ranks behind URL and text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kroniek.errors import NoTextError, UnreadableError
from kroniek.model.text import Known, LiveItem, Published, Reliability, Source
from kroniek.reading.decoding import decode
from kroniek.reading.found import Found
from kroniek.reading.outlets import host_of
from kroniek.reading.published import from_words

_CHARSET = re.compile(rb"""<(?:meta[^>]+charset\s*=\s*["']?|\?xml[^>]+encoding\s*=\s*["'])([\w-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_ARTICLE = re.compile(r"(?:News|Reportage|Opinion|Analysis|Background|Report)?\w*Article$|LiveBlogPosting|BlogPosting")
_SEPARATOR = re.compile(r"\s+[|–—·-]\s+(?=[^|–—·]{2,40}$)")
_FIRST_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_LATER_DATES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_FEWEST_CHARS = 40
_TOP_CHARS = 600  # a section, a kicker and an author's name may stand before the headline
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[.:u][0-5]\d(?:\s*(?:uur|u\.?|h))?\s*")
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class _About:
    """What a page says of itself."""

    title: str | None
    site: str | None
    url: str | None
    dates: tuple[Published, ...]
    guesses: tuple[Published, ...]


def page(data: bytes | str, *, source: Source, name: str, charset: str | None = None, url: str | None = None) -> Found:
    """The article of a page. Raises `UnreadableError` or `NoTextError`.

    `url` is where the page was found; the page's own canonical address goes before it where it is of the same host.
    """
    html = decode(data, declared=charset or _declared(data)) if isinstance(data, bytes) else data
    tree = _tree(html)
    about = _about(tree, html, url)
    updates = _updates(tree)
    if len(updates) < _FEWEST_ITEMS:
        _keep_clocks(tree)
    text = _article(tree, about.title)
    return Found(
        source=source,
        text=text,
        name=name,
        title=about.title,
        site=about.site,
        url=about.url,
        dates=about.dates,
        guesses=about.guesses,
        items=_items(text, updates),
    )


def fragment_text(html: str) -> str:
    """The text of a piece of HTML, all of it, a blank line between paragraphs."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - loaded late

    text = str(extract_plain_text(html, main_content=False, alt_texts=False, list_bullets=False))
    return re.sub(r"[ \t]*\n\s*", "\n\n", text).strip()


def with_headline(title: str | None, text: str) -> str:
    """The text with its headline before it, unless it stands at the top of it already."""
    top = [_squeezed(line) for line in text[:_TOP_CHARS].splitlines()]
    if not title or any(line.startswith(_squeezed(title)) for line in top):
        return text
    return f"{title}\n\n{text}"


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD_BYTES])
    return match.group(1).decode("ascii", "replace") if match else None


def _tree(html: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - loaded late
    from lxml import html as parser  # noqa: PLC0415 - loaded late

    try:
        tree = parser.document_fromstring(
            html.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NoTextError("The page is empty, or it is no HTML. Check that it was saved in full.") from error
    return tree


def _article(tree: Any, title: str | None) -> str:
    import trafilatura  # noqa: PLC0415 - takes 300 ms to load

    printed = {_squeezed(heading.text_content()) for heading in tree.iter("h1", "h2")}
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except Exception as error:  # a parser of foreign markup fails in many ways, each is one page's
        raise UnreadableError(f"The markup of the page cannot be read ({type(error).__name__}: {error}).") from error
    body = (getattr(found, "text", None) or "").strip()
    if len(body) < _FEWEST_CHARS:
        raise NoTextError(
            "No article text was found in the page; a script probably builds it, or it stands behind a wall. "
            "Save the page from a browser after it has loaded, or save the text."
        )
    text = re.sub(r"\s*\n\s*", "\n\n", body)
    return with_headline(title if title and _squeezed(title) in printed else None, text)


def _about(tree: Any, html: str, found_at: str | None) -> _About:
    meta = _meta(tree)
    article = _json_ld(tree)
    site = _text(_publisher(article)) or meta.get("og:site_name") or meta.get("application-name")
    title = _text(article.get("headline")) or meta.get("og:title") or _heading(tree)
    dates = _dates([_text(article.get("datePublished")), *(meta.get(key) for key in _FIRST_DATES)], Reliability.SURE)
    later = _dates([_text(article.get("dateModified")), *(meta.get(key) for key in _LATER_DATES)], Reliability.WEAK)
    times = _dates(_times(tree), Reliability.LIKELY)
    guesses = later
    if not dates and not times:
        guesses += _guess(html)
    return _About(
        title=_without_site(title, site),
        site=site,
        url=_address(tree, meta, found_at),
        dates=dates + times,
        guesses=guesses,
    )


def _meta(tree: Any) -> dict[str, str]:
    """Meta tags by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        for key in (tag.get("property"), tag.get("name"), tag.get("itemprop")):
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return found


def _json_ld(tree: Any) -> dict[str, Any]:
    return next(_articles(tree), {})


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The nodes of the page's JSON-LD that are articles."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD is common, and its meta tags say the same
        for node in _nodes(value):
            if any(_ARTICLE.fullmatch(str(kind)) for kind in _list(node.get("@type"))):
                yield node


def _updates(tree: Any) -> list[dict[str, Any]]:
    """The updates of a live blog, as the page's JSON-LD tells them."""
    updates = [update for node in _articles(tree) for update in _list(node.get("liveBlogUpdate"))]
    return [update for update in updates if isinstance(update, dict)]


def _items(text: str, updates: list[dict[str, Any]]) -> tuple[LiveItem, ...]:
    """The updates that stand in the text, by their headline or their first words; none where few are found."""
    starts: dict[int, Published] = {}
    for update in updates:
        published = next(iter(_dates([_text(update.get("datePublished"))], Reliability.SURE)), None)
        start = _place(text, _text(update.get("headline")), _text(update.get("articleBody")))
        if start is not None and published is not None and published.time:
            starts.setdefault(start, published)
    if len(starts) < _FEWEST_ITEMS:
        return ()
    ends = [*sorted(starts)[1:], len(text)]
    return tuple(
        LiveItem(start=start, end=start + len(text[start:end].rstrip()), time=told.time or "", day=told.day)
        for (start, told), end in zip(sorted(starts.items()), ends, strict=True)
    )


def _place(text: str, headline: str | None, body: str | None) -> int | None:
    """Where a paragraph begins with the headline, else with the first words of the body."""
    for words in (headline, (body or "")[:60]):
        at = f"\n\n{text}".find(f"\n\n{words}") if words else -1
        if at >= 0:
            return at
    return None


def _keep_clocks(tree: Any) -> None:
    """Make paragraphs of bare clock times: trafilatura drops `time` elements, and a live blog is told by them."""
    clocks = [tag for tag in tree.iter("time") if _CLOCK.fullmatch(tag.text_content())]
    if len(clocks) >= _FEWEST_ITEMS:
        for tag in clocks:
            tag.tag = "p"


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 4:  # noqa: PLR2004 - a graph in a list in a page, and one to spare
        for entry in value:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(_list(value.get("@graph")) + _list(value.get("mainEntity")), depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _publisher(article: dict[str, Any]) -> Any:
    publisher = next(iter(_list(article.get("publisher"))), None)
    return publisher.get("name") if isinstance(publisher, dict) else publisher


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    from html import unescape  # noqa: PLC0415 - the name html is the page's here

    return " ".join(unescape(value).split())


def _heading(tree: Any) -> str | None:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            words = _text(element.text_content())
            if words:
                return words
    return None


def _without_site(title: str | None, site: str | None) -> str | None:
    """*Rusland trekt zich terug | NOS* without the outlet."""
    if title is None:
        return None
    match = list(_SEPARATOR.finditer(title))
    if match and site and _squeezed(title[match[-1].end() :]) in (_squeezed(site), host_of(f"https://{site}")):
        return title[: match[-1].start()]
    return title


def _dates(words: list[str | None], reliability: Reliability) -> tuple[Published, ...]:
    found = (from_words(word, known=Known.METADATA, reliability=reliability) for word in words if word)
    return tuple(published for published in found if published is not None)


def _times(tree: Any) -> list[str | None]:
    """The `time` elements of the page that are marked as its date, else the first in its article or heading."""
    marked = [tag for tag in tree.iter("time") if tag.get("pubdate") is not None or tag.get("itemprop")]
    plain = tree.xpath("(//article//time[@datetime] | //header//time[@datetime] | //main//time[@datetime])[1]")
    return [tag.get("datetime") for tag in [*marked, *plain] if (tag.get("itemprop") or "") != "dateModified"]


def _guess(html: str) -> tuple[Published, ...]:
    from htmldate import find_date  # noqa: PLC0415 - loaded late

    try:
        words = find_date(
            html, extensive_search=False, original_date=True, min_date="1990-01-01", max_date="2100-01-01"
        )  # or else it asks the clock
    except Exception:  # noqa: BLE001 - a guess that fails is no guess, and the document is none the worse
        return ()
    return _dates([words], Reliability.WEAK)


def _address(tree: Any, meta: dict[str, str], found_at: str | None) -> str | None:
    canonical = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    for address in (*canonical, meta.get("og:url")):
        host = host_of(address)
        if host and address.startswith(("http://", "https://")) and host_of(found_at) in ("", host):
            return str(address).strip()
    return found_at


def _squeezed(words: str) -> str:
    return " ".join(words.split()).lower()
