"""Every error in one shape: a problem document (RFC 9457) for programs, a page with the same words for people.

`code` is a stable word; `detail` says what, why and what to do now. What went wrong inside is logged and not told to
whoever asked: a message could hold a path of this machine.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from kroniek.errors import KroniekError, LockedStoreError, StoreError, UsageError

log = logging.getLogger("kroniek.web")

PROBLEM = "application/problem+json"


class WebError(KroniekError):
    """A request that is not answered: a status, a stable code, and what to tell."""

    def __init__(self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is told of an error."""

    status: int
    code: str
    detail: str

    def record(self) -> dict[str, Any]:
        """The problem document."""
        return {"type": "about:blank", "status": self.status, "code": self.code, "detail": self.detail}


def not_found(what: str, key: str) -> WebError:
    """Nothing bears this id or name."""
    return WebError(404, "not-found", f"There is no {what} {key[:200]!r} in this chronicle.")


def unfit(error: Mapping[str, Any]) -> WebError:
    """A value that the framework refused (an error of pydantic), in a sentence that says what is accepted."""
    field, limits, given = str(error["loc"][-1]), error.get("ctx", {}), repr(error.get("input"))[:80]
    told = {
        "string_pattern_mismatch": f"{field} cannot be {given}. Choose from: {_choices(limits.get('pattern', ''))}.",
        "string_too_long": f"{field} is longer than {limits.get('max_length')} characters.",
        "int_parsing": f"{field} cannot be {given}. Give a whole number.",
        "greater_than_equal": f"{field} cannot be {given}. Give {limits.get('ge')} or more.",
        "less_than_equal": f"{field} cannot be {given}. Give {limits.get('le')} or less.",
        "missing": f"{field} is missing. Give it.",
    }
    return WebError(400, "bad-request", told.get(error["type"], f"{field} cannot be {given}."))


def _choices(pattern: str) -> str:
    """The words of a pattern that is nothing but a choice: `^(day|week)?$`."""
    return ", ".join(pattern.strip("^$?()").split("|"))


def problem_of(error: Exception) -> Problem:
    """What is told of an error, whoever raised it."""
    if isinstance(error, WebError):
        return Problem(status=error.status, code=error.code, detail=error.detail)
    if isinstance(error, UsageError):
        return Problem(status=400, code="bad-request", detail=str(error))
    if isinstance(error, LockedStoreError):
        return Problem(status=503, code="busy", detail="The chronicle is being written to. Try again in a moment.")
    if isinstance(error, StoreError):
        log.error("the chronicle cannot be used: %s", error)
        return Problem(status=503, code="store", detail="The chronicle cannot be used now; the server's log says why.")
    log.error("a mistake of ours", exc_info=error)
    return Problem(
        status=500, code="mistake", detail="Something went wrong that should not; the server's log says what."
    )


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem for programs."""
    body = json.dumps(problem.record(), ensure_ascii=False)
    return Response(body, status_code=problem.status, media_type=PROBLEM, headers=headers)
