"""`kroniek serve` as a process: it answers, it stops when it is told to, and it refuses to stand open."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_it_answers_until_it_is_told_to_stop(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "kroniek", "serve", "--db", "nieuw.db", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(100):
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read().decode()
                break
            except OSError:
                time.sleep(0.2)
        assert "nog leeg" in page
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert process.returncode in {0, 130}
    assert (tmp_path / "nieuw.db").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "everybody in the network"),
        (["--host", "0.0.0.0", "--token", "kort"], "could be guessed"),
        (["--port", "0"], "0 is not in the range"),
    ],
)
def test_it_does_not_stand_open(run, db, options, said):
    result = run("serve", "--db", db, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_a_chronicle_that_is_not_there_is_not_made_for_looking(run):
    result = run("serve", "--db", "niets.db", "--read-only", "--port", str(free_port()))
    assert result.exit_code == 3
    assert not Path("niets.db").exists()


def test_a_port_that_is_taken_is_told(run, db):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--db", db, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "Give another --port" in result.output
