"""`kroniek who`, the decisions of `kroniek actors`, and alliances in an export."""

import json
import sqlite3

import pytest

from kroniek.memory import open_store
from kroniek.model.place import Place
from tests import build


def test_a_card_tells_offices_of_the_day_and_relations(run, db):
    told = run("who", "Rutte", "--on", "2025-03", "--db", db).stdout
    assert "Mark Rutte [IGO" in told
    assert "secretaris-generaal van de Navo (2024-10-01–) [IGO]" in told
    assert "hierna: Dick Schoof" in told


def test_a_card_of_an_earlier_day_has_the_office_of_that_day(run, db):
    told = json.loads(run("who", "Rutte", "--on", "2015", "--json", "--db", db).stdout)
    assert [office["title"] for office in told["held"]] == ["premier"]
    assert (told["country"], told["on"]) == ("NLD", "2015-12-31")


def _neighbours(run, tmp_path, name, day):
    told = json.loads(run("who", name, "--on", day, "--json", "--db", str(tmp_path / "geen.db")).stdout)
    return [(one["when"], one["name"], one["since"]) for one in told["relations"]]


@pytest.mark.parametrize(
    ("name", "day", "neighbours"),
    [
        ("George Osborne", "2026", []),  # the next whom the tables know came eight years later
        ("Beatrix", "2020", [("after", "Willem-Alexander", "2013-04-30")]),
        ("Charles III", "2025", [("before", "Elizabeth II", "1952-02-06")]),
        ("Máxima", "2020", []),  # a king's wife is no queen of the line
        ("Mark Rutte", "1800", []),
        ("Mark Rutte", "2011", [("before", "Jan Peter Balkenende", "2002-07-22")]),
        (
            "Viktor Orbán",
            "2026-03-01",
            [
                ("before", "Gyula Horn", "1994-07-15"),
                ("after", "Péter Medgyessy", "2002-05-27"),
                ("before", "Gordon Bajnai", "2009-04-14"),
            ],
        ),
    ],
)
def test_a_card_names_who_came_just_before_and_after_by_the_day(run, tmp_path, name, day, neighbours):
    assert _neighbours(run, tmp_path, name, day) == neighbours


def test_neighbours_in_office_are_told_with_their_days(run, tmp_path):
    told = run("who", "Viktor Orbán", "--on", "2026-03-01", "--db", str(tmp_path / "geen.db")).stdout
    assert "Gordon Bajnai (2009-04-14–2010-05-29)" in " ".join(told.split())


def test_a_very_long_name_is_not_said_again_in_full(run, db, tmp_path):
    for chronicle in (db, str(tmp_path / "geen.db")):
        result = run("who", "Poetin " * 15_000, "--db", chronicle)
        assert result.exit_code == 2
        assert len(result.stderr) < 500


def test_a_card_brings_claims_with_their_words_and_who_stands_in_them(run, db):
    told = json.loads(run("who", "Biden", "--on", "2023", "--json", "--db", db).stdout)
    assert told["claim_count"] == len(told["claims"]) == 1
    assert told["claims"][0]["evidence"][0]["quote"]
    assert [(one["name"], one["claims"]) for one in told["relations"] if one["kind"] == "in claims"] == [("Rusland", 1)]


def test_claims_after_the_day_are_left_out(run, db):
    assert json.loads(run("who", "Biden", "--on", "2021", "--json", "--db", db).stdout)["claim_count"] == 0


def test_a_country_has_its_office_holders_of_the_day(run, db):
    told = run("who", "het Kremlin".removeprefix("het "), "--on", "2010", "--db", db).stdout
    assert "president: Dmitri Medvedev" in told


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("het Witte Huis", "Verenigde Staten"),
        ("Brussel", "Europese Unie"),
        ("de Franse president", "François Hollande"),
        ("de president van Frankrijk", "François Hollande"),
        ("president van de Verenigde Staten", "Barack Obama"),
        ("minister van Buitenlandse Zaken van Rusland", "Sergej Lavrov"),
        ("de paus", "Franciscus"),
        ("de secretaris-generaal van de VN", "Ban Ki-moon"),
        ("Navo-chef", "Jens Stoltenberg"),
        ("de EU-buitenlandchef", "Federica Mogherini"),
        ("Amerikanen", "Verenigde Staten"),
    ],
)
def test_seats_offices_and_peoples_lead_to_whom_they_mean(run, tmp_path, words, name):
    told = run("who", words, "--on", "2015-03-01", "--json", "--db", str(tmp_path / "geen.db"))
    assert json.loads(told.stdout)["name"] == name


