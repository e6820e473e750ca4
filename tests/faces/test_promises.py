"""`kroniek promises` and `kroniek agreements`: what was said, until when, and every step with its words."""

import json

import pytest
from click.testing import CliRunner

from kroniek.faces.cli.main import main
from kroniek.memory import open_store
from tests import build

TANKS = build.document(
    "Duitsland belooft Oekraïne voor eind maart veertien Leopard-tanks.",
    id="tanks", published="2023-01-25", publisher="De Zuidkrant",
)  # fmt: skip
THREAT = build.document(
    "Rusland dreigt Duitsland met gevolgen als het tanks levert.", id="dreiging", published="2023-01-26"
)
ARRIVED = build.document(
    "De veertien Leopard-tanks zijn maandag in Oekraïne aangekomen, zegt Berlijn.",
    id="aankomst", published="2023-03-28", publisher="Noorderbode",
)  # fmt: skip
VISIT = build.document("Rutte bezoekt volgende week Finland.", id="bezoek", published="2023-03-28")
PACT = build.document(
    "Duitsland en Polen ondertekenden dinsdag het havenverdrag.", id="verdrag", published="2023-03-29"
)


def articles():
    parties = {"actors": ["Duitsland/DEU/GOV"], "recipients": ["Oekraïne/UKR/GOV"], "contexts": ["military"]}
    march = build.when("2023-03-31", words=build.quote(TANKS, "voor eind maart"))
    yield TANKS, build.claim(TANKS, "belooft", "AGREE", status="planned", on=march, **parties)
    yield THREAT, build.claim(
        THREAT, "dreigt", "THREATEN", status="conditional", condition="als het tanks levert",
        actors=["Rusland/RUS/GOV"], recipients=["Duitsland/DEU/GOV"],
    )  # fmt: skip
    monday = build.when("2023-03-27", words=build.quote(ARRIVED, "maandag"))
    arrived = parties | {"actors": ["Berlijn=Duitsland/DEU/GOV"], "voices": ["Berlijn=Duitsland/DEU/GOV"]}
    yield ARRIVED, build.claim(ARRIVED, "aangekomen", "AID", on=monday, **arrived)
    yield (
        VISIT,
        build.claim(
            VISIT,
            "bezoekt",
            "AGREE",
            status="planned",
            actors=["Rutte=Mark Rutte/NLD/GOV"],
            recipients=["Finland/FIN/GOV"],
        ),
    )
    yield (
        PACT,
        build.claim(PACT, "ondertekenden", "SUPPORT", actors=["Duitsland/DEU/GOV", "Polen/POL/GOV"], on="2023-03-28"),
    )


@pytest.fixture
def db(tmp_path):
    path = str(tmp_path / "k.db")
    with open_store(path) as store:
        for where, claim in articles():
            store.add(where, [claim], placement=store.place(where))
    return path


@pytest.fixture
def call(db, monkeypatch):
    monkeypatch.chdir("/")

    def run(*args):
        return CliRunner().invoke(main, [*args, "--db", db], env={"COLUMNS": "80"})

    return run


def records(call, *args):
    return json.loads(call("promises", *args, "--json").stdout)


def test_a_promise_is_told_with_its_day_its_words_and_what_became_of_it(call):
    told = " ".join(call("promises", "--by", "Duitsland").stdout.split())
    assert told.startswith(
        "Duitsland → Oekraïne · belofte · nagekomen “Duitsland belooft Oekraïne voor eind maart veertien Leopard-tanks.” "
        "· De Zuidkrant, 25 januari 2023 uiterlijk 31 maart 2023 (“voor eind maart”) "
        "→ 28 maart 2023 · nagekomen: het is gedaan, naar eigen zeggen "
        "“De veertien Leopard-tanks zijn maandag in Oekraïne aangekomen, zegt Berlijn.” · volgens Duitsland · "
        "Noorderbode, 28 maart 2023 tanks:"
    )


def test_english_words(call):
    told = call("promises", "--by", "Duitsland", "--lang", "en")
    assert "Germany → Ukraine · promise · kept" in told.stdout
    assert "it was done, by its own account" in told.stdout
    assert "as known on 29 March 2023" in told.stderr


def test_states_and_days_can_be_asked_for(call):
    assert [one["state"] for one in records(call, "--meetings")] == ["kept", "condition-met", "open"]
    assert [one["by"][0]["name"] for one in records(call, "--open")] == ["Rusland"]
    assert [one["due"]["day"] for one in records(call, "--due", "2023")] == ["2023-03-31"]
    assert records(call, "--due", "2022") == []
    assert [one["type"] for one in records(call, "--to", "Duitsland")] == ["THREATEN"]
    assert [one["id"].split(":")[0] for one in records(call, "--since", "2023-01-26")] == ["dreiging"]


def test_as_of_a_day_it_was_still_open(call):
    assert [one["state"] for one in records(call, "--by", "Duitsland", "--as-of", "2023-02")] == ["open"]
    assert "zoals bekend op 28 februari 2023" in call("promises", "--as-of", "2023-02").stderr


def test_meetings_are_shown_only_where_they_are_asked_for(call):
    assert "1 aangekondigde ontmoeting niet getoond" in call("promises").stderr
    assert "Mark Rutte" in call("promises", "--meetings").stdout


def test_nothing_found_is_said(call):
    assert "Geen beloften" in call("promises", "--by", "Peru").stderr


@pytest.mark.parametrize("args", [("--type", "ASSAULT"), ("--type", "AANVAL"), ("--due", "ooit")])
def test_what_does_not_exist_is_refused(call, args):
    found = call("promises", *args)
    assert found.exit_code == 2
    assert "kroniek:" in found.stderr


def test_json_leads_back_to_words(call):
    (kept,) = records(call, "--state", "kept")
    move = kept["moves"][0]
    assert ARRIVED.text[move["start"] : move["end"]] == move["text"]
    assert TANKS.text[kept["content"]["start"] : kept["content"]["end"]] == kept["content"]["text"]
    assert (move["before"], move["after"], move["doc_id"]) == ("open", "kept", "aankomst")


def test_an_agreement_is_told_with_its_steps(call):
    told = " ".join(call("agreements", "--actor", "Polen").stdout.split())
    assert told.startswith(
        "“havenverdrag” · Duitsland en Polen · ondertekend 28 maart 2023 · ondertekend “Duitsland en"
    )
    (one,) = json.loads(call("agreements", "--json").stdout)
    assert (one["stage"], one["steps"][0]["words"]["text"]) == ("signed", "ondertekenden")
    assert "Geen akkoorden" in call("agreements", "--actor", "Peru").stderr
