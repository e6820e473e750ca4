"""`kroniek event` and `kroniek check`: an event by several articles, side by side, with the words; and the count in lists.

After a change of the pages in `tests/pages/event.*.txt` that is meant: `python -m tests.faces.test_event`.
"""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kroniek.faces.cli.main import main
from kroniek.memory import open_store
from kroniek.model.actor import Party
from kroniek.model.claim import Figure
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.ontology import FigureKey
from kroniek.model.place import Place, Precision
from tests import build

PAGES = Path(__file__).parents[1] / "pages"


def killed(where, words, number):
    return [Figure(key=FigureKey.KILLED, min=number, max=number, quote=build.quote(where, words))]


def port(where, name):
    return Place(
        name=name, country="UKR", lat=46.48, lon=30.73, precision=Precision.CITY, quote=build.quote(where, name)
    )


def reports():
    """Five articles on one attack: an agency, another one, an outlet that is cited, a denial, and one that tells nobody."""
    parties = {"actors": ["Rusland/RUS/GOV"], "recipients": ["Oekraïne/UKR/GOV"]}
    first = build.document(
        "KIEV (Reuters) - Russische raketten hebben zaterdag de haven van Odesa getroffen, zegt het Oekraïense leger. Er vielen 83 doden.",
        id="raketten", published="2022-07-23", publisher="De Zuidkrant",
    )  # fmt: skip
    yield first, build.claim(
        first, "getroffen", "ASSAULT", on=build.when("2022-07-23", words=build.quote(first, "zaterdag")), place=port(first, "Odesa"),
        voices=["Oekraïense leger/UKR/MIL"], modes=["heavy-weapons"], figures=killed(first, "83 doden", 83), **parties,
    )  # fmt: skip
    cited = build.document(
        "Bij een aanval op de haven van Odesa is vrijdag een graansilo geraakt, meldt The New York Times op gezag van functionarissen.",
        id="silo", published="2022-07-24", publisher="Noorderbode",
    )  # fmt: skip
    yield cited, build.claim(
        cited, "aanval", "ASSAULT", on=build.when("2022-07-22", words=build.quote(cited, "vrijdag")), recipients=["Oekraïne/UKR/GOV"],
        voices=["?functionarissen/USA/GOV", "@The New York Times/USA/JRN"],
    )  # fmt: skip
    denied = build.document(
        "Rusland heeft niets te maken met de aanval op Odesa. Dat heeft Moskou aan Turkije laten weten.",
        id="ontkend", published="2022-07-24", publisher="Maasgazet",
    )  # fmt: skip
    yield (
        denied,
        build.claim(denied, "aanval", "ASSAULT", status="denied", voices=["Moskou=Rusland/RUS/GOV"], **parties),
    )
    second = build.document(
        "Vier raketten zijn zaterdag op de haven van Odessa afgevuurd. Volgens de burgemeester zijn er 87 doden. (Belga/AFP)",
        id="odessa", published="2022-07-25", publisher="Scheldebode",
    )  # fmt: skip
    yield second, build.claim(
        second, "afgevuurd", "ASSAULT", on=build.when("2022-07-23", words=build.quote(second, "zaterdag")), place=port(second, "Odessa"),
        modes=["heavy-weapons"], figures=killed(second, "87 doden", 87), **parties,
    )  # fmt: skip
    bare = build.document(
        "De haven van Odesa is aangevallen. Dinsdag 23 juli staat het graanakkoord op losse schroeven, zegt president Obama.",
        id="graan", published="2022-07-25", publisher="Oostkrant",
    )  # fmt: skip
    note = "called president, yet president until 2017-01-20"
    obama = Party(name="Barack Obama", country="USA", quote=build.quote(bare, "president Obama"), notes=(note,))
    yield bare, build.claim(bare, "aangevallen", "ASSAULT", recipients=["Oekraïne/UKR/GOV", obama])


def kept(path):
    """The id of the event, after these articles were kept there."""
    with open_store(path) as store:
        ids = []
        for where, claim in reports():
            store.add(where, [claim], placement=store.place(where))
            ids.append(claim.id)
        for other in ids[1:]:
            left, right = sorted((ids[0], other))
            store.judge(
                Judgement(kind=JudgementKind.SAME_EVENT, left=left, right=right, score=1.0, by="test", reason="zo")
            )
    return ids[0]