def test_a_strait_has_a_card_with_its_point_and_no_country(run, tmp_path):
    told = json.loads(run("who", "de Straat van Hormuz", "--json", "--db", str(tmp_path / "geen.db")).stdout)
    assert (told["kind"], told["country"], told["spot"]["kind"]) == ("place", None, "water")
    assert (round(told["spot"]["lat"]), round(told["spot"]["lon"])) == (27, 56)
    assert "van geen land alleen" in run("who", "Straat van Hormuz", "--db", str(tmp_path / "geen.db")).stdout


@pytest.mark.parametrize(("lang", "said"), [("nl", "omstreden"), ("en", "disputed")])
def test_a_disputed_region_says_so(run, tmp_path, lang, said):
    assert said in run("who", "Golanhoogten", "--lang", lang, "--db", str(tmp_path / "geen.db")).stdout
    assert said not in run("who", "Catalonië", "--lang", lang, "--db", str(tmp_path / "geen.db")).stdout


def test_the_card_of_a_place_brings_what_lies_there_and_what_it_does(run, tmp_path):
    where = build.document(
        "De Houthi's vielen schepen aan op de Rode Zee. De Krim eiste hulp.", id="zee", published="2024-01-10"
    )
    raid = build.claim(
        where, "vielen", "ASSAULT", actors=["Houthi's/YEM/REB"], place=Place(name="Rode Zee", lat=20.0, lon=38.0)
    )
    plea = build.claim(where, "eiste", "REQUEST", actors=["Krim/UKR/GOV"])
    path = tmp_path / "zee.db"
    with open_store(path) as store:
        store.add(where, [raid, plea], placement=store.place(where))
    for name, expected in (("Rode Zee", "ASSAULT"), ("Krim", "REQUEST")):
        told = json.loads(run("who", name, "--json", "--db", path).stdout)
        assert [one["type"] for one in told["claims"]] == [expected]


@pytest.mark.parametrize("name", ["Joegoslavië", "USSR", "Tsjecho-Slowakije"])
def test_a_state_of_the_past_tells_its_years_and_what_came_after(run, tmp_path, name):
    told = json.loads(run("who", name, "--json", "--db", str(tmp_path / "geen.db")).stdout)
    assert told["kind"] == "former-state"
    assert told["past"]["until"] < 2004
    assert len(told["past"]["successors"]) >= 2
    assert "daarna" in run("who", name, "--db", str(tmp_path / "geen.db")).stdout


def test_in_english_a_card_has_english_names_and_can_be_asked_by_them(run, tmp_path):
    told = run("who", "Vladimir Putin", "--on", "2010", "--lang", "en", "--db", str(tmp_path / "geen.db")).stdout
    assert "prime minister (2008-05-08" in told
    assert "Vladimir Poetin" in told  # as Dutch news has him, among his other names
    told = run("who", "Sovjet-Unie", "--lang", "en", "--db", str(tmp_path / "geen.db")).stdout
    assert "Lithuania (11 March 1990)" in told
    assert "in Syria" in run("who", "Golanhoogten", "--lang", "en", "--db", str(tmp_path / "geen.db")).stdout


def test_a_people_without_a_state_has_a_card(run, tmp_path):
    told = json.loads(run("who", "de Koerden", "--json", "--db", str(tmp_path / "geen.db")).stdout)
    assert (told["name"], told["kind"], told["country"]) == ("Koerden", "people", None)


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_chronicle_of_another_version_is_left_out_and_that_is_said(run, db, version):
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()
    result = run("who", "Merkel", "--on", "2010", "--db", db)
    assert result.exit_code == 0
    assert "Angela Merkel" in result.stdout
    assert "weggelaten" in result.stderr
    assert ("kroniek upgrade" if version == "0001" else "Install the newer version") in result.stderr


