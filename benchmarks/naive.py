"""The naive baseline: every sentence that names two countries is a meeting of these two.

No verbs, no dates, no Dutch. A coder that does not clearly beat this has learned nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kroniek.evaluation.names import country_codes, fold

SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
LONGEST_NAME_WORDS = 4


def code(document: str, text: str) -> Iterator[dict[str, Any]]:
    """The codebook records of one text."""
    for number, match in enumerate(SENTENCE.finditer(text)):
        countries = sorted(_countries(match.group()))
        if len(countries) < 2:  # noqa: PLR2004 - a meeting takes two
            continue
        yield {
            "doc_id": document,
            "event_id": f"{document}:naive-{number}",
            "type": "CONSULT",
            "actors": [{"name": country, "text": None, "country": country} for country in countries],
            "recipients": [],
            "date": None,
            "status": "happened",
            "hedged": False,
            "sources": [],
            "condition": None,
            "figures": {},
            "evidence": [{"quote": match.group().strip(), "start": match.start(), "end": match.end()}],
        }


def _countries(sentence: str) -> set[str]:
    words, codes = fold(sentence).split(), country_codes()
    spans = ((start, start + size) for size in range(1, LONGEST_NAME_WORDS + 1) for start in range(len(words)))
    return {codes[name] for start, end in spans if (name := " ".join(words[start:end])) in codes}
