"""How an edition describes itself: for programs (`edition.json`, `datapackage.json`), in words, and for who cites it.

The words stand in `data/`. All follows from the facts, so the same chronicle is described by the same bytes. Nobody is
made up: where no author is given, the citation says that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from kroniek.api.editions.layout import CITATION, DATA, FACTS, LINES, PACKAGE, README, TABLES
from kroniek.api.records import plain
from kroniek.api.tables import PACKAGE as PROFILE
from kroniek.api.tables import resource, sha256
from kroniek.model.edition import EditionFacts

NOBODY = "anonymous"
"""Who is cited as the author where none is given, as the Citation File Format advises."""


def write_facts(folder: Path, facts: EditionFacts) -> None:
    """Write `edition.json`."""
    _write(folder / FACTS, _json(plain(facts)))


def write_package(folder: Path, facts: EditionFacts) -> None:
    """Write `datapackage.json`: every data file with its hash, every column of the tables with its meaning."""
    data = folder / DATA
    tables = [resource(one, data / f"{one.name}.csv", path=f"{DATA}/{one.name}.csv", beside=TABLES) for one in TABLES]
    exact = [_lines_resource(name, data / f"{name}.jsonl") for name in LINES if (data / f"{name}.jsonl").exists()]
    package = {
        "$schema": PROFILE,
        "name": re.sub(r"[^a-z0-9._-]", "-", facts.name.lower()),
        "title": title(facts),
        "description": _abstract(facts),
        "resources": tables + exact,
    }
    _write(folder / PACKAGE, _json(package))


def write_words(folder: Path, facts: EditionFacts) -> None:
    """Write `README.md`."""
    rows = facts.counts
    told = {
        "title": title(facts),
        "abstract": _abstract(facts),
        "name": facts.name,
        "kroniek": facts.kroniek,
        "period": _period(facts),
        "as_of": facts.as_of or "unknown",
        "scope": _scope(facts),
        "tables": _table((f"`{DATA}/{one.name}.csv`", f"{rows.get(one.name, 0):,}", one.about) for one in TABLES),
        "lines": _table(
            (f"`{DATA}/{name}.jsonl`", f"{rows.get(name, 0):,}", about)
            for name, about in LINES.items()
            if facts.texts or name != "texts"
        ),
        "coders": _table((f"{number:,}", name or "unknown") for name, number in facts.coders.items()),
        "outlets": _table((f"{number:,}", _cell(name) or "unknown") for name, number in facts.publishers.items()),
        "texts": "The texts of the articles are in it; see to it that you may pass them on."
        if facts.texts
        else "The texts of the articles are not in it.",
    }
    _write(folder / README, _template(README).substitute(told))


def write_citation(
    folder: Path, facts: EditionFacts, *, sums: str, authors: Sequence[str], released: date | None
) -> None:
    """Write `CITATION.cff` with the hash of the edition."""
    told = {
        "title": _quoted(title(facts)),
        "abstract": _quoted(_abstract(facts)),
        "authors": "\n".join(f"  - name: {_quoted(author)}" for author in authors or (NOBODY,)),
        "version": _quoted(facts.name),
        "released": f"date-released: {_quoted(released.isoformat())}\n" if released else "",
        "sums": sums,
        "kroniek": _quoted(facts.kroniek),
    }
    _write(folder / CITATION, _template(CITATION).substitute(told))


def title(facts: EditionFacts) -> str:
    """What an edition is called in full."""
    return f"{facts.name}: acts and statements in international politics as Dutch-language news told them"


def _abstract(facts: EditionFacts) -> str:
    counts = facts.counts
    return (
        f"{counts.get('claims', 0):,} claims ({counts.get('events', 0):,} events) of {counts.get('documents', 0):,} "
        f"articles, published {_period(facts)}: who did or said what to whom, when, where and on whose word; whether "
        "it happened, is planned, conditional, possible or denied; each with the words of the article."
    )


def _period(facts: EditionFacts) -> str:
    if facts.first_published is None:
        return "on unknown days"
    return f"{facts.first_published} to {facts.last_published}"


def _scope(facts: EditionFacts) -> str:
    """What of the chronicle is in the edition, and what is not."""
    if facts.chronicle is None:
        return (
            f"It holds what had been reported by {facts.as_of}: every article in the version of that day. Articles "
            "without a day of publication are left out, for nobody can say that they had been published by then."
        )
    undated = f", {facts.undated:,} articles without a day of publication among them" if facts.undated else ""
    return (
        f"It holds all that stood in the chronicle{undated}; every article in its newest version. The chronicle's "
        f"digest was `{facts.chronicle}` (`kroniek status` shows it)."
    )


def _table(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    """A text of others in a table of Markdown: on one line, and no markup."""
    return re.sub(r"([\\`*_\[\]<>|&])", r"\\\1", " ".join(text.split()))


def _lines_resource(name: str, file: Path) -> dict[str, Any]:
    return {
        "name": f"{name}-jsonl",
        "path": f"{DATA}/{file.name}",
        "description": LINES[name],
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256(file)}",
    }


def _template(name: str) -> Template:
    return Template((files("kroniek.api.editions") / "data" / name).read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """A text as a string of YAML, which understands those of JSON."""
    return json.dumps("".join(char if char.isprintable() else " " for char in text), ensure_ascii=False)


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, text: str) -> None:
    with file.open("x", encoding="utf-8", errors="backslashreplace", newline="") as opened:
        opened.write(text)
