"""A chronicle of four articles, and the command line called in this process or as one of its own."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from kroniek.api import workshops
from kroniek.faces.cli.main import main
from kroniek.memory import open_store
from kroniek.model.claim import Figure, Reason
from kroniek.model.ontology import FigureKey
from kroniek.model.place import Place
from tests import build, walking

ATTACK = (
    "Rusland heeft dinsdag Kiev gebombardeerd, zeggen functionarissen tegen The New York Times.\n\n"
    "Daarbij vielen zeker 83 doden. De Amerikaanse president Joe Biden veroordeelde de aanval.\n"
    "Frankrijk, Duitsland en Polen praten volgende maand in Warschau met Oekraïne, mits Rusland de beschietingen staakt."
)
ARTICLE = build.document(
    ATTACK,
    id="aanval",
    published="2022-03-02",
    title="Rusland bombardeert Kiev",
    publisher="Voorbeeldkrant",
    url="https://voorbeeldkrant.example/aanval",
)


def attack():
    raid = build.claim(
        ARTICLE,
        "gebombardeerd",
        "ASSAULT",
        actors=["Rusland/RUS/GOV"],
        recipients=["Kiev=Oekraïne/UKR/GOV"],
        on=build.when("2022-03-01", words=build.quote(ARTICLE, "dinsdag")),
        voices=["?functionarissen/USA/GOV", "@The New York Times/USA/JRN"],
        modes=["aerial"],
        contexts=["military"],
        figures=[Figure(key=FigureKey.KILLED, min=83, quote=build.quote(ARTICLE, "zeker 83 doden"))],
        place=Place(name="Kiev", country="UKR", lat=50.45, lon=30.52, quote=build.quote(ARTICLE, "Kiev")),
    )
    reason = Reason(field="type", rule="frame bombarderen", quote=build.quote(ARTICLE, "gebombardeerd"), score=0.93)
    return replace(raid, reasons=(reason,))


def condemnation():
    return build.claim(
        ARTICLE,
        "veroordeelde",
        "ACCUSE",
        actors=["Joe Biden/USA/GOV"],
        recipients=["Rusland/RUS/GOV"],
        modes=["disapprove"],
    )


def talks():
    return build.claim(
        ARTICLE,
        "praten",
        "CONSULT",
        actors=["Frankrijk/FRA/GOV", "Duitsland/DEU/GOV", "Polen/POL/GOV"],
        recipients=["Oekraïne/UKR/GOV"],
        on=build.when("2022-04-01", "2022-04-30", grain="month", words=build.quote(ARTICLE, "volgende maand")),
        status="conditional",
        condition="mits Rusland de beschietingen staakt",
        hedged=True,
    )


@pytest.fixture(autouse=True)
def quiet_place(tmp_path, monkeypatch):
    """An empty working folder, and no settings of whoever runs the tests."""
    folder = tmp_path / "werk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("KRONIEK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "geen"))
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def db(tmp_path):
    """A chronicle with claims, versions and a reject."""
    path = tmp_path / "proef.db"
    fill(path)
    return str(path)


def fill(path):
    """Make that chronicle."""
    versions = [
        build.document(
            text, id="bericht", published="2022-05-01", url="https://krant.example/bericht", publisher="De Krant"
        )
        for text in ("Rusland valt Lviv aan.", "Rusland valt Odessa aan.")
    ]
    with open_store(path) as store:
        store.add(ARTICLE, [attack(), condemnation(), talks()], placement=store.place(ARTICLE))
        for document in versions:
            placement = store.place(document)
            placed = replace(document, id=placement.key)
            claim = build.claim(placed, "valt", "ASSAULT", actors=["Rusland/RUS/GOV"])
            store.add(placed, [claim], placement=placement)
        store.reject(build.rejected("leeg.txt", message="Er staat niets in. Geef een ander bestand."))


@pytest.fixture
def run():
    """Call the command line in this process: `run("timeline", "--db", db)`."""

    def call(*arguments, **given):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **given)

    return call


@pytest.fixture
def shelf(monkeypatch):
    """What `read` and `code` find, by address, instead of the real workshops."""
    documents = {}

    def steps(**_):
        return walking.steps(documents)

    monkeypatch.setattr(workshops, "steps", steps)
    return documents


@pytest.fixture
def spawn():
    """Call the command line as a process of its own: `spawn("status", "--db", db, env={...})`."""

    def call(*arguments, env=None, **given):
        command = [sys.executable, "-m", "kroniek", *[str(argument) for argument in arguments]]
        environ = {
            name: value for name, value in os.environ.items() if name not in {"PYTHONIOENCODING", "LC_ALL", "LANG"}
        }
        return subprocess.run(command, capture_output=True, check=False, env=environ | (env or {}), timeout=60, **given)

    return call


@pytest.fixture
def spawn_code():
    """Run Python code in a process of its own; what it printed."""

    def call(code):
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
        ).stdout

    return call
