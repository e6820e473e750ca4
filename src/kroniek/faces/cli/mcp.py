"""`kroniek mcp`: the chronicle as tools for an assistant."""

from __future__ import annotations

import os
import sys

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.option("--http", is_flag=True, help="Serve over HTTP instead of standard input and output.")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8001, show_default=True, help="HTTP: port.")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="HTTP: where to listen. Outside this machine a token is needed.",
)
@click.option(
    "--allow-host",
    "hosts",
    metavar="NAME",
    multiple=True,
    help="HTTP: a name by which others call it; repeat for more.",
)
@click.option("--token", metavar="TOKEN", help="HTTP: lets in who shows it. [variable: KRONIEK_READ_TOKEN]")
@click.option(
    "--rate",
    metavar="N",
    type=click.FloatRange(min=0.1),
    default=25.0,
    show_default=True,
    help="HTTP: requests a second that one client may make, after a burst of ten times as many.",
)
@session(db=True)
def mcp(
    here: Session,
    /,
    *,
    http: bool,
    port: int,
    host: str,
    hosts: tuple[str, ...],
    token: str | None,
    rate: float,
) -> None:
    """Serve the chronicle to an assistant (Model Context Protocol).

    A client such as an editor or a chat program starts this command itself and talks to it over standard input and
    output; with --http it is reached at http://127.0.0.1:8001/mcp. The assistant can search, read and cite, and change
    nothing. How to set up a client: docs/howto/mcp.md. Stop with Ctrl-C.
    """
    from kroniek.errors import UsageError

    try:
        from kroniek.faces.mcp.options import options
        from kroniek.faces.mcp.serving import PATH, run_on_pipe, run_on_socket
    except ImportError as error:
        raise UsageError(
            f"The server needs {error.name}, which is not installed. Install it with: pip install 'kroniek[mcp]'"
        ) from error
    _refuse_without_http(click.get_current_context(), http=http)
    with here.ask() as chronicle:
        if http:
            secret = token or os.environ.get("KRONIEK_READ_TOKEN", "")
            asked = options(host=host, port=port, hosts=hosts, token=secret, rate=rate)
            shown = f"[{host}]" if ":" in host else host
            here.speak(here.words.say("mcp.at", address=f"http://{shown}:{port}{PATH}", db=here.chronicle))
            run_on_socket(chronicle, asked)
            return
        if sys.stdin.isatty():
            here.speak(here.words.say("mcp.waiting"))
        run_on_pipe(chronicle)


def _refuse_without_http(context: click.Context, *, http: bool) -> None:
    """Raises `UsageError` where an option is given that means nothing on a pipe."""
    from kroniek.errors import UsageError

    sockets = ("port", "host", "hosts", "token", "rate")
    given = [name for name in sockets if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]
    if given and not http:
        names = ", ".join("--allow-host" if name == "hosts" else f"--{name}" for name in given)
        raise UsageError(f"{names}: that is for HTTP, and was given without --http. Add --http, or leave it out.")
