"""The web app of a small chronicle, asked in this process."""

from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from kroniek.api import open_chronicle
from kroniek.faces.web.app import create_app
from kroniek.faces.web.options import Options
from kroniek.settings import Settings
from tests.faces.conftest import fill

RAID = "aanval"
"""The article of `tests/faces/conftest.py` with three claims."""


@contextmanager
def served(db, **options):
    settings = Settings(db=db, engine="rules", lang=options.pop("lang", "nl"))
    clock = options.pop("clock", None)
    given = Options(**{"per_second": 10_000, "burst": 100_000, **options})
    more = {"clock": clock} if clock else {}
    app = create_app(
        lambda: open_chronicle(db, read_only=given.read_only, settings=settings),
        settings=settings,
        options=given,
        **more,
    )
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def serve():
    """`with serve(db, token=…) as client:` serves a chronicle."""
    return served


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory):
    """A chronicle that is only looked at, with its app; the same for all tests."""
    path = tmp_path_factory.mktemp("kroniek") / "proef.db"
    fill(path)
    with served(str(path), read_only=False) as client:
        yield client


@pytest.fixture
def client(looked_at):
    """The app as a new browser meets it."""
    looked_at.cookies.clear()
    return looked_at


@pytest.fixture
def ids(client):
    """Ids of the claims of the article, by type."""
    found = client.get("/api/v1/documents/aanval").json()["claims"]
    return {claim["type"]: claim["event_id"] for claim in found}
