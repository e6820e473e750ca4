"""What a user can set once instead of with every command: one frozen `Settings`.

A value comes from the first of these that has it: an argument, the environment (`KRONIEK_DB` ...), a TOML file
(`kroniek.toml` in the working folder, else `~/.config/kroniek/config.toml`), the default. The file is read when
`load` is called, never at import. Workshops do not import this: they get arguments. Names, units, defaults and
variables are listed in `docs/reference/settings.md`, which a test compares with `SETTINGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kroniek.errors import UsageError

LANGUAGES = ("nl", "en")
"""The languages in which commands speak."""

ENGINES = ("trained", "rules", "llm")
"""What can code; the names that `kroniek.coding` knows."""

LEAST_WINDOW_CHARS = 500
"""The least that one question to a language model may show: a few sentences."""

FOLDER_FILE = "kroniek.toml"
"""The file of settings that a working folder may have."""

PREFIX = "KRONIEK_"
"""What the name of every environment variable begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set.

    `db` is the chronicle: a path or a database URL; `lang` the language of what commands say (`nl` or `en`);
    `engine` what codes (`trained`: model, frames and rules; `rules`: frames and rules alone; `llm`: a language
    model on a server); `actors` a file with the user's own persons and organisations (empty: none); `tiers` one with
    his own tiers of sources (empty: none); `timeout_s` how many seconds a web page may take; `max_bytes` how many bytes
    one source may have; `feed_pages` the pages of how many new entries of a watched feed are read in one round.
    `llm_server` is the address of the language model's server and `llm_model` its name there (both
    empty: none is asked); `llm_timeout_s` how many seconds one answer may take; `llm_window_chars` how many characters
    of an article one question shows. The server's key is no setting: it stands in `KRONIEK_LLM_API_KEY` only.
    """

    db: str = field(default="kroniek.db", repr=False)  # it may hold a password
    lang: str = "nl"
    engine: str = "trained"
    actors: str = ""
    tiers: str = ""
    timeout_s: float = 20.0
    max_bytes: int = 20_000_000
    feed_pages: int = 50
    llm_server: str = ""
    llm_model: str = ""
    llm_timeout_s: float = 300.0
    llm_window_chars: int = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: how its value is read from text, and what it is, in a sentence.

    What is `own` cannot be set by a `kroniek.toml` in the working folder, which somebody else may have put there.
    """

    name: str
    parse: Callable[[str], Any]
    about: str
    own: bool = False

    @property
    def variable(self) -> str:
        """The environment variable of this setting."""
        return PREFIX + self.name.upper()


def _word(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty")
    return text.strip()


def _word_or_none(text: str) -> str:
    return text.strip()


def _engine(text: str) -> str:
    if text not in ENGINES:
        raise ValueError(f"choose from {', '.join(ENGINES)}")
    return text


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"choose from {', '.join(LANGUAGES)}")
    return text


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError("it must be a number of seconds above 0")
    return value


def _bytes(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise ValueError("it must be a number of bytes above 0")
    return value


def _pages(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise ValueError("it must be a number of pages above 0")
    return value


def _characters(text: str) -> int:
    value = int(text)
    if value < LEAST_WINDOW_CHARS:
        raise ValueError(f"it must be a number of characters from {LEAST_WINDOW_CHARS} on")
    return value


SETTINGS: tuple[Setting, ...] = (
    Setting(name="db", parse=_word, about="The chronicle: a path, or a database URL (`postgresql://…`)."),
    Setting(name="lang", parse=_language, about="The language of what commands say: `nl` or `en`."),
    Setting(name="engine", parse=_engine, about="What codes: `trained` (model, frames and rules), `rules`, or `llm`."),
    Setting(
        name="actors",
        parse=_word_or_none,
        about="A TOML file with your own persons and organisations, which win over the shipped tables.",
    ),
    Setting(name="tiers", parse=_word_or_none, about="A TOML file with your own tiers of sources; none is built in."),
    Setting(name="timeout_s", parse=_seconds, about="How long a web page may take, in seconds."),
    Setting(name="max_bytes", parse=_bytes, about="How large one source may be, in bytes."),
    Setting(
        name="feed_pages",
        parse=_pages,
        about="Of how many new entries of a watched feed the pages are read in one round; the rest waits.",
    ),
    Setting(
        name="llm_server",
        parse=_word_or_none,
        about="The server that the engine `llm` asks; not taken from a file in the working folder.",
        own=True,
    ),
    Setting(name="llm_model", parse=_word_or_none, about="The name of the language model on that server."),
    Setting(
        name="llm_timeout_s", parse=_seconds, about="How long one answer of a language model may take, in seconds."
    ),
    Setting(
        name="llm_window_chars", parse=_characters, about="How much of an article one question shows, in characters."
    ),
)


def load(
    *,
    environ: Mapping[str, str],
    folder: Path,
    home: Path | None = None,
    **arguments: Any,
) -> Settings:
    """The settings that hold, each from the nearest place that has it.

    `environ` is the environment, `folder` the working folder, `home` the user's home folder (None: no file there);
    `arguments` are values by name, None where not given. Raises `UsageError` for an unknown name or a bad value, with
    the place where it stands.
    """
    file = _find_file(environ, folder, home)
    values = _from_file(file, own=file.name != FOLDER_FILE) if file else {}
    for setting in SETTINGS:
        if (text := environ.get(setting.variable)) not in {None, ""}:
            values[setting.name] = _parse(setting, str(text), where=f"the environment variable {setting.variable}")
        if (argument := arguments.pop(setting.name, None)) is not None:
            values[setting.name] = _parse(setting, str(argument), where=f"the argument {setting.name}")
    if arguments:
        raise UsageError(f"There is no setting {', '.join(sorted(arguments))}. {_known_names()}")
    return Settings(**values)


def defaults() -> dict[str, Any]:
    """Every setting's name and default."""
    return {field.name: field.default for field in fields(Settings)}


def _find_file(environ: Mapping[str, str], folder: Path, home: Path | None) -> Path | None:
    candidates = [folder / FOLDER_FILE]
    if base := environ.get("XDG_CONFIG_HOME"):
        candidates.append(Path(base) / "kroniek" / "config.toml")
    elif home is not None:
        candidates.append(home / ".config" / "kroniek" / "config.toml")
    return next((file for file in candidates if file.is_file()), None)


def _from_file(file: Path, *, own: bool) -> dict[str, Any]:
    """The values of a file; `own` where it is the user's own file and not one of a folder."""
    import tomllib  # noqa: PLC0415 - only who has such a file pays for reading it

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The settings in {file} cannot be read: {error}. Mend the file or move it away.") from error
    by_name = {setting.name: setting for setting in SETTINGS}
    if unknown := sorted(set(table) - set(by_name)):
        raise UsageError(f"{file} has no valid setting {', '.join(unknown)}. {_known_names()}")
    if not own and (foreign := sorted(name for name in table if by_name[name].own)):
        names = ", ".join(foreign)
        raise UsageError(
            f"{file} may not set {names}: whoever made this folder could send your articles to a server of his. Set it "
            f"in your own ~/.config/kroniek/config.toml, in {PREFIX}{foreign[0].upper()}, or with an option."
        )
    return {name: _parse(by_name[name], str(value), where=str(file)) for name, value in table.items()}


def _parse(setting: Setting, text: str, *, where: str) -> Any:
    try:
        return setting.parse(text)
    except ValueError as error:
        raise UsageError(f"{setting.name} cannot be {text!r} (from {where}): {error}.") from error


def _known_names() -> str:
    return f"Settings are {', '.join(setting.name for setting in SETTINGS)}."
