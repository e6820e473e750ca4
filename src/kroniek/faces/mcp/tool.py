"""A tool as four small things: what may be asked, what is told, how the answer is found, and how it is explained.

Whatever is wrong with a call becomes an answer that says what, why and what to do, which a model can read and mend; no
call ends in a protocol error or a stack trace.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mcp_types import CallToolResult, TextContent, ToolAnnotations
from mcp_types import Tool as Listed
from pydantic import ValidationError

from kroniek.api import Chronicle
from kroniek.errors import UsageError
from kroniek.faces.mcp.asking import Question
from kroniek.faces.mcp.cleaning import cleaned, cleaned_record
from kroniek.faces.mcp.shapes import Answer
from kroniek.faces.web.faults import problem_of

Asked = TypeVar("Asked", bound=Question)
Told = TypeVar("Told", bound=Answer)
Json = dict[str, Any]

FAULTS = 5
"""Faults of one call that are told."""

GIVEN_CHARS = 60
"""How much of a refused value is repeated."""

_COMMANDS = {
    "timeline": "search_claims",
    "actors": "find_actors",
    "stories": "stories",
}
"""Where the house names a command to whoever sits at a terminal, the tool that does the same."""
_COMMAND = re.compile(rf"kroniek ({'|'.join(_COMMANDS)})\b(?: --\w+ '[^']*')?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Generic[Asked, Told]):
    """A tool. `about` explains it to a model that knows nothing of the house."""

    name: str
    title: str
    about: str
    asked: type[Asked]
    told: type[Told]
    answer: Callable[[Chronicle, Asked], Told]

    def listed(self) -> Listed:
        """The tool as clients list it."""
        return Listed(
            name=self.name,
            title=self.title,
            description=self.about,
            input_schema=plain_schema(self.asked.model_json_schema()),
            output_schema=plain_schema(self.told.model_json_schema(mode="validation")),
            annotations=ToolAnnotations(
                title=self.title,
                read_only_hint=True,
                destructive_hint=False,
                idempotent_hint=True,
                open_world_hint=False,
            ),
        )

    def call(self, chronicle: Chronicle, arguments: Mapping[str, Any]) -> CallToolResult:
        """The answer to a call, or what is wrong with it."""
        try:
            asked = self.asked.model_validate(arguments)
        except ValidationError as error:
            return refused(self._faults(error))
        try:
            told = self.answer(chronicle, asked)
        except Exception as error:  # noqa: BLE001 - the one place where a failure becomes an answer
            return refused(_COMMAND.sub(lambda found: _COMMANDS[found[1]], problem_of(error).detail))
        record = cleaned_record(told.model_dump(mode="json", exclude_none=True))
        return CallToolResult(content=[_text(_compact(record))], structured_content=record)

    def _faults(self, error: ValidationError) -> str:
        faults = error.errors(include_url=False, include_context=False)
        told = " ".join(self._fault(one) for one in faults[:FAULTS])
        return f"{told} {self.name} takes: {', '.join(self.asked.model_fields) or 'nothing'}."

    def _fault(self, fault: Any) -> str:
        name = ".".join(map(str, fault["loc"]))[:GIVEN_CHARS] or "The call"
        if fault["type"] == "extra_forbidden":
            return f"There is no parameter {name!r}."
        if fault["type"] == "missing":
            return f"{name} is missing."
        message = fault["msg"].removeprefix("Value error, ").removeprefix("Input ").rstrip(".")
        return f"{name} (given: {_short(fault['input'])}): {message}."


def refused(message: str) -> CallToolResult:
    """A call that is not answered, and why."""
    return CallToolResult(content=[_text(cleaned(message))], is_error=True)


def not_found(what: str, key: str, *, as_of: str | None, where: str) -> UsageError:
    """Nothing bears this id."""
    by = f" by {as_of}" if as_of else ""
    return UsageError(f"There is no {what} {key[:GIVEN_CHARS]!r} in this chronicle{by}. {where}")


def plain_schema(schema: Any) -> Any:
    """A schema in the words that every client knows: what may be left out is not required, and is never null."""
    if isinstance(schema, list):
        return [plain_schema(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {key: plain_schema(value) for key, value in schema.items() if not _is_noise(key, value)}
    if isinstance(some := told.get("anyOf"), list):
        told["anyOf"] = [one for one in some if one != {"type": "null"}]
        if len(told["anyOf"]) == 1:
            (only,) = told.pop("anyOf")
            told = only | told
    return told


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], ()))


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= GIVEN_CHARS else f"{told[:GIVEN_CHARS]}…"


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _compact(record: Json) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
