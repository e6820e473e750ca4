"""Code texts without keeping anything, and measure what was coded against gold.

for found in kroniek.code("artikel.html"):
    if isinstance(found, kroniek.Rejected):
        print(found.source, found.message)
    else:
        print(found.claims.to_pandas())
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kroniek import pipeline
from kroniek.api import records, workshops
from kroniek.api.chronicle import settings_here
from kroniek.api.claims import Claims
from kroniek.errors import UsageError
from kroniek.memory.store import StoredClaim
from kroniek.model.claim import Claim
from kroniek.model.consulted import Consulted
from kroniek.model.event import EventId
from kroniek.model.text import Document, Rejected
from kroniek.pipeline import Coded, Steps
from kroniek.settings import Settings

if TYPE_CHECKING:
    from kroniek.evaluation import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDocument:
    """A document with its claims, each an event of its own: what joins claims is kept in a chronicle only."""

    document: Document
    claims: Claims

    def to_records(self) -> list[dict[str, Any]]:
        """The codebook's records, with `published` and `intensity`."""
        return [records.coded_record(stored.claim, published=stored.published) for stored in self.claims]


def code(
    *sources: str | os.PathLike[str],
    published: str | date | None = None,
    publisher: str | None = None,
    language: str | None = None,
    follow: bool = False,
    settings: Settings | None = None,
    steps: Steps | None = None,
    starting: Callable[[Document], None] | None = None,
    told: Callable[[Consulted], None] | None = None,
) -> Iterator[CodedDocument | Rejected]:
    """Read and code articles, one at a time, and keep nothing.

    The arguments are those of `Chronicle.read`; `settings` take the place of those of the environment, `steps`
    of the built-in workshops. `starting` is called with each document before it is coded, `told` after each one that
    a language model was asked about (engine `llm`). Yields a
    `CodedDocument` for every document, also where no claim was found in it, and a `Rejected` with the reason for
    every source that gave none. Raises `UsageError` for a wrong call.
    """
    steps = steps or workshops.steps(
        settings=settings or settings_here(),
        published=workshops.publication_day(published),
        publisher=publisher,
        language=language,
        follow=follow,
        told=told,
        now=lambda: datetime.now(UTC),
    )
    for found in pipeline.code(workshops.addresses(sources), steps=workshops.announced(steps, starting)):
        yield found if isinstance(found, Rejected) else _coded_document(found)


def _coded_document(coded: Coded) -> CodedDocument:
    return CodedDocument(
        document=coded.document, claims=Claims(_unkept(claim, coded.document) for claim in coded.claims)
    )


def _unkept(claim: Claim, document: Document) -> StoredClaim:
    return StoredClaim(
        claim=claim,
        event=EventId(claim.id),
        published=document.published.day if document.published else None,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        current=True,
    )


def evaluate(
    gold: str | os.PathLike[str],
    *,
    texts: str | os.PathLike[str] | None = None,
    system: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    steps: Steps | None = None,
    told: Callable[[Consulted], None] | None = None,
) -> Evaluation:
    """Measure a coding against gold: two files of codebook JSON Lines; without `system`, code the texts now.

    `texts` is a folder with `DOC_ID.txt`, or a JSON Lines file with `id`, `text` and `published`. For a folder the days
    of publication are looked up in `meta.json` (`{"DOC_ID": {"published": "2019-03-02"}}`) or `published.tsv`, in the
    folder or beside it. `settings` take the place of those of the environment, `steps` of the built-in workshops;
    `told` is as in `code`. Raises `UsageError` where something is missing or cannot be read.
    """
    from kroniek import evaluation  # noqa: PLC0415 - loaded for this question only

    of_gold = evaluation.read_coding(Path(gold))
    if texts is None and system is None:
        raise UsageError("There is nothing to measure: give texts to be coded now, or a system's coding, or both.")
    contents = _contents(Path(texts), of_gold.documents) if texts is not None else {}
    if system is not None:
        return evaluation.evaluate(of_gold, evaluation.read_coding(Path(system)), contents)
    steps = steps or workshops.steps(settings=settings or settings_here(), told=told, now=lambda: datetime.now(UTC))
    days = _days(Path(str(texts)))
    return evaluation.evaluate(of_gold, evaluation.Coding.of(_code_contents(contents, days, steps)), contents)


def _contents(texts: Path, documents: Iterable[str]) -> dict[str, str]:
    from kroniek import evaluation  # noqa: PLC0415 - loaded for this question only

    if texts.is_file():
        wanted = set(documents)
        return {record["id"]: record["text"] for record in _json_lines(texts) if record["id"] in wanted}
    return evaluation.read_texts(texts, documents)


def _days(texts: Path) -> dict[str, str]:
    """Days of publication by document id."""
    if texts.is_file():
        return {record["id"]: record["published"] for record in _json_lines(texts) if record.get("published")}
    for folder in (texts, texts.parent):
        if (table := folder / "meta.json").is_file():
            entries = _json(table)
            return {id_: entry["published"] for id_, entry in entries.items() if entry.get("published")}
        if (table := folder / "published.tsv").is_file():
            rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
            return {cells[0]: cells[1] for cells in rows if len(cells) > 1 and cells[1][:1].isdigit()}
    return {}


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read as JSON: {error}.") from error


def _json_lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = json.loads(line)
                if not isinstance(record, dict) or not {"id", "text"} <= set(record):
                    raise UsageError(f"{file}, line {number}: a text needs the fields id and text.")
                yield record
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read as JSON Lines: {error}.") from error


def _code_contents(contents: Mapping[str, str], days: Mapping[str, str], steps: Steps) -> Iterator[dict[str, Any]]:
    """Code the texts by the way every text goes: as a file that is read."""
    import tempfile  # noqa: PLC0415 - loaded for this question only

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for id_, text in contents.items():
                record = {"id": id_, "text": text, "published": days.get(id_), "language": "nl"}
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        for found in code(file, steps=steps):
            if isinstance(found, Rejected):
                raise UsageError(f"A text could not be coded ({found.source.part}): {found.message}")
            yield from found.to_records()
