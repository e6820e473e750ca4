"""What every request passes and every answer carries: the name it was asked by, its size and pace, who asks, headers.

One ASGI layer around the whole app, so no page can be forgotten. In order: the Host header must be one of ours (a
foreign name that points here is refused), the body must not be too large, the reader not too fast, a change must come
from our own pages, and a token is asked where one was set. Answers forbid scripts and styles that are not ours,
framing, guessing of types, and referrers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kroniek.faces.web.access import SESSION, Door, Right
from kroniek.faces.web.faults import WebError
from kroniek.faces.web.limits import Buckets
from kroniek.faces.web.options import Options

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/toegang")
"""What can be had without a token: the door itself."""

ENTRY_COST = 20.0
"""A try at the door costs as much as twenty pages, so tokens cannot be guessed by the thousand."""

LASTING = "public, max-age=31536000, immutable"

LONGEST_PATH = 4_000
"""Characters of path and query; ids and questions are far shorter."""

Refuse = Callable[[Request, Exception], Response]


@dataclass(frozen=True, slots=True)
class Guard:
    """The layer. `refuse` makes the answer to a request that is not let through.

    Without `pages` there is no door at which a browser could show a token: every request is one of a program.
    """

    app: ASGIApp
    options: Options
    door: Door
    buckets: Buckets
    refuse: Refuse
    pages: bool = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = _Answer(send, lasting=request.url.path.startswith("/static/") and "v" in request.query_params)
        try:
            await self._through(request, receive, answer)
        except Exception as error:  # the one place where a mistake of ours becomes an answer
            if answer.begun:
                raise
            await self._refused(request, error)(scope, receive, answer)

    async def _through(self, request: Request, receive: Receive, send: Send) -> None:
        scope = request.scope
        try:
            self._check(request)
        except WebError as error:
            await self._refused(request, error)(scope, receive, send)
            return
        right = self._right(request)
        scope.setdefault("state", {})["right"] = right
        if right is Right.NOTHING and not (self.pages and request.url.path.startswith(OPEN)):
            await self._at_the_door(request)(scope, receive, send)
            return
        await self.app(scope, _counted(receive, self.options.max_body_bytes), send)

    def _refused(self, request: Request, error: Exception) -> Response:
        response = self.refuse(request, error)
        response.headers.update(getattr(error, "headers", {}))
        return response

    def _check(self, request: Request) -> None:
        host = _host(request.headers.get("host", ""))
        if not self.options.allows(host):
            raise WebError(400, "host", "This server is not called by that name. Start it with --allow-host NAME.")
        if len(request.url.path) + len(request.url.query) > LONGEST_PATH:
            raise WebError(400, "too-long", f"The address is longer than {LONGEST_PATH} characters.")
        if "\0" in unquote(f"{request.url.path}?{request.url.query}"):
            raise WebError(400, "bad-request", "The address holds a character that is in no name (%00). Leave it out.")
        size = request.headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > self.options.max_body_bytes:
            raise too_large(self.options.max_body_bytes)
        self._check_pace(request)
        if request.method not in SAFE and _is_foreign(request):
            raise WebError(403, "origin", "A change must come from a page of this server.")

    def _check_pace(self, request: Request) -> None:
        if request.url.path.startswith("/static/"):
            return
        reader = request.client.host if request.client else "?"
        cost = ENTRY_COST if request.method == "POST" and request.url.path == "/toegang" else 1.0
        if wait := self.buckets.take(reader, cost):
            after = str(math.ceil(wait))
            raise WebError(
                429, "too-fast", f"Too many requests at once. Try again in {after} s.", headers={"Retry-After": after}
            )

    def _right(self, request: Request) -> Right:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        bearer = token.strip() if kind.lower() == "bearer" else None
        return self.door.right_of(bearer=bearer, session=request.cookies.get(SESSION))

    def _at_the_door(self, request: Request) -> Response:
        if self.pages and request.method in SAFE and wants_page(request):
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/toegang?next={quote(target, safe='')}", status_code=303)
        response = self.refuse(request, WebError(401, "token", "This server asks for a token: Authorization: Bearer …"))
        response.headers["WWW-Authenticate"] = 'Bearer realm="kroniek"'
        return response


def wants_page(request: Request) -> bool:
    """Is this request for a page, and not for data?"""
    path = request.url.path
    return not (path.startswith("/api/") or path.endswith((".json", ".jsonl")))


def too_large(limit: int) -> WebError:
    """A body over the limit."""
    return WebError(
        413,
        "too-large",
        f"More than {limit:,} bytes at once are not taken. Send less, or read it in with: kroniek read",
    )


def _host(header: str) -> str:
    """The name in a Host header, without the port."""
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0]


def _is_foreign(request: Request) -> bool:
    """Does a page of another origin send this? Browsers say so themselves."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and origin.rpartition("://")[2] != request.headers.get("host")


@dataclass(slots=True)
class _Answer:
    """Sends an answer with our headers, and knows whether it has begun."""

    send: Send
    lasting: bool = False  # called by its content, so it never changes
    begun: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            lasting = self.lasting and message["status"] == 200  # noqa: PLR2004 - not of what is missing
            headers.setdefault("Cache-Control", LASTING if lasting else "private, no-cache")
        await self.send(message)


def _counted(receive: Receive, limit: int) -> Receive:
    """The body as it comes in, stopped where it grows too large without having said so."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message: dict[str, Any] = dict(await receive())
        seen += len(message.get("body", b""))
        if seen > limit:
            raise too_large(limit)
        return message

    return counted
