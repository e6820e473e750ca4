"""A chronicle with one watched question and an alert or two, and the alerts put in words."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest

from kroniek.api.chronicle import Chronicle
from kroniek.faces.watch.telling import Teller
from kroniek.memory import open_store
from kroniek.memory.saving import note
from kroniek.model.watching import Alarm, Alert, Counted, Week
from kroniek.settings import Settings
from tests import build

CLOCK = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WEEK = Week(
    actor="Rusland",
    other="Oekraïne",
    counted=Counted.CONFLICT,
    start=date(2022, 2, 28),
    end=date(2022, 3, 6),
    events=9,
    expected=1.54,
    chance=0.000804,
    weeks=148,
    flagged=3,
    shuffled=0.0091,
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The file of the chronicle, made once: each test gets a copy."""
    file = tmp_path_factory.mktemp("watch") / "kroniek.db"
    with open_store(file, clock=lambda: CLOCK) as store:
        _fill(store)
    return file


@pytest.fixture
def store(filled, tmp_path):
    shutil.copy(filled, tmp_path / "kroniek.db")
    with open_store(tmp_path / "kroniek.db", clock=lambda: CLOCK) as store:
        yield store


@pytest.fixture
def chronicle(store):
    return Chronicle(store, settings=Settings())


def _fill(store):
    raid = build.document(
        "Rusland beschiet <Kyiv>\x1b & Lviv.", id="raid", published="2022-03-02", publisher="De Krant",
        url="https://krant.example/raid?a=1&b=2",
    )  # fmt: skip
    denial = build.document("Poetin ontkent de beschieting.", id="nee", published="2022-03-03")
    for where, code in (
        (raid, build.claim(raid, "beschiet", "ASSAULT", actors=["Rusland/RUS/GOV"], recipients=["Kyiv/UKR/GOV"])),
        (denial, build.claim(denial, "ontkent", "ASSAULT", recipients=["Poetin/RUS/GOV"], status="denied")),
    ):
        store.add(where, [code], placement=store.place(where))
    Chronicle(store, settings=Settings()).save("oorlog", actor="Rusland", alarm="act", from_start=True)


@pytest.fixture
def teller(chronicle):
    return Teller(chronicle=chronicle, language="nl")


@pytest.fixture
def ids(chronicle):
    return [str(one.claim.id) for one in chronicle.claims()]


@pytest.fixture
def noted(store, ids):
    """Note alerts of these kinds for these outlets; the alerts."""

    def note_(*alarms, outlets=("terminal",), **given):
        alerts = [
            Alert(id=f"{alarm}{number}", name="oorlog", alarm=Alarm(alarm), subject=ids[0], day=date(2022, 3, 2),
                  claims=(ids[0],), **given)
            for number, alarm in enumerate(alarms)
        ]  # fmt: skip
        return store.change(note, alerts, outlets=outlets, seen=0)

    return note_


@pytest.fixture
def told(teller, noted):
    """Alerts of these kinds, noted and in words."""

    def tell(*alarms, **given):
        return [teller.told(alert) for alert in noted(*alarms, **given)]

    return tell
