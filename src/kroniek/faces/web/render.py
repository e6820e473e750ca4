"""From a request and what was gathered to an answer: a page in the reader's language, or JSON; both with an ETag.

Invariant: nothing reaches a page but through a template that escapes it. The tag is the hash of what is sent, so the
same content is sent once, whatever happened in between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kroniek import __version__
from kroniek.faces.web.access import FORM, Right, new_form_cookie
from kroniek.faces.web.desk import Desk
from kroniek.faces.web.faults import Problem
from kroniek.faces.web.links import Links, with_query
from kroniek.faces.web.refusing import refused
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.wording import chosen, wording
from kroniek.settings import LANGUAGES

LANGUAGE = "kroniek_lang"
"""The cookie that keeps the language."""

A_YEAR_S = 31_536_000

MENU = (
    ("start", "/"),
    ("search", "/zoek"),
    ("actors", "/wie"),
    ("pair", "/paar"),
    ("stories", "/verhalen"),
    ("brief", "/overzicht"),
    ("quotes", "/citaten"),
    ("promises", "/beloften"),
    ("agenda", "/agenda"),
    ("map", "/kaart"),
    ("network", "/netwerk"),
    ("sources", "/bronnen"),
    ("check", "/controle"),
)
"""The pages of the menu with their addresses; the names are those of the section `menu`."""


def desk_of(request: Request) -> Desk:
    """The desk of the app that got this request."""
    desk: Desk = request.app.state.desk
    return desk


def telling_of(request: Request, *, as_of: str | None = None) -> Telling:
    """How claims are told to this reader."""
    return Telling(words=wording(language_of(request)), links=Links(as_of=as_of))


def language_of(request: Request) -> str:
    """The language of this reader."""
    default = desk_of(request).settings.lang
    return chosen(request.query_params.get("lang"), request.cookies.get(LANGUAGE), default)


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    telling: Telling | None = None,
    status: int = 200,
    form: bool = False,
) -> Response:
    """A page. With `form` it gets the mark that its forms must bring back."""
    telling = telling or telling_of(request)
    desk, language = desk_of(request), language_of(request)
    cookie = request.cookies.get(FORM)
    fresh = new_form_cookie() if form and not cookie else None
    body = desk.templates.get_template(f"{template}.html").render(
        {
            "t": telling.words.say,
            "n": telling.words.count,
            "label": telling.words.label,
            "asked_as": telling.words.asked,
            "links": telling.links,
            "telling": telling,
            "page": template,
            "version": __version__,
            "lang": language,
            "refused": lambda told: refused(told, language),
            "languages": [(code, with_query(request.url.path, request.query_params, lang=code)) for code in LANGUAGES],
            "here": request.url.path,
            "query": dict(request.query_params),
            "json_url": with_query(_json_path(request.url.path), request.query_params, lang=None),
            "menu": MENU,
            "may_write": request.state.right is Right.WRITE and desk.reader is not None,
            "guarded": desk.options.is_guarded,
            "mark": desk.door.form_mark(fresh or cookie or "") if form else "",
            **values,
        }
    )
    response = tagged(request, body.encode(), "text/html; charset=utf-8", status=status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            LANGUAGE,
            request.query_params["lang"],
            max_age=A_YEAR_S,
            samesite="lax",
            httponly=True,
            secure=request.url.scheme == "https",
        )
    if fresh:
        response.set_cookie(FORM, fresh, samesite="strict", httponly=True, secure=request.url.scheme == "https")
    return response


def data(request: Request, record: Any) -> Response:
    """A record as JSON."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return tagged(request, body.encode("utf-8", "backslashreplace"), "application/json")


def download(request: Request, content: str | bytes, kind: str, *, name: str) -> Response:
    """A file to be kept."""
    response = tagged(request, content.encode() if isinstance(content, str) else content, kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tagged(request: Request, body: bytes, kind: str, *, status: int = 200) -> Response:
    """A body with its tag; without the body where the reader has it already."""
    if status != 200 or request.method not in {"GET", "HEAD"}:  # noqa: PLR2004 - only a whole answer is kept
        return Response(body, status_code=status, media_type=kind)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Vary": "Cookie, Authorization"}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def problem_page(request: Request, problem: Problem) -> Response:
    """An error for people."""
    request.state.right = getattr(request.state, "right", Right.NOTHING)
    return page(request, "problem", {"title": str(problem.status), "problem": problem}, status=problem.status)


def moved(target: str) -> Response:
    """Go there next, with GET; only ever to a page of ours."""
    own = target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"
    return RedirectResponse(own, status_code=303)


def _json_path(path: str) -> str:
    return "/start.json" if path == "/" else f"{path}.json"
