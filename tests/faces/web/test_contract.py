"""The REST interface against its own description: schemathesis asks what nobody would think of."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("schemathesis")

LEFT_OUT = "positive_data_acceptance"
"""A period that ends before it begins fits the description and is refused all the same, with the reason."""


def test_every_address_keeps_what_its_description_promises(tmp_path):
    from kroniek.settings import Settings
    from tests.faces.conftest import fill
    from tests.faces.web.test_walk import running

    db = str(tmp_path / "proef.db")
    fill(db)
    with running(db, Settings(db=db, engine="rules")) as base:
        command = [
            Path(sys.executable).with_name("schemathesis"), "run", f"{base}/api/v1/openapi.json", "--max-examples", "15", "--seed", "1",
            "--phases", "examples,coverage,fuzzing", "--exclude-checks", LEFT_OUT, "--suppress-health-check", "all",
            "--generation-database", "none", "--no-color",
        ]  # fmt: skip
        found = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1"},
        )
    assert found.returncode == 0, found.stdout[-6000:]
