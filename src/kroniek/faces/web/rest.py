"""The REST addresses that are no page: claims as a list and as a stream, articles, what was rejected, numbers, OpenAPI.

Lists go on after the id of their last record; the address of the next part stands in `next` and in the `Link` header.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi import Query as Asked
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response, StreamingResponse

from kroniek import __version__
from kroniek.api import browsing, records
from kroniek.faces.web import records as public
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import After, Filters, Size
from kroniek.faces.web.links import with_query
from kroniek.faces.web.render import data, desk_of, page, telling_of
from kroniek.memory.store import Query

API = "/api/v1"
PART = 500
"""Claims that are fetched together for a stream."""

JSON_LINES = "application/x-ndjson"


def add_rest(app: FastAPI, errors: dict[int | str, dict[str, Any]]) -> None:
    """Add the addresses to the app."""
    for path, endpoint, name, about, tag, shape in (
        ("/claims", claims, "claims", "Claims in order of date, a part at a time.", "claims", shapes.ClaimList),
        (
            "/documents",
            documents,
            "documents",
            "Articles without their text, the newest first.",
            "articles",
            shapes.Lines,
        ),
        ("/rejects", rejects, "rejects", "Sources that gave no article.", "articles", shapes.Rejects),
        ("/status", status, "status", "How much the chronicle holds.", "chronicle", shapes.Counts),
    ):
        app.add_api_route(
            API + path,
            endpoint,
            methods=["GET"],
            summary=about,
            tags=[tag],
            operation_id=name,
            responses={200: {"model": shape}, **errors},
            response_model=None,
        )
    app.add_api_route(
        f"{API}/claims.jsonl",
        claims_stream,
        methods=["GET"],
        summary="All claims that answer a question, one JSON record a line.",
        tags=["claims"],
        operation_id="claims_stream",
        responses={
            200: {"content": {JSON_LINES: {"schema": {"type": "string"}}}, "description": "JSON Lines"},
            **errors,
        },
        response_model=None,
    )
    app.add_api_route(f"{API}/openapi.json", openapi, methods=["GET"], include_in_schema=False, response_model=None)
    app.add_api_route("/api", described, methods=["GET"], include_in_schema=False, response_model=None)


def claims(
    request: Request,
    asked: Annotated[Filters, Depends()],
    limit: Size = 100,
    after: After = None,
    order: Annotated[str, Asked(description="oldest or newest first.", pattern="^(newest|oldest)$")] = "oldest",
) -> Response:
    """A part of the claims that answer a question."""
    found = browsing.claims(
        desk_of(request).chronicle, asked.query(), size=limit + 1, after=after or None, newest=order == "newest"
    )
    shown = found[:limit]
    last = shown[-1].claim.id if len(found) > limit else None
    return _part(request, {"claims": shown.to_records(), "next": last}, last)


def claims_stream(
    request: Request,
    asked: Annotated[Filters, Depends()],
    versions: Annotated[
        str,
        Asked(description="current, or all: also claims of articles that changed later.", pattern="^(current|all)$"),
    ] = "current",
) -> Response:
    """Every claim that answers a question, as JSON Lines; read in parts, so nothing is held."""
    query = asked.query()
    chronicle = desk_of(request).chronicle
    chronicle.claims(limit=1)  # a chronicle that cannot be used is told before the stream begins

    def lines() -> Iterator[bytes]:
        after: str | None = None
        question = Query(**{**_fields(query), "all_versions": versions == "all"})
        while found := browsing.claims(chronicle, question, size=PART, after=after):
            for one in found:
                line = json.dumps(records.claim_record(one), ensure_ascii=False, separators=(",", ":"))
                yield line.encode("utf-8", "backslashreplace") + b"\n"
            after = found[-1].claim.id

    return StreamingResponse(lines(), media_type=JSON_LINES)


def _fields(query: Query) -> dict[str, Any]:
    return {name: getattr(query, name) for name in query.__dataclass_fields__}


def documents(
    request: Request,
    publisher: Annotated[str | None, Asked(description="Only articles of this outlet.", max_length=200)] = None,
    limit: Size = 100,
    after: After = None,
) -> Response:
    """A part of the articles."""
    found = browsing.documents(desk_of(request).chronicle, size=limit + 1, after=after or None, publisher=publisher)
    shown = found[:limit]
    last = shown[-1].key if len(found) > limit else None
    return _part(request, {"documents": [records.plain(one) for one in shown], "next": last}, last)


def rejects(request: Request) -> Response:
    """Sources that gave no article, in order of reading."""
    return data(request, {"rejects": [public.reject_record(one) for one in desk_of(request).chronicle.rejects()]})


def status(request: Request) -> Response:
    """How much the chronicle holds."""
    return data(request, records.plain(desk_of(request).chronicle.status()))


def openapi(request: Request) -> Response:
    """The description of this interface."""
    return data(request, description(request.app))


def described(request: Request) -> Response:
    """The interface as a page, from its own description."""
    told = description(request.app)
    rows = [
        {"path": path, "about": one["get"].get("summary", ""), "parameters": one["get"].get("parameters", [])}
        for path, one in told["paths"].items()
    ]
    title = telling_of(request).words.say("apipage.title")
    return page(request, "api", {"title": title, "rows": rows, "schema": f"{API}/openapi.json"})


def description(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of the addresses under `/api/v1`."""
    told = get_openapi(
        title="Kroniek",
        version=__version__,
        description="Claims of Dutch news with the words they rest on. Read only.",
        routes=app.routes,
    )
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{}, {"token": []}]
    for one in told["paths"].values():
        one["get"]["responses"].pop("422", None)  # what cannot be understood is a 400 here, in the one shape of errors
    return told


def _part(request: Request, record: dict[str, Any], last: str | None) -> Response:
    response = data(request, record)
    if last is not None:
        following = with_query(request.url.path, request.query_params, after=last)
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