def test_a_card_has_no_offices_of_a_later_day(run, tmp_path):
    told = run("who", "Erdogan", "--on", "1000", "--json", "--db", str(tmp_path / "geen.db"))
    assert json.loads(told.stdout)["offices"] == []


def test_the_card_of_an_outlet_names_the_agencies_that_it_carries(run, tmp_path):
    told = run("who", "NOS", "--db", str(tmp_path / "none.db"))
    assert "ANP" in told.stdout


def test_without_a_chronicle_the_tables_answer(run, tmp_path):
    result = run("who", "Merkel", "--on", "2010", "--db", str(tmp_path / "geen.db"))
    assert "Angela Merkel" in result.stdout
    assert "geen kroniek" in result.stderr


@pytest.mark.parametrize("name", ["Onbekende Naam", ""])
def test_nobody_is_told_with_what_to_do(run, db, name):
    result = run("who", name, "--db", db)
    assert result.exit_code == 2
    assert result.stderr


def test_several_of_a_name_are_all_named(run, db):
    result = run("who", "Wong", "--on", "1950", "--db", db)
    assert result.exit_code == 2
    assert "Several are called" in result.stderr


def _names(run, db):
    return {one["name"]: set(one["aliases"]) for one in json.loads(run("actors", "--json", "--db", db).stdout)}


def test_actors_are_merged_and_split_and_the_decisions_can_be_read(run, db):
    run("actors", "merge", "Frankrijk", "Duitsland", "--by", "redactie", "--reason", "proef", "--db", db)
    assert {"Frankrijk", "Duitsland"} & set(_names(run, db)) != {"Frankrijk", "Duitsland"}
    run("actors", "split", "Duitsland", "--by", "redactie", "--db", db)
    assert {"Frankrijk", "Duitsland"} <= set(_names(run, db))
    told = json.loads(run("actors", "decided", "--json", "--db", db).stdout)
    assert {(one["kind"], one["by"], one["withdrawn"]) for one in told} == {
        ("same-actor", "redactie", True),
        ("other-actor", "redactie", False),
    }
    assert "redactie" in run("actors", "decided", "--db", db).stdout


def test_an_added_name_finds_its_actor(run, db):
    assert "heet nu ook" in run("actors", "add", "Joe Biden", "Joseph Robinette", "--db", db).stderr
    (found,) = json.loads(run("actors", "--like", "Robinette", "--json", "--db", db).stdout)
    assert found["name"] == "Joe Biden"


def test_a_split_of_somebody_who_stands_alone_says_so(run, db):
    assert "met niemand verbonden" in run("actors", "split", "Polen", "--db", db).stderr


@pytest.mark.parametrize("call", [("merge", "Niemand", "Rusland"), ("split", "Niemand"), ("add", "Niemand", "X")])
def test_a_decision_on_somebody_unknown_is_refused(run, db, call):
    result = run("actors", *call, "--db", db)
    assert result.exit_code == 2
    assert "holds nobody called" in result.stderr


def test_proposals_are_shown_with_the_command_that_accepts_them(run, db):
    assert json.loads(run("actors", "suggest", "--json", "--db", db).stdout) == []
    assert "0 voorstellen" in run("actors", "suggest", "--db", db).stderr


def test_an_alliance_is_expanded_only_where_asked_for_and_keeps_its_own_code(run, tmp_path):
    where = build.document("De Navo veroordeelde Rusland.", id="navo", published="2003-05-01")
    act = build.claim(where, "veroordeelde", "ACCUSE", actors=["Navo/IGO/IGO"], recipients=["Rusland/RUS/GOV"])
    path = tmp_path / "navo.db"
    with open_store(path) as store:
        store.add(where, [act], placement=store.place(where))
    (plain,) = [json.loads(line) for line in run("export", "--db", path).stdout.splitlines()]
    assert [party["name"] for party in plain["actors"]] == ["Navo"]
    (told,) = [json.loads(line) for line in run("export", "--expand-alliances", "--db", path).stdout.splitlines()]
    assert [party["country"] for party in told["actors"][:3]] == ["IGO", "BEL", "CAN"]
    assert len(told["actors"]) == 1 + 19
    assert told["actors"][1]["notes"] == ["member of Navo on 2003-05-01"]
    assert told["recipients"] == plain["recipients"]
