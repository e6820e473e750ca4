"""The question: the codebook in short, the article, and the shape that the answer must have.

The codebook is data (`coding/llm_prompt.md`); types, modes and statuses of the shape are those of `model.ontology`.
Invariant: the question holds the day of publication and words of the text, nothing else of the document.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from kroniek.lexicon.load import read_text
from kroniek.model.ids import digest
from kroniek.model.ontology import MODES, EventType, Status

Message = dict[str, str]

NOT_READABLE = (
    "That is not the JSON object that was asked for. Answer again with nothing but one object "
    '{"claims": [...]} and no words around it.'
)
"""What is said once to a model whose answer holds no JSON."""


@cache
def codebook() -> str:
    """The codebook for a model, read when first asked for."""
    return read_text("coding/llm_prompt.md").strip()


@cache
def version() -> str:
    """A short digest of the codebook: another codebook gives other claims."""
    return digest(codebook(), chars=6)


def question(article: str, *, before: str = "", published: date | None = None) -> list[Message]:
    """The messages that ask for the acts in `article`; `before` is what the text says before it."""
    parts = [f"Published: {published.isoformat() if published else 'unknown'}"]
    if before:
        parts.append(f"What stands before it, to understand it by. Do not code this:\n\n<before>\n{before}\n</before>")
    parts.append(f"Code this article:\n\n<article>\n{article}\n</article>")
    return [{"role": "system", "content": codebook()}, {"role": "user", "content": "\n\n".join(parts)}]


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the part of the language that every server knows."""
    words = {"type": "string"}
    optional = {"type": ["string", "null"]}
    party = _object({"words": words, "country": optional})
    claim = _object(
        {
            "quotes": _list(words),
            "trigger": words,
            "type": {"type": "string", "enum": [kind.value for kind in EventType]},
            "modes": _list({"type": "string", "enum": sorted(set().union(*MODES.values()))}),
            "actors": _list(party),
            "recipients": _list(party),
            "sources": _list(words),
            "date": optional,
            "place": optional,
            "status": {"type": "string", "enum": [status.value for status in Status]},
            "hedged": {"type": "boolean"},
            "condition": optional,
        }
    )
    return _object({"claims": _list(claim)})


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
