"""What holds for every command: help, options, settings, exit codes, errors on one line."""

import json
import re

import click
import pytest

from kroniek import __version__
from kroniek.api import chronicle
from kroniek.errors import KroniekError, NoTextError, StoreError, UsageError
from kroniek.faces.cli.main import COMMANDS, main
from kroniek.faces.cli.wording import wording

ASKING = [
    ("timeline",),
    ("show", "aanval"),
    ("actors",),
    ("search", "Kiev"),
    ("status",),
    ("rejects",),
    ("export",),
]


def command_of(name):
    return main.get_command(click.Context(main), name)


def test_help_lists_every_command(run):
    result = run("--help")
    assert result.exit_code == 0
    assert re.findall(r"^  (\w+)  ", result.output.partition("Commands:")[2], re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: kroniek {name} ")
    assert command_of(name).help
    assert all(option.help for option in command_of(name).params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_knows_its_language_and_how_to_say_more(name):
    assert {"lang", "verbose"} <= {parameter.name for parameter in command_of(name).params}


def test_the_version_is_told(run):
    assert run("--version").output == f"kroniek {__version__}\n"


@pytest.mark.parametrize("call", ASKING, ids=lambda call: call[0])
def test_asking_a_missing_chronicle_says_how_to_make_one_and_makes_none(run, tmp_path, call):
    result = run(*call, "--db", tmp_path / "niets.db")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert re.fullmatch(r"kroniek: There is no chronicle .*niets\.db\. Make one with: kroniek read .*\n", result.stderr)
    assert not (tmp_path / "niets.db").exists()


@pytest.mark.parametrize("call", ASKING, ids=lambda call: call[0])
def test_the_environment_names_the_chronicle(run, db, call):
    result = run(*call, env={"KRONIEK_DB": db})
    assert result.exit_code == 0, result.stderr
    assert result.stdout


@pytest.mark.parametrize("call", [call for call in ASKING if call[0] != "export"], ids=lambda call: call[0])
def test_json_can_be_read_and_nothing_else_stands_there(run, db, call):
    result = run(*call, "--db", db, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert isinstance(found, dict if call[0] in {"show", "status"} else list)
    assert found
    assert result.stderr == ""


@pytest.mark.parametrize(
    "call",
    [("timeline", "--actor", "Congo"), ("actors", "--like", "Congo"), ("search", "Congo")],
    ids=lambda call: call[0],
)
def test_finding_nothing_is_an_empty_array_or_a_word_on_the_side(run, db, call):
    assert run(*call, "--db", db, "--json").stdout == "[]\n"
    result = run(*call, "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["onzin"], "No such command 'onzin'"),
        (["timeline", "--onzin"], "No such option"),
        (["search"], "Missing argument"),
        (["read"], "Missing argument"),
        (["timeline", "--limit", "0"], "is not in the range"),
        (["timeline", "--type", "oorlog"], "There is no type oorlog. Choose from AGREE, CONSULT"),
        (["timeline", "--status", "gepland"], "There is no status gepland. Choose from happened"),
        (["timeline", "--since", "gisteren"], "Give a year, a month or a day: 2022, 2022-03 or 2022-03-04."),
        (["show", "niets"], "There is no claim or document 'niets'."),
        (["show", ""], "There is no claim or document ''."),
        (["status", "--lang", "fr"], "lang cannot be 'fr' (from the argument lang): choose from nl, en."),
        (["export", "-o", "geen/map/uit.csv"], "cannot be written"),
        (["export", "-o", "."], "is a folder"),
        (["evaluate", "geen.jsonl", "--system", "geen.jsonl"], "geen.jsonl"),
    ],
)
def test_a_wrong_call_exits_with_2_and_says_what_is_allowed(run, db, arguments, message):
    result = run(*arguments, env={"KRONIEK_DB": db})
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [(StoreError("Zo."), 3), (UsageError("Zo."), 2), (NoTextError("Zo."), 1), (KroniekError("Zo."), 4)],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_one_line_and_has_its_exit_code(run, db, monkeypatch, error, code):
    def fail(_, **__):
        raise error

    monkeypatch.setattr(chronicle.Chronicle, "status", fail)
    result = run("status", "--db", db)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "kroniek: Zo.\n")


def test_a_mistake_of_ours_is_told_shortly_and_with_its_place_when_asked(run, db, monkeypatch):
    def fail(_, **__):
        raise ZeroDivisionError("deling")

    monkeypatch.setattr(chronicle.Chronicle, "status", fail)
    short, long = run("status", "--db", db), run("status", "--db", db, "-v")
    assert short.exit_code == long.exit_code == 4
    assert "something went wrong that should not (ZeroDivisionError: deling)" in short.stderr
    assert "report it" in short.stderr
    assert "Traceback" not in short.stderr
    assert "Traceback" in long.stderr


def test_an_interruption_exits_with_130(run, db, monkeypatch):
    def stop(_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(chronicle.Chronicle, "status", stop)
    result = run("status", "--db", db)
    assert (result.exit_code, result.stderr) == (130, "Gestopt.\n")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "Gestopt. Wat gelezen is, is bewaard; herhaal het commando om verder te gaan.\n"),
        ("en", "Stopped. What was read is kept; repeat the command to go on.\n"),
    ],
)
def test_an_interruption_before_the_first_article_says_how_to_go_on_too(run, db, monkeypatch, lang, told):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kroniek.api.open_chronicle", stop)
    result = run("read", "map", "--db", db, "--lang", lang)
    assert (result.exit_code, result.stderr) == (130, told)


def test_a_damaged_chronicle_exits_with_3(run, tmp_path):
    file = tmp_path / "stuk.db"
    file.write_bytes(b"geen database, maar wel lang genoeg om er een te lijken" * 20)
    result = run("status", "--db", file)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1


def test_commands_speak_dutch_unless_told_otherwise(run, db):
    assert "artikelen" in run("status", "--db", db).stdout
    assert "articles" in run("status", "--db", db, "--lang", "en").stdout
    assert "articles" in run("status", "--db", db, env={"KRONIEK_LANG": "en"}).stdout


def test_both_languages_say_the_same_things():
    dutch, english = wording("nl").words, wording("en").words
    assert _shape(dutch) == _shape(english)


def _shape(words):
    """Keys, and for each sentence the names in braces that it fills in."""
    if isinstance(words, dict):
        return {key: _shape(value) for key, value in words.items()}
    return len(words) if isinstance(words, list) else sorted(re.findall(r"{(\w+)}", words))


def test_a_setting_from_a_file_holds(run, db, tmp_path):
    (tmp_path / "werk" / "kroniek.toml").write_text(f'db = "{db}"\nlang = "en"\n', encoding="utf-8")
    assert "articles" in run("status").stdout
