"""Gold sets: folders with `gold.jsonl`, `texts/DOC_ID.txt`, and days of publication where they are known.

The days stand in `meta.json` or `published.tsv` of the folder, else in `benchmarks/published.tsv`. A set whose texts we
may not keep here is measured from wherever it lies, and recognised by its digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kroniek.evaluation import Coding, read_coding, read_texts

HERE = Path(__file__).parent
OWN_SETS = (HERE / "gold" / "articles-dev", HERE / "gold" / "gsr-nl-dev")
DIGEST_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One set, read into memory."""

    name: str
    coding: Coding
    texts: dict[str, str]
    published: dict[str, str]
    digest: str

    @classmethod
    def read(cls, folder: Path) -> GoldSet:
        """The set in this folder; raises `UsageError` where it is not complete."""
        coding = read_coding(folder / "gold.jsonl")
        texts = read_texts(folder / "texts", coding.documents)
        if lost := sorted(coding.documents - set(texts)):
            raise FileNotFoundError(f"{folder / 'texts'} has no text of {', '.join(lost)}")
        return cls(
            name=folder.resolve().name,
            coding=coding,
            texts=texts,
            published=_published(folder),
            digest=_digest(folder, texts),
        )

    def write_articles(self, path: Path) -> None:
        """The texts as JSON Lines, as a user would hand them to `kroniek code`."""
        records = (
            {"id": document, "text": text, "published": self.published.get(document), "language": "nl"}
            for document, text in self.texts.items()
        )
        write_lines(path, records)


def write_lines(path: Path, records: Iterable[object]) -> None:
    """Records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def _published(folder: Path) -> dict[str, str]:
    if (meta := folder / "meta.json").is_file():
        entries = json.loads(meta.read_text(encoding="utf-8"))
        return {document: entry["published"] for document, entry in entries.items()}
    table = folder / "published.tsv"
    lines = (table if table.is_file() else HERE / "published.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))


def _digest(folder: Path, texts: dict[str, str]) -> str:
    """A fingerprint of what is measured against: gold and texts, without the folder's other files."""
    found = hashlib.sha256((folder / "gold.jsonl").read_bytes())
    for document, text in sorted(texts.items()):
        found.update(f"\0{document}\0{text}".encode())
    return found.hexdigest()[:DIGEST_CHARS]
