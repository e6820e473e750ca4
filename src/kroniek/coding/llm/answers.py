"""Finds the records in what a model answered: bare JSON, JSON in a fenced block, or JSON among words.

Invariant: records come out as they were written, nothing is repaired; an answer that holds no JSON is None. Left out:
whether a record is legal (`checking`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_THOUGHT_ENDS = "</think>"  # a model that thinks aloud does so first
_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)
_TRIES = 50  # places at which JSON may begin among words; a longer search is for an answer that holds none


def records(answer: str) -> list[Any] | None:
    """The records of an answer, each as it was written; None where it holds no JSON of that shape."""
    for value in _values(answer.rpartition(_THOUGHT_ENDS)[2].strip()):
        found = _claims(value)
        if found is not None:
            return found
    return None


def _claims(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    claims = value.get("claims")
    if isinstance(claims, list):
        return claims
    return [value] if "quotes" in value else None


def _values(text: str) -> Iterator[Any]:
    """What can be read as JSON: the whole, the last fenced block first, then what begins with a brace."""
    for candidate in (text, *reversed(_FENCED.findall(text))):
        try:
            yield json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    decoder = json.JSONDecoder()
    for begin in list(re.finditer(r"\{", text))[:_TRIES]:
        try:
            value, _ = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            continue
        yield value
