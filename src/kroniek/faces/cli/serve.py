"""`kroniek serve`: the web app on this machine, or for others with a token."""

from __future__ import annotations

import os

import click

from kroniek.faces.cli.session import Session, session


@click.command()
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port.")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Outside this machine a token is needed.",
)
@click.option(
    "--allow-host", "hosts", metavar="NAME", multiple=True, help="A name by which others call it; may be repeated."
)
@click.option("--token", metavar="TOKEN", help="Lets in who may also read in and judge. [variable: KRONIEK_TOKEN]")
@click.option("--read-token", metavar="TOKEN", help="Lets in who only looks. [variable: KRONIEK_READ_TOKEN]")
@click.option("--read-only", is_flag=True, help="Nobody changes the chronicle.")
@click.option(
    "--rate",
    metavar="N",
    type=click.FloatRange(min=0.1),
    default=25.0,
    show_default=True,
    help="Requests a second that one reader may make, after a burst of ten times as many.",
)
@session(db=True, engine=True)
def serve(
    here: Session,
    /,
    *,
    port: int,
    host: str,
    hosts: tuple[str, ...],
    token: str | None,
    read_token: str | None,
    read_only: bool,
    rate: float,
) -> None:
    """Serve the chronicle as a web app, with the same records as JSON.

    Open the address that is shown. Without --host it listens to this machine only. The pages make no request elsewhere;
    an address that somebody pastes to be read in is the one thing that is fetched. Stop with Ctrl-C.
    """
    from kroniek.faces.web.options import Options, checked
    from kroniek.faces.web.serving import run

    options = checked(
        Options(
            host=host,
            port=port,
            hosts=hosts,
            token=token or os.environ.get("KRONIEK_TOKEN", ""),
            read_token=read_token or os.environ.get("KRONIEK_READ_TOKEN", ""),
            read_only=read_only,
            per_second=rate,
            burst=max(10, round(rate * 10)),
        )
    )
    shown = f"[{host}]" if ":" in host else host
    here.speak(here.words.say("serve.at", address=f"http://{shown}:{port}/", db=here.chronicle))
    run(here.settings, options)
