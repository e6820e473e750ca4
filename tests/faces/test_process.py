"""What only a process of its own can show: pipes, signals, encodings."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "sqlalchemy",
    "alembic",
    "trafilatura",
    "lxml",
    "httpx",
    "feedparser",
    "fastwarc",
    "pandas",
    "numpy",
    "sqlite3",
}
ROOMS = ("kroniek.reading.", "kroniek.language", "kroniek.coding", "kroniek.memory.sql", "kroniek.lexicon")

SLOW_READ = """
import sys, time
sys.path.insert(0, {root!r})
from kroniek.api import workshops
from kroniek.faces.cli.main import main
from kroniek.pipeline import Steps
from tests import walking

def steps(**_):
    plain = walking.steps({{}})
    def read(address):
        yield walking.article("een")
        yield walking.article("twee")
        print("klaar", flush=True)
        time.sleep(60)
    return Steps(read=read, analyse=plain.analyse, code=plain.code)

workshops.steps = steps
main()
"""


@pytest.fixture
def slow(tmp_path):
    """A command line whose reading stops after two articles and waits."""
    script = tmp_path / "traag.py"
    script.write_text(SLOW_READ.format(root=str(Path(__file__).parents[2])), encoding="utf-8")
    return [sys.executable, str(script)]


def test_who_stops_reading_ends_the_command_quietly(db):
    code = "import subprocess, sys; from kroniek.faces.cli.main import main; main()"
    command = [sys.executable, "-c", code, "export", "--db", db, "--format", "jsonl"]
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert result.returncode == 141
    assert result.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["export"], ["timeline"], ["timeline", "--json"], ["export", "-o", "/dev/full"]])
def test_a_full_disk_is_told_on_one_line(db, arguments):
    command = [sys.executable, "-m", "kroniek", *arguments, "--db", db]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert result.returncode == 4
    assert "the output cannot be written (No space left on device)" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


def test_help_loads_nothing_that_only_work_needs(spawn_code):
    loaded = (
        spawn_code(
            "import sys\n"
            "from kroniek.faces.cli.main import main\n"
            "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
            "print('loaded:', *sorted(sys.modules))"
        )
        .partition("loaded:")[2]
        .split()
    )
    assert {"kroniek.faces.cli.main", "click"} <= set(loaded)
    assert [name for name in loaded if name.partition(".")[0] in HEAVY or name.startswith(ROOMS)] == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_utf_8_gets_plain_characters_and_json_stays_utf_8(spawn, db, encoding):
    environ = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    shown = spawn("timeline", "--db", db, env=environ)
    assert shown.returncode == 0, shown.stderr
    text = shown.stdout.decode(encoding)
    assert ("Oekra?ne" if encoding == "ascii" else "Oekraïne") in text
    assert "Joe Biden -> Rusland" in text or encoding == "cp1252"
    data = spawn("timeline", "--db", db, "--json", env=environ)
    assert "Oekraïne" in json.dumps(json.loads(data.stdout.decode("utf-8")), ensure_ascii=False)


def started(command):
    """A command that an interruption reaches, also where the tests themselves run in the background and ignore one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interruption_keeps_what_was_read_and_says_how_to_go_on(slow, tmp_path, spawn):
    db = str(tmp_path / "proef.db")
    process = started([*slow, "read", "map", "--db", db])
    assert process.stdout.readline() == b"klaar\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert "Gestopt. Wat gelezen is, is bewaard; herhaal het commando" in err.decode()
    assert "2 nieuw" in err.decode()
    assert json.loads(spawn("status", "--db", db, "--json").stdout)["documents"] == 2


def test_an_interrupted_output_file_does_not_appear(slow, tmp_path):
    file = tmp_path / "uit.jsonl"
    process = started([*slow, "code", "map", "-o", str(file)])
    assert process.stdout.readline() == b"klaar\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir() if "uit" in path.name] == []
