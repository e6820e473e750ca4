"""`kroniek stories` and `kroniek story`: threads of events, named by words of the articles and told in quotes."""

import json

import pytest
from click.testing import CliRunner

from kroniek.faces.cli.main import main
from kroniek.memory import open_store
from tests import build

TEXTS = (
    ("heffing", "2019-05-10", "Washington verhoogt de heffingen op Chinees staal tot een kwart.", "verhoogt"),
    ("antwoord", "2019-05-13", "Peking antwoordt Washington met heffingen op sojabonen en staal.", "antwoordt"),
    ("dreiging", "2019-08-02", "Trump dreigt met nog meer heffingen op het staal van Peking.", "dreigt"),
    ("boeren", "2019-08-03", "Franse boeren betogen opnieuw.", "betogen"),
)
PARTIES = {
    "heffing": (["Washington=Verenigde Staten/USA/GOV"], ["China/CHN/GOV"]),
    "antwoord": (["Peking=China/CHN/GOV"], ["Washington=Verenigde Staten/USA/GOV"]),
    "dreiging": (["Trump=Donald Trump/USA/GOV"], ["Peking=China/CHN/GOV"]),
    "boeren": (["Franse boeren=boeren/FRA/CVL"], []),
}
TYPES = {"heffing": "SANCTION", "antwoord": "SANCTION", "dreiging": "THREATEN", "boeren": "PROTEST"}


@pytest.fixture
def db(tmp_path):
    path = str(tmp_path / "k.db")
    with open_store(path) as store:
        for id_, day, text, trigger in TEXTS:
            where = build.document(text, id=id_, published=day, publisher="De Zuidkrant")
            actors, recipients = PARTIES[id_]
            claim = build.claim(where, trigger, TYPES[id_], actors=actors, recipients=recipients, contexts=["economic"])
            store.add(where, [claim], placement=store.place(where))
    return path


@pytest.fixture
def call(db, monkeypatch):
    monkeypatch.chdir("/")

    def run(*args):
        return CliRunner().invoke(main, [*args, "--db", db], env={"COLUMNS": "80"})

    return run


def test_a_story_is_named_and_counted(call):
    found = call("stories")
    assert found.stdout.splitlines()[:2] == [
        "Verenigde Staten – China: heffingen, staal",
        "  10 mei 2019 – 2 augustus 2019 · 3 gebeurtenissen · 3 artikelen",
    ]
    assert "1 verhaal." in found.stderr


def test_what_one_article_tells_is_shown_when_asked_for(call):
    titles = [one["title"] for one in json.loads(call("stories", "--articles", "1", "--json").stdout)]
    assert len(titles) == 2
    assert any(title.startswith("boeren") for title in titles)


def test_without_a_word_the_contexts_name_it(call):
    assert "economie" in call("stories", "--articles", "1", "--actor", "Frankrijk").stdout


def test_a_story_is_told_in_quotes_with_its_articles(call):
    (one,) = json.loads(call("stories", "--json").stdout)
    told = call("story", one["id"], "--lang", "en")
    assert "In quotes" in told.stdout
    assert "“Washington verhoogt de heffingen op Chinees staal tot een kwart.”" in told.stdout
    assert "De Zuidkrant, 10 May 2019" in told.stdout
    card = json.loads(call("story", one["claims"][-1], "--json").stdout)
    assert card["id"] == one["id"]
    texts = {id_: text for id_, _, text, _ in TEXTS}
    assert all(texts[p["doc_id"]][p["start"] : p["end"]] == p["text"] for p in card["passages"])


def test_as_of_a_day_the_rest_is_not_known(call):
    (one,) = json.loads(call("stories", "--as-of", "2019-06", "--json").stdout)
    assert one["last"] == "2019-05-13"


def test_the_list_says_how_to_ask_for_one(call):
    assert "kroniek story ID --actor China" in call("stories", "--actor", "China").stderr
    assert call("story", "nergens").exit_code == 2
    assert "Geen verhalen" in call("stories", "--actor", "Peru").stderr
