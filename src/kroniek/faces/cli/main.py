"""The command `kroniek`: finds the command that is asked for, and shows every error in one place.

Exit codes: 0 all well · 1 some sources gave no article, an alert did not arrive, or a fault was found · 2 the call is
wrong · 3 the chronicle, or the server of a language model, cannot be used · 4 the output cannot be written, or a
mistake in Kroniek · 130 interrupted · 141 whoever read the output stopped reading.
Commands are loaded when they are called, so that `kroniek --help` stays instant.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from kroniek import __version__
from kroniek.errors import DocumentError, KroniekError, ServerError, StoreError, UsageError
from kroniek.faces.cli.terminal import speak

REJECTED, USAGE, STORE, MISTAKE, INTERRUPTED, PIPE = 1, 2, 3, 4, 130, 141

COMMANDS = (
    "read",
    "timeline",
    "show",
    "event",
    "events",
    "series",
    "promises",
    "agreements",
    "stories",
    "story",
    "brief",
    "diff",
    "who",
    "actors",
    "search",
    "check",
    "watch",
    "status",
    "backup",
    "restore",
    "verify",
    "upgrade",
    "rejects",
    "export",
    "edition",
    "recode",
    "code",
    "explain",
    "serve",
    "mcp",
    "evaluate",
)
"""Every command, in the order in which they are of use to somebody new; each has a file of its name."""


class Kroniek(click.Group):
    """A group that loads its commands late and turns errors into a line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in our order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kroniek.faces.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; a broken pipe is quiet, an interruption is told."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_pipe()
        except KeyboardInterrupt:
            speak(_interrupted(ctx))
            ctx.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - the one place where every error is shown
            ctx.exit(_tell(error, verbose=bool(ctx.meta.get("kroniek.verbose"))))
        return code

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> Any:
        """Run and exit with an honest code."""
        try:
            code = super().main(args, prog_name or "kroniek", **extra | {"standalone_mode": False})
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code)


@click.group(
    "kroniek",
    cls=Kroniek,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: kroniek read FOLDER, then: kroniek timeline. More about a command: kroniek COMMAND --help",
)
@click.version_option(__version__, message="kroniek %(version)s", help="Show the version.")
def main() -> None:
    """Read Dutch news on international politics, and keep a chronicle that a reader can check.

    Who did or said what to whom, when, where, on whose word; whether it happened, is planned, hangs on a condition or
    is denied. Every answer shows the words of the article.
    """


def _interrupted(ctx: click.Context) -> str:
    """What an interruption means for the command, in the user's language as far as that was known by then."""
    from kroniek.faces.cli.wording import wording

    words = wording(ctx.meta.get("kroniek.lang", "nl"))
    return words.say("read.interrupted" if ctx.invoked_subcommand == "read" else "general.interrupted")


def _tell(error: Exception, *, verbose: bool) -> int:
    """Show an error on one line; its exit code."""
    if isinstance(error, click.exceptions.Exit | click.ClickException | click.Abort):
        raise error
    if isinstance(error, OSError):
        speak(f"kroniek: the output cannot be written ({error.strerror or error}). Make room, or write elsewhere.")
        _discard_output()
        return MISTAKE
    codes = (
        (StoreError, STORE),
        (ServerError, STORE),
        (UsageError, USAGE),
        (DocumentError, REJECTED),
        (KroniekError, MISTAKE),
    )
    if code := next((code for kind, code in codes if isinstance(error, kind)), None):
        speak(f"kroniek: {error}")
    else:
        code = MISTAKE
        speak(f"kroniek: something went wrong that should not ({type(error).__name__}: {error}).")
        speak("What was kept is safe. Please report it with the command and what -v shows.")
    if verbose:
        import traceback

        speak("".join(traceback.format_exception(error)).rstrip())
    return code


def _leave_pipe() -> NoReturn:
    """Stop quietly: nobody reads on."""
    _discard_output()
    sys.exit(PIPE)


def _discard_output() -> None:
    """Point standard output elsewhere, so that what Python still flushes at the end meets no second error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
