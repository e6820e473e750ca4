"""What commands share: their common options, and the settings, words, terminal and chronicle behind them.

@click.command()
@session(db=True, as_json=True)
def status(here: Session, /, *, as_json: bool) -> None: ...
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from kroniek.faces.cli.terminal import Terminal, speak
from kroniek.faces.cli.wording import Wording, wording
from kroniek.model.address import without_password

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.settings import Settings

Given = ParamSpec("Given")
Result = TypeVar("Result")


_SETTINGS = ("lang", "db", "engine", "llm_server", "llm_model")
"""The settings that options give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of one command."""

    settings: Settings
    verbose: bool

    @property
    def words(self) -> Wording:
        """What to say, in the user's language."""
        return wording(self.settings.lang)

    @property
    def chronicle(self) -> str:
        """What the chronicle is called: its path or its address, without a password."""
        return without_password(self.settings.db)

    def terminal(self) -> Terminal:
        """Where people read what was asked for."""
        return Terminal.of(sys.stdout)

    def speak(self, text: str = "") -> None:
        """Say something beside the data."""
        speak(text)

    def ask(self) -> Chronicle:
        """The chronicle, for asking; it is never made by asking."""
        from kroniek.api import open_chronicle
        from kroniek.errors import StoreError

        db = self.settings.db
        if "://" not in db and not os.path.exists(db):  # noqa: PTH110 - a path as the user typed it
            name = self.chronicle
            raise StoreError(f"There is no chronicle {name}. Make one with: kroniek read SOURCE --db {name}")
        return open_chronicle(db, read_only=True, settings=self.settings)

    def keep(self) -> Chronicle:
        """The chronicle, for reading into; it is made where it does not exist."""
        from kroniek.api import open_chronicle

        return open_chronicle(self.settings.db, settings=self.settings)


def session(
    *, db: bool = False, as_json: bool = False, engine: bool = False
) -> Callable[[Callable[Concatenate[Session, Given], Result]], Callable[..., Result]]:
    """Give a command a `Session` and its options: `--lang`, `-v`, and where asked for `--db`, `--json`, `--engine`.

    With `--engine` go the options that say which language model is asked.
    """

    def decorate(command: Callable[Concatenate[Session, Given], Result]) -> Callable[..., Result]:
        @functools.wraps(command)
        def call(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            from kroniek.api.chronicle import settings_here

            given: dict[str, Any] = dict(kwargs)
            verbose, arguments = (
                given.pop("verbose"),
                {name: given.pop(name, None) for name in _SETTINGS},
            )
            here = Session(settings=settings_here(**arguments), verbose=verbose)
            click.get_current_context().find_root().meta["kroniek.lang"] = here.settings.lang
            return command(here, *args, **given)

        for option in reversed(_options(db=db, as_json=as_json, engine=engine)):
            call = option(call)
        return call

    return decorate


def _options(*, db: bool, as_json: bool, engine: bool) -> list[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    options: list[Callable[[Callable[..., Any]], Callable[..., Any]]] = []
    if db:
        help_ = "The chronicle: a file, or a database URL. [default: kroniek.db; variable: KRONIEK_DB]"
        options.append(click.option("--db", metavar="FILE", help=help_))
    if as_json:
        options.append(click.option("--json", "as_json", is_flag=True, help="Print JSON for programs."))
    if engine:
        help_ = (
            "What codes: trained (model, frames and rules), rules, or llm (a language model on a server that you "
            "name). [default: trained; variable: KRONIEK_ENGINE]"
        )
        options.append(click.option("--engine", metavar="NAME", help=help_))
        help_ = "For llm: an OpenAI-compatible server, such as http://localhost:11434. [variable: KRONIEK_LLM_SERVER]"
        options.append(click.option("--llm-server", metavar="URL", help=help_))
        help_ = "For llm: the model's name on that server. [variable: KRONIEK_LLM_MODEL]"
        options.append(click.option("--llm-model", metavar="NAME", help=help_))
    help_ = "Language of what is shown: nl or en. [default: nl; variable: KRONIEK_LANG]"
    options.append(click.option("--lang", metavar="LANG", help=help_))
    help_ = "Say more: all rejected sources; of an unexpected error, where it arose."
    options.append(click.option("-v", "--verbose", is_flag=True, help=help_, callback=_note_verbose))
    return options


def _note_verbose(context: click.Context, _: click.Parameter, value: bool) -> bool:
    context.find_root().meta["kroniek.verbose"] = value
    return value
