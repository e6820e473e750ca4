"""Look for known vulnerabilities in what the lock files name: `make audit`.

    python tools/audit.py requirements/runtime.lock requirements/dev.lock

Fails where one is found, with the package, its id and the versions without it. Where the index cannot be asked, or
does not know the packages, that is told on standard error and nothing fails: a change cannot mend a network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

IGNORED: dict[str, str] = {}
"""Vulnerabilities that do not stop a change, by id, each with the reason and until when it holds."""

SECONDS = 180
"""How long the whole audit may take."""

ANSWER_SECONDS = 10
"""How long one answer may take."""

UNREACHABLE = ("ConnectionError", "Could not connect", "Timeout", "timed out", "ServiceError", "not redirecting")
"""What pip-audit says, in its message or its traceback, where the index did not answer."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def main(locks: Sequence[str], run: Run = subprocess.run) -> int:
    """Audit these lock files; 1 where something is found or a lock file cannot be read."""
    if not locks:
        print("Name a lock file, for instance: requirements/runtime.lock", file=sys.stderr)
        return 2
    try:
        done = run(_command(locks), capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _skipped(f"the index took longer than {SECONDS} seconds")
    report = _report(done.stdout)
    if report is None and any(sign in done.stderr for sign in UNREACHABLE):
        return _skipped("the index cannot be reached")
    if report is None:
        print(f"pip-audit gave no report:\n{done.stderr.strip()}", file=sys.stderr)
        return 1
    return _told(report)


def _command(locks: Sequence[str]) -> list[str]:
    given = [part for lock in locks for part in ("--requirement", lock)]
    ignored = [part for id_ in IGNORED for part in ("--ignore-vuln", id_)]
    how = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    return [sys.executable, "-m", "pip_audit", *how, "--timeout", str(ANSWER_SECONDS), *ignored, *given]


def _report(stdout: str) -> list[dict[str, Any]] | None:
    try:
        return list(json.loads(stdout)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return None


def _told(report: Sequence[dict[str, Any]]) -> int:
    """Say what was found, and what could not be asked."""
    asked = [one for one in report if "skip_reason" not in one]
    found = [(one, bug) for one in asked for bug in one["vulns"]]
    for one, bug in found:
        mended = ", ".join(bug["fix_versions"]) or "no version yet"
        print(f"{one['name']} {one['version']}: {bug['id']} (mended in {mended})", file=sys.stderr)
    if found:
        return 1
    if not asked:
        return _skipped("the index knows none of the packages")
    unknown = len(report) - len(asked)
    print(f"No known vulnerabilities. Packages asked about: {len(asked)}; not known to the index: {unknown}.")
    return 0


def _skipped(why: str) -> int:
    print(f"Vulnerabilities were not looked for: {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
