"""Build the generated pages of the reference: commands, settings, the columns of a table, the tools of an assistant.

    python tools/build_reference.py            write the pages
    python tools/build_reference.py --check    say which are not current, and fail

The pages come from what the program itself says (help texts, `SETTINGS`, `COLUMNS`, `TOOLS`), so they cannot drift;
`tests/faces/test_reference.py` compares them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kroniek.api.events import EVENT_COLUMNS
from kroniek.api.records import COLUMNS
from kroniek.faces.cli.main import COMMANDS, main
from kroniek.settings import SETTINGS, defaults

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
WIDTH_CHARS = 100

EXIT_CODES = """\
| code | meaning |
|---|---|
| 0 | all well |
| 1 | some sources gave no article; the others were read. Files that are skipped in a folder do not count. An alert \
that did not arrive, or a feed that could not be read; or `kroniek verify` \
found a fault |
| 2 | the call is wrong: an unknown option, type, date, id or file |
| 3 | the chronicle cannot be used: missing, damaged, newer than this version, in use, disk full; or the server of a \
language model |
| 4 | the output cannot be written (disk full), or a mistake in Kroniek; `-v` shows where |
| 130 | interrupted (Ctrl-C); what was read is kept |
| 141 | whoever read the output stopped reading (`kroniek … \\| head`) |"""


HABITS = """\
Data goes to standard output, talk to standard error. With `--json` a list is one JSON array with a record on each line,
and one thing is one object; JSON is always UTF-8. `kroniek code` and `kroniek export` write JSON Lines: one record per
line. Colours are used on a terminal only, and not where `NO_COLOR` is set. Help and errors are in English; what is
shown of the chronicle is in Dutch, or in English with `--lang en`."""


def commands_page() -> str:
    """The page of the command line."""
    parts = [
        "# Commands",
        "Made by `tools/build_reference.py` from the program's own help.",
        HABITS,
        "## Exit codes",
        EXIT_CODES,
        "## kroniek",
        _help(main, "kroniek"),
    ]
    with click.Context(main, info_name="kroniek") as context:
        for name in COMMANDS:
            command = main.get_command(context, name)
            if command is None:
                raise SystemExit(f"there is no command {name}")
            parts += [f"## kroniek {name}", _help(command, f"kroniek {name}")]
            for own, under in (command.commands if isinstance(command, click.Group) else {}).items():
                parts += [f"### kroniek {name} {own}", _help(under, f"kroniek {name} {own}")]
    return "\n\n".join(parts) + "\n"


def settings_page() -> str:
    """The page of the settings."""
    rows = [
        f"| `{setting.name}` | `{setting.variable}` | {_default(setting.name)} | {setting.about} |"
        for setting in SETTINGS
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Made by `tools/build_reference.py` from `kroniek.settings`.",
            "",
            "A value comes from the first of these that has it: the command's option or the function's argument, the",
            "environment variable, a TOML file, the default. The file is `kroniek.toml` in the working folder, else",
            "`$XDG_CONFIG_HOME/kroniek/config.toml`, which is `~/.config/kroniek/config.toml` where that is not set.",
            "",
            "| setting | variable | default | what it is |",
            "|---|---|---|---|",
            *rows,
            "",
            "```toml",
            "# kroniek.toml",
            'db = "dossier.db"',
            'lang = "en"',
            "```",
            "",
            "A name that is not in this list, or a value that cannot be, is an error that names where it stands.",
            "",
            "The key of a language model's server is no setting. It is read from the environment variable",
            "`KRONIEK_LLM_API_KEY`, and is neither kept nor shown ([Ask a language model](../howto/llm.md)).",
            "",
        ]
    )


def _default(name: str) -> str:
    value = defaults()[name]
    return "none" if value == "" else f"`{value}`"


def columns_page() -> str:
    """The page of the columns of CSV and data frames."""
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    rows, of_events = (
        [f"| `{column.name}` | {names.get(column.kind, 'date')} | {column.about} |" for column in columns]
        for columns in (COLUMNS, EVENT_COLUMNS)
    )
    return "\n".join(
        [
            "# Columns",
            "",
            "Made by `tools/build_reference.py` from `kroniek.api.records`.",
            "",
            "The columns of `kroniek export --format csv`, of `Claims.to_pandas()` and of `Claims.to_polars()`: one",
            'row per claim. Several values in one cell are joined by "; ", each once. An empty cell means that the',
            "article does not tell it. In CSV a text that begins with `=`, `+`, `-` or `@` has an apostrophe before",
            "it, so that a spreadsheet does not take it for a formula.",
            "",
            "| column | kind | what it holds |",
            "|---|---|---|",
            *rows,
            "",
            "## Events",
            "",
            "The columns of `Events.to_pandas()` and `Events.to_polars()` (`chronicle.events(…)`): one row per event.",
            "",
            "| column | kind | what it holds |",
            "|---|---|---|",
            *of_events,
            "",
        ]
    )


def tools_page() -> str:
    """The page of the tools that an assistant has."""
    from kroniek.faces.mcp.server import instructions  # noqa: PLC0415 - loads the SDK, for this page only
    from kroniek.faces.mcp.toolbox import TOOLS  # noqa: PLC0415 - likewise

    parts = [
        "# Tools of an assistant",
        TOOL_ORIGIN,
        TOOL_HABITS,
        "## What an assistant is told first",
        *(line if line.startswith("- ") else f"> {line}" for line in _blocks(instructions())),
    ]
    for tool in TOOLS:
        schema = tool.listed().input_schema
        needed = schema.get("required", ())
        rows = [
            f"| `{name}`{' (needed)' if name in needed else ''} | {_kind(one)} | {one.get('description', '')} |"
            for name, one in schema["properties"].items()
        ]
        parts += [
            f"## {tool.name}",
            tool.about,
            "\n".join(["| parameter | takes | what it means |", "|---|---|---|", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


TOOL_ORIGIN = """\
Made by `tools/build_reference.py` from what `kroniek mcp` tells its clients. How to set one up:
[Give a chronicle to an assistant](../howto/mcp.md)."""

TOOL_HABITS = """\
Every tool only reads. An answer is a record with a schema, told as structured content and as the same JSON in text.
Beside its own fields it has `as_of` (where a day was asked for), `note` (what was left out), `next` (give it as `after`
to go on) and `reading` (how to take the words of articles). A quote is `text`, `document`, `start`, `end`, and
`left_out` where it was cut: `text` is what stands in the article from `start` to `end`, in Unicode code points. A call
that cannot be answered is an error of the tool, in words that say what to do."""


def _blocks(text: str) -> list[str]:
    return [block if block.startswith("- ") else block.replace("\n", "\n> ") for block in text.strip().split("\n\n")]


def _kind(schema: dict[str, Any]) -> str:
    items = schema.get("items", {}).get("enum")
    if items:
        return "list of " + ", ".join(f"`{one}`" for one in items)
    if choices := schema.get("enum"):
        return ", ".join(f"`{one}`" for one in choices)
    if schema["type"] == "integer":
        return (
            f"{schema['minimum']} to {schema['maximum']}, else {schema['default']}" if "default" in schema else "number"
        )
    return {"boolean": "true or false", "string": "text"}[schema["type"]]


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    return {
        FOLDER / "cli.md": commands_page(),
        FOLDER / "settings.md": settings_page(),
        FOLDER / "columns.md": columns_page(),
        FOLDER / "mcp.md": tools_page(),
    }


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH_CHARS, help_option_names=["-h", "--help"], color=False
    )
    return f"```text\n{command.get_help(context)}\n```"


if __name__ == "__main__":
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        if stale:
            raise SystemExit(f"not current: {', '.join(path.name for path in stale)}; run tools/build_reference.py")
    else:
        for path in stale:
            path.write_text(pages()[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
