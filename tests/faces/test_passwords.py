"""The password in the address of a chronicle is in nothing that a command prints or writes."""

from __future__ import annotations

import os

import pytest

from kroniek.api import open_chronicle
from kroniek.faces.cli.main import COMMANDS, MISTAKE
from kroniek.settings import Settings
from tests.faces.conftest import ARTICLE, fill
from tests.postgresql import SERVER, schema

PASSWORD = "ge%2Fheim"

CALLS = [
    ["read", "aanval.txt"],
    ["timeline"],
    ["timeline", "--actor", "Niemand", "-v"],
    ["status"],
    ["status", "--json"],
    ["events", "rejoin"],
    ["promises", "--json"],
    ["recode"],
    ["check"],
    ["verify"],
    ["upgrade"],
    ["backup", "kopie.db", "-v"],
    ["restore", "kopie.db", "-v"],
    ["watch", "-v"],
    ["watch", "list"],
    ["watch", "add", "aanval", "--actor", "Rusland"],
    ["watch", "remove", "nergens", "-v"],
    ["export", "--format", "jsonl", "-o", "uit.jsonl"],
    ["edition", "proef", "-o", "editie"],
    ["brief", "--actor", "Rusland", "--with", "Oekraïne", "-o", "brief.html"],
    ["who", "Rusland"],
]


@pytest.fixture(params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def address(request, tmp_path):
    """The address, with a password, of a chronicle: SQLite opens it without one."""
    if request.param == "sqlite":
        path = tmp_path / "proef.db"
        fill(path)
        yield f"sqlite:///{path}?password={PASSWORD}"
    else:
        for made in schema(f"faces_{os.getpid()}"):
            fill(made)
            yield made.replace("@", f":{PASSWORD}@")


def lays_it_open(text: str) -> bool:
    return PASSWORD in text or "ge/heim" in text


def test_no_command_prints_or_writes_it(run, address, shelf, tmp_path, monkeypatch):
    shelf["aanval.txt"] = [ARTICLE]
    monkeypatch.setenv("KRONIEK_DB", address)
    for call in CALLS:
        done = run(*call)
        assert not lays_it_open(done.output), call
        assert done.exit_code != MISTAKE, call
    for file in sorted(path for path in (tmp_path / "werk").rglob("*") if path.is_file()):
        assert not lays_it_open(file.read_bytes().decode("utf-8", "replace")), file


@pytest.mark.parametrize("address", ["postgresql://piet:{}@127.0.0.1:1/k", "postgresql://piet:{}@h:poort/k"])
def test_no_command_prints_it_where_the_chronicle_cannot_be_used(run, address, monkeypatch):
    monkeypatch.setenv("KRONIEK_DB", address.format(PASSWORD))
    arguments = {
        "show": ["x"],
        "event": ["x"],
        "who": ["Rusland"],
        "search": ["x"],
        "story": ["x"],
        "diff": ["2022", "2023"],
    }
    for command in COMMANDS:
        done = run(command, *arguments.get(command, []), "-v")
        assert not lays_it_open(done.output), command


@pytest.mark.parametrize("password", ["p@ss/geheim", "p@geheim", "x:p@s:geheim"])
def test_an_address_that_is_taken_apart_in_the_wrong_place_is_refused_without_its_pieces(run, password):
    done = run("status", "--db", f"postgresql://piet:{password}@127.0.0.1:1/k", "-v")
    assert done.exit_code == 3
    assert "%40" in done.output
    assert "geheim" not in done.output


def test_settings_do_not_show_it():
    assert not lays_it_open(repr(Settings(db=f"postgresql://piet:{PASSWORD}@h/k")))


def test_a_chronicle_does_not_show_it(address):
    with open_chronicle(address, read_only=True) as chronicle:
        assert not lays_it_open(repr(chronicle))
