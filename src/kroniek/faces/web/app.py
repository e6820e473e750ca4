"""The app: its pages, their records, its errors, and the layer that guards them all.

Every view gives three addresses: the page, the same with `.json`, and one under `/api/v1` that OpenAPI describes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from kroniek import __version__
from kroniek.api import Chronicle, browsing
from kroniek.errors import KroniekError, UsageError
from kroniek.faces.web import shapes
from kroniek.faces.web.access import Door
from kroniek.faces.web.desk import Desk, templates
from kroniek.faces.web.faults import Problem, WebError, problem_of, problem_response, unfit
from kroniek.faces.web.forms import add_forms
from kroniek.faces.web.guard import Guard, wants_page
from kroniek.faces.web.keeping import Answers, in_a_thread
from kroniek.faces.web.limits import Buckets
from kroniek.faces.web.options import Options, checked
from kroniek.faces.web.pages import actor, brief, event
from kroniek.faces.web.reading import Reader
from kroniek.faces.web.render import data, desk_of, download, language_of, page, problem_page, telling_of
from kroniek.faces.web.rest import API, add_rest
from kroniek.faces.web.view import View
from kroniek.faces.web.views import VIEWS
from kroniek.memory.store import Query
from kroniek.settings import Settings

ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": shapes.Problem, "description": about, "content": {"application/problem+json": {}}}
    for code, about in {
        400: "What is asked cannot be answered; `detail` says why.",
        401: "A token is needed.",
        404: "Nothing bears this id or name.",
        429: "Too many requests at once; `Retry-After` says when to come back.",
        503: "The chronicle cannot be used now.",
    }.items()
}

WARMED = 16
"""Actors whose cards are made at the start: the most frequent, who have most claims to count."""

HTTP_ERRORS = {
    404: ("not-found", "There is no such page here. All addresses stand on the page /api."),
    400: ("bad-request", "What was sent cannot be read. Load the page again and repeat it."),
    405: ("method", "That cannot be done here: this address is for reading (GET)."),
}
"""Code and detail of errors that the framework raises."""


def create_app(
    open_chronicle: Callable[[], Chronicle],
    *,
    settings: Settings,
    options: Options,
    clock: Callable[[], float] = time.monotonic,
    warm: bool = False,
) -> FastAPI:
    """The web app of a chronicle, which is opened when the app starts and closed when it stops.

    With `warm` the pages that cost much are made at the start, before anybody asks for them.

    Raises `UsageError` where the options would let in anybody.
    """
    options = checked(options)
    door = Door(options=options)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        with open_chronicle() as chronicle:
            kept = Answers(clock)
            reader = None if options.read_only else Reader(chronicle, settings, done=kept.forget)
            app.state.desk = Desk(
                chronicle=chronicle,
                settings=settings,
                options=options,
                door=door,
                templates=templates(),
                reader=reader,
                kept=kept,
            )
            if warm:
                in_a_thread(lambda: _warm(app.state.desk))
            try:
                yield
            finally:
                if reader is not None:
                    reader.close()

    app = FastAPI(
        title="Kroniek",
        version=__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.mount("/static", StaticFiles(packages=[("kroniek.faces.web", "static")]), name="static")
    add_rest(app, ERRORS)
    add_forms(app)
    for view in VIEWS:
        _add(app, view)
    for ending in brief.FORMATS:
        _add_file(app, ending)
    _add_errors(app)
    app.add_middleware(
        Guard,
        options=options,
        door=door,
        buckets=Buckets(per_second=options.per_second, burst=options.burst, clock=clock),
        refuse=_refuse,
    )
    return app


def _add(app: FastAPI, view: View[Any, Any]) -> None:
    def as_json(request: Request, asked: Any) -> Response:
        return data(request, view.record(_gathered(desk_of(request), view, _heard(request, view, asked))))

    def as_page(request: Request, asked: Any) -> Response:
        asked = _heard(request, view, asked)
        telling = telling_of(request, as_of=getattr(asked, "as_of", None))
        values = view.context(_gathered(desk_of(request), view, asked), asked, telling)
        return page(request, view.name, values, telling=telling, form=view.form)

    for endpoint in (as_json, as_page):
        endpoint.__annotations__["asked"] = Annotated[view.asked, Depends()]
        endpoint.__annotations__["request"] = Request
        endpoint.__annotations__["return"] = Response
    app.add_api_route(
        f"{API}{view.api}",
        as_json,
        methods=["GET"],
        summary=view.about,
        tags=[view.tag],
        operation_id=view.name,
        responses={200: {"model": view.shape}, **ERRORS},
    )
    json_path = "/start.json" if view.path == "/" else f"{view.path}.json"
    app.add_api_route(json_path, as_json, methods=["GET"], include_in_schema=False)
    app.add_api_route(view.path, as_page, methods=["GET"], include_in_schema=False)


def _add_file(app: FastAPI, ending: str) -> None:
    """The brief as a file."""
    kind, write = brief.FORMATS[ending]

    def as_file(request: Request, asked: Annotated[brief.Question, Depends()]) -> Response:
        found = _gathered(desk_of(request), brief.VIEW, _heard(request, brief.VIEW, asked))
        return download(request, write(found), kind, name=f"kroniek-{found.until}.{ending}")

    app.add_api_route(f"{brief.VIEW.path}.{ending}", as_file, methods=["GET"], include_in_schema=False)


def _heard(request: Request, view: View[Any, Any], asked: Any) -> Any:
    """The question, in the reader's language where it is to be answered in one and names none."""
    return replace(asked, lang=language_of(request)) if view.spoken and not asked.lang else asked


def _gathered(desk: Desk, view: View[Any, Any], asked: Any) -> Any:
    """What a page shows; of a page that costs much what was gathered a while ago."""

    def gather() -> Any:
        if view.shares:
            return view.gather(desk.chronicle, asked, lambda other, question: _gathered(desk, other, question))
        return view.gather(desk.chronicle, asked)

    if not view.kept:
        return gather()
    return desk.kept.answer((view.name, asked), browsing.state(desk.chronicle), gather)


def _warm(desk: Desk) -> None:
    """Load what a first page would load, and make the pages that are kept, as they are when nothing is asked."""
    for name in desk.templates.list_templates():
        desk.templates.get_template(name)
    for name in ("start", "about", "sources", "check", "network", "map", "agreements", "promises", "stories"):
        view = next(one for one in VIEWS if one.name == name)
        _gathered(desk, view, view.asked())
    with suppress(UsageError):
        desk.chronicle.card("Nederland")
    for one in browsing.claims(desk.chronicle, Query(), size=1, newest=True):
        _gathered(desk, event.VIEW, event.Question(id=one.claim.id))
    for known in desk.chronicle.actors(limit=WARMED):
        with suppress(KroniekError):
            _gathered(desk, actor.VIEW, actor.Question(name=known.name))
    gc.collect()
    gc.freeze()  # tables of words stay as long as the app: looking through them for waste would hold up a page


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return _refuse(request, unfit(error.errors()[0]))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        code, detail = HTTP_ERRORS.get(error.status_code, ("bad-request", f"{error.detail}."))
        response = _refuse(request, WebError(error.status_code, code, detail))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(KroniekError)
    def ours(request: Request, error: KroniekError) -> Response:
        response = _refuse(request, error)
        response.headers.update(getattr(error, "headers", {}))
        return response


def _refuse(request: Request, error: Exception) -> Response:
    """An error as a page or as data, whichever was asked for."""
    problem: Problem = problem_of(error)
    if wants_page(request):
        return problem_page(request, problem)
    return problem_response(problem)
