"""The audit of what is installed: what is found fails, what cannot be asked is told and fails nothing."""

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KNOWN = {"name": "h11", "version": "0.1", "vulns": []}
HURT = {"name": "lxml", "version": "0.2", "vulns": [{"id": "CVE-1999-0001", "fix_versions": ["0.3"]}]}
UNKNOWN = {"name": "eigen", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture(scope="module")
def audit():
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("audit", ROOT / "tools" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answering(*packages, stderr="", stdout=None):
    """A pip-audit that found this."""
    told = json.dumps({"dependencies": packages, "fixes": []}) if stdout is None else stdout
    return lambda command, **_: subprocess.CompletedProcess(command, 0, told, stderr)


def test_what_has_a_known_vulnerability_fails_with_its_name(audit, capsys):
    assert audit.main(["a.lock"], answering(KNOWN, HURT)) == 1
    assert "lxml 0.2: CVE-1999-0001 (mended in 0.3)" in capsys.readouterr().err


def test_what_is_sound_passes_and_says_how_much_was_asked(audit, capsys):
    assert audit.main(["a.lock"], answering(KNOWN, UNKNOWN)) == 0
    assert capsys.readouterr().out == (
        "No known vulnerabilities. Packages asked about: 1; not known to the index: 1.\n"
    )


@pytest.mark.parametrize(
    "run",
    [
        answering(stdout="", stderr="ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed"),
        answering(stdout="", stderr="requests.exceptions.ConnectionError: name resolution"),
        answering(UNKNOWN),
    ],
    ids=["no connection", "no name", "an index that knows nothing"],
)
def test_an_index_that_cannot_be_asked_is_told_and_fails_nothing(audit, capsys, run):
    assert audit.main(["a.lock"], run) == 0
    told = capsys.readouterr()
    assert told.err.startswith("Vulnerabilities were not looked for: ")
    assert not told.out


def test_an_index_that_never_answers_is_not_waited_for(audit, capsys):
    def hanging(command, *, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    assert audit.main(["a.lock"], hanging) == 0
    assert "longer than" in capsys.readouterr().err


def test_a_lock_file_that_cannot_be_read_fails(audit, capsys):
    assert audit.main(["a.lock"], answering(stdout="", stderr="ERROR: invalid requirements input: a.lock")) == 1
    assert "invalid requirements input" in capsys.readouterr().err


def test_every_audit_asks_about_the_lock_files_that_it_is_given(audit):
    asked = []

    def run(command, **_):
        asked.extend(command)
        return answering(KNOWN)(command)

    audit.main(["a.lock", "b.lock"], run)
    assert asked[-4:] == ["--requirement", "a.lock", "--requirement", "b.lock"]
    assert "--require-hashes" in asked
