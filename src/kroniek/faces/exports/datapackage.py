"""A Frictionless data package (version 2): a ZIP of tables that describe themselves.

`claims.csv` has the columns of the CSV, `parties.csv` a row per party of a claim with its words' offsets,
`evidence.csv` a row per quotation; `datapackage.json` tells every column's kind and meaning, and which columns point to
which. Lost are only reasons and notes. Files in the archive bear no time, so the same claims give the same bytes. No
licence is given: the words are those of the articles, and their rights are for whoever publishes. Whoever wants a
release that can be cited and verified makes an edition (`kroniek.api.editions`).
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from kroniek.api.archives import entry, pack
from kroniek.api.tables import CLAIMS, EVIDENCE, PACKAGE, PARTIES, csv_writer, evidence_rows, party_rows, resource
from kroniek.faces.exports.table import cells
from kroniek.faces.exports.writing import Claims, How, Tally, counted
from kroniek.memory.store import StoredClaim

TABLES = (CLAIMS, PARTIES, EVIDENCE)


def write(claims: Claims, stream: IO[bytes], how: How, tally: Tally) -> None:
    """Write the tables to temporary files in one reading, then all of them to the archive."""
    with tempfile.TemporaryDirectory(prefix="kroniek-") as folder:
        files = {table.name: Path(folder) / f"{table.name}.csv" for table in TABLES}
        _tables(counted(claims, tally), files, how)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files.values():
                pack(archive, file.name, file)
            described = json.dumps(_package(files), ensure_ascii=False, indent=1).encode()
            archive.writestr(entry("datapackage.json"), described)


def _tables(claims: Iterator[StoredClaim], files: dict[str, Path], how: How) -> None:
    with ExitStack() as stack:
        put = {}
        for table in TABLES:
            opened = files[table.name].open("w", encoding="utf-8", errors="backslashreplace", newline="")
            put[table.name] = csv_writer(table, stack.enter_context(opened))
        for stored in claims:
            put["claims"](cells(stored, how))
            for row in party_rows(stored, words=how.words, who=how.who):
                put["parties"](row)
            for row in evidence_rows(stored, words=how.words):
                put["evidence"](row)


def _package(files: dict[str, Path]) -> dict[str, Any]:
    return {
        "$schema": PACKAGE,
        "name": "kroniek",
        "title": "Claims of a chronicle of Dutch news on international politics",
        "description": "Who did or said what to whom, when, where, on whose word; whether it happened, is planned, "
        "conditional or denied; with the words of the article. The codebook is Kroniek's, on PLOVER 2.0.",
        "resources": [
            resource(table, files[table.name], path=files[table.name].name, beside=TABLES) for table in TABLES
        ],
    }
