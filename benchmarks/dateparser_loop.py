"""Asks dateparser for the dates of texts; runs in an interpreter that has it, which Kroniek's need not.

Reads lines `DATE TAB base64 of a text`; writes for each a line of JSON, [[start, end, [[day, grain], …]], …].
"""

from __future__ import annotations

import base64
import importlib
import json
import sys
from datetime import datetime
from typing import Any


def found(text: str, day: datetime) -> list[tuple[int, int, list[tuple[str, str]]]]:
    """The words that dateparser takes for dates, each with the days for either direction."""
    search: Any = importlib.import_module("dateparser.search")
    parser: Any = importlib.import_module("dateparser.date")
    spans: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for direction in ("past", "future"):
        settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": direction}
        at = 0
        for words, when in search.search_dates(text, languages=["nl"], settings=settings) or []:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            data = parser.DateDataParser(languages=["nl"], settings=settings).get_date_data(words)
            days = spans.setdefault((start, at), [])
            days.append((when.date().isoformat(), data.period if data.date_obj else "day"))
    return [(start, end, days) for (start, end), days in sorted(spans.items())]


def main() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        day, _, text = line.rstrip("\n").partition("\t")
        answer = found(base64.b64decode(text).decode(), datetime.fromisoformat(day))
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
