"""The app on a socket: uvicorn with limits, and nothing of the environment that could open it further."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from kroniek.api import Chronicle, open_chronicle
from kroniek.errors import StoreError, UsageError
from kroniek.faces.web.options import Options
from kroniek.model.address import without_password
from kroniek.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

MOST_CONNECTIONS = 200
KEEP_ALIVE_S = 15
LEAVING_S = 5
LONGEST_HEAD_BYTES = 32_768


def run(settings: Settings, options: Options) -> None:
    """Serve until it is told to stop. Raises `UsageError` where the web framework is missing."""
    try:
        from kroniek.faces.web.app import create_app  # noqa: PLC0415 - optional, and loaded for this face only
    except ImportError as error:
        raise UsageError(
            f"The web app needs {error.name}, which is not installed. Install it with: pip install 'kroniek[web]'"
        ) from error
    serve(create_app(lambda: opened(settings, options), settings=settings, options=options, warm=True), options)


def serve(app: ASGIApp, options: Options) -> None:
    """Serve an app where the options say, until it is told to stop. Raises `UsageError` where nobody can listen."""
    import uvicorn  # noqa: PLC0415 - optional, and loaded for this face only

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=LEAVING_S,
        h11_max_incomplete_event_size=LONGEST_HEAD_BYTES,
    )
    with _listening(options) as listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listening(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host, options.port), family=family)
    except OSError as error:
        raise UsageError(
            f"Nobody can listen at {options.host}, port {options.port} ({error.strerror or error}). Give another "
            "--port, or stop what is there."
        ) from error


def opened(settings: Settings, options: Options) -> Chronicle:
    """The chronicle that is served; one that is not there yet is made, unless nobody may write."""
    if options.read_only and "://" not in settings.db and not os.path.exists(settings.db):  # noqa: PTH110 - as typed
        name = without_password(settings.db)
        raise StoreError(f"There is no chronicle {name}. Make one with: kroniek read SOURCE --db {name}")
    return open_chronicle(settings.db, read_only=options.read_only, settings=settings)
