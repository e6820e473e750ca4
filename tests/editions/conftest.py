"""A chronicle with what is hard to freeze: versions, near-copies, undated articles, decisions, odd characters."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kroniek.api.editions import make
from kroniek.memory import open_store
from kroniek.model.judgement import Judgement, JudgementKind
from tests import build
from tests.faces.exports.conftest import (
    KRANT,
    LATER,
    OMROEP,
    UNDATED,
    claims_of_krant,
    claims_of_later,
    claims_of_omroep,
)
from tests.memory.conftest import db

__all__ = ["db"]

COPIED = (
    "De ministers van Polen en Litouwen kwamen in Vilnius bijeen om te praten over de grens met Wit-Rusland, die sinds "
    "vorige maand gesloten is. Polen veroordeelde de aanval, maar wilde niet zeggen wat het van plan is te doen."
)
AGENCY = build.document(COPIED, id="agentschap", published="2022-03-02", publisher="Agentschap")
COPY = build.document(COPIED, id="kopie", published="2022-03-03", publisher="=De Krant|*", title="-Grens dicht-")
OTHER_COPY = build.document(COPIED, id="weekblad", published="2022-03-02", url="https://w.example/grens")
CHANGED = build.document(
    "Litouwen opent de grens.", id="weekblad", published="2022-03-06", url="https://w.example/grens"
)
FIRST = build.document("Rusland valt Lviv aan.", id="bericht", published="2022-03-01", url="https://k.example/b")
SECOND = build.document("Rusland valt Odessa aan.", id="bericht", published="2022-03-05", url="https://k.example/b")


def condemned(document):
    return build.claim(document, "veroordeelde", "ACCUSE", actors=["Polen/POL/GOV"])


def attacked(document):
    return build.claim(document, "valt", "ASSAULT", actors=["Rusland/RUS/GOV"])


def keep(store, document, claims):
    """Keep a document with claims, or what makes one of the document that it becomes."""
    placement = store.place(document)
    placed = replace(document, id=placement.key)
    made = [claims(placed)] if callable(claims) else claims
    store.add(placed, made, placement=placement)
    return made


def fill(db, *, folder="", clock=datetime(2025, 12, 31, 12, tzinfo=UTC), later=True):
    """Make the chronicle, from files of a folder, at a time; without what was published after 4 March."""

    def moved(document):
        return replace(document, source=replace(document.source, address=f"{folder}{document.source.address}"))

    with open_store(db, clock=lambda: clock) as store:
        krant = keep(store, moved(KRANT), claims_of_krant())
        omroep = keep(store, moved(OMROEP), claims_of_omroep())
        for document, claim in ((AGENCY, condemned), (COPY, condemned), (OTHER_COPY, condemned), (FIRST, attacked)):
            keep(store, moved(document), claim)
        store.judge(same(krant[0], omroep[0]))
        if later:
            keep(store, moved(SECOND), attacked)
            keep(store, moved(CHANGED), [])
            told = keep(store, moved(LATER), claims_of_later())
            keep(store, moved(UNDATED), [build.claim(UNDATED, "dreigt", "THREATEN", actors=["Iran/IRN/GOV"])])
            store.judge(same(krant[3], told[0]))
            store.split_events(krant[3].id, told[0].id, by="redactie", reason="niet één")
    return db


def same(one, other):
    left, right = sorted((one.id, other.id))
    return Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="test", reason="één")


def freeze(db, target, *, name="proef-1", **how):
    """An edition of a chronicle."""
    with open_store(db, read_only=True) as store:
        return make(store, name=name, target=Path(target), **how)


def contents(folder):
    """The bytes of every file, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def chronicle(tmp_path):
    """The path of the chronicle."""
    return fill(str(tmp_path / "kroniek.db"))


@pytest.fixture
def edition(chronicle, tmp_path):
    """The folder of an edition of it."""
    freeze(chronicle, tmp_path / "proef-1")
    return tmp_path / "proef-1"


BY_FOURTH = date(2022, 3, 4)
