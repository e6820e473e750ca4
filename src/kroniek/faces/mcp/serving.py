"""The server on a pipe or on a socket: two ways in, one server behind them.

On a pipe (stdio) a client starts the process and is alone with it. On a socket the guards of the web app stand before
it: its names, its tokens, its pace and sizes, and where a request comes from. Outside this machine a token is needed.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from kroniek.api import Chronicle
from kroniek.faces.mcp.server import server_of
from kroniek.faces.web.access import Door
from kroniek.faces.web.faults import problem_of, problem_response
from kroniek.faces.web.guard import Guard
from kroniek.faces.web.limits import Buckets
from kroniek.faces.web.options import Options
from kroniek.faces.web.serving import serve

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PATH = "/mcp"
"""Where clients of a socket find it."""


def run_on_pipe(chronicle: Chronicle) -> None:
    """Serve whoever started this process, until the pipe is closed."""
    anyio.run(_on_pipe, server_of(chronicle))


async def _on_pipe(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def run_on_socket(chronicle: Chronicle, options: Options) -> None:
    """Serve over HTTP, until it is told to stop. Raises `UsageError` where nobody can listen."""
    serve(guarded(chronicle, options), options)


def guarded(chronicle: Chronicle, options: Options) -> Guard:
    """The server as an app with its guards. Every request stands alone: there are no sessions to keep or to steal."""
    app = server_of(chronicle).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=options.max_body_bytes,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the guard's work
    )
    return Guard(
        app=app,
        options=options,
        door=Door(options=options),
        buckets=Buckets(per_second=options.per_second, burst=options.burst, clock=time.monotonic),
        refuse=_refuse,
        pages=False,
    )


def _refuse(_: Request, error: Exception) -> Response:
    return problem_response(problem_of(error))