@pytest.fixture
def told(tmp_path):
    """The chronicle of these articles, and the id of the event."""
    path = tmp_path / "odesa.db"
    return str(path), kept(path)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_of_an_event(run, told, lang):
    db, event = told
    shown = run("event", event, "--db", db, "--lang", lang, env={"COLUMNS": "88"}).stdout
    assert shown == (PAGES / f"event.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [60, 88, 100])
def test_the_page_fits_the_screen(run, told, columns):
    db, event = told
    lines = run("event", event, "--db", db, env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert "5 artikelen · 3 bronnen · 1 ontkenning" in lines


def test_any_claim_of_an_event_leads_to_it(run, told):
    db, event = told
    other = next(claim.id for where, claim in reports() if where.id == "silo")
    assert run("event", other, "--db", db).stdout == run("event", event, "--db", db).stdout


def test_an_event_as_of_a_day_knows_nothing_of_later_reports(run, told):
    db, event = told
    record = json.loads(run("event", event, "--db", db, "--as-of", "2022-07-23", "--json").stdout)
    assert (record["as_of"], record["standing"]["articles"], record["differences"]) == ("2022-07-23", 1, [])
    assert "zoals gemeld tot en met 23 juli 2022" in run("event", event, "--db", db, "--as-of", "2022-07-23").stdout


def test_the_record_of_an_event_bears_words_that_stand_in_the_articles(run, told):
    db, event = told
    record = json.loads(run("event", event, "--db", db, "--json").stdout)
    texts = {where.id: where.text for where, _ in reports()}
    standing = record["standing"]
    words = (
        [one for origin in standing["origins"] for one in origin["traces"]] + standing["unknown"] + standing["denials"]
    )
    words += [
        one for difference in record["differences"] for account in difference["accounts"] for one in account["words"]
    ]
    assert len(words) > 10
    for one in words:
        assert one["text"] is None or texts[one["doc_id"]][one["start"] : one["end"]] == one["text"]
    assert [(origin["name"], origin["kind"]) for origin in standing["origins"]] == [
        ("Oekraïense leger", "speaker"),
        ("The New York Times", "medium"),
        ("Belga/AFP", "agency"),
    ]
    assert {one["field"]: one["over_time"] for one in record["differences"]} == {
        "status": False, "date": False, "figures.killed": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "call", [("event", "niets"), ("event", "raketten", "--as-of", "2022-07-22"), ("check", "--kind", "fout")]
)
def test_what_does_not_exist_is_refused(run, told, call):
    result = run(*call, "--db", told[0])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_tiers_are_shown_beside_origins(run, told, tmp_path):
    db, event = told
    own = tmp_path / "bronnen.toml"
    own.write_text('[[tier]]\nname = "eerste hand"\nsources = ["NYT", "The New York Times"]\n', encoding="utf-8")
    shown = run("event", event, "--db", db, env={"KRONIEK_TIERS": str(own)}).stdout
    assert "The New York Times (nieuwsmedium, eerste hand)" in shown
    assert "eerste hand" not in run("event", event, "--db", db).stdout


def test_a_timeline_says_on_how_many_sources_an_event_rests(run, told, db):
    assert run("timeline", "--db", told[0]).stdout.count("5 artikelen · 3 bronnen · 1 ontkenning") == 5
    early = run("timeline", "--db", told[0], "--as-of", "2022-07-24").stdout
    assert early.count("3 artikelen · 2 bronnen · 1 ontkenning") == 3
    assert "artikelen ·" not in run("timeline", "--db", db).stdout  # no event there has two articles


def test_a_version_that_changed_is_shown_below(run, tmp_path):
    path = tmp_path / "versies.db"
    texts = ("Rusland valt Lviv aan. Er zijn 39 doden.", "Rusland valt Lviv aan. Er zijn 50 doden.")
    versions = [
        build.document(text, id="lviv", published="2022-05-01", url="https://krant.example/lviv", publisher="De Krant")
        for text in texts
    ]
    with open_store(path) as store:
        for where, number in zip(versions, (39, 50), strict=True):
            placement = store.place(where)
            placed = replace(where, id=placement.key)
            made = build.claim(
                placed, "valt", "ASSAULT", actors=["Rusland/RUS/GOV"], figures=killed(placed, f"{number} doden", number)
            )
            store.add(placed, [made], placement=placement)
    shown = run("event", made.id, "--db", path).stdout
    assert "1 artikel · geen bron genoemd" in shown
    assert "doden: liep op met de dagen" in shown
    assert "In eerdere versies" in shown


def test_check_lists_what_does_not_fit_with_its_words(run, told):
    shown = run("check", "--db", told[0])
    assert "ambt past niet bij de dag" in shown.stdout
    assert "“president Obama”: Barack Obama heet hier president, maar was president tot 20 januari 2017" in " ".join(
        shown.stdout.split()
    )
    assert "“Dinsdag 23 juli”: 23 juli 2022 was een zaterdag" in " ".join(shown.stdout.split())
    assert shown.stdout.count("berichten verschillen") == 2
    assert shown.stderr == "4 keer iets om nog eens naar te kijken.\n"
    english = run("check", "--db", told[0], "--lang", "en", "--kind", "weekday").stdout
    assert "23 July 2022 was a Saturday" in english


def test_check_in_json_is_an_array_of_the_kinds_that_are_asked_for(run, told):
    found = json.loads(run("check", "--db", told[0], "--kind", "office,weekday", "--json").stdout)
    assert sorted(one["kind"] for one in found) == ["office", "weekday"]
    assert [one["words"][0]["text"] for one in found] == ["president Obama", "Dinsdag 23 juli"]
    accounts = json.loads(run("check", "--db", told[0], "--kind", "accounts", "--json").stdout)
    assert [one["difference"]["field"] for one in accounts] == ["status", "date"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (("--since", "2022-07-26"), 0),
        (("--as-of", "2022-07-23"), 0),
        (("--actor", "Obama"), 4),
        (("--as-of", "2022-07-24"), 2),
    ],
)
def test_check_keeps_to_the_articles_that_are_asked_for(run, told, asked, number):
    assert len(json.loads(run("check", "--db", told[0], *asked, "--json").stdout)) == number


def test_nothing_to_look_at_is_said(run, db):
    assert run("check", "--db", db).stderr == "Niets gevonden om nog eens naar te kijken.\n"
    assert json.loads(run("check", "--db", db, "--json").stdout) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "odesa.db"
        event = kept(db)
        for language in ("nl", "en"):
            call = ["event", event, "--db", str(db), "--lang", language]
            page = CliRunner().invoke(main, call, env={"COLUMNS": "88"}).stdout
            (PAGES / f"event.{language}.txt").write_text(page, encoding="utf-8")
