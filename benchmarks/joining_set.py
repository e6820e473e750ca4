"""The evaluation set of joining (`benchmarks/joining`): stories with their articles, claims, events and links."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldsets import HERE

from kroniek.model.claim import Claim
from kroniek.model.codec import claim_from_json
from kroniek.model.ids import content_hash
from kroniek.model.text import Document, DocumentId, Known, Published, Reliability, Source

sys.path.insert(0, str(HERE.parent / "training"))
from corpus_format import Article, read_article, read_articles

FOLDER = HERE / "joining"
Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story: articles in order of publication with their claims, the event of each claim, links of events."""

    name: str
    articles: tuple[tuple[Document, tuple[Claim, ...]], ...]
    events: dict[str, str]
    links: tuple[tuple[str, str, str], ...]

    @property
    def half(self) -> str:
        """`dev` or `test`, by the story's number."""
        return "dev" if int(self.name.split("-")[0]) % 2 else "test"


def stories(half: str | None = None) -> list[Story]:
    """The stories (of one half), in order of their numbers."""
    found = list(_stories())
    return [story for story in found if half in {None, story.half}]


def _stories() -> Iterator[Story]:
    of_claim = {(row[0], row[1]): row[2] for row in _rows("events.tsv")}
    links = [(one, kind, other) for one, kind, other in _rows("links.tsv")]
    articles = [read_article(path.stem, path.read_text(encoding="utf-8")) for path in _paths()]
    by_story: dict[str, list[Article]] = {}
    for article in articles:
        if article.problems:
            raise ValueError("; ".join(map(str, article.problems)))
        by_story.setdefault(article.id.rpartition("-")[0], []).append(article)
    for name, own in by_story.items():
        own.sort(key=lambda article: (article.published, article.id))
        kept = tuple((document_of(article), tuple(map(claim_of, article.claims))) for article in own)
        events = {
            str(claim["event_id"]): of_claim[article.id, str(number)]
            for article in own
            for number, claim in article.numbered()
        }
        yield Story(
            name=name,
            articles=kept,
            events=events,
            links=tuple(link for link in links if link[0].startswith(f"{name}.")),
        )


def articles_in(folder: Path) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """The annotated articles of a folder, such as the training corpus."""
    for article in read_articles(folder):
        yield document_of(article), tuple(map(claim_of, article.claims))


def _paths() -> list[Path]:
    return sorted(FOLDER.glob("[0-9]*.md"))


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]]


Spot = tuple[str, str, int]
"""A claim by its article, its type and where its evidence starts: it stays when the coder gives it other parties."""


@dataclass(frozen=True, slots=True)
class Wide:
    """Two claims that the coder made of articles of the training corpus, and whether they tell of one event."""

    earlier: Spot
    later: Spot
    same: bool

    @property
    def half(self) -> str:
        """`dev` or `test`, by the number of the earlier article."""
        return "dev" if int(self.earlier[0].split("-")[1]) % 2 else "test"


def wide_pairs() -> list[Wide]:
    """The pairs of `wide.tsv`."""
    return [
        Wide((one, type_, int(start)), (other, its, int(its_start)), what == "same")
        for one, type_, start, other, its, its_start, what in _rows("wide.tsv")
    ]


def document_of(article: Article) -> Document:
    """The document, as if it had been read."""
    return Document(
        id=DocumentId(article.id),
        text=article.text,
        source=Source(address=f"{article.id}.txt"),
        content_hash=content_hash(article.text),
        publisher=f"{article.head['outlet']} ({article.id})",
        published=Published(day=article.published, known=Known.GIVEN, reliability=Reliability.SURE),
        language="nl",
    )


def claim_of(record: dict[str, Any]) -> Claim:
    """The claim as a record."""
    plain = dict(record)
    for name in ("date", "place"):
        if plain.get(name):
            plain[name] = {key: value for key, value in plain[name].items() if key not in {"text", "at"}}
    plain["evidence"] = [{key: piece[key] for key in ("quote", "start", "end")} for piece in plain["evidence"]]
    return claim_from_json(plain)


def same_pairs(events: dict[str, str], document: dict[str, str]) -> set[Pair]:
    """Pairs of claims of one event, of two articles."""
    groups: dict[str, list[str]] = {}
    for claim, event in events.items():
        groups.setdefault(event, []).append(claim)
    return {
        frozenset((one, other))
        for group in groups.values()
        for at, one in enumerate(group)
        for other in group[at + 1 :]
        if document[one] != document[other]
    }
